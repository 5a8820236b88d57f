"""What a browser keeps of the handbook: it opens with the server stopped, changes as a whole, and can be removed."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from overrides.delivery.kept import kept_files, write_service_worker
from tests.site_server import serve
from tests.widgets.form import Form

OFFLINE = "about/offline/"
# Settles when the browser is no longer at work on an update.
GIVEN_UP = """async () => {
    const known = await navigator.serviceWorker.getRegistration();
    await known.update().catch(() => {});
    const worker = known.installing;
    if (worker) await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
}"""


class Host:
    """The site below a path of a host, as a GitHub project's is, which can be changed, stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "handbook"
        self._serving: AbstractContextManager[str] | None = None
        self.port = 0
        self.start()

    def start(self) -> None:
        self._serving = serve(self.folder, port=self.port)
        self.address = self._serving.__enter__() + "handbook/"
        self.port = int(self.address.split(":")[2].split("/")[0])

    def stop(self) -> None:
        if self._serving is not None:
            self._serving.__exit__(None, None, None)
        self._serving = None

    def change(self, address: str, old: str, new: str) -> None:
        file = self.site / address
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        write_service_worker(self.site)


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(site, tmp_path / "handbook", ignore=shutil.ignore_patterns("files", "*.map"))
    made = Host(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def visitor(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=host.address, service_workers="allow")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def keep(page: Page) -> None:
    page.goto("")
    expect(page.locator(".kept")).to_be_visible(timeout=60_000)
    expect(page.locator(".kept")).to_contain_text("kept on this device and opens without a network")


def test_after_one_visit_pages_search_calculators_and_forms_work_with_the_server_stopped(
    visitor: BrowserContext, host: Host
) -> None:
    page = visitor.new_page()
    keep(page)
    host.stop()

    page.goto("calculators/due-dates/")
    form = Form(page)
    form.fill("initial-conference", "haringey", "23 11 2026")
    expect(form.row("first-core-group").locator("time").last).to_have_text("Monday 7 December 2026", timeout=60_000)

    kept = [address for address in kept_files(host.site) if address.endswith("/")]
    answers = page.evaluate(
        "(kept) => Promise.all(kept.map((each) => fetch('/handbook/' + each).then(({ ok }) => ok, () => each)))", kept
    )
    assert [answer for answer in answers if answer is not True] == []
    assert len(kept) > 100

    page.goto("topics/?q=quorum")
    expect(page.locator(".md-search-result__link").first).to_have_attribute(
        "href", re.compile("topics/too-few-to-meet/")
    )

    page.goto("forms/apologies-and-report/")
    page.get_by_label("Board", exact=True).select_option("haringey")
    expect(page.get_by_role("textbox", name="Sent to the key worker on", exact=True)).to_be_visible()

    # Without its last slash, and with a choice in its address, a page is the same page.
    page.goto("families/who-comes?print=large")
    expect(page).to_have_url(f"{host.address}families/who-comes/?print=large")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who comes?")

    page.goto("forms/files/core-group-minutes.pdf")
    expect(page).to_have_url(f"{host.address}{OFFLINE}#not-kept")


def test_newer_guidance_is_shown_whole_and_when_the_reader_asks_for_it(visitor: BrowserContext, host: Host) -> None:
    first = visitor.new_page()
    keep(first)
    host.change("words/index.html", "<h1", "<h1 data-newer")

    second = visitor.new_page()
    second.goto("words/")
    expect(second.locator("h1:not([data-newer])")).to_be_visible()
    expect(second.locator(".newer")).to_contain_text("Newer guidance is there.")
    second.get_by_role("button", name="Show the new one").click()
    expect(second.locator(".newer")).to_contain_text("Close the other open pages of this handbook first")
    second.goto("words/")
    expect(second.locator("h1:not([data-newer])")).to_be_visible()

    first.close()
    second.get_by_role("button", name="Show the new one").click()
    expect(second.locator("h1[data-newer]")).to_be_visible()
    assert len(second.evaluate("caches.keys()")) == 1
    host.stop()
    second.goto("words/")
    expect(second.locator("h1[data-newer]")).to_be_visible()


@pytest.mark.parametrize("fault", ["missing", "cut short"])
def test_an_update_that_is_half_there_leaves_the_old_one_whole(visitor: BrowserContext, host: Host, fault: str) -> None:
    page = visitor.new_page()
    keep(page)
    host.change("words/index.html", "<h1", "<h1 data-newer")
    host.change("topics/ending/index.html", "<h1", "<h1 data-newer")
    file = host.site / "topics/ending/index.html"
    whole = file.read_bytes()
    file.unlink() if fault == "missing" else file.write_bytes(whole[:-200])

    page.goto("words/")
    expect(page.locator("h1:not([data-newer])")).to_be_visible()
    page.evaluate(GIVEN_UP)
    host.stop()
    page.goto("topics/ending/")
    expect(page.locator("h1:not([data-newer])")).to_be_visible()
    expect(page.locator(".newer")).to_be_empty()

    # With the file whole again the update is made.
    file.write_bytes(whole)
    host.start()
    page.goto("words/")
    # A browser looks for an update when it has nothing else to do, which on a busy machine takes a while.
    page.get_by_role("button", name="Show the new one").click(timeout=90_000)
    expect(page.locator("h1[data-newer]")).to_be_visible()


def test_nothing_is_fetched_to_be_kept_before_the_calculator_can_answer(visitor: BrowserContext, host: Host) -> None:
    page = visitor.new_page()
    held: list[Route] = []
    page.route(re.compile(r"\.wasm$"), lambda route: held.append(route))
    with page.expect_request(re.compile(r"\.wasm$")):
        page.goto("calculators/due-dates/")
    # The page's own wait before it would begin is 3 seconds from when it was whole; this timer of the page ends after it.
    page.evaluate("() => new Promise((done) => setTimeout(() => requestIdleCallback(() => requestIdleCallback(done)), 3500))")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)") is False
    held.pop().continue_()
    expect(page.locator(".kept")).to_be_visible(timeout=60_000)


