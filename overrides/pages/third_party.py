"""What in the built site was made by others: each part, its licence and its notices, from the packages' own files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from importlib.resources import files
from pathlib import Path

from overrides.runtime import settings
from overrides.runtime.pyodide_files import pyodide_files

#: What the theme's scripts and styles hold, as their source maps name it: the licence of each, and where it is from.
IN_THE_THEME = {
    "clipboard": ("MIT", "https://clipboardjs.com/"),
    "escape-html": ("MIT", "https://github.com/component/escape-html"),
    "focus-visible": ("W3C Software and Document Licence", "https://github.com/WICG/focus-visible"),
    "lunr": ("MIT", "https://lunrjs.com/"),
    "material-design-color": ("MIT", "https://github.com/mrmlnc/material-color"),
    "rxjs": ("Apache-2.0", "https://github.com/ReactiveX/rxjs"),
    "tslib": ("0BSD", "https://github.com/microsoft/tslib"),
}
_WITHIN = r"(?:(?!\*/)[\s\S])*"
_NOTICE = re.compile(rf"/\*[!*]{_WITHIN}?(?:copyright|licensed){_WITHIN}\*/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A part of the site that others made: what it does here, and the `notices` that go with it, as plain text."""

    name: str
    version: str
    licence: str
    does: str
    source: str
    notices: tuple[str, ...]


def third_party() -> list[ThirdParty]:
    """Every part, those that the calculators run first. Raises RuntimeProblem where Pyodide cannot be had."""
    return [
        *_pyodide(),
        _installed("python-dateutil", "months that end on a shorter month's last day; in the browser and at build"),
        _installed("tzdata", "when the clocks change; in the browser and at build"),
        _installed("mkdocs-material", "the theme: its styles, its scripts, its search and its icons"),
        *_in_the_theme(),
        _icons(),
        _installed("python-docx", "the empty document and its styles in which every Word file begins"),
    ]


def _pyodide() -> Iterator[ThirdParty]:
    lock = json.loads(pyodide_files()["pyodide-lock.json"].read_text(encoding="utf-8"))
    yield ThirdParty(
        "Pyodide", settings()["pyodide"]["version"], "MPL-2.0", "Python in the browser",
        "https://github.com/pyodide/pyodide",
        ("Pyodide is subject to the terms of the Mozilla Public License, v. 2.0. The licence is at"
         " https://mozilla.org/MPL/2.0/, and the source of this version at the address above. Its files are here as"
         " they were published. In the one file from which Python starts quickly, its modules are compiled, and those"
         " that this site never needs give way to shorter ones of the site's own. Compiled into it are Emscripten"
         " (MIT), musl (MIT), zlib (zlib licence), bzip2 (bzip2 licence) and libffi (MIT).",),
    )  # fmt: skip
    # Python's own licence is in none of Pyodide's files. This package is under the same one and carries its text.
    yield ThirdParty(
        "Python", lock["info"]["python"], "PSF-2.0", "the language and the modules of it that the calculators import",
        "https://github.com/python/cpython",
        ("Copyright © 2001 Python Software Foundation; all rights reserved. The modules that the calculators import"
         " were compiled, without their documentation, and packed into one file.",
         *_texts(distribution("typing-extensions"))),
    )  # fmt: skip


def _installed(name: str, does: str) -> ThirdParty:
    package = distribution(name)
    metadata = package.metadata
    links = dict(link.split(", ", 1) for link in metadata.get_all("Project-URL") or ())
    return ThirdParty(
        metadata["Name"], package.version, metadata["License-Expression"] or metadata["License"], does,
        links.get("Source") or links["Repository"], tuple(_texts(package)),
    )  # fmt: skip


def _texts(package: Distribution) -> Iterator[str]:
    """The licence files beside a package's metadata."""
    for file in sorted(map(str, package.files or ())):
        if re.search(r"\.dist-info/.*LICEN[SC]E", file):
            yield Path(str(package.locate_file(file))).read_text(encoding="utf-8").strip()


def _in_the_theme() -> Iterator[ThirdParty]:
    """The libraries packed into the theme's own files, with the notice that stands at the head of each."""
    notices: dict[str, str] = {}
    for file in sorted(_theme().rglob("assets/**/*.map")):
        packed = json.loads(file.read_text(encoding="utf-8"))
        contents = packed.get("sourcesContent") or [None] * len(packed["sources"])
        for source, content in zip(packed["sources"], contents, strict=True):
            if found := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", source):
                notice = _NOTICE.search(content or "")
                notices.setdefault(found[1], notice[0].strip("/*! \n") if notice else "")
    for name, found_notice in sorted(notices.items()):
        written = (re.sub(r"^ *\* ?", "", found_notice, flags=re.MULTILINE),) if found_notice else ()
        licence, source = IN_THE_THEME.get(name, ("as its authors say", ""))
        does = "inside the theme's scripts or styles"
        yield ThirdParty(name, "as packed in the theme", licence, does, source, written)


def _icons() -> ThirdParty:
    licence = (_theme() / ".icons/material/LICENSE").read_text(encoding="utf-8").strip()
    return ThirdParty("Material Design Icons", "as packed in the theme", "Apache-2.0 (Pictogrammers Free Licence)",
                      "the icons", "https://github.com/Templarian/MaterialDesign", (licence,))  # fmt: skip


def _theme() -> Path:
    return Path(str(files("material"))) / "templates"
