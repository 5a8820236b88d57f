"""The ready reckoner on paper: by itself on one sheet of A4, and unfolded where no script runs."""

import io
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader

TOPIC = "topics/first-core-group/"


def test_the_table_is_printed_by_itself_on_one_sheet(page: Page) -> None:
    page.goto(TOPIC)
    page.get_by_text("A table to read or print").click()
    page.evaluate("window.print = () => { window.printing = document.documentElement.className; }")
    page.get_by_role("button", name="Print this table").click()
    assert "only-reckoner" in page.evaluate("window.printing")
    (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) in ((595, 842), (596, 842))
    text = " ".join(sheet.extract_text().split())
    assert "First core group: the last day allowed" in text
    assert "Mon 23 Mon 7 Dec Thu 3 Dec" in text
    assert "October 2027" in text
    assert "Related topics" not in text
    # Printed, the page is whole again.
    expect(page.get_by_role("heading", name="Related topics")).to_be_visible()


def test_the_table_is_unfolded_on_paper_where_no_script_runs(new_tab: Callable[..., Page]) -> None:
    tab = new_tab(java_script_enabled=False)
    tab.goto(TOPIC)
    text = " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(tab.pdf())).pages).split())
    assert "Mon 23 Mon 7 Dec Thu 3 Dec" in text
    assert "Related topics" in text
