"""Days, weeks and months counted one by one. Every expectation was counted on a calendar by hand."""

import pytest

from tests.calculators.sample_guidance import count


@pytest.mark.parametrize(
    ("event", "duration", "due"),
    [
        pytest.param("2026-11-23", "1 working day", "2026-11-24", id="Monday to Tuesday"),
        pytest.param("2013-04-08", "3 working days", "2013-04-11", id="inside one week"),
        pytest.param("2026-11-23", "10 working days", "2026-12-07", id="over two weekends"),
        pytest.param("2026-11-27", "1 working day", "2026-11-30", id="Friday to Monday"),
        pytest.param("2026-11-28", "1 working day", "2026-11-30", id="from a Saturday"),
        pytest.param("2026-11-29", "1 working day", "2026-11-30", id="from a Sunday"),
        pytest.param("2026-04-01", "3 working days", "2026-04-08", id="over Easter"),
        pytest.param("2026-04-03", "1 working day", "2026-04-07", id="from Good Friday"),
        pytest.param("2026-12-23", "5 working days", "2027-01-04", id="over Christmas and New Year"),
        pytest.param("2027-12-23", "2 working days", "2027-12-29", id="both Christmas days in lieu"),
        pytest.param("2022-12-23", "1 working day", "2022-12-28", id="Christmas Day on a Sunday"),
        pytest.param("2027-12-31", "1 working day", "2028-01-04", id="New Year's Day in lieu"),
        pytest.param("2020-05-01", "1 working day", "2020-05-04", id="early May 2020: the Monday was worked"),
        pytest.param("2020-05-07", "1 working day", "2020-05-11", id="early May 2020: the Friday was not"),
        pytest.param("2022-09-16", "1 working day", "2022-09-20", id="the state funeral of 2022"),
        pytest.param("2022-06-01", "1 working day", "2022-06-06", id="the jubilee of 2022"),
        pytest.param("2012-06-01", "1 working day", "2012-06-06", id="the jubilee of 2012"),
        pytest.param("2023-05-05", "1 working day", "2023-05-09", id="the coronation of 2023"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(event: str, duration: str, due: str) -> None:
    assert count(duration, event)["due"] == due


@pytest.mark.parametrize(
    ("event", "duration", "due"),
    [
        pytest.param("2013-04-08", "3 working days", "2013-04-03", id="over a weekend"),
        pytest.param("2026-11-30", "1 working day", "2026-11-27", id="Monday to Friday"),
        pytest.param("2026-11-28", "1 working day", "2026-11-27", id="from a Saturday"),
        pytest.param("2026-11-29", "1 working day", "2026-11-27", id="from a Sunday"),
        pytest.param("2026-04-09", "5 working days", "2026-03-31", id="over Easter"),
        pytest.param("2026-04-06", "1 working day", "2026-04-02", id="from Easter Monday"),
        pytest.param("2027-01-04", "5 working days", "2026-12-23", id="over New Year and Christmas"),
        pytest.param("2020-05-11", "1 working day", "2020-05-07", id="early May 2020"),
    ],
)
def test_working_days_are_counted_back_in_the_same_way(event: str, duration: str, due: str) -> None:
    assert count(duration, event, before=True)["due"] == due


@pytest.mark.parametrize(
    ("event", "duration", "due"),
    [
        ("2026-11-23", "10 calendar days", "2026-12-03"),
        ("2026-12-31", "1 calendar day", "2027-01-01"),
        ("2026-02-28", "1 calendar day", "2026-03-01"),
        ("2028-02-28", "1 calendar day", "2028-02-29"),
        ("2026-11-23", "1 week", "2026-11-30"),
        ("2026-11-23", "8 weeks", "2027-01-18"),
        ("2028-02-22", "1 week", "2028-02-29"),
        ("2026-11-23", "1 month", "2026-12-23"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2026-02-28", "1 month", "2026-03-28"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2028-02-29", "12 months", "2029-02-28"),
        ("2027-02-28", "12 months", "2028-02-28"),
    ],
)
def test_calendar_days_weeks_and_months_count_every_day(event: str, duration: str, due: str) -> None:
    assert count(duration, event)["due"] == due


@pytest.mark.parametrize(
    ("event", "duration", "due"),
    [
        ("2026-12-03", "10 calendar days", "2026-11-23"),
        ("2027-01-01", "1 calendar day", "2026-12-31"),
        ("2028-03-01", "1 calendar day", "2028-02-29"),
        ("2027-01-18", "8 weeks", "2026-11-23"),
        ("2026-03-31", "1 month", "2026-02-28"),
        ("2028-03-31", "1 month", "2028-02-29"),
        ("2027-01-15", "1 month", "2026-12-15"),
        ("2028-02-29", "48 months", "2024-02-29"),
    ],
)
def test_calendar_days_weeks_and_months_are_counted_back_in_the_same_way(event: str, duration: str, due: str) -> None:
    assert count(duration, event, before=True)["due"] == due


def test_the_working_shows_every_day_once_in_order_with_its_number_or_its_reason() -> None:
    assert count("3 working days", "2026-04-01")["worked"] == [
        {"day": "2026-04-02", "count": 1},
        {"day": "2026-04-03", "skipped": "Good Friday"},
        {"day": "2026-04-04", "skipped": "Saturday"},
        {"day": "2026-04-05", "skipped": "Sunday"},
        {"day": "2026-04-06", "skipped": "Easter Monday"},
        {"day": "2026-04-07", "count": 2},
        {"day": "2026-04-08", "count": 3},
    ]


def test_the_working_of_a_count_back_starts_beside_the_event() -> None:
    assert count("2 working days", "2026-04-06", before=True)["worked"] == [
        {"day": "2026-04-05", "skipped": "Sunday"},
        {"day": "2026-04-04", "skipped": "Saturday"},
        {"day": "2026-04-03", "skipped": "Good Friday"},
        {"day": "2026-04-02", "count": 1},
        {"day": "2026-04-01", "count": 2},
    ]


def test_the_days_of_weeks_and_months_are_numbered_without_a_gap() -> None:
    for duration, days in (("2 weeks", 14), ("1 month", 31), ("5 calendar days", 5)):
        worked = count(duration, "2026-12-20")["worked"]
        assert [step["count"] for step in worked] == list(range(1, days + 1)), duration


def test_the_day_of_the_event_is_not_counted() -> None:
    for duration in ("2 working days", "2 calendar days", "1 week", "1 month"):
        days = [step["day"] for step in count(duration, "2026-11-23")["worked"]]
        assert days[0] == "2026-11-24", duration
        assert "2026-11-23" not in days, duration


@pytest.mark.parametrize(
    ("event", "duration", "before", "counted"),
    [
        pytest.param("2026-11-23", "10 working days", False, "2026-12-04", id="ten working days"),
        pytest.param("2026-11-23", "10 calendar days", False, "2026-12-02", id="ten calendar days"),
        pytest.param("2013-04-08", "3 working days", True, "2013-04-04", id="counted back"),
        pytest.param("2026-11-26", "3 working days", False, "2026-11-30", id="over a weekend"),
        pytest.param("2026-11-23", "1 working day", False, "2026-11-23", id="one day is the event's own"),
        pytest.param("2026-11-28", "3 working days", False, None, id="a Saturday would not be counted anyhow"),
        pytest.param("2026-04-03", "3 working days", False, None, id="nor would Good Friday"),
        pytest.param("2026-11-28", "3 calendar days", False, "2026-11-30", id="but a Saturday is a calendar day"),
        pytest.param("2026-11-23", "4 weeks", False, None, id="a week ends on its own day"),
        pytest.param("2026-11-23", "1 month", False, None, id="so does a month"),
        pytest.param("2026-11-23T16:00", "24 hours", False, None, id="hours have no days"),
    ],
)
def test_the_date_with_the_event_as_day_one_is_given_where_it_differs(
    event: str, duration: str, before: bool, counted: str | None
) -> None:
    assert count(duration, event, before).get("event_day_counted") == counted


@pytest.mark.parametrize(
    ("event", "duration", "before", "due", "last", "reason"),
    [
        ("2026-11-18", "10 calendar days", False, "2026-11-28", "2026-11-27", "Saturday"),
        ("2026-11-19", "10 calendar days", False, "2026-11-29", "2026-11-27", "Sunday"),
        ("2026-03-09", "4 weeks", False, "2026-04-06", "2026-04-02", "Easter Monday"),
        ("2026-11-28", "1 month", False, "2026-12-28", "2026-12-24", "Boxing Day"),
        ("2026-04-13", "1 week", True, "2026-04-06", "2026-04-02", "Easter Monday"),
        ("2026-11-27T16:00", "24 hours", False, "2026-11-28T16:00+00:00", "2026-11-27", "Saturday"),
    ],
)
def test_a_due_date_that_is_not_worked_stands_beside_the_last_working_day_before_it(
    event: str, duration: str, before: bool, due: str, last: str, reason: str
) -> None:
    found = count(duration, event, before)
    assert (found["due"], found["last_working_day"], found["not_worked"]) == (due, last, reason)
    assert "not-worked" in {remark["kind"] for remark in found["remarks"]}


def test_a_due_date_that_is_worked_has_no_other_day_beside_it() -> None:
    found = count("10 working days", "2026-11-23")
    assert not {"last_working_day", "not_worked"} & found.keys()


@pytest.mark.parametrize(
    ("event", "duration", "before", "provisional"),
    [
        pytest.param("2028-12-20", "2 working days", False, False, id="before the last published day"),
        pytest.param("2028-12-16", "10 calendar days", False, False, id="on the last published day"),
        pytest.param("2028-12-16", "11 calendar days", False, True, id="one day past it"),
        pytest.param("2028-12-20", "3 working days", False, True, id="past it by working days"),
        pytest.param("2028-12-26T16:00", "24 hours", False, True, id="past it by hours"),
        pytest.param("2029-01-10", "10 working days", True, True, id="counted back from past it"),
        pytest.param("2012-01-05", "2 working days", True, False, id="back to the first working day of 2012"),
        pytest.param("2012-01-03", "1 working day", True, True, id="back to before 2012"),
        pytest.param("2011-12-30", "1 working day", False, True, id="from before 2012"),
        # 1 January 2012 was a Sunday; that 30 December 2011 was worked is more than the list says.
        pytest.param("2012-01-08", "1 week", True, True, id="a last working day before 2012"),
        # The calendar reading ends on 22 December 2028, the reading in working days on 28 December.
        pytest.param("2028-12-14", "8 days", False, True, id="only one of two readings past it"),
    ],
)
def test_a_date_that_rests_on_days_outside_the_published_list_is_provisional(
    event: str, duration: str, before: bool, provisional: bool
) -> None:
    found = count(duration, event, before)
    assert found["provisional"] is provisional
    assert ("provisional" in {remark["kind"] for remark in found["remarks"]}) is provisional


def test_before_2012_and_after_the_published_list_each_say_so_in_their_own_words() -> None:
    def remark(event: str, before: bool = False) -> list[str]:
        remarks = count("5 working days", event, before)["remarks"]
        return [each["text"] for each in remarks if each["kind"] == "provisional"]

    early = "Provisional: the count reaches days before Sunday 1 January 2012, whose bank holidays are not in the published list."
    late = (
        "Provisional: the count reaches days after Tuesday 26 December 2028, whose bank holidays are not published yet."
    )
    assert remark("2011-12-12") == [early]
    assert remark("2012-01-05", before=True) == [early]
    assert remark("2028-12-22") == [late]
    assert remark("2028-12-11") == []
