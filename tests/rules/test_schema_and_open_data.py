"""The schema that editors use, and the guidance as open data."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from calculators.deadlines import count_of, read_durations
from rules.__main__ import main
from rules.open_data import guidance_as_data
from rules.reader import RULES, Guidance, read_guidance
from rules.schema import FILE, board_schema, data_schema, write_board_schema
from tests.rules.conftest import SAMPLE

BOARDS = sorted([*RULES.glob("boards/*.yaml"), *RULES.glob("national/*.yaml")])


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    return read_guidance()


@pytest.fixture(scope="module")
def data(guidance: Guidance) -> dict[str, Any]:
    return guidance_as_data(guidance)


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and booleans are such, but a date is text."""


EditorLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def editors(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def complaints(schema: dict[str, Any], value: Any) -> list[str]:
    found = jsonschema.Draft202012Validator(schema).iter_errors(value)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def test_the_schema_of_board_files_is_a_schema_and_up_to_date(guidance: Guidance, tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(board_schema(guidance))
    write_board_schema(guidance, tmp_path / "board.schema.json")
    assert FILE.read_text(encoding="utf-8") == (tmp_path / "board.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", BOARDS, ids=lambda file: file.stem)
def test_an_editor_finds_nothing_wrong_in_a_board_file(guidance: Guidance, file: Path) -> None:
    assert complaints(board_schema(guidance), editors(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("topic: first-core-group", "topic: minuts", id="unknown topic"),
        pytest.param("who: [core-group]", "who: [core-grup]", id="unknown role"),
        pytest.param("of: initial-conference", "of: inital-conference", id="unknown event"),
        pytest.param("force: should", "force: shuold", id="unknown force"),
        pytest.param("says:", "sais:", id="unknown key"),
        pytest.param('      at: "1.1"\n', "", id="missing locator"),
        pytest.param('at: "1.1"', "at: 1.1", id="a locator that YAML takes for a number"),
        pytest.param("{within: 10 working days, ", "{wihtin: 10 working days, ", id="unknown form of deadline"),
    ],
)
def test_an_editor_marks_what_the_reader_would_refuse(guidance: Guidance, old: str, new: str) -> None:
    assert complaints(board_schema(guidance), editors(SAMPLE)) == []
    assert complaints(board_schema(guidance), editors(SAMPLE.replace(old, new)))


def test_the_open_data_fits_its_schema_and_survives_json(guidance: Guidance, data: dict[str, Any]) -> None:
    schema = data_schema(guidance)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(data)) == data
    assert complaints(schema, data) == []


def test_the_schema_of_the_open_data_refuses_an_unknown_topic_and_board(
    guidance: Guidance, data: dict[str, Any]
) -> None:
    for wrong in ({"topic": "minuts"}, {"board": "atlantis"}, {"force": "shall"}):
        wrong_data = data | {"statements": [data["statements"][0] | wrong]}
        assert complaints(data_schema(guidance), wrong_data), wrong


def test_every_statement_of_the_open_data_has_its_board_its_topic_and_its_place(data: dict[str, Any]) -> None:
    boards, topics = {board["id"] for board in data["boards"]}, {topic["id"] for topic in data["topics"]}
    for statement in data["statements"]:
        assert statement["board"] in boards, statement
        assert statement["topic"] in topics, statement
        assert statement["at"].strip(), statement
        assert statement["says"].strip(), statement
    keys = {(statement["board"], statement["id"]) for statement in data["statements"]}
    assert len(keys) == len(data["statements"])
    assert all((note["board"], identity) in keys for note in data["notes"] for identity in note["about"])


def test_deadlines_of_the_open_data_are_in_words_a_range_is_two_and_a_number_of_meetings_a_number(
    data: dict[str, Any],
) -> None:
    deadlines = [statement["deadline"] for statement in data["statements"] if "deadline" in statement]
    for deadline in deadlines:
        if (count := count_of(deadline)) is not None:
            written = next(deadline[key] for key in ("within", "by", "every") if key in deadline)
            assert written == ([*map(str, count.durations)] if len(count.durations) == 2 else str(count.durations[0]))
        if "at-most" in deadline:
            assert [str(each) for each in read_durations(deadline["at-most"])] == deadline["at-most"]
    assert {type(deadline["at-least"]) for deadline in deadlines if "at-least" in deadline} == {int}
    assert {"within": ["24 hours", "48 hours"], "of": "concern-raised"} in deadlines


def test_the_open_data_has_no_empty_values(data: dict[str, Any]) -> None:
    empty = [
        (part.get("id"), key)
        for name in ("boards", "groups", "topics", "events", "roles", "statements", "notes")
        for part in data[name]
        for key, value in part.items()
        if value in (None, "", [], {}, False)
    ]
    assert empty == []


def test_checking_the_rules_from_a_shell_says_how_much_was_read(
    data: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == f"6 documents, {len(data['statements'])} statements: nothing wrong.\n"
    assert main(["chekc"]) == 2
    output = capsys.readouterr()
    assert (output.out, len(output.err.splitlines())) == ("", 1)
