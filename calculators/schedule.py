"""A whole case on one line of time: every deadline from a conference to the review that follows it.

Two things in a plan are this handbook's own and are said to be so: the day suggested for booking a
meeting, and the start of a series for which the guidance names none (the child is taken as last seen
on the day of the conference until a visit is given).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculators.deadlines import Count, count_of, read_durations
from calculators.due_dates import DueDate, due_date
from calculators.durations import Duration
from calculators.moments import Moment, day_of
from calculators.working_days import ONE_DAY, BankHolidays, last_working_day, why_not_worked

Statement = Mapping[str, Any]

START_EVENTS = ("initial-conference", "review-conference")
MOST_ENTRIES = 500

#: What a plan knows to happen again and again.
SERIES_OF = ("core-group", "child-seen")

#: Working days between the day suggested for a meeting and the last day allowed.
ROOM_TO_SPARE = 2


class TooLong(ValueError):
    """A plan of more deadlines than anybody could read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline of a plan.

    `number` counts the occurrences of one statement, from 1. `counted_from` is the moment of the
    event that it is counted from, and `assumed` says how that moment is known: "given" (it was typed),
    "latest" (the last day allowed for the meeting before), "series" (the start of a series that keeps its
    day) or "conference" (the handbook's own start of a series). `book` is the suggested day, for meetings alone.
    """

    statement: Statement
    number: int
    count: Count
    due: DueDate
    counted_from: Moment
    assumed: str
    book: date | None = None


@dataclass(frozen=True, slots=True)
class Meetings:
    """At-least-so-many meetings between two conferences: how many are needed, held and foreseen."""

    statement: Statement
    needed: int
    held: int
    foreseen: int

    @property
    def met(self) -> bool:
        """Whether those held and those foreseen are enough together."""
        return self.held + self.foreseen >= self.needed


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a case: where it starts, where it ends, and what has been held so far.

    `held` has the days on which something was done, by event id, in order; with `from_held` false,
    series run from the last permitted days all the same. In a case that starts at a review, days
    before it may be among them. `closed` are days on which the reader's office is closed: nothing is
    suggested for them.
    """

    start_event: str
    start: Moment
    review: date
    held: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    from_held: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """Every deadline of a case in order of its day, and the meetings that must lie between conferences."""

    entries: tuple[Entry, ...]
    meetings: tuple[Meetings, ...]


def make_plan(case: Case, statements: Sequence[Statement], holidays: BankHolidays) -> Plan:
    """The plan of `case` under one board's `statements`.

    Raises TooLong when it has more than 500 deadlines, and ValueError when a count leaves the years
    1900 to 2200.
    """
    timed = [(statement, count_of(statement["deadline"])) for statement in statements if statement.get("deadline")]
    counted = [(statement, count) for statement, count in timed if count is not None]
    entries: list[Entry] = []
    for statement, count in counted:
        if count.event == "review-conference" and count.backwards:
            entries.append(_entry(statement, 1, count, case.review, "given", case, holidays))
        elif count.event == case.start_event:
            entries.append(_entry(statement, 1, count, case.start, "given", case, holidays))
    meetings = _meeting_days(case, counted, entries)
    for statement, count in counted:
        if count.repeats and count.event in SERIES_OF:
            for entry in _series(statement, count, case, meetings, holidays):
                entries.append(entry)
                _check_length(entries)
    dated = _later_meetings(meetings, entries, case)
    # The meeting before the conference is none of this plan's own, but its minutes may be sent after it.
    first_number = 0 if begins_before(case, "core-group") else 1
    for statement, count in counted:
        if count.event == "core-group" and not count.repeats:
            for number, (day, assumed) in enumerate(dated, first_number):
                entry = _entry(statement, number, count, day, assumed, case, holidays)
                if number or day_of(entry.due.due) >= day_of(case.start):
                    entries.append(entry)
    _check_length(entries)
    entries.sort(key=lambda entry: (day_of(entry.due.due), entry.statement["topic"], entry.number))
    return Plan(tuple(entries), tuple(_so_many(case, statements, dated)))


def _check_length(entries: Sequence[Entry]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise TooLong(
            f"This plan would have too many dates; the most that is shown is {MOST_ENTRIES}:"
            " bring the review nearer, or check both dates"
        )


def may_be_set_by_conference(statement: Statement) -> bool:
    """Whether the guidance lets the conference set another figure than this statement's."""
    return "conference" in statement.get("unless-set-by", ())


def _entry(
    statement: Statement,
    number: int,
    count: Count,
    event: Moment,
    assumed: str,
    case: Case,
    holidays: BankHolidays,
) -> Entry:
    due = due_date(count, event, holidays)
    return Entry(
        statement, number, count, due, event, assumed,
        book=_day_to_book(event, due, case, holidays) if is_meeting(statement) else None,
    )  # fmt: skip


def days_known(case: Case, event: str) -> list[date]:
    """The days from which a series of `event` runs, in order: of those before the conference the last alone."""
    if not case.from_held:
        return []
    days = [day for day in case.held.get(event, ()) if day <= case.review]
    before = [day for day in days if day < day_of(case.start)]
    return [*before[-1:], *days[len(before) :]]


def begins_before(case: Case, event: str) -> bool:
    """Whether the series of `event` runs from a day before the conference."""
    return any(day < day_of(case.start) for day in days_known(case, event))


def is_meeting(statement: Statement) -> bool:
    """Whether what `statement` asks for is a core group meeting, which somebody has to book."""
    return statement["topic"] in ("first-core-group", "core-group-interval", "core-group-after-review")


def _day_to_book(event: Moment, due: DueDate, case: Case, holidays: BankHolidays) -> date | None:
    """A working day with room to spare before the last day allowed, after the event and before the review, or None."""
    last = min(day_of(due.due), case.review - ONE_DAY)
    day, room = last_working_day(last, holidays), ROOM_TO_SPARE
    best = None
    # What was held before the conference that starts the plan is past: the next meeting comes after both.
    while day > max(day_of(event), day_of(case.start)):
        if not why_not_worked(day, holidays) and day not in case.closed:
            best = day
            if room <= 0:
                break
        room -= not why_not_worked(day, holidays)
        day -= ONE_DAY
    return best


def _meeting_days(
    case: Case, counted: Sequence[tuple[Statement, Count]], entries: Sequence[Entry]
) -> list[tuple[date, str]]:
    """The meetings that are known or first fall due: (day, how it is known), in order."""
    held = [(day, "given") for day in days_known(case, "core-group")]
    if held and held[-1][0] >= day_of(case.start):
        return held
    first = [day_of(entry.due.due) for entry in entries if is_meeting(entry.statement) and not entry.count.repeats]
    return [*held, *([(min(first), "latest")] if first else [])]


def _series(
    statement: Statement,
    count: Count,
    case: Case,
    meetings: Sequence[tuple[date, str]],
    holidays: BankHolidays,
) -> Iterator[Entry]:
    if count.event == "core-group":
        known = list(meetings)
    else:
        known = [(day, "given") for day in days_known(case, count.event)]
        known = known or [(day_of(case.start), "conference")]
    if not known:
        return
    number = 0
    for day, assumed in known[:-1]:
        entry = _entry(statement, number + 1, count, day, assumed, case, holidays)
        if day_of(entry.due.due) < case.review:
            number += 1
            yield entry
    base, assumed = known[-1]
    previous = base
    for step in range(1, MOST_ENTRIES + 2):
        due = _nth(count, base, previous, step, holidays)
        reached = day_of(due.due)
        if reached >= case.review:
            return
        book = _day_to_book(previous, due, case, holidays) if is_meeting(statement) else None
        stretched = step > 1 and _keeps_its_day(count)
        counted_from, how = (base, "series") if stretched else (previous, assumed if step == 1 else "latest")
        yield Entry(statement, number + step, count, due, counted_from, how, book)
        previous = reached


def _nth(count: Count, base: date, previous: date, step: int, holidays: BankHolidays) -> DueDate:
    """The due date of the nth occurrence of a series that starts at `base`.

    A series keeps its day: months are counted from the base, so that monthly from the 31st stays at the
    month's end; so are bare "days", whose two readings run apart. Weeks and working days add up.
    """
    if not _keeps_its_day(count):
        return due_date(count, previous, holidays)
    stretched = tuple(Duration(duration.number * step, duration.unit) for duration in count.durations)
    return due_date(Count(stretched, count.event, backwards=False, repeats=True), base, holidays)


def _keeps_its_day(count: Count) -> bool:
    return count.durations[0].unit in ("months", "days")


def _later_meetings(
    meetings: Sequence[tuple[date, str]], entries: Sequence[Entry], case: Case
) -> list[tuple[date, str]]:
    """Every core group of the plan: those held, then the latest days of the series that asks soonest."""
    series: dict[str, list[date]] = {}
    for entry in entries:
        # What follows from a meeting that another has followed since is not a meeting to come.
        from_last = not meetings or day_of(entry.counted_from) >= meetings[-1][0]
        if entry.count.repeats and entry.count.event == "core-group" and from_last:
            series.setdefault(entry.statement["id"], []).append(day_of(entry.due.due))
    last = meetings[-1][0] if meetings else day_of(case.start)
    later = [[day for day in days if day > last] for days in series.values()]
    soonest = min((days for days in later if days), key=lambda days: days[0], default=[])
    return [*meetings, *((day, "latest") for day in soonest)]


def _so_many(case: Case, statements: Sequence[Statement], meetings: Sequence[tuple[date, str]]) -> Iterator[Meetings]:
    held = len(case.held.get("core-group", ()))
    for statement in statements:
        deadline = statement.get("deadline") or {}
        between = tuple(deadline.get("between", ()))
        if deadline.get("of") != "core-group" or not between:
            continue
        if case.start_event == between[0] or "review-conference" in between[:1]:
            yield Meetings(statement, int(deadline["at-least"]), held, max(0, len(meetings) - held))


def own_figure(words: object) -> Duration | None:
    """The conference's own figure, from words such as "7 days"; None where nothing is written.

    Bare "days" are taken as calendar days, the stricter reading. Raises ValueError when it cannot be read.
    """
    if words in (None, ""):
        return None
    return read_durations(words)[0].readings[0]
