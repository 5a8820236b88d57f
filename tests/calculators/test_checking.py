"""A check of one case: what is kept, late, not yet due or cannot be said, and what is told beside it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from calculators.answers import answer
from calculators.case_check import checked_rules
from calculators.checking import STATUSES
from calculators.deadlines import Count
from calculators.due_dates import due_date
from calculators.due_days import DueDays
from calculators.durations import UNITS, Duration
from calculators.working_days import BankHolidays
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.calculators import oracle
from tests.calculators.sample_guidance import guidance

EVENTS = ("initial-conference", "review-conference", "core-group", "child-seen", "concern-raised", "concern-in-writing",
          "minutes-sent", "report-sent", "apologies-sent")  # fmt: skip

FIRST = {"within": "10 working days", "of": "initial-conference"}
MINUTES = {"within": "5 working days", "of": "core-group"}
REPORT = {"by": "5 working days", "before": "review-conference"}
MEETS = {"every": "4 weeks", "of": "core-group"}
SEEN = {"every": "10 working days", "of": "child-seen"}
TWICE = {"at-least": 2, "of": "core-group", "between": ["initial-conference", "review-conference"]}
HOURS = {"within": "24 hours", "of": "concern-raised"}


@cache
def read() -> dict[str, Any]:
    """The guidance as it stands in rules/."""
    return guidance_as_data(read_guidance())


def with_rule(deadline: Mapping[str, Any], kept_by: str | None, **statement: Any) -> dict[str, Any]:
    """Guidance whose board "sample" has one rule, kept by that event."""
    made = guidance(deadline, **statement)
    made["events"] = [{"id": event, "name": f"the {event}", "short": event} for event in EVENTS]
    topic = made["topics"][0]
    made["topics"] = [topic | ({"kept-by": kept_by} if kept_by else {})]
    return made


def check(
    deadline: Mapping[str, Any], kept_by: str | None, events: Mapping[str, Any], today: str = "2027-06-30", **more: Any
) -> dict[str, Any]:
    """The door's answer on what happened under that one rule."""
    asked = {"ask": "check", "board": "sample", "today": today, "events": events}
    return answer(asked, with_rule(deadline, kept_by, **more))


def findings(*arguments: Any, **more: Any) -> list[tuple[str, str]]:
    """The status and the words of each finding, in the order of the days they were counted from."""
    found = check(*arguments, **more)
    rows = sorted(found["findings"], key=lambda row: row["counted_from"] or "")
    return [(row["status"], row["words"]) for row in rows]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("2026-12-04", ("kept", "Kept")),
        ("2026-12-07", ("kept", "Kept, on the last day")),
        ("2026-12-08", ("late", "Late by 1 working day")),
        ("2026-12-14", ("late", "Late by 5 working days")),
        # From 7 December to 4 January: 20 weekdays, less Christmas Day, 28 December (for Boxing Day) and 1 January.
        ("2027-01-04", ("late", "Late by 17 working days")),
    ],
)
def test_the_last_day_itself_counts_as_kept_and_lateness_is_counted_in_working_days(
    held: str, expected: tuple[str, str]
) -> None:
    assert findings(FIRST, "core-group", {"initial-conference": "2026-11-23", "core-group": held}) == [expected]


def test_a_date_late_by_a_weekend_alone_says_that_no_working_day_passed() -> None:
    # Four weeks after Friday 6 November 2026 end on Friday 4 December.
    found = findings(MEETS, "core-group", {"core-group": ["2026-11-06", "2026-12-05"]}, today="2026-12-05")
    assert found[0] == ("late", "Late by 1 calendar day, none of them a working day")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-12-01", ("not-yet-due", "Not yet due")),
        ("2026-12-07", ("not-yet-due", "Not yet due: today is the last day")),
        ("2026-12-08", ("not-done", "No date given, and the day has passed by 1 working day")),
        ("2026-12-21", ("not-done", "No date given, and the day has passed by 10 working days")),
    ],
)
def test_without_a_date_it_is_not_yet_due_until_the_day_has_passed(today: str, expected: tuple[str, str]) -> None:
    assert findings(FIRST, "core-group", {"initial-conference": "2026-11-23"}, today=today) == [expected]


