"""In place of tracebacks in colours: Python's own are enough, since a quick start that fails is given up."""

import sys
from types import TracebackType


def print_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Prints a traceback as Python does by itself."""
    sys.__excepthook__(kind, error, trace)
