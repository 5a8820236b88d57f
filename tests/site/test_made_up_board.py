"""A made-up board is one new file: it is found everywhere, and no text of it does anything but stand there."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from tests.site.built_pages import BuiltSite, plain
from tests.site.conftest import run
from tests.site_server import serve
from tests.widgets.form import DUE_DATES, Form

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> **bold** _em_ `code` {{ 7*7 }} {% raw %}"
    " [x](javascript:alert(3)) {: onclick=alert(4) } {#id} </p></div></template> --> &lt; \\ # ' \" | end"
)
NAME = "Zed <img src=x onerror=alert(5)>\"'><script>alert(6)</script>{{ 7*7 }}**b**"
EXAMPLE = {"because": f"because {HOSTILE}"}


def _text(field: str) -> str:
    return f"{field} {HOSTILE}"


def _statement(identity: str, topic: str, **more: Any) -> dict[str, Any]:
    return {"id": identity, "topic": topic, "who": ["core-group"], "force": "must", "says": _text(f"says {identity}"),
            "at": _text(f"at {identity}")} | more  # fmt: skip


BOARD: dict[str, Any] = {
    "name": NAME,
    "replaced": _text("replaced"),
    "source": {
        "title": _text("title"), "issuer": _text("issuer"), "issuer-inferred-from": _text("issuer-inferred-from"),
        "date": _text("date"), "date-inferred-from": _text("date-inferred-from"),
        "rests-on": [_text("rests-on")], "status": _text("status"), "check-now": _text("check-now"),
        "last-checked": "2026-11-22", "coverage": "whole", "locators": _text("locators"),
    },
    "words": {"lead-practitioner": _text("word")},
    "statements": [
        _statement(
            "first-core-group", "first-core-group",
            quoting=_text("quoting"), when=_text("when"), unless=_text("unless"),
            deadline={"within": "7 working days", "of": "initial-conference"},
            # Wednesday 2 December is the seventh working day after Monday 23 November.
            examples=[EXAMPLE | {"initial-conference": "2026-11-23", "due": "2026-12-02"}],
        ) | {"unless-set-by": ["conference"]},
        _statement(
            "visits", "seeing-the-child", deadline={"every": ["9 days", "11 days"], "of": "child-seen"},
            examples=[EXAMPLE | {"child-seen": "2026-11-23", "due": "2026-12-04", "earliest": "2026-12-02",
                                 "readings": {"11 calendar days": "2026-12-04", "11 working days": "2026-12-08"}}],
        ),
        _statement("report", "report-for-review", deadline={"by": "3 weeks", "before": "review-conference"},
                   examples=[EXAMPLE | {"review-conference": "2027-02-22", "due": "2027-02-01"}]),
        _statement("twice", "core-groups-between-conferences",
                   deadline={"at-least": 3, "of": "core-group",
                             "between": ["initial-conference", "review-conference"]}),
        _statement("each", "agenda", deadline={"at-each": "core-group"}),
        _statement("length", "meeting-length", deadline={"at-most": "3 hours", "length-of": "core-group"}),
        _statement("soon", "minutes-circulated",
                   deadline={"in-words": "<script>alert(7)</script> **soon** {{ 7*7 }}", "after": "core-group"}),
        _statement("ahead", "apologies-and-reports", deadline={"before": "core-group"}),
    ],
    "notes": [{"kind": kind, "about": ["first-core-group"], "says": _text(f"note {kind}")}
              for kind in ("conflict", "unclear", "out-of-date")],
    "silent": ["school-move"],
}  # fmt: skip
TOPICS = [statement["topic"] for statement in BOARD["statements"]]


@pytest.fixture(scope="module")
def project(copy_project: Callable[[], Path]) -> Path:
    folder = copy_project()
    (folder / "rules/boards/zed.yaml").write_text(yaml.safe_dump(BOARD, sort_keys=False), encoding="utf-8")
    done = run(folder, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def zed(project: Path) -> BuiltSite:
    return BuiltSite(project / "site")


def test_one_new_file_is_found_on_every_page_it_speaks_of(zed: BuiltSite) -> None:
    assert NAME in [link.text for link in zed.page("boards/").one("article").all("a", href="zed/")]
    compare = zed.page("compare/").one("table", "comparison")
    assert NAME in [head.text for head in compare.one("thead").all("th")]
    silent = compare.one("tr", data_topic="school-move").one("td", data_board="zed")
    assert silent.text == "silent"
    for topic in TOPICS:
        row = zed.page(f"topics/{topic}/").one("table", "side-by-side").one("tr", data_board="zed")
        assert (row["data-stance"], row.one("th").text) == ("says", NAME)
        assert compare.one("tr", data_topic=topic).one("td", data_board="zed").text not in ("silent", "not read")
    assert zed.page("sources/").one("h2", id="zed").text == NAME


def test_one_new_file_is_found_in_the_data_in_every_form_and_on_the_command_line(zed: BuiltSite, project: Path) -> None:
    data = json.loads((zed.folder / "rules.json").read_text("utf-8"))
    assert [board["name"] for board in data["boards"] if board["id"] == "zed"] == [NAME]
    assert len([statement for statement in data["statements"] if statement["board"] == "zed"]) == len(TOPICS)
    lists = [select for page in zed.pages.values() for select in page.root.all("select", name="", id="board")]
    assert len(lists) > 10
    for select in lists:
        assert [option.text for option in select.all("option", value="zed")] == [NAME]

    assert re.search(r"^zed +Zed ", run(project, "calculators", "boards").stdout, re.MULTILINE)
    told = run(project, "calculators", "due", "zed", "--on", "initial-conference=2026-11-23")
    assert (told.returncode, told.stdout.splitlines()[0].split("   ")[0]) == (0, "Wednesday 2 December 2026")


def test_one_more_board_adds_only_its_name_to_a_page_that_does_not_list_what_boards_say(
    site: Path, zed: BuiltSite
) -> None:
    """The name as one choice, and twice more where a line names the boards; every text of the board is longer."""
    most = 3 * len(escape(NAME)) + 300
    for page in ("calculators/due-dates", "calculators/plan", "calculators/check", "forms/core-group-minutes"):
        with_it, without = (len((folder / page / "index.html").read_text("utf-8")) for folder in (zed.folder, site))
        assert 0 < with_it - without < most, page


def test_every_key_that_a_board_file_may_hold_is_in_the_made_up_board(project: Path) -> None:
    schema = json.loads((project / "rules/board.schema.json").read_text("utf-8"))
    known = {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", ())}
    assert known - set(_keys(BOARD)) == {"national"}


def _keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
    for held in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _keys(held)


def _written(part: Any) -> Iterator[str]:
    if isinstance(part, str) and "alert" in part:
        yield part
    for held in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _written(held)


def test_every_text_of_the_board_stands_on_its_page_as_it_was_written(zed: BuiltSite) -> None:
    page = zed.page("boards/zed/").one("article", "md-content__inner")
    texts = [text for key, part in BOARD.items() if key != "words" for text in _written(part)]
    assert len(texts) > 30
    shown = page.words + zed.page("sources/").one("article", "md-content__inner").words
    assert [text for text in texts if plain(text) not in shown] == []


def became_part(site: BuiltSite) -> list[Any]:
    """What of a hostile text is more on a page than text: an element, an attribute, a sum worked out."""
    became: list[Any] = []
    for address, page in site.pages.items():
        for element in page.root.all():
            held = "".join(part for part in element.held if isinstance(part, str)).strip()
            if (
                (element.tag in ("script", "style") and re.search(r"alert\(\d\)", held))
                or (element.tag == "img" and element.get("src") == "x")
                or any(name.startswith("on") for name in element.attributes)
                or element.get("href").startswith("javascript:")
                or (element.tag in ("strong", "em", "code") and held in ("bold", "b", "em", "code", "soon"))
            ):
                became.append((address, element.tag, element.attributes, held))
        # {{ 7*7 }} comes after one of these, and worked out it would be 49.
        became += [(address, found) for found in re.findall(r"(?:code`?|</script>|\*\*) 49", page.root.text)]
    return became


def test_no_text_of_the_board_becomes_part_of_a_page(zed: BuiltSite) -> None:
    assert became_part(zed) == []


def test_no_text_of_the_board_runs_in_a_browser(zed: BuiltSite, browser: Browser) -> None:
    ran: dict[str, list[str]] = {}
    with serve(zed.folder) as address:
        context = browser.new_context(base_url=address)
        context.add_init_script("window.ran = []; window.alert = (message) => window.ran.push(message);")
        tab = context.new_page()
        for where in ("boards/zed/", "boards/", "compare/", "topics/first-core-group/", "sources/"):
            tab.goto(where)
            expect(tab.locator("main")).to_contain_text("Zed <img src=x onerror=alert(5)>")
            ran[where] = tab.evaluate("[...new Set(window.ran)]")
        tab.locator(".md-search__input").focus()
        tab.keyboard.type("Zed")
        expect(tab.locator(".md-search-result__item").first).to_contain_text("Zed")
        ran["search"] = tab.evaluate("[...new Set(window.ran)]")
        tab.goto(DUE_DATES)
        form = Form(tab)
        form.fill("initial-conference", "zed", "23 11 2026")
        expect(form.row("first-core-group").locator("time")).to_have_text("Wednesday 2 December 2026", timeout=60_000)
        expect(form.row("first-core-group")).to_contain_text(plain(_text("says first-core-group")))
        ran["due dates"] = tab.evaluate("[...new Set(window.ran)]")
        context.close()
    assert {where: told for where, told in ran.items() if told} == {}
