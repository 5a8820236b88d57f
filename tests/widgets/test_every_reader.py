"""Every page of the site in a real browser, for every reader: axe, small screens, wide letters, no JavaScript."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.built_pages import BuiltSite
from tests.widgets.form import DUE_DATES, Form

PAGES = {
    "home": ("", "What local guidance says about child protection core groups"),
    "board": ("boards/greenwich/", "within 10 working days of the initial child protection conference"),
    "topic": ("topics/first-core-group/", "Monday 7 December 2026"),
    "compare": ("compare/", "10 working days"),
    "due dates": (DUE_DATES, "The calculator needs JavaScript."),
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
NARROW, WIDE = 320, 1280
# What the page's colours and its links in running text come to; the other rules do not depend on the scheme.
COLOURS = ["color-contrast", "link-in-text-block"]
# Half-way through a change of colours or of width there is nothing to judge, and what is folded is judged too.
STILL = """() => {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important; }");
    document.adoptedStyleSheets.push(still);
    for (const each of document.querySelectorAll("details")) each.open = true;
}"""
# axe over the page for WCAG 2.2 AA and good practice. Elements with the same tags, classes and states all the way up
# have the same colours, so colours are judged once for each such line of ancestors, of which `seen` has been judged.
JUDGE = """async ([colours, seen, structure]) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const known = new Set(seen);
    const look = (element) => {
        const line = [];
        for (let each = element; each; each = each.parentElement) {
            const states = [...each.attributes].filter(({ name }) => /^(data-(?!look)|aria-|type|role)/.test(name));
            line.push(each.tagName, [...each.classList].sort(), ...states.map(({ name, value }) => name + (value.length < 20 ? value : "")));
        }
        let number = 0;
        for (const letter of line.join(" ")) number = (number * 31 + letter.codePointAt(0)) | 0;
        return number;
    };
    const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length;
    const fresh = [...document.body.querySelectorAll("*")].filter((element) => {
        if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !shown(element)) return false;
        const number = look(element);
        return !known.has(number) && known.add(number);
    });
    const options = { preload: false, resultTypes: ["violations"] };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = [];
    if (fresh.length) {
        found.push(await axe.run({ include: fresh }, { ...options, runOnly: { type: "rule", values: colours } }));
    }
    if (structure) found.push(await axe.run(document, {
        ...options,
        runOnly: { type: "tag", values: tags },
        rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])),
    }));
    const told = found.flatMap(({ violations }) => violations).flatMap(({ id, nodes }) =>
        nodes.map(({ html, any, all, none }) => `${id}: ${html.slice(0, 120)} ${[...any, ...all, ...none][0]?.message ?? ""}`));
    return [told, [...known]];
}"""
# WCAG 1.4.12: letters, words and lines set wider. Text then lies outside its own box, or outside one that cuts it off.
SPACED = """() => {
    const wide = new CSSStyleSheet();
    wide.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets.push(wide);
    const lost = [];
    // What stands there for a screen reader alone.
    const hidden = (element) => {
        for (let each = element; each; each = each.parentElement) {
            const { display, clipPath } = getComputedStyle(each);
            if (display !== "inline" && (each.clientWidth < 3 || clipPath !== "none")) return true;
        }
        return false;
    };
    for (const element of document.body.querySelectorAll("*")) {
        const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
        if (!texts.length || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const range = document.createRange();
        range.setStartBefore(texts[0]);
        range.setEndAfter(texts.at(-1));
        const text = range.getBoundingClientRect();
        if (hidden(element)) continue;
        for (let box = element; box && box !== document.body; box = box.parentElement) {
            const { overflowX, overflowY, display } = getComputedStyle(box);
            const edge = box.getBoundingClientRect();
            if (/auto|scroll/.test(overflowX + overflowY)) break;
            const own = box === element && /block|flex|grid|cell/.test(display);
            if (!own && !/hidden|clip/.test(overflowX + overflowY)) continue;
            if (text.right > edge.right + 3 || text.bottom > edge.bottom + 3) {
                lost.push(`${element.tagName} in ${box.tagName}.${box.className}: ${texts[0].data.trim().slice(0, 40)}`);
            }
        }
    }
    const width = document.documentElement.scrollWidth;
    document.adoptedStyleSheets.pop();
    return [lost, width];
}"""


@pytest.fixture(scope="module")
def walk(browser: Browser, address: str, site: Path) -> dict[str, dict[str, list[str]]]:
    """What is wrong on each page of the site, by kind; a page is opened once and seen in every way from there."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    # What a page fetches after it stands there (Python, the search's index) is nothing to be seen.
    context.route("**/assets/pyodide-*/**", lambda route: None)
    context.route("**/search_index.json", lambda route: None)
    tab = context.new_page()
    wrong: dict[str, dict[str, list[str]]] = {"axe": {}, "sideways": {}, "spaced": {}}
    seen: dict[tuple[str, int], list[int]] = {}

    def note(kind: str, where: str, found: list[str]) -> None:
        if found:
            wrong[kind][where] = found

    for page in BuiltSite(site).pages:
        tab.set_viewport_size({"width": NARROW, "height": 800})
        tab.goto(page)
        tab.evaluate(STILL)
        tab.evaluate(AXE)
        for width, scheme in ((NARROW, "light"), (NARROW, "dark"), (WIDE, "dark"), (WIDE, "light")):
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            tab.set_viewport_size({"width": width, "height": 800})
            where = f"{page or 'home'}, {width} px, {scheme}"
            # All but the colours is judged once for each width.
            structure = (width, scheme) in ((NARROW, "light"), (WIDE, "dark"))
            found, seen[scheme, width] = tab.evaluate(JUDGE, [COLOURS, seen.get((scheme, width), []), structure])
            note("axe", where, found)
            if (width, scheme) == (NARROW, "light"):
                scrolls = tab.evaluate("document.documentElement.scrollWidth")
                note("sideways", where, [f"{scrolls} px wide"] if scrolls > width else [])
                lost, scrolls = tab.evaluate(SPACED)
                note("spaced", where, lost + ([f"{scrolls} px wide"] if scrolls > width else []))
    context.close()
    return wrong


def test_axe_finds_nothing_wrong_on_any_page_narrow_or_wide_light_or_dark(walk: dict[str, Any]) -> None:
    assert not walk["axe"], json.dumps(walk["axe"], indent=1)


def test_no_page_scrolls_sideways_at_four_times_the_size(walk: dict[str, Any]) -> None:
    assert not walk["sideways"], json.dumps(walk["sideways"], indent=1)


def test_no_text_is_lost_with_letters_words_and_lines_set_wide(walk: dict[str, Any]) -> None:
    assert not walk["spaced"], json.dumps(walk["spaced"], indent=1)


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
    page.evaluate(AXE)
    wrong = {}
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 800})
            wrong[f"{scheme}, {width} px"] = page.evaluate(JUDGE, [COLOURS, [], True])[0]
    assert not any(wrong.values()), json.dumps(wrong, indent=1)


def test_in_forced_colours_the_due_day_and_the_focus_stand_out(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    row = form.row("first-core-group")
    row.get_by_text("Every day counted").click()
    form.page.emulate_media(forced_colors="active")
    ground = "(element) => getComputedStyle(element).backgroundColor"
    due = row.locator(".strip .due").evaluate(ground)
    assert due != row.locator(".strip .counted:not(.due)").first.evaluate(ground)
    form.field("year").focus()
    form.page.keyboard.press("Tab")
    outline = form.page.evaluate("getComputedStyle(document.activeElement).outline")
    form.page.emulate_media(forced_colors="none")
    assert "solid 3px" in outline


def test_a_device_set_to_dark_colours_gets_them(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(color_scheme="dark")
    tab.goto("")
    expect(tab.locator("body")).to_have_css("color-scheme", "dark")


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
