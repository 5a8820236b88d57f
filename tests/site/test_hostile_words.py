"""Markup in every text of the vocabulary, the forms and the bank holidays: it stands on the pages, and does nothing there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from rules.yaml_with_places import read_yaml
from tests.site.built_pages import BuiltSite, plain
from tests.site.conftest import run
from tests.site.test_made_up_board import HOSTILE, became_part
from tests.site_server import serve

#: The keys under which an author writes freely; all others hold ids, numbers and words of closed lists.
FREE = ("title", "question", "family", "search", "name", "short", "term", "means", "became", "since", "source", "purpose",
        "label", "prompt", "says", "ends", "options", "row-labels", "follows", "do")  # fmt: skip
#: What stands where only sixty letters may, and in a stylesheet too.
SHORT = "\"} * {display:none} </style><img src=x onerror=alert(8)>'\\"


def _spoilt(part: Any, free: bool = False, short: bool = False) -> Any:
    if isinstance(part, dict):
        # The title and the deadline of a form have little room; those of its sections have more.
        form = "purpose" in part
        return {key: _spoilt(each, key in FREE, (form and key == "title") or key == "do") for key, each in part.items()}
    if isinstance(part, list):
        return [_spoilt(each, free) for each in part]
    return SHORT if short else f"{part} {HOSTILE}" if free else part


@pytest.fixture(scope="module")
def spoilt(copy_project: Callable[[], Path]) -> BuiltSite:
    project = copy_project()
    for file in [*(project / "rules/vocabulary").glob("*.yaml"), *(project / "rules/forms").glob("*.yaml")]:
        content = _spoilt(read_yaml(file).data)
        for term in content.get("terms", ()):
            term["forms"].append(HOSTILE)
        file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    holidays = project / "rules/bank-holidays.yaml"
    content = read_yaml(holidays).data
    content |= {"source": HOSTILE, "days": {day: f"{name} {HOSTILE}" for day, name in content["days"].items()}}
    holidays.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    done = run(project, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    return BuiltSite(project / "site")


def test_no_text_of_the_vocabulary_or_of_a_form_becomes_part_of_a_page(spoilt: BuiltSite) -> None:
    assert became_part(spoilt) == []


def test_each_stands_on_its_page_as_it_was_written(spoilt: BuiltSite) -> None:
    for address, text in (
        ("topics/first-core-group/", HOSTILE),
        ("words/", HOSTILE),
        ("sources/", HOSTILE),
        ("forms/next-core-group/", HOSTILE),
        ("forms/", SHORT),
        ("calculators/due-dates/", HOSTILE),
    ):
        assert plain(text) in spoilt.page(address).one("article", "md-content__inner").words, address


def test_the_title_of_a_form_stays_inside_its_words_in_the_stylesheet(spoilt: BuiltSite) -> None:
    css = (spoilt.folder / "assets/stylesheets/form-pages.css").read_text("utf-8")
    assert '"} * {display' not in css
    assert "</style" not in css


def test_none_of_it_runs_in_a_browser(spoilt: BuiltSite, browser: Browser) -> None:
    ran: dict[str, list[str]] = {}
    with serve(spoilt.folder) as address:
        context = browser.new_context(base_url=address)
        context.add_init_script("window.ran = []; window.alert = (message) => window.ran.push(message);")
        tab = context.new_page()
        for where in ("topics/", "words/", "forms/", "forms/next-core-group/#board=haringey", "families/how-often/"):
            tab.goto(where)
            expect(tab.locator("h1").first).to_be_visible()
            ran[where] = tab.evaluate("window.ran")
        tab.goto("calculators/plan/#event=initial-conference&board=haringey&day=23&month=11&year=2026")
        # What Python hands to the page is drawn: the names of lanes and entries too.
        expect(tab.locator("#answer svg")).to_be_visible(timeout=60_000)
        ran["plan"] = tab.evaluate("window.ran")
        context.close()
    assert {where: told for where, told in ran.items() if told} == {}
