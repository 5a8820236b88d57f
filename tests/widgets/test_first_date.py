"""The date that stands on the page before Python has started, and how Python takes over."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.widgets.form import DUE_DATES, Form

ZIP = re.compile(r"/python\.zip$")
CASE = f"{DUE_DATES}#event=initial-conference&board=haringey&day=23&month=11&year=2026"


def test_the_date_stands_before_python_has_started_and_its_working_follows(page: Page) -> None:
    held: list[Route] = []
    page.route(ZIP, lambda route: held.append(route))
    page.goto(CASE)
    row = Form(page).row("first-core-group")
    expect(row.locator("time")).to_have_text("Monday 7 December 2026")
    expect(row.get_by_role("link", name="5.2")).to_be_visible()
    expect(page.get_by_text("follows as soon as the calculator has started")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Starting the calculator")).to_be_visible()
    expect(page.get_by_text("Every day counted", exact=True)).to_have_count(0)

    held.pop().continue_()
    expect(page.get_by_text("Every day counted", exact=True).first).to_be_visible(timeout=60_000)
    expect(row.locator("time").first).to_have_text("Monday 7 December 2026")
    expect(page.get_by_text("follows as soon as")).to_have_count(0)
    expect(page.get_by_text("were not right")).to_have_count(0)


def test_where_the_first_date_was_wrong_pythons_stands_and_the_page_says_so(page: Page) -> None:
    def a_day_late(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json=response.json() | {"zero": 34})

    held: list[Route] = []
    page.route("**/reckoner.json", a_day_late)
    page.route(ZIP, lambda route: held.append(route))
    page.goto(CASE)
    expect(Form(page).row("first-core-group").locator("time")).to_have_text("Tuesday 8 December 2026")
    held.pop().continue_()
    expect(page.get_by_role("alert").filter(has_text="The dates shown at first were not right")).to_be_visible(timeout=60_000)
    expect(Form(page).row("first-core-group").locator("time").first).to_have_text("Monday 7 December 2026")


def test_words_with_two_readings_say_that_the_other_date_follows(page: Page) -> None:
    page.route(ZIP, lambda route: None)
    page.goto(f"{DUE_DATES}#event=initial-conference&board=bexley&day=23&month=11&year=2026")
    row = Form(page).row("first-core-group")
    # Bexley says "10 days": the earlier reading is calendar days.
    expect(row.locator("time")).to_have_text("Thursday 3 December 2026")
    expect(row).to_contain_text("can be read in another way too")


def test_without_the_one_zip_python_starts_the_plain_way_and_answers(new_tab: Callable[..., Page]) -> None:
    tab = new_tab()
    tab.context.route(ZIP, lambda route: route.abort())
    tab.goto(CASE)
    expect(tab.get_by_text("Every day counted", exact=True).first).to_be_visible(timeout=60_000)
    expect(Form(tab).failed).to_be_hidden()
    expect(Form(tab).starting).to_be_hidden()


def test_python_is_fetched_only_where_there_is_a_calculator(page: Page) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto("/boards/haringey/")
    page.goto("/families/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pyodide" in url or "calculators-" in url or "guidance-" in url]


def test_for_a_reader_who_saves_data_python_waits_until_it_is_asked(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(DUE_DATES)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".wasm")]
    Form(page).fill("initial-conference", "haringey", "23 11 2026")
    expect(page.get_by_text("Every day counted", exact=True).first).to_be_visible(timeout=60_000)
