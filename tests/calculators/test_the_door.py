"""What the door refuses, and that nothing typed comes out of it as an exception."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from calculators.answers import answer
from calculators.browser import Door
from tests.calculators.sample_guidance import NO_RULES, by, count, guidance, within

MONTHLY = {"every": "1 month", "of": "child-seen"}
RULES = guidance(within("10 days"), within("24 hours", "48 hours"), by("5 working days"), MONTHLY)
RULES["events"].append({"id": "child-seen", "name": "the child was seen", "short": "Child seen"})


def refusal(request: Any) -> dict[str, Any]:
    return answer(request, RULES)["error"]


HELD = {"core-group": "2026-11-23"}


@pytest.mark.parametrize(
    ("request_", "message", "field"),
    [
        ({"ask": "due"}, "Choose what happened", "event"),
        ({"ask": "due", "on": HELD}, "Choose a board", "board"),
        ({"ask": "due", "board": "sampel", "on": HELD}, "unknown board 'sampel'; did you mean 'sample'?", "board"),
        (
            {"ask": "due", "board": "zzz", "on": HELD},
            "unknown board 'zzz'; it is one of: sample, other",
            "board",
        ),
        ({"ask": "due", "board": "sample"}, "Choose what happened", "event"),
        ({"ask": "due", "board": "sample", "on": {}}, "Choose what happened", "event"),
        ({"ask": "due", "board": "sample", "on": "2026-11-23"}, "Choose what happened", "event"),
        (
            {"ask": "due", "board": "sample", "on": {"core-grup": "2026-11-23"}},
            "unknown event 'core-grup'; did you mean 'core-group'?",
            "event",
        ),
        (
            {"ask": "due", "board": "sample", "on": {"core-group": "2026-11-23", "child-seen": "2026-11-23"}},
            "Give one event at a time",
            "event",
        ),
        (
            {"ask": "due", "board": "sample", "on": {"core-group": {"day": "23", "year": "2026"}}},
            "Date must include a month",
            "month",
        ),
        ({"ask": "count", "duration": "1 week"}, "Enter a date, such as 2026-11-23", "day"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused_in_one_sentence(
    request_: dict[str, Any], message: str, field: str
) -> None:
    assert refusal(request_) == {"message": message, "field": field}


@pytest.mark.parametrize("ask", [None, "", "dew", "Due"])
def test_an_unknown_question_is_answered_with_the_questions_there_are(ask: object) -> None:
    error = refusal({"ask": ask})
    assert error["field"] == "ask"
    assert error["message"].startswith(f"unknown question '{ask}'; ask one of: due, count, ")


EXAMPLES = "'10 working days', '10 calendar days', '10 days', '4 weeks', '1 month' or '24 hours'"


@pytest.mark.parametrize(
    "words", ["", "soon", "ten days", "10", "days", "1.5 days", "-1 days", "10 fortnights", "٣ days", "10,000 days"]
)
def test_words_that_are_no_duration_are_refused_with_what_would_be_right(words: str) -> None:
    assert count(words, "2026-11-23")["error"]["message"] == (
        f"'{words}' is not a duration; write a number and a unit, such as {EXAMPLES}"
    )


@pytest.mark.parametrize("number", ["0", "1001", "10000000", "99999999999999999999"])
def test_a_number_outside_one_to_a_thousand_is_refused(number: str) -> None:
    assert count(f"{number} weeks", "2026-11-23")["error"]["message"] == (
        f"A duration is from 1 to 1,000 weeks, not {number}"
    )


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("10 working days", "10 working days"),
        ("  10   Working  Days ", "10 working days"),
        ("1 days", "1 day"),
        ("1 WEEK", "1 week"),
        ("2 month", "2 months"),
        ("1000 hours", "1000 hours"),
    ],
)
def test_a_duration_is_read_whatever_its_case_spaces_and_plural(words: str, understood: str) -> None:
    assert count(words, "2026-11-23")["duration"] == understood


@pytest.mark.parametrize(
    ("duration", "event", "before"),
    [
        ("1 working day", "2200-12-31", False),
        ("1 calendar day", "2200-12-31", False),
        ("1 week", "2200-12-31", False),
        ("1 month", "2200-12-31", False),
        ("24 hours", "2200-12-31T16:00", False),
        ("1000 months", "2150-01-01", False),
        ("1 day", "1900-01-01", True),
        ("1 month", "1900-01-01", True),
        ("1 hour", "1900-01-01T00:00", True),
    ],
)
def test_a_count_that_leaves_the_years_1900_to_2200_is_refused(duration: str, event: str, before: bool) -> None:
    assert count(duration, event, before)["error"]["message"] == "The count leaves the years 1900 to 2200"


@pytest.mark.parametrize("request_", [None, [], "due", 5, {"ask": []}, {"ask": {}}, {"ask": ["due"]}])
def test_a_request_of_a_strange_type_is_refused_too(request_: Any) -> None:
    assert refusal(request_)["message"]


anything = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
# Text made of the very pieces that dates and durations are made of goes deeper than text at random.
pieces = (
    *("0", "1", "29", "30", "31", "99", "1900", "2026", "2200", "feb", "October", "nov"),
    *(" ", "-", "/", ".", ":", "T", "Z", " at ", ", ", "+01:00", "am", "pm", "\n", "é", "\x00"),
    *("working", "days", "weeks", "month", "hours"),
)
nearly = some.lists(some.sampled_from(pieces), max_size=8).map("".join)
dates = some.dates().map(str) | some.datetimes().map(lambda moment: moment.isoformat())
text = nearly | dates | some.text(max_size=40)
parts = some.fixed_dictionaries({}, optional=dict.fromkeys(("day", "month", "year", "time"), nearly | anything))
moments = text | parts | anything
units = some.sampled_from(["days", "working days", "weeks", "months", "hours"])
durations = some.builds("{} {}".format, some.integers(0, 60), units) | nearly | anything
events = some.sampled_from(["core-group", "child-seen", "x"]) | text
requests = some.fixed_dictionaries(
    {"ask": some.sampled_from(["due", "count", "boards", "topics"]) | some.text(max_size=10)},
    optional={
        "board": some.sampled_from(["sample", "other", "", "sampl"]) | text | anything,
        "on": some.dictionaries(events, moments, max_size=2) | anything,
        "from": moments,
        "duration": durations,
        "before": some.booleans() | anything,
    },
)


@settings(max_examples=3000, deadline=None, derandomize=True, database=None)
@given(requests)
def test_nothing_that_is_typed_comes_out_as_an_exception(request_: dict[str, Any]) -> None:
    found = answer(request_, RULES)
    assert json.loads(json.dumps(found)) == found
    if "error" in found:
        error = found["error"]
        assert set(error) == {"message", "field"}
        assert error["field"] in {None, "ask", "board", "event", "day", "month", "year", "time"}
        assert error["message"].strip()
        assert len(error["message"].splitlines()) == 1
        assert "Traceback" not in error["message"]


@pytest.mark.parametrize("sent", ["", "{", "5", "null", '["ask"]', "[" * 100_000, '{"ask": ' + "[" * 500 + "]" * 500 + "}"])
def test_text_that_is_no_question_is_refused_by_the_browsers_door_too(sent: str) -> None:
    error = json.loads(Door(json.dumps(RULES)).ask(sent))["error"]
    assert error["message"].startswith("unknown question '")
    assert error["field"] == "ask"


def test_asking_leaves_the_guidance_as_it_was() -> None:
    before = json.dumps(RULES)
    answer({"ask": "due", "board": "sample", "on": {"core-group": "2026-11-23T16:00"}}, RULES)
    assert json.dumps(RULES) == before
    assert NO_RULES["statements"] == []
