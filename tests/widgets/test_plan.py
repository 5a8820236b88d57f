"""The plan page in a real browser: shown as it is typed, kept in its address alone, saved, printed, for every reader.

One page is started for them all.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import icalendar
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect
from pypdf import PdfReader

from tests.widgets.form import Form
from tests.widgets.well_made import assert_well_made

PLAN = "calculators/plan/"
BOARDS = ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey")


@dataclass(frozen=True, slots=True)
class Planner:
    """The plan page that is open in `page`."""

    page: Page

    @property
    def answer(self) -> Locator:
        """The part of the page in which the plan stands."""
        return self.page.locator("#answer")

    @property
    def heading(self) -> Locator:
        """The plan's own heading: the board, and from when to when."""
        return self.answer.get_by_role("heading", level=2)

    @property
    def summary(self) -> Locator:
        """The box that says what is wrong."""
        return self.page.locator(".error-summary")

    def field(self, name: str) -> Locator:
        """The field of that name."""
        return self.page.locator(f"form.calculator [name={name}]")

    def row(self, entry: str) -> Locator:
        """The row of the entry with that id."""
        return self.answer.locator(f"tr[data-id='{entry}']")

    def due(self, entry: str) -> Locator:
        """The latest day of the entry with that id."""
        return self.row(entry).locator(".when time")

    def rows(self, topic: str) -> Locator:
        """The latest days of every entry on a topic."""
        return self.answer.locator(f"tr[data-topic={topic}] .when time")

    def fill(self, board: str = "haringey", date: str = "23 11 2026", review: str = "- - -", **more: str) -> None:
        """Fills in the form; a date is day, month and year, "-" for an empty one; `more` has fields by their names."""
        self.field("board").select_option(board)
        for prefix, given in (("", date), ("review-", review)):
            for name, value in zip(("day", "month", "year"), given.split(), strict=True):
                self.field(prefix + name).fill(value.replace("-", ""))
        for name, value in more.items():
            self.field(name.replace("_", "-")).fill(value)

    def submit(self) -> None:
        """Presses the button under the form."""
        self.page.get_by_role("button", name="Make the plan").click()

    def table(self) -> list[list[str]]:
        """The days of the table, each with what is due."""
        return [
            [row.locator(".when time").get_attribute("datetime") or "", row.locator("th").inner_text()]
            for row in self.answer.locator("table.plan tbody tr").all()
        ]

    def empty(self) -> None:
        """The form as it first stands, with what is known already unfolded."""
        # A good answer takes away every mistake that is shown.
        self.page.evaluate("document.querySelector('form.calculator').reset()")
        self.fill("bexley", "1 6 2026")
        expect(self.heading).to_contain_text("Bexley")
        self.fill("", "- - -")
        expect(self.answer).to_be_hidden()
        expect(self.summary).to_be_hidden()
        self.page.evaluate("document.querySelector('form.calculator details').open = true")


@pytest.fixture(scope="module")
def _opened(browser: Browser, address: str) -> Iterator[tuple[Planner, list[str]]]:
    context = browser.new_context(base_url=address, timezone_id="Europe/London")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    tab = context.new_page()
    wrong = listened_to(tab)
    tab.goto(PLAN)
    expect(tab.locator("form.calculator .starting")).to_be_hidden(timeout=60_000)
    yield Planner(tab), wrong
    context.close()


@pytest.fixture
def planner(_opened: tuple[Planner, list[str]]) -> Iterator[Planner]:
    """The plan page with Python started and the form empty; fails its test on any console error."""
    planner, wrong = _opened
    wrong.clear()
    planner.page.set_viewport_size({"width": 1280, "height": 800})
    planner.empty()
    yield planner
    assert not wrong


def listened_to(tab: Page) -> list[str]:
    """What goes wrong in a page from now on, as it comes."""
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong


# As it is typed


