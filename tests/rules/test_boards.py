"""What the five boards say on time, set beside the sources by hand, and how every board file is made.

The tables below were written from the documents themselves, not from the board files: a figure that is changed
in a board file by mistake, left out, or made up, fails here.
"""

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from calculators.answers import answer
from calculators.comparison import Comparison
from rules.open_data import guidance_as_data
from rules.reader import RULES, Guidance, read_guidance
from tests.calculators import oracle
from tests.rules.conftest import SAMPLE, RulesFolder

LOCAL = ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey")
NATIONAL = "working-together-2023"


@cache
def guidance() -> Guidance:
    return read_guidance()


@cache
def raw(board: str) -> dict[str, Any]:
    """A board's file as bare YAML, every value as text, without the reader."""
    folder = "national" if board == NATIONAL else "boards"
    return yaml.load((RULES / folder / f"{board}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def statements(board: str) -> list[dict[str, Any]]:
    return raw(board)["statements"]


def test_the_five_boards_and_the_national_document_are_there_the_national_one_last() -> None:
    assert tuple(guidance().boards) == (*LOCAL, NATIONAL)
    assert [board.national for board in guidance().boards.values()] == [False] * 5 + [True]
    assert "2026" in (guidance().boards[NATIONAL].replaced or "")


# The verb of each document gives the force: must; should; will or "is responsible for" (expected); is (described).
MEETING, CHILD, ICPC, REVIEW = "core-group", "child-seen", "initial-conference", "review-conference"
TWICE = {"at-least": "2", "of": MEETING, "between": [ICPC, REVIEW]}
TASKS, OFTEN = "What does a Core Group do", "How often does a Core Group meet"
MEMBERS = "What is the role of professional Core Group members"
LEAD, ABSENT = "What is the specific role of the Lead Professional", "What if key person(s) cannot attend"
LENGTH = "How long is a Core Group Meeting"
HELD, ACTIONS = "How often are core group meetings held", "Core group actions"
PLAN_FAILS = "Action to be taken when the Child Protection Plan is not effective"
GROUP_FAILS = "Action to be taken when the Core Group is not effective"
TO_REVIEW = "Core Group recommendations to the Review Child Protection Conference"

FIGURES: dict[str, list[tuple[str, str, str, dict[str, Any]]]] = {
    "haringey": [
        ("1.3", "seeing-the-child", "expected", {"every": "10 working days", "of": CHILD}),
        ("2.3", "seeing-the-child", "expected", {"every": "10 working days", "of": CHILD}),
        ("2.3", "seeing-the-child", "must", {"every": "10 working days", "of": CHILD}),
        ("2.3", "core-group-interval", "expected", {"every": "1 month", "of": MEETING}),
        ("5.2", "first-core-group", "expected", {"within": "10 working days", "of": ICPC}),
        ("5.4", "core-group-interval", "expected", {"every": "4 weeks", "of": MEETING}),
        ("5.5", "school-move", "should", {"within": "10 working days", "of": "school-move"}),
        ("8.4", "change-of-professional", "must", {"within": "5 working days", "of": "change-of-professional"}),
        ("10.3", "minutes-circulated", "should", {"within": "5 working days", "of": MEETING}),
        ("Appendix 3", "seeing-the-child", "should", {"every": "10 days", "of": CHILD}),
    ],
    "bedford-borough": [
        (TASKS, "minutes-circulated", "expected", {"within": "5 working days", "of": MEETING}),
        (TASKS, "own-copy", "expected", {"within": "5 working days", "of": MEETING}),
        (OFTEN, "first-core-group", "should", {"within": "10 working days", "of": ICPC}),
        (OFTEN, "core-groups-between-conferences", "should", TWICE),
        (OFTEN, "core-group-interval", "should", {"every": "4 weeks", "of": MEETING}),
        (LENGTH, "meeting-length", "should", {"at-most": ["1 hour", "2 hours"], "length-of": MEETING}),
        (MEMBERS, "concerns-in-writing", "expected", {"within": ["24 hours", "48 hours"], "of": "concern-raised"}),
        (MEMBERS, "report-for-review", "expected", {"by": "5 working days", "before": REVIEW}),
        (LEAD, "seeing-the-child", "must", {"every": "4 weeks", "of": CHILD}),
        (ABSENT, "cancelled-core-group", "must", {"within": "24 hours", "of": "core-group-cancelled"}),
    ],
    "greenwich": [
        ("Opening", "conference-papers", "must", {"within": "24 hours", "of": ICPC}),
        ("Frequency and minutes", "first-core-group", "must", {"within": "10 working days", "of": ICPC}),
        ("Frequency and minutes", "core-group-after-review", "must", {"within": "8 weeks", "of": REVIEW}),
        ("Frequency and minutes", "core-groups-between-conferences", "must", TWICE),
        ("Frequency and minutes", "minutes-circulated", "must", {"within": "5 working days", "of": MEETING}),
        (ACTIONS, "seeing-the-child", "described", {"every": ["2 weeks", "3 weeks"], "of": CHILD}),
        (ACTIONS, "seeing-the-child", "described", {"every": "6 weeks", "of": CHILD}),
        (ACTIONS, "apologies-and-reports", "must", {"by": "1 working day", "before": MEETING}),
    ],
    "city-and-hackney": [
        ("2", "first-core-group", "should", {"within": "10 days", "of": ICPC}),
        ("2", "core-group-interval", "should", {"every": "6 weeks", "of": MEETING}),
    ],
    "bexley": [
        (HELD, "first-core-group", "described", {"within": "10 days", "of": ICPC}),
        (HELD, "core-group-interval", "described", {"every": ["4 weeks", "6 weeks"], "of": MEETING}),
    ],
    NATIONAL: [
        ("para 153, p58", "before-the-conference", "described", {"within": "1 working day", "of": "referral"}),
        ("para 155, p59; p87", "assessment", "described", {"within": "45 working days", "of": "referral"}),
        ("p92", "before-the-conference", "described", {"within": "15 working days", "of": "strategy-discussion"}),
        ("p97", "first-core-group", "described", {"within": "10 working days", "of": ICPC}),
        ("flow chart 6, p105", "first-core-group", "described", {"within": "10 days", "of": ICPC}),
        ("pp97-98", "review-conference-due", "described", {"within": "3 months", "of": ICPC}),
        ("pp97-98", "review-conference-due", "described", {"every": "6 months", "of": REVIEW}),
        ("p100", "transfer", "described", {"within": "15 working days", "of": "transfer-notice"}),
    ],
}  # fmt: skip

NUMBERED = {"within", "by", "every", "at-least", "at-most"}


@pytest.mark.parametrize("board", [*LOCAL, NATIONAL])
def test_a_board_has_every_figure_of_its_source_and_no_figure_more(board: str) -> None:
    found = [
        (each["at"], each["topic"], each["force"], each["deadline"])
        for each in statements(board)
        if NUMBERED & each.get("deadline", {}).keys()
    ]
    assert Counter(map(str, found)) == Counter(map(str, FIGURES[board]))


@pytest.mark.parametrize(
    ("board", "at", "deadline"),
    [
        ("bedford-borough", MEMBERS, {"in-words": "immediately"}),
        ("bedford-borough", ABSENT, {"before": MEETING}),
        ("bedford-borough", TASKS, {"at-each": MEETING}),
        ("bedford-borough", TASKS, {"at-each": REVIEW}),
        ("bexley", "Recording of the core group meeting", {"in-words": "as soon as possible", "after": MEETING}),
        ("bexley", "What happens in a core group meeting", {"at-each": MEETING}),
        ("city-and-hackney", "Introduction", {"in-words": "frequently"}),
        ("greenwich", PLAN_FAILS, {"in-words": "immediately"}),
        ("greenwich", GROUP_FAILS, {"in-words": "at the earliest opportunity"}),
        ("greenwich", TO_REVIEW, {"before": REVIEW}),
        ("haringey", "1.4", {"before": REVIEW}),
        ("haringey", "1.4", {"at-each": MEETING}),
        ("haringey", "5.2", {"in-words": "at the end of the conference"}),
        ("haringey", "8.5", {"at-each": MEETING}),
        ("haringey", "Appendix 3", {"at-each": MEETING}),
    ],
)  # fmt: skip
def test_a_time_without_a_number_is_there_too(board: str, at: str, deadline: dict[str, str]) -> None:
    assert deadline in [each.get("deadline") for each in statements(board) if each["at"] == at]


@pytest.mark.parametrize(
    ("board", "at", "deadline", "condition", "words"),
    [
        ("haringey", "2.3", {"every": "10 working days", "of": CHILD}, "unless-set-by", "conference"),
        ("haringey", "2.3", {"every": "1 month", "of": MEETING}, "when", "plan"),
        ("haringey", "5.5", {"within": "10 working days", "of": "school-move"}, "when", "school"),
        ("bedford-borough", OFTEN, {"every": "4 weeks", "of": MEETING}, "unless-set-by", "conference"),
        ("bedford-borough", ABSENT, {"within": "24 hours", "of": "core-group-cancelled"}, "when", "too few"),
        ("greenwich", ACTIONS, {"every": ["2 weeks", "3 weeks"], "of": CHILD}, "when", "early"),
        ("greenwich", ACTIONS, {"by": "1 working day", "before": MEETING}, "when", "cannot attend"),
    ],
)  # fmt: skip
def test_a_condition_of_the_source_is_data_beside_its_deadline(
    board: str, at: str, deadline: dict[str, Any], condition: str, words: str
) -> None:
    beside = [
        each.get(condition, "") for each in statements(board) if (each["at"], each.get("deadline")) == (at, deadline)
    ]
    assert any(words in text for text in beside)


def test_a_document_that_contradicts_itself_keeps_both_figures_joined_by_a_note() -> None:
    for board, topic, first, second in (
        ("haringey", "core-group-interval", "1 month", "4 weeks"),
        ("haringey", "seeing-the-child", "10 working days", "10 days"),
        (NATIONAL, "first-core-group", "10 working days", "10 days"),
    ):
        ids: dict[str, set[str]] = {}
        for each in statements(board):
            deadline = each.get("deadline", {})
            if each["topic"] == topic and (figure := deadline.get("every") or deadline.get("within")):
                ids.setdefault(figure, set()).add(each["id"])
        joined = [set(note["about"]) for note in raw(board)["notes"]]
        assert any(ids[first] & about and ids[second] & about for about in joined), (board, topic)


@pytest.mark.parametrize("board", [*LOCAL, NATIONAL])
def test_every_worked_example_agrees_with_numpy_and_zoneinfo(board: str) -> None:
    wrong, checked = [], 0
    for each in statements(board):
        for example in each.get("examples", []):
            deadline = each["deadline"]
            event = example[deadline["before"] if "by" in deadline else deadline["of"]]
            given = {key: example[key] for key in ("due", "earliest", "readings") if key in example}
            expected = oracle.worked_example(deadline, event)
            checked += 1
            if given != expected:
                wrong.append((each["id"], event, given, expected))
    assert wrong == []
    assert checked >= sum(bool({"within", "by", "every"} & figure[3].keys()) for figure in FIGURES[board])


HARINGEY_PARAGRAPHS = {
    *("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.4", "4.5"),
    *("5.1", "5.2", "5.3", "5.4", "5.5", "6.1", "6.2", "7.1", "7.2", "7.3", "9.1", "9.2", "9.3"),
    *("8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7", "8.8", "8.9", "10.1", "10.2", "10.3", "11.1", "11.2"),
    *("Appendix 1", "Appendix 2", "Appendix 3"),
}  # fmt: skip

HEADINGS = {
    "haringey": HARINGEY_PARAGRAPHS,
    "bedford-borough": {
        "Introduction",
        "Purpose of a Core Group",
        "What does a Core Group do",
        "Where does a Core Group meet",
        "How often does a Core Group meet",
        "How long is a Core Group Meeting",
        "What is the role of professional Core Group members",
        "What is the specific role of the Lead Professional",
        "What if key person(s) cannot attend",
        "Finding out more",
    },
    "greenwich": {
        "Opening",
        "The role of the lead social worker",
        "Frequency and minutes",
        "Arrangements for Chairing",
        "Core group actions",
        "Action to be taken when the Child Protection Plan is not effective",
        "Action to be taken when the Core Group is not effective",
        "Core Group recommendations to the Review Child Protection Conference",
    },
    "city-and-hackney": {
        "Introduction",
        "Core Group Meetings",
        *("1", "2", "3", "4"),
        "The Child Protection Plan",
        "The primary purpose of any Child Protection plan is to",
        "The CP plan should set out the following",
        "The child protection plan should also",
        "The CP plan must also consider the following",
        "Closing",
    },
    "bexley": {
        "Opening",
        "What is a core group",
        "Who is part of the core group",
        "Responsibility of core group members",
        "How often are core group meetings held",
        "What happens in a core group meeting",
        "Recording of the core group meeting",
        "Follow us",
    },
}


@pytest.mark.parametrize("board", LOCAL)
def test_every_statement_stands_at_a_paragraph_or_heading_that_its_source_has(board: str) -> None:
    assert {each["at"] for each in statements(board)} <= HEADINGS[board]


def test_every_statement_of_the_national_document_stands_at_a_page() -> None:
    assert [each["at"] for each in statements(NATIONAL) if not re.search(r"\bpp?\d+", each["at"])] == []


@pytest.mark.parametrize("board", [*LOCAL, NATIONAL])
def test_every_topic_is_either_spoken_of_or_known_to_be_passed_over_where_the_whole_source_was_read(board: str) -> None:
    said = {each["topic"] for each in statements(board)}
    silent = raw(board).get("silent", [])
    assert len(silent) == len(set(silent))
    assert not said & set(silent)
    if raw(board)["source"]["coverage"] == "whole":
        assert said | set(silent) == {topic.id for topic in guidance().topics}


@pytest.mark.parametrize("board", [*LOCAL, NATIONAL])
def test_every_source_tells_who_issued_it_when_and_what_to_check_now(board: str) -> None:
    source = guidance().boards[board].source
    assert source.title
    assert source.issuer
    assert source.date
    assert source.status
    assert source.check_now
    assert source.last_checked <= date(2099, 12, 31)
    if board in ("haringey", "greenwich", "bexley"):
        assert source.issuer_inferred_from
    if board in LOCAL:
        assert source.coverage == "whole"
        assert source.date_inferred_from or board == "bexley"


@pytest.mark.parametrize("board", LOCAL)
def test_a_board_file_starts_by_naming_the_schema_that_editors_use(board: str) -> None:
    first = (RULES / f"boards/{board}.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../board.schema.json"


def test_the_topics_and_events_that_the_handbook_was_asked_for_are_in_the_closed_lists() -> None:
    assert {topic.id for topic in guidance().topics} >= {
        *("first-core-group", "core-group-interval", "core-groups-between-conferences", "core-group-after-review"),
        *("school-move", "seeing-the-child", "minutes-circulated", "report-for-review", "apologies-and-reports"),
        *("concerns-in-writing", "cancelled-core-group", "change-of-professional", "conference-papers"),
        "meeting-length",
    }
    assert {event.id for event in guidance().events} >= {
        *("initial-conference", "review-conference", "core-group", "child-seen", "school-move"),
        *("change-of-professional", "concern-raised", "core-group-cancelled"),
    }


def test_a_new_board_is_one_new_file(folder: RulesFolder) -> None:
    another = SAMPLE.replace("Sample", "Another").replace("10 working days, of", "3 weeks, of")
    folder.write(another.replace("2026-12-07", "2026-12-14"), "boards/another.yaml")
    data = guidance_as_data(read_guidance(folder.path))
    assert [(board["id"], board["name"]) for board in data["boards"]] == [("another", "Another"), ("sample", "Sample")]
    found = answer({"ask": "due", "board": "another", "on": {"initial-conference": "2026-11-23"}}, data)
    assert [(row["rule"], row["due"]) for row in found["dates"]] == [("another/first", "2026-12-14")]


def test_silence_is_told_apart_from_what_was_not_read(folder: RulesFolder) -> None:
    folder.write(SAMPLE + "silent: [venue]\n")
    comparison = Comparison(guidance_as_data(read_guidance(folder.path)))
    stances = {
        topic: [each.stance for each in comparison.positions(topic)]
        for topic in ("first-core-group", "venue", "agenda")
    }
    assert stances == {"first-core-group": ["says"], "venue": ["silent"], "agenda": ["not read"]}