def test_what_is_kept_can_be_removed_and_then_nothing_is_kept_until_it_is_asked_for(
    visitor: BrowserContext, host: Host
) -> None:
    page = visitor.new_page()
    keep(page)
    page.get_by_role("link", name="What is kept, and how to remove it").click()
    about = page.locator(".kept-here")
    expect(about).to_contain_text("The handbook is kept on this device.")
    about.get_by_role("button", name="Remove what is kept").click()
    expect(about).to_contain_text("Everything was removed from this device")
    left = (
        "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(([a, b]) => a.length + b.length)"
    )
    assert page.evaluate(left) == 0
    assert page.evaluate("Object.keys(localStorage)") == ["/handbook/.keep-nothing"]

    page.reload()
    expect(about).to_contain_text("Everything was removed from this device")
    assert page.evaluate(left) == 0
    about.get_by_role("button", name="Keep the handbook on this device").click()
    expect(about).to_contain_text("The handbook is kept on this device.", timeout=60_000)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_with_data_saver_nothing_is_kept_until_it_is_asked_for(visitor: BrowserContext, host: Host) -> None:
    visitor.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = visitor.new_page()
    page.goto(OFFLINE)
    about = page.locator(".kept-here")
    expect(about).to_contain_text("Nothing is kept on this device.")
    about.get_by_role("button", name="Keep the handbook on this device").click()
    expect(about).to_contain_text("The handbook is kept on this device.", timeout=60_000)


def test_where_nothing_can_be_kept_the_page_says_so(new_tab: Callable[..., Page]) -> None:
    tab = new_tab()
    tab.goto(OFFLINE)
    expect(tab.locator(".kept-here")).to_contain_text("does not let the handbook be kept")
