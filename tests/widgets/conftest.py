"""One calculator that is started once and shared, and tabs in which things may go wrong."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widgets.form import DUE_DATES, Form

expect.set_options(timeout=5_000)


@pytest.fixture(scope="session")
def _started(browser: Browser, address: str) -> Iterator[tuple[Form, list[str]]]:
    context = browser.new_context(base_url=address, timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(DUE_DATES)
    form = Form(tab)
    form.wait_until_started()
    yield form, wrong
    context.close()


@pytest.fixture
def form(_started: tuple[Form, list[str]]) -> Iterator[Form]:
    """The due dates page with Python started and the form as it first stands: shared, so that it starts once."""
    form, wrong = _started
    wrong.clear()
    # A good answer takes away every mistake that is shown; the fields are emptied after it.
    form.fill("initial-conference", "haringey", "1 6 2026")
    expect(form.answer).to_be_visible()
    form.fill()
    expect(form.answer).to_be_hidden()
    expect(form.summary).to_be_hidden()
    yield form
    assert not wrong


@pytest.fixture
def new_tab(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a tab of its own, in which requests may fail; takes Playwright's options of a context."""
    contexts = []

    def open_tab(**options: object) -> Page:
        context = browser.new_context(base_url=address, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()
