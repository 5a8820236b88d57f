"""One event under several boards, and a move from one board's area to another's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculators.deadlines import count_of, write_deadline
from calculators.due_dates import due_date
from calculators.moments import FieldError, Moment, day_of, read_moment, write_day, write_iso, write_moment
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
from calculators.telling import tell_conditions, tell_date, tell_statement, write_when

MOST_BOARDS = 6


def compare(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """What falls due from one event under up to six boards, topic by topic.

    `request` has `boards` (a list of ids) and `on`. Each topic has a cell for each board: its dates,
    with the days by which each is later than the earliest, or that the board is silent, was not read
    for it, or says something without a date. Raises Refused or FieldError for what cannot be read.
    """
    wanted = request.get("boards")
    ids = list(dict.fromkeys(map(str, wanted))) if isinstance(wanted, list | tuple) else []
    if not ids:
        raise Refused("Choose at least one board", "boards")
    if len(ids) > MOST_BOARDS:
        raise Refused(f"Choose up to {MOST_BOARDS} boards", "boards")
    boards = [read_board(identity, guidance, "boards") for identity in ids]
    event, moment = read_event(request.get("on"), guidance)
    return {
        "on": {event: write_iso(moment)},
        "event": event_names(guidance)[event],
        "moment_in_words": write_moment(moment),
        "boards": [{"id": board["id"], "name": board["name"]} for board in boards],
        "topics": _topics(boards, event, moment, guidance),
    }


def move(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """A child's move from one board's area to another's on a day: what each asks, and the earlier of the two.

    `request` has `from` and `to` (board ids), `day` (the day of the move) and `on`. Raises Refused or
    FieldError for what cannot be read.
    """
    leaving, entering = read_board(request.get("from"), guidance, "from"), read_board(request.get("to"), guidance, "to")
    if leaving["id"] == entering["id"]:
        raise Refused("Choose two different boards", "to")
    event, moment = read_event(request.get("on"), guidance)
    try:
        day = day_of(read_moment(request.get("day")))
    except ValueError as error:
        part = error.field if isinstance(error, FieldError) else "day"
        raise Refused(f"The day of the move: {error}", f"move-{part}") from None
    topics = _topics([leaving, entering], event, moment, guidance)
    for topic in topics:
        topic["told"] = _earlier(topic, day)
    return {
        "on": {event: write_iso(moment)},
        "event": event_names(guidance)[event],
        "moment_in_words": write_moment(moment),
        "day": day.isoformat(),
        "day_in_words": write_day(day),
        "boards": [{"id": board["id"], "name": board["name"]} for board in (leaving, entering)],
        "topics": topics,
        "transfer": [_transfer(board, guidance) for board in (leaving, entering)]
        + _national_transfer(guidance, {leaving["id"], entering["id"]}),
    }


def _topics(boards: list[Mapping[str, Any]], event: str, moment: Moment, guidance: Guidance) -> list[Answer]:
    holidays, names = bank_holidays(guidance), event_names(guidance)
    roles = {role["id"]: role["name"] for role in guidance["roles"]}
    dated: dict[str, dict[str, list[Answer]]] = {}
    for board in boards:
        for statement in statements_of(board["id"], guidance):
            count = count_of(statement.get("deadline") or {})
            if count is None or count.event != event:
                continue
            told = tell_statement(statement, board, guidance) | tell_date(due_date(count, moment, holidays), moment)
            told["words"] = write_deadline(statement["deadline"], names)
            told["remarks"] = [*tell_conditions(statement, roles), *told["remarks"]]
            dated.setdefault(statement["topic"], {}).setdefault(board["id"], []).append(told)
    return [_topic(topic, boards, dated[topic["id"]], guidance) for topic in guidance["topics"] if topic["id"] in dated]


def _topic(
    topic: Mapping[str, Any], boards: list[Mapping[str, Any]], dated: dict[str, list[Answer]], guidance: Guidance
) -> Answer:
    earliest = min(day_of(read_moment(each["due"])) for dates in dated.values() for each in dates)
    cells = []
    for board in boards:
        dates = dated.get(board["id"], [])
        for each in dates:
            later = (day_of(read_moment(each["due"])) - earliest).days
            each["later"] = later
            each["later_in_words"] = "the earliest" if not later else f"{later} day{'s' if later != 1 else ''} later"
        cells.append(
            {
                "board": board["id"],
                "name": board["name"],
                "dates": dates,
                "stance": _stance(board, topic["id"], dates, guidance),
            }
        )
    return {"topic": topic["id"], "title": topic["title"], "cells": cells}


def _stance(board: Mapping[str, Any], topic: str, dates: list[Answer], guidance: Guidance) -> str:
    if dates:
        return "says"
    if any(statement["topic"] == topic for statement in statements_of(board["id"], guidance)):
        return "no date from this event"
    return "silent" if topic in board.get("silent", ()) else "not read"


def _earlier(topic: Answer, day: date) -> str:
    """Which board asks for the earlier date, in one sentence; and whether it fell due before the move."""
    firsts = [
        (min(cell["dates"], key=lambda each: each["due"]), cell["name"]) for cell in topic["cells"] if cell["dates"]
    ]
    first, name = min(firsts, key=lambda pair: pair[0]["due"])
    if len(firsts) == 1:
        told = f"Only {name} gives a date: {write_when(first)}."
    elif len({write_when(each) for each, _ in firsts}) == 1:
        told = f"Both give {write_when(first)}."
    elif len({each["due"] for each, _ in firsts}) == 1:
        told = f"Both end on {first['due_in_words']}."
    else:
        told = f"The earlier is {name}'s: {write_when(first)}."
    if day_of(read_moment(first["due"])) < day:
        told += " It falls before the move."
    return told


def _transfer(board: Mapping[str, Any], guidance: Guidance) -> Answer:
    said = [each for each in statements_of(board["id"], guidance) if each["topic"] == "transfer"]
    if said:
        words = " ".join(f"{each['says']} ({each['at']})" for each in said)
        return {"name": board["name"], "told": f"{board['name']}: {words}{_replaced(board)}"}
    silent = "transfer" in board.get("silent", ())
    words = "says nothing about a move to another area" if silent else "was not read for a move to another area"
    return {"name": board["name"], "told": f"{board['name']}: this guidance {words}.{_replaced(board)}"}


def _replaced(board: Mapping[str, Any]) -> str:
    return f" This edition was replaced by {board['replaced']}." if board.get("replaced") else ""


def _national_transfer(guidance: Guidance, beside: set[str]) -> list[Answer]:
    """What the national documents say of a move, but those that are themselves compared."""
    return [
        _transfer(board, guidance)
        for board in guidance["boards"]
        if board.get("national") and board["id"] not in beside
    ]