def test_the_plan_is_shown_and_changes_as_it_is_typed(planner: Planner) -> None:
    planner.field("board").select_option("haringey")
    for name, typed in (("day", "23"), ("month", "nov"), ("year", "2026")):
        expect(planner.answer).to_be_hidden()
        planner.field(name).press_sequentially(typed)
    expect(planner.heading).to_have_text("Haringey: from Monday 23 November 2026 to Tuesday 23 February 2027")
    first = planner.row("haringey/first-core-group/1")
    expect(first.locator(".when")).to_have_text("Monday 7 December 2026")
    expect(first.locator(".book")).to_have_text("Thursday 3 December 2026")
    expect(first.locator(".rule a")).to_have_text("10 working days (5.2)")
    expect(first.locator(".rule a")).to_have_attribute("href", re.compile(r"boards/haringey/#first-core-group$"))
    expect(planner.rows("minutes-circulated")).to_have_text(
        ["Monday 14 December 2026", "Monday 11 January 2027", "Monday 8 February 2027"]
    )
    expect(planner.answer.locator("tr.review")).to_contain_text("replaced since by Working Together 2026")

    planner.field("day").fill("24")
    expect(first.locator(".when")).to_have_text("Tuesday 8 December 2026")
    planner.fill(date="24 11 2026", review="15 1 2027")
    expect(planner.heading).to_have_text("Haringey: from Tuesday 24 November 2026 to Friday 15 January 2027")
    expect(planner.answer.locator("tr.review")).to_contain_text("The date of the review was given.")
    planner.field("year").fill("")
    expect(planner.answer).to_be_hidden()


def test_dates_held_move_what_is_counted_from_them(planner: Planner) -> None:
    planner.fill(held_core_group="2 December 2026\n29/12/2026", held_child_seen="25/11/2026")
    expect(planner.due("haringey/meets-every-four-weeks/1")).to_have_text("Wednesday 30 December 2026")
    expect(planner.due("haringey/meets-every-four-weeks/2")).to_have_text("Tuesday 26 January 2027")
    expect(planner.due("haringey/members-agreed-to-see-child/1")).to_have_text("Wednesday 9 December 2026")
    expect(planner.answer.locator(".plan-picture .held")).to_have_count(3)
    # Two working days before 26 January, on which the office is then closed.
    booked = planner.row("haringey/meets-every-four-weeks/2").locator(".book time")
    expect(booked).to_have_text("Friday 22 January 2027")
    planner.field("closed").fill("22 January 2027")
    expect(booked).to_have_text("Thursday 21 January 2027")


def test_the_conferences_own_figure_is_counted_and_said_to_be_its_own(planner: Planner) -> None:
    planner.fill(own_seeing_the_child="7 days")
    expect(planner.due("haringey/own-seeing-the-child/1")).to_have_text("Monday 30 November 2026")
    expect(planner.row("haringey/own-seeing-the-child/1").locator(".rule")).to_contain_text(
        "the conference's own figure"
    )
    expect(planner.answer.locator(".note").first).to_contain_text("stands in place of 2.3")


def test_a_plan_from_a_review_in_greenwich_has_its_core_group_within_eight_weeks(planner: Planner) -> None:
    planner.field("event").select_option("review-conference")
    planner.fill("greenwich")
    expect(planner.due("greenwich/core-group-after-review/1")).to_have_text("Monday 18 January 2027")
    expect(planner.heading).to_have_text("Greenwich: from Monday 23 November 2026 to Sunday 23 May 2027")


def test_a_plan_from_a_review_says_why_it_has_no_core_group_until_one_is_entered(planner: Planner) -> None:
    planner.field("event").select_option("review-conference")
    planner.fill("bexley")
    told = planner.answer.locator("[data-series=core-group]")
    expect(told).to_contain_text("none can be dated from this conference alone")
    expect(told).to_contain_text("Enter the core groups held or booked")
    planner.fill("bexley", held_core_group="10 November 2026")
    expect(planner.due("bexley/core-group-interval/1")).to_have_text("Tuesday 22 December 2026")
    expect(planner.row("bexley/core-group-interval/1").locator(".range")).to_have_text(
        "From Tuesday 8 December 2026 on."
    )
    expect(told).to_have_text(re.compile(r"every 4 to 6 weeks .* They run from the days entered\.$"))


