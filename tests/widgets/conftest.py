"""One calculator that is started once and shared, tabs in which things may go wrong, and a site of many boards."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.conftest import ROOT
from tests.rules.conftest import SAMPLE
from tests.site_server import serve
from tests.widgets.form import DUE_DATES, Form

# Only a test that fails waits so long: the machine may have other work.
expect.set_options(timeout=20_000)


@dataclass
class Started:
    """A tab with Python started, and all that it asked for and complained of since it was opened."""

    form: Form
    requests: list[Request] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def started(browser: Browser, address: str) -> Iterator[Started]:
    """The due dates page with Python started, once a run."""
    context = browser.new_context(base_url=address, timezone_id="Europe/London")
    context.set_default_timeout(20_000)
    tab = context.new_page()
    shared = Started(Form(tab))
    context.on("request", lambda request: shared.requests.append(request))
    tab.on("console", lambda message: shared.wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: shared.wrong.append(str(error)))
    tab.goto(DUE_DATES)
    shared.form.wait_until_started()
    yield shared
    context.close()


@pytest.fixture
def form(started: Started) -> Iterator[Form]:
    """The form as it first stands, on a tab that is shared, so that Python starts once."""
    form = started.form
    started.wrong.clear()
    # A good answer takes away every mistake that is shown; the fields are emptied after it.
    form.fill("initial-conference", "haringey", "1 6 2026")
    expect(form.answer).to_be_visible()
    form.fill()
    expect(form.answer).to_be_hidden()
    expect(form.summary).to_be_hidden()
    yield form
    assert not started.wrong


@contextmanager
def opening_tabs(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """Opens tabs, each of a context of its own, until the end of the block; takes Playwright's options of a context."""
    contexts = []

    def open_tab(**options: object) -> Page:
        context = browser.new_context(base_url=base_url, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture
def new_tab(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a tab of its own, in which requests may fail; takes Playwright's options of a context."""
    with opening_tabs(browser, address) as open_tab:
        yield open_tab


@pytest.fixture(scope="session")
def many_boards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with fifteen made-up boards beside the five, built from a copy of the working tree."""
    copy = tmp_path_factory.mktemp("many") / "project"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", ".*_cache", "site"))
    (copy / ".cache").symlink_to(ROOT / ".cache")
    for number in range(1, 16):
        made_up = SAMPLE.replace("Sample", f"Made-up {number:02}").replace("within ten working days", "soon")
        (copy / f"rules/boards/made-up-{number:02}.yaml").write_text(made_up, encoding="utf-8")
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=copy, capture_output=True, text=True, check=False
    )
    assert build.returncode == 0, build.stderr
    with serve(copy / "site") as where:
        yield where
