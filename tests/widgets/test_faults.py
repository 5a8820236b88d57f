"""What a person sees when something in the browser is broken: the dates all the same, or a plain sentence and a way on."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect

from tests.widgets.form import DUE_DATES, Form

CASE = "#event=initial-conference&board=haringey&day=23&month=11&year=2026"
DAY_COUNTED = "Every day counted"
DUE = "Monday 7 December 2026"
#: A WebAssembly file that asks for a function x.y, which Pyodide does not give: what another version would be, in short.
OTHER_WASM = b"\0asm\x01\0\0\0" b"\x01\x04\x01\x60\0\0" b"\x02\x07\x01\x01x\x01y\0\0"


def _missing(route: Route) -> None:
    """Answers with nothing."""
    route.abort()


def _cut(route: Route) -> None:
    """Answers with the first half of the file."""
    response = route.fetch()
    body = response.body()
    route.fulfill(response=response, body=body[: len(body) // 2])


def _of_another_version(route: Route) -> None:
    """Answers with a file that is whole, and another."""
    other = OTHER_WASM if route.request.url.endswith(".wasm") else b"export const loadPyodide = undefined;"
    route.fulfill(body=other, content_type="application/wasm" if other is OTHER_WASM else "text/javascript")


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (r"pyodide\.asm\.wasm$", _cut),
        (r"pyodide\.asm\.wasm$", _of_another_version),
        (r"pyodide\.mjs$", _of_another_version),
        (r"shared\.json$", _cut),
        (r"calculator-worker\.mjs", _missing),
        (r"(python\.zip|\.whl)$", _missing),
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


def test_a_worker_that_the_browser_ended_without_a_word_is_started_anew_and_answers(
    new_tab: Callable[..., Page],
) -> None:
    tab = new_tab()
    tab.clock.install()
    tab.goto(DUE_DATES + CASE)
    form = Form(tab)
    expect(tab.get_by_text(DAY_COUNTED, exact=True).first).to_be_visible(timeout=60_000)
    (worker,) = (each for each in tab.workers if "calculator-worker" in each.url)
    worker.evaluate("void setTimeout(() => self.close())")
    form.fill("initial-conference", "haringey", "24 11 2026")
    form.submit()
    tab.clock.fast_forward("01:00")
    expect(tab.get_by_text(DAY_COUNTED, exact=True).first).to_be_visible(timeout=60_000)
    expect(form.row("first-core-group").locator("time").first).to_have_text("Tuesday 8 December 2026")
    expect(form.failed).to_be_hidden()


def test_with_storage_full_the_page_says_that_the_handbook_could_not_be_kept_and_all_else_works(
    new_tab: Callable[..., Page], address: str
) -> None:
    tab = new_tab(service_workers="allow")
    quota = {"origin": address.rstrip("/"), "quotaSize": 1000}
    tab.context.new_cdp_session(tab).send("Storage.overrideQuotaForOrigin", quota)
    tab.goto("about/offline/")
    told = tab.locator(".kept-here [role=status]")
    expect(told).to_contain_text("could not be fetched whole", timeout=60_000)
    tab.goto(DUE_DATES + CASE)
    expect(tab.get_by_text(DAY_COUNTED, exact=True).first).to_be_visible(timeout=60_000)


def test_with_a_clock_that_is_wrong_a_calendar_file_is_refused_with_the_reason_and_no_file(
    new_tab: Callable[..., Page],
) -> None:
    tab = new_tab()
    tab.clock.set_fixed_time(datetime(1980, 1, 6, tzinfo=UTC))
    saved: list[str] = []
    tab.on("download", lambda download: saved.append(download.suggested_filename))
    tab.goto(f"calculators/plan/{CASE}")
    tab.get_by_role("button", name="Calendar file").click(timeout=60_000)
    told = "A plan cannot have been worked out in 1980; is the clock of this computer right?"
    expect(tab.locator(".plan-tools").get_by_text(told)).to_be_visible()
    assert saved == []
