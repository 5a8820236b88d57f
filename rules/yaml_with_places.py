"""YAML read as plain text values, with the place of every key and item remembered."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LARGEST_FILE = 1_000_000

Path_ = tuple[str | int, ...]
Place = tuple[int, int]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
    for what cannot be read on: bad syntax, a file over 1 MB, text that is not UTF-8.
    """
    if file.stat().st_size > LARGEST_FILE:
        raise YamlMistake(f"the file is larger than {LARGEST_FILE:,} bytes; a board's guidance is far smaller")
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise YamlMistake(f"the file is not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlMistake(f"this is not YAML: {error.problem or error.context}", place) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlMistake(f"this is not YAML: {' '.join(str(error).split())[:200]}") from None
    if node is None:
        raise YamlMistake("the file is empty")
    document = Document()
    try:
        document.data = _value(node, (), document, set())
    except RecursionError:
        raise YamlMistake("this is nested too deeply; a board file has a few levels") from None
    return document


def _value(node: yaml.Node, path: Path_, document: Document, seen: set[int]) -> Any:
    place = (node.start_mark.line + 1, node.start_mark.column + 1)
    document.places.setdefault(path, place)
    # An alias gives the same node again: refused, for a few of them can stand for millions of values.
    if id(node) in seen:
        # Its node carries the place of the anchor; the place of its own key is the useful one.
        where = document.place(path)
        document.mistakes.append((path, where, "aliases (*name) are not used here; write the text again"))
        return ""
    seen.add(id(node))
    if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.rpartition(":")[2] not in ("str", "seq", "map"):
        document.mistakes.append((path, place, f"tags such as {node.tag[:40]} are not used here; take it out"))
        return ""
    match node:
        case yaml.ScalarNode():
            return node.value
        case yaml.SequenceNode():
            return [_value(item, (*path, i), document, seen) for i, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        key_place = (key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            document.mistakes.append((path, key_place, "a key is plain text here"))
            continue
        under = (*path, key.value)
        if key.value in found:
            document.mistakes.append((under, key_place, f"duplicate key '{key.value}'; keep one"))
            continue
        document.places[under] = key_place
        found[key.value] = _value(value, under, document, seen)
    return found
