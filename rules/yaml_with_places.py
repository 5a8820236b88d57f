"""YAML read as plain text values, with the place of every key and item remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from calculators.durations import shortened

LARGEST_FILE = 1_000_000
#: How many lists and mappings may stand one inside the other. A board file has five, a form seven.
DEEPEST = 30

Path_ = tuple[str | int, ...]
Place = tuple[int, int]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: The tags that change nothing: none, "!", and those of text, lists and mappings.
_TAGS = ("", "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")))


class YamlMistake(ValueError):
    """Text that is not the plain YAML used here, with its line and column (from 1)."""

    def __init__(self, message: str, place: Place = (1, 1)) -> None:
        super().__init__(message)
        self.place = place


@dataclass
class Document:
    """A YAML file: its `data` (dicts, lists and text only) and where each part of it stands.

    `places` gives line and column, from 1, by the path of keys and indexes that leads there; a
    value under a key has the place of its key. `mistakes` lists what is wrong but could be passed
    over while reading, such as a key that stands twice.
    """

    data: Any = None
    places: dict[Path_, Place] = field(default_factory=dict)
    mistakes: list[tuple[Path_, Place, str]] = field(default_factory=list)

    def place(self, path: Path_) -> Place:
        """The place of `path`, or of the nearest part of the file that encloses it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_yaml(file: Path) -> Document:
    """The document in `file`.

    Every scalar is text: `5.10` stays "5.10" and no word turns into a boolean. Raises YamlMistake
    for what cannot be read on: bad syntax, a file over 1 MB, text that is not UTF-8, nesting without end.
    """
    if file.stat().st_size > LARGEST_FILE:
        raise YamlMistake(f"the file is larger than {LARGEST_FILE:,} bytes; a board's guidance is far smaller")
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise YamlMistake(f"the file is not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    document = Document()
    try:
        _read(yaml.parse(text, Loader=_Loader), document)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlMistake(f"this is not YAML: {error.problem or error.context}", place) from None
    except yaml.YAMLError as error:
        raise YamlMistake(f"this is not YAML: {shortened(str(error), 200)}") from None
    return document


def _read(events: Iterator[yaml.Event], document: Document) -> None:
    """Fills `document` from the events of a parse.

    They are read one by one, not composed into nodes by the library: it follows any depth, and with that
    can bring the whole process down.
    """
    found = False
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if found:
                raise YamlMistake("a second document begins here; a file holds one", _start(event))
            document.data, found = _value(next(events), events, (), document), True
    if not found:
        raise YamlMistake("the file is empty; rules/README.md says what it holds")


def _value(event: yaml.Event, events: Iterator[yaml.Event], path: Path_, document: Document, level: int = 0) -> Any:
    """The value that begins with `event`, read to its end."""
    place = _start(event)
    if level > DEEPEST:
        raise YamlMistake(f"this is nested more than {DEEPEST} levels deep; a file here has a few", place)
    document.places.setdefault(path, place)
    if isinstance(event, yaml.AliasEvent):
        # Refused, for a few of them can stand for millions of values.
        where = document.place(path)
        document.mistakes.append((path, where, "aliases (*name) are not used here; write the text again"))
        return ""
    tag = getattr(event, "tag", None) or ""
    refused = tag not in _TAGS
    if refused:
        document.mistakes.append((path, place, f"tags such as {shortened(tag, 40)} are not used here; take it out"))
    found: Any
    match event:
        case yaml.ScalarEvent():
            found = event.value
        case yaml.SequenceStartEvent():
            found = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                found.append(_value(item, events, (*path, len(found)), document, level + 1))
        case _:
            found = _mapping(events, path, document, level)
    return "" if refused else found


def _mapping(events: Iterator[yaml.Event], path: Path_, document: Document, level: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        place = _start(key)
        name = key.value if isinstance(key, yaml.ScalarEvent) else None
        if name is not None and name not in found:
            under = (*path, name)
            document.places[under] = place
            found[name] = _value(next(events), events, under, document, level + 1)
            continue
        # What follows is read all the same, to its end, and left out.
        left_out = Document()
        if name is None:
            document.mistakes.append((path, place, "a key is plain text here"))
            _value(key, events, (), left_out, level + 1)
        else:
            message = f"duplicate key '{shortened(name)}'; keep one"
            document.mistakes.append(((*path, name), place, message))
        _value(next(events), events, (), left_out, level + 1)
    return found


def _start(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
