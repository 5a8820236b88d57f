"""More boards than a page has room for: it lists them all, and says of one what it says when that one is chosen."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.widgets.conftest import opening_tabs

TOPIC = "first-core-group"
FIRST_SIX = ["Bedford Borough", "Bexley", "City and Hackney", "Greenwich", "Haringey", "Made-up 01"]
EVERY_LOCAL_BOARD = [*FIRST_SIX[:5], *(f"Made-up {number:02}" for number in range(1, 16))]
STATUS = ".compare-filter [role=status]"


@pytest.fixture
def tab(browser: Browser, many_boards: str) -> Iterator[Callable[..., Page]]:
    """Opens a tab on the site of twenty boards, with Playwright's options of a context."""
    with opening_tabs(browser, many_boards) as open_tab:
        yield open_tab


def test_the_page_of_the_comparison_holds_six_boards_and_fetches_another_when_it_is_chosen(
    tab: Callable[..., Page],
) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto("compare/")
    headings = page.locator("table.comparison thead th[data-board]")
    expect(headings).to_have_text(FIRST_SIX)
    assert not [file for file in asked if file.endswith(".stands.json")]
    page.get_by_role("checkbox", name="Bexley").uncheck()
    page.get_by_role("checkbox", name="Made-up 07").check()
    expect(headings.and_(page.locator(":visible"))).to_have_text([FIRST_SIX[0], *FIRST_SIX[2:], "Made-up 07"])
    assert [file for file in asked if file.endswith(".stands.json")] == ["made-up-07.stands.json"]
    row = page.locator(f"tr[data-topic={TOPIC}]")
    expect(row.locator("td[data-board=made-up-07]")).to_have_text("10 working days")
    page.locator("tr[data-topic=venue]").locator("td[data-board=made-up-07]").get_by_text("not read").wait_for()
    row.locator("td[data-board=made-up-07] a").click()
    expect(page).to_have_url(re.compile(f"/boards/made-up-07/#topic-{TOPIC}$"))


def test_a_board_chosen_in_the_address_is_compared_like_one_that_stood_on_the_page(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("compare/#boards=made-up-03,made-up-04,haringey&differs=1&group=meetings")
    expect(page.locator("table.comparison thead th[data-board]:visible")).to_have_text(
        ["Haringey", "Made-up 03", "Made-up 04"]
    )
    # The two are alike; Haringey says more than they do, and the same of the first core group alone.
    shown = page.locator("table.comparison tr[data-topic]:visible")
    expect(shown.first).to_be_visible()
    topics = shown.evaluate_all("rows => rows.map((row) => row.dataset.topic)")
    assert TOPIC not in topics
    assert {"core-group-interval", "school-move"} <= set(topics)
    page.get_by_role("checkbox", name="Haringey").uncheck()
    expect(page.locator(STATUS)).to_have_text("0 topics, 2 boards.")


def test_a_board_that_cannot_be_fetched_is_told_and_can_be_chosen_again(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("compare/")
    page.route("**/*.stands.json", lambda route: route.abort())
    page.get_by_role("checkbox", name="Bexley").uncheck()
    page.get_by_role("checkbox", name="Made-up 02").check()
    expect(page.locator(STATUS)).to_have_text(
        "What a board says could not be fetched. Check the connection and choose it again."
    )
    page.unroute("**/*.stands.json")
    page.get_by_role("checkbox", name="Made-up 02").uncheck()
    page.get_by_role("checkbox", name="Made-up 02").check()
    expect(page.locator("thead th[data-board=made-up-02]")).to_be_visible()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ topics, 6 boards\.$"))


def test_without_javascript_the_comparison_shows_six_and_leads_to_the_others(tab: Callable[..., Page]) -> None:
    page = tab(java_script_enabled=False)
    page.goto("compare/")
    expect(page.locator("thead th[data-board]")).to_have_text(FIRST_SIX)
    page.get_by_role("link", name="on its own page").click()
    expect(page.get_by_role("link", name="Made-up 15")).to_be_visible()


def test_a_topic_lists_every_board_with_its_time_and_the_way_to_its_words(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(f"topics/{TOPIC}/")
    rows = page.locator(".side-by-side tbody tr")
    expect(rows.locator("th")).to_contain_text([*EVERY_LOCAL_BOARD, "Working Together 2023"])
    expect(rows.nth(7).locator("td").first).to_have_text("10 working days")
    expect(page.locator("article")).not_to_contain_text("meets soon.")
    page.get_by_role("link", name="Read what Made-up 03 says").click()
    expect(page).to_have_url(re.compile(f"/boards/made-up-03/#topic-{TOPIC}$"))
    expect(page.locator(".says").get_by_text("meets soon.")).to_be_in_viewport()


def test_of_alike_examples_a_topic_shows_one(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(f"topics/{TOPIC}/")
    counted = page.locator(".topic-examples p b").all_inner_texts()
    assert "Haringey" in counted or "Bedford Borough" in counted
    assert not [name for name in counted if name.startswith("Made-up")]


def test_a_note_is_found_on_the_page_of_its_board(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("boards/haringey/")
    note = " ".join(page.locator(".note[data-kind]").first.inner_text().split(": ", 1)[1].split()[:6])
    index = page.request.get("search/search_index.json").json()
    pages = {entry["location"].split("#")[0] for entry in index["docs"] if note in " ".join(entry["text"].split())}
    assert pages == {"boards/haringey/"}


def test_a_parent_chooses_an_area_and_its_answer_is_fetched(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("families/how-often/")
    area = page.locator(f".your-area[data-topic={TOPIC}]")
    expect(area.get_by_role("listitem")).to_have_count(0)
    area.get_by_role("combobox", name="Your area").select_option("Bexley")
    expect(area.get_by_role("listitem")).to_have_text(["Bexley: 10 days (it does not say if weekends count). Read it"])
    area.get_by_role("combobox").select_option("Made-up 11")
    expect(area.get_by_role("listitem")).to_have_text(["Made-up 11: 10 working days. Read it"])
    area.get_by_role("link", name="Read what Made-up 11 says").click()
    expect(page).to_have_url(re.compile(f"/boards/made-up-11/#topic-{TOPIC}$"))


def test_a_parent_without_a_network_is_told_and_can_choose_again(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("families/how-often/")
    area = page.locator(f".your-area[data-topic={TOPIC}]")
    page.route("**/*.stands.json", lambda route: route.abort())
    area.get_by_role("combobox").select_option("Bexley")
    expect(area.get_by_role("listitem")).to_have_text(
        ["This could not be fetched. Check the connection and choose again."]
    )
    page.unroute("**/*.stands.json")
    area.get_by_role("combobox").select_option("Greenwich")
    expect(area.get_by_role("listitem")).to_have_text(["Greenwich: 10 working days. Read it"])


def test_a_parent_without_javascript_is_led_to_the_list(tab: Callable[..., Page]) -> None:
    page = tab(java_script_enabled=False)
    page.goto("families/how-often/")
    page.get_by_role("link", name="Find your area in the list").first.click()
    expect(page.locator(".side-by-side tr[data-board=made-up-09] td").first).to_have_text("10 working days")


@pytest.mark.parametrize("where", ["compare/#boards=made-up-07,haringey", f"topics/{TOPIC}/", "families/how-often/"])
def test_axe_finds_nothing_wrong_with_many_boards(tab: Callable[..., Page], where: str) -> None:
    page = tab(viewport={"width": 320, "height": 720}, color_scheme="dark")
    page.goto(where)
    page.locator("select:visible, .side-by-side, thead th[data-board=made-up-07]").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
