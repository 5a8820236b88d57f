"""The pages of a built site as trees of elements, read with the standard library alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "head"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "span", "strong", "time"}
ORIGIN = "https://handbook.invalid/"


@dataclass
class Element:
    """An element of a page with what it holds: elements and text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    held: list["Element | str"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str:
        """An attribute's value, or nothing."""
        return self.attributes.get(name, "")

    def all(self, tag: str = "", name: str = "", **attributes: str) -> Iterator["Element"]:
        """Every element within that has this tag, this class name and these attributes (_ for -)."""
        for part in self.held:
            if isinstance(part, Element):
                if (
                    tag in ("", part.tag)
                    and (not name or name in part.get("class").split())
                    and all(part.get(key.replace("_", "-")) == value for key, value in attributes.items())
                ):
                    yield part
                yield from part.all(tag, name, **attributes)

    def one(self, tag: str = "", name: str = "", **attributes: str) -> "Element":
        """The only such element."""
        (found,) = self.all(tag, name, **attributes)
        return found

    @property
    def text(self) -> str:
        """All text a reader can see, with single blanks."""
        return plain("".join(self._texts(tips=True)))

    @property
    def words(self) -> str:
        """The text without the meanings that open at a term."""
        return plain("".join(self._texts(tips=False)))

    def _texts(self, tips: bool) -> Iterator[str]:
        for part in self.held:
            if isinstance(part, str):
                yield part
            elif part.tag not in UNSEEN and (tips or part.get("role") != "tooltip"):
                edge = "" if part.tag in INLINE else " "
                yield edge
                yield from part._texts(tips)
                yield edge


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].held.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].held.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]} meets <{self.open[-1].tag}>")
        if tag in [element.tag for element in self.open]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].held.append(data)


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of the site; `address` is where it stands, without the site's own part."""

    address: str
    html: str

    @cached_property
    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        reader.close()
        return reader

    @property
    def root(self) -> Element:
        """The whole page."""
        return self._read.root

    @property
    def faults(self) -> list[str]:
        """Tags that close what is not open."""
        return self._read.faults + [f"<{element.tag}> is never closed" for element in self._read.open[1:]]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in the order of the page."""
        return [element["id"] for element in self.root.all() if element.get("id")]

    def target(self, link: str) -> tuple[str, str]:
        """The address that a link on this page leads to, and the id on it; an address elsewhere is whole."""
        whole = urljoin(ORIGIN + self.address, link)
        address, _, anchor = whole.partition("#")
        return unquote(address.removeprefix(ORIGIN)), unquote(anchor)


@dataclass(frozen=True)
class BuiltSite:
    """A folder that `mkdocs build` wrote."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, BuiltPage]:
        """Every page by its address."""
        found = {}
        for file in sorted(self.folder.rglob("*.html")):
            address = file.relative_to(self.folder).as_posix().removesuffix("index.html")
            found[address] = BuiltPage(address, file.read_text(encoding="utf-8"))
        return found

    def page(self, address: str) -> Element:
        """The root of the page at an address."""
        return self.pages[address].root

    def holds(self, address: str) -> bool:
        """Whether a file stands at an address."""
        file = self.folder / address
        return (file / "index.html" if address.endswith("/") or not address else file).is_file()


def addresses(element: Element) -> Iterator[tuple[str, str]]:
    """Every address that an element names, with the attribute that names it."""
    for name in ("href", "src", "data", "poster", "action", "data-root", "data-pyodide", "data-calculators", "data-guidance", "xlink:href"):
        if name in element.attributes:
            yield name, element[name]
    for candidate in element.get("srcset").split(","):
        if candidate.strip():
            yield "srcset", candidate.split()[0]
    for address in css_addresses(element.get("style")):
        yield "style", address


def css_addresses(css: str) -> list[str]:
    """Every address in a stylesheet, but for data that stands in it."""
    found = re.findall(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", css)
    return [first or second for first, second in found if not (first or second).startswith("data:")]


def is_elsewhere(address: str) -> bool:
    """Whether an address leaves the site: another host, or a scheme that is not data."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def plain(value: Any) -> str:
    """Text as a page shows it: with single blanks."""
    return " ".join(str(value).split())
