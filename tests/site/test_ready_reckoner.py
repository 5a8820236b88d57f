"""The ready reckoner on a topic's page: dates that are read and printed without a calculator."""

from datetime import date

import pytest

from overrides.pages.build_day import build_day
from tests.site.built_pages import BuiltSite, Element


def _months(built: BuiltSite, topic: str) -> dict[str, Element]:
    tables = built.page(f"topics/{topic}/").one("details", "reckoner").all("table")
    return {table.one("caption").text: table for table in tables}


def _rows(table: Element) -> dict[str, list[str]]:
    return {row.one("th").text: [cell.text for cell in row.all("td")] for row in table.one("tbody").all("tr")}


def test_a_topic_with_a_count_has_the_dates_of_twelve_months(built: BuiltSite) -> None:
    months = _months(built, "first-core-group")
    assert (len(months), *list(months)[::11]) == (12, "November 2026", "October 2027")
    november = months["November 2026"]
    assert [head.text for head in november.one("thead").all("th")] == ["Day", "10 working days", "10 calendar days"]
    assert _rows(november)["Mon 23"] == ["Mon 7 Dec", "Thu 3 Dec"]
    # Sunday 27 December: the last working day before it is Christmas Eve.
    assert _rows(months["December 2026"])["Thu 17"] == ["Tue 5 Jan 2027", "Sun 27 Dec (Thu 24)"]


def test_boards_that_count_alike_are_named_at_one_column(built: BuiltSite) -> None:
    key = built.page("topics/first-core-group/").one("ul", "reckoner-key")
    assert [item.text for item in key.all("li")] == [
        "10 working days: Bedford Borough; Greenwich; Haringey; Working Together 2023 (national, replaced since)."
        " One way to read bare “days”: Bexley; City and Hackney; Working Together 2023 (national, replaced since).",
        "10 calendar days: One way to read bare “days”: Bexley; City and Hackney; Working Together 2023 (national, replaced since).",
    ]


def test_a_condition_stands_at_the_board_whose_statement_has_it(built: BuiltSite) -> None:
    key = built.page("topics/seeing-the-child/").one("ul", "reckoner-key").text
    assert "2 to 3 weeks: Greenwich (when the child protection plan is in its early stages)." in key


def test_a_topic_without_a_count_of_days_has_no_table(built: BuiltSite) -> None:
    with_table = [address for address, page in built.pages.items() if list(page.root.all("details", "reckoner"))]
    assert "topics/legal-advice/" not in with_table
    # Its only time is in hours.
    assert "topics/conference-papers/" not in with_table
    assert len(with_table) == 14


def test_a_build_can_be_repeated_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    # Sunday 29 February 2032, a second before its end.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1961711999")
    assert build_day() == date(2032, 2, 29)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = date.today()
    assert build_day() in (before, date.today())