def test_a_deadline_after_a_near_review_is_marked_in_the_table_and_in_the_picture(planner: Planner) -> None:
    planner.fill("bexley", review="1 12 2026")
    expect(planner.row("bexley/first-core-group/1").locator(".after-review")).to_have_text(
        "Falls after the review (Tuesday 1 December 2026)."
    )
    expect(planner.answer.locator(".plan-picture .deadline.after title")).to_have_text(
        "First core group: Thursday 3 December 2026 (after the review)"
    )
    planner.fill("bexley", review="4 12 2026")
    expect(planner.row("bexley/first-core-group/1")).to_be_visible()
    expect(planner.answer.locator(".after-review, .deadline.after")).to_have_count(0)


def test_enough_meetings_between_conferences_are_said_to_be_enough_or_not(planner: Planner) -> None:
    planner.fill("bedford-borough")
    expect(planner.answer.locator(".met")).to_contain_text("Needed: 2. Held: 0; foreseen in this plan: 3: enough.")
    planner.fill("greenwich")
    expect(planner.answer.locator(".met")).to_have_count(0)
    expect(planner.answer.get_by_text("Needed: 2.")).to_contain_text("foreseen in this plan: 1: not enough.")


def test_the_picture_shows_every_deadline_of_the_table(planner: Planner) -> None:
    planner.fill("bedford-borough")
    expect(planner.heading).to_contain_text("Bedford Borough")
    picture = planner.answer.locator(".plan-picture")
    expect(picture).to_have_accessible_name(re.compile("^From Monday 23 November 2026 to Tuesday 23 February 2027"))
    expect(picture).to_have_accessible_name(re.compile("; Core group meeting 2: Monday 4 January 2027;"))
    drawn = picture.locator(".deadline").evaluate_all("marks => marks.map(mark => mark.dataset.day)")
    *deadlines, review = [day for day, _ in planner.table()]
    assert sorted(drawn) == sorted(deadlines)
    assert review == "2027-02-23"


def test_the_day_of_an_entry_leads_to_its_days_counted_one_by_one(planner: Planner) -> None:
    planner.fill()
    link = planner.row("haringey/first-core-group/1").locator(".when a")
    expect(link).to_have_attribute("href", re.compile("calculators/due-dates/#"))
    tab = planner.page.context.new_page()
    tab.goto(link.evaluate("link => link.href"))
    asked = {"event": "initial-conference", "board": "haringey", "day": "23", "month": "11", "year": "2026"}
    for name, value in asked.items():
        expect(Form(tab).field(name)).to_have_value(value)
    tab.close()


# Kept in its address, and nowhere else


def test_the_address_alone_opens_the_same_plan_again_and_no_request_carries_it(planner: Planner) -> None:
    planner.fill("haringey", "23 11 2026", "2 3 2027", held_core_group="3 December 2026", closed="29/12/2026",
                 own_minutes_circulated="3 working days")  # fmt: skip
    planner.field("series").select_option("latest")
    expect(planner.due("haringey/own-minutes-circulated/1")).to_have_text("Thursday 10 December 2026")
    expect(planner.heading).to_contain_text("to Tuesday 2 March 2027")
    expect(planner.page).to_have_url(re.compile("series=latest"))
    address, table, shown = planner.page.url, planner.table(), planner.answer.inner_text()
    assert "#" in address
    planner.page.get_by_role("button", name="Copy the address of this plan").click()
    expect(planner.answer.get_by_role("status")).to_have_text("Copied.")
    assert planner.page.evaluate("navigator.clipboard.readText()") == address

    requests: list[Request] = []
    listener = lambda request: requests.append(request)  # noqa: E731
    planner.page.context.on("request", listener)
    tab = planner.page.context.new_page()
    wrong = listened_to(tab)
    tab.goto(address)
    again = Planner(tab)
    expect(again.heading).to_contain_text("to Tuesday 2 March 2027", timeout=60_000)
    assert again.table() == table
    assert again.answer.inner_text().replace("Copied.", "").split() == shown.split()
    expect(again.field("held-core-group")).to_have_value("3 December 2026")
    kept = tab.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])")
    planner.page.context.remove_listener("request", listener)
    tab.close()
    assert not wrong
    # What stands behind the # goes to no server; but the rules of the board are fetched, by the board's name.
    sent = " ".join(
        f"{each.url.partition('#')[0]} {each.headers.get('referer', '')} {each.post_data}" for each in requests
    )
    assert PLAN in sent
    sent = sent.replace("/haringey.json", "")
    for typed in ("haringey", "2027", "held-core-group", "December", "29%2F12", "latest", "3+working"):
        assert typed not in sent, typed
        assert typed not in kept, typed


