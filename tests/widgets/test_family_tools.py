"""The families' tools: leaving at once, large print on the screen and on paper, and choosing an area."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

PAGES = [
    "families/",
    "families/how-often/",
    "families/young-people/",
    "families/if-you-disagree/",
    "families/help-now/",
]
OUTSIDE = "https://www.bbc.co.uk/weather"
AREAS = ["Bedford Borough", "Bexley", "City and Hackney", "Greenwich", "Haringey"]
# A person in a hurry does not go through a menu first.
FEW_PRESSES = 6
# Large print begins at 16 points.
LARGE = 16


@pytest.fixture
def family_tab(new_tab: Callable[..., Page]) -> Page:
    """A tab that came to the families' part from the home page; what lies outside of the site is answered here."""
    tab = new_tab()
    tab.context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), _outside)
    tab.goto("")
    return tab


def _outside(route: Route) -> None:
    route.fulfill(body="<!doctype html><title>Weather</title><h1>Weather</h1>", content_type="text/html")


def _has_left(tab: Page) -> None:
    expect(tab).to_have_url(OUTSIDE)
    # Back does not return to where the person was reading.
    tab.go_back()
    expect(tab).to_have_url(re.compile(r"^http://127\.0\.0\.1:\d+/$"))


def test_exit_this_page_leaves_and_back_does_not_return(family_tab: Page) -> None:
    family_tab.goto("families/if-you-disagree/")
    family_tab.locator(".family-tools").get_by_role("link", name="Exit this page").click()
    _has_left(family_tab)


def test_shift_pressed_three_times_leaves(family_tab: Page) -> None:
    family_tab.goto("families/how-often/")
    for _ in range(3):
        family_tab.keyboard.press("Shift")
    _has_left(family_tab)


def test_shift_leaves_while_a_date_is_being_typed_too(family_tab: Page) -> None:
    family_tab.goto("families/how-often/")
    family_tab.get_by_role("textbox", name="Month").fill("Nov")
    for _ in range(3):
        family_tab.keyboard.press("Shift")
    expect(family_tab).to_have_url(OUTSIDE)


def test_shift_pressed_twice_or_with_other_keys_between_or_slowly_stays(family_tab: Page) -> None:
    family_tab.clock.install()
    family_tab.goto("families/how-often/")
    family_tab.evaluate("window.sameAsBefore = true")
    for key in ("Shift", "Shift", "a", "Shift", "Shift", "Shift+Tab", "Shift"):
        family_tab.keyboard.press(key)
    assert family_tab.evaluate("window.sameAsBefore")
    expect(family_tab).to_have_url(re.compile("/families/how-often/$"))


def test_the_page_is_covered_while_the_other_site_is_on_its_way(family_tab: Page) -> None:
    held: list[Route] = []
    family_tab.context.route(f"{OUTSIDE}**", lambda route: held.append(route))
    family_tab.goto("families/")
    family_tab.evaluate(
        """() => new MutationObserver(() => console.log(`now ${getComputedStyle(document.querySelector("h1")).visibility}`))
            .observe(document.documentElement, { attributes: true })"""
    )
    with family_tab.expect_console_message(lambda message: message.text == "now hidden"):
        for _ in range(3):
            family_tab.keyboard.press("Shift")


def test_the_keyboard_reaches_the_exit_early_on_every_page(family_tab: Page) -> None:
    for where in PAGES:
        family_tab.goto(where)
        reached = []
        for _ in range(FEW_PRESSES):
            family_tab.keyboard.press("Tab")
            reached.append(family_tab.evaluate("document.activeElement.textContent.trim()"))
        assert "Exit this page" in reached, where
    family_tab.goto(where)
    while family_tab.evaluate("document.activeElement.textContent.trim()") != "Exit this page":
        family_tab.keyboard.press("Tab")
    expect(family_tab.locator(":focus")).to_be_in_viewport(ratio=1)
    expect(family_tab.locator(":focus")).to_have_css("opacity", "1")
    family_tab.keyboard.press("Enter")
    expect(family_tab).to_have_url(OUTSIDE)


def test_the_exit_stays_in_sight_while_the_page_is_read(family_tab: Page) -> None:
    for width in (320, 1280):
        family_tab.set_viewport_size({"width": width, "height": 640})
        family_tab.goto("families/getting-ready/")
        link = family_tab.locator(".family-tools").get_by_role("link", name="Exit this page")
        expect(link).to_be_in_viewport(ratio=1)
        family_tab.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
        expect(link).to_be_in_viewport(ratio=1)
        box = link.bounding_box()
        assert box is not None
        assert family_tab.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('a')?.textContent.includes('Exit this page')",
            [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
        ), "something lies over it"


