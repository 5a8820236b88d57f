"""By keyboard alone: where the focus goes, what is filled in and read, and what no letter does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.widgets.form import DUE_DATES, Form

# What has the focus: its words, and what is wrong with it. It is to be in sight, not covered, and outlined.
FOCUSED = """async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const told = `${element.tagName.toLowerCase()} ${(element.name || element.textContent || element.ariaLabel || element.id).trim().slice(0, 40)}`;
    const box = element.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 10), 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const style = getComputedStyle(element);
    const wrong = [];
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) wrong.push("not visible");
    if (box.right < 1 || box.bottom < 1 || box.left > innerWidth - 1 || box.top > innerHeight - 1) wrong.push("out of sight");
    else if (top && !element.contains(top) && !top.contains(element)) wrong.push(`covered by ${top.tagName}.${top.className}`);
    if (style.outlineStyle === "none" && style.boxShadow === "none") wrong.push("no outline");
    return [told, wrong.join(", ")];
}"""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "where", ["", DUE_DATES, "calculators/check/", "forms/first-core-group/", "families/who-comes/"]
)
def test_the_focus_is_always_seen_and_never_caught(new_tab: Callable[..., Page], where: str, width: int) -> None:
    tab = new_tab(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    # Nothing is asked, so nothing need start.
    tab.route("**/assets/pyodide-*/**", lambda route: route.abort())
    tab.goto(where)
    stops: list[str] = []
    wrong: list[str] = []
    for _ in range(250):
        tab.keyboard.press("Tab")
        found = tab.evaluate(FOCUSED)
        if found is None:
            break
        stops.append(found[0])
        if found[1]:
            wrong.append(f"{found[0]}: {found[1]}")
    else:
        pytest.fail(f"the focus goes on for ever: {stops[-5:]}")
    assert not wrong
    # Forwards through the whole page, and back out of it.
    assert len(stops) > 15
    assert stops[0].startswith("a Skip to content") or where.startswith("families/")


def _tabbed_through(page: Page, typed: dict[str, str]) -> list[str]:
    """Types into each named field in the order in which Tab comes to them, and sends the form; the fields passed."""
    page.locator("form.calculator :is(select, input, textarea)").first.focus()
    passed = []
    for _ in range(60):
        name = page.evaluate("document.activeElement.name || document.activeElement.type")
        passed.append(name)
        if name == "submit":
            page.keyboard.press("Enter")
            return passed
        if name in typed:
            page.keyboard.type(typed[name])
        page.keyboard.press("Tab")
    pytest.fail(f"no button was reached: {passed}")


def test_due_dates_are_asked_and_read_by_keyboard(form: Form) -> None:
    page = form.page
    passed = _tabbed_through(
        page, {"event": "Initial", "board": "Haringey", "day": "23", "month": "11", "year": "2026"}
    )
    assert passed == ["event", "board", "day", "month", "year", "today", "time", "submit"]
    expect(form.row("first-core-group").locator("time").first).to_have_text("Monday 7 December 2026")
    expect(form.answer).to_be_focused()
    # The next stop is in the answer.
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('answer').contains(document.activeElement)")


def test_an_answer_that_takes_the_focus_is_not_read_out_as_well(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    expect(form.row("first-core-group")).to_be_visible()
    expect(form.answer).to_have_attribute("aria-live", "polite")
    form.page.evaluate("""() => {
        window.live = [];
        new MutationObserver(() => window.live.push(document.getElementById("answer").getAttribute("aria-live")))
            .observe(document.getElementById("answer"), { childList: true });
    }""")
    form.submit()
    expect(form.answer).to_be_focused()
    assert form.page.evaluate("window.live") == ["off"]
    expect(form.answer).to_have_attribute("aria-live", "polite")


def test_a_mistake_is_told_in_the_title_in_a_summary_and_at_its_field(form: Form) -> None:
    page = form.page
    title = page.title()
    _tabbed_through(page, {"event": "Initial", "board": "Haringey", "day": "31", "month": "2", "year": "2026"})
    expect(form.summary).to_be_focused()
    assert page.title() == f"Error: {title}"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form.field("day")).to_be_focused()
    expect(form.field("day")).to_have_attribute("aria-invalid", "true")
    message = form.summary.get_by_role("link").inner_text()
    described = form.field("day").get_attribute("aria-describedby") or ""
    assert message in [page.locator(f"#{each}").inner_text() for each in described.split()]
    page.keyboard.type("2")
    expect(form.summary).to_be_hidden()
    assert page.title() == title


@pytest.mark.parametrize(
    ("where", "typed", "order", "told"),
    [
        ("calculators/plan/", {"board": "Haringey", "day": "23", "month": "11", "year": "2026"},
         ["board", "event", "day", "month", "year", "today", "review-day", "review-month", "review-year", "review-today"],
         "Monday 7 December 2026"),
        ("calculators/compare/", {"event": "Initial", "day": "23", "month": "11", "year": "2026"},
         ["ask", "event", "day", "month", "year", "today", "time", "boards"], "Monday 7 December 2026"),
    ],
)  # fmt: skip
def test_the_other_calculators_are_filled_in_and_sent_by_keyboard(
    page: Page, where: str, typed: dict[str, str], order: list[str], told: str
) -> None:
    page.goto(where)
    expect(page.locator("form.calculator")).to_be_visible()
    passed = _tabbed_through(page, typed)
    assert passed[: len(order)] == order
    expect(page.locator("#answer")).to_contain_text(told)
    expect(page.locator("#answer")).to_be_focused()


def test_a_check_is_filled_in_and_sent_by_keyboard(page: Page) -> None:
    page.goto("calculators/check/")
    expect(page.locator("form.calculator")).to_be_visible()
    passed = _tabbed_through(page, {"board": "Haringey"})
    assert passed.index("board") < passed.index("submit")
    # Nothing was typed for any event: the summary says what is wanted, and has the focus.
    expect(page.locator(".error-summary")).to_be_focused()

    for number, (event, day) in enumerate((("Initial conference", "24/11/2025"), ("Core group", "08/12/2025"))):
        page.locator("#events select").nth(number).focus()
        page.keyboard.type(event)
        page.keyboard.press("Tab")
        page.keyboard.type(day)
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#answer")).to_contain_text("Haringey")


def test_on_a_small_screen_the_menu_opens_and_closes_by_keyboard(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    tab.goto("about/")
    menu = tab.get_by_role("button", name="Menu")
    link = tab.locator(".md-sidebar--primary").get_by_role("link", name="Home")
    expect(link).to_be_hidden()
    menu.focus()
    tab.keyboard.press("Enter")
    expect(link).to_be_in_viewport()
    expect(menu).to_have_attribute("aria-expanded", "true")
    # Every stop in it is seen, those of the part of the site that one is in among them.
    stops = []
    for _ in range(13):
        tab.keyboard.press("Tab")
        stops.append(tab.evaluate(FOCUSED))
    assert [wrong for _, wrong in stops] == [""] * 13
    reached = [told for told, _ in stops]
    assert "a How days are counted" in reached
    assert "a Due dates" not in reached
    tab.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()
    # It closes, too, when the focus leaves it for the page.
    tab.keyboard.press("Space")
    expect(link).to_be_in_viewport()
    link.focus()
    tab.locator("main article a").first.focus()
    expect(link).to_be_hidden()


def test_no_single_letter_does_anything_outside_a_field(page: Page) -> None:
    page.goto("about/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for key in ("f", "s", "/", "p", "n", ",", ".", "Shift+?"):
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.url.endswith("/about/")
    page.locator(".md-search__input").focus()
    page.keyboard.type("s/")
    expect(page.locator(".md-search__input")).to_have_value("s/")