HARM = "<img src=x onerror=alert(1)>"


def test_an_address_that_somebody_made_up_does_no_harm(planner: Planner) -> None:
    tab = planner.page.context.new_page()
    wrong = listened_to(tab)
    harm = quote(HARM)
    tab.goto(f"{PLAN}#board={harm}&event={harm}&day={harm}&held-core-group={harm}&own={harm}&__proto__={harm}&%%%")
    made_up = Planner(tab)
    expect(made_up.field("held-core-group")).to_have_value(HARM)
    expect(made_up.field("day")).to_have_value(HARM)
    expect(made_up.field("board")).to_have_value("")
    expect(made_up.field("event")).to_have_value("initial-conference")
    expect(tab.locator("img[src=x]")).to_have_count(0)
    tab.close()
    assert not wrong


def test_what_is_typed_is_shown_as_text(planner: Planner) -> None:
    planner.fill(held_core_group=HARM)
    planner.submit()
    expect(planner.summary).to_contain_text(f"Core groups held: '{HARM}' is not a date")
    expect(planner.page.locator("img[src=x]")).to_have_count(0)


# Files


def test_the_calendar_file_has_every_deadline_of_the_table_and_reminds_when_asked(planner: Planner) -> None:
    planner.fill("bedford-borough")
    expect(planner.heading).to_contain_text("Bedford Borough")
    planner.page.get_by_label("Reminders in the calendar file").select_option("3")
    with planner.page.expect_download() as download:
        planner.page.get_by_role("button", name="Calendar file").click()
    assert download.value.suggested_filename == "core-group-plan-bedford-borough-2026-11-23.ics"
    calendar: Any = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes())
    events = calendar.walk("VEVENT")
    *deadlines, _ = planner.table()
    found = sorted([each["DTSTART"].dt.isoformat(), str(each["SUMMARY"])] for each in events)
    assert found == sorted([day, f"{what} (Bedford Borough)"] for day, what in deadlines)
    (first,) = [each for each in events if each["SUMMARY"] == "First core group (Bedford Borough)"]
    assert first["DTSTART"].dt == date(2026, 12, 7)
    assert [alarm["TRIGGER"].dt for alarm in first.walk("VALARM")] == [timedelta(days=-2, hours=-15)]
    assert "How often does a Core Group meet" in first["DESCRIPTION"]

    planner.page.get_by_label("Reminders in the calendar file").select_option("")
    with planner.page.expect_download() as download:
        planner.page.get_by_role("button", name="Calendar file").click()
    again: Any = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes())
    assert [str(each["UID"]) for each in again.walk("VEVENT")] == [str(each["UID"]) for each in events]
    assert not again.walk("VALARM")


def test_the_spreadsheet_has_every_deadline_of_the_table(planner: Planner) -> None:
    planner.fill("city-and-hackney")
    expect(planner.heading).to_contain_text("City and Hackney")
    with planner.page.expect_download() as download:
        planner.page.get_by_role("button", name="Spreadsheet (CSV)").click()
    assert download.value.suggested_filename == "core-group-plan-city-and-hackney-2026-11-23.csv"
    octets = Path(download.value.path()).read_bytes()
    assert octets.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig"), newline="")))
    *deadlines, _ = planner.table()
    assert [[row["Due"], row["What"]] for row in rows] == deadlines
    assert rows[0]["Due in words"] == "Thursday 3 December 2026"


