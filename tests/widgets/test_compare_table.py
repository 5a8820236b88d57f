"""The comparison in the browser: filtered where it stands, kept by the address, six boards at most, printed landscape."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

NAMES = {
    "bedford-borough": "Bedford Borough",
    "bexley": "Bexley",
    "city-and-hackney": "City and Hackney",
    "greenwich": "Greenwich",
    "haringey": "Haringey",
    "working-together-2023": "Working Together 2023",
}
MEETINGS = ["first-core-group", "core-group-interval", "core-groups-between-conferences", "core-group-after-review",
            "school-move", "meeting-length", "venue", "smaller-meetings"]  # fmt: skip
A4_LANDSCAPE = (841.89, 595.28)
MARGIN = 10 / 25.4 * 72


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison as its reader meets it, on the page that is open in `page`."""

    page: Page

    def board(self, name: str) -> Locator:
        """The box that chooses a board."""
        return self.page.get_by_role("checkbox", name=name, exact=True)

    @property
    def group(self) -> Locator:
        """The choice of a group of topics."""
        return self.page.get_by_role("combobox", name="Group of topics")

    @property
    def differs(self) -> Locator:
        """The box that leaves only the topics on which boards differ."""
        return self.page.get_by_role("checkbox", name="Only where they differ")

    @property
    def status(self) -> Locator:
        """What is said of the table after a choice."""
        return self.page.locator(".compare-filter").get_by_role("status")

    @property
    def columns(self) -> Locator:
        """The headings of the boards that are shown."""
        return self.page.locator("table.comparison thead th[data-board]:visible")

    def choose(self, *names: str) -> None:
        """Ticks these boards and no other."""
        for box in self.page.locator("input[name=board]").all():
            box.set_checked(False)
        for name in names:
            self.board(name).check()

    def topics(self) -> list[str]:
        """The topics whose rows are shown."""
        shown = self.page.locator("table.comparison tr[data-topic]:visible")
        return [topic or "" for topic in shown.evaluate_all("rows => rows.map((row) => row.dataset.topic)")]

    def row(self, topic: str) -> Locator:
        """The row of a topic."""
        return self.page.locator(f"table.comparison tr[data-topic='{topic}']")


@pytest.fixture
def comparison(page: Page) -> Comparison:
    page.goto("compare/")
    shown = Comparison(page)
    expect(shown.status).to_have_text(re.compile(r"^\d+ topics, 6 boards\.$"))
    return shown


@pytest.fixture
def of_many(browser: Browser, many_boards: str) -> Iterator[Comparison]:
    context = browser.new_context(base_url=many_boards)
    context.set_default_timeout(10_000)
    shown = Comparison(context.new_page())
    shown.page.goto("compare/")
    expect(shown.status).to_have_text(re.compile(r"^\d+ topics, 6 boards\.$"))
    yield shown
    context.close()


def test_all_six_are_shown_at_first_and_every_topic(comparison: Comparison) -> None:
    expect(comparison.columns).to_have_text(list(NAMES.values()))
    assert len(comparison.topics()) >= 60
    for name in NAMES.values():
        expect(comparison.board(name)).to_be_checked()


def test_choosing_boards_shows_their_columns_in_every_row_without_a_reload(comparison: Comparison) -> None:
    comparison.page.evaluate("window.sameAsBefore = true")
    comparison.choose("Haringey", "Bexley")
    expect(comparison.columns).to_have_text(["Bexley", "Haringey"])
    expect(comparison.status).to_have_text(re.compile(r"topics, 2 boards\.$"))
    for topic, cells in (
        ("first-core-group", ["10 days, not saying working", "10 working days"]),
        ("school-move", ["silent", "10 working days"]),
    ):
        expect(comparison.row(topic).locator("td:visible")).to_have_text(cells)
    shown = comparison.page.locator("table.comparison tr[data-topic]").evaluate_all(
        "rows => rows.map((row) => [...row.cells].filter((cell) => !cell.hidden).length)"
    )
    assert set(shown) == {3}
    comparison.board("Greenwich").check()
    expect(comparison.columns).to_have_text(["Bexley", "Greenwich", "Haringey"])
    assert comparison.page.evaluate("window.sameAsBefore")


