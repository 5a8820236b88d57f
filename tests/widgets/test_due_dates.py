"""The due dates page: what is chosen and typed, and the dates that come back, in a real browser."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.widgets.form import DUE_DATES, Form


def test_the_first_core_group_in_haringey_after_23_november_2026_is_due_on_monday_7_december(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    form.submit()
    row = form.row("first-core-group")
    expect(row.locator('time[datetime="2026-12-07"]')).to_have_text("Monday 7 December 2026")
    expect(row.locator(".at")).to_contain_text(re.compile(r"\b5\.2$"))
    expect(row.locator(".deadline")).to_contain_text("10 working days")
    expect(form.answer).to_be_focused()

    row.get_by_text("Every day counted").click()
    expect(row.locator(".working .from")).to_contain_text("Monday 23 November 2026")
    # What a screen reader is told of each day; beside it the same stands short, for the eye.
    expect(row.locator(".working li .for-readers")).to_have_text([
        re.compile(rf"^{day}: \D*{said}\b")
        for day, said in (
            ("Monday 23 November 2026", "0"),
            ("Tuesday 24 November 2026", "1"),
            ("Wednesday 25 November 2026", "2"),
            ("Thursday 26 November 2026", "3"),
            ("Friday 27 November 2026", "4"),
            ("Saturday 28 November 2026", "Saturday"),
            ("Sunday 29 November 2026", "Sunday"),
            ("Monday 30 November 2026", "5"),
            ("Tuesday 1 December 2026", "6"),
            ("Wednesday 2 December 2026", "7"),
            ("Thursday 3 December 2026", "8"),
            ("Friday 4 December 2026", "9"),
            ("Saturday 5 December 2026", "Saturday"),
            ("Sunday 6 December 2026", "Sunday"),
            ("Monday 7 December 2026", "10"),
        )
    ])  # fmt: skip
    expect(row.locator(".working li").last).to_be_visible()


def test_the_citation_leads_to_the_statement_on_the_boards_page(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    link = form.row("first-core-group").locator("a.at")
    expect(link).to_be_visible()
    target = link.evaluate("link => link.href")
    tab = form.page.context.new_page()
    tab.goto(target)
    statement = tab.locator(f"[id='{target.partition('#')[2]}']")
    expect(tab).to_have_url(re.compile(r"/boards/haringey/#first-core-group$"))
    expect(statement).to_be_in_viewport()
    expect(statement).to_contain_text("10 working days")
    expect(statement.locator(".at")).to_have_text("5.2")
    tab.close()


@pytest.mark.parametrize("date", ["23 nov 2026", "23 NOVEMBER 2026", "23 Nov. 2026"])
def test_a_month_may_be_a_name(form: Form, date: str) -> None:
    form.fill("initial-conference", "haringey", date)
    expect(form.row("first-core-group").locator("time")).to_have_attribute("datetime", "2026-12-07")


def test_another_date_changes_the_answer_without_pressing_the_button(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    due = form.row("first-core-group").locator("time")
    expect(due).to_have_text("Monday 7 December 2026")
    form.field("day").fill("24")
    expect(due).to_have_text("Tuesday 8 December 2026")
    form.field("board").select_option("bexley")
    expect(due).to_have_text("Friday 4 December 2026")


@pytest.mark.parametrize("emptied", ["event", "board", "day", "month", "year"])
def test_an_answer_goes_when_a_field_above_it_is_emptied(form: Form, emptied: str) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    expect(form.row("first-core-group")).to_be_visible()
    if emptied in ("event", "board"):
        form.field(emptied).select_option("")
    else:
        form.field(emptied).fill("")
    expect(form.answer).to_be_hidden()
    expect(form.answer).to_be_empty()


EVENT, BOARD = "initial-conference", "haringey"
MISTAKES = [
    ("", BOARD, "23 11 2026", "event", EVENT, "Choose what happened"),
    (EVENT, "", "23 11 2026", "board", BOARD, "Choose a board"),
    (EVENT, BOARD, "- - -", "day", "23 11 2026", "Enter a date, such as 23 11 2026"),
    (EVENT, BOARD, "23 - 2026", "month", "11", "Date must include a month"),
    (EVENT, BOARD, "23 - -", "month", "23 11 2026", "Date must include a month and a year"),
    (EVENT, BOARD, "31 2 2026", "day", "28", "31 February 2026 is not a real date: February 2026 has 28 days"),
    (EVENT, BOARD, "32 1 2026", "day", "31", "Day must be a number from 1 to 31"),
    (EVENT, BOARD, "23 13 2026", "month", "12", "Month must be a number from 1 to 12, or a name such as November"),
    (EVENT, BOARD, "23 11 26", "year", "2026", "Year must include 4 numbers, such as 2026"),
    (EVENT, BOARD, "23 11 1899", "year", "1900", "Year must be from 1900 to 2200"),
]


@pytest.mark.parametrize(("event", "board", "date", "field", "right", "message"), MISTAKES)
def test_a_mistake_is_told_in_one_message_in_the_summary_and_at_its_field_until_it_is_mended(
    form: Form, event: str, board: str, date: str, field: str, right: str, message: str
) -> None:
    form.fill(event, board, date)
    form.submit()
    expect(form.summary).to_be_focused()
    expect(form.summary.get_by_role("link")).to_have_text(message)
    wrong = form.field(field)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(re.compile(re.escape(message)))
    around = form.page.locator("form .field", has=form.page.locator(f"[name={field}]"))
    expect(around.locator(".error").filter(visible=True)).to_have_text(message)
    expect(form.answer).to_be_hidden()

    form.summary.get_by_role("link").click()
    expect(wrong).to_be_focused()

    if field in ("event", "board"):
        wrong.select_option(right)
    elif " " in right:
        form.fill(event, board, right)
    else:
        wrong.fill(right)
    expect(form.answer).to_be_visible()
    expect(form.summary).to_be_hidden()
    expect(form.page.get_by_text(message, exact=True).filter(visible=True)).to_have_count(0)
    expect(form.page.locator("[aria-invalid]")).to_have_count(0)


def test_a_form_sent_empty_is_told_of_its_first_field(form: Form) -> None:
    form.submit()
    expect(form.summary.get_by_role("link")).to_have_text("Choose what happened")
    expect(form.field("event")).to_have_attribute("aria-invalid", "true")


def test_choosing_what_was_missing_takes_its_message_away_though_the_date_is_still_empty(form: Form) -> None:
    form.fill("initial-conference", "", "- - -")
    form.submit()
    expect(form.summary).to_contain_text("Choose a board")
    form.field("board").select_option("haringey")
    expect(form.summary).to_be_hidden()
    expect(form.field("board")).not_to_have_attribute("aria-invalid", "true")


def test_words_that_leave_open_which_days_are_meant_give_both_dates_and_the_earlier_first(form: Form) -> None:
    form.fill("initial-conference", "city-and-hackney", "23 11 2026")
    row = form.row("first-core-group")
    expect(row.locator("time")).to_have_attribute("datetime", "2026-12-03")
    expect(row.locator(".remarks .open")).to_contain_text("10 calendar days: Thursday 3 December 2026")
    expect(row.locator(".remarks .open")).to_contain_text("10 working days: Monday 7 December 2026")


def test_where_counting_the_day_itself_changes_the_date_both_dates_stand_there_with_the_reason(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    row = form.row("first-core-group")
    expect(row.locator(".event-day")).to_have_text(
        "Counted with the day of the event as day 1, as some systems do: Friday 4 December 2026. This handbook leaves"
        " that day out, as law and the sector's data standard do."
    )
    expect(row.locator(".why")).to_be_visible()
    expect(row.locator(".why a")).to_have_attribute("href", re.compile("about/how-days-are-counted/$"))
    # Four weeks end on the same day of the week whichever way the first day is read.
    form.fill("core-group", "haringey", "23 11 2026")
    row = form.row("core-group-interval").first
    expect(row).to_be_visible()
    expect(row.locator(".event-day")).to_have_count(0)
    expect(row.locator(".why")).to_be_hidden()


def test_a_date_before_2012_is_provisional_and_says_so(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2011")
    expect(form.row("first-core-group").locator(".provisional")).to_contain_text("days before Sunday 1 January 2012")


def test_a_count_that_passes_the_last_published_bank_holiday_is_provisional(form: Form) -> None:
    # The list ends on 26 December 2028. Ten working days from 8 December end on the 22nd, from 11 December on the
    # 27th: Christmas Day is a Monday and Boxing Day a Tuesday.
    form.fill("initial-conference", "haringey", "8 12 2028")
    row = form.row("first-core-group")
    expect(row.locator("time")).to_have_text("Friday 22 December 2028")
    expect(row.locator(".provisional")).to_have_count(0)
    form.field("day").fill("11")
    expect(row.locator("time")).to_have_text("Wednesday 27 December 2028")
    expect(row.locator(".provisional")).to_contain_text("Provisional")


def test_hours_run_on_across_the_change_of_the_clocks(form: Form) -> None:
    # The clocks go forward at 01:00 on Sunday 29 March 2026, so both ends fall an hour later by the clock.
    form.fill("concern-raised", "bedford-borough", "28 3 2026", "16:00")
    when = form.row("concerns-in-writing").locator(".when time")
    expect(when).to_have_text(["Sunday 29 March 2026, 17:00", "Monday 30 March 2026, 17:00"])
    expect(when.first).to_have_attribute("datetime", "2026-03-29T17:00+01:00")
    expect(when.last).to_have_attribute("datetime", "2026-03-30T17:00+01:00")


def test_a_time_is_asked_for_only_where_hours_count_and_a_wrong_one_is_told_at_its_field(form: Form) -> None:
    form.fill("initial-conference", "haringey", "23 11 2026")
    form.field("event").select_option("core-group")
    expect(form.field("time")).to_be_hidden()
    form.fill("concern-raised", "bedford-borough", "28 3 2027", "01:30")
    form.submit()
    message = "01:30 on Sunday 28 March 2027 did not exist: the clocks went forward at 01:00"
    expect(form.summary.get_by_role("link")).to_have_text(message)
    expect(form.field("time")).to_have_accessible_description(re.compile(message))
    form.field("time").fill("3pm")
    expect(form.row("concerns-in-writing").locator("time").first).to_have_text("Monday 29 March 2027, 15:00")
    expect(form.summary).to_be_hidden()


def test_a_board_that_says_nothing_from_an_event_says_so_and_names_the_boards_that_do(form: Form) -> None:
    form.fill("school-move", "bexley", "4 1 2027")
    expect(form.answer.locator(".nothing")).to_contain_text("These do: Haringey.")
    expect(form.answer.locator("article")).to_have_count(0)


def test_today_fills_in_the_day_that_it_is_in_london(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(timezone_id="Europe/London")
    tab.clock.set_fixed_time(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))  # half past midnight by the summer clock
    tab.goto(DUE_DATES)
    tab.get_by_role("button", name="Today").click()
    form = Form(tab)
    for name, value in (("day", "1"), ("month", "7"), ("year", "2026")):
        expect(form.field(name)).to_have_value(value)


def test_a_link_from_a_boards_page_brings_the_board_along(form: Form) -> None:
    tab = form.page.context.new_page()
    tab.goto("boards/city-and-hackney/")
    tab.get_by_role("link", name="Work out a date under this guidance").click()
    expect(Form(tab).field("board")).to_have_value("city-and-hackney")
    tab.close()


def test_a_topics_page_asks_for_its_own_event_and_shows_its_own_dates_first(page: Page) -> None:
    page.goto("topics/minutes-circulated/")
    form = Form(page)
    expect(form.field("event")).to_have_value("core-group")
    form.fill("core-group", "greenwich", "7 12 2026")
    expect(form.row("minutes-circulated").locator("time")).to_have_text("Monday 14 December 2026", timeout=60_000)
    # Apologies are due one working day before the meeting: folded away until asked for.
    expect(form.row("apologies-and-reports")).to_be_hidden()
    form.answer.get_by_text("other date").click()
    expect(form.row("apologies-and-reports").locator("time")).to_have_text("Friday 4 December 2026")
