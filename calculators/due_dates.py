"""When something falls due, and the working that shows it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculators.deadlines import Count
from calculators.durations import Duration
from calculators.moments import Moment, after_hours, day_of
from calculators.working_days import (
    BankHolidays,
    Step,
    count_days,
    last_working_day,
    reached_day,
    why_not_worked,
)


@dataclass(frozen=True)
class Reading:
    """One way to read a deadline's words: the durations taken, the last moment, and each day of it.

    `durations` is one, or the two ends of a range, and `earliest` is then the earlier end.
    `event_day_counted` is the date under the other convention, in which the day of the event is
    day 1; None where that changes nothing. The rest is what the days are counted by.
    """

    durations: tuple[Duration, ...]
    due: Moment
    earliest: Moment | None
    event_day_counted: date | None
    event: Moment
    backwards: bool
    holidays: BankHolidays

    @property
    def in_hours(self) -> bool:
        """Whether it is elapsed time that is counted, and not days."""
        return self.durations[0].unit == "hours"

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every day counted, to the further end of a range; none for a count in hours."""
        # A plan has hundreds of dates whose days nobody asks to see, so they are counted when they are asked for.
        if self.in_hours:
            return ()
        return count_days(day_of(self.event), self.durations[-1], self.holidays, self.backwards)


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last moment a deadline allows, with every reading of its words.

    `readings` has one entry, or two where the words are open; `chosen` is the one that gives the
    earliest date, and `due` and `earliest` are its own. `last_working_day` is set where `due` falls
    on a day that is not worked, with `not_worked` saying why. `provisional` is true where any day
    counted lies outside the published bank holidays.
    """

    due: Moment
    earliest: Moment | None
    readings: tuple[Reading, ...]
    chosen: Reading
    last_working_day: date | None
    not_worked: str | None
    provisional: bool


def due_date(count: Count, event: Moment, holidays: BankHolidays) -> DueDate:
    """When what is counted by `count` falls due, for an event at `event`.

    The handbook's convention holds: the event is day 0 (see `working_days`); hours are elapsed time
    in Europe/London. Raises ValueError when the count leaves the years 1900 to 2200.
    """
    alternatives = zip(*(duration.readings for duration in count.durations), strict=True)
    readings = tuple(_read(durations, count.backwards, event, holidays) for durations in alternatives)
    chosen = min(readings, key=lambda reading: day_of(reading.due))
    day = day_of(chosen.due)
    not_worked = why_not_worked(day, holidays)
    last = last_working_day(day, holidays)
    ends = [end for reading in readings for end in (reading.due, reading.earliest) if end is not None]
    days = [day_of(event), last, *map(day_of, ends)]
    return DueDate(
        due=chosen.due,
        earliest=chosen.earliest,
        readings=readings,
        chosen=chosen,
        last_working_day=last if not_worked else None,
        not_worked=not_worked,
        provisional=not all(holidays.cover(each) for each in days),
    )


def _read(durations: tuple[Duration, ...], backwards: bool, event: Moment, holidays: BankHolidays) -> Reading:
    # Forwards, a range runs from its shorter end to its longer. Backwards, the last moment allowed
    # is the shorter end, nearer to the event.
    ends = [reached(duration, backwards, event, holidays) for duration in durations]
    if backwards:
        ends.reverse()
    return Reading(
        durations=durations,
        due=ends[-1],
        earliest=ends[0] if len(ends) == 2 else None,
        event_day_counted=_event_day_counted(durations[0 if backwards else -1], backwards, event, holidays),
        event=event,
        backwards=backwards,
        holidays=holidays,
    )


def reached(duration: Duration, backwards: bool, event: Moment, holidays: BankHolidays) -> Moment:
    """The moment that `duration` reaches from `event`, or `backwards` from it: a day, or a time of day for hours.

    Raises ValueError when the count leaves the years 1900 to 2200.
    """
    if duration.unit == "hours":
        return after_hours(event, -duration.number if backwards else duration.number)
    return reached_day(day_of(event), duration, holidays, backwards)


def _event_day_counted(duration: Duration, backwards: bool, event: Moment, holidays: BankHolidays) -> date | None:
    # Only counts of days are read both ways in practice: a week or a month ends on its own day.
    if duration.unit == "working days" and why_not_worked(day_of(event), holidays):
        return None
    if duration.unit not in ("working days", "calendar days"):
        return None
    if duration.number == 1:
        return day_of(event)
    return reached_day(day_of(event), Duration(duration.number - 1, duration.unit), holidays, backwards)
