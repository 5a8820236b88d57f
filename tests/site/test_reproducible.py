"""Two builds of one commit are the same to the byte, wherever, whenever and by whomever they are made."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

#: What is only fetched, or printed by a browser, and so not made again here: all else in the cache is.
FETCHED = ("pyodide-*", "wheels-*", "forms/*.pdf")


def _hashes(site: Path) -> dict[str, str]:
    return {file.relative_to(site).as_posix(): _hash(file) for file in sorted(site.rglob("*")) if file.is_file()}


def test_a_build_in_another_folder_with_nothing_kept_is_the_same_to_the_byte(
    site: Path, copy_project: Callable[[], Path]
) -> None:
    project = copy_project()
    cache = project / ".cache"
    cache.unlink()
    for kept in (found for pattern in FETCHED for found in (ROOT / ".cache").glob(pattern)):
        target = cache / kept.relative_to(ROOT / ".cache")
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if kept.is_dir() else shutil.copy)(kept, target)
    # The other build was told no day and took today: this one is told that day, and has another clock and order.
    day = int.from_bytes((site / "sitemap.xml.gz").read_bytes()[4:8], "little")
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(day), "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=project, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = _hashes(site), _hashes(project / "site")
    assert len(first) > 100
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []


def test_nothing_of_the_machine_that_built_it_is_in_the_site(site: Path) -> None:
    told = re.compile(
        b"|".join(map(re.escape, (str(ROOT).encode(), sys.prefix.encode(), str(Path.home()).encode() + b"/")))
        + rb"|/tmp/\w|registry\.npmjs|pypi\.org|pythonhosted\.org|//[\w.-]*(artifactory|nexus|pypi)[\w.-]*/|"
        + rb"BEGIN [A-Z ]*PRIVATE KEY|(api|access)[_-]?(key|token)\W{1,3}\w{16}"
    )
    fetched = {_hash(file) for kept in FETCHED[:2] for file in (ROOT / ".cache").glob(f"{kept}/*") if file.is_file()}
    found = {}
    for file in (each for each in site.rglob("*") if each.is_file()):
        # What others made, and is checked by its hash, may name the machine of those who made it.
        if _hash(file) not in fetched and (match := told.search(_unpacked(file))):
            found[file.relative_to(site).as_posix()] = match[0]
    assert found == {}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _unpacked(file: Path) -> bytes:
    if file.suffix == ".gz":
        return gzip.decompress(file.read_bytes())
    if not zipfile.is_zipfile(file):
        return file.read_bytes()
    with zipfile.ZipFile(file) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())
