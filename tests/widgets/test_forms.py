"""A form in a real browser: in a board's words, filled on screen, printed, and nothing that is typed kept or sent."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect
from pypdf import PdfReader

from rules.reader import RULES

FORMS = sorted(file.stem for file in (RULES / "forms").glob("*.yaml"))
MINUTES = "forms/core-group-minutes/"
DATES = "minutes-circulated:2026-12-14,2027-01-11;initial-conference:2026-11-23;review-conference:2027-02-23"


@pytest.fixture
def form(page: Page) -> Iterator[Page]:
    """A fresh page that agrees to leave whatever was typed."""
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    page.goto("about:blank")


def open_form(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".paper.scripted")).to_be_visible()


def due(page: Page) -> Locator:
    """The first line under the title: what is due and when."""
    return page.locator(".due-lines div").first


def test_choosing_a_board_changes_its_words_its_fields_and_the_due_line_without_a_reload(form: Page) -> None:
    open_form(form, MINUTES)
    form.evaluate("window.stillHere = true")
    chair, only = form.get_by_label("Sent to the conference chair on"), form.get_by_text("(Greenwich only)")
    expect(chair).to_be_visible()
    expect(only.first).to_be_visible()
    form.get_by_label("Board", exact=True).select_option("haringey")
    expect(chair).to_be_hidden()
    expect(due(form)).to_have_text(
        "Send these minutes round: within 5 working days of the core group meeting (Haringey, 10.3)"
    )
    expect(form).to_have_url(re.compile("/forms/core-group-minutes/#board=haringey$"))
    form.get_by_label("Board", exact=True).select_option("greenwich")
    expect(chair).to_be_visible()
    expect(only.first).to_be_hidden()
    form.get_by_label("Board", exact=True).select_option("")
    expect(form).to_have_url(re.compile("/forms/core-group-minutes/$"))
    expect(due(form)).to_contain_text("(Bedford Borough, Greenwich and Haringey)")
    expect(only.first).to_be_visible()
    assert form.evaluate("window.stillHere")


def test_a_board_s_own_word_for_a_role_names_the_field_for_every_reader(form: Page) -> None:
    open_form(form, "forms/apologies-and-report/")
    for board, label in (
        ("", "Sent to the lead practitioner on"),
        ("haringey", "Sent to the key worker on"),
        ("bedford-borough", "Sent to the lead professional on"),
        ("bexley", "Sent to the social worker on"),
    ):
        form.get_by_label("Board", exact=True).select_option(board)
        expect(form.get_by_role("textbox", name=label, exact=True)).to_be_visible()


def test_a_board_whose_words_cannot_be_fetched_is_told_and_the_form_stays_in_all_boards_words(form: Page) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=200, body="<!doctype html>", content_type="text/html")

    form.route("**/forms/words/haringey.json", fail)
    open_form(form, MINUTES)
    form.get_by_label("Board", exact=True).select_option("haringey")
    expect(form.get_by_role("status").filter(has_text="could not be fetched")).to_be_visible()
    expect(form.get_by_label("Board", exact=True)).to_have_value("")
    expect(due(form)).to_contain_text("(Bedford Borough, Greenwich and Haringey)")


def test_the_word_file_that_is_offered_is_in_the_chosen_board_s_words(form: Page) -> None:
    open_form(form, MINUTES)
    word = form.get_by_role("link", name="Word file")
    expect(word).to_have_attribute("href", re.compile("/forms/files/core-group-minutes.docx$"))
    form.get_by_label("Board", exact=True).select_option("bexley")
    expect(word).to_have_attribute("href", re.compile("/forms/files/bexley/core-group-minutes.docx$"))
    assert form.request.get(str(word.get_attribute("href"))).status == 200


def test_the_days_of_a_case_stand_on_the_form_under_its_board(form: Page) -> None:
    open_form(form, f"{MINUTES}#board=haringey&dates={DATES}")
    expect(due(form)).to_contain_text("In this case: Monday 14 December 2026; Monday 11 January 2027")
    expect(form.locator(".case-dates")).to_have_count(1)
    expect(form.get_by_text("no name comes with them")).to_be_visible()
    assert "In this case: Monday 14 December 2026" in "".join(page.extract_text() for page in printed(form).pages)
    open_form(form, f"forms/agency-report/#board=haringey&dates={DATES}")
    expect(form.get_by_label("Review conference on")).to_have_value("23 February 2027")


def test_from_a_plan_the_due_dates_go_to_every_form_of_the_case(form: Page) -> None:
    """Haringey, from Monday 23 November 2026; counted by hand, with Christmas Day, 28 December and New Year's Day."""
    asked = "board=haringey&event=initial-conference&day=23&month=11&year=2026"
    form.goto(f"calculators/plan/#{asked}&review-day=16&review-month=2&review-year=2027")
    form.get_by_role("link", name="Print the forms for this case").click(timeout=120_000)
    expect(form.get_by_text("the days of your case go with it")).to_be_visible()
    for title, line in (
        ("First core group meeting", "Hold this meeting: .* In this case: Monday 7 December 2026"),
        ("Core group minutes", "Send these minutes round: .* In this case: Monday 14 December 2026"),
    ):
        form.get_by_role("link", name=title, exact=True).click()
        expect(form.get_by_role("heading", name=title, level=1)).to_be_visible()
        expect(due(form)).to_have_text(re.compile(f"^{line.replace(' In', 'In')}"))
        # The way back keeps the days, for the next form.
        form.get_by_role("link", name="all the forms").click()
        expect(form.get_by_text("the days of your case go with it")).to_be_visible()
    form.get_by_role("link", name="Recommendation to the review", exact=True).click()
    expect(form.get_by_label("Review conference on")).to_have_value("16 February 2027")


