"""A plan of a case, asked through the door: every deadline from a conference to the review, under made-up guidance.

Unless a test says otherwise the conference is on Monday 23 November 2026 and the review on Tuesday 23 February 2027.
Not worked between them are the weekends, Friday 25 and Monday 28 December and Friday 1 January.
"""

import copy
import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import icalendar
import pytest

from calculators.answers import answer
from calculators.counted import counted_as
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.calculators.sample_guidance import guidance

EVENTS = {
    "initial-conference": ("the initial conference", "Initial conference"),
    "review-conference": ("the review conference", "Review conference"),
    "core-group": ("the core group", "Core group"),
    "child-seen": ("the child was seen", "Child seen"),
    "minutes-sent": ("the minutes were sent", "Minutes sent"),
    "concern-raised": ("the concern was raised", "Concern raised"),
}
TOPICS = {
    "first-core-group": ("First core group", "core-group"),
    "core-group-interval": ("How often it meets", "core-group"),
    "core-group-after-review": ("Core group after a review", "core-group"),
    "core-groups-between-conferences": ("How many core groups", "core-group"),
    "minutes-circulated": ("Minutes", "minutes-sent"),
    "apologies-and-reports": ("Apologies", None),
    "seeing-the-child": ("Seeing the child", "child-seen"),
    "conference-papers": ("Papers", None),
    "report-for-review": ("Report for the review", None),
    "review-conference-due": ("When the review is held", "review-conference"),
    "concerns-in-writing": ("Concerns", None),
    "agenda": ("The agenda", None),
}
CONFERENCE, REVIEW = "2026-11-23", "2027-02-23"


def rule(name: str, topic: str, deadline: Mapping[str, Any] | None, **more: Any) -> dict[str, Any]:
    said = {
        "id": name,
        "topic": topic,
        "who": ["conference"],
        "force": "should",
        "says": f"So says {name}.",
        "at": name,
    }
    return said | ({"deadline": deadline} if deadline else {}) | more


FIRST = rule("1.1", "first-core-group", {"within": "10 working days", "of": "initial-conference"})
FOUR_WEEKLY = rule("1.2", "core-group-interval", {"every": "4 weeks", "of": "core-group"})
MONTHLY = rule("1.3", "core-group-interval", {"every": "1 month", "of": "core-group"})
MINUTES = rule("2.1", "minutes-circulated", {"within": "5 working days", "of": "core-group"})
APOLOGIES = rule("2.2", "apologies-and-reports", {"by": "1 working day", "before": "core-group"})
VISITS = rule("3.1", "seeing-the-child", {"every": "10 working days", "of": "child-seen"})
REPORT = rule("4.1", "report-for-review", {"by": "5 working days", "before": "review-conference"})
TWO_BETWEEN = rule(
    "5.1",
    "core-groups-between-conferences",
    {"at-least": "2", "of": "core-group", "between": ["initial-conference", "review-conference"]},
)
AFTER_REVIEW = rule("5.2", "core-group-after-review", {"within": "8 weeks", "of": "review-conference"})
NATIONAL = [
    rule("p1", "review-conference-due", {"within": "3 months", "of": "initial-conference"}),
    rule("p2", "review-conference-due", {"every": "6 months", "of": "review-conference"}),
]


def board_with(*rules: Mapping[str, Any], national: bool = True) -> dict[str, Any]:
    """Guidance where "sample" has `rules`, "other" has four-weekly visits, and "national" says when a review is due."""
    made = guidance()
    made["events"] = [{"id": event, "name": name, "short": short} for event, (name, short) in EVENTS.items()]
    made["topics"] = [
        {"id": topic, "group": "all", "title": title, "question": f"{title}?"} | ({"kept-by": keeps} if keeps else {})
        for topic, (title, keeps) in TOPICS.items()
    ]
    elsewhere = rule("9.1", "seeing-the-child", {"every": "4 weeks", "of": "child-seen"})
    made["statements"] = [{"board": "sample"} | dict(each) for each in rules] + [{"board": "other"} | elsewhere]
    if national:
        source = {"title": "National guidance", "date": "2023", "coverage": "part"}
        made["boards"].append(
            {"id": "national", "name": "National", "source": source, "national": True, "replaced": "a newer edition"}
        )
        made["statements"] += [{"board": "national"} | each for each in NATIONAL]
    return made | {"counted-as": counted_as(made["statements"])}


def ask(
    rules: Mapping[str, Any], start: str = "initial-conference", on: object = CONFERENCE, **more: Any
) -> dict[str, Any]:
    request = {"ask": "plan", "board": "sample", "on": {start: on}, "review": REVIEW} | more
    return answer(request, rules)


