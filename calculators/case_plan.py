"""A plan of a case, as it is asked for and as it is told."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from calculators.calendar_file import calendar_file, csv_file
from calculators.checking import keeper_of
from calculators.deadlines import count_of, write_deadline, write_durations, write_short
from calculators.due_dates import due_date
from calculators.durations import Duration, shortened
from calculators.moments import FieldError, Moment, day_of, read_moment, write_day, write_iso, write_moment
from calculators.picture import Mark, draw
from calculators.plan_series import tell_series
from calculators.requests import (
    Answer,
    Guidance,
    Refused,
    bank_holidays,
    event_names,
    read_board,
    read_days,
    read_event,
    statements_of,
)
from calculators.schedule import (
    START_EVENTS,
    Case,
    Entry,
    Meetings,
    Statement,
    TooLong,
    begins_before,
    make_plan,
    may_be_set_by_conference,
    own_figure,
)
from calculators.telling import tell_conditions, tell_date, tell_statement
from calculators.working_days import BankHolidays, why_not_worked

MOST_YEARS = 20

#: What is told of a date by itself, and not again for each of the many of a plan.
_NOT_OF_AN_ENTRY = ("notes", "readings", "counted_from", "event_day_counted")

#: Which lists of days a plan takes, with the words for each in a message.
HELD = {"core-group": "Core groups held", "child-seen": "Days on which the child was seen"}


def plan(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """The plan of a case: every deadline from a conference to the review that follows it.

    `request` has `board`; `on`, the initial or a review conference and its moment; and, where known:
    `review` (the day of the next review), `held` (days by event id: "core-group", "child-seen"), `own`
    (the conference's own figures by topic, such as {"seeing-the-child": "7 days"}), `closed` (days on
    which the office is closed) and `series` ("held" to run a series from the days held, "latest" to run
    it from the last permitted date). In a plan that starts at a review, days held may lie before it: its series
    run from the last of them. Raises Refused or FieldError, with the field, for what cannot be.
    """
    board = read_board(request.get("board"), guidance)
    start_event, start = read_event(request.get("on"), guidance)
    if start_event not in START_EVENTS:
        raise Refused("A plan starts at an initial conference or at a review conference", "event")
    holidays = bank_holidays(guidance)
    review, how = _review(request.get("review"), start_event, start, guidance, holidays)
    if review <= day_of(start):
        raise Refused(
            f"The review ({write_day(review)}) is not after the conference ({write_day(day_of(start))}):"
            " check both dates",
            "review-day",
        )
    if review > day_of(start) + relativedelta(years=MOST_YEARS):
        raise Refused(
            f"The review ({write_day(review)}) is more than {MOST_YEARS} years after the conference: check both dates",
            "review-day",
        )
    held = _held(request.get("held"), start_event, start, review)
    statements, told = _with_own_figures(request.get("own"), board, guidance)
    case = Case(
        start_event=start_event,
        start=start,
        review=review,
        held=held,
        closed=frozenset(read_days(request.get("closed"), "Days closed", "closed")),
        from_held=request.get("series") != "latest",
    )
    try:
        made = make_plan(case, statements, holidays)
    except TooLong as error:
        raise Refused(str(error), "review-day") from None
    teller = _Teller(board, guidance, case)
    entries = _merged([teller.tell(entry) for entry in made.entries])
    return {
        "board": board["id"],
        "name": board["name"],
        "start": {"event": start_event, "date": write_iso(start), "date_in_words": write_moment(start)},
        "review": {
            "date": review.isoformat(),
            "date_in_words": write_day(review),
            "how": how,
            "place": sum(entry["due"][:10] <= review.isoformat() for entry in entries),
        },
        "held": {event: [day.isoformat() for day in days] for event, days in held.items()},
        "entries": entries,
        "series": tell_series(case, statements, made.entries, board, _short_names(guidance)),
        "rules": _rules(made.entries, board, guidance),
        "meetings": [_tell_meetings(meetings, board, guidance) for meetings in made.meetings],
        "undated": _undated(board, guidance, start_event),
        "told": told,
        "forms": _for_forms(board["id"], start_event, start, review, entries),
        "picture": _picture(entries, case, holidays),
        "provisional": any(entry["provisional"] for entry in entries),
    }


def plan_file(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """A plan as a file: {"name", "text"}.

    `request` is that of `plan`, with `kind` ("ics" or "csv"), `worked_out` (the moment of the export, ISO
    with its offset: the clock is the caller's) and, for a calendar, `reminder` (days before, or nothing).
    """
    made = plan(request, guidance)
    worked_out = str(request.get("worked_out") or "")
    start = made["start"]["date"][:10]
    if request.get("kind") == "csv":
        text = csv_file(made["entries"], board=made["name"], worked_out=worked_out)
        return {"name": f"core-group-plan-{made['board']}-{start}.csv", "text": "\ufeff" + text}
    if request.get("kind") != "ics":
        raise Refused("A plan is written as ics or csv", "kind")
    reminder = str(request.get("reminder") or "")
    if reminder and not (reminder.isdecimal() and len(reminder) <= 2):
        raise Refused("A reminder is a number of days, from 1 to 30", "reminder")
    text = calendar_file(
        made["entries"],
        board=made["name"],
        plan=f"{made['board']} {made['start']['event']} {start}",
        worked_out=worked_out,
        reminder=int(reminder) if reminder else None,
    )
    return {"name": f"core-group-plan-{made['board']}-{start}.ics", "text": text}


def _review(
    given: object, start_event: str, start: Moment, guidance: Guidance, holidays: BankHolidays
) -> tuple[date, str]:
    if given and (not isinstance(given, Mapping) or any(given.values())):
        try:
            return day_of(read_moment(given)), "The date of the review was given."
        except FieldError as error:
            raise FieldError(f"Review: {error}", f"review-{error.field}") from None
    national = [board["id"] for board in guidance["boards"] if board.get("national")]
    for statement in guidance["statements"]:
        if statement["board"] not in national or statement["topic"] != "review-conference-due":
            continue
        count = count_of(statement.get("deadline") or {})
        if count is not None and count.event == start_event:
            day = day_of(due_date(count, start, holidays).due)
            board = read_board(statement["board"], guidance)
            replaced = f", replaced since by {board['replaced']}" if board.get("replaced") else ""
            return day, (
                "No date of the review was given. This is the last day under"
                f" {board['source']['title']}, {statement['at']} ({write_durations(count.durations)}){replaced}."
            )
    raise Refused("Enter the date of the review", "review-day")


def _held(given: object, start_event: str, start: Moment, review: date) -> dict[str, tuple[date, ...]]:
    lists = given if isinstance(given, Mapping) else {}
    for event in lists:
        if event not in HELD:
            raise Refused(f"A plan knows of {' and '.join(HELD)}, not of '{shortened(str(event))}'", "held-core-group")
    held = {}
    for event, what in HELD.items():
        days = read_days(lists.get(event), what, f"held-{event}")
        for day in days:
            # Before a review the case was already running; before an initial conference there was none.
            if day < day_of(start) and start_event == "initial-conference":
                raise Refused(f"{what}: {write_day(day)} is before the conference", f"held-{event}")
            if day > review:
                raise Refused(f"{what}: {write_day(day)} is after the review", f"held-{event}")
        held[event] = tuple(days)
    return held


def _with_own_figures(given: object, board: Mapping[str, Any], guidance: Guidance) -> tuple[list[Statement], list[str]]:
    """The conference's figures as statements of their own, and what is said about each."""
    statements = statements_of(board["id"], guidance)
    titles = {topic["id"]: topic["title"] for topic in guidance["topics"]}
    told = []
    for topic, words in (given if isinstance(given, Mapping) else {}).items():
        if topic not in titles:
            raise Refused(f"There is no topic '{shortened(str(topic))}' for a figure of the conference's own", "own")
        try:
            figure = own_figure(words)
        except ValueError as error:
            raise Refused(f"The conference's own figure: {error}", f"own-{topic}") from None
        if figure is None:
            continue
        form = guidance["counted-as"].get(topic)
        if form is None:
            raise Refused(f"{titles[topic]}: nothing is counted on this, so it takes no figure", "own")
        replaced = [each for each in statements if _counts(each, topic) and may_be_set_by_conference(each)]
        kept = [each for each in statements if _counts(each, topic) and not may_be_set_by_conference(each)]
        statements = [each for each in statements if each not in replaced]
        statements.append(_own_statement(topic, figure, form, board))
        if replaced:
            told.append(
                f"{titles[topic]}: the conference's own figure ({figure}) stands in place of"
                f" {_cited(replaced)}, where the guidance lets the conference set another."
            )
        if kept:
            told.append(
                f"{titles[topic]}: {_cited(kept)} does not say that the conference may set another figure,"
                f" so its dates stand beside those of the conference's own ({figure})."
            )
    return statements, told


def _counts(statement: Statement, topic: str) -> bool:
    return statement["topic"] == topic and count_of(statement.get("deadline") or {}) is not None


def _cited(statements: Sequence[Statement]) -> str:
    return ", ".join(dict.fromkeys(statement["at"] for statement in statements))


def _own_statement(topic: str, figure: Duration, form: Mapping[str, Any], board: Mapping[str, Any]) -> Statement:
    length = next(key for key in ("within", "by", "every") if key in form)
    return {
        "board": board["id"],
        "id": f"own-{topic}",
        "topic": topic,
        "force": "expected",
        "says": f"This conference asked for its own figure: {figure}.",
        "at": "the conference's own figure",
        "deadline": {**form, length: str(figure)},
        "own": True,
    }


def _short_names(guidance: Guidance) -> dict[str, str]:
    return {event["id"]: event["short"] for event in guidance["events"]}


class _Teller:
    """Tells the entries of one plan. What the entries of one statement share is worked out once."""

    def __init__(self, board: Mapping[str, Any], guidance: Guidance, case: Case) -> None:
        self._board = board
        self._guidance = guidance
        self._case = case
        self._names = event_names(guidance)
        self._shorts = _short_names(guidance)
        self._topics = {topic["id"]: topic for topic in guidance["topics"]}
        self._roles = {role["id"]: role["name"] for role in guidance["roles"]}
        self._before = begins_before(case, "core-group")
        self._shared: dict[str, Answer] = {}

    def tell(self, entry: Entry) -> Answer:
        """One entry with its date, its rule, from what it was counted and what to know beside it."""
        statement, case = entry.statement, self._case
        shared = self._shared.get(statement["id"]) or self._share(statement)
        told = shared | tell_date(entry.due, entry.counted_from)
        told |= {
            "id": f"{told['rule']}/{entry.number}",
            "title": self._title(entry, shared["lane"]),
            "based_on": _based_on(entry, self._names),
            "rules": [{"rule": told["rule"], "at": statement["at"]}],
        }
        if not statement.get("own") and entry.assumed != "series":
            told["working"] = _working_of(entry, self._board)
        if entry.book is not None:
            told |= {"book": entry.book.isoformat(), "book_in_words": write_day(entry.book)}
        told_of_the_day = (_shorter(each, entry) for each in told["remarks"] if each["kind"] != "event-day")
        on_the_day = [*_placed(entry, case), *told_of_the_day]
        told |= {"on_the_day": on_the_day, "remarks": [*shared["remarks"], *on_the_day]}
        # Every statement's notes stand once, among the plan's rules; both readings of a date in its remarks.
        return {key: value for key, value in told.items() if key not in _NOT_OF_AN_ENTRY}

    def _share(self, statement: Statement) -> Answer:
        told = tell_statement(statement, self._board, self._guidance)
        if statement.get("own"):
            told["source"] = {"title": "This conference", "at": statement["at"]}
        topic, count = self._topics[statement["topic"]], count_of(statement["deadline"])
        keeper = keeper_of(topic, count.event) if count is not None else None
        told |= {
            # What keeps the deadline, in the words of the vocabulary: entries of one kind share a lane.
            "lane": str(self._shorts.get(keeper or "", topic["title"])),
            "words": write_deadline(statement["deadline"], self._names),
            "short": write_short(statement["deadline"], self._names),
            "remarks": tell_conditions(statement, self._roles),
        }
        self._shared[statement["id"]] = told
        return told

    def _title(self, entry: Entry, lane: str) -> str:
        if entry.statement["topic"] == "first-core-group":
            return "First core group"
        # The first of a series of core groups is the one that it runs from, where that is this plan's own.
        later = entry.statement["topic"] == "core-group-interval" and not self._before
        number = entry.number + later
        repeats = entry.count.repeats or entry.count.event == "core-group"
        return f"{lane} {number}" if repeats and number else lane


def _placed(entry: Entry, case: Case) -> list[Answer]:
    """What to know of where an entry's day lies in the plan."""
    due, found = day_of(entry.due.due), []
    if due > case.review:
        found.append({"kind": "after-review", "text": f"Falls after the review ({write_day(case.review)})."})
    if due < day_of(case.start) and not entry.count.backwards:
        found.append({"kind": "before-start", "text": f"Falls before the conference ({write_moment(case.start)})."})
    if entry.due.earliest is not None:
        found.append({"kind": "range", "text": f"From {write_moment(entry.due.earliest)} on."})
    if due in case.closed:
        found.append({"kind": "closed", "text": "Your office is closed on that day."})
    return found


def _working_of(entry: Entry, board: Mapping[str, Any]) -> str:
    """What to ask the due dates calculator for the days of this entry, as it stands behind the # of its address."""
    day = day_of(entry.counted_from)
    return f"event={entry.count.event}&board={board['id']}&day={day.day}&month={day.month}&year={day.year}"


def _shorter(remark: Answer, entry: Entry) -> Answer:
    """A remark on a date as it stands in a line of a plan, which prints with scores of others on one sheet."""
    if remark["kind"] == "open":
        # Stretched over a series, "30 calendar days" would only puzzle; the other date is what matters.
        chosen = entry.due.chosen
        other = next(each for each in entry.due.readings if each is not chosen)
        ours, theirs = chosen.durations[-1].unit, other.durations[-1].unit
        return {"kind": "open", "text": f"Counted in {ours}; in {theirs} it is {write_moment(other.due)}."}
    if remark["kind"] == "not-worked" and entry.due.last_working_day is not None:
        day = write_day(entry.due.last_working_day)
        return remark | {"text": f"Not worked ({entry.due.not_worked}); the last working day before it is {day}."}
    return remark


def _rules(entries: Sequence[Entry], board: Mapping[str, Any], guidance: Guidance) -> list[Answer]:
    """Each statement that a plan rests on, once, with its conditions and notes."""
    names = event_names(guidance)
    roles = {role["id"]: role["name"] for role in guidance["roles"]}
    found = {}
    for entry in entries:
        statement = entry.statement
        if statement["id"] in found:
            continue
        told = tell_statement(statement, board, guidance)
        if statement.get("own"):
            told["source"] = {"title": "This conference", "at": statement["at"]}
        told["words"] = write_deadline(statement["deadline"], names)
        told["remarks"] = tell_conditions(statement, roles)
        found[statement["id"]] = told
    return list(found.values())


def _based_on(entry: Entry, names: Mapping[str, str]) -> str:
    event = names[entry.count.event]
    how = {
        "given": "",
        "latest": ", which is taken to fall on its own last day allowed",
        "series": ", from which the series keeps its day",
        "conference": "; the guidance does not say from when the first is counted, so this handbook starts at the"
        " conference",
    }[entry.assumed]
    if entry.assumed == "conference":
        return f"Counted from {write_moment(entry.counted_from)}{how}."
    return f"Counted from {event} on {write_moment(entry.counted_from)}{how}."


def _merged(entries: list[Answer]) -> list[Answer]:
    """Entries that say the same of the same day made one, with every paragraph that says it."""
    found: dict[tuple[str, str, str], Answer] = {}
    for entry in entries:
        key = (entry["topic"], entry["due"], entry["words"])
        if key in found:
            found[key]["rules"] += entry["rules"]
            notes = found[key]["remarks"]
            notes += [remark for remark in entry["remarks"] if remark not in notes]
        else:
            found[key] = entry
    for entry in found.values():
        at = "; ".join(dict.fromkeys(rule["at"] for rule in entry["rules"]))
        entry["source"] = {**entry["source"], "at": at}
    return list(found.values())


def _tell_meetings(meetings: Meetings, board: Mapping[str, Any], guidance: Guidance) -> Answer:
    told = tell_statement(meetings.statement, board, guidance)
    verdict = "enough" if meetings.met else "not enough"
    text = f"Needed: {meetings.needed}. Held: {meetings.held}; foreseen in this plan: {meetings.foreseen}: {verdict}."
    return told | {
        "needed": meetings.needed,
        "held": meetings.held,
        "foreseen": meetings.foreseen,
        "met": meetings.met,
        "text": text,
    }


def _undated(board: Mapping[str, Any], guidance: Guidance, start_event: str) -> list[Answer]:
    """What carries a time without a number at the meetings and conferences of a plan."""
    wanted = {start_event, "core-group", "review-conference", "child-seen"}
    names = event_names(guidance)
    found = []
    for statement in statements_of(board["id"], guidance):
        deadline = statement.get("deadline") or {}
        event = deadline.get("at-each") or deadline.get("after") or deadline.get("before")
        if event in wanted and count_of(deadline) is None:
            found.append(tell_statement(statement, board, guidance) | {"words": write_deadline(deadline, names)})
    return found


def _for_forms(board: str, start_event: str, start: Moment, review: date, entries: Sequence[Answer]) -> str:
    """The dates of a plan as the forms take them, behind the # of their address: dates and rules, no names."""
    days: dict[str, list[str]] = {start_event: [day_of(start).isoformat()]}
    days.setdefault("review-conference", []).append(review.isoformat())
    for entry in entries:
        for rule in entry["rules"]:
            identity = rule["rule"].partition("/")[2]
            if not identity.startswith("own-"):
                days.setdefault(identity, []).append(entry["due"][:10])
    parts = (f"{name}:{','.join(dates)}" for name, dates in days.items())
    return f"board={board}&dates={';'.join(parts)}"


def _picture(entries: Sequence[Answer], case: Case, holidays: BankHolidays) -> str:
    marks = [
        Mark(
            entry["lane"],
            date.fromisoformat(entry["due"][:10]),
            f"{entry['title']}: {entry['due_in_words']}",
            after=any(remark["kind"] == "after-review" for remark in entry["remarks"]),
        )
        for entry in entries
    ]
    marks += [
        Mark(lane, day, f"{lane}: held on {write_day(day)}", held=True)
        for event, lane in (("core-group", "Core group meeting"), ("child-seen", "Child seen"))
        for day in case.held.get(event, ())
    ]
    ends = ((day_of(case.start), "Conference"), (case.review, "Review"))
    return draw(ends, marks, lambda day: why_not_worked(day, holidays))
