"""How a day, or a day with a time, is read and written.

A moment is a `date`, or a `datetime` in Europe/London where the time of day is known.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

from calculators.durations import shortened
from calculators.working_days import FIRST_YEAR, LAST_YEAR

Moment = date | datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: No date that is read has more letters: "Wednesday 23 September 2026 at 11:00 am" has 39.
LONGEST = 100

_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BRITISH_DAY = re.compile(r"(\d{1,2})[/. -]+(\w+)[/. -]+(\d{1,9})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::[0-5]\d)? ?(am|pm)?", re.ASCII)
_ISO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]+(.+?)([+-]\d{2}:\d{2}|[Zz])?", re.ASCII)
_OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3]):[0-5]\d|Z", re.ASCII)
_BRITISH_MOMENT = re.compile(r"(.+?)(?: +at +|, *)(.+)")


class FieldError(ValueError):
    """A date that cannot be read; `field` names the part that is wrong: day, month, year or time."""

    def __init__(self, message: str, field: str = "day") -> None:
        super().__init__(message)
        self.field = field


def day_of(moment: Moment) -> date:
    """The day that `moment` falls on."""
    return moment.date() if isinstance(moment, datetime) else moment


def read_moment(given: object) -> Moment:
    """The moment that `given` names.

    `given` is text ("2026-11-23", "23/11/2026", "23 November 2026", or an ISO day with a time,
    "2026-11-23T16:00") or the three fields of a date input, {"day", "month", "year"} and, where
    known, "time". Raises FieldError with one plain sentence that says what would be right.
    """
    if isinstance(given, Mapping):
        parts = {name: str(given.get(name) or "").strip() for name in ("day", "month", "year", "time")}
        day = _day_from_fields(parts["day"], parts["month"], parts["year"])
        return _at_time(day, parts["time"]) if parts["time"] else day
    text = str(given or "").strip()
    if not text:
        raise FieldError("Enter a date, such as 2026-11-23")
    if len(text) > LONGEST:
        raise _no_date(text)
    if match := _ISO_MOMENT.fullmatch(text):
        return _at_time(_day_from_text(match[1]), match[2], (match[3] or "").upper())
    if match := _BRITISH_MOMENT.fullmatch(text):
        return _at_time(_day_from_text(match[1]), match[2])
    return _day_from_text(text)


def _day_from_text(text: str) -> date:
    text = text.strip()
    if match := _ISO_DAY.fullmatch(text):
        return _day_from_fields(match[3], match[2], match[1])
    if match := _BRITISH_DAY.fullmatch(text):
        return _day_from_fields(match[1], match[2], match[3])
    raise _no_date(text)


def _no_date(text: str) -> FieldError:
    return FieldError(f"'{shortened(text)}' is not a date; write it as 2026-11-23 or 23 November 2026")


def _day_from_fields(day: str, month: str, year: str) -> date:
    missing = [name for name, value in (("day", day), ("month", month), ("year", year)) if not value]
    if len(missing) == 3:
        raise FieldError("Enter a date, such as 23 11 2026", "day")
    if missing:
        raise FieldError(f"Date must include a {' and a '.join(missing)}", missing[0])
    year_number = _whole_number(year)
    if year_number is None or len(year) != 4:
        raise FieldError("Year must include 4 numbers, such as 2026", "year")
    if not FIRST_YEAR <= year_number <= LAST_YEAR:
        raise FieldError(f"Year must be from {FIRST_YEAR} to {LAST_YEAR}", "year")
    month_number = _month_number(month)
    if month_number is None:
        raise FieldError("Month must be a number from 1 to 12, or a name such as November", "month")
    day_number = _whole_number(day)
    if day_number is None or not 1 <= day_number <= 31:
        raise FieldError("Day must be a number from 1 to 31", "day")
    try:
        return date(year_number, month_number, day_number)
    except ValueError:
        raise FieldError(
            f"{day_number} {MONTHS[month_number - 1]} {year_number} is not a real date:"
            f" {MONTHS[month_number - 1]} {year_number} has {_month_length(year_number, month_number)} days",
            "day",
        ) from None


def _whole_number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _month_number(text: str) -> int | None:
    number = _whole_number(text)
    if number is not None:
        return number if 1 <= number <= 12 else None
    name = text.lower().rstrip(".")
    if len(name) < 3:
        return None
    matches = [i for i, month in enumerate(MONTHS, 1) if month.lower().startswith(name) or (name == "sept" and i == 9)]
    return matches[0] if len(matches) == 1 else None


def _month_length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _at_time(day: date, text: str, offset: str = "") -> datetime:
    clock = _read_time(text)
    if offset:
        # Checked here, since versions of Python differ in which offsets they take.
        if not _OFFSET.fullmatch(offset):
            raise FieldError(f"'{offset}' is not an offset from UTC; write it as +01:00, or leave it out", "time")
        return datetime.fromisoformat(f"{day}T{clock}{offset.replace('Z', '+00:00')}").astimezone(london())
    local = datetime.combine(day, clock, london())
    if local.astimezone(UTC).astimezone(london()).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise FieldError(f"{clock:%H:%M} on {write_day(day)} did not exist: the clocks went forward at 01:00", "time")
    return local


def _read_time(text: str) -> time:
    match = _TIME.fullmatch(text.strip().lower())
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 24
        if hour < 24 and minute < 60 and (half or match[2]):
            return time(hour, minute)
    raise FieldError(f"'{shortened(text)}' is not a time; write it as 16:00 or 4pm", "time")


@cache
def london() -> tzinfo:
    """The clock that hours run by. Read once, and only when a time of day is asked about."""
    # Imported then too: a first date seldom needs it, and waits for every import.
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


def after_hours(moment: Moment, hours: int) -> Moment:
    """The moment `hours` of elapsed time after `moment` (before it, for a negative number).

    Where only the day is known, the answer is a day: the one on which the time can first run out.
    Raises ValueError when it leaves the years 1900 to 2200.
    """
    start = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), london())
    try:
        reached = (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(london())
    except OverflowError:
        reached = None
    if reached is None or not FIRST_YEAR <= reached.year <= LAST_YEAR:
        raise ValueError(f"the count leaves the years {FIRST_YEAR} to {LAST_YEAR}")
    return reached if isinstance(moment, datetime) else reached.date()


def write_iso(moment: Moment) -> str:
    """`moment` as ISO 8601: a day alone, or a time to the minute with its offset."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def write_day(day: date) -> str:
    """`day` in full: "Monday 7 December 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def write_moment(moment: Moment) -> str:
    """`moment` in full: "Monday 7 December 2026", with ", 16:00" where the time is known."""
    day = write_day(day_of(moment))
    return f"{day}, {moment:%H:%M}" if isinstance(moment, datetime) else day
