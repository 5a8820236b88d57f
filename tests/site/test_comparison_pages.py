"""The pages that compare: the order in which a topic's page answers, each note at its statements, and the whole table."""

import json
import xml.etree.ElementTree as ET
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

BOARDS = ["bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey", "working-together-2023"]
NAMES = ["Bedford Borough", "Bexley", "City and Hackney", "Greenwich", "Haringey", "Working Together 2023"]
FEWEST_TOPICS = 60

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Tree(HTMLParser):
    """Builds a tree of a page; an end tag that closes nothing is passed over, as browsers do."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ET.TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.open.append(tag)
        if tag in VOID:
            self.handle_endtag(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            closed = self.open.pop()
            self.builder.end(closed)
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


@cache
def article_of(file: Path) -> ET.Element:
    """The article of a built page."""
    tree = _Tree()
    tree.feed(file.read_text(encoding="utf-8"))
    while tree.open:
        tree.handle_endtag(tree.open[-1])
    article = tree.builder.close().find(".//article")
    assert article is not None
    return article


def text_of(element: ET.Element) -> str:
    """All text of an element, without the meanings of terms that show on hover, its blanks made one."""

    def parts(each: ET.Element) -> str:
        inside = "" if each.get("class") == "tip" else (each.text or "") + "".join(map(parts, each))
        return inside + (each.tail or "")

    return " ".join(((element.text or "") + "".join(map(parts, element))).split())


def with_class(element: ET.Element, name: str) -> list[ET.Element]:
    """Every element below `element` that has the class `name`, in the order of the page."""
    return [each for each in element.iter() if name in each.get("class", "").split()]


def only(elements: list[ET.Element]) -> ET.Element:
    """The one element that there has to be."""
    assert len(elements) == 1
    return elements[0]


@pytest.fixture(scope="session")
def data(site: Path) -> dict[str, Any]:
    """The open data of the built site."""
    content: dict[str, Any] = json.loads((site / "rules.json").read_text(encoding="utf-8"))
    assert len(content["topics"]) >= FEWEST_TOPICS
    return content


def topic_page(site: Path, topic: str) -> ET.Element:
    """The article of a topic's page."""
    return article_of(site / "topics" / topic / "index.html")


ORDER = ["short answer", "difference", "table", "conflicts", "calculator", "related"]


def parts_in_order(article: ET.Element) -> list[str]:
    """The parts of a topic's page that are there, as they follow each other."""
    found = []
    for each in article.iter():
        classes = each.get("class", "").split()
        if "short-answer" in classes:
            found.append("short answer")
        elif "difference" in classes:
            found.append("difference")
        elif each.tag == "table" and "side-by-side" in classes:
            found.append("table")
        elif each.tag == "h2" and each.get("id") == "notes":
            found.append("conflicts")
        elif each.tag == "form":
            found.append("calculator")
        elif each.tag == "h2" and each.get("id") == "related":
            found.append("related")
    return found


@pytest.mark.parametrize("topic", ["first-core-group", "core-group-interval", "minutes-circulated", "seeing-the-child"])
def test_a_page_on_a_time_gives_answer_difference_table_conflicts_calculator_and_related_in_this_order(
    site: Path, topic: str
) -> None:
    assert parts_in_order(topic_page(site, topic)) == ORDER


@pytest.mark.parametrize("topic", ["membership", "chairing-the-first-meeting", "family-taking-part", "disagreement"])
def test_a_page_on_what_is_not_counted_has_the_same_order_without_a_calculator(site: Path, topic: str) -> None:
    assert parts_in_order(topic_page(site, topic)) == [part for part in ORDER if part != "calculator"]


def test_no_topics_page_leaves_the_order_or_lacks_answer_difference_table_and_related(
    site: Path, data: dict[str, Any]
) -> None:
    for topic in data["topics"]:
        parts = parts_in_order(topic_page(site, topic["id"]))
        assert parts == [part for part in ORDER if part in parts], topic["id"]
        assert {"short answer", "difference", "table", "related"} <= set(parts), topic["id"]