def test_choosing_a_group_leaves_its_topics_and_its_heading_only(comparison: Comparison) -> None:
    comparison.page.evaluate("window.sameAsBefore = true")
    comparison.group.select_option("Meetings: when, where, how long")
    expect(comparison.status).to_have_text("8 topics, 6 boards.")
    assert comparison.topics() == MEETINGS
    expect(comparison.page.locator("table.comparison .group:visible")).to_have_text("Meetings: when, where, how long")
    comparison.group.select_option("All groups")
    assert len(comparison.topics()) >= 60
    assert comparison.page.evaluate("window.sameAsBefore")


def test_only_where_they_differ_is_asked_of_the_boards_that_are_chosen(comparison: Comparison) -> None:
    comparison.group.select_option("Meetings: when, where, how long")
    comparison.choose("Bexley", "City and Hackney")
    comparison.differs.check()
    # Both say 10 days, and both are silent on the rest; only the interval is not the same.
    assert comparison.topics() == ["core-group-interval"]
    expect(comparison.status).to_have_text("1 topic, 2 boards.")
    comparison.board("Haringey").check()
    assert comparison.topics() == ["first-core-group", "core-group-interval", "school-move", "venue"]
    comparison.differs.uncheck()
    assert comparison.topics() == MEETINGS


def test_two_boards_with_the_same_time_do_not_differ_though_the_text_of_their_documents_does(
    comparison: Comparison,
) -> None:
    comparison.choose("Bedford Borough", "Greenwich")
    comparison.differs.check()
    topics = comparison.topics()
    for topic in ("first-core-group", "minutes-circulated", "core-groups-between-conferences"):
        assert topic not in topics
    assert {"core-group-interval", "core-group-after-review", "meeting-length", "membership"} <= set(topics)


def test_no_board_chosen_asks_for_one(comparison: Comparison) -> None:
    comparison.choose()
    expect(comparison.status).to_have_text("Choose at least one board.")
    expect(comparison.columns).to_have_count(0)


def test_the_address_keeps_the_filter_and_opens_it_again(comparison: Comparison, address: str) -> None:
    page = comparison.page
    expect(page).to_have_url(f"{address}compare/")
    comparison.choose("Bexley", "City and Hackney")
    expect(page).to_have_url(f"{address}compare/#boards=bexley,city-and-hackney")
    comparison.group.select_option("Meetings: when, where, how long")
    comparison.differs.check()
    kept = f"{address}compare/#boards=bexley,city-and-hackney&group=meetings&differs=1"
    expect(page).to_have_url(kept)

    another = Comparison(page.context.new_page())
    another.page.goto(kept)
    expect(another.status).to_have_text("1 topic, 2 boards.")
    expect(another.columns).to_have_text(["Bexley", "City and Hackney"])
    assert another.topics() == ["core-group-interval"]
    expect(another.group).to_have_value("meetings")
    expect(another.differs).to_be_checked()
    expect(another.board("Bexley")).to_be_checked()
    expect(another.board("Haringey")).not_to_be_checked()

    page.reload()
    expect(comparison.status).to_have_text("1 topic, 2 boards.")
    comparison.choose(*NAMES.values())
    comparison.group.select_option("All groups")
    comparison.differs.uncheck()
    expect(page).to_have_url(f"{address}compare/")


def test_a_filter_is_no_step_to_go_back_over_and_is_there_on_coming_back(comparison: Comparison, address: str) -> None:
    page = comparison.page
    steps = page.evaluate("history.length")
    comparison.choose("Haringey")
    comparison.differs.check()
    assert page.evaluate("history.length") == steps
    comparison.differs.uncheck()
    comparison.row("first-core-group").get_by_role("link", name="10 working days").click()
    expect(page).to_have_url(f"{address}boards/haringey/#topic-first-core-group")
    page.go_back()
    expect(page).to_have_url(f"{address}compare/#boards=haringey")
    expect(comparison.columns).to_have_text(["Haringey"])


def test_another_filter_put_into_the_address_of_the_open_page_is_shown(comparison: Comparison) -> None:
    comparison.page.evaluate("location.hash = 'boards=haringey&group=seeing'")
    expect(comparison.columns).to_have_text(["Haringey"])
    assert comparison.topics() == [
        "seeing-the-child", "seeing-the-child-alone", "visiting-matrix", "difficulty-seeing-the-child",
    ]  # fmt: skip


