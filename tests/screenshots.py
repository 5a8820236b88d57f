"""Pictures of every kind of page, to be looked at: three widths, both schemes, and print. `make screenshots`.

Names given on the command line choose among the pages: `python -m tests.screenshots home due-dates-answer`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.browser import browser_path, launch
from tests.site_server import serve
from tests.widgets.form import DUE_DATES, Form

# A machine that is busy answers later, not otherwise.
expect.set_options(timeout=60_000)

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "screenshots"
WIDTHS = (360, 768, 1280)
WASM = re.compile(r"\.wasm$")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

PAGES = {
    "home": "",
    "topic": "topics/first-core-group/",
    "topic-silent": "topics/school-move/",
    "topics": "topics/",
    "board": "boards/haringey/",
    "boards": "boards/",
    "compare": "compare/",
    "calculators": "calculators/",
    "due-dates": DUE_DATES,
    "plan": "calculators/plan/",
    "compare-dates": "calculators/compare/",
    "check": "calculators/check/",
    "forms": "forms/",
    "form": "forms/first-core-group/",
    "families": "families/",
    "family-page": "families/how-often/",
    "young-people": "families/young-people/",
    "help-now": "families/help-now/",
    "counting": "about/how-days-are-counted/",
    "about": "about/",
    "decision": "decisions/counting/",
    "sources": "sources/",
    "words": "words/",
    "not-found": "404.html",
}


def _dated(page: Page, board: str, event: str | None = None) -> Form:
    form = Form(page)
    form.field("board").focus()
    form.wait_until_started()
    if event:
        form.field("event").select_option(event)
    form.field("board").select_option(board)
    for name, value in (("day", "23"), ("month", "11"), ("year", "2026")):
        form.field(name).fill(value)
    return form


def _due_dates(page: Page) -> None:
    form = _dated(page, "bexley", "initial-conference")
    form.row("first-core-group").get_by_text("Every day counted").first.click()


def _home(page: Page) -> None:
    _dated(page, "haringey")
    expect(page.locator("#answer")).to_be_visible()


def _mistake(page: Page) -> None:
    form = Form(page)
    form.wait_until_started()
    form.fill("initial-conference", "haringey", "31 2 2026")
    form.submit()
    expect(form.summary).to_be_visible()


def _plan(page: Page) -> None:
    _dated(page, "haringey")
    expect(page.locator("#answer table")).to_be_visible()


def _compare_dates(page: Page) -> None:
    form = Form(page)
    form.wait_until_started()
    form.field("event").select_option("initial-conference")
    for name, value in (("day", "23"), ("month", "11"), ("year", "2026")):
        form.field(name).fill(value)
    expect(page.locator("#answer table")).to_be_visible()


ROWS = "case,event,date\n" + "".join(
    f"A{i},initial-conference,23/11/2026\nA{i},core-group,{day:02}/12/2026\n" for i, day in enumerate((4, 7, 9), 1)
)


def _check(page: Page) -> None:
    form = Form(page)
    form.wait_until_started()
    form.field("board").select_option("haringey")
    page.get_by_label("Rows copied from a spreadsheet").check()
    page.get_by_label("The rows").fill(ROWS)
    for name, value in (("today-day", "1"), ("today-month", "2"), ("today-year", "2027")):
        form.field(name).fill(value)
    page.get_by_role("button", name="Check the dates").click()
    expect(page.locator("#answer")).to_be_visible()


def _search(page: Page) -> None:
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("minutes")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def _menu(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_text("Menu", exact=True).click()


def _large(page: Page) -> None:
    page.get_by_role("button", name="Large print").click()


def _waiting(page: Page) -> None:
    expect(page.locator(".starting")).to_be_visible()


def _failed(page: Page) -> None:
    expect(page.locator(".failed")).to_be_visible()


#: What a page looks like after something was done on it, or while something is missing.
STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home-answer": ("", _home),
    "due-dates-answer": (DUE_DATES, _due_dates),
    "due-dates-mistake": (DUE_DATES, _mistake),
    "due-dates-waiting": (DUE_DATES, _waiting),
    "due-dates-failed": (DUE_DATES, _failed),
    "plan-answer": ("calculators/plan/", _plan),
    "compare-dates-answer": ("calculators/compare/", _compare_dates),
    "check-answer": ("calculators/check/", _check),
    "search": ("", _search),
    "menu": ("topics/first-core-group/", _menu),
    "large-print": ("families/how-often/", _large),
}


def _open(page: Page, where: str, name: str) -> None:
    held: list[Route] = []
    if name.endswith("-waiting"):
        page.route(WASM, lambda route: held.append(route))
    if name.endswith("-failed"):
        page.context.route(WASM, lambda route: route.abort())
    address, steps = STATES.get(name) or (PAGES[name], None)
    page.goto(where + address)
    if steps:
        steps(page)


def _take(browser: Browser, where: str, name: str) -> None:
    """One page in every width and scheme, and printed: opened once, for Python takes long to start."""
    page = browser.new_page(reduced_motion="reduce", service_workers="block")
    _open(page, where, name)
    whole = name not in ("search", "menu")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            folder = FOLDER / f"{width}-{scheme}"
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=whole)
    # A reader with dark colours on the screen prints on white paper too.
    if whole and not name.endswith(("-waiting", "-failed", "-mistake")):
        pdf = FOLDER / "print" / f"{name}.pdf"
        pdf.parent.mkdir(exist_ok=True)
        page.pdf(path=pdf, prefer_css_page_size=True)
        if shutil.which("pdftoppm"):
            subprocess.run(["pdftoppm", "-r", "60", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    page.close()


def main(names: list[str]) -> int:
    """Builds the site, takes the pictures into .cache/screenshots and says where they are."""
    path = browser_path()
    if path is None:
        print("There is no browser: run `python -m tests.browser`.", file=sys.stderr)
        return 1
    unknown = [name for name in names if name not in PAGES and name not in STATES]
    if unknown:
        print(f"There is no page '{unknown[0]}'; there are {', '.join([*PAGES, *STATES])}.", file=sys.stderr)
        return 1
    names = names or [*PAGES, *STATES]
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder]
        if subprocess.run(build, cwd=ROOT, check=False).returncode:
            return 1
        with serve(Path(folder)) as where, sync_playwright() as playwright:
            browser = launch(playwright, path)
            for name in names:
                _take(browser, where, name)
            browser.close()
    print(f"The pictures are in {FOLDER.relative_to(ROOT)}.")
    if not shutil.which("pdftoppm"):
        print("What is printed is there as PDF only: pictures of it need pdftoppm (the package poppler-utils).")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
