"""Which days are worked in England and Wales, and how days are counted one by one.

The convention is this handbook's own (none of the guidance states one): the day of the event is
day 0, day 1 is the next day that counts, and counting back works the same way. A working day is any
day but a Saturday, a Sunday or a bank holiday (Working Together 2023, footnote 209).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from calculators.durations import Duration

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()


@dataclass(frozen=True)
class BankHolidays:
    """The published bank holidays of England and Wales, by day.

    The list is whole from `first` to `last`, both included; outside that nothing is known.
    """

    names: Mapping[date, str]
    first: date
    last: date

    def cover(self, day: date) -> bool:
        """Whether the list says for certain if `day` is a bank holiday."""
        return self.first <= day <= self.last

    @cached_property
    def on_weekdays(self) -> tuple[int, ...]:
        """The ordinals of the bank holidays from Monday to Friday, in order."""
        return tuple(sorted(day.toordinal() for day in self.names if day.weekday() < 5))


class Step(NamedTuple):
    """One day of a count: either the `number` it got or the reason it was `skipped`."""

    day: date
    number: int | None = None
    skipped: str | None = None


def why_not_worked(day: date, holidays: BankHolidays) -> str | None:
    """The reason that `day` is not a working day ("Saturday", "Good Friday"), or None if it is one."""
    if day.weekday() >= 5:
        return "Saturday" if day.weekday() == 5 else "Sunday"
    return holidays.names.get(day)


def last_working_day(day: date, holidays: BankHolidays) -> date:
    """The last working day on or before `day`."""
    while why_not_worked(day, holidays):
        day -= ONE_DAY
    return day


def reached_day(start: date, duration: Duration, holidays: BankHolidays, backwards: bool = False) -> date:
    """The day that `duration` reaches from `start`: the last of `count_days`, without the days before it.

    Raises ValueError as `count_days` does.
    """
    number = -duration.number if backwards else duration.number
    match duration.unit:
        case "working days":
            reached = _working_day(start.toordinal(), number, holidays)
        case "months":
            try:
                reached = _after_months(start, number).toordinal()
            except (ValueError, OverflowError):
                raise _outside() from None
        case "weeks" | "calendar days":
            reached = start.toordinal() + number * (7 if duration.unit == "weeks" else 1)
        case _:
            raise ValueError(f"{duration} cannot be counted in whole days")
    if not _FIRST_DAY <= reached <= _LAST_DAY:
        raise _outside()
    return date.fromordinal(reached)


def working_days_between(first: date, last: date, holidays: BankHolidays) -> int:
    """How many working days there are after `first`, up to and with `last`."""
    return _worked_up_to(last.toordinal(), holidays) - _worked_up_to(first.toordinal(), holidays)


def _working_day(start: int, number: int, holidays: BankHolidays) -> int:
    # The wanted day is the first on which so many working days have passed since 1 January of the year 1.
    wanted = _worked_up_to(start, holidays) + number if number > 0 else _worked_up_to(start - 1, holidays) + number + 1
    reached, passed = _weekday(wanted), 0
    while (found := bisect_right(holidays.on_weekdays, reached)) != passed:
        passed, reached = found, _weekday(wanted + found)
    return reached


def _worked_up_to(ordinal: int, holidays: BankHolidays) -> int:
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5) - bisect_left(holidays.on_weekdays, ordinal + 1)


def _weekday(number: int) -> int:
    # The ordinal 1 is a Monday.
    weeks, days = divmod(number - 1, 5)
    return weeks * 7 + days + 1


def count_days(start: date, duration: Duration, holidays: BankHolidays, backwards: bool = False) -> tuple[Step, ...]:
    """Every day from the one beside `start` to the one that `duration` reaches, in counting order.

    The last step is the day reached. Weeks are 7 days each; months end on the corresponding date or
    on the last day of a shorter month, and their days are numbered too.
    Raises ValueError when the count leaves the years 1900 to 2200, or for a duration in hours or in
    bare "days" (choose one of its `readings` first).
    """
    one = -ONE_DAY if backwards else ONE_DAY
    try:
        match duration.unit:
            case "working days":
                return _count_working_days(start, duration.number, one, holidays)
            case "calendar days":
                days = duration.number
            case "weeks":
                days = duration.number * 7
            case "months":
                months = -duration.number if backwards else duration.number
                days = abs((_after_months(start, months) - start).days)
            case _:
                raise ValueError(f"{duration} cannot be counted in whole days")
        steps = tuple(Step(start + one * count, count) for count in range(1, days + 1))
    except OverflowError:
        raise _outside() from None
    _check_year(steps[-1].day)
    return steps


def _count_working_days(start: date, number: int, one: timedelta, holidays: BankHolidays) -> tuple[Step, ...]:
    steps: list[Step] = []
    day, count = start, 0
    while count < number:
        day += one
        skipped = why_not_worked(day, holidays)
        if skipped is None:
            count += 1
            steps.append(Step(day, count))
        else:
            steps.append(Step(day, None, skipped))
    _check_year(day)
    return tuple(steps)


def _after_months(start: date, months: int) -> date:
    # Imported when months are first counted: a first date waits for every import.
    from dateutil.relativedelta import relativedelta

    return start + relativedelta(months=months)


def _check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _outside()


def _outside() -> ValueError:
    return ValueError(f"the count leaves the years {FIRST_YEAR} to {LAST_YEAR}")
