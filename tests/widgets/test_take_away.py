"""The take-away copy, unpacked and opened from its folder: no server, no network."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from overrides.delivery.take_away import write_take_away
from tests.site.built_pages import BuiltSite, addresses, is_elsewhere
from tests.widgets.form import Form

ZIP = "take-away/core-group-handbook.zip"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy as it lies on a stick: in a folder with a blank in its name."""
    where = tmp_path_factory.mktemp("my stick")
    with zipfile.ZipFile(site / ZIP) as archive:
        archive.extractall(where)
    return where / "core-group-handbook"


@pytest.fixture(scope="module")
def tab(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    context.set_default_timeout(20_000)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    context.on(
        "request",
        lambda asked: None if asked.url.startswith((folder.as_uri(), "blob:", "data:")) else wrong.append(asked.url),
    )
    yield tab
    context.close()
    assert wrong == []


def test_it_is_one_zip_of_at_most_10_mb(site: Path) -> None:
    assert (site / ZIP).stat().st_size <= 10_000_000


def test_it_opens_at_its_index_and_every_link_leads_to_a_file_of_it(folder: Path, site: Path) -> None:
    copy = BuiltSite(folder)
    assert len(copy.pages) == len(BuiltSite(site).pages) - 1, "every page but the one for missing addresses"
    missing = []
    for file in folder.rglob("*.html"):
        page = copy.pages[file.relative_to(folder).as_posix().removesuffix("index.html")]
        for element in page.root.all():
            for name, address in addresses(element):
                target = (file.parent / address.partition("#")[0].partition("?")[0]).resolve() if address else file
                if (
                    not is_elsewhere(address)
                    and not address.startswith(("#", "data:"))
                    and not name.startswith("data-")
                ):
                    missing += [] if target.is_file() else [f"{page.address}: {address}"]
    assert missing == []


def test_a_calculator_works_from_the_folder(tab: Page, folder: Path) -> None:
    tab.goto((folder / "calculators/due-dates/index.html").as_uri())
    form = Form(tab)
    form.fill("initial-conference", "haringey", "23 11 2026")
    due = form.row("first-core-group")
    expect(due.locator("time").last).to_have_text("Monday 7 December 2026", timeout=60_000)
    due.get_by_text("Every day counted").click(timeout=60_000)
    expect(due.locator(".strip")).to_be_visible()
    # A link that a script made leads to a page, not to a folder.
    due.locator("a.at").click()
    expect(tab).to_have_url(re.compile(r"/boards/haringey/index\.html#"))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Haringey")


def test_a_plan_is_worked_out_from_the_folder(tab: Page, folder: Path) -> None:
    tab.goto((folder / "calculators/plan/index.html").as_uri() + "#board=haringey&day=23&month=11&year=2026")
    expect(tab.locator("#answer [data-topic=first-core-group] time").first).to_have_text(
        "Monday 7 December 2026", timeout=60_000
    )


def test_the_search_finds_and_leads_to_a_page(tab: Page, folder: Path) -> None:
    tab.goto((folder / "topics/index.html").as_uri() + "?q=quorum")
    tab.locator(".md-search-result__item > a.md-search-result__link").first.click()
    expect(tab).to_have_url(re.compile(r"/topics/too-few-to-meet/index\.html"))


def test_a_form_takes_a_boards_words_and_what_is_typed(tab: Page, folder: Path) -> None:
    tab.goto((folder / "forms/apologies-and-report/index.html").as_uri())
    tab.get_by_label("Board", exact=True).select_option("haringey")
    field = tab.get_by_role("textbox", name="Sent to the key worker on", exact=True)
    field.fill("Monday 7 December 2026")
    expect(field).to_have_value("Monday 7 December 2026")
    field.fill("")
    # The Word file is not in the copy: the page that says so comes instead.
    tab.locator("[data-file=word]").click()
    expect(tab).to_have_url(re.compile(r"/about/offline/index\.html#not-kept$"))


def test_two_copies_of_one_site_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    before = (site / ZIP).read_bytes()
    write_take_away(site)
    assert (site / ZIP).read_bytes() == before
