"""The way from the one zip to the calculators' door.

Python looks for a time zone in the folders of PYTHONTZPATH before it looks into the package tzdata, which
it reads by way of many more modules; so the one zone that the calculators know is put into such a folder.

Dataclasses write their methods as text, and Python's parser would have to be made ready for that alone; so the
build compiles each text beforehand.
"""

import dataclasses
import marshal
import os
import sys
from typing import Any
from zipimport import zipimporter

_ZONE = "Europe/London"

_zip = zipimporter(next(entry for entry in sys.path if entry.endswith(".zip")))
_place = os.path.join(os.environ["PYTHONTZPATH"], _ZONE)
os.makedirs(os.path.dirname(_place), exist_ok=True)
with open(_place, "wb") as _file:
    _file.write(_zip.get_data(f"tzdata/zoneinfo/{_ZONE}"))

_methods = marshal.loads(_zip.get_data("dataclass-methods"))

#: What the build did not compile, and had to be compiled here; it has to stay empty.
compiled_here: list[str] = []


def _exec(text: str, *names: Any) -> None:
    if text not in _methods:
        compiled_here.append(text)
    exec(_methods.get(text, text), *names)


dataclasses.exec = _exec  # type: ignore[attr-defined]

from calculators.browser import Door  # noqa: E402

__all__ = ["Door", "compiled_here"]
