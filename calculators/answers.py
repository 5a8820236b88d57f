"""The one door: a request as a plain dict goes in, an answer as a plain dict comes out.

The command line, the site's build and the browser all ask here, so they cannot differ. `guidance`
is the content of rules.json: boards, topics, events, statements, notes and bank holidays.
"""

import difflib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from calculators.deadlines import Count, count_of, events_of, write_deadline, write_durations
from calculators.due_dates import DueDate, Reading, due_date
from calculators.durations import read_duration, shortened
from calculators.moments import FieldError, Moment, day_of, read_moment, write_iso, write_moment
from calculators.working_days import BankHolidays

Guidance = Mapping[str, Any]
Answer = dict[str, Any]


class Refused(ValueError):
    """A request that cannot be answered; `field` names what is wrong with it."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def answer(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """The answer to `request`, or {"error": {"message", "field"}} with one plain sentence.

    `request["ask"]` is one of:

    - "due": `board`, and `on`, a dict with one event id and its moment (see `read_moment`);
    - "count": `from` (a moment), `duration` (words) and, to count back, `before`: true;
    - "boards" and "topics": no more than that.

    Never raises for anything that a person could type.
    """
    asks = {"due": _due, "count": _count, "boards": _boards, "topics": _topics}
    try:
        ask = request.get("ask")
        if ask not in asks:
            raise Refused(f"unknown question '{shortened(str(ask))}'; ask one of: {', '.join(asks)}", "ask")
        return asks[ask](request, guidance)
    except (Refused, FieldError) as error:
        return {"error": {"message": str(error), "field": error.field}}
    except ValueError as error:
        return {"error": {"message": _sentence(str(error)), "field": None}}


def bank_holidays(guidance: Guidance) -> BankHolidays:
    """The bank holidays that `guidance` carries."""
    listed = guidance["bank-holidays"]
    return BankHolidays(
        names={date.fromisoformat(day): name for day, name in listed["days"].items()},
        first=date.fromisoformat(listed["first"]),
        last=date.fromisoformat(listed["last"]),
    )


def event_names(guidance: Guidance) -> dict[str, str]:
    """The name of each event, by its id."""
    return {event["id"]: event["name"] for event in guidance["events"]}


def _due(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    board = _board(request.get("board"), guidance)
    event, moment = _event(request.get("on"), guidance)
    holidays, names = bank_holidays(guidance), event_names(guidance)
    dates, undated = [], []
    for statement in guidance["statements"]:
        deadline = statement.get("deadline")
        if statement["board"] != board["id"] or deadline is None:
            continue
        count = count_of(deadline)
        if count is None:
            if event in events_of(deadline):
                undated.append(_said(statement, board, guidance) | {"words": write_deadline(deadline, names)})
        elif count.event == event:
            due = due_date(count, moment, holidays)
            dates.append(_dated(statement, board, guidance, count, due, moment, names))
    dates.sort(key=lambda row: row["due"][:10])
    found = {"board": board["id"], "on": {event: write_iso(moment)}, "dates": dates, "undated": undated}
    if not dates:
        found["message"] = _nothing(board, event, names, guidance)
    return found


def _dated(
    statement: Mapping[str, Any],
    board: Mapping[str, Any],
    guidance: Guidance,
    count: Count,
    due: DueDate,
    event: Moment,
    names: Mapping[str, str],
) -> Answer:
    row = _said(statement, board, guidance)
    row |= {"words": write_deadline(statement["deadline"], names)} | _reckoned(due, event)
    roles = {role["id"]: role["name"] for role in guidance["roles"]}
    row["remarks"] = [*_conditions(statement, roles), *row["remarks"]]
    row["remarks"] += [{"kind": "note", "text": f"Note: {note}"} for note in row.get("notes", ())]
    return row


def _conditions(statement: Mapping[str, Any], roles: Mapping[str, str]) -> list[Answer]:
    found = []
    if statement.get("when"):
        found.append({"kind": "condition", "text": f"This holds when {statement['when']}."})
    if statement.get("unless"):
        found.append({"kind": "condition", "text": f"Unless {statement['unless']}."})
    if statement.get("unless-set-by"):
        who = " or ".join(roles[role] for role in statement["unless-set-by"])
        found.append({"kind": "condition", "text": f"Another figure may be set by {who}."})
    return found


def _said(statement: Mapping[str, Any], board: Mapping[str, Any], guidance: Guidance) -> Answer:
    said = {
        "rule": f"{board['id']}/{statement['id']}",
        "topic": statement["topic"],
        "says": statement["says"],
        "force": statement["force"],
        "source": {"title": board["source"]["title"], "at": statement["at"]},
    }
    notes = [
        note["says"]
        for note in guidance["notes"]
        if note["board"] == board["id"] and statement["id"] in note["about"]
    ]
    return said | ({"notes": notes} if notes else {})


def _reckoned(due: DueDate, event: Moment) -> Answer:
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
    found = []
    if len(due.readings) > 1:
        both = "; ".join(f"{write_durations(each.durations)}: {write_moment(each.due)}" for each in due.readings)
        found.append({"kind": "open", "text": f"The words leave open which days are meant. {both}. The earlier is shown first."})
    if due.last_working_day:
        day = write_moment(due.last_working_day)
        found.append({"kind": "not-worked", "text": f"That day is not worked ({due.not_worked}). The last working day on or before it is {day}."})
    if due.provisional:
        found.append({"kind": "provisional", "text": "Provisional: the count reaches beyond the published bank holidays."})
    hours = not due.chosen.steps
    if hours and not isinstance(event, datetime):
        found.append({"kind": "no-time", "text": "No time of day was given, so the day shown is the one on which the hours can first run out. Give the time for the exact hour."})
    if due.chosen.event_day_counted:
        day = write_moment(due.chosen.event_day_counted)
        found.append({"kind": "event-day", "text": f"Counted with the day of the event as day 1, as some systems do: {day}."})
    return found


def _reading(reading: Reading) -> Answer:
    found = {"words": write_durations(reading.durations), "due": write_iso(reading.due), "due_in_words": write_moment(reading.due)}
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


def _nothing(
    board: Mapping[str, Any], event: str, names: Mapping[str, str], guidance: Guidance
) -> str:
    sets = [
        other["name"]
        for other in guidance["boards"]
        if any(
            statement["board"] == other["id"] and _counts_from(statement, event)
            for statement in guidance["statements"]
        )
    ]
    others = f" These do: {', '.join(sets)}." if sets else " No other board here does."
    read = "says nothing" if board["source"]["coverage"] == "whole" else "was read only in part; what was read says nothing"
    return f"{board['name']}: this guidance {read} that gives a date from {names[event]}.{others}"


def _counts_from(statement: Mapping[str, Any], event: str) -> bool:
    count = count_of(statement.get("deadline") or {})
    return count is not None and count.event == event


def _count(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    event = read_moment(request.get("from"))
    duration = read_duration(str(request.get("duration") or ""))
    backwards = bool(request.get("before"))
    count = Count((duration,), "", backwards)
    due = due_date(count, event, bank_holidays(guidance))
    return {"from": write_iso(event), "duration": str(duration), "before": backwards} | _reckoned(due, event)


def _boards(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    return {"boards": [{"id": board["id"], "name": board["name"], "source": board["source"]["title"],
                        "date": board["source"]["date"]} for board in guidance["boards"]]}  # fmt: skip


def _topics(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    return {"topics": [{"id": topic["id"], "title": topic["title"], "question": topic["question"]}
                       for topic in guidance["topics"]]}  # fmt: skip


def _board(wanted: object, guidance: Guidance) -> Mapping[str, Any]:
    boards = {board["id"]: board for board in guidance["boards"]}
    if not wanted:
        raise Refused("Choose a board", "board")
    return boards[_known(str(wanted), boards, "board")]


def _event(on: object, guidance: Guidance) -> tuple[str, Moment]:
    if not isinstance(on, Mapping) or not on:
        raise Refused("Choose what happened", "event")
    if len(on) != 1:
        raise Refused("Give one event at a time", "event")
    (wanted, given), = on.items()
    return _known(str(wanted), event_names(guidance), "event"), read_moment(given)


def _known(wanted: str, known: Iterable[str], kind: str) -> str:
    if wanted in known:
        return wanted
    near = difflib.get_close_matches(wanted, known, 1, 0.5)
    hint = f"; did you mean '{near[0]}'?" if near else f"; it is one of: {', '.join(known)}"
    raise Refused(f"unknown {kind} '{shortened(wanted)}'{hint}", kind)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
