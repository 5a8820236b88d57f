"""The page that compares dates, in a real browser: boards side by side, and a move from one area to another.

One page is started for them all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.widgets.well_made import assert_well_made

COMPARE = "calculators/compare/"
BOARDS = ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey", "working-together-2023")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page that compares dates, open in `page`, and every request it made."""

    page: Page
    requests: list[Request]

    @property
    def answer(self) -> Locator:
        """The part of the page in which the dates stand."""
        return self.page.locator("#answer")

    @property
    def summary(self) -> Locator:
        """The box that says what is wrong."""
        return self.page.locator(".error-summary")

    def field(self, name: str) -> Locator:
        """The field of that name; of the boards, the first."""
        return self.page.locator(f"form.calculator [name={name}]").first

    def cell(self, topic: str, board: str) -> Locator:
        """What a board says on a topic."""
        return self.answer.locator(f"tr[data-topic={topic}] td[data-board={board}]")

    def day(self, date: str, prefix: str = "") -> None:
        """Fills in a date: day, month and year, "-" for an empty one."""
        for name, value in zip(("day", "month", "year"), date.split(), strict=True):
            self.field(prefix + name).fill(value.replace("-", ""))

    def boards(self, *chosen: str) -> None:
        """Ticks these boards and no others."""
        for board in BOARDS:
            self.page.locator(f"#boards-{board}").set_checked(board in chosen)

    def move(self, leaving: str = "haringey", entering: str = "bexley", day: str = "30 11 2026") -> None:
        """Asks about a move."""
        self.field("ask").select_option("move")
        self.field("from").select_option(leaving)
        self.field("to").select_option(entering)
        self.day(day, "move-")

    def submit(self) -> None:
        """Presses the button under the form."""
        self.page.get_by_role("button", name="Compare", exact=True).click()

    def empty(self) -> None:
        """The form as it first stands."""
        # A good answer takes away every mistake that is shown.
        self.page.evaluate("document.querySelector('form.calculator').reset()")
        self.field("ask").select_option("compare")
        self.field("event").select_option("initial-conference")
        self.day("1 6 2026")
        expect(self.answer).to_contain_text("Monday 1 June 2026")
        self.page.evaluate("document.querySelector('form.calculator').reset()")
        self.field("event").select_option("")
        expect(self.answer).to_be_hidden()
        expect(self.summary).to_be_hidden()


@pytest.fixture(scope="module")
def _opened(browser: Browser, address: str) -> Iterator[tuple[Comparison, list[str]]]:
    context = browser.new_context(base_url=address, timezone_id="Europe/London")
    context.set_default_timeout(10_000)
    requests: list[Request] = []
    context.on("request", lambda request: requests.append(request))
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(COMPARE)
    expect(tab.locator("form.calculator .starting")).to_be_hidden(timeout=60_000)
    yield Comparison(tab, requests), wrong
    context.close()


@pytest.fixture
def comparison(_opened: tuple[Comparison, list[str]]) -> Iterator[Comparison]:
    """The page with Python started and the form as it first stands; fails its test on any console error."""
    comparison, wrong = _opened
    wrong.clear()
    comparison.page.set_viewport_size({"width": 1280, "height": 800})
    comparison.empty()
    yield comparison
    assert not wrong


def test_boards_are_shown_side_by_side_as_the_date_is_typed(comparison: Comparison) -> None:
    comparison.field("event").select_option("initial-conference")
    for name, typed in (("day", "23"), ("month", "11"), ("year", "2026")):
        expect(comparison.answer).to_be_hidden()
        comparison.field(name).press_sequentially(typed)
    expect(comparison.answer.get_by_role("heading", level=2)).to_have_text(
        "From the initial child protection conference on Monday 23 November 2026"
    )
    expect(comparison.answer.locator("thead th")).to_have_text(
        ["Topic", "Bedford Borough", "Bexley", "City and Hackney", "Greenwich", "Haringey"]
    )
    first = {
        board: comparison.cell("first-core-group", board)
        for board in ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey")
    }
    for board, day, later in (
        ("bedford-borough", "Monday 7 December 2026", "4 days later"),
        ("bexley", "Thursday 3 December 2026", "the earliest"),
        ("city-and-hackney", "Thursday 3 December 2026", "the earliest"),
        ("greenwich", "Monday 7 December 2026", "4 days later"),
        ("haringey", "Monday 7 December 2026", "4 days later"),
    ):
        expect(first[board].locator("time")).to_have_text(day)
        expect(first[board].locator(".later")).to_have_text(later)
    expect(first["haringey"].locator(".facts")).to_contain_text("within 10 working days of the initial")
    expect(first["haringey"].get_by_role("link")).to_have_attribute(
        "href", re.compile("boards/haringey/#first-core-group$")
    )
    expect(first["bexley"].locator(".open")).to_contain_text("10 working days: Monday 7 December 2026")
    expect(comparison.cell("conference-papers", "bexley")).to_have_text("silent")
    expect(comparison.cell("conference-papers", "greenwich").locator("time")).to_have_text("Tuesday 24 November 2026")

    comparison.field("day").fill("24")
    expect(first["haringey"].locator("time")).to_have_text("Tuesday 8 December 2026")
    comparison.field("year").fill("")
    expect(comparison.answer).to_be_hidden()


