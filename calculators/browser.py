"""The door for the browser: JSON text in, JSON text out, over guidance that is handed in once."""

import json
from collections.abc import Callable, Generator, Mapping
from typing import Any

from calculators.answers import answer
from calculators.case_check import checking_cases
from calculators.requests import Answer


def open_door(guidance_json: str) -> Callable[[str], str]:
    """A function from a request as JSON to its answer as JSON, over the content of rules.json.

    A table of cases is checked step by step, so that a page can show how far it has come and stop:
    "check-cases" takes the first step, and "check-cases-on" each further one until its answer is
    `finished`. A new "check-cases" puts the one before it away.
    """
    guidance = json.loads(guidance_json)
    under_way: Generator[Answer, None, None] | None = None

    def step(request: Mapping[str, Any]) -> Answer:
        nonlocal under_way
        if request["ask"] == "check-cases":
            under_way = checking_cases(request, guidance)
        try:
            found = next(under_way, None) if under_way is not None else None
        except ValueError as error:
            found = {"error": {"message": str(error), "field": getattr(error, "field", None)}}
        if found is None or "error" in found or found["finished"]:
            under_way = None
        return found or {"error": {"message": "This check was broken off. Start it again", "field": "table"}}

    def ask(request_json: str) -> str:
        try:
            request = json.loads(request_json)
        except (ValueError, RecursionError):
            request = None
        stepwise = isinstance(request, Mapping) and request.get("ask") in ("check-cases", "check-cases-on")
        return json.dumps(step(request) if stepwise else answer(request, guidance), ensure_ascii=False)

    return ask
