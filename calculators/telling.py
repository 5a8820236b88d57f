"""How a statement and its due date are told: as the plain values and the sentences of an answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from calculators.deadlines import write_durations
from calculators.due_dates import DueDate, Reading
from calculators.moments import Moment, read_moment, write_iso, write_moment
from calculators.requests import Answer, Guidance


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
    """A due date, counted from `event`, with its readings, its working and what to know beside it."""
    found: Answer = {"due": write_iso(due.due), "due_in_words": write_moment(due.due)}
    if due.earliest is not None:
        found |= {"earliest": write_iso(due.earliest), "earliest_in_words": write_moment(due.earliest)}
    found["counted_from"] = write_moment(event)
    found["readings"] = [_reading(reading) for reading in due.readings]
    found["worked"] = _worked(due.chosen)
    found["worked_in_words"] = [_step_in_words(step) for step in found["worked"]]
    if due.last_working_day:
        found["last_working_day"] = due.last_working_day.isoformat()
        found["last_working_day_in_words"] = write_moment(due.last_working_day)
        found["not_worked"] = due.not_worked
    found["provisional"] = due.provisional
    if due.chosen.event_day_counted:
        found["event_day_counted"] = due.chosen.event_day_counted.isoformat()
    found["remarks"] = _remarks(due, event)
    return found


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
        remark("provisional", "Provisional: the count reaches beyond the published bank holidays.")
    if not due.chosen.steps and not isinstance(event, datetime):
        remark(
            "no-time",
            "No time of day was given, so the day shown is the one on which the hours can first run out."
            " Give the time for the exact hour.",
        )
    if due.chosen.event_day_counted:
        day = write_moment(due.chosen.event_day_counted)
        remark("event-day", f"Counted with the day of the event as day 1, as some systems do: {day}.")
    return found


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


def _worked(reading: Reading) -> list[Answer]:
    if not reading.steps:
        ends = [reading.due] if reading.earliest is None else [reading.earliest, reading.due]
        hours = sorted(duration.number for duration in reading.durations)
        return [{"day": write_iso(end), "count": number} for end, number in zip(ends, hours, strict=True)]
    return [
        {"day": step.day.isoformat(), "skipped": step.skipped}
        if step.skipped
        else {"day": step.day.isoformat(), "count": step.count}
        for step in reading.steps
    ]


def _step_in_words(step: Mapping[str, Any]) -> str:
    day = write_moment(read_moment(step["day"]))
    return f"{day}: not counted ({step['skipped']})" if "skipped" in step else f"{day}: {step['count']}"