def test_the_boards_that_are_ticked_are_compared_the_national_document_among_them(comparison: Comparison) -> None:
    comparison.field("event").select_option("initial-conference")
    comparison.day("23 11 2026")
    comparison.boards("haringey", "working-together-2023")
    expect(comparison.answer.locator("thead th")).to_have_text(["Topic", "Haringey", "Working Together 2023"])
    expect(comparison.cell("first-core-group", "working-together-2023").locator("time")).to_have_text(
        ["Monday 7 December 2026", "Thursday 3 December 2026"]
    )
    comparison.boards()
    expect(comparison.answer).to_be_hidden()
    comparison.boards(*BOARDS)
    expect(comparison.answer.locator("thead th")).to_have_count(7)


def test_an_event_from_which_none_of_the_boards_gives_a_date_says_so(comparison: Comparison) -> None:
    comparison.field("event").select_option("school-move")
    comparison.day("4 1 2027")
    expect(comparison.cell("school-move", "haringey").locator("time")).to_have_text("Monday 18 January 2027")
    comparison.boards("bexley", "greenwich")
    expect(comparison.answer.locator(".nothing")).to_have_text(
        "None of these boards' guidance gives a date from that event."
    )


def test_a_time_is_asked_for_where_hours_count(comparison: Comparison) -> None:
    comparison.field("event").select_option("core-group")
    expect(comparison.field("time")).to_be_hidden()
    comparison.field("event").select_option("initial-conference")
    comparison.day("23 11 2026")
    comparison.field("time").fill("4pm")
    expect(comparison.cell("conference-papers", "greenwich").locator("time")).to_have_text(
        "Tuesday 24 November 2026, 16:00"
    )


def test_both_ends_of_a_range_are_shown(comparison: Comparison) -> None:
    comparison.field("event").select_option("concern-raised")
    comparison.day("23 11 2026")
    comparison.field("time").fill("4pm")
    expect(comparison.cell("concerns-in-writing", "bedford-borough").locator(".when")).to_have_text(
        "Tuesday 24 November 2026, 16:00 to Wednesday 25 November 2026, 16:00"
    )


