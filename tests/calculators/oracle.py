"""Due dates worked out without the code under test: numpy and zoneinfo over the package's own bank holidays."""

import calendar
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")

_LISTED = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)

#: GOV.UK's bank holidays of England and Wales, whole from 1 January 2012 to 26 December 2028.
HOLIDAYS: dict[date, str] = {holiday["date"]: holiday["title"] for holiday in _LISTED}
FIRST, LAST = date(2012, 1, 1), date(2028, 12, 26)

_DAYS = np.array(sorted(HOLIDAYS), dtype="datetime64[D]")


def is_worked(day: date) -> bool:
    """Whether `day` is a working day."""
    return bool(np.is_busday(np.datetime64(day), holidays=_DAYS))


def working_days_from(day: date, number: int) -> date:
    """The working day `number` working days after `day`, or before it for a negative number."""
    # Rolling away from the count first makes the next working day number 1, from a Saturday too.
    roll = "backward" if number > 0 else "forward"
    return np.busday_offset(np.datetime64(day), number, roll=roll, holidays=_DAYS).astype(date)


def months_from(day: date, number: int) -> date:
    """The corresponding date `number` months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def hours_from(moment: date | datetime, number: int) -> date | datetime:
    """The moment `number` hours of elapsed time on; for a day alone, counted from its first instant."""
    start = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), LONDON)
    reached = (start.astimezone(UTC) + timedelta(hours=number)).astimezone(LONDON)
    return reached if isinstance(moment, datetime) else reached.date()


def reached(words: str, event: date | datetime, direction: int) -> date | datetime:
    """The moment that `words` ("10 working days") reaches from `event`, on (1) or back (-1)."""
    figure, unit = words.split(" ", 1)
    number = direction * int(figure)
    if unit.startswith("hour"):
        return hours_from(event, number)
    day = event.date() if isinstance(event, datetime) else event
    if unit.startswith("working day"):
        return working_days_from(day, number)
    if unit.startswith("month"):
        return months_from(day, number)
    return day + timedelta(days=number * (7 if unit.startswith("week") else 1))


def worked_example(deadline: Mapping[str, Any], event: str) -> dict[str, Any]:
    """What an example beside `deadline` has to say for `event`: `due`, and `earliest` or `readings` where needed."""
    written = next(deadline[key] for key in ("within", "by", "every") if key in deadline)
    direction = -1 if "by" in deadline else 1
    parts = [written] if isinstance(written, str) else written
    moment = _moment(event)
    number, unit = parts[-1].split(" ", 1)
    if unit in ("day", "days"):
        named = (f"{number} calendar {unit}", f"{number} working {unit}")
        both = {words: reached(words, moment, direction) for words in named}
        return {"due": _iso(min(both.values())), "readings": {words: _iso(day) for words, day in both.items()}}
    ends = sorted(reached(words, moment, direction) for words in parts)
    return {"due": _iso(ends[-1])} | ({"earliest": _iso(ends[0])} if len(ends) == 2 else {})


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON) if "T" in text else date.fromisoformat(text)


def _iso(moment: date | datetime) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
