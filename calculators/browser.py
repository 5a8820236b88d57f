"""The door for the browser: JSON text in, JSON text out, over guidance that is handed in in parts."""

import json
from collections.abc import Generator, Mapping
from typing import Any

from calculators.answers import answer
from calculators.counted import with_part
from calculators.requests import Answer


class Door:
    """Answers requests over the content of shared.json and the parts of boards put to it, or of rules.json.

    A table of cases is checked step by step, so that a page can show how far it has come and stop:
    "check-cases" takes the first step, and "check-cases-on" each further one until its answer is
    `finished`. A new "check-cases" puts the one before it away.
    """

    def __init__(self, guidance_json: str) -> None:
        self._guidance: dict[str, Any] = json.loads(guidance_json)
        here = {each["board"] for each in self._guidance["statements"]}
        local = {board["id"] for board in self._guidance["boards"] if not board.get("national")}
        self._elsewhere = local - here
        self._under_way: Generator[Answer, None, None] | None = None

    def wanted(self, request_json: str) -> str:
        """The boards, as a JSON list of ids, whose part has to be put here before the request can be answered."""
        request = _read(request_json)
        if not isinstance(request, Mapping):
            return "[]"
        boards = request.get("boards")
        named = [*boards] if isinstance(boards, list) else []
        named += [request.get(name) for name in ("board", "from", "to")]
        return json.dumps([each for each in dict.fromkeys(map(str, named)) if each in self._elsewhere])

    def put(self, board: str, part_json: str) -> None:
        """Takes in one board's own part; a second time changes nothing."""
        if board in self._elsewhere:
            self._guidance = with_part(self._guidance, json.loads(part_json))
            self._elsewhere.discard(board)

    def ask(self, request_json: str) -> str:
        """The answer to a request, both as JSON."""
        request = _read(request_json)
        stepwise = isinstance(request, Mapping) and request.get("ask") in ("check-cases", "check-cases-on")
        return json.dumps(self._step(request) if stepwise else answer(request, self._guidance), ensure_ascii=False)

    def _step(self, request: Mapping[str, Any]) -> Answer:
        if request["ask"] == "check-cases":
            # Imported when it is asked for, as `answers` does.
            from calculators.case_check import checking_cases

            self._under_way = checking_cases(request, self._guidance)
        try:
            found = next(self._under_way, None) if self._under_way is not None else None
        except ValueError as error:
            found = {"error": {"message": str(error), "field": getattr(error, "field", None)}}
        if found is None or "error" in found or found["finished"]:
            self._under_way = None
        return found or {"error": {"message": "This check was broken off. Start it again", "field": "table"}}


def _read(request_json: str) -> Any:
    """What a request says, or None where it is not JSON: the door then says that it asks nothing."""
    try:
        return json.loads(request_json)
    except (ValueError, RecursionError):
        return None
