"""JSON Schemas made from the model: one for the board files, one for the open data."""

import json
from pathlib import Path
from typing import Any

from rules.model import Board
from rules.reader import RULES, Guidance

FILE = RULES / "board.schema.json"


def board_schema(guidance: Guidance) -> dict[str, Any]:
    """The JSON Schema of a board file, with the closed lists as its enumerations."""
    schema = Board.model_json_schema(by_alias=True)
    filled: dict[str, Any] = _with_words(schema, _vocabulary(guidance))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | filled


def data_schema(guidance: Guidance) -> dict[str, Any]:
    """The JSON Schema of rules.json: what its boards, statements and notes hold."""
    board = board_schema(guidance)
    parts = board.pop("$defs")
    named = {"board": {"type": "string", "enum": list(guidance.boards)}}
    parts["Board"] = {key: value for key, value in board.items() if key != "$schema"}
    _extend(parts["Board"], {"id": named["board"]}, without=("statements", "notes"))
    for name in ("Statement", "Note"):
        _extend(parts[name], named)
    lists = {"boards": "Board", "statements": "Statement", "notes": "Note"}
    return {
        "$schema": board["$schema"],
        "title": "Core group guidance as open data",
        "type": "object",
        "properties": {key: {"type": "array", "items": {"$ref": f"#/$defs/{part}"}} for key, part in lists.items()},
        "required": [*lists, "groups", "topics", "events", "roles", "bank-holidays"],
        "$defs": parts,
    }


def write_board_schema(guidance: Guidance, file: Path = FILE) -> None:
    """Writes the schema that editors use beside the board files."""
    file.write_text(json.dumps(board_schema(guidance), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _extend(part: dict[str, Any], properties: dict[str, Any], without: tuple[str, ...] = ()) -> None:
    kept = {key: value for key, value in part["properties"].items() if key not in without}
    part["properties"] = properties | kept
    part["required"] = [*properties, *(key for key in part.get("required", ()) if key not in without)]


def _vocabulary(guidance: Guidance) -> dict[str, list[str]]:
    return {
        "topics": [topic.id for topic in guidance.topics],
        "events": [event.id for event in guidance.events],
        "roles": [role.id for role in guidance.roles],
    }


def _with_words(part: Any, vocabulary: dict[str, list[str]]) -> Any:
    if isinstance(part, list):
        return [_with_words(each, vocabulary) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: _with_words(value, vocabulary) for key, value in part.items() if key != "vocabulary"}
    if "vocabulary" in part:
        found["enum"] = vocabulary[part["vocabulary"]]
    return found