def test_an_address_that_names_nothing_known_shows_everything(comparison: Comparison) -> None:
    for kept in ("boards=atlantis", "group=atlantis", "differs=yes", "boards=,,&group=", "%%%", "&&=&"):
        comparison.page.evaluate("location.hash = 'boards=haringey&group=seeing'")
        expect(comparison.columns).to_have_text(["Haringey"])
        comparison.page.evaluate("kept => { location.hash = kept; }", kept)
        expect(comparison.status, kept).to_have_text(re.compile(r"^6\d topics, 6 boards\.$"))
        expect(comparison.columns).to_have_text(list(NAMES.values()))


def test_no_more_than_six_boards_can_be_chosen(of_many: Comparison) -> None:
    first = ["Bedford Borough", "Bexley", "City and Hackney", "Greenwich", "Haringey", "Made-up 01"]
    expect(of_many.columns).to_have_text(first)
    expect(of_many.board("Made-up 02")).to_be_disabled()
    of_many.board("Bexley").uncheck()
    expect(of_many.board("Made-up 02")).to_be_enabled()
    of_many.board("Made-up 15").check()
    expect(of_many.board("Made-up 02")).to_be_disabled()
    expect(of_many.columns).to_have_text([first[0], *first[2:], "Made-up 15"])
    kept = "boards=bedford-borough,city-and-hackney,greenwich,haringey,made-up-01,made-up-15"
    expect(of_many.page).to_have_url(re.compile(rf"/compare/#{kept}$"))


def test_an_address_that_names_seven_boards_shows_six(of_many: Comparison) -> None:
    seven = ",".join(f"made-up-{number:02}" for number in range(4, 11))
    of_many.page.evaluate(f"location.hash = 'boards={seven}'")
    expect(of_many.columns).to_have_text([f"Made-up {number:02}" for number in range(4, 10)])


def test_among_many_boards_one_is_found_by_typing_a_part_of_its_name(of_many: Comparison) -> None:
    of_many.choose("Haringey")
    find = of_many.page.get_by_role("textbox", name="Find a board")
    find.fill("up 09")
    shown = of_many.page.locator(".compare-filter .boxes label:visible")
    # What is chosen stays in sight, so that it can be let go.
    expect(shown).to_have_text(["Haringey", "Made-up 09"])
    of_many.board("Made-up 09").check()
    expect(of_many.columns).to_have_text(["Haringey", "Made-up 09"])
    find.fill("")
    expect(shown).to_have_count(21)


def test_to_find_a_board_and_choose_it_needs_no_mouse(of_many: Comparison) -> None:
    of_many.choose("Haringey")
    of_many.page.get_by_role("textbox", name="Find a board").focus()
    of_many.page.keyboard.type("made-up 12")
    for _ in range(2):
        of_many.page.keyboard.press("Tab")
    expect(of_many.board("Made-up 12")).to_be_focused()
    of_many.page.keyboard.press("Space")
    expect(of_many.columns).to_have_text(["Haringey", "Made-up 12"])


def test_six_boards_need_no_box_to_find_one(comparison: Comparison) -> None:
    expect(comparison.page.get_by_role("textbox", name="Find a board")).to_have_count(0)


def test_the_way_through_the_filter_and_the_table_needs_no_mouse(comparison: Comparison) -> None:
    page = comparison.page
    comparison.board("Bedford Borough").focus()
    for _ in range(2):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(comparison.columns).to_have_text(["City and Hackney", "Greenwich", "Haringey", "Working Together 2023"])
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(comparison.group).to_be_focused()
    page.keyboard.type("Meet")
    page.keyboard.press("Tab")
    expect(comparison.differs).to_be_focused()
    page.keyboard.press("Space")
    expect(comparison.status).to_have_text("6 topics, 4 boards.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Print this comparison")).to_be_focused()
    page.keyboard.press("Tab")
    table = page.get_by_role("region", name="All topics and boards")
    expect(table).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("columnheader", name="City and Hackney").get_by_role("link")).to_be_focused()


