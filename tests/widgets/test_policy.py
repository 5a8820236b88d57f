"""Every page of the site under its policy, in a browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.site.built_pages import BuiltSite

TELL = "addEventListener('securitypolicyviolation', (e) => console.error(`blocked: ${e.violatedDirective} ${e.blockedURI}`))"
# What an attacker would try who got text into a page.
ATTACK = """async () => {
    const blocked = new Set();
    const all = new Promise((done) => addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
        blocked.add(blockedURI === "eval" ? "eval" : effectiveDirective);
        if (blocked.size === 4) done();
    }));
    const script = document.createElement("script");
    script.textContent = "window.ran = 'a script'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", `<img src="/assets/missing.png" onerror="window.ran = 'a handler'">`);
    await new Promise((done) => document.body.lastChild.addEventListener("error", done));
    // From a timer, for what a test itself evaluates may make code of text.
    await new Promise((done) => setTimeout(() => {
        try { new Function("window.ran = 'made from text'")(); } catch {}
        done();
    }));
    const sent = await fetch("https://example.org/").then(() => "sent", () => "not sent");
    await all;
    return [window.ran ?? "nothing ran", sent, [...blocked].sort()];
}"""


def test_no_page_breaks_its_policy_or_asks_another_origin_or_complains(
    browser: Browser, address: str, site: Path
) -> None:
    context = browser.new_context(base_url=address)
    pages = BuiltSite(site).pages
    context.add_init_script(TELL)
    wrong: list[str] = []
    tab = context.new_page()
    tab.on("pageerror", lambda error: wrong.append(f"{tab.url}: {error}"))
    context.on(
        "console", lambda told: wrong.append(f"{tab.url}: {told.text}") if told.type == "error" else None
    )
    context.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
    for page in pages:
        tab.goto(page)
    context.close()
    assert wrong == []
    assert len(pages) > 100


def test_a_script_that_gets_into_a_page_neither_runs_nor_sends(new_tab: Callable[..., Page]) -> None:
    tab = new_tab()
    tab.goto("calculators/due-dates/")
    assert tab.evaluate(ATTACK) == [
        "nothing ran",
        "not sent",
        ["connect-src", "eval", "script-src-attr", "script-src-elem"],
    ]