def sentence(site: Path, topic: str, name: str = "difference") -> str:
    """The difference sentence of a topic's page, or its short answer."""
    return text_of(only(with_class(topic_page(site, topic), name)))


def test_the_first_core_group_is_said_to_differ_three_boards_against_two(site: Path) -> None:
    assert sentence(site, "first-core-group") == (
        "Three boards (Bedford Borough, Greenwich, Haringey): 10 working days. "
        "Two boards (Bexley, City and Hackney): 10 days, not saying working."
    )
    short = sentence(site, "first-core-group", "short-answer")
    assert "10 working days" in short
    assert "10 days, not saying working" in short


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("core-group-interval", ["One board (Bedford Borough): every 4 weeks.", "One board (Bexley): every 4 to 6 weeks.",
                                 "One board (City and Hackney): every 6 weeks.", "One board (Greenwich): say"]),
        ("minutes-circulated", ["Three boards (Bedford Borough, Greenwich, Haringey): 5 working days.",
                                "One board (Bexley): as soon as possible.", "One board (City and Hackney): say"]),
        ("conference-papers", ["One board (Greenwich): 24 hours.",
                               "Four boards (Bedford Borough, Bexley, City and Hackney, Haringey): say"]),
        ("core-groups-between-conferences", ["Two boards (Bedford Borough, Greenwich): at least twice."]),
    ],
)  # fmt: skip
def test_the_difference_sentence_names_each_board_with_its_time(site: Path, topic: str, said: list[str]) -> None:
    sentences = sentence(site, topic)
    assert [each for each in said if each not in sentences] == []


def test_the_two_times_of_a_board_that_contradicts_itself_are_both_said(site: Path) -> None:
    interval = next(each for each in sentence(site, "core-group-interval").split(". ") if "Haringey" in each)
    assert "every 4 weeks" in interval
    assert "every month" in interval
    seen = next(each for each in sentence(site, "seeing-the-child").split(". ") if "Haringey" in each)
    assert "every 10 working days" in seen
    assert "every 10 days, not saying working" in seen


def test_the_national_document_is_in_the_table_and_never_in_the_short_answer_or_the_difference(
    site: Path, data: dict[str, Any]
) -> None:
    for topic in data["topics"]:
        rows = [each for each in topic_page(site, topic["id"]).iter("tr") if each.get("data-board")]
        assert [row.get("data-board") for row in rows] == BOARDS
        for name in ("short-answer", "difference"):
            assert "Working Together" not in sentence(site, topic["id"], name)


@pytest.mark.parametrize(
    ("topic", "board", "stance", "mark", "words"),
    [
        ("venue", "city-and-hackney", "silent", "silent", "says nothing"),
        ("core-group-interval", "greenwich", "silent", "silent", "says nothing"),
        ("core-group-interval", "working-together-2023", "silent", "silent", "says nothing"),
        ("venue", "working-together-2023", "not read", "unread", "not read"),
        ("complaints", "working-together-2023", "not read", "unread", "not read"),
    ],
)  # fmt: skip
def test_silence_and_a_source_that_was_not_read_are_marked_in_different_words(
    site: Path, topic: str, board: str, stance: str, mark: str, words: str
) -> None:
    row = only([each for each in topic_page(site, topic).iter("tr") if each.get("data-board") == board])
    assert row.get("data-stance") == stance
    assert text_of(only(with_class(row, mark))) == stance
    assert words in text_of(row)
    assert row.findall(".//a[@class='at']") == []


def test_every_statement_stands_on_its_topics_page_with_a_link_to_its_paragraph(
    site: Path, data: dict[str, Any]
) -> None:
    for topic in data["topics"]:
        links = [(each.get("href"), text_of(each)) for each in with_class(topic_page(site, topic["id"]), "at")]
        for each in data["statements"]:
            if each["topic"] == topic["id"]:
                name = NAMES[BOARDS.index(each["board"])]
                assert (f"../../boards/{each['board']}/#{each['id']}", f"{name}, {each['at']}") in links


