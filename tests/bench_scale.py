"""`make bench-scale`: what the handbook costs with 5, 50, 150 and 500 boards, on this machine in one run.

The boards beyond the five are made up: the real files by turns, under other names and with other figures for the first
core group, so that they are as long as guidance is. `python -m tests.bench_scale 5 50` measures other numbers.
"""

import copy
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from overrides.runtime import ROOT
from tests.browser import browser_path, launch
from tests.site_server import serve

BOARDS = (5, 50, 150, 500)
OPENINGS = 5
#: How many times the build of 50 boards may take with ten times as many.
MOST = 12
FIGURES = (5, 7, 10, 12, 15, 20)
#: No bank holiday lies in the weeks after it.
MONDAY = date(2026, 9, 7)
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".cache", "site", "__pycache__", ".*_cache")
WEIGHED = {
    "home": "index.html",
    "the comparison": "compare/index.html",
    "a topic": "topics/first-core-group/index.html",
    "a topic without a time": "topics/confidentiality/index.html",
    "a board": "boards/haringey/index.html",
    "a calculator": "calculators/due-dates/index.html",
    "check dates": "calculators/check/index.html",
    "a form": "forms/core-group-minutes/index.html",
    "a page for families": "families/how-often/index.html",
    "the search index": "search/search_index.json",
}
SIX_CHOSEN = "() => /6 boards/.test(document.querySelector('.compare-filter .status')?.textContent)"
FOUND = "() => /matching/.test(document.querySelector('.md-search-result__meta')?.textContent)"
#: From a question typed into the open search to its answers, in the page: milliseconds.
SEARCH_AGAIN = """() => new Promise((done) => {
    const start = performance.now();
    new MutationObserver((_, observer) => { observer.disconnect(); done(performance.now() - start); })
        .observe(document.querySelector(".md-search-result__list"), { childList: true });
    const input = document.querySelector(".md-search__input");
    input.value = "minutes";
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
})"""
#: From a change of the filter to the frame after it, in the page: milliseconds.
LET_GO = """() => new Promise((done) => {
    const start = performance.now();
    document.querySelector(".compare-filter input[name=board]:checked").click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a handbook of so many boards costs: seconds, bytes, and bytes raw and gzipped by page."""

    boards: int
    build: float
    build_again: float
    site: int
    weights: dict[str, tuple[int, int]]
    waits: dict[str, float]


def main() -> None:
    """Prints the figures."""
    path = browser_path()
    assert path is not None, "no browser: run `python -m tests.browser`"
    measured = []
    with tempfile.TemporaryDirectory() as where, sync_playwright() as playwright:
        browser = launch(playwright, path)
        for number in map(int, sys.argv[1:]) if len(sys.argv) > 1 else BOARDS:
            project = _project(Path(where) / str(number), number)
            measured.append(_measure(project, number, browser))
            shutil.rmtree(project)
        browser.close()
    _report(measured)


def _project(folder: Path, boards: int) -> Path:
    """A copy of the project with made-up boards beside its own, `boards` in all."""
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    # What was fetched is shared; what is made of the rules is made anew, and fills no cache but the copy's.
    (folder / ".cache").mkdir()
    for kept in (ROOT / ".cache").iterdir():
        if kept.name != "forms":
            (folder / ".cache" / kept.name).symlink_to(kept)
    models = [
        yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        for file in sorted((folder / "rules/boards").glob("*.yaml"))
    ]
    for number in range(1, boards - len(models) + 1):
        made_up = _made_up(models[number % len(models)], number)
        text = json.dumps(made_up, ensure_ascii=False, indent=1)
        (folder / f"rules/boards/made-up-{number:03}.yaml").write_text(text, encoding="utf-8")
    return folder