def test_without_javascript_the_exit_is_a_link_and_large_print_is_not_offered(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(java_script_enabled=False)
    tab.goto("families/")
    expect(tab.locator(".family-tools").get_by_role("link", name="Exit this page")).to_have_attribute("href", OUTSIDE)
    expect(tab.get_by_role("button", name="Large print")).to_have_count(0)


def test_shift_does_nothing_on_a_page_that_is_not_for_families(page: Page) -> None:
    page.goto("topics/first-core-group/")
    expect(page.get_by_role("link", name="Exit this page")).to_have_count(0)
    for _ in range(4):
        page.keyboard.press("Shift")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


SMALLEST = """() => {
    const texts = document.createTreeWalker(document.querySelector("main article"), NodeFilter.SHOW_TEXT);
    const sizes = [];
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (texts.currentNode.textContent.trim() && holder.checkVisibility() && !holder.closest(".family-tools"))
            sizes.push(parseFloat(getComputedStyle(holder).fontSize));
    }
    return Math.min(...sizes);
}"""


def _smallest(page: Page) -> float:
    """The height of the smallest letters of the page's text on the screen, in points (there are 96 pixels to the inch)."""
    return float(page.evaluate(SMALLEST)) * 72 / 96


def test_large_print_is_one_press_on_every_page_and_another_takes_it_back(page: Page) -> None:
    button = page.get_by_role("button", name="Large print")
    for where in PAGES:
        page.goto(where)
        expect(button).to_have_attribute("aria-pressed", "false")
        usual = _smallest(page)
        # A keyboard presses it as a mouse does.
        button.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert _smallest(page) >= LARGE, where
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 720})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert _smallest(page) == usual < LARGE


def _letters_on_paper(page: Page) -> dict[float, str]:
    """The heights of letters in the page as it is printed, in points, with what stands in them; without the margins'."""
    found: dict[float, str] = {}

    def note(text: str, page: list[float], line: list[float], _: object, size: float) -> None:
        if text.strip():
            height = round(abs(size * line[3] * page[3]), 1)
            found[height] = found.get(height, "") + text

    for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages:
        sheet.extract_text(visitor_text=note)
    return {height: text for height, text in found.items() if not re.fullmatch(r"((Page \d+ of \d+|Core Group Handbook)\s*)+", text)}


def test_large_print_is_large_on_paper_too_and_the_tools_are_not_printed(page: Page) -> None:
    page.goto("families/getting-ready/")
    usual = _letters_on_paper(page)
    assert max(usual, key=lambda height: len(usual[height])) < 12
    page.get_by_role("button", name="Large print").click()
    large = _letters_on_paper(page)
    assert "Questions you can ask" in " ".join(large.values())
    assert {height: text for height, text in large.items() if height < LARGE - 0.1} == {}
    for tool in ("Exit this page", "Large print"):
        assert not any(tool in text for text in (*usual.values(), *large.values()))


def test_large_print_goes_along_to_the_other_pages_for_families_and_is_stored_nowhere(page: Page) -> None:
    page.goto("families/")
    page.get_by_role("button", name="Large print").click()
    page.get_by_role("main").locator("article").get_by_role("link", name="Getting ready").first.click()
    expect(page).to_have_url(re.compile(r"/families/getting-ready/\?print=large$"))
    expect(page.get_by_role("button", name="Large print")).to_have_attribute("aria-pressed", "true")
    large = _smallest(page)
    page.locator(".md-sidebar--primary").get_by_role("link", name="Your plan").click()
    expect(page).to_have_url(re.compile(r"/families/your-plan/\?print=large$"))
    assert _smallest(page) == large
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "large" not in kept

    page.get_by_role("button", name="Large print").click()
    page.locator(".md-sidebar--primary").get_by_role("link", name="Who comes?").click()
    expect(page).to_have_url(re.compile(r"/families/who-comes/$"))
    expect(page.get_by_role("button", name="Large print")).to_have_attribute("aria-pressed", "false")


def test_large_print_taken_back_stays_taken_back_when_the_page_is_opened_again(page: Page) -> None:
    page.goto("families/your-plan/?print=large")
    page.get_by_role("button", name="Large print").click()
    expect(page.get_by_role("button", name="Large print")).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(page.get_by_role("button", name="Large print")).to_have_attribute("aria-pressed", "false")


def test_choosing_an_area_leaves_that_area_and_all_areas_come_back(page: Page) -> None:
    page.goto("families/how-often/")
    area = page.locator(".your-area").first
    choose = area.get_by_role("combobox", name="Your area")
    expect(area.get_by_role("listitem")).to_have_text([re.compile(f"^{name}:") for name in AREAS])
    choose.select_option("Bexley")
    expect(area.get_by_role("listitem")).to_have_text(
        [re.compile(r"^Bexley: 10 days \(it does not say if weekends count\)")]
    )
    choose.select_option("Greenwich")
    expect(area.get_by_role("listitem")).to_have_text([re.compile("^Greenwich: 10 working days")])
    area.get_by_role("link", name="Read what Greenwich says").click()
    expect(page).to_have_url(re.compile("/boards/greenwich/#topic-first-core-group$"))
    page.goto("families/how-often/")
    choose.select_option("Haringey")
    choose.select_option("All areas")
    expect(area.get_by_role("listitem")).to_have_count(5)


def test_an_area_whose_guidance_is_silent_says_so_to_a_parent(page: Page) -> None:
    page.goto("families/how-often/")
    silent = page.locator(".your-area").filter(has_text="the guidance does not say").first
    expect(silent.get_by_role("listitem").filter(has_text="the guidance does not say").first).to_be_visible()
    expect(silent.get_by_text("not read")).to_have_count(0)


def test_without_javascript_every_area_stands_there(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(java_script_enabled=False)
    tab.goto("families/how-often/")
    area = tab.locator(".your-area").first
    expect(area.get_by_role("listitem")).to_have_count(5)
    expect(area.get_by_role("combobox")).to_have_count(0)
