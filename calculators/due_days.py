"""The last day that a deadline allows, without the working: what checking many cases at once needs.

It gives the same days as `due_dates.due_date`, which also shows how each was counted.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from calculators.deadlines import Count
from calculators.durations import Duration
from calculators.moments import Moment, after_hours, day_of
from calculators.working_days import FIRST_YEAR, LAST_YEAR, BankHolidays, last_working_day


@dataclass(frozen=True, slots=True)
class LastDays:
    """The last moment allowed under each reading of a deadline's words, the earliest first.

    `provisional` is true where the working reaches beyond the published bank holidays, as `DueDate` has it.
    """

    each: tuple[Moment, ...]
    provisional: bool


@dataclass(frozen=True, slots=True)
class DueDays:
    """Due days and working days over one list of bank holidays, each worked out once and then known."""

    holidays: BankHolidays
    _known: dict[tuple[Count, Moment], LastDays] = field(default_factory=dict, repr=False, compare=False)
    _not_worked: list[int] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._not_worked.extend(sorted(day.toordinal() for day in self.holidays.names if day.weekday() < 5))

    def last_days(self, count: Count, event: Moment) -> LastDays:
        """The last moments that `count` allows from `event`. Raises ValueError outside the years 1900 to 2200."""
        found = self._known.get((count, event))
        if found is None:
            found = self._known[count, event] = self._work_out(count, event)
        return found

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are after `first`, up to and with `last`."""
        return self._worked_up_to(last.toordinal()) - self._worked_up_to(first.toordinal())

    def _work_out(self, count: Count, event: Moment) -> LastDays:
        ends = [
            tuple(sorted(self._reach(reading, count.backwards, event) for reading in duration.readings))
            for duration in count.durations
        ]
        # Backwards, the last moment allowed is the shorter end of a range, nearer to the event.
        each = ends[0] if count.backwards else ends[-1]
        days = [day_of(event), *(day_of(reached) for end in ends for reached in end)]
        days.append(last_working_day(day_of(each[0]), self.holidays))
        return LastDays(each, not all(map(self.holidays.cover, days)))

    def _reach(self, duration: Duration, backwards: bool, event: Moment) -> Moment:
        number = -duration.number if backwards else duration.number
        start = day_of(event)
        match duration.unit:
            case "hours":
                return after_hours(event, number)
            case "working days":
                reached = self._working_day(start.toordinal(), number)
            case "months":
                try:
                    reached = (start + relativedelta(months=number)).toordinal()
                except (ValueError, OverflowError):
                    reached = 0
            case unit:
                reached = start.toordinal() + number * (7 if unit == "weeks" else 1)
        if not date(FIRST_YEAR, 1, 1).toordinal() <= reached <= date(LAST_YEAR, 12, 31).toordinal():
            raise ValueError(f"the count leaves the years {FIRST_YEAR} to {LAST_YEAR}")
        return date.fromordinal(reached)

    def _working_day(self, start: int, number: int) -> int:
        # The wanted day is the first on which so many working days have passed since 1 January of the year 1.
        wanted = self._worked_up_to(start) + number if number > 0 else self._worked_up_to(start - 1) + number + 1
        reached, passed = _weekday(wanted), 0
        while (holidays := bisect_right(self._not_worked, reached)) != passed:
            passed, reached = holidays, _weekday(wanted + holidays)
        return reached

    def _worked_up_to(self, ordinal: int) -> int:
        weeks, days = divmod(ordinal, 7)
        return weeks * 5 + min(days, 5) - bisect_left(self._not_worked, ordinal + 1)


def _weekday(number: int) -> int:
    # The ordinal 1 is a Monday.
    weeks, days = divmod(number - 1, 5)
    return weeks * 7 + days + 1
