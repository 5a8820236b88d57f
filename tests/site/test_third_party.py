"""The page of what others made: every part that is in the site stands on it, with its licence and notices."""

import re
from pathlib import Path

from overrides.pages.third_party import IN_THE_THEME, third_party
from tests.site.built_pages import BuiltSite


def test_every_part_that_ships_is_listed_with_its_version_licence_and_origin(built: BuiltSite, site: Path) -> None:
    table = built.page("about/third-party/").one("table", "side-by-side")
    rows = {row.one("th").text: [cell.text for cell in row.all("td")] for row in table.one("tbody").all("tr")}
    assert rows["Pyodide"][:2] == ["314.0.7", "MPL-2.0"]
    assert rows["Python"][:2] == ["3.14.2", "PSF-2.0"]
    assert rows["python-dateutil"][:2] == ["4.0.0", "BSD-3-Clause"]
    assert rows["tzdata"][:2] == ["2026.6", "Apache-2.0"]
    assert rows["mkdocs-material"][:2] == ["9.8.1", "MIT"]
    assert rows.keys() >= {"lunr", "rxjs", "clipboard", "Material Design Icons", "python-docx"}
    # No wheel is served of a package that is not listed, but the project's own.
    wheels = {file.name.split("-")[0].replace("_", "-") for file in site.glob("assets/**/*.whl")}
    assert wheels - rows.keys() == {"core-group-handbook"}


def test_the_theme_holds_no_part_whose_licence_was_not_looked_up() -> None:
    packed = {part.name for part in third_party() if part.version == "as packed in the theme"}
    assert packed == {*IN_THE_THEME, "Material Design Icons"}
    assert all(part.source.startswith("https://") for part in third_party())


def test_the_notices_that_licences_ask_to_keep_stand_in_full(built: BuiltSite) -> None:
    notices = " ".join(part.words for part in built.page("about/third-party/").all("pre"))
    for words in (
        "Copyright (c) 2016-2025 Martin Donath",
        "Mozilla Public License, v. 2.0",
        "https://mozilla.org/MPL/2.0/",
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "Apache License Version 2.0, January 2004",
        "Copyright 2017- Paul Ganssle",
        "Redistributions in binary form must reproduce the above copyright notice",
        "Copyright (C) 2020 Oliver Nightingale",
        "Licensed MIT © Zeno Rocha",
        "Copyright(c) 2012-2013 TJ Holowaychuk",
    ):
        assert words in notices


def test_the_page_is_under_about_in_the_menu_and_not_among_what_is_searched(built: BuiltSite, site: Path) -> None:
    home = built.page("")
    assert "Third-party parts" in [link.text.strip() for link in home.all("a") if "third-party" in link.get("href")]
    assert not re.search(r'"location":"about/third-party', (site / "search/search_index.json").read_text("utf-8"))
