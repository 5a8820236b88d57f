"""What is counted, over all boards: enough to say who else gives a date, without their statements at hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from calculators.deadlines import count_of

Statement = Mapping[str, Any]


def counted_from(statements: Iterable[Statement]) -> dict[str, list[str]]:
    """The ids of the boards that count a date from each event, by the event's id, in the boards' order."""
    found: dict[str, list[str]] = {}
    for statement in statements:
        count = count_of(statement.get("deadline") or {})
        if count is not None and statement["board"] not in found.setdefault(count.event, []):
            found[count.event].append(statement["board"])
    return found


def counted_as(statements: Iterable[Statement]) -> dict[str, Mapping[str, Any]]:
    """The first deadline that can be counted on each topic, by the topic's id: the form that a figure takes there."""
    found: dict[str, Mapping[str, Any]] = {}
    for statement in statements:
        if count_of(statement.get("deadline") or {}) is not None:
            found.setdefault(statement["topic"], statement["deadline"])
    return found


def in_parts(guidance: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """`guidance` as what every question needs, and each local board's own {"statements", "notes"} by its id.

    What every question needs has the boards' names and sources, the vocabulary, the bank holidays and
    the national statements; each `with_part` lets it answer for one board more.
    """
    by_board: dict[str, dict[str, Any]] = {board["id"]: {"statements": [], "notes": []} for board in guidance["boards"]}
    for name in ("statements", "notes"):
        for each in guidance[name]:
            by_board[each["board"]][name].append(each)
    shared = {key: value for key, value in guidance.items() if key not in ("terms", "about", "$schema")}
    shared |= {"statements": [], "notes": []}
    for board in guidance["boards"]:
        if board.get("national"):
            shared = with_part(shared, by_board.pop(board["id"]))
    return shared, by_board


def with_part(guidance: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """`guidance` with one board's own part put to it."""
    return {**guidance, **{name: [*guidance[name], *part[name]] for name in ("statements", "notes")}}
