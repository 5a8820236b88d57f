"""Whether dates were kept: what happened in a case, held against one board's rules on one day.

The day itself counts as kept. A limit that only advises or describes is never said to be broken. What
cannot be known from the dates given is said to be so, with the reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from calculators.deadlines import Count, count_of
from calculators.due_days import DueDays, LastDays
from calculators.durations import Duration
from calculators.moments import Moment, day_of, london, write_day, write_moment
from calculators.telling import why_provisional
from calculators.working_days import ONE_DAY, last_working_day

Statement = Mapping[str, Any]
Remark = tuple[str, str]

KEPT, LATE, NOT_DONE, LATER_THAN_ADVISED = "kept", "late", "not-done", "later-than-advised"
NOT_YET_DUE, CANNOT_BE_SAID = "not-yet-due", "cannot-be-said"

#: Every status a finding can have, the one that needs a reader first.
STATUSES = (LATE, NOT_DONE, LATER_THAN_ADVISED, CANNOT_BE_SAID, NOT_YET_DUE, KEPT)

MOST_DATES = 500

#: One of these keeps every deadline that waits for it; a paper that is sent keeps one deadline alone.
_KEEPS_MANY = ("initial-conference", "review-conference", "core-group", "child-seen")
#: A series of these is followed no further than the review that comes after the last of them.
_ENDS_WITH_REVIEW = ("core-group", "child-seen")


_NOT_SEEN = "nothing that can be given here shows whether it was done"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A statement that dates can be held against, and the id of the event that keeps it.

    `count` is None where the statement asks for so many between two events. `kept_by` is None where
    no event that can be given shows whether it was done, and `why_not_seen` then says why.
    """

    statement: Statement
    count: Count | None
    kept_by: str | None
    why_not_seen: str = _NOT_SEEN

    @property
    def binds(self) -> bool:
        """Whether it asks for something, rather than advising or describing it."""
        return self.statement["force"] not in ("advised", "described")

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events that decide it."""
        if self.count is not None:
            return (self.count.event, *((self.kept_by,) if self.kept_by else ()))
        deadline = self.statement["deadline"]
        return (deadline["of"], *deadline["between"])


@dataclass(frozen=True, slots=True)
class Case:
    """What happened when: the moments of each event by its id, in order and each once.

    `unread` names the events of which a date was given that could not be read.
    """

    dates: Mapping[str, Sequence[Moment]]
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What is found of one rule, for one time that it applied.

    `due` is the last moment allowed, the earlier one where the rule's words are open; `days_late` is in
    working days. `remarks` are kinds and sentences.
    """

    rule: Rule
    status: str
    words: str
    counted_from: Moment | None = None
    due: Moment | None = None
    done: Moment | None = None
    days_late: int | None = None
    remarks: tuple[Remark, ...] = ()