def test_another_board_drops_the_days_which_were_counted_under_the_first(form: Page) -> None:
    open_form(form, f"forms/agency-report/#board=haringey&dates={DATES}")
    form.get_by_label("Board", exact=True).select_option("greenwich")
    expect(form.get_by_label("Review conference on")).to_have_value("")
    expect(form).to_have_url(re.compile("#board=greenwich$"))
    expect(form.get_by_text("no name comes with them")).to_have_count(0)


NOT_RIGHT = (
    "board=nowhere&dates=minutes-circulated:2026-12-14",
    "dates=minutes-circulated:2026-12-14",
    "board=haringey&dates=minutes-circulated:2026-02-31",
    "board=haringey&dates=minutes-circulated:14/12/2026",
    "board=haringey&dates=minutes-circulated",
    "board=haringey&dates=<img src=x onerror=alert(1)>:2026-12-14",
    "board=haringey&dates=minutes-circulated:%3Cb%3E2026%3C/b%3E",
    "board=%E0%A4%A&dates=%",
    "board=haringey&dates=" + "minutes-circulated:2026-12-14;" * 1000,
)


def test_an_address_that_is_not_right_puts_nothing_on_the_form(form: Page) -> None:
    for asked in NOT_RIGHT:
        # A right one first, so that what is seen is what the wrong one did.
        open_form(form, f"{MINUTES}#board=haringey&dates={DATES}")
        expect(form.locator(".case-dates").filter(has_text="In this case")).to_have_count(1)
        form.evaluate("asked => { location.hash = asked; }", asked)
        expect(form.locator(".case-dates").filter(has_text="In this case"), asked[:80]).to_have_count(0)
        assert "alert" not in form.locator(".paper").inner_html()


def test_one_wrong_day_among_right_ones_is_left_out(form: Page) -> None:
    open_form(form, f"{MINUTES}#board=haringey&dates=minutes-circulated:2026-12-14,2026-02-31,x")
    expect(form.locator(".case-dates")).to_have_text("In this case: Monday 14 December 2026")


