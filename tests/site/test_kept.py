"""The list of what a browser keeps of the built site."""

import hashlib
import json
import re
from pathlib import Path

from overrides.delivery.kept import kept_files


def test_every_page_and_what_the_pages_load_is_kept_with_its_hash(site: Path) -> None:
    kept = kept_files(site)
    assert {"", "calculators/due-dates/", "topics/first-core-group/", "families/help-now/"} <= set(kept)
    assert {"search/search_index.json", "rules.json", "assets/widgets/question.mjs"} <= set(kept)
    assert kept["rules.json"] == hashlib.sha256((site / "rules.json").read_bytes()).hexdigest()
    pages = list(site.rglob("index.html"))
    assert len([address for address in kept if address == "" or address.endswith("/")]) == len(pages)


def test_what_is_large_and_not_needed_to_read_and_to_count_is_not_kept(site: Path) -> None:
    kept = kept_files(site)
    assert [
        each
        for each in kept
        if re.search(r"\.(pdf|docx|map|xml|whl)$|stdlib|lunr/|404\.html|take-away|forms/files|_headers", each)
    ] == []


def test_the_service_worker_holds_the_list_as_the_site_was_built(site: Path) -> None:
    version, rest = (site / "service-worker.js").read_text("utf-8").split("\n", 1)
    assert re.fullmatch(r'const VERSION = "[0-9a-f]{16}";', version)
    files, _ = json.JSONDecoder().raw_decode(rest.removeprefix("const FILES = "))
    assert files == kept_files(site)


def test_the_page_about_it_does_not_promise_less_than_is_kept(site: Path) -> None:
    said = re.search(r"keeps them: about (\d+) MB", (site / "about/offline/index.html").read_text("utf-8"))
    assert said is not None
    files = [
        site / address / ("index.html" if address.endswith("/") or not address else "") for address in kept_files(site)
    ]
    assert sum(file.stat().st_size for file in files) <= int(said[1]) * 1_000_000