def rules_of(statements: Sequence[Statement], topics: Mapping[str, Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Those of `statements` that dates can be held against; `topics` gives each topic of the vocabulary by its id."""
    found = []
    for statement in statements:
        deadline = statement.get("deadline") or {}
        count = count_of(deadline)
        if count is not None:
            topic = topics[statement["topic"]]
            # A series is kept by the event that it repeats, whatever its topic.
            keeper = count.event if count.repeats else keeper_of(topic, count.event)
            found.append(Rule(statement, count, keeper, topic.get("cannot-be-said", _NOT_SEEN)))
        elif "at-least" in deadline:
            found.append(Rule(statement, None, deadline["of"]))
    return tuple(found)


def keeper_of(topic: Mapping[str, Any], event: str) -> str | None:
    """The id of the event that keeps a deadline on `topic` that is counted from `event`; None where none does."""
    kept_by = topic.get("kept-by")
    return kept_by.get(event) if isinstance(kept_by, Mapping) else kept_by


def in_order(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """`moments` in order, each once; a day without a time comes before the times of that day."""
    if len(moments) < 2:
        return tuple(moments)
    return tuple(sorted(set(moments), key=_order))


def wrong_order(case: Case) -> str | None:
    """One sentence where a review lies before the conference that it reviews, or None."""
    conferences, reviews = case.dates.get("initial-conference", ()), case.dates.get("review-conference", ())
    if conferences and reviews and day_of(reviews[0]) < day_of(conferences[0]):
        return (
            f"The review conference ({write_moment(reviews[0])}) is before the initial conference"
            f" ({write_moment(conferences[0])}). A review comes after its conference: check both dates"
        )
    return None


@dataclass(frozen=True, slots=True)
class BoardCheck:
    """One board's rules on one day, ready to be held against case after case.

    `names` gives the short name of each event. What was found once, for the same rule and the same
    days, is not worked out again.
    """

    rules: Sequence[Rule]
    names: Mapping[str, str]
    today: date
    due_days: DueDays
    _known: dict[tuple[object, ...], Finding] = field(default_factory=dict, repr=False, compare=False)

    def findings(self, case: Case) -> list[Finding]:
        """What is found of each rule, in the order of the board's document and then of time."""
        found: list[Finding] = []
        for rule in self.rules:
            start = len(found)
            try:
                found.extend(self._of_rule(rule, case))
            except ValueError as error:
                found[start:] = [self._cannot(rule, str(error))]
            if case.unread and not case.unread.isdisjoint(rule.events):
                found[start:] = [self._with_dates_unread(each, case) for each in found[start:]]
        return found

    def remarks(self, case: Case) -> list[Remark]:
        """What a reader must know of the dates as a whole."""
        found = []
        for event, moments in case.dates.items():
            ahead = [write_moment(moment) for moment in moments if day_of(moment) > self.today]
            if ahead:
                found.append(("ahead", f"{self.names[event]}: {_listed(ahead)} {'is' if len(ahead) == 1 else 'are'}"
                              f" after today ({write_day(self.today)}), so not counted as done."))  # fmt: skip
        decide = {event for rule in self.rules for event in rule.events}
        unused = [self.names[event] for event in case.dates if event not in decide]
        if unused:
            found.append(("unused", f"No rule of this board that can be checked rests on: {', '.join(unused)}."))
        conferences = case.dates.get("initial-conference", ())
        early = [each for each in case.dates.get("core-group", ()) if conferences and _before(each, conferences[0])]
        if early:
            found.append(("early", f"Before the initial conference, so not taken as the first core group after it:"
                          f" {_listed([write_moment(moment) for moment in early])}."))  # fmt: skip
        seen = case.dates.get("child-seen", ())
        if conferences and seen and _before(conferences[0], seen[0]):
            found.append(("first", f"The first day given on which the child was seen is {write_moment(seen[0])};"
                          " what came before it is not judged."))  # fmt: skip
        return found

    def _of_rule(self, rule: Rule, case: Case) -> Iterator[Finding]:
        count = rule.count
        if count is None:
            yield from self._so_many(rule, case)
            return
        starts = case.dates.get(count.event, ())
        if count.repeats or (rule.kept_by == count.event and not count.backwards):
            yield from self._series(rule, starts, case)
        elif not starts:
            yield self._nothing_given(rule, count.event)
        elif rule.kept_by is None:
            for start in starts:
                yield self._judged(rule, start)
        elif count.backwards:
            yield from self._counted_back(rule, starts, case.dates.get(rule.kept_by, ()))
        else:
            yield from self._counted_on(rule, starts, case.dates.get(rule.kept_by, ()))

    def _counted_on(self, rule: Rule, starts: Sequence[Moment], acts: Sequence[Moment]) -> Iterator[Finding]:
        done, planned = self._parted(acts)
        paired = _first_after(starts, done) if rule.kept_by in _KEEPS_MANY else _one_each(starts, done)
        for start, act in zip(starts, paired, strict=True):
            ahead = None if act else next((each for each in planned if not _before(each, start)), None)
            yield self._judged(rule, start, act, ahead)

    def _counted_back(self, rule: Rule, starts: Sequence[Moment], acts: Sequence[Moment]) -> Iterator[Finding]:
        done, planned = self._parted(acts)
        previous = None
        for i, start in enumerate(starts):
            day, after = day_of(start), previous
            window = [act for act in done if day_of(act) <= day and (after is None or day_of(act) > after)]
            late = [act for act in done if day_of(act) > day] if i == len(starts) - 1 else []
            act = window[-1] if window else late[0] if late else None
            ahead = None if act else next((each for each in planned if after is None or day_of(each) > after), None)
            yield self._judged(rule, start, act, ahead)
            previous = day

    def _series(self, rule: Rule, starts: Sequence[Moment], case: Case) -> Iterator[Finding]:
        assert rule.count is not None
        done, planned = self._parted(starts)
        if not done:
            ahead = (
                Finding(rule, NOT_YET_DUE, "Not yet begun: the first date given is after today", starts[0])
                if starts
                else None
            )
            yield ahead or self._nothing_given(rule, rule.count.event)
            return
        for start, following in pairwise(done):
            yield self._judged(rule, start, following)
        reviews = case.dates.get("review-conference", ()) if rule.count.event in _ENDS_WITH_REVIEW else ()
        last = day_of(done[-1])
        review = next((day_of(each) for each in reviews if last < day_of(each) <= self.today), None)
        yield self._judged(rule, done[-1], None, planned[0] if planned else None, review)

    def _so_many(self, rule: Rule, case: Case) -> Iterator[Finding]:
        deadline = rule.statement["deadline"]
        first, last = deadline["between"]
        starts = case.dates.get(first, ())
        if not starts:
            yield self._nothing_given(rule, first)
        for start in starts:
            if day_of(start) <= self.today:
                end = next((day_of(each) for each in case.dates.get(last, ()) if day_of(each) > day_of(start)), None)
                yield self._counted_between(rule, start, end, case.dates.get(deadline["of"], ()), self.names[last])
            else:
                yield Finding(rule, NOT_YET_DUE, "Not yet due", start)

    def _counted_between(
        self, rule: Rule, start: Moment, end: date | None, meetings: Sequence[Moment], last: str
    ) -> Finding:
        needed = int(rule.statement["deadline"]["at-least"])
        within = [each for each in meetings if day_of(start) <= day_of(each) and (end is None or day_of(each) <= end)]
        held, planned = self._parted(within)
        asked = f"{len(held)} of at least {needed}"
        remarks: tuple[Remark, ...] = ()
        if planned:
            remarks = (("planned", f"{_counted(len(planned), 'more is', 'more are')} given for days after today."),)
        if len(held) >= needed:
            return Finding(rule, KEPT, f"Kept: {asked}", start, end, held[needed - 1], remarks=remarks)
        if end is None:
            why = f"{asked} so far, and no date was given for “{last}”"
            return Finding(rule, CANNOT_BE_SAID, f"Cannot be said: {why}", start, remarks=remarks)
        if end >= self.today:
            return Finding(rule, NOT_YET_DUE, f"Not yet due: {asked} so far", start, end, remarks=remarks)
        if rule.binds:
            return Finding(rule, NOT_DONE, f"Too few: {asked}", start, end, remarks=remarks)
        return Finding(rule, LATER_THAN_ADVISED, f"Fewer than advised: {asked}", start, end, remarks=remarks)

    def _parted(self, moments: Sequence[Moment]) -> tuple[Sequence[Moment], Sequence[Moment]]:
        """Those of `moments` up to today, and those after it."""
        if not moments or day_of(moments[-1]) <= self.today:
            return moments, ()
        done = [moment for moment in moments if day_of(moment) <= self.today]
        return done, moments[len(done) :]

    def _nothing_given(self, rule: Rule, event: str) -> Finding:
        key = (rule, event)
        if key not in self._known:
            self._known[key] = self._cannot(rule, f"no date was given for “{self.names[event]}”")
        return self._known[key]

    def _cannot(self, rule: Rule, why: str) -> Finding:
        return Finding(rule, CANNOT_BE_SAID, f"Cannot be said: {why}")

    def _with_dates_unread(self, finding: Finding, case: Case) -> Finding:
        if finding.status in (KEPT, NOT_YET_DUE):
            return finding
        names = _listed([f"“{self.names[event]}”" for event in finding.rule.events if event in case.unread])
        why = f"a date given for {names} could not be read"
        return replace(finding, status=CANNOT_BE_SAID, words=f"Cannot be said: {why}", days_late=None)

    def _judged(
        self,
        rule: Rule,
        start: Moment,
        done: Moment | None = None,
        planned: Moment | None = None,
        review: date | None = None,
    ) -> Finding:
        key = (rule, start, done, planned, review)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._judge(rule, start, done, planned, review)
        return found

    def _judge(
        self, rule: Rule, start: Moment, done: Moment | None, planned: Moment | None, review: date | None
    ) -> Finding:
        assert rule.count is not None
        last_days = self.due_days.last_days(rule.count, start)
        due = last_days.each[0]
        if done is None:
            found = self._without_a_date(rule, last_days, review)
        elif rule.count.durations[0].unit == "hours":
            found = self._in_hours(rule, start, due, done)
        else:
            found = self._with_a_date(rule, last_days, day_of(done))
        status, words, days_late = found
        if status in (NOT_DONE, LATER_THAN_ADVISED, CANNOT_BE_SAID) and done is None:
            if rule.kept_by is None:
                status, days_late = CANNOT_BE_SAID, None
                words = f"Cannot be said: {rule.why_not_seen}"
            elif rule.count.backwards and rule.statement.get("when"):
                # Nobody may have had to: apologies are sent only by those who cannot come.
                status, days_late = CANNOT_BE_SAID, None
                words = f"Cannot be said: no date given, and nothing shows whether {rule.statement['when']}"
        remarks = tuple(self._remarks_on(start, last_days, done, planned, days_late))
        return Finding(rule, status, words, start, due, done, days_late, remarks)

    def _with_a_date(self, rule: Rule, last_days: LastDays, done: date) -> tuple[str, str, int | None]:
        assert rule.count is not None
        first, last = day_of(last_days.each[0]), day_of(last_days.each[-1])
        if done <= first:
            return KEPT, "Kept, on the last day" if done == first else "Kept", 0
        if done <= last:
            return CANNOT_BE_SAID, f"Cannot be said: {self._both_readings(rule, last_days)}", None
        passed = self.due_days.working_days_between(last, done)
        by = _working_days(passed, (done - last).days)
        if rule.binds:
            return LATE, f"Late by {by}", passed
        return LATER_THAN_ADVISED, f"Later than advised by {by}", passed

    def _without_a_date(self, rule: Rule, last_days: LastDays, review: date | None) -> tuple[str, str, int | None]:
        assert rule.count is not None
        first, last = day_of(last_days.each[0]), day_of(last_days.each[-1])
        end = self.today if review is None else review
        if end <= first:
            if review is not None:
                return NOT_YET_DUE, f"Not due before the review conference on {write_day(review)}", None
            return NOT_YET_DUE, "Not yet due: today is the last day" if end == first else "Not yet due", None
        if end <= last:
            return CANNOT_BE_SAID, f"Cannot be said: no date given, and {self._both_readings(rule, last_days)}", None
        passed = self.due_days.working_days_between(last, end)
        by = _working_days(passed, (end - last).days)
        day = "day" if rule.binds else "advised day"
        words = f"No date given, and the {day} has passed by {by}"
        if review is not None:
            words = f"No date given, and the {day} had passed by {by} at the review conference on {write_day(review)}"
        return (NOT_DONE if rule.binds else LATER_THAN_ADVISED), words, passed

    def _in_hours(self, rule: Rule, start: Moment, due: Moment, done: Moment) -> tuple[str, str, int | None]:
        # Without a time of day, the hours can have begun, and the thing been done, at any time of that day.
        latest_due = due if isinstance(due, datetime) else _instant(due + ONE_DAY)
        if _instant(done, end=True) <= _instant(due):
            return KEPT, "Kept", 0
        if isinstance(due, datetime) and isinstance(done, datetime):
            late = _instant(done) > _instant(due)
        else:
            late = _instant(done) >= _instant(latest_due)
        if not late:
            return CANNOT_BE_SAID, "Cannot be said: the limit is in hours, and a time of day is not given", None
        passed = self.due_days.working_days_between(day_of(due), day_of(done))
        if isinstance(due, datetime) and isinstance(done, datetime):
            by = _hours(_instant(done) - _instant(due))
        else:
            by = _working_days(passed, (day_of(done) - day_of(due)).days)
        if rule.binds:
            return LATE, f"Late by {by}", passed
        return LATER_THAN_ADVISED, f"Later than advised by {by}", passed

    def _both_readings(self, rule: Rule, last_days: LastDays) -> str:
        assert rule.count is not None
        number = rule.count.durations[0 if rule.count.backwards else -1].number
        # So many working days never end before so many calendar days, counted either way.
        units = ("working days", "calendar days") if rule.count.backwards else ("calendar days", "working days")
        ends = [
            f"{Duration(number, unit)} end on {write_moment(day)}"
            for unit, day in zip(units, last_days.each, strict=True)
        ]
        return f"the words leave open which days are meant: {_listed(ends)}"

    def _remarks_on(
        self, start: Moment, last_days: LastDays, done: Moment | None, planned: Moment | None, days_late: int | None
    ) -> Iterator[Remark]:
        if planned is not None:
            day = write_moment(planned)
            yield "planned", f"{day} is given, but lies after today, so it is not counted as done."
            if day_of(planned) > day_of(last_days.each[-1]) >= self.today:
                yield "planned", "That day is later than the last day allowed."
        holidays = self.due_days.holidays
        counted_to = day_of(done) if done is not None else self.today
        if last_days.provisional or (days_late and not holidays.cover(counted_to)):
            earliest = min(day_of(start), last_working_day(day_of(last_days.each[0]), holidays))
            yield "provisional", why_provisional(earliest, holidays)


def _order(moment: Moment) -> tuple[date, time]:
    return day_of(moment), moment.timetz().replace(tzinfo=None) if isinstance(moment, datetime) else time()


def _before(moment: Moment, other: Moment) -> bool:
    """Whether `moment` lies before `other`; on one day only where both times are known."""
    if isinstance(moment, datetime) and isinstance(other, datetime):
        return moment < other
    return day_of(moment) < day_of(other)


def _first_after(starts: Sequence[Moment], acts: Sequence[Moment]) -> list[Moment | None]:
    """For each start, the first act on its day or after it."""
    return [next((act for act in acts if not _before(act, start)), None) for start in starts]


def _one_each(starts: Sequence[Moment], acts: Sequence[Moment]) -> list[Moment | None]:
    """For each start its own act, in order.

    An act belongs to the latest start before it, unless there are more acts than that before the next
    start: then the earlier ones belong to starts that still wait. So one date that is missing does
    not make every later one look late.
    """
    found: list[Moment | None] = [None] * len(starts)
    waiting: list[int] = []
    unused = list(acts)
    for i, start in enumerate(starts):
        while unused and _before(unused[0], start):
            unused.pop(0)
        waiting.append(i)
        following = starts[i + 1] if i + 1 < len(starts) else None
        window = [act for act in unused if following is None or _before(act, following)]
        for number in range(min(len(window), len(waiting)), 0, -1):
            found[waiting.pop(-number)] = window.pop(0)
    return found


def _instant(moment: Moment, end: bool = False) -> datetime:
    """`moment` as an instant; for a day alone its first, or that of the next day."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment + (ONE_DAY if end else timedelta()), time(), london()).astimezone(UTC)


def _hours(late: timedelta) -> str:
    hours, minutes = divmod(int(late.total_seconds()) // 60, 60)
    parts = [_counted(hours, "hour", "hours")] if hours else []
    return " ".join([*parts, *([_counted(minutes, "minute", "minutes")] if minutes else [])])


def _working_days(number: int, days: int) -> str:
    if number:
        return _counted(number, "working day", "working days")
    return f"{_counted(days, 'calendar day', 'calendar days')}, none of them a working day"


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