@pytest.mark.parametrize("force", ["advised", "described"])
def test_a_limit_that_only_advises_is_never_called_late(force: str) -> None:
    case = {"initial-conference": "2026-11-23", "core-group": "2026-12-09"}
    found = check(FIRST, "core-group", case, force=force)
    assert [(row["status"], row["words"]) for row in found["findings"]] == [
        ("later-than-advised", "Later than advised by 2 working days")
    ]
    assert found["summary"]["late"] == found["summary"]["not-done"] == 0
    found = check(FIRST, "core-group", {"initial-conference": "2026-11-23"}, today="2026-12-09", force=force)
    assert [(row["status"], row["words"]) for row in found["findings"]] == [
        ("later-than-advised", "No date given, and the advised day has passed by 2 working days")
    ]
    assert "late" not in found["summary_in_words"].replace("later than advised", "").replace("0 late", "")


TEN_DAYS = {"within": "10 days", "of": "initial-conference"}


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("2026-12-03", ("kept", "Kept, on the last day")),
        ("2026-12-08", ("late", "Late by 1 working day")),
        (
            "2026-12-04",
            (
                "cannot-be-said",
                "Cannot be said: the words leave open which days are meant: 10 calendar days end on Thursday 3 December"
                " 2026 and 10 working days end on Monday 7 December 2026",
            ),
        ),
    ],
)
def test_where_two_readings_disagree_it_cannot_be_said(held: str, expected: tuple[str, str]) -> None:
    assert findings(TEN_DAYS, "core-group", {"initial-conference": "2026-11-23", "core-group": held}) == [expected]


def test_without_the_event_it_is_counted_from_it_cannot_be_said() -> None:
    found = check(FIRST, "core-group", {"core-group": "2026-12-07"})
    (row,) = found["findings"]
    assert (row["status"], row["words"]) == (
        "cannot-be-said", "Cannot be said: no date was given for “initial-conference”",
    )  # fmt: skip
    assert (row["due"], row["done"]) == (None, None)


def test_a_rule_that_no_event_can_keep_is_told_with_its_day_and_not_called_late() -> None:
    found = check(FIRST, None, {"initial-conference": "2026-11-23"}, today="2027-01-31")
    (row,) = found["findings"]
    assert row["words"] == "Cannot be said: nothing that can be given here shows whether it was done"
    assert row["due_in_words"] == "Monday 7 December 2026"


def test_a_rule_that_no_event_can_keep_says_why_where_the_vocabulary_does() -> None:
    made = with_rule(FIRST, None)
    made["topics"][0]["cannot-be-said"] = "the day of the party is not among the dates that can be given here"
    asked = {"ask": "check", "board": "sample", "today": "2027-01-31", "events": {"initial-conference": "2026-11-23"}}
    (row,) = answer(asked, made)["findings"]
    assert row["words"] == "Cannot be said: the day of the party is not among the dates that can be given here"


def test_what_keeps_a_deadline_can_depend_on_what_it_is_counted_from() -> None:
    # 15 working days from Monday 2 November 2026 end on Monday 23 November.
    events = {"strategy-discussion": "2026-11-02", "initial-conference": "2026-11-24", "referral": "2026-10-30"}
    asked = {"ask": "check", "board": "working-together-2023", "today": "2027-01-31", "events": events}
    found = {row["rule"].partition("/")[2]: row for row in answer(asked, read())["findings"]}
    assert found["initial-conference-due"]["words"] == "Later than advised by 1 working day"
    assert found["referral-decision"]["words"] == (
        "Cannot be said: the day of the decision on a referral is not among the dates that can be given here"
    )


def test_every_rule_that_is_checked_says_what_keeps_it_or_why_that_cannot_be_said() -> None:
    plain = "nothing that can be given here shows whether it was done"
    events = {event["id"] for event in read()["events"]}
    for board in read()["boards"]:
        for each in checked_rules(board["id"], read()):
            assert each.kept_by in events or (each.kept_by is None and each.why_not_seen != plain), each.statement["id"]


def test_the_copies_of_the_plan_in_bedford_are_kept_by_the_day_on_which_they_are_sent() -> None:
    # Five working days from Monday 7 December 2026 end on Monday 14 December.
    events = {"core-group": "2026-12-07", "plan-sent": "2026-12-15"}
    asked = {"ask": "check", "board": "bedford-borough", "today": "2026-12-31", "events": events}
    (row,) = [row for row in answer(asked, read())["findings"] if row["topic"] == "own-copy"]
    assert (row["status"], row["words"]) == ("late", "Late by 1 working day")


