"""What holds for every day from 2012 to 2028, against numpy as an oracle."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.calculators import oracle
from tests.calculators.sample_guidance import by, count, due, within

thoroughly = settings(max_examples=2000, deadline=None, derandomize=True, database=None)

days = some.dates(date(2012, 1, 1), date(2028, 12, 31))
numbers = some.integers(1, 25) | some.integers(1, 260)
durations = some.builds(
    "{} {}".format,
    some.integers(1, 30),
    some.sampled_from(["working days", "calendar days", "days", "weeks", "months", "hours"]),
)


@thoroughly
@given(days, numbers, some.booleans())
def test_working_days_agree_with_numpy_to_the_day_and_each_day_between_is_told_once(
    event: date, number: int, before: bool
) -> None:
    found = count(f"{number} working days", event.isoformat(), before)
    reached = oracle.working_days_from(event, -number if before else number)
    assert found["due"] == reached.isoformat()
    assert found["provisional"] is not (reached >= oracle.FIRST and max(event, reached) <= oracle.LAST)
    way = -1 if before else 1
    assert [step["day"] for step in found["worked"]] == [
        (event + timedelta(days=way * i)).isoformat() for i in range(1, abs((reached - event).days) + 1)
    ]
    assert [step["count"] for step in found["worked"] if "count" in step] == list(range(1, number + 1))
    for step in found["worked"]:
        day = date.fromisoformat(step["day"])
        assert ("count" in step) == oracle.is_worked(day)
        if "skipped" in step:
            weekend = {5: "Saturday", 6: "Sunday"}.get(day.weekday())
            assert step["skipped"] == (weekend or oracle.HOLIDAYS[day])


@thoroughly
@given(days, durations, some.booleans())
def test_every_unit_agrees_with_the_oracle(event: date, duration: str, before: bool) -> None:
    deadline = by(duration) if before else within(duration)
    expected: dict[str, Any] = oracle.worked_example(deadline, event.isoformat())
    row = due(deadline, event.isoformat())
    assert row["due"] == expected["due"]
    assert sorted(reading["due"] for reading in row["readings"]) == sorted(
        expected.get("readings", {"": expected["due"]}).values()
    )


@thoroughly
@given(days, some.integers(0, 40), durations, some.booleans())
def test_a_due_date_never_moves_earlier_when_the_event_moves_later(
    event: date, later: int, duration: str, before: bool
) -> None:
    first = count(duration, event.isoformat(), before)["due"]
    second = count(duration, (event + timedelta(days=later)).isoformat(), before)["due"]
    assert first <= second


@thoroughly
@given(some.datetimes(datetime(2012, 1, 1), datetime(2028, 12, 31)), some.integers(1, 1000), some.booleans())
def test_hours_agree_with_elapsed_time_to_the_minute(moment: datetime, number: int, before: bool) -> None:
    start = moment.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(oracle.LONDON)
    found = count(f"{number} hours", start.isoformat(timespec="minutes"), before)["due"]
    assert found == oracle.hours_from(start, -number if before else number).isoformat(timespec="minutes")


def test_the_last_working_day_of_every_day_from_2012_to_2028_agrees_with_numpy() -> None:
    listed = np.array(sorted(oracle.HOLIDAYS), dtype="datetime64[D]")
    for ordinal in range(date(2012, 1, 3).toordinal(), date(2028, 12, 26).toordinal()):
        day = date.fromordinal(ordinal)
        found = count("1 calendar day", (day - timedelta(days=1)).isoformat())
        last = np.busday_offset(np.datetime64(day), 0, roll="backward", holidays=listed)
        assert found.get("last_working_day", day.isoformat()) == str(last)
