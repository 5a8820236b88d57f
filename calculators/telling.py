"""How a statement and its due date are told: as the plain values and the sentences of an answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from calculators.deadlines import write_durations
from calculators.due_dates import DueDate, Reading
from calculators.moments import MONTHS, Moment, day_of, read_moment, write_day, write_iso, write_moment
from calculators.requests import Answer, Guidance
from calculators.working_days import BankHolidays


def tell_statement(statement: Mapping[str, Any], board: Mapping[str, Any], guidance: Guidance) -> Answer:
    """What `board` says in `statement`: its rule, topic, words, force, source and notes."""
    said = {
        "rule": f"{board['id']}/{statement['id']}",
        "topic": statement["topic"],
        "says": statement["says"],
        "force": statement["force"],
        "source": {"title": board["source"]["title"], "at": statement["at"]},
    }
    notes = [
        note["says"] for note in guidance["notes"] if note["board"] == board["id"] and statement["id"] in note["about"]
    ]
    return said | ({"notes": notes} if notes else {})


def tell_date(due: DueDate, event: Moment) -> Answer:
    """A due date, counted from `event`, with its readings and what to know beside it."""
    found: Answer = {"due": write_iso(due.due), "due_in_words": write_moment(due.due)}
    if due.earliest is not None:
        found |= {"earliest": write_iso(due.earliest), "earliest_in_words": write_moment(due.earliest)}
    found["counted_from"] = write_moment(event)
    found["readings"] = [_reading(reading) for reading in due.readings]
    if due.last_working_day:
        found["last_working_day"] = due.last_working_day.isoformat()
        found["last_working_day_in_words"] = write_moment(due.last_working_day)
        found["not_worked"] = due.not_worked
    found["provisional"] = due.provisional
    if due.chosen.event_day_counted:
        found["event_day_counted"] = due.chosen.event_day_counted.isoformat()
    found["remarks"] = _remarks(due, event)
    return found


def write_when(told: Mapping[str, Any]) -> str:
    """The date that `tell_date` told: its day, or both ends of a range."""
    if "earliest_in_words" in told:
        return f"{told['earliest_in_words']} to {told['due_in_words']}"
    return str(told["due_in_words"])


def why_provisional(earliest: date, holidays: BankHolidays) -> str:
    """Why a count whose earliest day is `earliest` is provisional: it starts too early, or ends too late."""
    if earliest < holidays.first:
        days, reason = f"before {write_day(holidays.first)}", "whose bank holidays are not in the published list"
    else:
        days, reason = f"after {write_day(holidays.last)}", "whose bank holidays are not published yet"
    return f"Provisional: the count reaches days {days}, {reason}."


def tell_working(due: DueDate, event: Moment) -> Answer:
    """How a due date was counted: every day of it as data, in words and as the strip is drawn."""
    worked = _worked(due.chosen, event)
    return {
        "worked": worked,
        "worked_in_words": [_step_in_words(step) for step in worked],
        "counting": _counting(due, event),
        "strip": _strip(due.chosen, event),
    }


def _remarks(due: DueDate, event: Moment) -> list[Answer]:
    """What a reader must know beside the date, each a sentence with its kind."""
    found: list[Answer] = []

    def remark(kind: str, text: str) -> None:
        found.append({"kind": kind, "text": text})

    if len(due.readings) > 1:
        both = "; ".join(f"{write_durations(each.durations)}: {write_moment(each.due)}" for each in due.readings)
        remark("open", f"The words leave open which days are meant. {both}. The earlier is shown first.")
    if due.last_working_day:
        day = write_moment(due.last_working_day)
        remark(
            "not-worked", f"That day is not worked ({due.not_worked}). The last working day on or before it is {day}."
        )
    if due.provisional:
        ends = [end for reading in due.readings for end in (reading.due, reading.earliest) if end is not None]
        earliest = min(day_of(event), due.last_working_day or day_of(due.due), *map(day_of, ends))
        remark("provisional", why_provisional(earliest, due.chosen.holidays))
    if due.chosen.in_hours and not isinstance(event, datetime):
        remark(
            "no-time",
            "No time of day was given, so the day shown is the one on which the hours can first run out."
            " Give the time for the exact hour.",
        )
    if due.chosen.event_day_counted:
        day = write_moment(due.chosen.event_day_counted)
        remark(
            "event-day",
            f"Counted with the day of the event as day 1, as some systems do: {day}. This handbook leaves that day"
            " out, as law and the sector's data standard do.",
        )
    return found


def says_nothing(board: Mapping[str, Any]) -> str:
    """That a board's guidance is silent, as the end of a sentence about it: as far as it was read."""
    whole = board["source"]["coverage"] == "whole"
    return "says nothing" if whole else "was read only in part; what was read says nothing"


