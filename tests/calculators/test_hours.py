"""Hours run in elapsed time by the clock of London, whatever the clock does meanwhile."""

import pytest

from tests.calculators.sample_guidance import count


@pytest.mark.parametrize(
    ("event", "duration", "before", "due"),
    [
        pytest.param("2026-11-23T16:00", "24 hours", False, "2026-11-24T16:00+00:00", id="in winter"),
        pytest.param("2026-07-23T16:00", "48 hours", False, "2026-07-25T16:00+01:00", id="in summer"),
        pytest.param("2026-11-27T16:00", "72 hours", False, "2026-11-30T16:00+00:00", id="a weekend is not left out"),
        pytest.param("2026-12-31T16:00", "24 hours", False, "2027-01-01T16:00+00:00", id="over the year's end"),
        pytest.param("2028-02-28T23:30", "1 hour", False, "2028-02-29T00:30+00:00", id="into 29 February"),
        pytest.param("2026-11-23T16:00", "24 hours", True, "2026-11-22T16:00+00:00", id="counted back"),
        pytest.param("2026-03-28T16:00", "24 hours", False, "2026-03-29T17:00+01:00", id="clocks go forward"),
        pytest.param("2026-10-24T16:00", "24 hours", False, "2026-10-25T15:00+00:00", id="clocks go back"),
        pytest.param("2026-03-29T17:00", "24 hours", True, "2026-03-28T16:00+00:00", id="counted back over spring"),
        pytest.param("2026-10-25T15:00", "24 hours", True, "2026-10-24T16:00+01:00", id="counted back over autumn"),
        pytest.param("2026-03-29T00:59", "1 hour", False, "2026-03-29T02:59+01:00", id="over the missing hour"),
        pytest.param("2026-10-25T00:30", "2 hours", False, "2026-10-25T01:30+00:00", id="into the hour's second run"),
    ],
)
def test_hours_are_elapsed_time(event: str, duration: str, before: bool, due: str) -> None:
    found = count(duration, event, before)
    assert found["due"] == due
    assert found["worked"] == [{"day": due, "count": int(duration.split()[0])}]


def test_a_time_that_the_clocks_left_out_is_refused() -> None:
    message = "01:30 on Sunday 29 March 2026 did not exist: the clocks went forward at 01:00"
    assert count("24 hours", "2026-03-29T01:30") == {"error": {"message": message, "field": "time"}}


def test_a_time_that_came_twice_is_taken_as_the_first() -> None:
    found = count("24 hours", "2026-10-25T01:30")
    assert (found["from"], found["due"]) == ("2026-10-25T01:30+01:00", "2026-10-26T00:30+00:00")


def test_an_offset_says_which_of_the_two_is_meant() -> None:
    assert count("24 hours", "2026-10-25T01:30+00:00")["due"] == "2026-10-26T01:30+00:00"
    assert count("24 hours", "2026-10-25T01:30+01:00")["due"] == "2026-10-26T00:30+00:00"


@pytest.mark.parametrize(
    ("written", "taken_as"),
    [
        ("2026-07-23T16:00Z", "2026-07-23T17:00+01:00"),
        ("2026-11-23T16:00z", "2026-11-23T16:00+00:00"),
        ("2026-11-23T16:00+02:00", "2026-11-23T14:00+00:00"),
        ("2026-11-23T00:30+01:00", "2026-11-22T23:30+00:00"),
        ("2026-03-29T01:30Z", "2026-03-29T02:30+01:00"),
    ],
)
def test_a_time_with_an_offset_is_turned_to_the_clock_of_london(written: str, taken_as: str) -> None:
    assert count("1 hour", written)["from"] == taken_as


@pytest.mark.parametrize(
    ("event", "duration", "before", "due"),
    [
        ("2026-11-23", "24 hours", False, "2026-11-24"),
        ("2026-11-23", "36 hours", False, "2026-11-24"),
        ("2026-11-23", "48 hours", False, "2026-11-25"),
        ("2026-03-28", "24 hours", False, "2026-03-29"),
        ("2026-11-23", "24 hours", True, "2026-11-22"),
    ],
)
def test_hours_from_a_day_without_a_time_give_a_day_and_say_so(
    event: str, duration: str, before: bool, due: str
) -> None:
    found = count(duration, event, before)
    assert found["due"] == due
    assert "no-time" in {remark["kind"] for remark in found["remarks"]}


def test_a_time_of_day_does_not_change_a_count_of_days() -> None:
    for duration in ("10 working days", "10 calendar days", "10 days", "4 weeks", "1 month"):
        timed, untimed = count(duration, "2026-11-23T23:59"), count(duration, "2026-11-23")
        assert timed["due"] == untimed["due"], duration
        assert timed["worked"] == untimed["worked"], duration
