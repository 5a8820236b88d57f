"""rules.json: what the site gives away, and the schema that describes it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from calculators.browser import Door


@pytest.fixture(scope="module")
def validator(site: Path) -> Draft202012Validator:
    schema = json.loads((site / "rules.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


# Board, topic, paragraph, and what its deadline holds: from shared/sources.
DEADLINES = [
    ("haringey", "first-core-group", "5.2", {"within": "10 working days", "of": "initial-conference"}),
    ("haringey", "core-group-interval", "2.3", {"every": "1 month", "of": "core-group"}),
    ("haringey", "core-group-interval", "5.4", {"every": "4 weeks", "of": "core-group"}),
    ("haringey", "school-move", "5.5", {"within": "10 working days", "of": "school-move"}),
    ("haringey", "change-of-professional", "8.4", {"within": "5 working days", "of": "change-of-professional"}),
    ("haringey", "seeing-the-child", "Appendix 3", {"every": "10 days", "of": "child-seen"}),
    ("bexley", "first-core-group", "How often are core group meetings held",
     {"within": "10 days", "of": "initial-conference"}),
    ("bexley", "core-group-interval", "How often are core group meetings held",
     {"every": ["4 weeks", "6 weeks"], "of": "core-group"}),
    ("city-and-hackney", "core-group-interval", "2", {"every": "6 weeks", "of": "core-group"}),
    ("greenwich", "conference-papers", "Opening", {"within": "24 hours", "of": "initial-conference"}),
    ("greenwich", "core-group-after-review", "Frequency and minutes", {"within": "8 weeks", "of": "review-conference"}),
    ("greenwich", "core-groups-between-conferences", "Frequency and minutes",
     {"at-least": 2, "of": "core-group", "between": ["initial-conference", "review-conference"]}),
    ("greenwich", "seeing-the-child", "Core group actions", {"every": ["2 weeks", "3 weeks"], "of": "child-seen"}),
    ("greenwich", "apologies-and-reports", "Core group actions", {"by": "1 working day", "before": "core-group"}),
    ("bedford-borough", "concerns-in-writing", "What is the role of professional Core Group members",
     {"within": ["24 hours", "48 hours"], "of": "concern-raised"}),
    ("bedford-borough", "report-for-review", "What is the role of professional Core Group members",
     {"by": "5 working days", "before": "review-conference"}),
    ("bedford-borough", "meeting-length", "How long is a Core Group Meeting",
     {"at-most": ["1 hour", "2 hours"], "length-of": "core-group"}),
    ("bedford-borough", "cancelled-core-group", "What if key person(s) cannot attend",
     {"within": "24 hours", "of": "core-group-cancelled"}),
]  # fmt: skip


@pytest.mark.parametrize(("board", "topic", "at", "deadline"), DEADLINES)
def test_a_statement_carries_its_deadline_in_words_and_numbers(
    rules: dict[str, Any], board: str, topic: str, at: str, deadline: dict[str, Any]
) -> None:
    here = [each for each in rules["statements"] if (each["board"], each["topic"]) == (board, topic)]
    assert deadline in [each.get("deadline") for each in here if each["at"].rstrip("?") == at]


def test_every_statement_names_its_board_its_topic_its_words_and_its_place(rules: dict[str, Any]) -> None:
    boards = {board["id"] for board in rules["boards"]}
    topics = {topic["id"] for topic in rules["topics"]}
    assert len(rules["statements"]) > 100
    for each in rules["statements"]:
        assert each["board"] in boards
        assert each["topic"] in topics
        assert each["says"].strip()
        assert each["at"].strip()
    names = [(each["board"], each["id"]) for each in rules["statements"]]
    assert len(set(names)) == len(names)


def test_a_reader_of_rules_json_alone_gets_haringeys_date(site: Path) -> None:
    ask = Door((site / "rules.json").read_text("utf-8")).ask
    (row,) = json.loads(ask('{"ask": "due", "board": "haringey", "on": {"initial-conference": "2026-11-23"}}'))["dates"]
    assert (row["topic"], row["due"], row["source"]["at"]) == ("first-core-group", "2026-12-07", "5.2")


def test_the_data_keeps_to_its_schema(rules: dict[str, Any], validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(rules)] == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("statements", 0, "topic"), "minuts"),
        (("statements", 0, "board"), "nowhere"),
        (("statements", 0, "force"), "might"),
        (("statements", 0, "at"), None),
        (("statements", 0, "surprise"), "new"),
        (("statements", 0, "deadline"), {"within": "10 working days", "of": "teatime"}),
        (("notes", 0, "about"), "not a list"),
        (("boards", 0, "source"), {}),
        (("boards",), None),
    ],
)
def test_the_schema_refuses_what_the_data_never_holds(
    rules: dict[str, Any], validator: Draft202012Validator, where: tuple[str | int, ...], value: Any
) -> None:
    changed: Any = copy.deepcopy(rules)
    part = changed
    for step in where[:-1]:
        part = part[step]
    if value is None:
        del part[where[-1]]
    else:
        part[where[-1]] = value
    assert not validator.is_valid(changed)