# What is wrong, and where


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"board": ""}, "board", "Choose a board"),
        ({"date": "31 2 2026"}, "day", "31 February 2026 is not a real date: February 2026 has 28 days"),
        ({"review": "1 11 2026"}, "review-day", "The review (Sunday 1 November 2026) is not after the conference"),
        ({"review": "1 13 2027"}, "review-month", "Review: Month must be a number from 1 to 12"),
        ({"held_core_group": "7 December 2026, soon"}, "held-core-group", "Core groups held: 'soon' is not a date"),
        ({"held_child_seen": "1/11/2026"}, "held-child-seen", "Sunday 1 November 2026 is before the conference"),
        ({"closed": "32/1/2027"}, "closed", "Days closed: Day must be a number from 1 to 31"),
        ({"date": "29 2 2027"}, "day", "29 February 2027 is not a real date: February 2027 has 28 days"),
        ({"own_seeing_the_child": "1 day", "review": "23 11 2028"}, "review-day", "the most that is shown is 500"),
        ({"own_seeing_the_child": "often"}, "own-seeing-the-child", "'often' is not a duration"),
    ],
)
def test_a_mistake_is_told_in_the_summary_and_at_its_field_until_it_is_mended(
    planner: Planner, wrong: dict[str, str], field: str, message: str
) -> None:
    planner.fill(**wrong)
    planner.submit()
    expect(planner.summary).to_be_focused()
    expect(planner.summary.get_by_role("link")).to_contain_text(message)
    expect(planner.answer).to_be_hidden()
    at = planner.field(field)
    expect(at).to_have_attribute("aria-invalid", "true")
    expect(planner.page.locator("[aria-invalid]")).to_have_count(1)
    expect(at).to_have_accessible_description(re.compile(re.escape(message)))
    around = planner.page.locator("form .field", has=planner.page.locator(f"[name={field}]"))
    expect(around.locator(".error").filter(visible=True)).to_contain_text(message)
    planner.summary.get_by_role("link").click()
    expect(at).to_be_focused()

    planner.fill(
        **{each: {"board": "haringey", "date": "23 11 2026", "review": "1 3 2027"}.get(each, "") for each in wrong}
    )
    expect(planner.answer).to_be_visible()
    expect(planner.summary).to_be_hidden()
    expect(planner.page.locator("[aria-invalid]")).to_have_count(0)
    # A description is read out though it is hidden: what was wrong must not stay in it.
    expect(at).not_to_have_accessible_description(re.compile(re.escape(message)))


# For every reader


@pytest.mark.parametrize("start", ["initial-conference", "review-conference"])
@pytest.mark.parametrize("board", BOARDS)
def test_a_plan_of_three_or_six_months_prints_on_one_sheet_of_a4(planner: Planner, board: str, start: str) -> None:
    planner.field("event").select_option(start)
    held = "10 November 2026, 8 December 2026" if start == "review-conference" else ""
    planner.fill(board, held_core_group=held)
    expect(planner.heading).to_contain_text("February 2027" if start == "initial-conference" else "May 2027")
    expect(planner.answer.locator(f"tr[data-id^='{board}/']").first).to_be_visible()
    times = planner.answer.locator("table.plan .when time")
    rows: list[str] = []
    # The answer to what was typed last may still be on its way: printed is what stands there before and after.
    while rows != (rows := times.all_inner_texts()):
        (sheet,) = PdfReader(io.BytesIO(planner.page.pdf(prefer_css_page_size=True))).pages
    # A4 in points: 210 by 297 mm.
    assert [round(float(size)) for size in (sheet.mediabox.width, sheet.mediabox.height)] == [595, 842]
    text = " ".join(sheet.extract_text().split())
    assert len(rows) >= 3
    assert [day for day in rows if day not in text] == []
    assert "Working Together 2026" in text
    assert "Make the plan" not in text


