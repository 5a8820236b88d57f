"""What the tests of the built site share: one build, one server, one browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import browser_path, launch
from tests.site_server import serve

# A machine that is busy answers later, not otherwise.
expect.set_options(timeout=20_000)

ROOT = Path(__file__).parents[1]
# Monday 23 November 2026: what is made for the coming months begins there, whenever the tests are run.
BUILD_DAY = {"SOURCE_DATE_EPOCH": "1795435200"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built strictly from the working tree, once a run."""
    folder = tmp_path_factory.mktemp("site")
    # A site has the forms' PDFs when they are printed: here they always are.
    subprocess.run([sys.executable, "-m", "overrides.forms"], cwd=ROOT, check=True, capture_output=True)
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | BUILD_DAY,
    )  # fmt: skip
    assert build.returncode == 0, build.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the built site is served, ending in a slash."""
    with serve(site) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once a run."""
    path = browser_path()
    assert path, "no browser: run `python -m tests.browser`"
    with sync_playwright() as playwright:
        started = launch(playwright, path)
        # Each test's own context would fetch and keep the whole site; the tests of that ask for it.
        started.new_context = partial(started.new_context, service_workers="block")
        yield started


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page in a context of its own; fails its test on any console error or outside request."""
    context = browser.new_context(base_url=address)
    context.set_default_timeout(60_000)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    context.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:", "blob:")) else wrong.append(request.url),
    )
    yield tab
    context.close()
    assert not wrong
