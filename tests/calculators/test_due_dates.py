"""What falls due under a rule: ranges, open words, and the shape of the answer."""

import json
from typing import Any

import pytest

from calculators.answers import answer
from calculators.browser import Door
from tests.calculators.sample_guidance import NO_RULES, by, count, due, guidance, within


@pytest.mark.parametrize(
    ("deadline", "event", "earliest", "latest"),
    [
        pytest.param(within("4 weeks", "6 weeks"), "2026-11-23", "2026-12-21", "2027-01-04", id="weeks"),
        pytest.param(within("5 working days", "10 working days"), "2026-11-23", "2026-11-30", "2026-12-07", id="days"),
        pytest.param(
            within("24 hours", "48 hours"),
            "2026-11-23T16:00",
            "2026-11-24T16:00+00:00",
            "2026-11-25T16:00+00:00",
            id="hours",
        ),
        pytest.param(within("24 hours", "48 hours"), "2026-11-23", "2026-11-24", "2026-11-25", id="hours of a day"),
        pytest.param(by("4 weeks", "6 weeks"), "2027-01-04", "2026-11-23", "2026-12-07", id="weeks before"),
        pytest.param(
            by("24 hours", "48 hours"),
            "2026-11-25T16:00",
            "2026-11-23T16:00+00:00",
            "2026-11-24T16:00+00:00",
            id="hours before",
        ),
        pytest.param(within("5 days", "10 days"), "2026-11-23", "2026-11-28", "2026-12-03", id="open words"),
    ],
)
def test_a_range_gives_the_earliest_and_the_last_moment(
    deadline: dict[str, Any], event: str, earliest: str, latest: str
) -> None:
    row = due(deadline, event)
    assert (row["earliest"], row["due"]) == (earliest, latest)


@pytest.mark.parametrize(
    ("deadline", "event", "worked"),
    [
        (within("24 hours", "48 hours"), "2026-11-23", [("2026-11-24", 24), ("2026-11-25", 48)]),
        (by("24 hours", "48 hours"), "2026-11-25", [("2026-11-23", 48), ("2026-11-24", 24)]),
    ],
)
def test_each_end_of_a_range_of_hours_stands_with_its_own_number(
    deadline: dict[str, Any], event: str, worked: list[tuple[str, int]]
) -> None:
    assert sorted((step["day"], step["count"]) for step in due(deadline, event)["worked"]) == worked


def test_the_working_of_a_range_of_days_runs_to_its_far_end() -> None:
    forwards, back = due(within("1 week", "2 weeks"), "2026-11-23"), due(by("1 week", "2 weeks"), "2026-11-23")
    assert [step["count"] for step in forwards["worked"]] == list(range(1, 15))
    assert forwards["worked"][-1]["day"] == forwards["due"] == "2026-12-07"
    assert [step["count"] for step in back["worked"]] == list(range(1, 15))
    assert back["worked"][-1]["day"] == back["earliest"] == "2026-11-09"


def test_a_range_back_to_before_the_published_list_is_provisional() -> None:
    # Nine working days before 10 January 2012 lie in December 2011; the nearer end does not.
    assert due(by("1 working day", "9 working days"), "2012-01-10")["provisional"] is True


@pytest.mark.parametrize(
    ("deadline", "event", "readings"),
    [
        pytest.param(
            within("10 days"),
            "2026-11-23",
            [("10 calendar days", "2026-12-03"), ("10 working days", "2026-12-07")],
            id="after",
        ),
        pytest.param(
            by("10 days"),
            "2026-11-23",
            [("10 calendar days", "2026-11-13"), ("10 working days", "2026-11-09")],
            id="before",
        ),
        pytest.param(
            within("1 day"), "2026-11-27", [("1 calendar day", "2026-11-28"), ("1 working day", "2026-11-30")], id="one"
        ),
        pytest.param(
            within("1 day"),
            "2026-11-23",
            [("1 calendar day", "2026-11-24"), ("1 working day", "2026-11-24")],
            id="same",
        ),
    ],
)
def test_days_that_are_not_said_to_be_working_days_are_read_both_ways_and_the_earliest_is_due(
    deadline: dict[str, Any], event: str, readings: list[tuple[str, str]]
) -> None:
    row = due(deadline, event)
    assert [(reading["words"], reading["due"]) for reading in row["readings"]] == readings
    assert row["due"] == min(day for _, day in readings)
    assert row["worked"][-1]["day"] == row["due"]
    assert "open" in {remark["kind"] for remark in row["remarks"]}


def test_words_that_are_not_open_have_one_reading() -> None:
    for duration in ("10 working days", "10 calendar days", "4 weeks", "1 month"):
        (reading,) = due(within(duration), "2026-11-23")["readings"]
        assert reading["words"] == duration


def test_a_frequency_is_counted_from_the_last_time() -> None:
    row = due({"every": "6 weeks", "of": "core-group"}, "2026-11-23")
    assert (row["due"], row["words"]) == ("2027-01-04", "every 6 weeks, counted from the core group")