def test_a_move_shows_the_earlier_date_and_what_is_said_of_transfer(comparison: Comparison) -> None:
    comparison.field("event").select_option("initial-conference")
    comparison.day("23 11 2026")
    comparison.move(day="5 12 2026")
    expect(comparison.field("boards")).to_be_hidden()
    first = comparison.answer.locator("tr[data-topic=first-core-group]")
    expect(first.locator(".earlier")).to_have_text(
        "The earlier is Bexley's: Thursday 3 December 2026. It falls before the move."
    )
    expect(comparison.answer.get_by_text("The move: Saturday 5 December 2026.")).to_be_visible()
    expect(comparison.answer.get_by_role("listitem").filter(has_text="another area")).to_have_text(
        [
            "Haringey: this guidance says nothing about a move to another area.",
            "Bexley: this guidance says nothing about a move to another area.",
        ]
    )
    expect(comparison.answer).to_contain_text("Working Together 2023: A transfer-in conference is held within fifteen")
    comparison.field("move-day").fill("3")
    expect(first.locator(".earlier")).to_have_text("The earlier is Bexley's: Thursday 3 December 2026.")


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ("event", "event", "Choose what happened"),
        ("date", "day", "31 February 2026 is not a real date: February 2026 has 28 days"),
        ("time", "time", "'tea' is not a time; write it as 16:00 or 4pm"),
        ("boards", "boards", "Choose at least one board"),
        ("from", "from", "Choose a board"),
        ("to", "to", "Choose two different boards"),
        ("no day", "move-day", "The day of the move: Enter a date"),
        ("month", "move-month", "The day of the move: Month must be a number from 1 to 12"),
    ],
)
def test_a_mistake_is_told_in_the_summary_and_at_its_field(
    comparison: Comparison, wrong: str, field: str, message: str
) -> None:
    comparison.field("event").select_option("" if wrong == "event" else "initial-conference")
    comparison.day("31 2 2026" if wrong == "date" else "23 11 2026")
    if wrong == "time":
        comparison.field("time").fill("tea")
    elif wrong == "boards":
        comparison.boards()
    elif wrong == "from":
        comparison.move(leaving="")
    elif wrong == "to":
        comparison.move(entering="haringey")
    elif wrong in ("no day", "month"):
        comparison.move(day="- - -" if wrong == "no day" else "1 13 2026")
    comparison.submit()
    expect(comparison.summary).to_be_focused()
    expect(comparison.summary.get_by_role("link")).to_contain_text(message)
    expect(comparison.answer).to_be_hidden()
    at = comparison.field(field)
    expect(at).to_have_attribute("aria-invalid", "true")
    expect(comparison.page.locator("[aria-invalid]")).to_have_count(1)
    expect(at).to_have_accessible_description(re.compile(re.escape(message)))
    around = comparison.page.locator("form .field", has=comparison.page.locator(f"[name={field}]"))
    expect(around.locator(".error").filter(visible=True)).to_contain_text(message)
    comparison.summary.get_by_role("link").click()
    expect(at).to_be_focused()


def test_two_areas_are_compared_without_a_mouse(comparison: Comparison) -> None:
    page = comparison.page

    def tab_to(selector: str) -> None:
        for _ in range(40):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{selector} is not reached with the Tab key")

    comparison.field("ask").focus()
    page.keyboard.type("A move")
    tab_to("[name=event]")
    page.keyboard.type("Review")
    tab_to("[name=day]")
    for typed in ("23", "11", "2026"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    tab_to("[name=from]")
    page.keyboard.type("Gre")
    page.keyboard.press("Tab")
    page.keyboard.type("Bed")
    tab_to("[name=move-day]")
    for typed in ("1", "12", "2026"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    tab_to("form.calculator [type=submit]")
    page.keyboard.press("Enter")
    expect(comparison.answer).to_be_focused()
    expect(comparison.cell("core-group-after-review", "greenwich").locator("time")).to_have_text(
        "Monday 18 January 2027"
    )
    # Five working days before the review of Monday 23 November.
    expect(comparison.cell("report-for-review", "bedford-borough").locator("time")).to_have_text(
        "Monday 16 November 2026"
    )
    tab_to("#answer a")


def test_nothing_that_is_typed_leaves_the_page_or_is_kept_in_the_browser(comparison: Comparison) -> None:
    before = len(comparison.requests)
    comparison.field("event").select_option("concern-raised")
    comparison.day("19 nov 2031")
    comparison.field("time").fill("17:43")
    comparison.submit()
    due = comparison.cell("concerns-in-writing", "bedford-borough").locator("time").last
    expect(due).to_have_text("Friday 21 November 2031, 17:43")
    assert comparison.requests[before:] == []
    kept = comparison.page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state])"
    )
    for typed in ("concern-raised", "2031", "17:43"):
        assert typed not in kept


def test_axe_finds_nothing_wrong_and_the_page_never_scrolls_sideways(comparison: Comparison) -> None:
    comparison.field("event").select_option("initial-conference")
    comparison.day("23 11 2026")
    comparison.boards(*BOARDS)
    expect(comparison.answer.locator("thead th")).to_have_count(7)
    assert_well_made(comparison.page)
    comparison.move()
    expect(comparison.answer.locator(".earlier").first).to_be_visible()
    comparison.field("day").fill("32")
    comparison.submit()
    expect(comparison.summary).to_be_visible()
    assert_well_made(comparison.page)
