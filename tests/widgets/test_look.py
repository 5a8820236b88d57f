"""The look: the device's own colours on every page, kept nowhere, and named in one place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

SHEETS = Path(__file__).parents[2] / "overrides/theme/assets/stylesheets"
DARK, WHITE = "rgb(16, 25, 28)", "rgb(255, 255, 255)"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_device_gets_the_colours_it_is_set_to_with_javascript_and_without(
    new_tab: Callable[..., Page], scripts: bool
) -> None:
    tab = new_tab(color_scheme="dark", java_script_enabled=scripts)
    tab.goto("topics/school-move/")
    expect(tab.locator("body")).to_have_css("background-color", DARK)
    expect(tab.get_by_role("heading", level=1)).to_have_css("color", "rgb(230, 238, 240)")
    tab.emulate_media(color_scheme="light")
    expect(tab.locator("body")).to_have_css("background-color", WHITE)
    tab.emulate_media(color_scheme="dark", media="print")
    expect(tab.locator("body")).to_have_css("background-color", WHITE)
    expect(tab.get_by_role("heading", level=1)).to_have_css("color", "rgb(0, 0, 0)")


def test_reading_and_searching_keep_nothing_on_the_device(page: Page) -> None:
    page.goto("?q=quorum")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Too few to meet")
    page.goto("topics/school-move/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]") == [[], [], ""]


def test_on_a_telephone_the_menu_opens_on_a_page_that_has_none_beside_its_text(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    tab.goto("")
    link = tab.locator(".md-sidebar--primary").get_by_role("link", name="Topics")
    expect(link).not_to_be_in_viewport()
    tab.get_by_text("Menu", exact=True).click()
    expect(link).to_be_in_viewport()


def test_home_fetches_python_when_its_form_is_touched_and_not_before(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("")
    expect(page.get_by_label("Where")).to_be_visible()
    page.evaluate("new Promise(done => requestIdleCallback(done))")
    assert not any(address.endswith(".wasm") for address in asked)
    with page.expect_request(re.compile(r"\.wasm$")):
        page.get_by_label("Where").focus()


@pytest.mark.parametrize("sheet", sorted(file.name for file in SHEETS.glob("*.css")))
def test_a_colour_stands_only_among_the_named_values(sheet: str) -> None:
    rules = re.sub(r"--[\w-]+:[^;]*;|/\*.*?\*/", "", (SHEETS / sheet).read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklch)a?\(.*?\)", rules, flags=re.IGNORECASE) == []
    assert re.findall(r"(?:color|background|border[\w-]*|fill|stroke): (?:[^;]* )?(black|white|red|gr[ae]y)\b", rules) == []
