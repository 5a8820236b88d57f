"""The guidance: what each board says, as YAML, and how it is read and checked."""

import tomllib
from pathlib import Path

#: The version of the handbook, whose one place is pyproject.toml.
VERSION: str = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["version"]