def test_on_a_narrow_screen_the_table_is_scrolled_by_the_keyboard_and_the_topic_stays_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 720})
    page.goto("compare/")
    table = page.get_by_role("region", name="All topics and boards")
    table.focus()
    heading = Comparison(page).row("first-core-group").get_by_role("rowheader")
    before = heading.evaluate("cell => cell.getBoundingClientRect().left")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table-wrap').scrollLeft > 60")
    assert abs(heading.evaluate("cell => cell.getBoundingClientRect().left") - before) < 2


def test_the_headings_stay_in_sight_while_the_rows_pass_below_them(comparison: Comparison) -> None:
    table = comparison.page.get_by_role("region", name="All topics and boards")
    comparison.row("ending").scroll_into_view_if_needed()
    expect(comparison.columns.last).to_be_in_viewport()
    top = table.evaluate("wrap => wrap.getBoundingClientRect().top")
    assert abs(comparison.columns.last.evaluate("cell => cell.getBoundingClientRect().top") - top) < 2


def test_the_page_never_scrolls_sideways(comparison: Comparison) -> None:
    page = comparison.page
    for chosen in (list(NAMES.values()), ["Haringey"]):
        comparison.choose(*chosen)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 720})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_with_many_boards_the_page_never_scrolls_sideways_either(of_many: Comparison) -> None:
    of_many.page.set_viewport_size({"width": 320, "height": 720})
    assert of_many.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("scheme", "kept"), [("light", ""), ("dark", "#boards=bexley,haringey&group=meetings")])
def test_axe_finds_nothing_wrong(page: Page, scheme: str, kept: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"compare/{kept}")
    expect(page.locator("body")).to_have_css("color-scheme", scheme)
    expect(Comparison(page).status).to_have_text(re.compile(r"\d boards\.$"))
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]] == []


def test_the_button_prints(comparison: Comparison) -> None:
    comparison.page.evaluate("window.print = () => { window.printed = true; }")
    comparison.page.get_by_role("button", name="Print this comparison").click()
    assert comparison.page.evaluate("window.printed") is True


def _printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_it_prints_on_a4_landscape_with_nothing_past_the_edge(comparison: Comparison) -> None:
    printed = _printed(comparison.page)
    text = ""
    for sheet in printed.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4_LANDSCAPE, abs=1.5)
        text += sheet.extract_text() + " "
    words = " ".join(text.split())
    for name in (*NAMES.values(), "First core group", "Moving to another area", "every 4 to 6 weeks"):
        assert name in words
    assert "Only where they differ" not in words
    # What is laid out for print is no wider than the paper between its margins (there are 96 pixels to the inch).
    comparison.page.emulate_media(media="print")
    width = (A4_LANDSCAPE[0] - 2 * MARGIN) / 72 * 96
    comparison.page.set_viewport_size({"width": int(width), "height": 700})
    assert comparison.page.locator("table.comparison").evaluate("table => table.scrollWidth") <= width
    assert comparison.page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_printed_is_what_was_chosen(comparison: Comparison) -> None:
    comparison.choose("Bexley", "Haringey")
    comparison.group.select_option("Meetings: when, where, how long")
    printed = _printed(comparison.page)
    assert len(printed.pages) == 1
    words = " ".join(printed.pages[0].extract_text().split())
    for text in ("Bexley", "Haringey", "every 4 to 6 weeks", "When the child moves school"):
        assert text in words
    for text in ("Greenwich", "City and Hackney", "Chairing the first meeting"):
        assert text not in words


def test_without_javascript_the_whole_table_is_there_and_no_filter_that_does_nothing(
    new_tab: Callable[..., Page],
) -> None:
    tab = new_tab(java_script_enabled=False)
    tab.goto("compare/#boards=haringey")
    expect(tab.locator("table.comparison thead th:visible")).to_have_text(["Topic", *NAMES.values()])
    expect(tab.locator("table.comparison tr[data-topic]:visible").nth(59)).to_be_attached()
    expect(tab.locator(".compare-filter")).to_be_hidden()
    printed = _printed(tab)
    assert float(printed.pages[0].mediabox.width) == pytest.approx(A4_LANDSCAPE[0], abs=1.5)
