"""A pytest plugin that writes down every question the suite asks at the calculators' door, for tests/modules.py."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import calculators.answers

#: Questions by the guidance they were put to, both as JSON. Tables of a whole authority would only take time.
_asked: dict[str, dict[str, None]] = {}
_LONGEST = 20_000

_answer = calculators.answers.answer


def _recorded(request: Mapping[str, Any], guidance: Mapping[str, Any]) -> dict[str, Any]:
    try:
        asked, about = json.dumps(request), json.dumps(guidance)
    except (TypeError, ValueError):  # such as a date: only what is JSON comes to the door in a browser
        pass
    else:
        if len(asked) < _LONGEST:
            _asked.setdefault(about, {})[asked] = None
    return _answer(request, guidance)


# The plugin is loaded before any test module imports the door.
calculators.answers.answer = _recorded


@pytest.fixture(scope="session", autouse=True)
def _write_down() -> Iterator[None]:
    yield
    found = [{"guidance": about, "requests": list(requests)} for about, requests in _asked.items()]
    Path(os.environ["HANDBOOK_REQUESTS"]).write_text(json.dumps(found), encoding="utf-8")