def test_the_list_of_forms_hands_the_days_on_to_each(form: Page) -> None:
    form.goto(f"forms/#board=haringey&dates={DATES}")
    expect(form.get_by_text("the days of your case go with it")).to_be_visible()
    form.get_by_role("link", name="Core group minutes", exact=True).click()
    expect(form.locator(".paper.scripted")).to_be_visible()
    expect(due(form)).to_contain_text("Monday 14 December 2026")


def test_leaving_warns_once_something_was_typed_and_not_before(page: Page) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    open_form(page, f"forms/agency-report/#board=haringey&dates={DATES}")
    page.locator("h1").click()
    page.reload()
    assert asked == []
    page.get_by_label("Written by").fill("typed")
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Written by")).to_have_value("")


def test_the_form_is_emptied_when_asked_and_keeps_the_days_that_came_with_the_address(form: Page) -> None:
    open_form(form, f"forms/agency-report/#board=haringey&dates={DATES}")
    form.get_by_label("Written by").fill("typed")
    form.get_by_role("checkbox", name="smaller", exact=True).check()
    form.get_by_role("button", name="Empty the form").click()
    expect(form.get_by_label("Written by")).to_have_value("")
    expect(form.get_by_role("checkbox", name="smaller", exact=True)).not_to_be_checked()
    expect(form.get_by_label("Review conference on")).to_have_value("23 February 2027")