def test_a_date_after_today_is_not_counted_as_done_and_said_to_be_so() -> None:
    case = {"initial-conference": "2026-11-23", "core-group": "2026-12-04"}
    found = check(FIRST, "core-group", case, today="2026-12-01")
    (row,) = found["findings"]
    assert (row["status"], row["done"]) == ("not-yet-due", None)
    assert [remark["text"] for remark in row["remarks"]] == [
        "Friday 4 December 2026 is given, but lies after today, so it is not counted as done."
    ]
    assert found["remarks"][0]["text"] == (
        "core-group: Friday 4 December 2026 is after today (Tuesday 1 December 2026), so not counted as done."
    )


def test_a_series_is_checked_gap_by_gap_and_from_the_last_to_today() -> None:
    case = {"child-seen": ["2026-12-18", "2026-12-01", "2026-12-15"]}
    # From 18 December: 21 to 24 are 1 to 4, 29 to 31 are 5 to 7, and 4, 5 and 6 January are 8, 9 and 10.
    assert findings(SEEN, "child-seen", case, today="2027-01-07") == [
        ("kept", "Kept, on the last day"),
        ("kept", "Kept"),
        ("not-done", "No date given, and the day has passed by 1 working day"),
    ]


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        ("2026-12-21", ("not-yet-due", "Not due before the review conference on Monday 21 December 2026")),
        (
            "2027-01-06",
            (
                "not-done",
                "No date given, and the day had passed by 2 working days at the review conference"
                " on Wednesday 6 January 2027",
            ),
        ),
    ],
)
def test_a_series_ends_with_the_review_that_comes_after_its_last_meeting(
    review: str, expected: tuple[str, str]
) -> None:
    assert findings(MEETS, "core-group", {"core-group": "2026-12-07", "review-conference": review}) == [expected]


def test_minutes_go_with_meetings_one_to_one_in_order() -> None:
    case = {"core-group": ["2026-12-07", "2027-01-11"], "minutes-sent": ["2026-12-11", "2027-01-20"]}
    found = check(MINUTES, "minutes-sent", case)
    pairs = {row["counted_from"]: (row["done"], row["words"]) for row in found["findings"]}
    assert pairs == {
        "2026-12-07": ("2026-12-11", "Kept"),
        "2027-01-11": ("2027-01-20", "Late by 2 working days"),
    }


def test_minutes_of_two_meetings_sent_after_the_second_still_go_in_order() -> None:
    case = {"core-group": ["2026-12-07", "2027-01-11"], "minutes-sent": ["2027-01-12", "2027-01-13"]}
    pairs = {row["counted_from"]: row["done"] for row in check(MINUTES, "minutes-sent", case)["findings"]}
    assert pairs == {"2026-12-07": "2027-01-12", "2027-01-11": "2027-01-13"}


def test_minutes_that_are_missing_once_do_not_make_all_later_ones_look_late() -> None:
    case = {"core-group": ["2026-12-07", "2027-01-11", "2027-02-08"], "minutes-sent": ["2027-01-15", "2027-02-10"]}
    pairs = {row["counted_from"]: row["status"] for row in check(MINUTES, "minutes-sent", case)["findings"]}
    assert pairs == {"2026-12-07": "not-done", "2027-01-11": "kept", "2027-02-08": "kept"}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        # Five working days before Monday 22 February 2027: Monday 15 February.
        ("2027-02-15", ("kept", "Kept, on the last day")),
        ("2027-02-17", ("late", "Late by 2 working days")),
        (["2027-02-10", "2027-02-18"], ("late", "Late by 3 working days")),
        ("2027-02-24", ("late", "Late by 7 working days")),
    ],
)
def test_a_report_counts_for_the_review_that_comes_next_and_the_last_one_sent_decides(
    sent: object, expected: tuple[str, str]
) -> None:
    assert findings(REPORT, "report-sent", {"review-conference": "2027-02-22", "report-sent": sent}) == [expected]


def test_a_report_for_the_review_before_is_not_taken_for_the_next() -> None:
    case = {"review-conference": ["2026-09-07", "2027-02-22"], "report-sent": "2026-08-28"}
    assert findings(REPORT, "report-sent", case, today="2027-02-16") == [
        ("kept", "Kept, on the last day"),  # 31 August is a bank holiday
        ("not-done", "No date given, and the day has passed by 1 working day"),
    ]


def test_apologies_that_nobody_may_have_owed_are_not_said_to_be_missing() -> None:
    rule = {"by": "1 working day", "before": "core-group"}
    (found,) = findings(rule, "apologies-sent", {"core-group": "2026-12-07"}, when="the member cannot attend")
    assert found == (
        "cannot-be-said",
        "Cannot be said: no date given, and nothing shows whether the member cannot attend",
    )


