"""The door for the browser: JSON text in, JSON text out, over guidance that is handed in once."""

import json
from collections.abc import Callable

from calculators.answers import answer


def open_door(guidance_json: str) -> Callable[[str], str]:
    """A function from a request as JSON to its answer as JSON, over the content of rules.json."""
    guidance = json.loads(guidance_json)

    def ask(request_json: str) -> str:
        return json.dumps(answer(json.loads(request_json), guidance), ensure_ascii=False)

    return ask
