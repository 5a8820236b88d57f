"""The words: each with an entry, the old ones with what they became, and the first in a text explained where it stands."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from overrides.pages.explained import explainer
from rules.reader import RULES

TERMS: list[dict[str, Any]] = yaml.load((RULES / "vocabulary/terms.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)[
    "terms"
]

# Set down from the five documents and from what is known of each change, not from the file of terms.
BECAME = {
    "key-worker": (
        "key worker",
        r"lead social worker.*lead practitioner",
        r"2010.*2018",
        r"Hillingdon.*Islington.*tri\.x",
    ),
    "lead-professional": ("lead professional", "lead practitioner", "2018", r"tri\.x"),
    "lead-social-worker": ("lead social worker", "lead practitioner", "2018", r"tri\.x"),
    "core-assessment": ("core assessment", "single assessment", "2013", "Oxfordshire"),
    "initial-assessment": ("initial assessment", "single assessment", "2013", "Oxfordshire"),
    "register": ("child protection register", "child protection plan", "1 April 2008", "Every Child Matters"),
    "lscb": ("LSCB", "safeguarding partners", "2018 to 2019", "Children & Young People Now"),
    "gscc": ("GSCC", "Social Work England", "2012", "HCPC"),
    "working-together": ("Working Together", "Working Together 2026", "2026", "Leeds"),
}
STILL_USED = {
    "child-protection-plan": "child protection plan",
    "framework": "Framework",
    "single-assessment": "single assessment",
    "core-group": "core group",
    "visiting-matrix": "visiting matrix",
    "contingency-plan": "contingency plan",
}

KEY_WORKER = ".term[href$='words/#key-worker']"


def test_every_term_of_the_vocabulary_has_its_entry_on_the_page_of_words(page: Page) -> None:
    page.goto("words/")
    entries = page.locator(".words-table").first.locator("tbody tr")
    expect(entries).to_have_count(len(TERMS))
    for term in TERMS:
        entry = page.locator(f".words-table tr[id='{term['id']}']")
        expect(entry.get_by_role("rowheader")).to_have_text(term["term"])
        expect(entry.get_by_role("cell").first).to_have_text(term["means"])


@pytest.mark.parametrize("term", BECAME)
def test_a_word_that_is_out_of_date_says_what_it_became_when_and_by_what_source(page: Page, term: str) -> None:
    word, became, since, source = BECAME[term]
    page.goto(f"words/#{term}")
    entry = page.locator(f".words-table tr[id='{term}']")
    expect(entry.get_by_role("rowheader")).to_contain_text(word)
    now = entry.locator("td[data-head=Became]")
    expect(now.locator(".mark")).to_have_text("out of date")
    expect(now).to_contain_text(re.compile(rf"{became}.*{since}.*Source: .*{source}"))


@pytest.mark.parametrize("term", STILL_USED)
def test_a_word_that_no_source_says_has_changed_is_not_called_out_of_date(page: Page, term: str) -> None:
    page.goto(f"words/#{term}")
    entry = page.locator(f".words-table tr[id='{term}']")
    expect(entry.get_by_role("rowheader")).to_contain_text(STILL_USED[term])
    expect(entry.locator("td[data-head=Became]")).to_have_text("No change is recorded here.")


def test_no_change_is_claimed_without_its_source_and_how_well_it_is_known(page: Page) -> None:
    page.goto("words/")
    changed = page.locator(".words-table td[data-head=Became]", has=page.locator(".mark"))
    expect(changed).to_have_count(len(BECAME))
    for text in changed.all_inner_texts():
        assert re.search(r"\(.*\d{4}.*\)\. Source: \S.*; known \w+\.$", text), text


@pytest.mark.parametrize(
    ("term", "boards"),
    [
        ("key-worker", {"City and Hackney", "Haringey", "Greenwich"}),
        ("lead-professional", {"Bedford Borough", "Haringey", "Greenwich"}),
        ("lead-social-worker", {"Greenwich"}),
        ("core-assessment", {"Haringey", "Greenwich"}),
        ("single-assessment", {"Bedford Borough"}),
        ("register", {"City and Hackney"}),
        ("framework", {"Greenwich", "Haringey"}),
        ("gscc", {"Haringey"}),
    ],
)
def test_a_word_names_the_boards_whose_documents_use_it(page: Page, term: str, boards: set[str]) -> None:
    page.goto("words/")
    found = page.locator(f".words-table tr[id='{term}'] td[data-head='Found in'] a").all_inner_texts()
    # Bexley's leaflet has a keyworker too: a nursery's, which the entry says.
    assert set(found) - {"Bexley"} == boards


def test_the_five_documents_words_for_who_leads_stand_side_by_side(page: Page) -> None:
    page.goto("words/#who-leads")
    words = page.get_by_role("region", name="own words").locator("td[data-head='the lead practitioner']")
    expect(words).to_have_text(["lead professional", "social worker", "key worker", "social worker", "key worker"])


def test_a_term_shows_its_meaning_while_the_pointer_is_on_it_or_on_the_meaning(page: Page) -> None:
    page.goto("topics/lead-practitioner-appointed/")
    term = page.locator(KEY_WORKER)
    tip = term.get_by_role("tooltip", include_hidden=True)
    expect(tip).to_be_hidden()
    term.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("The social worker who leads the core group")
    expect(tip).to_contain_text("Later: lead social worker, then lead practitioner")
    tip.hover()
    expect(tip).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(tip).to_be_hidden()


def test_a_term_shows_its_meaning_on_focus_and_is_described_by_it(page: Page) -> None:
    page.goto("topics/lead-practitioner-appointed/")
    term = page.locator(KEY_WORKER)
    tip = term.get_by_role("tooltip", include_hidden=True)
    term.focus()
    expect(tip).to_be_visible()
    expect(term).to_have_accessible_description(re.compile("^The social worker who leads the core group"))
    page.keyboard.press("Tab")
    expect(tip).to_be_hidden()


def test_escape_puts_a_meaning_away_without_moving_pointer_or_focus_until_the_next_time(page: Page) -> None:
    page.goto("topics/lead-practitioner-appointed/")
    term = page.locator(KEY_WORKER)
    tip = term.get_by_role("tooltip", include_hidden=True)
    term.focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(term).to_be_focused()
    expect(tip).to_be_visible()
    page.keyboard.press("Tab")

    term.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.get_by_role("heading", level=1).hover()
    term.hover()
    expect(tip).to_be_visible()


def test_a_term_leads_to_its_entry(page: Page) -> None:
    page.goto("topics/lead-practitioner-appointed/")
    page.locator(KEY_WORKER).click()
    expect(page).to_have_url(re.compile(r"/words/#key-worker$"))
    expect(page.locator("tr#key-worker")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("where", ["boards/haringey/", "topics/lead-practitioner-appointed/"])
def test_no_meaning_reaches_past_the_edge_of_the_screen(page: Page, where: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(where)
    expect(page.locator(".term").first).to_be_visible()
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".term")].map((term) => {
            term.focus();
            const { left, right } = term.querySelector(".tip").getBoundingClientRect();
            return { term: term.firstChild.textContent, left, right, page: document.documentElement.scrollWidth };
        }).filter(({ left, right, page }) => left < 0 || right > innerWidth || page > innerWidth)"""
    )
    assert outside == []