def test_the_answer_about_a_board_has_exactly_the_keys_that_are_promised() -> None:
    found = answer(
        {"ask": "due", "board": "sample", "on": {"core-group": "2026-11-20"}}, guidance(within("5 days", "8 days"))
    )
    assert found["board"] == "sample"
    assert found["on"] == {"core-group": "2026-11-20"}
    (row,) = found["dates"]
    assert row["rule"] == "sample/rule-1"
    assert row["topic"] == "sample-topic"
    assert row["source"] == {"title": "Sample guidance", "at": "1.1"}
    assert row["due"] == "2026-11-28"
    assert row["earliest"] == "2026-11-25"
    assert row["last_working_day"] == "2026-11-27"
    assert row["provisional"] is False
    assert {key for reading in row["readings"] for key in reading} >= {"words", "due"}
    assert {tuple(step) for step in row["worked"]} == {("day", "count")}


def test_a_step_has_a_day_and_either_its_number_or_why_it_was_skipped() -> None:
    steps = due(within("10 working days"), "2026-11-23")["worked"]
    assert {tuple(step) for step in steps} == {("day", "count"), ("day", "skipped")}


def test_what_does_not_apply_is_left_out_of_the_answer() -> None:
    row = due(within("10 working days"), "2026-11-23")
    assert not {"earliest", "last_working_day", "not_worked", "notes"} & row.keys()
    assert not {"earliest", "last_working_day", "event_day_counted"} & count("4 weeks", "2026-11-23").keys()


def test_the_answer_to_a_count_says_what_was_counted_and_how() -> None:
    found = count("3 working days", "2013-04-08", before=True)
    assert found["from"] == "2013-04-08"
    assert found["duration"] == "3 working days"
    assert found["before"] is True
    assert found["due"] == "2013-04-03"
    assert found["due_in_words"] == "Wednesday 3 April 2013"
    assert found["readings"][0]["due"] == "2013-04-03"
    assert found["worked"][0] == {"day": "2013-04-07", "skipped": "Sunday"}
    assert found["worked"][-1] == {"day": "2013-04-03", "count": 3}
    assert found["provisional"] is False


def test_the_rows_of_a_board_come_in_the_order_of_their_dates() -> None:
    rules = guidance(within("6 weeks"), within("5 working days"), by("1 week"), within("1 month"))
    found = answer({"ask": "due", "board": "sample", "on": {"core-group": "2026-11-23"}}, rules)
    assert [row["due"] for row in found["dates"]] == ["2026-11-16", "2026-11-30", "2026-12-23", "2027-01-04"]


def test_a_condition_and_an_exception_come_with_the_date() -> None:
    terms = {"when": "it rains", "unless": "it snows", "unless-set-by": ["conference"]}
    row = due(within("10 days"), "2026-11-23", **terms)
    conditions = [remark["text"] for remark in row["remarks"] if remark["kind"] == "condition"]
    for words in ("it rains", "it snows", "the conference"):
        assert any(words in text for text in conditions), words


def test_a_note_comes_with_the_statements_that_it_is_about_and_no_others() -> None:
    rules = guidance(within("4 weeks"), within("1 month"), within("6 weeks"))
    rules["notes"] = [{"board": "sample", "kind": "conflict", "about": ["rule-1", "rule-2"], "says": "They differ."}]
    rows = answer({"ask": "due", "board": "sample", "on": {"core-group": "2026-11-23"}}, rules)["dates"]
    noted = {row["rule"]: row.get("notes", []) for row in rows}
    assert noted == {"sample/rule-1": ["They differ."], "sample/rule-2": ["They differ."], "sample/rule-3": []}


def test_what_has_no_date_is_told_apart_from_the_dates() -> None:
    rules = guidance(within("5 working days"), {"in-words": "as soon as possible", "after": "core-group"})
    found = answer({"ask": "due", "board": "sample", "on": {"core-group": "2026-11-23"}}, rules)
    assert [row["rule"] for row in found["dates"]] == ["sample/rule-1"]
    assert [(row["rule"], row["words"].partition(",")[0]) for row in found["undated"]] == [
        ("sample/rule-2", "as soon as possible")
    ]


def test_a_board_without_a_date_says_so_and_names_the_boards_that_have_one() -> None:
    rules = guidance(within("5 working days"))
    ask = {"ask": "due", "board": "other", "on": {"core-group": "2026-11-23"}}
    found = answer(ask, rules)
    assert (found["dates"], found["undated"]) == ([], [])
    assert found["message"] == (
        "Other: this guidance says nothing that gives a date from the core group. These do: Sample."
    )
    assert answer(ask, NO_RULES)["message"].endswith("No other board here does.")


def test_a_source_that_was_read_only_in_part_is_not_said_to_be_silent() -> None:
    found = answer({"ask": "due", "board": "sample", "on": {"core-group": "2026-11-23"}}, guidance(coverage="part"))
    assert "was read only in part" in found["message"]


def test_the_boards_and_topics_are_told_by_their_ids() -> None:
    assert answer({"ask": "boards"}, NO_RULES)["boards"][0] == {
        "id": "sample", "name": "Sample", "source": "Sample guidance", "date": "2020",
    }  # fmt: skip
    assert answer({"ask": "topics"}, NO_RULES)["topics"] == [
        {"id": "sample-topic", "title": "Sample topic", "question": "What is it?"}
    ]


def test_the_browser_gets_the_same_answer_as_the_command_line() -> None:
    rules = guidance(within("10 days"), by("24 hours", "48 hours"), within("1 month"))
    ask = Door(json.dumps(rules)).ask
    for on in ("2026-11-23", "2026-03-28T16:00", "31/02/2026"):
        request = {"ask": "due", "board": "sample", "on": {"core-group": on}}
        assert json.loads(ask(json.dumps(request))) == answer(request, rules), on