def test_a_plan_is_made_saved_and_read_without_a_mouse(planner: Planner) -> None:
    page = planner.page

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"{selector} is not reached with the Tab key")

    page.evaluate("document.querySelector('form.calculator details').open = false")
    planner.field("board").focus()
    page.keyboard.type("Bed")
    for typed in ("Initial", "23", "11", "2026"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    tab_to("form.calculator summary")
    page.keyboard.press("Enter")
    tab_to("[name=held-core-group]")
    page.keyboard.type("1 December 2026")
    tab_to("form.calculator [type=submit]")
    page.keyboard.press("Enter")
    expect(planner.heading).to_have_text("Bedford Borough: from Monday 23 November 2026 to Tuesday 23 February 2027")
    expect(planner.answer).to_be_focused()
    expect(planner.due("bedford-borough/core-group-interval/1")).to_have_text("Tuesday 29 December 2026")
    # The picture is wider than a telephone: it can be reached, and then scrolled with the arrows.
    tab_to(".picture-wrap")
    tab_to(".plan-tools button:nth-of-type(2)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".ics")
    tab_to("#answer summary")
    page.keyboard.press("Enter")
    expect(planner.answer.locator("details[open] .rule-told").first).to_be_visible()


def test_axe_finds_nothing_wrong_and_the_page_never_scrolls_sideways(planner: Planner) -> None:
    planner.fill(own_seeing_the_child="7 days", held_core_group="2 December 2026")
    expect(planner.due("haringey/own-seeing-the-child/1")).to_be_visible()
    for summary in planner.answer.locator("summary").all():
        summary.click()
    assert_well_made(planner.page)
    planner.fill(held_core_group="soon")
    planner.submit()
    expect(planner.summary).to_be_visible()
    assert_well_made(planner.page)


# The working of one date, for a sceptic


@pytest.fixture
def due_dates(form: Form) -> Iterator[Form]:
    """The due dates page, with leave to use the clipboard."""
    context: BrowserContext = form.page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield form
    context.clear_permissions()


def test_the_strip_names_each_day_for_those_who_do_not_see_it(due_dates: Form) -> None:
    due_dates.fill("core-group", "haringey", "23 12 2026")
    row = due_dates.row("minutes-circulated")
    row.get_by_text("Every day counted").click()
    expect(row.locator(".strip")).to_match_aria_snapshot("""
      - list:
        - listitem: "Wednesday 23 December 2026: the event, day 0"
        - listitem: "Thursday 24 December 2026: day 1"
        - listitem: "Friday 25 December 2026: not counted (Christmas Day)"
        - listitem: "Saturday 26 December 2026: not counted (Saturday)"
        - listitem: "Sunday 27 December 2026: not counted (Sunday)"
        - listitem: "Monday 28 December 2026: not counted (Boxing Day)"
        - listitem: "Tuesday 29 December 2026: day 2"
        - listitem: "Wednesday 30 December 2026: day 3"
        - listitem: "Thursday 31 December 2026: day 4"
        - listitem: "Friday 1 January 2027: not counted (New Year’s Day)"
        - listitem: "Saturday 2 January 2027: not counted (Saturday)"
        - listitem: "Sunday 3 January 2027: not counted (Sunday)"
        - listitem: "Monday 4 January 2027: day 5, the due date"
    """)


def test_a_date_is_copied_as_a_paragraph_fit_for_a_case_note(due_dates: Form) -> None:
    due_dates.fill("initial-conference", "haringey", "23 11 2026")
    row = due_dates.row("first-core-group")
    row.get_by_role("button", name="Copy as text").click()
    expect(row.locator(".copy").get_by_role("status")).to_have_text("Copied.")
    text = due_dates.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Due Monday 7 December 2026. Haringey: ")
    for part in (
        "within 10 working days of the initial child protection conference",
        "Practice Guidance for Core Groups",
        "5.2",
        "Counted from Monday 23 November 2026, which is day 0: 10 days are counted;"
        " not counted: 2 Saturdays, 2 Sundays.",
        "Core Group Handbook 0.1.1",
    ):
        assert part in text, part
    assert len(text.splitlines()) == 1