@pytest.mark.parametrize("term", ["core-group", "child-protection-plan", "key-worker", "core-assessment", "gscc"])
def test_only_the_first_time_that_a_term_comes_on_a_page_it_is_explained(page: Page, term: str) -> None:
    page.goto("boards/haringey/")
    expect(page.locator(f".term[href$='words/#{term}']")).to_have_count(1)


def test_the_explained_word_is_the_first_one_of_its_page(page: Page) -> None:
    page.goto("topics/lead-practitioner-appointed/")
    said = page.locator(".side-by-side td[data-head='What it says'] li")
    first = next(text for text in said.all_inner_texts() if re.search(r"\bkey workers?\b", text))
    explained = said.filter(has=page.locator(KEY_WORKER))
    expect(explained).to_have_count(1)
    assert explained.inner_text() == first


def test_on_no_page_is_a_term_explained_twice_and_each_explanation_is_an_entry_of_the_words(site: Path) -> None:
    ids = {term["id"] for term in TERMS}
    seen: set[str] = set()
    for file in sorted([*site.glob("boards/*/index.html"), *site.glob("topics/*/index.html")]):
        explained = re.findall(r'class="term" href="(?:\.\./)+words/#([\w-]+)"', file.read_text(encoding="utf-8"))
        assert len(explained) == len(set(explained)), file
        seen.update(explained)
    assert seen <= ids
    assert {"key-worker", "lead-professional", "core-assessment", "single-assessment", "register", "gscc"} <= seen


def test_an_initial_assessment_is_not_explained_as_the_core_assessment_that_came_after_it() -> None:
    explain = explainer(TERMS, "words/")
    assert "An in-depth assessment" not in explain("The initial assessment ended.")
    assert "An in-depth assessment" in explain("The core assessment ended.")


def test_what_a_term_means_is_no_part_of_what_the_search_finds(site: Path) -> None:
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    meaning = "The social worker who leads the core group and the plan."
    assert index.count(meaning) == 1, "once, on the page of words"
