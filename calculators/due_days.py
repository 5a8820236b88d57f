"""The last day that a deadline allows, without the working: what checking many cases at once needs.

It gives the same days as `due_dates.due_date`, which also shows how each was counted.
"""

from dataclasses import dataclass, field
from datetime import date

from calculators.deadlines import Count
from calculators.due_dates import reached
from calculators.moments import Moment, day_of
from calculators.working_days import BankHolidays, last_working_day, working_days_between


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

    def last_days(self, count: Count, event: Moment) -> LastDays:
        """The last moments that `count` allows from `event`. Raises ValueError outside the years 1900 to 2200."""
        found = self._known.get((count, event))
        if found is None:
            found = self._known[count, event] = self._work_out(count, event)
        return found

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days there are after `first`, up to and with `last`."""
        return working_days_between(first, last, self.holidays)

    def _work_out(self, count: Count, event: Moment) -> LastDays:
        ends = [
            tuple(sorted(reached(reading, count.backwards, event, self.holidays) for reading in duration.readings))
            for duration in count.durations
        ]
        # Backwards, the last moment allowed is the shorter end of a range, nearer to the event.
        each = ends[0] if count.backwards else ends[-1]
        days = [day_of(event), *(day_of(last) for end in ends for last in end)]
        days.append(last_working_day(day_of(each[0]), self.holidays))
        return LastDays(each, not all(map(self.holidays.cover, days)))
