"""How a date is read from three fields or from text, and the exact message for each mistake."""

from datetime import UTC, date, datetime, timedelta

import pytest

from calculators.moments import read_moment, write_iso, write_moment
from tests.calculators.sample_guidance import count


def fields(day: str = "", month: str = "", year: str = "", time: str = "") -> dict[str, str]:
    return {"day": day, "month": month, "year": year, "time": time}


@pytest.mark.parametrize(
    ("typed", "taken_as"),
    [
        (fields("23", "11", "2026"), date(2026, 11, 23)),
        (fields("1", "2", "2026"), date(2026, 2, 1)),
        (fields("01", "02", "2026"), date(2026, 2, 1)),
        (fields(" 23 ", " 11 ", " 2026 "), date(2026, 11, 23)),
        (fields("29", "2", "2028"), date(2028, 2, 29)),
        (fields("23", "November", "2026"), date(2026, 11, 23)),
        (fields("23", "nov", "2026"), date(2026, 11, 23)),
        (fields("23", "NOV.", "2026"), date(2026, 11, 23)),
        (fields("1", "Sept", "2026"), date(2026, 9, 1)),
        (fields("1", "sep", "2026"), date(2026, 9, 1)),
        (fields("1", "may", "2026"), date(2026, 5, 1)),
        (fields("31", "Octo", "2026"), date(2026, 10, 31)),
    ],
)
def test_three_fields_take_a_month_as_a_number_or_by_its_name(typed: dict[str, str], taken_as: date) -> None:
    assert read_moment(typed) == taken_as


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_by_its_name_and_its_first_three_letters(number: int) -> None:
    name = date(2026, number, 1).strftime("%B")
    for written in (name, name.lower(), name[:3], name[:3].upper()):
        assert read_moment(fields("1", written, "2026")) == date(2026, number, 1), written
        assert read_moment(f"1 {written} 2026") == date(2026, number, 1), written


MONTH = "Month must be a number from 1 to 12, or a name such as November"
DAY = "Day must be a number from 1 to 31"
YEAR = "Year must include 4 numbers, such as 2026"
YEARS = "Year must be from 1900 to 2200"


@pytest.mark.parametrize(
    ("typed", "message", "field"),
    [
        pytest.param(fields(), "Enter a date, such as 23 11 2026", "day", id="nothing entered"),
        pytest.param(fields("  "), "Enter a date, such as 23 11 2026", "day", id="only spaces"),
        pytest.param({}, "Enter a date, such as 23 11 2026", "day", id="no fields"),
        pytest.param(fields("", "11", "2026"), "Date must include a day", "day", id="no day"),
        pytest.param(fields("23", "", "2026"), "Date must include a month", "month", id="no month"),
        pytest.param(fields("23", "11", ""), "Date must include a year", "year", id="no year"),
        pytest.param(fields("", "11", ""), "Date must include a day and a year", "day", id="no day and year"),
        pytest.param(fields("23", "", ""), "Date must include a month and a year", "month", id="no month and year"),
        pytest.param(
            fields("31", "2", "2026"),
            "31 February 2026 is not a real date: February 2026 has 28 days",
            "day",
            id="31 February",
        ),
        pytest.param(
            fields("30", "feb", "2028"),
            "30 February 2028 is not a real date: February 2028 has 29 days",
            "day",
            id="30 February in a leap year",
        ),
        pytest.param(
            fields("31", "11", "2026"),
            "31 November 2026 is not a real date: November 2026 has 30 days",
            "day",
            id="31 November",
        ),
        pytest.param(fields("32", "1", "2026"), DAY, "day", id="day 32"),
        pytest.param(fields("0", "1", "2026"), DAY, "day", id="day 0"),
        pytest.param(fields("x", "1", "2026"), DAY, "day", id="day in letters"),
        pytest.param(fields("²", "1", "2026"), DAY, "day", id="day that is no plain digit"),
        pytest.param(fields("1", "13", "2026"), MONTH, "month", id="month 13"),
        pytest.param(fields("1", "0", "2026"), MONTH, "month", id="month 0"),
        pytest.param(fields("1", "ju", "2026"), MONTH, "month", id="two months could be meant"),
        pytest.param(fields("1", "Novembre", "2026"), MONTH, "month", id="no month of ours"),
        pytest.param(fields("1", "1", "26"), YEAR, "year", id="year 26"),
        pytest.param(fields("1", "1", "20266"), YEAR, "year", id="five numbers"),
        pytest.param(fields("1", "1", "twenty"), YEAR, "year", id="year in letters"),
        pytest.param(fields("1", "1", "1899"), YEARS, "year", id="year 1899"),
        pytest.param(fields("1", "1", "2201"), YEARS, "year", id="year 2201"),
        pytest.param(
            fields("23", "11", "2026", "25:00"),
            "'25:00' is not a time; write it as 16:00 or 4pm",
            "time",
            id="time 25:00",
        ),
        pytest.param("", "Enter a date, such as 2026-11-23", "day", id="no text"),
        pytest.param(
            "next week",
            "'next week' is not a date; write it as 2026-11-23 or 23 November 2026",
            "day",
            id="text that is no date",
        ),
        pytest.param("26-11-23", YEAR, "year", id="a year of two numbers"),
        pytest.param("2026-13-01", MONTH, "month", id="month 13 in text"),
        pytest.param("11/23/2026", MONTH, "month", id="a date in the American order"),
        pytest.param(
            "31/02/2026", "31 February 2026 is not a real date: February 2026 has 28 days", "day", id="31/02/2026"
        ),
        pytest.param("1/1/1899", YEARS, "year", id="1/1/1899"),
        pytest.param("2026-11-23T99", "'99' is not a time; write it as 16:00 or 4pm", "time", id="a time that is none"),
    ],
)
def test_each_mistake_has_one_plain_sentence_and_names_its_field(typed: object, message: str, field: str) -> None:
    assert count("1 week", typed) == {"error": {"message": message, "field": field}}


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23",
        "23/11/2026",
        "23.11.2026",
        "23-11-2026",
        "23 11 2026",
        "23 November 2026",
        "23 nov 2026",
        " 23/11/2026",
    ],
)
def test_text_is_read_as_an_iso_date_or_in_the_british_order(written: str) -> None:
    assert read_moment(written) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "day"),
    [("1 October 2026", 1), ("1 Oct 2026", 1), ("23 August 2026", 23), ("4 Sept 2026", 4), ("4 Sept 2026 at 16:00", 4)],
)
def test_a_month_with_a_t_in_its_name_is_not_cut_there(written: str, day: int) -> None:
    found = read_moment(written)
    assert (found.year, found.day) == (2026, day)