@pytest.mark.parametrize("board", BOARDS)
def test_every_statement_of_a_board_has_on_its_page_every_note_that_is_about_it_and_no_other(
    site: Path, data: dict[str, Any], board: str
) -> None:
    page = article_of(site / "boards" / board / "index.html")
    blocks = {each.get("id"): each for each in with_class(page, "statement")}
    statements = [each for each in data["statements"] if each["board"] == board]
    assert len(statements) >= 15
    for each in statements:
        shown = [text_of(note).partition(": ")[2] for note in with_class(blocks[each["id"]], "note")]
        about = [note["says"] for note in data["notes"] if note["board"] == board and each["id"] in note["about"]]
        assert sorted(shown) == sorted(" ".join(says.split()) for says in about), each["id"]


def test_every_note_stands_on_the_page_of_every_topic_that_it_touches_once_under_its_board(
    site: Path, data: dict[str, Any]
) -> None:
    topic_of = {(each["board"], each["id"]): each["topic"] for each in data["statements"]}
    for note in data["notes"]:
        for topic in {topic_of[note["board"], identity] for identity in note["about"]}:
            found, board = [], None
            for each in only(with_class(topic_page(site, topic), "conflicts")):
                if each.tag == "h3":
                    board = (each.get("id") or "").removeprefix("notes-")
                elif text_of(each) == " ".join(note["says"].split()) and each.get("data-kind") == note["kind"]:
                    found.append(board)
            assert found.count(note["board"]) == 1, (topic, note["says"])


def test_a_topics_page_shows_no_note_that_is_about_another_topic_only(site: Path, data: dict[str, Any]) -> None:
    topic_of = {(each["board"], each["id"]): each["topic"] for each in data["statements"]}
    touched: dict[str, set[str]] = {}
    for note in data["notes"]:
        for identity in note["about"]:
            touched.setdefault(topic_of[note["board"], identity], set()).add(" ".join(note["says"].split()))
    for topic in data["topics"]:
        conflicts = with_class(topic_page(site, topic["id"]), "conflicts")
        shown = {text_of(note) for part in conflicts for note in with_class(part, "note")}
        assert shown == touched.get(topic["id"], set()), topic["id"]


@pytest.mark.parametrize(
    ("board", "statement", "words"),
    [
        ("bedford-borough", "minutes-circulated", "within at least"),
        ("haringey", "meets-monthly", "every four weeks"),
        ("haringey", "meets-every-four-weeks", "at least monthly"),
        ("haringey", "child-seen-every-ten-days", "ten working days"),
        ("greenwich", "action-outside-the-core-group", "lead social worker"),
        ("city-and-hackney", "first-core-group", "entry on the register"),
    ],
)
def test_the_contradictions_that_everybody_should_know_are_read_beside_the_statement(
    site: Path, board: str, statement: str, words: str
) -> None:
    page = article_of(site / "boards" / board / "index.html")
    block = only([each for each in with_class(page, "statement") if each.get("id") == statement])
    assert any(words in text_of(note) for note in with_class(block, "note"))


def test_a_boards_page_goes_from_the_conference_to_the_ending_in_the_order_of_the_topics(
    site: Path, data: dict[str, Any]
) -> None:
    order = [topic["id"] for topic in data["topics"]]
    assert (order[0], order[-2]) == ("before-the-conference", "ending")
    for board in BOARDS:
        page = article_of(site / "boards" / board / "index.html")
        headings = [(each.get("id") or "").removeprefix("topic-") for each in page.iter("h3")]
        spoken = {each["topic"] for each in data["statements"] if each["board"] == board}
        assert headings == [topic for topic in order if topic in spoken]


