"""The page that checks dates: typed, pasted or from a file, in a real browser."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.bench_check import cases_csv
from tests.widgets.form import Form

CHECK = "calculators/check/"
ALLOWED = re.compile(
    r"blob:.*|http://127\.0\.0\.1:\d+/[^?]*/(bedford-borough|bexley|city-and-hackney|greenwich|haringey)\.json"
)


@pytest.fixture(scope="module")
def _opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(base_url=address, timezone_id="Europe/London")
    context.set_default_timeout(20_000)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto(CHECK)
    Form(tab).wait_until_started()
    # Nothing that is typed or opened may leave the page: after the start a board's own rules are fetched, and no more.
    context.on("request", lambda request: None if ALLOWED.fullmatch(request.url) else wrong.append(request.url))
    yield tab, wrong
    context.close()


@pytest.fixture
def tab(_opened: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page with Python started, three empty rows and 31 January 2027 as the day of the check."""
    tab, wrong = _opened
    wrong.clear()
    tab.locator("[name=way][value=typed]").check()
    while tab.locator(".event-row").count() > 3:
        tab.locator(".event-row .remove").last.click()
    while tab.locator(".event-row").count() < 3:
        tab.get_by_role("button", name="Add another date").click()
    for number in (1, 2, 3):
        tab.locator(f"#event-{number}").select_option("")
        tab.locator(f"#date-{number}").fill("")
    tab.locator("#board").select_option("haringey")
    for name, value in (("day", "31"), ("month", "1"), ("year", "2027")):
        tab.locator(f"#today-{name}").fill(value)
    yield tab
    assert not wrong


def fill(tab: Page, *rows: tuple[str, str]) -> None:
    """Types what happened when."""
    for number, (event, written) in enumerate(rows, 1):
        tab.locator(f"#event-{number}").select_option(event)
        tab.locator(f"#date-{number}").fill(written)


def submit(tab: Page) -> None:
    """Presses the button under the form."""
    tab.get_by_role("button", name="Check the dates").click()


def finding(tab: Page, topic: str) -> Locator:
    """What was found on a topic."""
    return tab.locator(f"#answer [data-topic={topic}][data-status]")