@pytest.mark.parametrize(
    ("raised", "written", "expected"),
    [
        ("2026-11-23T16:00", "2026-11-24T16:00", ("kept", "Kept")),
        ("2026-11-23T16:00", "2026-11-24T18:30", ("late", "Late by 2 hours 30 minutes")),
        ("2026-11-23", "2026-11-23", ("kept", "Kept")),
        (
            "2026-11-23",
            "2026-11-24",
            ("cannot-be-said", "Cannot be said: the limit is in hours, and a time of day is not given"),
        ),
        ("2026-11-23", "2026-11-25", ("late", "Late by 1 working day")),
        # The clocks go forward on Sunday 28 March 2027: 24 hours from 15:00 end at 16:00.
        ("2027-03-27T15:00", "2027-03-28T16:00", ("kept", "Kept")),
        ("2027-03-27T15:00", "2027-03-28T16:01", ("late", "Late by 1 minute")),
    ],
)
def test_hours_are_judged_to_the_minute_where_both_times_are_given(
    raised: str, written: str, expected: tuple[str, str]
) -> None:
    case = {"concern-raised": raised, "concern-in-writing": written}
    assert findings(HOURS, "concern-in-writing", case) == [expected]


@pytest.mark.parametrize(
    ("held", "review", "expected"),
    [
        (["2026-12-07", "2027-01-11"], "2027-02-22", ("kept", "Kept: 2 of at least 2")),
        (["2026-12-07"], "2027-02-22", ("not-done", "Too few: 1 of at least 2")),
        (["2026-12-07"], "2027-08-02", ("not-yet-due", "Not yet due: 1 of at least 2 so far")),
        (
            ["2026-12-07"],
            None,
            ("cannot-be-said",
             "Cannot be said: 1 of at least 2 so far, and no date was given for “review-conference”"),
        ),
        (["2026-12-07", "2027-01-11"], None, ("kept", "Kept: 2 of at least 2")),
        (["2026-11-02", "2026-12-07"], "2027-02-22", ("not-done", "Too few: 1 of at least 2")),
    ],
)  # fmt: skip
def test_so_many_meetings_between_conferences_are_counted(
    held: list[str], review: str | None, expected: tuple[str, str]
) -> None:
    case = {"initial-conference": "2026-11-23", "core-group": held} | ({"review-conference": review} if review else {})
    assert findings(TWICE, "core-group", case) == [expected]


def test_conditions_and_figures_that_others_may_set_are_told_beside_the_finding() -> None:
    found = check(
        MEETS, "core-group", {"core-group": "2026-12-07"}, when="there is a plan", **{"unless-set-by": ["conference"]}
    )
    assert [remark["text"] for remark in found["findings"][0]["remarks"]][:2] == [
        "This holds when there is a plan.",
        "Another figure may be set by the conference.",
    ]


def test_a_count_beyond_the_published_bank_holidays_is_provisional() -> None:
    case = {"initial-conference": "2028-12-18", "core-group": "2028-12-29"}
    (row,) = check(FIRST, "core-group", case, today="2029-01-31")["findings"]
    assert row["provisional"] is True
    (row,) = check(FIRST, "core-group", {"initial-conference": "2011-12-01"}, today="2029-01-31")["findings"]
    assert row["provisional"] is True


def test_a_late_date_brings_its_record_with_blank_lines_and_what_the_guidance_says_to_do() -> None:
    made = with_rule(FIRST, "core-group")
    made["topics"][0]["when-late"] = ["help"]
    made["topics"].append({"id": "help", "group": "all", "title": "Help", "question": "What then?"})
    made["statements"].append(
        {
            "board": "sample",
            "id": "ask",
            "topic": "help",
            "who": ["conference"],
            "force": "must",
            "says": "Ask.",
            "at": "9",
        }
    )
    events = {"initial-conference": "2026-11-23", "core-group": "2026-12-09"}
    found = answer({"ask": "check", "board": "sample", "today": "2027-01-31", "events": events}, made)
    (row,) = found["findings"]
    record = {line["label"]: line["value"] for line in row["record"]}
    assert record["Date due"] == "Monday 7 December 2026"
    assert record["Date done"] == "Wednesday 9 December 2026"
    assert record["How late"] == "Late by 2 working days"
    assert record["Where it stands"] == "Sample, Sample guidance, 1.1"
    assert (record["Reason"], record["Agreed by"]) == ("", "")
    (late,) = found["when_late"]
    assert late["words"] == "Sample topic: what Sample's guidance says to do"
    assert [said["says"] for said in late["statements"]] == ["Ask."]