@pytest.mark.parametrize(
    ("time", "clock"),
    [
        ("16:00", "16:00"), ("16.05", "16:05"), ("4pm", "16:00"), ("4 pm", "16:00"), ("4.30 pm", "16:30"),
        ("4:30PM", "16:30"), ("9am", "09:00"), ("09:05", "09:05"), ("12am", "00:00"), ("12pm", "12:00"),
        ("00:00", "00:00"), ("23:59", "23:59"),
    ],
)  # fmt: skip
def test_a_time_is_read_from_its_field_and_from_text(time: str, clock: str) -> None:
    expected = f"2026-11-23T{clock}+00:00"
    assert write_iso(read_moment(fields("23", "11", "2026", time))) == expected
    for text in (f"2026-11-23T{time}", f"23/11/2026, {time}", f"23 November 2026 at {time}"):
        assert write_iso(read_moment(text)) == expected, text


@pytest.mark.parametrize(
    "time", ["25:00", "24:00", "16:60", "13pm", "0am", "4", "noon", "16:00 tomorrow", "-1:00", "16:00:99", "1600"]
)
def test_what_is_no_time_of_day_is_refused(time: str) -> None:
    message = f"'{time}' is not a time; write it as 16:00 or 4pm"
    found = count("24 hours", fields("23", "11", "2026", time))
    assert found == {"error": {"message": message, "field": "time"}}


@pytest.mark.parametrize("offset", ["+99:99", "+24:00", "-24:00", "+01:60"])
def test_an_offset_that_cannot_be_is_refused_in_plain_words(offset: str) -> None:
    error = count("24 hours", f"2026-11-23T16:00{offset}")["error"]
    assert error["field"] == "time"
    assert "timedelta" not in error["message"]


def test_a_moment_is_written_out_in_full() -> None:
    assert write_moment(date(2026, 12, 7)) == "Monday 7 December 2026"
    assert write_moment(read_moment("2026-03-29T17:00")) == "Sunday 29 March 2026, 17:00"


def test_every_hour_of_the_days_around_a_clock_change_is_read_back_from_what_was_written() -> None:
    for first in (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)):
        for hour in range(30):
            moment = first + timedelta(hours=hour)
            found = read_moment(moment.isoformat())
            assert isinstance(found, datetime)
            assert found.astimezone(UTC) == moment
            assert write_iso(read_moment(write_iso(found))) == write_iso(found)