def choose(tab: Page, name: str, content: bytes) -> None:
    """Chooses a file of that content."""
    tab.locator("[name=way][value=file]").check()
    tab.locator("#file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def test_a_core_group_on_the_last_day_is_kept_and_one_two_days_later_is_late(tab: Page) -> None:
    fill(tab, ("initial-conference", "23/11/2026"), ("core-group", "7 December 2026"))
    submit(tab)
    expect(finding(tab, "first-core-group")).to_have_attribute("data-status", "kept")
    expect(finding(tab, "first-core-group")).to_contain_text("Kept, on the last day")
    expect(tab.locator("#answer")).to_be_focused()
    expect(tab.locator("#answer h2")).to_have_text("Haringey, on Sunday 31 January 2027")

    tab.locator("#date-2").fill("9/12/2026")
    expect(tab.locator("#answer")).to_be_hidden()
    submit(tab)
    late = finding(tab, "first-core-group")
    expect(late).to_have_attribute("data-status", "late")
    expect(late.locator(".when")).to_have_text("Late by 2 working days")
    expect(late.locator('time[datetime="2026-12-07"]')).to_have_text("Monday 7 December 2026")
    expect(late.locator("a.at")).to_have_attribute("href", re.compile("boards/haringey/#first-core-group$"))
    late.get_by_text("Every day counted").click()
    expect(late.locator(".working li.counted")).to_have_count(10)


def test_the_answer_is_announced_once_by_its_title_and_summary(tab: Page) -> None:
    fill(tab, ("initial-conference", "23/11/2026"), ("core-group", "7/12/2026"))
    submit(tab)
    section = tab.locator("#answer")
    expect(section).to_have_accessible_name(
        re.compile(r"^Haringey, on Sunday 31 January 2027 1 kept, .* cannot be said\.$")
    )
    assert section.get_attribute("aria-live") is None


def test_a_late_date_prints_a_record_of_the_reason_with_lines_to_write_on(tab: Page) -> None:
    fill(tab, ("initial-conference", "23/11/2026"), ("core-group", "9/12/2026"))
    submit(tab)
    record = finding(tab, "first-core-group").locator(".record")
    expect(record).to_be_hidden()
    tab.emulate_media(media="print")
    expect(record).to_be_visible()
    expect(record.locator("dt")).to_have_text(
        ["What was due", "Date due", "Date done", "How late", "Rule", "Where it stands", "Reason", "Agreed by", "Date"]
    )
    expect(record.locator("dd.blank")).to_have_count(3)
    expect(tab.locator("form.calculator")).to_be_hidden()
    tab.emulate_media(media="screen")


def test_a_late_date_shows_what_the_guidance_says_to_do(tab: Page) -> None:
    tab.locator("#board").select_option("greenwich")
    fill(tab, ("initial-conference", "23/11/2026"), ("core-group", "9/12/2026"))
    submit(tab)
    what = tab.locator("#answer .when-late[data-topic=first-core-group]")
    expect(what.locator("h3")).to_have_text("First core group: what Greenwich's guidance says to do")
    expect(what.locator("a").first).to_have_attribute("href", re.compile("boards/greenwich/#"))


@pytest.mark.parametrize(
    ("rows", "field", "message"),
    [
        ([], "event-1", "Give at least one thing that happened, with its date"),
        ([("initial-conference", "23/11/2026"), ("core-group", "31/11/2026")], "date-2",
         "31 November 2026 is not a real date: November 2026 has 30 days"),
        ([("", "23/11/2026")], "event-1", "Choose what happened on this date"),
        ([("initial-conference", "23/11/2026"), ("review-conference", "2/11/2026")], "date-2",
         "The review conference (Monday 2 November 2026) is before the initial conference (Monday 23 November 2026)."
         " A review comes after its conference: check both dates"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_row(tab: Page, rows: list[tuple[str, str]], field: str, message: str) -> None:
    fill(tab, *rows)
    submit(tab)
    expect(tab.locator(".error-summary")).to_be_focused()
    expect(tab.locator(".error-summary a")).to_have_text(message)
    expect(tab.locator(f"#{field}")).to_have_attribute("aria-invalid", "true")
    tab.locator(".error-summary a").click()
    expect(tab.locator(f"#{field}")).to_be_focused()
    fill(tab, ("initial-conference", "23/11/2026"), ("core-group", "7/12/2026"))
    submit(tab)
    expect(tab.locator(".error-summary")).to_be_hidden()


def test_a_visit_in_the_future_is_not_counted_as_done_and_said_to_be_so(tab: Page) -> None:
    fill(tab, ("child-seen", "25/1/2027"), ("child-seen", "8/2/2027"))
    submit(tab)
    expect(tab.locator("#answer .remarks .ahead")).to_contain_text(
        "Child seen: Monday 8 February 2027 is after today (Sunday 31 January 2027), so not counted as done."
    )


def test_rows_are_added_and_removed_by_keyboard_and_keep_their_numbers(tab: Page) -> None:
    tab.get_by_role("button", name="Add another date").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#event-4")).to_be_focused()
    tab.get_by_role("button", name="Remove date 1").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".event-row")).to_have_count(3)
    expect(tab.locator("#event-1")).to_be_focused()


def test_rows_pasted_from_a_spreadsheet_are_one_case_where_no_column_names_a_case(tab: Page) -> None:
    tab.locator("[name=way][value=pasted]").check()
    tab.locator("#pasted").fill(
        "Event\tDate\nInitial conference\t23/11/2026\nCore group meeting\t9/12/2026\nParty\t1/1/2027\n"
    )
    submit(tab)
    expect(finding(tab, "first-core-group").locator(".when")).to_have_text("Late by 2 working days")
    expect(
        tab.locator("#answer .note").get_by_text("1 entry could not be used; the rest were checked.")
    ).to_be_visible()
    tab.get_by_text("What could not be used, line by line").click()
    expect(tab.locator(".unread-table tbody tr")).to_have_text(
        [re.compile("4.*“Party” is not an event that can be checked")]
    )


def test_a_case_of_more_than_500_dates_is_listed_and_not_checked(tab: Page) -> None:
    tab.locator("[name=way][value=pasted]").check()
    days = [(date(2025, 1, 1) + timedelta(days=number)).isoformat() for number in range(501)]
    tab.locator("#pasted").fill("case,event,date\n" + "".join(f"A1,child-seen,{day}\n" for day in days))
    submit(tab)
    tab.get_by_text("What could not be used, line by line").click()
    expect(tab.locator(".unread-table tbody tr")).to_contain_text(
        "This case was not checked. 501 dates were given; the most that one case can have is 500"
    )


def test_nothing_pasted_and_no_file_is_told_in_one_sentence(tab: Page) -> None:
    tab.locator("[name=way][value=pasted]").check()
    tab.locator("#pasted").fill("")
    submit(tab)
    expect(tab.locator(".error-summary a")).to_have_text("Paste the rows of a table, or choose a CSV file")
    expect(tab.locator("#pasted")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(("megabytes", "told"), [(21, "21.0"), (100, "100.0")])
def test_a_file_that_is_too_large_is_refused_unread(tab: Page, tmp_path: Path, megabytes: int, told: str) -> None:
    file = tmp_path / "large.csv"
    row = b"A1,core-group,2026-12-07,=cmd|' /C calc'!A0\n"
    file.write_bytes((row * (megabytes * 1_000_000 // len(row) + 1))[: megabytes * 1_000_000])
    tab.locator("[name=way][value=file]").check()
    # By its path: the file itself is not carried through the test.
    tab.locator("#file").set_input_files(file)
    submit(tab)
    expect(tab.locator(".error-summary a")).to_have_text(
        f"This file has {told} MB; the most that is read is 20 MB. Split it into parts"
    )
    expect(tab.locator("#file")).to_have_attribute("aria-invalid", "true")
    # The page is there for the next one.
    good = tmp_path / "good.csv"
    good.write_text("case,event,date\nA1,initial-conference,2026-11-23\nA1,core-group,2026-12-07\n", encoding="utf-8")
    tab.locator("#file").set_input_files(good)
    submit(tab)
    expect(tab.locator(".error-summary")).to_be_hidden()
    expect(tab.locator("#answer")).to_be_visible()


def test_5000_cases_are_checked_with_progress_and_few_words(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    cases_csv(file)
    tab.locator("[name=way][value=file]").check()
    tab.locator("#file").set_input_files(file)
    tab.evaluate("""() => {
        window.told = [];
        new MutationObserver(() => {
            const words = document.querySelector(".many-cases [role=status]")?.textContent;
            if (words && words !== window.told.at(-1)) window.told.push(words);
        }).observe(document.getElementById("answer"), { childList: true, subtree: true, characterData: true });
    }""")
    submit(tab)
    expect(tab.locator(".summary-table")).to_be_visible(timeout=120_000)
    told = tab.evaluate("window.told")
    assert "2,500 of 5,000 cases checked" in told
    assert len(told) < 20
    expect(tab.locator("#found-summary")).to_contain_text("5,000 cases were checked under Haringey's guidance")
    expect(tab.locator("#answer")).to_be_focused()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download the result (CSV)").click()
    assert download.value.suggested_filename == "core-group-check-haringey-2027-01-31.csv"
    with open(download.value.path(), encoding="utf-8-sig", newline="") as result:
        assert len({row["Case"] for row in csv.DictReader(result)}) == 5_000


def test_a_long_check_can_be_stopped_and_says_how_far_it_came(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    cases_csv(file)
    tab.locator("[name=way][value=file]").check()
    tab.locator("#file").set_input_files(file)
    submit(tab)
    tab.get_by_role("button", name="Stop").click()
    expect(tab.locator(".many-cases")).to_contain_text(re.compile(r"^Stopped: .*\. Nothing of it was kept\.$"))
    expect(tab.locator(".summary-table")).to_have_count(0)
    choose(tab, "two.csv", b"case,event,date\nA1,core-group,2026-12-07\nB2,core-group,2026-12-07\n")
    submit(tab)
    expect(tab.locator("#found-summary")).to_contain_text("2 cases were checked")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_spreadsheets_save_it(tab: Page, encoding: str) -> None:
    rows = "case,event,date\nÉ1,initial-conference,2026-11-23\nÉ1,core-group,2026-12-09\nÉ1,party,2026-12-09\n"
    choose(tab, "cases.csv", rows.encode(encoding))
    submit(tab)
    expect(finding(tab, "first-core-group")).to_contain_text("Late by 2 working days")
    tab.get_by_text("What could not be used, line by line").click()
    expect(tab.locator(".unread-table td").first).to_have_text("É1")


def test_text_from_a_file_is_shown_as_text_and_never_as_a_page(tab: Page) -> None:
    choose(
        tab,
        "cases.csv",
        b"case,event,date\n<img src=x onerror=alert(1)>,<b>core</b>,2026-12-07\nB2,core-group,2026-12-07\n",
    )
    submit(tab)
    tab.get_by_text("What could not be used, line by line").click()
    expect(tab.locator(".unread-table td").first).to_have_text("<img src=x onerror=alert(1)>")
    expect(tab.locator("#answer img")).to_have_count(0)


def test_the_day_of_the_check_is_filled_in_from_the_device(new_tab: Callable[..., Page]) -> None:
    page = new_tab(timezone_id="Europe/London")
    page.clock.set_fixed_time(datetime(2026, 6, 30, 23, 30, tzinfo=UTC))  # half past midnight by the summer clock
    page.goto(CHECK)
    for name, value in (("day", "1"), ("month", "7"), ("year", "2026")):
        expect(page.locator(f"#today-{name}")).to_have_value(value)


def test_without_javascript_the_page_still_says_what_is_checked_and_how(new_tab: Callable[..., Page]) -> None:
    page = new_tab(java_script_enabled=False)
    page.goto(CHECK)
    # Playwright's own search for text passes over <noscript>.
    assert "The calculator needs JavaScript." in page.get_by_role("main").inner_text()
    expect(page.locator("form.calculator")).to_be_hidden()
    page.get_by_text("What is checked in each area, and what keeps it").click()
    page.locator(".checked-rules").get_by_role("link", name="Haringey").click()
    expect(page).to_have_url(re.compile("/boards/haringey/#checked$"))
    checked = page.locator("#checked + div").get_by_role("listitem").filter(has_text="First core group:")
    expect(checked).to_contain_text(
        "within 10 working days of the initial child protection conference (expected; 5.2). Kept by: "
    )


def test_at_320_pixels_nothing_scrolls_sideways_and_axe_finds_nothing(tab: Page) -> None:
    tab.locator("#board").select_option("greenwich")
    fill(tab, ("initial-conference", "23/11/2026"), ("core-group", "9/12/2026"), ("review-conference", "22/2/2027"))
    submit(tab)
    expect(finding(tab, "first-core-group")).to_be_visible()
    tab.set_viewport_size({"width": 320, "height": 800})
    wrong = []
    for scheme in ("light", "dark"):
        # Without movement: half way from one scheme's colours to the other's no contrast holds.
        tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        mistakes = Axe().run(tab, context="article").response["violations"]
        wrong += [(scheme, each["id"], [node["target"] for node in each["nodes"]]) for each in mistakes]
    tab.emulate_media(color_scheme="null", reduced_motion="null")
    tab.set_viewport_size({"width": 1280, "height": 720})
    assert wrong == []
