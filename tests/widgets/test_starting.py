"""How Python starts in the page: its progress, what happens when it cannot, and what leaves the device."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.widgets.conftest import Started
from tests.widgets.form import DUE_DATES, Form

WASM = re.compile(r"\.wasm$")


def test_the_progress_grows_while_python_starts_and_is_gone_when_it_answers(page: Page) -> None:
    held: list[Route] = []
    page.route(WASM, lambda route: held.append(route))
    with page.expect_request(WASM):
        page.goto(DUE_DATES)
    form = Form(page)
    progress = page.get_by_role("progressbar", name="Starting the calculator")
    expect(progress).to_be_visible()
    # Without the largest file the bar still moves, and stays well below its end.
    page.wait_for_function("() => document.querySelector('progress').value > 0.1")
    assert progress.evaluate("bar => bar.value / bar.max") < 0.5
    expect(form.starting.get_by_role("status")).to_have_text(re.compile(r"\b[1-4]0 %"))
    form.fill("initial-conference", "haringey", "23 11 2026")
    form.submit()

    held.pop().continue_()
    expect(page.get_by_text("Every day counted", exact=True).first).to_be_visible(timeout=60_000)
    expect(form.row("first-core-group").locator("time").first).to_have_text("Monday 7 December 2026")
    expect(form.answer).to_be_focused()
    expect(progress).to_be_hidden()
    expect(form.failed).to_be_hidden()


def test_an_answer_that_comes_after_its_board_was_cleared_is_never_shown(page: Page) -> None:
    held: list[Route] = []
    page.route(WASM, lambda route: held.append(route))
    with page.expect_request(WASM):
        page.goto(DUE_DATES)
    form = Form(page)
    form.fill("initial-conference", "haringey", "23 11 2026")
    form.field("board").select_option("")
    expect(form.answer).to_be_hidden()
    page.evaluate(
        """() => {
            const answer = document.querySelector("#answer");
            const seen = () => { if (!answer.hidden) document.documentElement.dataset.shown = "yes"; };
            new MutationObserver(seen).observe(answer, { attributes: true, childList: true });
        }"""
    )
    held.pop().continue_()
    form.wait_until_started()
    # Python answers in turn: when this mistake is told, the earlier answer has come.
    form.submit()
    expect(form.summary).to_contain_text("Choose a board")
    assert page.evaluate("document.documentElement.dataset.shown") is None


def test_a_start_that_never_ends_is_given_up_and_can_be_tried_again(new_tab: Callable[..., Page]) -> None:
    tab = new_tab()
    held: list[Route] = []
    tab.route(WASM, lambda route: held.append(route))
    tab.clock.install()
    with tab.expect_request(WASM):
        tab.goto(DUE_DATES)
    form = Form(tab)
    expect(form.starting).to_be_visible()
    tab.clock.fast_forward("05:00")
    expect(form.failed).to_contain_text("took too long")
    tab.unroute_all()
    tab.get_by_role("button", name="Try again").click()
    form.wait_until_started()


def test_asking_again_after_a_failure_starts_python_and_takes_the_failure_away(new_tab: Callable[..., Page]) -> None:
    tab = new_tab()
    tab.context.route(re.compile(r"shared\.json$"), lambda route: route.abort())
    tab.goto(DUE_DATES)
    form = Form(tab)
    expect(form.failed).to_be_visible(timeout=20_000)
    tab.context.unroute_all()
    form.fill("initial-conference", "haringey", "23 11 2026")
    form.submit()
    expect(tab.get_by_text("Every day counted", exact=True).first).to_be_visible(timeout=60_000)
    expect(form.failed).to_be_hidden()
    expect(form.starting).to_be_hidden()


def test_nothing_that_is_typed_leaves_the_page_or_is_kept_in_the_browser(
    started: Started, form: Form, address: str
) -> None:
    asked = list(started.requests)
    form.fill("concern-raised", "bedford-borough", "19 nov 2031", "17:43")
    form.submit()
    expect(form.row("concerns-in-writing")).to_be_visible()
    # The rules of a board are fetched when it is chosen, and only they.
    since = [each.url for each in started.requests if each not in asked]
    assert all(re.search(r"/guidance-\w+/bedford-borough\.json$", url) for url in since)
    assert all(each.url.startswith(address) and each.method == "GET" for each in asked)
    kept = form.page.evaluate(
        """async () => JSON.stringify([
            {...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state,
            (await indexedDB.databases()).length, (await caches.keys()).length,
        ])"""
    )
    assert kept.endswith(",0,0]")
    for typed in ("concern-raised", "bedford-borough", "2031", "17:43"):
        assert typed not in kept
    assert form.page.context.cookies() == []


def test_the_way_to_a_date_and_its_paragraph_needs_no_mouse(form: Form) -> None:
    page = form.page
    page.get_by_role("heading", level=1).click()  # Tab goes on from here

    def tab_to(selector: str) -> None:
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{selector} is not reached with the Tab key")

    tab_to("[name=event]")
    page.keyboard.type("Initial")
    page.keyboard.press("Tab")
    page.keyboard.type("Har")
    for typed in ("23", "11", "2026"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    tab_to("form.calculator [type=submit]")
    page.keyboard.press("Enter")
    row = form.row("first-core-group")
    expect(row.locator("time").first).to_have_text("Monday 7 December 2026")
    expect(form.answer).to_be_focused()
    tab_to("[data-topic=first-core-group] a.at")
    tab_to("[data-topic=first-core-group] .working summary")
    page.keyboard.press("Enter")
    expect(row.locator(".working li").last).to_be_visible()
