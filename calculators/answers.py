"""The one door: a request as a plain dict goes in, an answer as a plain dict comes out.

The command line, the site's build and the browser all ask here, so they cannot differ. `guidance`
is the content of rules.json: boards, topics, events, statements, notes and bank holidays.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from calculators.deadlines import Count, count_of, events_of, write_deadline
from calculators.due_dates import DueDate, due_date
from calculators.durations import read_duration, shortened
from calculators.moments import FieldError, Moment, read_moment, write_iso
from calculators.requests import (
    Answer,
    Guidance,
    Refused,
    bank_holidays,
    event_names,
    read_board,
    read_event,
    statements_of,
)
from calculators.telling import (
    says_nothing,
    tell_conditions,
    tell_date,
    tell_family,
    tell_statement,
    tell_working,
    write_as_text,
)

#: The modules of the larger questions, each imported when it is first asked: in a browser on a slow telephone a
#: third of the imports is for what most readers never open, and a first date should not wait for it.
_ELSEWHERE = {
    "plan": "case_plan", "plan-file": "case_plan", "compare": "side_by_side", "move": "side_by_side",
    "check": "case_check", "check-cases": "case_check",
}  # fmt: skip


def answer(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """The answer to `request`, or {"error": {"message", "field"}} with one plain sentence.

    `request["ask"]` is one of:

    - "due": `board`, and `on`, a dict with one event id and its moment (see `read_moment`);
    - "count": `from` (a moment), `duration` (words) and, to count back, `before`: true;
    - "plan" and "plan-file": see `case_plan`; "compare" and "move": see `side_by_side`;
    - "check" and "check-cases": see `case_check`;
    - "boards" and "topics": no more than that.

    Never raises for anything that a person could type.
    """
    here = {"due": _due, "count": _count, "boards": _boards, "topics": _topics}
    try:
        ask = request.get("ask") if isinstance(request, Mapping) else None
        if not isinstance(ask, str) or ask not in here | _ELSEWHERE:
            asks = ", ".join([*here, *_ELSEWHERE])
            raise Refused(f"unknown question '{shortened(str(ask))}'; ask one of: {asks}", "ask")
        return (here.get(ask) or _from_elsewhere(ask))(request, guidance)
    except (Refused, FieldError) as error:
        return {"error": {"message": str(error), "field": error.field}}
    except ValueError as error:
        return {"error": {"message": _sentence(str(error)), "field": None}}
    except RecursionError:
        return {"error": {"message": "This question is nested too deeply to be read", "field": None}}


def _from_elsewhere(ask: str) -> Callable[[Mapping[str, Any], Guidance], Answer]:
    module = import_module(f"calculators.{_ELSEWHERE[ask]}")
    found: Callable[[Mapping[str, Any], Guidance], Answer] = getattr(module, ask.replace("-", "_"))
    return found


def _due(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    if not request.get("on"):
        # What is left empty is told in the order of the form.
        raise Refused("Choose what happened", "event")
    board = read_board(request.get("board"), guidance)
    event, moment = read_event(request.get("on"), guidance)
    holidays, names = bank_holidays(guidance), event_names(guidance)
    dates, undated = [], []
    for statement in statements_of(board["id"], guidance):
        deadline = statement.get("deadline")
        if deadline is None:
            continue
        count = count_of(deadline)
        if count is None:
            if event in events_of(deadline):
                undated.append(tell_statement(statement, board, guidance) | {"words": write_deadline(deadline, names)})
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
    row = tell_statement(statement, board, guidance)
    row |= {"words": write_deadline(statement["deadline"], names)} | tell_date(due, event) | tell_working(due, event)
    roles = {role["id"]: role["name"] for role in guidance["roles"]}
    row["remarks"] = [*tell_conditions(statement, roles), *row["remarks"]]
    family = {topic["id"]: topic.get("family") for topic in guidance["topics"]}.get(statement["topic"])
    if family:
        row["family"] = tell_family(due, family)
    row["as_text"] = write_as_text(row, board["name"], guidance["version"])
    row["remarks"] += [{"kind": "note", "text": f"Note: {note}"} for note in row.get("notes", ())]
    return row


def _nothing(board: Mapping[str, Any], event: str, names: Mapping[str, str], guidance: Guidance) -> str:
    counting = guidance["counted-from"].get(event, ())
    sets = [other["name"] for other in guidance["boards"] if other["id"] in counting]
    others = f" These do: {', '.join(sets)}." if sets else " No other board here does."
    return f"{board['name']}: this guidance {says_nothing(board)} that gives a date from {names[event]}.{others}"


def _count(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    event = read_moment(request.get("from"))
    duration = read_duration(str(request.get("duration") or ""))
    backwards = bool(request.get("before"))
    count = Count((duration,), "", backwards)
    due = due_date(count, event, bank_holidays(guidance))
    return (
        {"from": write_iso(event), "duration": str(duration), "before": backwards}
        | tell_date(due, event)
        | tell_working(due, event)
    )


def _boards(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    return {"boards": [{"id": board["id"], "name": board["name"], "source": board["source"]["title"],
                        "date": board["source"]["date"]} for board in guidance["boards"]]}  # fmt: skip


def _topics(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    return {"topics": [{"id": topic["id"], "title": topic["title"], "question": topic["question"]}
                       for topic in guidance["topics"]]}  # fmt: skip


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
