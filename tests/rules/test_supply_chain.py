"""Everything that is fetched is pinned and checked by its hash; what an audit finds is told in plain words."""

import json
import re
import tomllib

import pytest

from tests.audit import told
from tests.conftest import ROOT

PINS = sorted((ROOT / ".pins").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("pins", PINS, ids=lambda file: file.stem)
def test_every_package_is_pinned_to_one_version_with_its_hashes_and_no_address(pins: object) -> None:
    text = pins.read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 25
    for entry in entries:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z,]+\])?==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    assert "://" not in text


def test_each_dependency_of_the_project_is_pinned_to_the_same_version_in_the_pins() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    for extra in ("site", "test", "audit"):
        pinned = set(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;]+)", (ROOT / f".pins/{extra}.txt").read_text("utf-8"), re.MULTILINE))
        for wanted in [*PROJECT["project"]["dependencies"], *extras[extra]]:
            name, version = re.fullmatch(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", wanted).groups()
            assert (name, version) in pinned, wanted


def test_pyodides_package_is_pinned_by_version_and_by_its_sha512() -> None:
    pin = PROJECT["tool"]["handbook"]["pyodide"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", pin["version"])
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", pin["integrity"])


def test_an_audit_says_what_it_found_that_it_found_nothing_or_that_it_could_not_ask() -> None:
    clean = {"name": "six", "version": "1.17.0", "vulns": []}
    wrong = {"name": "pip", "version": "1.0", "vulns": [{"id": "PYSEC-2013-8", "fix_versions": ["1.3"]}]}
    assert told("x.txt", json.dumps({"dependencies": [clean]}), "") == (
        "x.txt: no advisory is known against its 1 packages.", 0)  # fmt: skip
    assert told("x.txt", json.dumps({"dependencies": [clean, wrong]}), "Found 1 known vulnerability") == (
        "x.txt: pip 1.0: PYSEC-2013-8, mended in 1.3", 1)  # fmt: skip
    assert told("x.txt", "", "Traceback …\nConnectionError: no route to host\n") == (
        "x.txt: not checked, for the advisory service could not be asked (ConnectionError: no route to host)."
        " Try again with a network.", 2)  # fmt: skip
