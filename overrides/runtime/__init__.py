"""What the browser runs: Pyodide, fetched once and checked, and the calculators as wheels beside it."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"


class RuntimeProblem(RuntimeError):
    """What the browser needs could not be fetched or made; the message says what to do."""


def settings() -> dict[str, Any]:
    """This project's own settings, from [tool.handbook] of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["tool"]["handbook"])