def plan(*rules: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    found = ask(board_with(*rules), **more)
    assert "error" not in found
    return found


def entries(found: Mapping[str, Any], topic: str) -> list[dict[str, Any]]:
    return [entry for entry in found["entries"] if entry["topic"] == topic]


def due(found: Mapping[str, Any], topic: str) -> list[str]:
    return [entry["due"] for entry in entries(found, topic)]


def series(found: Mapping[str, Any], event: str) -> tuple[bool, str]:
    (told,) = [each for each in found["series"] if each["series"] == event]
    return told["runs"], told["text"]


def remarks(entry: Mapping[str, Any], kind: str) -> list[str]:
    return [remark["text"] for remark in entry["remarks"] if remark["kind"] == kind]


@cache
def real() -> dict[str, Any]:
    return guidance_as_data(read_guidance())


def real_plan(board: str, start: str = "initial-conference", on: str = CONFERENCE, **more: Any) -> dict[str, Any]:
    found = answer({"ask": "plan", "board": board, "on": {start: on}} | more, real())
    assert "error" not in found
    return found


# The first core group, and the day suggested for it


def test_the_first_core_group_has_its_latest_day_its_rule_and_a_day_to_book_with_room_to_spare() -> None:
    (entry,) = plan(FIRST)["entries"]
    assert entry["title"] == "First core group"
    assert (entry["due"], entry["due_in_words"]) == ("2026-12-07", "Monday 7 December 2026")
    assert (entry["book"], entry["book_in_words"]) == ("2026-12-03", "Thursday 3 December 2026")
    assert entry["words"] == "within 10 working days of the initial conference"
    assert entry["source"] == {"title": "Sample guidance", "at": "1.1"}
    assert entry["based_on"] == "Counted from the initial conference on Monday 23 November 2026."


@pytest.mark.parametrize(
    ("within", "on", "closed", "book"),
    [
        pytest.param("10 working days", "2026-11-23", [], "2026-12-03", id="two working days before the last"),
        pytest.param("10 working days", "2026-11-23", ["2026-12-03"], "2026-12-02", id="that day closed"),
        pytest.param("10 working days", "2026-11-23", ["2026-12-02", "3/12/2026"], "2026-12-01", id="two days closed"),
        pytest.param("10 working days", "2026-11-23", ["2026-12-04"], "2026-12-03", id="a day closed in the room"),
        # Due Wednesday 30 December; Tuesday the 29th and Thursday the 24th are the working days before it.
        pytest.param("6 working days", "2026-12-18", [], "2026-12-24", id="over Christmas"),
        # Due Saturday 28 November: the room is left before Friday the 27th.
        pytest.param("10 calendar days", "2026-11-18", [], "2026-11-25", id="due on a Saturday"),
        pytest.param("2 working days", "2026-11-23", [], "2026-11-24", id="less room than two days"),
        pytest.param("1 working day", "2026-11-23", [], "2026-11-24", id="no room at all"),
        pytest.param("1 working day", "2026-11-23", ["2026-11-24"], None, id="the only day closed"),
        pytest.param("1 calendar day", "2026-11-27", [], None, id="no working day before a Saturday"),
        pytest.param("2 working days", "2026-11-23T16:00", [], "2026-11-24", id="never the day of the conference"),
    ],
)
def test_the_day_to_book_is_a_working_day_after_the_conference_on_which_the_office_is_open(
    within: str, on: str, closed: list[str], book: str | None
) -> None:
    first = rule("1.1", "first-core-group", {"within": within, "of": "initial-conference"})
    (entry,) = plan(first, on=on, closed=closed)["entries"]
    assert entry.get("book") == book
    assert ("book_in_words" in entry) == (book is not None)


def test_only_meetings_are_booked() -> None:
    found = plan(FIRST, FOUR_WEEKLY, MINUTES, APOLOGIES, VISITS, REPORT)
    booked = {entry["topic"] for entry in found["entries"] if "book" in entry}
    assert booked == {"first-core-group", "core-group-interval"}


def test_a_deadline_on_a_day_on_which_the_office_is_closed_stays_and_says_so() -> None:
    found = plan(FIRST, MINUTES, closed="7 December 2026; 10 December 2026")
    (first,), (minutes,) = entries(found, "first-core-group"), entries(found, "minutes-circulated")
    assert (first["due"], minutes["due"]) == ("2026-12-07", "2026-12-14")
    assert remarks(first, "closed") == ["Your office is closed on that day."]
    assert remarks(minutes, "closed") == []


# Series


@pytest.mark.parametrize(
    ("on", "review", "days"),
    [
        ("2027-01-31", "2027-05-30", ["2027-02-28", "2027-03-31", "2027-04-30"]),
        ("2028-01-31", "2028-05-30", ["2028-02-29", "2028-03-31", "2028-04-30"]),
        ("2027-01-30", "2027-05-29", ["2027-02-28", "2027-03-30", "2027-04-30"]),
        ("2028-02-29", "2028-06-28", ["2028-03-29", "2028-04-29", "2028-05-29"]),
        ("2026-10-31", "2027-02-28", ["2026-11-30", "2026-12-31", "2027-01-31"]),
    ],
)
def test_a_monthly_series_keeps_its_day(on: str, review: str, days: list[str]) -> None:
    visits = rule("3.1", "seeing-the-child", {"every": "1 month", "of": "child-seen"})
    assert due(plan(visits, on=on, review=review), "seeing-the-child") == days
    held = plan(FIRST, MONTHLY, on=on, review=review, held={"core-group": [on]})
    assert due(held, "core-group-interval") == days


def test_a_series_that_keeps_its_day_says_from_which_day_it_is_counted() -> None:
    found = plan(FIRST, MONTHLY, on="2027-01-31", review="2027-04-20", held={"core-group": ["2027-01-31"]})
    assert [entry["based_on"] for entry in entries(found, "core-group-interval")] == [
        "Counted from the core group on Sunday 31 January 2027.",
        "Counted from the core group on Sunday 31 January 2027, from which the series keeps its day.",
    ]


def test_later_core_groups_follow_from_the_last_day_of_the_first_until_the_review() -> None:
    later = entries(plan(FIRST, FOUR_WEEKLY), "core-group-interval")
    assert [entry["due"] for entry in later] == ["2027-01-04", "2027-02-01"]
    assert [entry["title"] for entry in later] == ["Core group 2", "Core group 3"]
    # Two working days before 4 January are 30 December (1 January is a bank holiday), before 1 February 28 January.
    assert [entry["book"] for entry in later] == ["2026-12-30", "2027-01-28"]
    assert later[0]["based_on"] == (
        "Counted from the core group on Monday 7 December 2026, which is taken to fall on its own last day allowed."
    )


def test_later_core_groups_follow_from_those_really_held() -> None:
    found = plan(FIRST, FOUR_WEEKLY, held={"core-group": "1 December 2026, 22/12/2026"})
    later = entries(found, "core-group-interval")
    assert [entry["due"] for entry in later] == ["2026-12-29", "2027-01-19", "2027-02-16"]
    assert [entry["based_on"] for entry in later] == [
        "Counted from the core group on Tuesday 1 December 2026.",
        "Counted from the core group on Tuesday 22 December 2026.",
        "Counted from the core group on Tuesday 19 January 2027, which is taken to fall on its own last day allowed.",
    ]
    assert found["held"] == {"core-group": ["2026-12-01", "2026-12-22"], "child-seen": []}


def test_a_series_may_run_from_the_last_permitted_dates_though_others_were_held() -> None:
    found = plan(FIRST, FOUR_WEEKLY, VISITS, held={"core-group": ["2026-12-01"], "child-seen": ["2026-11-25"]},
                 series="latest")  # fmt: skip
    assert due(found, "core-group-interval") == ["2027-01-04", "2027-02-01"]
    assert due(found, "seeing-the-child")[:2] == ["2026-12-07", "2026-12-21"]


def test_a_series_of_working_days_leaves_out_the_holidays_between() -> None:
    assert due(plan(VISITS), "seeing-the-child") == [
        "2026-12-07", "2026-12-21", "2027-01-07", "2027-01-21", "2027-02-04", "2027-02-18",
    ]  # fmt: skip


def test_a_range_gives_the_earliest_and_the_last_day_of_each_meeting() -> None:
    interval = rule("1.2", "core-group-interval", {"every": ["4 weeks", "6 weeks"], "of": "core-group"})
    later = entries(plan(FIRST, interval, review="2027-03-20"), "core-group-interval")
    # The second is counted from 18 January, the last day of the first.
    assert [(entry["earliest"], entry["due"]) for entry in later] == [
        ("2027-01-04", "2027-01-18"), ("2027-02-15", "2027-03-01"),
    ]  # fmt: skip


def test_days_that_are_not_said_to_be_working_days_come_with_the_other_reading() -> None:
    visits = rule("3.1", "seeing-the-child", {"every": "10 days", "of": "child-seen"})
    first, second, *_ = entries(plan(visits), "seeing-the-child")
    assert (first["due"], second["due"]) == ("2026-12-03", "2026-12-13")
    assert remarks(first, "open") == ["Counted in calendar days; in working days it is Monday 7 December 2026."]
    assert remarks(second, "open") == ["Counted in calendar days; in working days it is Monday 21 December 2026."]
    assert remarks(second, "not-worked") == [
        "Not worked (Sunday); the last working day before it is Friday 11 December 2026."
    ]


@pytest.mark.parametrize(
    ("review", "days"), [("2027-02-01", ["2027-01-04"]), ("2027-02-02", ["2027-01-04", "2027-02-01"])]
)
def test_a_series_ends_before_the_day_of_the_review(review: str, days: list[str]) -> None:
    assert due(plan(FIRST, FOUR_WEEKLY, review=review), "core-group-interval") == days


def test_a_series_from_dates_held_ends_before_the_review_too() -> None:
    found = plan(FIRST, FOUR_WEEKLY, held={"core-group": ["2026-12-07", "2027-02-01", "2027-02-15"]})
    assert due(found, "core-group-interval") == ["2027-01-04"]


def test_a_series_of_something_that_a_plan_does_not_know_of_is_not_started_at_the_conference() -> None:
    concerns = rule("6.1", "concerns-in-writing", {"every": "2 weeks", "of": "concern-raised"})
    assert plan(concerns)["entries"] == []


def test_the_interval_between_reviews_is_not_counted_from_an_initial_conference() -> None:
    found = ask(board_with(), board="national", review="2027-08-01")
    assert [(entry["due"], entry["rule"]) for entry in found["entries"]] == [("2027-02-23", "national/p1")]


def test_every_days_working_leads_to_the_same_date() -> None:
    found = real_plan("haringey", on="2027-01-17", held={"core-group": ["2027-01-31"]}, review="2027-06-01")
    assert due(found, "core-group-interval")
    for entry in found["entries"]:
        if "working" not in entry:
            continue
        working = dict(parse_qsl(entry["working"]))
        board, event = working.pop("board"), working.pop("event")
        rows = answer({"ask": "due", "board": board, "on": {event: working}}, real())["dates"]
        assert entry["due"] in {row["due"] for row in rows if row["rule"] == entry["rule"]}, entry["id"]


# Seeing the child


def test_visits_are_counted_from_the_conference_until_one_is_given_and_the_plan_says_so() -> None:
    first, second, *_ = entries(plan(VISITS), "seeing-the-child")
    assert first["based_on"] == (
        "Counted from Monday 23 November 2026; the guidance does not say from when the first is counted,"
        " so this handbook starts at the conference."
    )
    assert second["based_on"] == (
        "Counted from the child was seen on Monday 7 December 2026, which is taken to fall on its own last day allowed."
    )

    seen = entries(plan(VISITS, held={"child-seen": ["2026-11-25", "2026-12-02"]}), "seeing-the-child")
    # Ten working days from 25 November and from 2 December.
    assert [entry["due"] for entry in seen[:2]] == ["2026-12-09", "2026-12-16"]
    assert seen[1]["based_on"] == "Counted from the child was seen on Wednesday 2 December 2026."
    assert not [entry for entry in seen if "handbook" in entry["based_on"]]


# After each meeting, and before it


def test_minutes_follow_each_core_group_of_the_plan() -> None:
    found = plan(FIRST, FOUR_WEEKLY, MINUTES)
    minutes = entries(found, "minutes-circulated")
    assert [entry["due"] for entry in minutes] == ["2026-12-14", "2027-01-11", "2027-02-08"]
    assert [entry["title"] for entry in minutes] == ["Minutes sent 1", "Minutes sent 2", "Minutes sent 3"]


def test_minutes_follow_each_core_group_held_and_each_to_come_and_no_other() -> None:
    # Held early, as meetings are: what was due by 1 January was met on 21 December, and is no meeting of its own.
    found = plan(FIRST, FOUR_WEEKLY, MINUTES, TWO_BETWEEN, held={"core-group": ["2026-12-04", "2026-12-21"]})
    assert due(found, "core-group-interval") == ["2027-01-01", "2027-01-18", "2027-02-15"]
    assert due(found, "minutes-circulated") == ["2026-12-11", "2026-12-30", "2027-01-25", "2027-02-22"]
    (meetings,) = found["meetings"]
    assert (meetings["held"], meetings["foreseen"]) == (2, 2)


def test_minutes_follow_the_series_that_asks_soonest() -> None:
    # Four weeks after 7 December come before one month after it.
    assert due(plan(FIRST, MONTHLY, FOUR_WEEKLY, MINUTES), "minutes-circulated") == [
        "2026-12-14", "2027-01-11", "2027-02-08",
    ]  # fmt: skip


def test_apologies_are_counted_back_from_each_core_group() -> None:
    # The working day before Monday 7 December, 4 January (Thursday 31 December: the 1st is a holiday) and 1 February.
    assert due(plan(FIRST, FOUR_WEEKLY, APOLOGIES), "apologies-and-reports") == [
        "2026-12-04", "2026-12-31", "2027-01-29",
    ]  # fmt: skip


# Papers and reports


def test_reports_are_counted_back_from_the_review() -> None:
    (report,) = entries(plan(REPORT), "report-for-review")
    assert report["due"] == "2027-02-16"
    assert report["based_on"] == "Counted from the review conference on Tuesday 23 February 2027."


def test_reports_are_counted_back_from_the_next_review_in_a_plan_from_a_review() -> None:
    (report,) = entries(plan(REPORT, start="review-conference"), "report-for-review")
    assert report["due"] == "2027-02-16"


def test_papers_are_counted_to_the_hour_where_the_time_of_the_conference_is_known() -> None:
    papers = rule("4.2", "conference-papers", {"within": "24 hours", "of": "initial-conference"})
    (entry,) = plan(papers, on="2026-11-23T16:00")["entries"]
    assert (entry["due"], entry["due_in_words"]) == ("2026-11-24T16:00+00:00", "Tuesday 24 November 2026, 16:00")
    (entry,) = plan(papers)["entries"]
    assert entry["due"] == "2026-11-24"
    assert remarks(entry, "no-time")


def test_papers_before_the_conference_stand_before_it() -> None:
    papers = rule("4.2", "conference-papers", {"by": "3 working days", "before": "initial-conference"})
    assert due(plan(papers), "conference-papers") == ["2026-11-18"]


# At least so many meetings


@pytest.mark.parametrize(
    ("rules", "held", "counts", "met", "text"),
    [
        pytest.param(
            [FIRST, FOUR_WEEKLY], [], (2, 0, 3), True, "Needed: 2. Held: 0; foreseen in this plan: 3: enough.", id="met"
        ),
        pytest.param(
            [FIRST], [], (2, 0, 1), False, "Needed: 2. Held: 0; foreseen in this plan: 1: not enough.", id="not met"
        ),
        pytest.param(
            [FIRST],
            ["2026-12-01", "2027-01-12"],
            (2, 2, 0),
            True,
            "Needed: 2. Held: 2; foreseen in this plan: 0: enough.",
            id="held",
        ),
        pytest.param(
            [], ["2026-12-01"], (2, 1, 0), False, "Needed: 2. Held: 1; foreseen in this plan: 0: not enough.", id="one"
        ),
    ],
)
def test_at_least_so_many_meetings_are_held_and_foreseen_or_not(
    rules: list[Any], held: list[str], counts: tuple[int, int, int], met: bool, text: str
) -> None:
    (meetings,) = plan(*rules, TWO_BETWEEN, held={"core-group": held})["meetings"]
    assert (meetings["needed"], meetings["held"], meetings["foreseen"]) == counts
    assert (meetings["met"], meetings["text"]) == (met, text)
    assert meetings["rule"] == "sample/5.1"


def test_meetings_from_the_first_conference_are_not_asked_of_a_plan_from_a_review() -> None:
    assert plan(TWO_BETWEEN, AFTER_REVIEW, start="review-conference")["meetings"] == []


# The review


def test_a_review_that_is_given_ends_the_plan() -> None:
    found = plan(FIRST, review={"day": "1", "month": "feb", "year": "2027"})
    assert found["review"] == {
        "date": "2027-02-01", "date_in_words": "Monday 1 February 2027", "how": "The date of the review was given.",
        "place": 1,
    }  # fmt: skip


@pytest.mark.parametrize("empty", [None, "", {}, {"day": "", "month": "", "year": ""}])
def test_without_a_review_the_plan_ends_on_the_last_day_under_the_national_document(empty: object) -> None:
    review = plan(FIRST, review=empty)["review"]
    assert review["date"] == "2027-02-23"
    assert review["how"] == (
        "No date of the review was given. This is the last day under National guidance, p1 (3 months),"
        " replaced since by a newer edition."
    )


@pytest.mark.parametrize(
    ("start", "on", "review"),
    [
        ("initial-conference", "2026-11-30", "2027-02-28"),
        ("initial-conference", "2027-11-30", "2028-02-29"),
        ("review-conference", "2026-11-23", "2027-05-23"),
        ("review-conference", "2026-08-31", "2027-02-28"),
    ],
)
def test_the_last_day_for_a_review_is_three_months_after_the_first_conference_and_six_after_a_review(
    start: str, on: str, review: str
) -> None:
    assert plan(start=start, on=on, review=None)["review"]["date"] == review


def test_where_no_document_says_when_a_review_is_due_its_date_is_asked_for() -> None:
    found = ask(board_with(FIRST, national=False), review=None)
    assert found == {"error": {"message": "Enter the date of the review", "field": "review-day"}}


def test_working_together_2023_is_said_to_be_replaced_where_it_ends_the_plan() -> None:
    how = real_plan("haringey")["review"]["how"]
    assert how.startswith("No date of the review was given.")
    assert "Working Together to Safeguard Children 2023, pp97-98 (3 months), replaced since by" in how


def test_a_plan_from_a_review_in_greenwich_has_its_core_group_within_eight_weeks() -> None:
    found = real_plan("greenwich", "review-conference")
    (meeting,) = entries(found, "core-group-after-review")
    # Eight weeks from 23 November: 18 January, a Monday; two working days before it are 14 January.
    assert (meeting["due"], meeting["book"]) == ("2027-01-18", "2027-01-14")
    assert due(found, "minutes-circulated") == ["2027-01-25"]
    assert due(found, "apologies-and-reports") == ["2027-01-15"]
    assert found["review"]["date"] == "2027-05-23"
    assert not entries(found, "first-core-group")


def test_a_plan_from_a_review_says_why_it_has_no_core_group_and_what_would_give_one() -> None:
    found = plan(FIRST, FOUR_WEEKLY, MINUTES, start="review-conference")
    assert not found["entries"]
    assert series(found, "core-group") == (
        False,
        "Core groups: none can be dated from this conference alone. This guidance counts the first from the initial"
        " conference (1.1) and each later one from the one before (1.2), and does not say that any is counted from a review"
        " conference. Enter the core groups held or booked, the last one before the review among them, and the later ones are counted from"
        " it.",
    )


def test_a_plan_from_a_review_runs_its_core_groups_from_the_last_one_held_before_it() -> None:
    held = {"core-group": ["2026-10-12", "2026-11-10"], "child-seen": ["2026-11-19"]}
    found = plan(FIRST, FOUR_WEEKLY, MINUTES, VISITS, start="review-conference", held=held)
    # Four weeks from Tuesday 10 November are 8 December, and so on until the review of 23 February.
    assert due(found, "core-group-interval") == ["2026-12-08", "2027-01-05", "2027-02-02"]
    assert [each["title"] for each in entries(found, "core-group-interval")] == [
        "Core group 1", "Core group 2", "Core group 3",
    ]  # fmt: skip
    # The minutes of 10 November were due on 17 November, before this plan.
    assert due(found, "minutes-circulated")[0] == "2026-12-15"
    # Ten working days from Thursday 19 November end on 3 December.
    assert due(found, "seeing-the-child")[0] == "2026-12-03"
    assert series(found, "core-group") == (True, "Core groups: every 4 weeks (1.2). They run from the days entered.")


def test_minutes_of_a_core_group_before_the_review_are_in_the_plan_where_they_are_due_after_it() -> None:
    found = plan(FOUR_WEEKLY, MINUTES, start="review-conference", held={"core-group": ["2026-11-19"]})
    assert [(each["due"], each["title"]) for each in entries(found, "minutes-circulated")][:2] == [
        ("2026-11-26", "Minutes sent"), ("2026-12-24", "Minutes sent 1"),
    ]  # fmt: skip


def test_what_fell_due_before_the_conference_says_so() -> None:
    found = plan(VISITS, start="review-conference", held={"child-seen": ["2026-11-02"]})
    visits = entries(found, "seeing-the-child")
    assert [(each["due"], remarks(each, "before-start")) for each in visits[:2]] == [
        ("2026-11-16", ["Falls before the conference (Monday 23 November 2026)."]), ("2026-11-30", []),
    ]  # fmt: skip


def test_a_core_group_due_after_a_review_stands_beside_the_series_from_the_one_before_it() -> None:
    found = plan(AFTER_REVIEW, FOUR_WEEKLY, start="review-conference", held={"core-group": ["2026-11-10"]})
    assert due(found, "core-group-after-review") == ["2027-01-18"]
    assert due(found, "core-group-interval") == ["2026-12-08", "2027-02-15"]


@pytest.mark.parametrize(
    ("rules", "runs", "text"),
    [
        ([FIRST, FOUR_WEEKLY, MONTHLY], True, "Core groups: every 4 weeks (1.2); every month (1.3). Each is counted"
         " from the one before, which is taken to fall on its last permitted day."),
        ([FIRST], False, "Core groups: this guidance gives no time between one core group and the next, so none is"
         " shown after the first."),
        ([MINUTES], False, "Core groups: none can be dated from this conference alone. This guidance gives no time"
         " for any."),
    ],
)  # fmt: skip
def test_whether_core_groups_run_as_a_series_is_told_in_words(
    rules: list[dict[str, Any]], runs: bool, text: str
) -> None:
    assert series(plan(*rules), "core-group") == (runs, text)


@pytest.mark.parametrize(
    ("rules", "held", "runs", "text"),
    [
        ([VISITS], [], True, "Seeing the child: every 10 working days (3.1). The guidance does not say from when the"
         " first is counted: this handbook starts at the conference until a day is entered."),
        ([VISITS], ["2026-11-25"], True, "Seeing the child: every 10 working days (3.1). They run from the days"
         " entered."),
        ([FIRST], [], False, "Seeing the child: this guidance gives no time between one visit and the next, so none"
         " is shown."),
    ],
)  # fmt: skip
def test_whether_visits_run_as_a_series_is_told_in_words(
    rules: list[dict[str, Any]], held: list[str], runs: bool, text: str
) -> None:
    assert series(plan(*rules, held={"child-seen": held}), "child-seen") == (runs, text)


@pytest.mark.parametrize("board", ["haringey", "bedford-borough", "bexley", "city-and-hackney"])
def test_four_boards_count_no_core_group_from_a_review_and_their_plans_say_so(board: str) -> None:
    found = real_plan(board, "review-conference")
    assert not entries(found, "core-group-interval")
    runs, text = series(found, "core-group")
    assert not runs
    assert text.startswith("Core groups: none can be dated from this conference alone.")
    held = real_plan(board, "review-conference", held={"core-group": "10 November 2026"})
    assert entries(held, "core-group-interval")


# A review that is near


def test_a_deadline_after_a_near_review_says_so_and_is_booked_before_it() -> None:
    found = plan(FIRST, review="2026-12-02")
    (first,) = found["entries"]
    assert first["due"] == "2026-12-07"
    assert remarks(first, "after-review") == ["Falls after the review (Wednesday 2 December 2026)."]
    # Tuesday 1 December is the last day before the review; two working days of room lead to Friday 27 November.
    assert first["book"] == "2026-11-27"


def test_a_series_that_does_not_begin_before_a_near_review_says_so() -> None:
    found = plan(FIRST, FOUR_WEEKLY, VISITS, review="2026-12-02")
    assert series(found, "core-group") == (
        False, "Core groups: every 4 weeks (1.2). The first of these does not fall before the review, so none is shown.",
    )  # fmt: skip
    assert series(found, "child-seen")[0] is False


def test_the_review_has_its_place_among_the_deadlines() -> None:
    found = plan(FIRST, REPORT, review="2026-12-04")
    assert [entry["due"] for entry in found["entries"]] == ["2026-11-27", "2026-12-07"]
    assert found["review"]["place"] == 1


def test_a_deadline_on_the_day_of_the_review_does_not_fall_after_it() -> None:
    (first,) = plan(FIRST, review="2026-12-07")["entries"]
    assert remarks(first, "after-review") == []


def test_a_range_says_when_it_begins() -> None:
    found = plan(FIRST, rule("1.4", "core-group-interval", {"every": ["4 weeks", "6 weeks"], "of": "core-group"}))
    interval = entries(found, "core-group-interval")[0]
    assert (interval["due"], remarks(interval, "range")) == ("2027-01-18", ["From Monday 4 January 2027 on."])


# The conference's own figures


def test_an_own_figure_takes_the_place_of_one_that_the_conference_may_set_otherwise() -> None:
    found = plan(VISITS | {"unless-set-by": ["conference"]}, own={"seeing-the-child": "7 days"})
    visits = entries(found, "seeing-the-child")
    assert [entry["due"] for entry in visits[:3]] == ["2026-11-30", "2026-12-07", "2026-12-14"]
    assert {entry["source"]["title"] for entry in visits} == {"This conference"}
    assert found["told"] == [
        "Seeing the child: the conference's own figure (7 calendar days) stands in place of 3.1,"
        " where the guidance lets the conference set another."
    ]


def test_an_own_figure_stands_beside_one_that_nobody_may_change() -> None:
    for may in ({}, {"unless-set-by": ["someone-else"]}):
        rules = board_with(VISITS | may)
        rules["roles"].append({"id": "someone-else", "name": "someone else"})
        found = ask(rules, own={"seeing-the-child": "4 weeks"})
        told = [(entry["due"], entry["source"]["title"]) for entry in entries(found, "seeing-the-child")]
        assert ("2026-12-07", "Sample guidance") in told
        assert ("2026-12-21", "This conference") in told
        assert ("2027-01-18", "This conference") in told
        (said,) = found["told"]
        assert "3.1 does not say that the conference may set another figure" in said
        assert "stand beside those of the conference's own (4 weeks)" in said


@pytest.mark.parametrize(
    ("topic", "figure", "days"),
    [
        # Counted as other boards count on the topic: visits as a series, a review within a time of the conference.
        ("seeing-the-child", "4 weeks", ["2026-12-21", "2027-01-18", "2027-02-15"]),
        ("review-conference-due", "2 months", ["2027-01-23"]),
    ],
)
def test_an_own_figure_counts_where_the_board_is_silent(topic: str, figure: str, days: list[str]) -> None:
    found = plan(FIRST, own={topic: figure})
    assert due(found, topic) == days
    assert {entry["source"]["at"] for entry in entries(found, topic)} == {"the conference's own figure"}
    assert all(figure in entry["says"] for entry in entries(found, topic))


def test_own_figures_move_what_is_counted_from_them() -> None:
    # A first core group within 5 working days: 30 November; four weeks later 28 December, a bank holiday.
    first = FIRST | {"unless-set-by": ["conference"]}
    found = plan(first, FOUR_WEEKLY, MINUTES, own={"first-core-group": "5 working days", "minutes-circulated": ""})
    assert due(found, "first-core-group") == ["2026-11-30"]
    assert due(found, "core-group-interval") == ["2026-12-28", "2027-01-25", "2027-02-22"]
    assert due(found, "minutes-circulated")[0] == "2026-12-07"


def test_a_conference_in_haringey_may_set_its_own_visits_beside_those_that_it_may_not_change() -> None:
    found = real_plan("haringey", own={"seeing-the-child": "7 days"})
    own = [entry for entry in entries(found, "seeing-the-child") if entry["source"]["title"] == "This conference"]
    assert [entry["due"] for entry in own[:3]] == ["2026-11-30", "2026-12-07", "2026-12-14"]
    assert len(own) == 13
    replaced, beside = found["told"]
    assert "stands in place of 2.3, where the guidance lets the conference set another" in replaced
    assert "1.3, 2.3, Appendix 3 does not say that the conference may set another figure" in beside
    assert "haringey/children-seen-at-least" not in {
        rule["rule"] for entry in found["entries"] for rule in entry["rules"]
    }


def test_a_conference_in_bexley_may_set_visits_though_the_leaflet_is_silent_on_them() -> None:
    assert not entries(real_plan("bexley"), "seeing-the-child")
    found = real_plan("bexley", own={"seeing-the-child": "2 weeks"})
    assert due(found, "seeing-the-child")[:2] == ["2026-12-07", "2026-12-21"]


# How entries are told


def test_entries_that_say_the_same_are_one_with_both_paragraphs_and_both_conditions() -> None:
    twice = [
        VISITS | {"id": "3.1", "at": "3.1", "when": "it rains"},
        VISITS | {"id": "3.2", "at": "3.2", "unless": "it snows"},
        VISITS | {"id": "3.3", "at": "3.2"},
    ]
    first, *more = plan(*twice)["entries"]
    assert len(more) == 5
    assert first["source"]["at"] == "3.1; 3.2"
    assert [(each["rule"], each["at"]) for each in first["rules"]] == [
        ("sample/3.1", "3.1"), ("sample/3.2", "3.2"), ("sample/3.3", "3.2"),
    ]  # fmt: skip
    assert remarks(first, "condition") == ["This holds when it rains.", "Unless it snows."]


def test_entries_of_one_day_that_say_it_in_other_words_stay_apart() -> None:
    weeks = rule("3.2", "seeing-the-child", {"every": "2 weeks", "of": "child-seen"})
    assert due(plan(VISITS, weeks), "seeing-the-child")[:4] == ["2026-12-07"] * 2 + ["2026-12-21"] * 2


def test_each_rule_that_a_plan_rests_on_is_told_once_with_its_notes() -> None:
    rules = board_with(FIRST, FOUR_WEEKLY, VISITS)
    rules["notes"] = [{"board": "sample", "kind": "unclear", "about": ["1.2"], "says": "From when is not said."}]
    told = ask(rules)["rules"]
    assert sorted(each["rule"] for each in told) == ["sample/1.1", "sample/1.2", "sample/3.1"]
    assert {each["rule"]: each.get("notes") for each in told}["sample/1.2"] == ["From when is not said."]


def test_entries_come_in_the_order_of_their_days_each_with_an_id_of_its_own() -> None:
    found = plan(FIRST, MONTHLY, FOUR_WEEKLY, MINUTES, APOLOGIES, VISITS, REPORT)
    days = [entry["due"] for entry in found["entries"]]
    ids = [entry["id"] for entry in found["entries"]]
    assert days == sorted(days)
    assert len(set(ids)) == len(ids) == 18
    assert {"sample/1.1/1", "sample/1.2/1", "sample/1.2/2", "sample/2.1/3", "sample/3.1/6", "sample/4.1/1"} <= set(ids)


def test_an_entry_keeps_its_id_when_the_plan_is_worked_out_again() -> None:
    rules = FIRST, FOUR_WEEKLY, MINUTES, VISITS, REPORT
    ids = {entry["id"]: entry["title"] for entry in plan(*rules)["entries"]}
    later = [
        plan(*rules, review="2027-03-30"),
        plan(*rules, held={"core-group": ["2026-12-03"]}),
        plan(*rules, held={"core-group": ["2026-12-03", "2026-12-29"], "child-seen": ["2026-11-25"]}),
        plan(*rules, closed=["2026-12-07"]),
    ]
    for found in later:
        again = {entry["id"]: entry["title"] for entry in found["entries"]}
        assert ids.items() <= again.items()


def test_what_has_no_date_is_listed_where_a_plan_meets_it() -> None:
    undated = [
        rule("7.1", "agenda", {"at-each": "core-group"}),
        rule("7.2", "conference-papers", {"before": "review-conference"}),
        rule("7.3", "minutes-circulated", {"in-words": "as soon as possible", "after": "core-group"}),
        rule("7.4", "agenda", {"at-each": "initial-conference"}),
        rule("7.5", "concerns-in-writing", {"in-words": "at once", "after": "concern-raised"}),
        rule("7.6", "agenda", None),
    ]
    found = plan(FIRST, *undated)
    assert [(each["rule"], each["words"]) for each in found["undated"]] == [
        ("sample/7.1", "each time: the core group"),
        ("sample/7.2", "before the review conference"),
        ("sample/7.3", "as soon as possible, after the core group"),
        ("sample/7.4", "each time: the initial conference"),
    ]
    from_review = plan(*undated, start="review-conference")
    assert [each["rule"] for each in from_review["undated"]] == ["sample/7.1", "sample/7.2", "sample/7.3"]


def test_a_board_without_a_single_deadline_has_an_empty_plan() -> None:
    found = plan()
    assert (found["entries"], found["rules"], found["meetings"], found["told"]) == ([], [], [], [])
    assert found["provisional"] is False


# The edges of the calendar


def test_a_plan_past_the_published_bank_holidays_is_provisional_and_says_where() -> None:
    # The list ends on 26 December 2028: ten working days from 8 December end on the 22nd.
    known = plan(FIRST, on="2028-12-08", review="2028-12-24")
    assert known["provisional"] is False
    beyond = plan(FIRST, MINUTES, on="2028-12-08", review="2029-03-08")
    first, minutes = beyond["entries"]
    assert beyond["provisional"] is True
    assert (first["provisional"], minutes["provisional"]) == (False, True)
    assert remarks(minutes, "provisional") == [
        "Provisional: the count reaches days after Tuesday 26 December 2028, whose bank holidays are not published yet."
    ]


def test_a_plan_starts_on_29_february_and_crosses_the_end_of_a_year() -> None:
    leap = plan(FIRST, MONTHLY, on="2028-02-29", review=None)
    assert [entry["due"] for entry in leap["entries"]] == ["2028-03-14", "2028-04-14", "2028-05-14"]
    assert leap["review"]["date"] == "2028-05-29"
    # Friday 1 January is not counted.
    year_end = plan(FIRST, VISITS, on="2026-12-31", review="2027-02-01")
    assert [entry["due"] for entry in year_end["entries"]] == ["2027-01-15", "2027-01-15", "2027-01-29"]


# What is refused


NOT_AFTER = "is not after the conference (Monday 23 November 2026): check both dates"
MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "no board": ({"board": ""}, "Choose a board", "board"),
    "an unknown board": ({"board": "sampel"}, "unknown board 'sampel'; did you mean 'sample'?", "board"),
    "no event": ({"on": {}}, "Choose what happened", "event"),
    "another event": (
        {"on": {"core-group": CONFERENCE}},
        "A plan starts at an initial conference or at a review conference",
        "event",
    ),
    "no real date": (
        {"on": {"initial-conference": "31/2/2027"}},
        "31 February 2027 is not a real date: February 2027 has 28 days",
        "day",
    ),
    "a review before the conference": (
        {"review": "2026-11-22"},
        f"The review (Sunday 22 November 2026) {NOT_AFTER}",
        "review-day",
    ),
    "a review on the day of the conference": (
        {"review": CONFERENCE},
        f"The review (Monday 23 November 2026) {NOT_AFTER}",
        "review-day",
    ),
    "an unreadable review": (
        {"review": {"day": "1", "month": "13", "year": "2027"}},
        "Review: Month must be a number from 1 to 12, or a name such as November",
        "review-month",
    ),
    "held before the conference": (
        {"held": {"core-group": ["2026-12-07", "2026-11-20"]}},
        "Core groups held: Friday 20 November 2026 is before the conference",
        "held-core-group",
    ),
    "seen after the review": (
        {"held": {"child-seen": "24 February 2027"}},
        "Days on which the child was seen: Wednesday 24 February 2027 is after the review",
        "held-child-seen",
    ),
    "an unreadable day in a list": (
        {"held": {"core-group": "7 December 2026, soon"}},
        "Core groups held: 'soon' is not a date; write it as 2026-11-23 or 23 November 2026",
        "held-core-group",
    ),
    "an unreadable day closed": (
        {"closed": "24/12/2026\n32/12/2026"},
        "Days closed: Day must be a number from 1 to 31",
        "closed",
    ),
    "an unreadable figure": (
        {"own": {"seeing-the-child": "often"}},
        "The conference's own figure: 'often' is not a duration; write a number and a unit, such as"
        " '10 working days', '10 calendar days', '10 days', '4 weeks', '1 month' or '24 hours'",
        "own-seeing-the-child",
    ),
    "an unknown topic": (
        {"own": {"seeing-the-cat": "7 days"}},
        "There is no topic 'seeing-the-cat' for a figure of the conference's own",
        "own",
    ),
    "a topic that is not counted": (
        {"own": {"agenda": "7 days"}},
        "The agenda: nothing is counted on this, so it takes no figure",
        "own",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_cannot_be_is_refused_at_its_field(mistake: str) -> None:
    wrong, message, field = MISTAKES[mistake]
    request = {"ask": "plan", "board": "sample", "on": {"initial-conference": CONFERENCE}, "review": REVIEW} | wrong
    assert answer(request, board_with(FIRST, VISITS)) == {"error": {"message": message, "field": field}}


def test_days_held_of_something_that_a_plan_does_not_know_are_refused_and_not_passed_over() -> None:
    error = ask(board_with(FIRST), held={"core-grup": ["2026-12-07"]})["error"]
    assert "core-grup" in error["message"]


@pytest.mark.parametrize("wrong", [5, True, "x", ["x"], {"x": "y"}, [[]], {"day": []}, 1.5, {"day": {"day": 1}}])
@pytest.mark.parametrize("part", ["on", "review", "held", "own", "closed", "series", "board"])
def test_a_plan_of_strange_types_is_answered_or_refused_in_one_sentence(part: str, wrong: object) -> None:
    for given in (wrong, {"initial-conference": wrong}, {"core-group": wrong}, {"seeing-the-child": wrong}):
        found = answer({"ask": "plan", "board": "sample", "on": {"initial-conference": CONFERENCE}} | {part: given},
                       board_with(FIRST, VISITS))  # fmt: skip
        assert json.loads(json.dumps(found)) == found
        if "error" in found:
            assert len(found["error"]["message"].splitlines()) == 1


def test_more_than_500_deadlines_are_refused_and_500_are_not() -> None:
    weekly = rule("3.1", "seeing-the-child", {"every": "1 week", "of": "child-seen"})
    # 500 weeks after Monday 23 November 2026 is Monday 23 June 2036; the day of the review has no visit.
    assert len(plan(weekly, review="2036-06-24")["entries"]) == 500
    error = ask(board_with(weekly), review="2036-07-01")["error"]
    assert "the most that is shown is 500" in error["message"]
    assert error["field"] == "review-day"


def test_more_than_500_days_held_are_refused() -> None:
    days = [date.fromordinal(date(2026, 11, 23).toordinal() + i).isoformat() for i in range(501)]
    error = ask(board_with(VISITS), held={"child-seen": days}, review="2028-06-01")["error"]
    assert "the most that is shown is 500" in error["message"]


@pytest.mark.parametrize("board", ["haringey", "working-together-2023"])
def test_a_review_mistyped_by_a_century_is_refused(board: str) -> None:
    request = {"ask": "plan", "board": board, "on": {"initial-conference": CONFERENCE}, "review": "2127-02-23"}
    assert answer(request, real())["error"] == {
        "message": "The review (Sunday 23 February 2127) is more than 20 years after the conference: check both dates",
        "field": "review-day",
    }


def test_planning_leaves_the_guidance_as_it_was() -> None:
    rules = board_with(FIRST, FOUR_WEEKLY, VISITS | {"unless-set-by": ["conference"]}, MINUTES)
    before = copy.deepcopy(rules)
    ask(rules, own={"seeing-the-child": "7 days"}, held={"core-group": [CONFERENCE]})
    assert rules == before


# A plan as a file

EXPORTED = "2026-11-22T09:30:00Z"


def file(kind: str, *rules: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return ask(board_with(*rules), ask="plan-file", kind=kind, worked_out=EXPORTED, **more)


def events(text: str) -> dict[str, tuple[str, date]]:
    """The summary and the day of each event, by its UID, as icalendar reads them."""
    calendar: Any = icalendar.Calendar.from_ical(text.encode())
    return {str(each["UID"]): (str(each["SUMMARY"]), each["DTSTART"].dt) for each in calendar.walk("VEVENT")}


def test_a_plan_becomes_a_calendar_file_with_an_event_a_deadline() -> None:
    found = file("ics", FIRST, FOUR_WEEKLY, REPORT)
    assert found["name"] == "core-group-plan-sample-2026-11-23.ics"
    assert sorted(events(found["text"]).values(), key=lambda event: event[1]) == [
        ("First core group (Sample)", date(2026, 12, 7)),
        ("Core group 2 (Sample)", date(2027, 1, 4)),
        ("Core group 3 (Sample)", date(2027, 2, 1)),
        ("Report for the review (Sample)", date(2027, 2, 16)),
    ]


def test_a_second_import_moves_the_events_of_a_plan_and_doubles_none() -> None:
    rules = FIRST, FOUR_WEEKLY, MINUTES
    before = events(file("ics", *rules)["text"])
    after = events(file("ics", *rules, held={"core-group": ["2026-12-03"]})["text"])
    assert before.keys() == after.keys()
    assert {uid: after[uid][0] for uid in after} == {uid: before[uid][0] for uid in before}
    moved = {before[uid][1]: after[uid][1] for uid in before}
    assert moved[date(2027, 1, 4)] == date(2026, 12, 31)
    other = events(file("ics", *rules, on="2026-11-24")["text"])
    assert not before.keys() & other.keys()


def test_a_plan_becomes_a_table_for_a_spreadsheet() -> None:
    found = file("csv", FIRST, FOUR_WEEKLY)
    assert found["name"] == "core-group-plan-sample-2026-11-23.csv"
    assert found["text"].startswith("\ufeffDue,")
    rows = list(csv.DictReader(io.StringIO(found["text"].removeprefix("\ufeff"), newline="")))
    assert [(row["Due"], row["What"], row["Where in it"]) for row in rows] == [
        ("2026-12-07", "First core group", "1.1"),
        ("2027-01-04", "Core group 2", "1.2"),
        ("2027-02-01", "Core group 3", "1.2"),
    ]


def test_a_deadline_to_the_hour_keeps_its_hour_in_the_calendar() -> None:
    papers = rule("4.2", "conference-papers", {"within": "24 hours", "of": "initial-conference"})
    (event,) = events(file("ics", papers, on="2026-11-23T16:00")["text"]).values()
    assert event == ("Papers (Sample)", datetime(2026, 11, 24, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("more", "message", "field"),
    [
        ({"kind": "pdf"}, "A plan is written as ics or csv", "kind"),
        ({"reminder": "soon"}, "A reminder is a number of days, from 1 to 30", "reminder"),
        ({"reminder": "-1"}, "A reminder is a number of days, from 1 to 30", "reminder"),
        ({"reminder": "31"}, "A reminder comes 1 to 30 days before", None),
        ({"reminder": "9" * 5000}, "A reminder is a number of days, from 1 to 30", "reminder"),
        ({"worked_out": ""}, "'' is not a moment in UTC; write it as 2026-11-22T09:30:00Z", None),
        ({"review": "2026-11-22"}, "The review (Sunday 22 November 2026) is not after the conference"
                                   " (Monday 23 November 2026): check both dates", "review-day"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_refused(more: dict[str, Any], message: str, field: str | None) -> None:
    request = {"ask": "plan-file", "kind": "ics", "worked_out": EXPORTED} | more
    assert ask(board_with(FIRST), **request) == {"error": {"message": message, "field": field}}


def test_a_plan_without_a_deadline_makes_no_calendar_but_an_empty_table() -> None:
    assert file("ics")["error"]["message"] == "The plan has no deadline to put in a calendar"
    assert len(file("csv")["text"].splitlines()) == 1
