"""The ready reckoner: which statements share a column, and every date of it by hand or by numpy."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from calculators.ready_reckoner import Reckoner, Row, ready_reckoners
from calculators.requests import bank_holidays
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.calculators.oracle import FIRST, LAST, is_worked, reached
from tests.calculators.sample_guidance import guidance
from tests.conftest import ROOT

HOLIDAYS = bank_holidays(guidance())
TEN = {"within": "10 working days", "of": "initial-conference"}
BARE_TEN = {"within": "10 days", "of": "initial-conference"}


def reckoner(*deadlines: Mapping[str, Any], first: date = date(2026, 12, 17), months: int = 2) -> Reckoner:
    (found,) = ready_reckoners(guidance(*deadlines)["statements"], first, months, HOLIDAYS)
    return found


def row(found: Reckoner, day: date) -> Row:
    (only,) = [row for month in found.months for row in month.rows if row.day == day]
    return only


def test_a_conference_before_christmas_is_counted_over_three_bank_holidays() -> None:
    # 18, 21 to 24, 29, 30 and 31 December, 4 and 5 January; not Christmas Day, 28 December and New Year's Day.
    (entry,) = row(reckoner(TEN), date(2026, 12, 17)).entries
    assert (entry.due, entry.earliest, entry.last_working_day, entry.provisional) == (
        date(2027, 1, 5),
        None,
        None,
        False,
    )


def test_a_due_date_on_a_bank_holiday_has_the_working_day_before_it() -> None:
    found = reckoner({"within": "2 weeks", "of": "initial-conference"})
    # Friday 18 December and 14 days is New Year's Day; Monday 14 December and 14 days is Boxing Day's bank holiday.
    assert [row(found, day).entries[0].last_working_day for day in (date(2026, 12, 18), date(2026, 12, 14))] == [
        date(2026, 12, 31), date(2026, 12, 24),
    ]  # fmt: skip


def test_it_has_a_row_for_each_working_day_of_whole_months_and_for_no_other() -> None:
    found = reckoner(TEN, first=date(2026, 12, 17), months=2)
    december, january = found.months
    assert (december.first, january.first) == (date(2026, 12, 1), date(2027, 1, 1))
    # 23 weekdays of December without Christmas Day and 28 December; 21 of January without New Year's Day.
    assert (len(december.rows), len(january.rows)) == (21, 20)
    assert (december.rows[0].day, december.rows[-1].day) == (date(2026, 12, 1), date(2026, 12, 31))


def test_statements_that_count_alike_share_a_column() -> None:
    found = reckoner(TEN, TEN, {"within": "6 weeks", "of": "initial-conference"})
    assert [(column.words, [each["id"] for each in column.plain]) for column in found.columns] == [
        ("10 working days", ["rule-1", "rule-2"]), ("6 weeks", ["rule-3"]),
    ]  # fmt: skip


def test_bare_days_stand_in_a_column_for_each_reading() -> None:
    found = reckoner(TEN, BARE_TEN)
    told = [(column.words, len(column.plain), [each["id"] for each in column.read_so]) for column in found.columns]
    assert told == [("10 working days", 1, ["rule-2"]), ("10 calendar days", 0, ["rule-2"])]
    # From Tuesday 1 December: the 15th is ten working days on, the 11th ten calendar days.
    assert [entry.due for entry in row(found, date(2026, 12, 1)).entries] == [date(2026, 12, 15), date(2026, 12, 11)]


def test_a_range_gives_both_ends_and_a_count_back_comes_before_the_event() -> None:
    found = reckoner({"every": ["4 weeks", "6 weeks"], "of": "core-group"})
    (entry,) = row(found, date(2026, 12, 1)).entries
    assert (found.columns[0].words, entry.earliest, entry.due) == (
        "4 to 6 weeks",
        date(2026, 12, 29),
        date(2027, 1, 12),
    )
    found = reckoner({"by": "5 working days", "before": "review-conference"})
    # Back from Monday 4 January: 31, 30, 29, 24 and 23 December.
    (entry,) = row(found, date(2027, 1, 4)).entries
    assert (found.columns[0].words, entry.due) == ("5 working days before", date(2026, 12, 23))


def test_each_event_has_its_own_reckoner_and_hours_have_none() -> None:
    found = ready_reckoners(
        guidance(TEN, {"within": "24 hours", "of": "concern-raised"}, {"every": "4 weeks", "of": "core-group"},
                 {"at-each": "core-group"})["statements"],
        date(2026, 12, 1), 1, HOLIDAYS,
    )  # fmt: skip
    assert [each.event for each in found] == ["initial-conference", "core-group"]


def test_dates_past_the_last_published_bank_holiday_are_provisional() -> None:
    found = reckoner(TEN, first=date(2028, 12, 1), months=1)
    # The list ends on 26 December 2028. From the 8th ten working days end on the 22nd; from the 12th on the 28th.
    told = [row(found, date(2028, 12, day)).entries[0] for day in (8, 12)]
    assert [(entry.due, entry.provisional) for entry in told] == [
        (date(2028, 12, 22), False), (date(2028, 12, 28), True),
    ]  # fmt: skip
    assert (found.provisional, reckoner(TEN).provisional) == (True, False)


@pytest.fixture(scope="module")
def boards() -> dict[str, Any]:
    return dict(json.loads(json.dumps(guidance_as_data(read_guidance(ROOT / "rules")))))


def test_every_entry_of_every_topic_agrees_with_numpy(boards: dict[str, Any]) -> None:
    looked_at = 0
    for topic in boards["topics"]:
        said = [each for each in boards["statements"] if each["topic"] == topic["id"]]
        for found in ready_reckoners(said, date(2027, 11, 1), 14, bank_holidays(boards)):
            for day, column, entry in (
                (row.day, column, entry)
                for month in found.months
                for row in month.rows
                for column, entry in zip(found.columns, row.entries, strict=True)
            ):
                way = -1 if column.backwards else 1
                ends = sorted(reached(str(duration), day, way) for duration in column.durations)
                assert (entry.due, entry.earliest) == (ends[-1], ends[0] if len(ends) == 2 else None)
                assert is_worked(day)
                assert (entry.last_working_day is None) == is_worked(entry.due)
                assert entry.provisional == (not all(FIRST <= each <= LAST for each in [day, *ends]))
                looked_at += 1
    assert looked_at > 5000
