"""The built pages as files: every link, every fact's citation, and what each page must hold."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from tests.site.built_pages import ORIGIN, BuiltSite, addresses, css_addresses, is_elsewhere, plain

RULES = Path(__file__).parents[2] / "rules"
LOCAL = ["bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey"]
BOARDS = [*LOCAL, "working-together-2023"]
TOPICS = [topic["id"] for topic in yaml.safe_load((RULES / "vocabulary/topics.yaml").read_text("utf-8"))["topics"]]


def test_every_link_and_every_anchor_leads_to_something_that_is_there(built: BuiltSite) -> None:
    wrong = []
    for page in built.pages.values():
        for element in page.root.all():
            for name, address in addresses(element):
                target, anchor = page.target(address)
                if is_elsewhere(target) or address.startswith("data:"):
                    continue
                folder = name.startswith("data-") and (built.folder / target).is_dir()
                if not folder and not built.holds(target):
                    wrong.append(f"{page.address}: {name}={address}: no such file")
                elif anchor and "=" in anchor:
                    chosen = {key: values[0] for key, values in parse_qs(anchor).items()}
                    root = built.page(target)
                    wrong += [
                        f"{page.address}: {address}: no such choice"
                        for key, value in chosen.items()
                        if not any(option.get("value") == value for option in root.one("select", id=key).all("option"))
                    ]
                elif anchor and target in built.pages and anchor not in built.pages[target].ids:
                    wrong.append(f"{page.address}: {name}={address}: no such id")
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                wrong += [
                    f"{page.address}: {name}={each}: no such id"
                    for each in element.get(name).split()
                    if each not in page.ids and not each.startswith("__")  # Material's own switches
                ]
    assert wrong == []


def test_every_entry_of_the_search_leads_to_something_that_is_there(built: BuiltSite) -> None:
    index = json.loads((built.folder / "search/search_index.json").read_text("utf-8"))
    locations = [entry["location"].partition("#") for entry in index["docs"]]
    assert len(locations) > 100
    assert [location for location in locations if location[0] not in built.pages
            or (location[2] and location[2] not in built.pages[location[0]].ids)] == []  # fmt: skip


def test_no_page_and_no_stylesheet_loads_anything_from_another_address(built: BuiltSite) -> None:
    loaded, followed = [], []
    for page in built.pages.values():
        for element in page.root.all():
            for _, address in addresses(element):
                if is_elsewhere(address):
                    (followed if element.tag == "a" else loaded).append((page.address, element.tag, address))
            if element.tag in ("style", "script"):
                text = "".join(part for part in element.held if isinstance(part, str))
                hosts = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)
                loaded += [(page.address, element.tag, host) for host in hosts]
            assert element.tag not in ("base", "iframe", "object", "embed"), page.address
            assert not [name for name in element.attributes if name.startswith("on")], page.address
    for sheet in built.folder.rglob("*.css"):
        for address in css_addresses(sheet.read_text("utf-8")):
            if is_elsewhere(address):
                loaded.append((sheet.name, "css", address))
            else:
                assert (sheet.parent / address.partition("#")[0].partition("?")[0]).is_file(), address
    assert loaded == []
    assert [link for link in followed if not link[2].startswith(("https://", "tel:", "mailto:"))] == []


def test_no_page_shows_a_leftover_of_its_making(built: BuiltSite) -> None:
    leftover = re.compile(
        r"\{\{|\}\}|\{%|%\}|\{#|\{:|\bundefined\b|\bNaN\b|\bNull\b|&(?:#\w+|\w+);|<[a-z/][^>]*>|\bNone\b(?! of)"
        r"|\]\(|\*\*|Undefined|\[object"
    )
    # Licences stand as their authors wrote them, with <addresses> and [links](so).
    ours = [page for page in built.pages.values() if page.address != "about/third-party/"]
    shown = {page.address: leftover.findall(page.root.text) for page in ours}
    assert {address: found for address, found in shown.items() if found} == {}


def test_every_page_is_well_formed_english_with_one_heading_and_a_title_of_its_own(built: BuiltSite) -> None:
    titles = {}
    assert {address: page.faults for address, page in built.pages.items() if page.faults} == {}
    for address, page in built.pages.items():
        assert page.root.one("html")["lang"] in ("en", "en-GB"), address
        assert page.root.one("h1").text, address
        assert sorted(set(page.ids)) == sorted(page.ids), address
        titles[address] = page.root.one("head").one("title").held[0]
    assert all(isinstance(title, str) and title.strip() for title in titles.values())
    assert len(set(titles.values())) == len(titles) - ("404.html" in titles)  # which is titled like the site
    assert titles[""] == "Core Group Handbook"


def test_every_board_and_every_topic_has_a_page(built: BuiltSite) -> None:
    boards = {address.split("/")[1] for address in built.pages if re.fullmatch(r"boards/[^/]+/", address)}
    topics = {address.split("/")[1] for address in built.pages if re.fullmatch(r"topics/[^/]+/", address)}
    assert boards == set(BOARDS) == {file.stem for file in [*RULES.glob("boards/*"), *RULES.glob("national/*")]}
    assert topics == set(TOPICS)
    for index, ids in (("boards/", BOARDS), ("topics/", TOPICS)):
        page = built.pages[index]
        linked = {page.target(link["href"])[0] for link in page.root.one("article").all("a")}
        assert {f"{index}{each}/" for each in ids} <= linked


def test_the_comparison_has_a_row_for_every_topic_and_a_column_for_every_board(built: BuiltSite) -> None:
    table = built.page("compare/").one("table", "comparison")
    assert [row["data-topic"] for row in table.all("tr") if row.get("data-topic")] == TOPICS
    assert [plain(head.text) for head in table.one("thead").all("th")][1:] == [
        "Bedford Borough", "Bexley", "City and Hackney", "Greenwich", "Haringey", "Working Together 2023",
    ]  # fmt: skip
    for row in table.all("tr"):
        if row.get("data-topic"):
            assert [cell["data-board"] for cell in row.all("td")] == BOARDS
            assert all(cell.text for cell in row.all("td"))


# Read by hand in shared/sources. Bexley and City and Hackney say only "10 days"; Greenwich gives no interval but
# "at least two"; the flow chart of Working Together 2023 says "10 days" beside the text's "10 working days".
STANDS = {
    "first-core-group": {
        "bedford-borough": ("says", "10 working days"),
        "bexley": ("says", "10 days, not saying working"),
        "city-and-hackney": ("says", "10 days, not saying working"),
        "greenwich": ("says", "10 working days"),
        "haringey": ("says", "10 working days"),
        "working-together-2023": ("says", "10 working days; 10 days, not saying working"),
    },
    "core-group-interval": {
        "bedford-borough": ("says", "every 4 weeks"),
        "bexley": ("says", "every 4 to 6 weeks"),
        "city-and-hackney": ("says", "every 6 weeks"),
        "greenwich": ("silent", "silent"),
        "haringey": ("says", "every month; every 4 weeks"),
        "working-together-2023": ("silent", "silent"),
    },
    "core-groups-between-conferences": {
        "bedford-borough": ("says", "at least twice"),
        "bexley": ("silent", "silent"),
        "city-and-hackney": ("silent", "silent"),
        "greenwich": ("says", "at least twice"),
        "haringey": ("silent", "silent"),
        "working-together-2023": ("not read", "not read"),
    },
    "school-move": {
        "bedford-borough": ("silent", "silent"),
        "bexley": ("silent", "silent"),
        "city-and-hackney": ("silent", "silent"),
        "greenwich": ("silent", "silent"),
        "haringey": ("says", "10 working days"),
        "working-together-2023": ("not read", "not read"),
    },
    "minutes-circulated": {
        "bedford-borough": ("says", "5 working days"),
        "bexley": ("says", "as soon as possible"),
        "city-and-hackney": ("silent", "silent"),
        "greenwich": ("says", "5 working days"),
        "haringey": ("says", "5 working days"),
        "working-together-2023": ("silent", "silent"),
    },
}


@pytest.mark.parametrize("topic", STANDS)
def test_a_topics_page_shows_where_every_board_stands(built: BuiltSite, topic: str) -> None:
    table = built.page(f"topics/{topic}/").one("table", "side-by-side")
    shown = {
        row["data-board"]: (row["data-stance"], plain(next(row.all("td")).text))
        for row in table.all("tr")
        if row.get("data-board")
    }
    assert shown == STANDS[topic]
    row = built.page("compare/").one("tr", data_topic=topic)
    assert {cell["data-board"]: cell.text for cell in row.all("td")} == {
        board: times for board, (_, times) in STANDS[topic].items()
    }


def test_every_statement_stands_on_its_boards_page_with_its_paragraph(built: BuiltSite, rules: dict[str, Any]) -> None:
    for board in BOARDS:
        stated = {each["id"]: each for each in rules["statements"] if each["board"] == board}
        shown = {each["id"]: each for each in built.page(f"boards/{board}/").all("article", "statement")}
        assert shown.keys() == stated.keys()
        for identity, article in shown.items():
            assert plain(stated[identity]["at"]), identity
            assert article.one("", "at").words == plain(stated[identity]["at"]), identity
            assert article.one("", "says").words == plain(stated[identity]["says"]), identity


def test_every_statement_on_a_topics_page_links_to_its_paragraph(built: BuiltSite, rules: dict[str, Any]) -> None:
    for topic in TOPICS:
        page = built.pages[f"topics/{topic}/"]
        cited = {page.target(link["href"]): link.text for link in page.root.one("table", "side-by-side").all("a", "at")}
        expected = [each for each in rules["statements"] if each["topic"] == topic]
        assert len(cited) == len(expected)
        for each in expected:
            assert cited[(f"boards/{each['board']}/", each["id"])].endswith(f", {plain(each['at'])}")


def test_a_page_is_read_without_javascript(built: BuiltSite) -> None:
    page = built.page("topics/first-core-group/").one("article", "md-content__inner")
    assert page.text.count("Monday 7 December 2026") >= 2
    assert "Thursday 3 December 2026" in page.text
    forms = [(address, form) for address, each in built.pages.items() for form in each.root.all("form", "calculator")]
    assert {"calculators/due-dates/", "topics/first-core-group/"} <= {address for address, _ in forms}
    for address, form in forms:
        assert "hidden" in form.attributes, address
        note = built.page(address).one("noscript")
        assert "needs JavaScript" in note.text, address
        assert [link.text for link in note.all("a")] == ["How days are counted"], address


def test_nothing_stands_in_the_site_but_what_is_meant_for_readers_and_hosts(built: BuiltSite) -> None:
    files = [file for file in built.folder.rglob("*") if file.is_file()]
    odd = [file.name for file in files if file.suffix in (".py", ".pyc", ".j2", ".md", ".yaml", ".toml", "")]
    assert sorted(odd) == [".htaccess", "_headers"]
    assert not any(ORIGIN in file.read_text("utf-8") for file in files if file.suffix == ".html")
