"""A ready reckoner: for each working day of some months, when what is counted from it falls due.

It is the table that a reader pins to a wall, or reads where no calculator runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from calculators.deadlines import Count, count_of, write_durations
from calculators.due_dates import due_date
from calculators.durations import Duration
from calculators.moments import day_of
from calculators.working_days import ONE_DAY, BankHolidays, why_not_worked

Statement = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One way of counting, with every statement that is counted so.

    `durations` is one, or the two ends of a range, and never bare "days": those stand in two columns.
    `plain` are the statements that say it so; `read_so` are those whose open words can be read so.
    """

    durations: tuple[Duration, ...]
    backwards: bool
    plain: tuple[Statement, ...]
    read_so: tuple[Statement, ...]

    @property
    def words(self) -> str:
        """What heads the column: "10 working days", "2 to 3 weeks", "5 working days before"."""
        return write_durations(self.durations) + (" before" if self.backwards else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A due date, and the earlier end of a range; `last_working_day` where the due date is not worked.

    `provisional` is true where the count reaches outside the published bank holidays.
    """

    due: date
    earliest: date | None
    last_working_day: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A working day on which the event may happen, with the entry of each column."""

    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The working days of one month; `first` is the first of the month, worked or not."""

    first: date
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reckoner:
    """The due dates counted from one event, month by month."""

    event: str
    columns: tuple[Column, ...]
    months: tuple[Month, ...]

    @property
    def provisional(self) -> bool:
        """Whether any entry is."""
        return any(entry.provisional for month in self.months for row in month.rows for entry in row.entries)


def ready_reckoners(
    statements: Iterable[Statement], first: date, months: int, holidays: BankHolidays
) -> tuple[Reckoner, ...]:
    """A reckoner for each event from which `statements` count days, for `months` whole months from that of `first`.

    Statements that are counted alike share a column, so that a table does not grow with the number of
    boards. A time in hours has no column: it runs from an hour, which a table of days does not have.
    """
    events: dict[str, dict[tuple[bool, tuple[Duration, ...]], tuple[list[Statement], list[Statement]]]] = {}
    for statement in statements:
        count = count_of(statement.get("deadline") or {})
        if count is None or count.durations[0].unit == "hours":
            continue
        readings = list(zip(*(duration.readings for duration in count.durations), strict=True))
        for durations in readings:
            columns = events.setdefault(count.event, {})
            alike = columns.setdefault((count.backwards, durations), ([], []))[len(readings) > 1]
            alike.append(statement)
    firsts = [first.replace(day=1) + relativedelta(months=month) for month in range(months)]
    return tuple(
        _reckoner(
            event,
            tuple(
                Column(durations, backwards, tuple(plain), tuple(read_so))
                for (backwards, durations), (plain, read_so) in columns.items()
            ),
            firsts,
            holidays,
        )
        for event, columns in events.items()
    )


def _reckoner(event: str, columns: tuple[Column, ...], firsts: Iterable[date], holidays: BankHolidays) -> Reckoner:
    counts = [Count(column.durations, event, column.backwards) for column in columns]
    return Reckoner(event, columns, tuple(_month(counts, first, holidays) for first in firsts))


def _month(counts: Iterable[Count], first: date, holidays: BankHolidays) -> Month:
    days = (first + ONE_DAY * number for number in range((first + relativedelta(months=1) - first).days))
    worked = (day for day in days if not why_not_worked(day, holidays))
    return Month(first, tuple(Row(day, tuple(_entry(count, day, holidays) for count in counts)) for day in worked))


def _entry(count: Count, day: date, holidays: BankHolidays) -> Entry:
    found = due_date(count, day, holidays)
    return Entry(
        due=day_of(found.due),
        earliest=None if found.earliest is None else day_of(found.earliest),
        last_working_day=found.last_working_day,
        provisional=found.provisional,
    )