def _made_up(model: dict[str, Any], number: int) -> dict[str, Any]:
    board = copy.deepcopy(model) | {"name": f"Made-up {number:03}"}
    figure = FIGURES[number % len(FIGURES)]
    for statement in board["statements"]:
        if statement["topic"] == "first-core-group" and "within" in statement.get("deadline", {}):
            statement["deadline"]["within"] = f"{figure} working days"
            due = _weekday_after(MONDAY, figure).isoformat()
            example = {"initial-conference": MONDAY.isoformat(), "due": due, "because": "no bank holiday among them"}
            statement["examples"] = [example]
    return board


def _weekday_after(day: date, number: int) -> date:
    while number:
        day += timedelta(1)
        number -= day.weekday() < 5
    return day


def _measure(project: Path, boards: int, browser: Browser) -> Figures:
    first, again = _build(project), _build(project)
    site = project / "site"
    weights = {}
    for name, file in WEIGHED.items():
        content = (site / file).read_bytes()
        weights[name] = (len(content), len(gzip.compress(content, 6)))
    return Figures(
        boards, first, again, sum(file.stat().st_size for file in site.rglob("*") if file.is_file()), weights,
        _waits(site, browser),
    )  # fmt: skip


def _build(project: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=project, check=True,
                   env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})  # fmt: skip
    return time.perf_counter() - start


def _waits(site: Path, browser: Browser) -> dict[str, float]:
    """Seconds that a reader waits, each the median of several openings in a browser without a cache."""
    waits: dict[str, list[float]] = {}
    with serve(site) as address:
        for _ in range(OPENINGS):
            context = browser.new_context(service_workers="block")
            tab = context.new_page()
            for name, seconds in _one_opening(tab, address):
                waits.setdefault(name, []).append(seconds)
            context.close()
    return {name: statistics.median(seconds) for name, seconds in waits.items()}


def _one_opening(tab: Page, address: str) -> list[tuple[str, float]]:
    found = []
    start = time.perf_counter()
    tab.goto(f"{address}?q=first+core+group", wait_until="commit")
    tab.wait_for_function(FOUND, polling=20, timeout=300_000)
    found.append(("open a page and search", time.perf_counter() - start))
    found.append(("search again", tab.evaluate(SEARCH_AGAIN) / 1000))
    tab.goto("about:blank")
    start = time.perf_counter()
    tab.goto(f"{address}compare/", wait_until="commit")
    tab.wait_for_function(SIX_CHOSEN, polling=20, timeout=300_000)
    found.append(("open the comparison, six boards", time.perf_counter() - start))
    found.append(("let one of the six go", tab.evaluate(LET_GO) / 1000))
    tab.goto("about:blank")
    start = time.perf_counter()
    question = "#board=haringey&event=initial-conference&day=23&month=11&year=2026"
    tab.goto(f"{address}calculators/due-dates/{question}", wait_until="commit")
    tab.locator('#answer [data-topic="first-core-group"] time[datetime="2026-12-07"]').wait_for(timeout=300_000)
    found.append(("the first answer", time.perf_counter() - start))
    return found


def _report(measured: list[Figures]) -> None:
    def row(name: str, *cells: str) -> None:
        print(f"{name:<34}" + "".join(f"{cell:>22}" for cell in cells))

    row("boards", *(str(each.boards) for each in measured))
    row("build, nothing kept", *(f"{each.build:.1f} s" for each in measured))
    row("build again", *(f"{each.build_again:.1f} s" for each in measured))
    row("the site", *(f"{each.site / 1e6:.1f} MB" for each in measured))
    print("bytes, and gzipped:")
    for name in WEIGHED:
        row(f"  {name}", *("{:,} / {:,}".format(*each.weights[name]) for each in measured))
    print(f"seconds, medians of {OPENINGS}, cold:")
    for name in measured[0].waits:
        row(f"  {name}", *(f"{each.waits[name]:.2f} s" for each in measured))
    by_number = {each.boards: each for each in measured}
    if 50 in by_number and 500 in by_number:
        for name, few, many in (
            ("nothing kept", by_number[50].build, by_number[500].build),
            ("again", by_number[50].build_again, by_number[500].build_again),
        ):
            print(f"build of 500 beside 50, {name}: {many / few:.1f} times (at most {MOST})")


if __name__ == "__main__":
    main()
