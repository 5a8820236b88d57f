"""What a person sees when something in the browser is broken: the dates all the same, or a plain sentence and a way on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.widgets.form import DUE_DATES, Form

CASE = "#event=initial-conference&board=haringey&day=23&month=11&year=2026"
DAY_COUNTED = "Every day counted"
DUE = "Monday 7 December 2026"
#: The start of every WebAssembly file, and nothing after it: what another version would be, in short.
EMPTY_WASM = b"\0asm\x01\0\0\0"


def _cut(route: Route) -> None:
    """Answers with the first half of the file."""
    response = route.fetch()
    body = response.body()
    route.fulfill(response=response, body=body[: len(body) // 2])


def _of_another_version(route: Route) -> None:
    """Answers with a file that is whole, and another."""
    other = EMPTY_WASM if route.request.url.endswith(".wasm") else b"export const loadPyodide = undefined;"
    route.fulfill(body=other, content_type="application/wasm" if other is EMPTY_WASM else "text/javascript")


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (r"pyodide\.asm\.wasm$", _cut),
        (r"pyodide\.asm\.wasm$", _of_another_version),
        (r"pyodide\.mjs$", _of_another_version),
        (r"shared\.json$", _cut),
    ],
)
def test_with_a_file_of_pythons_broken_the_first_date_stands_a_sentence_says_so_and_trying_again_works(
    new_tab: Callable[..., Page], file: str, fault: Callable[[Route], None]
) -> None:
    tab = new_tab()
    tab.context.route(re.compile(file), fault)
    tab.goto(DUE_DATES + CASE)
    form = Form(tab)
    expect(form.failed).to_contain_text("The calculator could not start", timeout=60_000)
    expect(form.failed).to_contain_text("count with a calendar")
    expect(form.starting).to_be_hidden()
    # The table made at build needs no Python.
    expect(form.row("first-core-group").locator("time")).to_have_text(DUE)

    tab.context.unroute_all()
    tab.get_by_role("button", name="Try again").click()
    expect(tab.get_by_text(DAY_COUNTED, exact=True).first).to_be_visible(timeout=60_000)
    expect(form.failed).to_be_hidden()


def test_with_webassembly_switched_off_the_first_date_stands_and_the_page_says_what_is_off(
    new_tab: Callable[..., Page],
) -> None:
    tab = new_tab()
    tab.add_init_script("delete globalThis.WebAssembly")
    tab.goto(DUE_DATES + CASE)
    expect(Form(tab).failed).to_contain_text("WebAssembly is switched off in this browser")
    expect(Form(tab).row("first-core-group").locator("time")).to_have_text(DUE)