def test_what_to_do_is_told_once_where_several_late_dates_ask_for_the_same() -> None:
    # Bedford Borough's first core group, its copies of the plan and its minutes, all two working days late.
    events = {"initial-conference": "2026-11-23", "core-group": "2026-12-09", "plan-sent": "2026-12-18",
              "minutes-sent": "2026-12-18", "child-seen": "2026-12-31"}  # fmt: skip
    found = answer({"ask": "check", "board": "bedford-borough", "today": "2026-12-31", "events": events}, read())
    first, papers = found["when_late"]
    assert first["words"] == "First core group: what Bedford Borough's guidance says to do"
    assert papers["words"] == (
        "Sending the minutes round; A copy of the plan: what Bedford Borough's guidance says to do, besides what stands above"
    )
    said = [each["rule"] for late in found["when_late"] for each in late["statements"]]
    assert len(said) == len(set(said))
    assert {each["topic"] for each in papers["statements"]} == {"disagreement"}


def test_a_kept_date_has_no_record() -> None:
    found = check(FIRST, "core-group", {"initial-conference": "2026-11-23", "core-group": "2026-12-01"})
    assert "record" not in found["findings"][0]
    assert found["when_late"] == []


@pytest.mark.parametrize(
    ("asked", "message", "field"),
    [
        ({"events": []}, "Give at least one thing that happened, with its date", "event-1"),
        ({"events": [{"event": "", "date": "2026-11-23"}]}, "Choose what happened on this date", "event-1"),
        ({"events": [{}, {"event": "core-group", "date": ""}]}, "Enter a date, such as 2026-11-23", "date-2"),
        ({"events": {"core-grup": "2026-11-23"}}, "unknown event 'core-grup'; did you mean 'core-group'?", "event-1"),
        ({"events": {"core-group": "31/2/2026"}},
         "31 February 2026 is not a real date: February 2026 has 28 days", "date-1"),
        ({"events": {"core-group": ["2026-11-23"] * 501}},
         "501 dates were given; the most that one case can have is 500", "events"),
        ({"today": ""}, "Today: Enter a date, such as 2026-11-23", "today-day"),
        ({"today": {"day": "31", "month": "1", "year": "27"}},
         "Today: Year must include 4 numbers, such as 2026", "today-year"),
        ({"board": ""}, "Choose a board", "board"),
        ({"events": {"initial-conference": "2026-11-23", "review-conference": "2026-11-02"}},
         "The review conference (Monday 2 November 2026) is before the initial conference (Monday 23 November 2026)."
         " A review comes after its conference: check both dates", "date-2"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_own_sentence_and_its_field(asked: Mapping[str, Any], message: str, field: str) -> None:
    request = {"ask": "check", "board": "sample", "today": "2027-01-31", "events": {"core-group": "2026-12-07"}}
    assert answer(request | asked, with_rule(FIRST, "core-group"))["error"] == {"message": message, "field": field}


def test_500_dates_are_checked() -> None:
    days = [(date(2025, 1, 1) + timedelta(days=number)).isoformat() for number in range(500)]
    assert len(check(SEEN, "child-seen", {"child-seen": days})["findings"]) == 500


def test_29_february_and_the_turn_of_a_year_are_days_like_others() -> None:
    month = {"every": "1 month", "of": "core-group"}
    case = {"core-group": ["2028-01-31", "2028-02-29", "2028-03-30"]}
    assert findings(month, "core-group", case, today="2028-03-30") == [
        ("kept", "Kept, on the last day"),
        ("late", "Late by 1 working day"),
        ("not-yet-due", "Not yet due"),
    ]


def test_a_board_that_says_nothing_from_what_was_given_says_so_and_names_those_that_do() -> None:
    request = {"ask": "check", "board": "bexley", "today": "2027-01-31", "events": {"school-move": "2027-01-04"}}
    found = answer(request, read())
    assert found["message"].startswith("Bexley: this guidance")
    assert found["message"].endswith("These do: Haringey.")
    assert {row["status"] for row in found["findings"]} == {"cannot-be-said"}


def test_every_rule_of_every_board_from_which_a_date_is_counted_has_a_finding() -> None:
    for board in read()["boards"]:
        request = {"ask": "check", "board": board["id"], "today": "2027-01-31", "events": {"core-group": "2026-12-07"}}
        told = {row["rule"] for row in answer(request, read())["findings"]}
        counted = {
            f"{each['board']}/{each['id']}"
            for each in read()["statements"]
            if each["board"] == board["id"] and {"within", "by", "every", "at-least"} & set(each.get("deadline", ()))
        }
        assert told == counted


def test_every_topic_named_for_a_late_date_is_a_topic() -> None:
    topics = {topic["id"]: topic for topic in read()["topics"]}
    assert all(wanted in topics for topic in topics.values() for wanted in topic.get("when-late", ()))
    assert all("when-late" in topic for topic in topics.values() if topic.get("kept-by"))


def test_haringeys_first_core_group_of_7_december_2026_is_kept_on_the_last_day() -> None:
    events = {"initial-conference": "2026-11-23", "core-group": "2026-12-07"}
    found = answer({"ask": "check", "board": "haringey", "today": "2027-01-31", "events": events}, read())
    (row,) = [row for row in found["findings"] if row["topic"] == "first-core-group"]
    assert (row["status"], row["words"], row["source"]["at"]) == ("kept", "Kept, on the last day", "5.2")


HOLIDAYS = BankHolidays(oracle.HOLIDAYS, oracle.FIRST, oracle.LAST)
thoroughly = settings(max_examples=2000, deadline=None, derandomize=True, database=None)
days = some.dates(date(2011, 6, 1), date(2029, 6, 30))


@thoroughly
@given(days, some.integers(1, 60), some.sampled_from(UNITS), some.booleans(), some.booleans())
def test_the_due_day_found_without_the_working_is_the_one_found_with_it(
    start: date, number: int, unit: str, backwards: bool, a_range: bool
) -> None:
    durations = (Duration(number, unit), Duration(number + 3, unit)) if a_range else (Duration(number, unit),)
    count = Count(durations, "", backwards)
    fast, whole = DueDays(HOLIDAYS).last_days(count, start), due_date(count, start, HOLIDAYS)
    assert fast.each == tuple(sorted(reading.due for reading in whole.readings))
    assert fast.each[0] == whole.due
    assert fast.provisional is whole.provisional


@thoroughly
@given(days, some.integers(0, 400))
def test_working_days_between_two_days_agree_with_numpy(first: date, later: int) -> None:
    last = first + timedelta(days=later)
    passed = sum(oracle.is_worked(first + timedelta(days=number)) for number in range(1, later + 1))
    assert DueDays(HOLIDAYS).working_days_between(first, last) == passed


LOOSE_EVENTS = some.sampled_from([event["id"] for event in read()["events"]])
LOOSE_DATES = (
    some.dates(date(1899, 1, 1), date(2201, 1, 1)).map(str) | some.datetimes().map(str) | some.text(max_size=12)
)
BOARDS = some.sampled_from([board["id"] for board in read()["boards"]])


@settings(max_examples=1500, deadline=None, derandomize=True, database=None)
@given(BOARDS, some.lists(some.tuples(LOOSE_EVENTS, days.map(str) | LOOSE_DATES), max_size=12), days)
def test_no_case_makes_the_door_fail_and_every_finding_is_whole(
    board: str, rows: Sequence[tuple[str, str]], today: date
) -> None:
    events = [{"event": event, "date": written} for event, written in rows]
    found = answer({"ask": "check", "board": board, "today": today.isoformat(), "events": events}, read())
    if "error" in found:
        assert found["error"]["message"]
        return
    assert sum(found["summary"].values()) == len(found["findings"])
    for row in found["findings"]:
        assert row["status"] in STATUSES
        assert row["words"]
        assert row["source"]["at"]
        if row["status"] in ("late", "kept") and row["due"] and row["done"] and "T" not in row["due"] + row["done"]:
            assert (row["done"] > row["due"]) is (row["status"] == "late")
        if row["done"]:
            assert row["done"][:10] <= today.isoformat()


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(some.dictionaries(some.sampled_from(["board", "today", "events", "table", "table64", "bytes"]),
                         some.none() | some.integers() | some.text(max_size=20) | some.lists(some.text(max_size=5))),
       some.sampled_from(["check", "check-cases"]))  # fmt: skip
def test_nothing_that_is_asked_makes_the_door_fail(request_: dict[str, Any], ask: str) -> None:
    found = answer({"board": "haringey", "today": "2027-01-31"} | request_ | {"ask": ask}, read())
    assert "error" not in found or isinstance(found["error"]["message"], str)