def test_nothing_that_is_typed_is_kept_or_leaves_the_page(form: Page) -> None:
    requests: list[str] = []
    open_form(form, MINUTES)
    form.on("request", lambda request: requests.append(request.url))
    for field in form.locator(".paper textarea:visible, .paper input[type=text]:visible").all()[:12]:
        field.fill("Zebedee")
    form.get_by_role("checkbox", name="smaller", exact=True).check()
    form.get_by_label("Board", exact=True).select_option("haringey")
    expect(due(form)).to_contain_text("(Haringey, 10.3)")
    form.emulate_media(media="print")
    form.pdf()
    kept = form.evaluate(
        """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href,
            history.state, (await indexedDB.databases()).length, (await caches.keys()).length])"""
    )
    assert "Zebedee" not in kept
    assert json.loads(kept)[-2:] == [0, 0]
    # The browser itself asks for the site's icon, whenever it likes.
    fetched = [each.partition("/forms/")[2] for each in requests if not each.endswith("/favicon.svg")]
    assert fetched == ["words/haringey.json"]
    assert form.context.cookies() == []


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True)))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one form was seen to be: its printed pages, its places to type, what axe found, its width at 320 px."""

    paper: PdfReader
    places: list[str]
    faults: list[str]
    width: int


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> dict[str, Seen]:
    """Every form, each opened once and by one page."""
    found = {}
    for scheme, forms in (("light", FORMS[::2]), ("dark", FORMS[1::2])):
        context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for identity in forms:
            page.set_viewport_size({"width": 1280, "height": 720})
            open_form(page, f"forms/{identity}/")
            tree = page.locator(".paper").aria_snapshot()
            faults = Axe().run(page, context=".md-content").response["violations"]
            paper = printed(page)
            page.set_viewport_size({"width": 320, "height": 640})
            found[identity] = Seen(
                paper, re.findall(r"^\s*- (?:textbox|checkbox|radio)(.*)$", tree, re.MULTILINE),
                [each["id"] for each in faults], page.evaluate("document.documentElement.scrollWidth"),
            )  # fmt: skip
        context.close()
    return found


def test_the_browser_prints_each_form_alone_on_as_many_pages_as_it_says(seen: dict[str, Seen]) -> None:
    said = {
        identity: int(re.findall(r"^pages: (\d+)$", (RULES / f"forms/{identity}.yaml").read_text("utf-8"), re.M)[0])
        for identity in FORMS
    }
    assert {identity: len(each.paper.pages) for identity, each in seen.items()} == said
    for identity, each in seen.items():
        text = " ".join("".join(page.extract_text() for page in each.paper.pages).split())
        for chrome in ("Core Group Handbook", "Search", "Found a mistake", "What each field rests on", "Large print"):
            assert chrome not in text, identity
        width, height = (float(each.paper.pages[0].mediabox[side]) for side in (2, 3))
        assert (round(width), round(height)) == (595, 842)


def test_every_place_to_type_has_a_name_of_its_own(seen: dict[str, Seen]) -> None:
    for identity, each in seen.items():
        assert each.places
        assert [place for place in each.places if not re.match(r'\s"[^"]+"|:? /', place)] == [], identity


def test_axe_finds_nothing_wrong_with_a_form_in_light_or_dark_colours(seen: dict[str, Seen], form: Page) -> None:
    assert {identity: each.faults for identity, each in seen.items() if each.faults} == {}
    form.goto("forms/")
    assert [each["id"] for each in Axe().run(form, context=".md-content").response["violations"]] == []


def test_a_form_fits_a_narrow_screen(seen: dict[str, Seen]) -> None:
    assert {identity: each.width for identity, each in seen.items() if each.width > 320} == {}


def test_what_was_typed_is_printed_whole_even_where_it_outgrows_its_lines(form: Page) -> None:
    open_form(form, MINUTES)
    sentences = " ".join(f"This is sentence number {number} of a long answer." for number in range(1, 121))
    form.get_by_label("Other main points and decisions").fill(sentences)
    form.get_by_role("textbox", name="Name 1", exact=True).fill("A name in a table")
    text = "".join("".join(page.extract_text().split()) for page in printed(form).pages)
    assert "sentencenumber1of" in text
    assert "sentencenumber120of" in text
    assert "Anameinatable" in text


def test_large_print_comes_from_the_address_and_from_its_button(form: Page) -> None:
    open_form(form, "forms/child-contact/?print=large")
    button = form.get_by_role("button", name="Large print")
    expect(button).to_have_attribute("aria-pressed", "true")
    size = "getComputedStyle(document.querySelector('.paper .label')).fontSize"
    assert form.evaluate(size) == "21.3333px"
    large = len(printed(form).pages)
    button.click()
    assert form.evaluate(size) == "12.6667px"
    assert large > len(printed(form).pages) == 2


def test_in_large_print_no_word_of_a_table_s_head_is_broken_and_no_page_is_left_half_empty(form: Page) -> None:
    open_form(form, f"{MINUTES}?print=large")
    pages = [" ".join(page.extract_text().split()) for page in printed(form).pages]
    assert "Came Apologies Report" in pages[0]
    # The table runs on over the page with its head; once it stood whole on the second page, under an empty half.
    assert "Came Apologies Report" in pages[1]
    assert "Page 1 of 7" in pages[0]


def test_without_scripts_the_form_of_all_boards_stands_ready_to_print(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(MINUTES)
    expect(page.get_by_label("Sent to the conference chair on")).to_be_visible()
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_hidden()
    assert len(printed(page).pages) == 4
    context.close()


def test_a_cell_of_a_table_is_named_by_its_column_and_its_row(form: Page) -> None:
    open_form(form, "forms/core-group-agenda/")
    expect(form.get_by_role("textbox", name="Notes 3. What the child or children think", exact=True)).to_be_visible()
    open_form(form, MINUTES)
    expect(form.get_by_role("checkbox", name="Apologies 2", exact=True)).to_be_visible()


def test_the_scale_is_a_group_of_eleven_choices_with_its_question(form: Page) -> None:
    open_form(form, "forms/first-core-group/")
    scale = form.get_by_role("group", name="Scaling question: progress")
    assert scale.get_by_role("radio").count() == 11
    scale.get_by_role("radio", name="7", exact=True).check()
    expect(scale.get_by_role("radio", name="7", exact=True)).to_be_checked()
