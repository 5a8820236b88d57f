"""In place of Pyodide's ways to run text as Python, with all that they import: it starts with four lines of its own."""

from importlib import import_module
from typing import Any


def eval_code(source: str, *names: Any) -> Any:
    """What a line such as "import a; a.b" gives, of the few that Pyodide starts with; no other is ever run."""
    if source == "{}":
        return {}
    imported, _, wanted = source.removeprefix("import ").partition("; ")
    module = import_module(imported)
    return module if wanted == imported else getattr(module, wanted.removeprefix(f"{imported}."))


def pyimport_impl(name: str) -> Any:
    """The module `name`, as Pyodide's `pyimport` asks for it."""
    return import_module(name)
