"""In place of the library's looks into functions: the one that dataclasses need, and the one that Pyodide takes."""

from typing import Any

_COROUTINE = 0x80


def unwrap(function: Any) -> Any:
    """The function that `function` wraps, at the end of a chain of wrappings, or itself where it wraps none."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function


def iscoroutinefunction(function: Any) -> bool:
    """Whether a call of `function` has to be awaited."""
    return bool(getattr(getattr(function, "__code__", None), "co_flags", 0) & _COROUTINE)
