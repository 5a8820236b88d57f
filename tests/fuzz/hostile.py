"""What is put in: text, values and requests of which no two are meant well, and the count of how many there were."""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some

#: How many inputs a run generates in all. `make fuzz` asks for more than the test run does, and others each time.
INPUTS = int(os.environ.get("FUZZ_INPUTS", "2000"))

#: How many inputs each way in was given in this run.
given_to: Counter[str] = Counter()


def share(hundredths: int) -> Callable[[Any], Any]:
    """Settings for a test that takes so many hundredths of the run's inputs."""
    return settings(
        max_examples=INPUTS * hundredths // 100, derandomize="FUZZ_INPUTS" not in os.environ, database=None,
        deadline=None, print_blob=True, suppress_health_check=list(HealthCheck),
    )  # fmt: skip


MARKUP = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</textarea></title></script>", "javascript:alert(1)",
    "{{ 7*7 }}", "{% raw %}", "]]>", "-->", "&lt;&#0;", "\" onclick=alert(1) x=\"", "${7*7}", "../../../etc/passwd",
    "'; DROP TABLE", "%00%0d%0a", "__proto__", "constructor",
)  # fmt: skip
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "＠x", "=HYPERLINK(\"x\")")
CONTROL = ("\x00", "\x1b[31m", "\x07", "\x7f", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffe", "\U0001f600")
#: The half of a pair that stands for a character: JSON and a keyboard can bring it, UTF-8 cannot hold it.
HALF = "\ud800"
PIECES = (
    *("0", "1", "29", "31", "99", "1900", "2026", "2200", "feb", "Oct", " ", "-", "/", ".", ":", "T", "Z", ", ", " at "),
    *("+01:00", "am", "\n", "é", "٣", "working", "days", "week", "hours", "month", "2026-11-23", "10 working days"),
)

_pieces = some.sampled_from((*PIECES, *MARKUP, *FORMULAS, *CONTROL, HALF))
_long = some.builds(lambda piece, times: piece * times, _pieces, some.sampled_from((100, 3000, 20_000)))
text = some.lists(_pieces, max_size=7).map("".join) | some.text(max_size=30) | _long
numbers = (
    some.integers(-3, 50) | some.floats() | some.sampled_from((2**31, 2**63, -(2**63), 10**25, 10**400, 1e308))
)  # fmt: skip
_deep = some.builds(lambda depth: _nested(depth), some.sampled_from((3, 40, 200)))
anything = some.recursive(
    some.none() | some.booleans() | numbers | text | _deep,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(text, inner, max_size=4),
    max_leaves=8,
)


def _nested(depth: int) -> Any:
    found: Any = "x"
    for level in range(depth):
        found = [found] if level % 2 else {"x": found}
    return found


@some.composite
def spoilt(draw: some.DrawFn, value: Any, instead: some.SearchStrategy[Any] = anything, odds: int = 12) -> Any:
    """`value` with some of its parts, here and there, made something else, left out, doubled or renamed."""
    if draw(some.integers(0, odds)) == 0:
        return draw(instead)
    if isinstance(value, dict):
        kept = {key: draw(spoilt(each, instead, odds)) for key, each in value.items() if draw(some.integers(0, 30))}
        if draw(some.integers(0, odds)) == 0:
            kept[draw(text)] = draw(instead)
        return kept
    if isinstance(value, list):
        found = [draw(spoilt(each, instead, odds)) for each in value]
        return found * 2 if draw(some.integers(0, 20)) == 0 else found
    return value
