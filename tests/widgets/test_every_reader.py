"""Pages in a real browser, for every reader: small screens, dark colours, assistive tools, no JavaScript."""

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.widgets.form import DUE_DATES, Form

PAGES = {
    "home": ("", "What local guidance says about child protection core groups"),
    "board": ("boards/greenwich/", "within 10 working days of the initial child protection conference"),
    "topic": ("topics/first-core-group/", "Monday 7 December 2026"),
    "compare": ("compare/", "10 working days"),
    "due dates": (DUE_DATES, "The calculator needs JavaScript."),
}
# Half-way through a change of colours or of width there is nothing to judge.
STILL = """() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important; }");
    document.adoptedStyleSheets.push(still);
}"""


def _mistakes(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "due dates"])
def test_axe_finds_nothing_wrong_and_nothing_scrolls_sideways(page: Page, name: str) -> None:
    page.goto(PAGES[name][0])
    _look_at(page)


def test_axe_finds_nothing_wrong_with_an_answer_or_a_mistake_shown(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    form.row("first-core-group").get_by_text("Every day counted").click()
    _look_at(form.page)
    form.fill("concern-raised", "bedford-borough", "31 2 2026")
    form.submit()
    expect(form.summary).to_be_visible()
    _look_at(form.page)


def _look_at(page: Page) -> None:
    page.evaluate(STILL)
    wrong = {}
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_css("color-scheme", scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found = _mistakes(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append("the page scrolls sideways")
            wrong[f"{scheme}, {width} px"] = found
    assert not any(wrong.values()), json.dumps(wrong, indent=1)


def test_every_page_is_read_without_javascript(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(java_script_enabled=False, viewport={"width": 320, "height": 800})
    for address, text in PAGES.values():
        tab.goto(address)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        # Playwright's own search for text passes over <noscript>.
        assert text in tab.get_by_role("main").inner_text(), address
    expect(tab.locator("form.calculator")).to_be_hidden()
    tab.locator("main article").get_by_role("link", name="How days are counted").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("How days are counted")