@pytest.mark.parametrize("board", BOARDS)
def test_a_boards_page_opens_with_its_source_how_old_it_is_and_what_to_check_now(site: Path, board: str) -> None:
    page = article_of(site / "boards" / board / "index.html")
    box = only(with_class(page, "source-box"))
    first_statement = with_class(page, "statement")[0]
    everything = list(page.iter())
    assert everything.index(box) < everything.index(first_statement)
    assert [text_of(each) for each in box.iter("dt")][:2] == ["Document", "Date"]
    assert {"Check now", "Status", "Read"} <= {text_of(each) for each in box.iter("dt")}
    assert "2026" in text_of(box)


def test_the_compare_page_has_the_whole_table_before_any_script_runs(site: Path, data: dict[str, Any]) -> None:
    page = article_of(site / "compare" / "index.html")
    table = only(with_class(page, "comparison"))
    assert [text_of(each) for each in table.findall("./thead/tr/th")] == ["Topic", *NAMES]
    rows = [each for each in table.iter("tr") if each.get("data-topic")]
    assert [each.get("data-topic") for each in rows] == [topic["id"] for topic in data["topics"]]
    said = {(each["board"], each["topic"]) for each in data["statements"]}
    for row in rows:
        cells = row.findall("td")
        assert [cell.get("data-board") for cell in cells] == BOARDS
        for cell in cells:
            marks = [text_of(mark) for mark in with_class(cell, "mark")]
            if (cell.get("data-board"), row.get("data-topic")) in said:
                link = cell.find("a")
                assert link is not None
                assert link.get("href") == f"../boards/{cell.get('data-board')}/#topic-{row.get('data-topic')}"
                assert text_of(link)
                assert marks == []
            else:
                assert marks in (["silent"], ["not read"])
    assert [each.tag for each in table.iter() if "hidden" in each.keys()] == []  # noqa: SIM118
    assert "hidden" in only(with_class(page, "compare-filter")).keys()  # noqa: SIM118


@pytest.mark.parametrize(
    ("topic", "cells"),
    [
        ("first-core-group", ["10 working days", "10 days, not saying working", "10 days, not saying working",
                              "10 working days", "10 working days", "10 working days; 10 days, not saying working"]),
        ("core-group-interval", ["every 4 weeks", "every 4 to 6 weeks", "every 6 weeks", "silent",
                                 "every month; every 4 weeks", "silent"]),
        ("school-move", ["silent", "silent", "silent", "silent", "10 working days", "not read"]),
        ("review-conference-due", ["silent"] * 5 + ["3 months; every 6 months"]),
    ],
)  # fmt: skip
def test_a_row_of_the_compare_page_tells_each_boards_time_silence_or_not_read(
    site: Path, topic: str, cells: list[str]
) -> None:
    page = article_of(site / "compare" / "index.html")
    row = only([each for each in page.iter("tr") if each.get("data-topic") == topic])
    assert [text_of(cell) for cell in row.findall("td")] == cells


def test_the_mark_that_boards_differ_stands_where_they_do_and_nowhere_else(site: Path) -> None:
    page = article_of(site / "compare" / "index.html")
    marked = {row.get("data-topic") for row in page.iter("tr") if with_class(row, "differs")}
    assert {"first-core-group", "core-group-interval", "minutes-circulated", "school-move", "venue"} <= marked
    # On these all five local boards speak and none gives a time, or all five are silent.
    assert not marked & {"purpose", "importance", "member-duties", "plan-contents", "review-conference-due", "transfer"}


@pytest.mark.parametrize(
    "page", ["topics/first-core-group", "topics/venue", "boards/haringey", "boards/bexley", "families/how-often"]
)
def test_a_page_names_its_sources_when_they_were_checked_and_how_to_report_a_mistake(site: Path, page: str) -> None:
    article = article_of(site / page / "index.html")
    used = text_of(article)
    assert "22 November 2026" in used
    assert "old" in used
    assert with_class(article, "report")