def tell_conditions(statement: Mapping[str, Any], roles: Mapping[str, str]) -> list[Answer]:
    """The conditions of `statement`, each a sentence with its kind; `roles` gives the name of each role."""
    found = []
    if statement.get("when"):
        found.append({"kind": "condition", "text": f"This holds when {statement['when']}."})
    if statement.get("unless"):
        found.append({"kind": "condition", "text": f"Unless {statement['unless']}."})
    if statement.get("unless-set-by"):
        who = " or ".join(roles[role] for role in statement["unless-set-by"])
        found.append({"kind": "condition", "text": f"Another figure may be set by {who}."})
    return found


def _reading(reading: Reading) -> Answer:
    found = {
        "words": write_durations(reading.durations),
        "due": write_iso(reading.due),
        "due_in_words": write_moment(reading.due),
    }
    return found | ({"earliest": write_iso(reading.earliest)} if reading.earliest is not None else {})


def _worked(reading: Reading, event: Moment) -> list[Answer]:
    if reading.in_hours:
        ends = [reading.due] if reading.earliest is None else [reading.earliest, reading.due]
        backwards = write_iso(reading.due) < write_iso(event)
        hours = sorted((duration.number for duration in reading.durations), reverse=backwards)
        return [{"day": write_iso(end), "count": number} for end, number in zip(ends, hours, strict=True)]
    return [
        {"day": step.day.isoformat(), "skipped": step.skipped}
        if step.skipped
        else {"day": step.day.isoformat(), "count": step.number}
        for step in reading.steps
    ]


def _counting(due: DueDate, event: Moment) -> str:
    """How the count ran, in one sentence."""
    steps = due.chosen.steps
    if not steps:
        return f"Counted in hours, without a break, from {write_moment(event)}."
    way = "back from" if steps[0].day < day_of(event) else "from"
    skipped = [step.skipped for step in steps if step.skipped]
    kinds = {kind: sum(reason == kind for reason in skipped) for kind in ("Saturday", "Sunday")}
    weekend = [f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in kinds.items() if number]
    left_out = [*weekend, *(reason for reason in skipped if reason and reason not in kinds)]
    without = f"; not counted: {', '.join(left_out)}" if left_out else ""
    counted = sum(step.number is not None for step in steps)
    days = "day is" if counted == 1 else "days are"
    return f"Counted {way} {write_moment(event)}, which is day 0: {counted} {days} counted{without}."


def _strip(reading: Reading, event: Moment) -> list[Answer]:
    """The days from the event to the due date, as they are drawn: one cell a day, in calendar order."""
    if reading.in_hours:
        return [
            {"label": _step_in_words(step), "date": step["day"][11:16], "mark": f"{step['count']} h", "kind": "counted"}
            for step in _worked(reading, event)
        ]
    start = day_of(event)
    cells = [
        {"label": f"{write_day(start)}: the event, day 0", "date": _short_day(start), "mark": "0", "kind": "event",
         "column": start.isoweekday()}
    ]  # fmt: skip
    for step in reading.steps:
        last = " due" if step.day == day_of(reading.due) else ""
        cells.append(
            {
                "label": f"{write_day(step.day)}: not counted ({step.skipped})"
                if step.skipped
                else f"{write_day(step.day)}: day {step.number}{', the due date' if last else ''}",
                "date": _short_day(step.day),
                "mark": step.skipped if step.skipped not in (None, "Saturday", "Sunday") else str(step.number or "–"),
                "kind": "skipped" if step.skipped else f"counted{last}",
                "column": step.day.isoweekday(),
            }
        )
    # Counted back, the days still stand in calendar order.
    return cells if reading.steps[0].day > start else cells[::-1]


def _short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def write_as_text(told: Answer, board: str, version: str) -> str:
    """A paragraph fit for a case note: date, rule, citation, count, and the handbook's version."""
    remarks = " ".join(remark["text"] for remark in told["remarks"] if remark["kind"] not in ("note", "event-day"))
    return (
        f"Due {told['due_in_words']}. {board}: {told['says']} ({told['words']}; {told['source']['title']},"
        f" {told['source']['at']}). {told['counting']} {remarks} Worked out with the Core Group Handbook {version};"
        " check the current local procedures."
    ).replace("  ", " ")


def tell_family(due: DueDate, done: str) -> list[str]:
    """A due date in a parent's words: what is `done` by when, and what to know, a short sentence each."""
    told = [f"{done} by {write_day(day_of(due.due))}."]
    for other in due.readings:
        if other is not due.chosen:
            told.append(
                "The guidance does not say if weekends count. If they do not, the last day is"
                f" {write_day(day_of(other.due))}."
            )
    if due.not_worked:
        told.append(f"That day is not a working day ({due.not_worked}).")
    if due.provisional:
        told.append("This may change. Not all bank holidays for that time are known yet.")
    return told


def _step_in_words(step: Mapping[str, Any]) -> str:
    day = write_moment(read_moment(step["day"]))
    return f"{day}: not counted ({step['skipped']})" if "skipped" in step else f"{day}: {step['count']}"
