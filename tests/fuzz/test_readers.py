"""The readers of the rules, given files that no author would write: every mistake with its place, never an exception."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from rules.form_model import read_forms
from rules.open_data import guidance_as_data
from rules.reader import RulesError, read_guidance
from tests.fuzz.hostile import CONTROL, FORMULAS, MARKUP, given_to, share, spoilt, text
from tests.rules.conftest import SAMPLE

#: A folder of rules as small as it can be, so that it is read often in a short time.
SMALL: dict[str, Any] = {
    "vocabulary/topics.yaml": {
        "groups": [{"id": "people", "title": "People"}],
        "topics": [{"id": "first-core-group", "group": "people", "title": "First", "question": "When?",
                    "kept-by": "core-group", "when-late": ["first-core-group"], "family": "They meet", "search": ["first"]}],
    },
    "vocabulary/events.yaml": {
        "events": [{"id": event, "name": f"the {event}", "short": event, "question": "Held?", "family": "A meeting"}
                   for event in ("initial-conference", "core-group")],
    },
    "vocabulary/roles.yaml": {"roles": [{"id": "core-group", "name": "the core group"}]},
    "vocabulary/terms.yaml": {
        "terms": [{"id": "core-group", "term": "core group", "forms": ["core group"], "means": "Those who meet",
                   "became": "x", "since": "2018", "source": "y", "sure": "well"}],
    },
    "bank-holidays.yaml": {
        "source": "GOV.UK", "fetched": "2026-11-22", "first": "2012-01-01", "last": "2028-12-26",
        "days": {"2026-12-25": "Christmas Day"},
    },
    "boards/sample.yaml": yaml.load(SAMPLE, yaml.BaseLoader) | {
        "words": {"core-group": "the group"}, "silent": [],
        "notes": [{"kind": "unclear", "about": ["first"], "says": "It does not say."}],
    },
    "forms/sample.yaml": {
        "title": "A form", "purpose": "To write on", "group": "meeting", "order": "1", "version": "1.0", "pages": "1",
        "made-from": ["sample/first"], "due": [{"topic": "first-core-group", "do": "Meet"}],
        "sections": [{"title": "One", "says": ["Read {core-group}"], "fields": [
            {"label": "Table", "kind": "table", "rows": "3", "answers": ["sample/first"], "row-labels": ["a"],
             "columns": [{"label": "Who", "width": "2", "kind": "tick"}], "only-for": ["sample"]},
            {"label": "Day", "kind": "date", "event": "core-group", "added": "true", "width": "half"},
            {"label": "How", "kind": "scale", "ends": ["bad", "good"], "added": "true"}]}],
    },
}  # fmt: skip

values = some.recursive(
    text | some.sampled_from(("", "~", "1e999", "0x7fffffff", "9" * 5000, "null", "true", "2026-11-23", "7 days")),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
SNIPPETS = (
    "!!python/object/apply:os.system ['true']", "!!python/object:os.system {}", "!!binary aGk=", "! x", "!<x> y", "!!set {a}",
    "&a [*a]", "*a", "<<: *a", "? [a, b]\n: c", "[" * 5000, "{a: " * 5000, "- " * 5000, "? " * 5000, "--- ---\n...\n---", "%YAML 9.9",
    "|+9\n x", "'", '"\\x00"', '"\\ud800"', "\t", "@x", "`x`", "a: b: c", "#", "\ufeff", *MARKUP, *FORMULAS, *CONTROL,
)  # fmt: skip

Folder = Callable[[str, bytes], Path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Gives a rules folder in which one file was written anew."""
    root = tmp_path_factory.mktemp("fuzz") / "rules"
    for name, content in SMALL.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(_yaml(content))
    changed: list[str] = []

    def write(name: str, content: bytes) -> Path:
        while changed:
            back = changed.pop()
            (root / back).write_bytes(_yaml(SMALL[back]))
        (root / name).write_bytes(content)
        changed.append(name)
        return root

    return write


def _yaml(content: Any, **options: Any) -> bytes:
    return yaml.safe_dump(content, sort_keys=False, **options).encode("utf-8", "surrogatepass")


def _plain(error: RulesError) -> list[str]:
    told = str(error).splitlines()
    assert len(told) == len(error.mistakes) > 0
    for line in told:
        assert re.match(r"rules/[a-z/-]+\.yaml:\d+:\d+: ", line), line
        assert len(line) <= 600, line
        assert not re.search(r"Traceback|object at 0x|NoneType|[\x00-\x1f\x7f-\x9f]", line), line
    return told


def mistakes_of(root: Path) -> list[str]:
    """Reads the folder as a build does; asserts that what is read can be given away, and what is told is plain."""
    try:
        guidance = read_guidance(root)
        forms = read_forms(guidance, root)
    except RulesError as error:
        return _plain(error)
    given_away = json.dumps([guidance_as_data(guidance), *(form.model_dump(mode="json") for form in forms.values())], ensure_ascii=False)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]", given_away.replace("\\n", ""))
    given_away.encode()
    return []


def test_the_small_folder_itself_has_no_mistake(folder: Folder) -> None:
    assert mistakes_of(folder("boards/sample.yaml", _yaml(SMALL["boards/sample.yaml"]))) == []


names = some.sampled_from(list(SMALL))
spoilt_files = names.flatmap(
    lambda name: some.tuples(some.just(name), spoilt(SMALL[name], values), some.booleans(), some.booleans())
)


@share(20)
@given(spoilt_files)
def test_a_rules_file_with_anything_in_any_place_is_read_or_every_mistake_is_told_at_its_line(
    folder: Folder, spoilt_file: tuple[str, Any, bool, bool]
) -> None:
    given_to["rules files"] += 1
    name, content, unicode, flow = spoilt_file
    mistakes_of(folder(name, _yaml(content, allow_unicode=unicode, default_flow_style=flow)))


@some.composite
def torn(draw: some.DrawFn) -> tuple[str, bytes]:
    """A file of the folder, as bytes into which something was put, or from which something was cut."""
    name = draw(names)
    content = _yaml(SMALL[name])
    for _ in range(draw(some.integers(1, 3))):
        at = draw(some.integers(0, len(content)))
        put = draw(some.sampled_from(SNIPPETS).map(lambda snippet: snippet.encode()) | some.binary(max_size=6))
        cut = draw(some.sampled_from((0, 0, 1, 7, 40)))
        content = content[:at] + put + content[at + cut :]
    return name, content.decode("utf-8", "replace").encode(draw(some.sampled_from(("utf-8", "utf-8", "utf-16", "utf-32", "cp037"))), "replace") if draw(some.integers(0, 9)) == 0 else content


@share(20)
@given(torn())
def test_a_rules_file_that_was_torn_is_read_or_every_mistake_is_told_at_its_line(
    folder: Folder, file: tuple[str, bytes]
) -> None:
    given_to["torn rules files"] += 1
    mistakes_of(folder(*file))
