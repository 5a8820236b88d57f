"""Addresses made of markup, without end, or in no encoding: the page opens, says something useful, and runs none of it."""

from urllib.parse import quote

from playwright.sync_api import Page, expect

MARKUP = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'"
WITHOUT_END = "9" * 60_000
BEHIND = (
    f"event={quote(MARKUP)}&board={quote(MARKUP)}&day={quote(MARKUP)}&month={quote(MARKUP)}&year={quote(MARKUP)}"
    f"&dates={quote(MARKUP)}&group={quote(MARKUP)}&boards={quote(MARKUP)}&closed={quote(MARKUP)}&print={quote(MARKUP)}",
    f"event=initial-conference&board=haringey&day={WITHOUT_END}&month={WITHOUT_END}&year={WITHOUT_END}"
    f"&dates={WITHOUT_END}&boards={WITHOUT_END}&held-core-group={WITHOUT_END}&closed={WITHOUT_END}",
    "event=%E0%A4%A&board=%FF%FE&day=%00&month=%ED%A0%80&year=%C0%AE&dates=%&boards=%%%&group=%u0041",
    f"{MARKUP}#{MARKUP}",
)
PAGES = {
    "calculators/due-dates/": "form.calculator", "calculators/plan/": "form.calculator",
    "calculators/compare/": "form.calculator", "calculators/check/": "form.calculator",
    "compare/": "table.comparison", "forms/": ".form-link", "forms/next-core-group/": ".paper",
    "families/how-often/": "main h1", "": "main h1",
}  # fmt: skip


def test_no_address_runs_or_breaks_a_page(page: Page) -> None:
    page.add_init_script("window.ran = []; window.alert = (message) => window.ran.push(message);")
    opened = 0
    for address, useful in PAGES.items():
        for behind in BEHIND:
            # Two addresses that differ behind the # alone would be one page that is not opened again.
            page.goto(f"{address}?n={opened}&{'' if len(behind) > 9000 else behind.replace('#', '')}#{behind}")
            expect(page.locator(useful).first).to_be_visible()
            assert page.evaluate("[window.ran, document.querySelectorAll('img[src=x]').length]") == [[], 0], address
            opened += 1
    assert opened == 36
