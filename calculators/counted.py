"""What is counted, over all boards: enough to say who else gives a date, without their statements at hand."""

from collections.abc import Iterable, Mapping, Sequence
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
    the national statements; put together again with `with_parts`, it answers for the boards put to it.
    """
    local = [board["id"] for board in guidance["boards"] if not board.get("national")]
    parts = {board: {name: _only(guidance[name], (board,)) for name in ("statements", "notes")} for board in local}
    national = [board["id"] for board in guidance["boards"] if board.get("national")]
    shared = {name: _only(guidance[name], national) for name in ("statements", "notes")}
    left_out = ("terms", "about", "$schema")
    return {key: value for key, value in guidance.items() if key not in left_out} | shared, parts


def with_part(guidance: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """`guidance` with one board's own part put to it."""
    return {**guidance, **{name: [*guidance[name], *part[name]] for name in ("statements", "notes")}}


def _only(each_of: Iterable[Statement], boards: Sequence[str]) -> list[Statement]:
    return [each for each in each_of if each["board"] in boards]
