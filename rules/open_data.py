"""The guidance as open data: the plain dict that the calculators take and the site gives away."""

from typing import Any

from calculators.counted import counted_as, counted_from
from rules import VERSION
from rules.model import Board
from rules.reader import Guidance

#: Where the data and its schema stand on the site.
DATA, SCHEMA = "rules.json", "rules.schema.json"


def guidance_as_data(guidance: Guidance) -> dict[str, Any]:
    """All of `guidance` as plain dicts, lists and text, ready for JSON.

    {"boards": [...], "groups": [...], "topics": [...], "events": [...], "roles": [...],
    "terms": [...], "counted-from": {event: [board]}, "counted-as": {topic: deadline}, "statements": [...],
    "notes": [...], "bank-holidays": {...}}; each statement and note has its "board". Empty values are left out.
    """
    statements = [
        {"board": identity} | _plain(statement)
        for identity, board in guidance.boards.items()
        for statement in board.statements
    ]
    return {
        "$schema": SCHEMA,
        "about": "What each board's guidance on core groups says, in the handbook's own words, with the"
        " paragraph or heading it stands at. The documents are old: check current local procedures.",
        "version": VERSION,
        "boards": [_board(identity, board) for identity, board in guidance.boards.items()],
        "groups": [_plain(group) for group in guidance.groups],
        "topics": [_plain(topic) for topic in guidance.topics],
        "events": [_plain(event) for event in guidance.events],
        "roles": [_plain(role) for role in guidance.roles],
        "terms": [_plain(term) for term in guidance.terms],
        "counted-from": counted_from(statements),
        "counted-as": counted_as(statements),
        "statements": statements,
        "notes": [
            {"board": identity} | _plain(note) for identity, board in guidance.boards.items() for note in board.notes
        ],
        "bank-holidays": _plain(guidance.holidays),
    }


def _board(identity: str, board: Board) -> dict[str, Any]:
    return {"id": identity} | _plain(board, leave_out={"statements", "notes"})


def _plain(part: Any, leave_out: set[str] | None = None) -> dict[str, Any]:
    plain = part.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=leave_out)
    return {key: value for key, value in plain.items() if value not in ([], {}, False)}
