"""`make bench`: how long the site takes to build, and how long a reader waits for the first answer.

The wait is measured beside a stock load of the same Pyodide on the same machine in the same run, turn
by turn, since only the ratio of the two means anything on another machine.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from overrides.runtime import ROOT
from overrides.runtime.pyodide_files import pyodide_files
from tests.browser import browser_path, launch
from tests.site_server import Traffic, serve

RUNS = 5

#: The usual way: everything by default, the wheels installed by loadPackage once Python is up.
STOCK = """
import { loadPyodide } from "./pyodide/pyodide.mjs";
const pyodide = await loadPyodide();
await pyodide.loadPackage(WHEELS);
const guidance = await (await fetch("./rules.json")).text();
const ask = pyodide.pyimport("calculators.browser").open_door(guidance);
const request = { ask: "due", board: "haringey", on: { "initial-conference": "2026-11-23" } };
self.postMessage(JSON.parse(ask(JSON.stringify(request))).dates[0].due);
"""
#: From an input event to the repainted answer, in the page itself: milliseconds for each value typed.
KEY_PRESSES = """async (values) => {
  const field = document.querySelector("form.calculator").elements.day;
  const answer = document.getElementById("answer");
  const times = [];
  for (const value of values) {
    const start = performance.now();
    const repainted = new Promise((done) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
      });
      observer.observe(answer, { childList: true });
    });
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    times.push(await repainted);
  }
  return times;
}"""
STOCK_PAGE = """<!doctype html><title>Stock</title><p id="answer"></p><script type="module">
new Worker("stock.mjs", { type: "module" }).onmessage = ({ data }) => { answer.textContent = data; };
</script>"""


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as where:
        site = Path(where) / "site"
        builds = [_build(site) for _ in range(3)]
        print(f"Build, 5 boards: {statistics.median(builds):.1f} s (median of {len(builds)})")
        _add_stock(site)
        path = browser_path()
        assert path is not None
        with sync_playwright() as playwright:
            browser = launch(playwright, path)
            ours, stock = [], []
            for _ in range(RUNS):
                ours.append(_first_answer(browser, site, "calculators/due-dates/", _fill))
                stock.append(_first_answer(browser, site, "stock/", None))
            _report(ours, stock)
            _report_key_presses(browser, site)
            browser.close()


def _build(site: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)],
                   cwd=ROOT, check=True)  # fmt: skip
    return time.perf_counter() - start


def _add_stock(site: Path) -> None:
    stock = site / "stock"
    (stock / "pyodide").mkdir(parents=True)
    for name, file in pyodide_files().items():
        shutil.copy(file, stock / "pyodide" / name)
    wheels = sorted((site / "assets").glob("pyodide-*/*.whl"))
    for wheel in wheels:
        shutil.copy(wheel, stock)
    shutil.copy(site / "rules.json", stock)
    urls = json.dumps([f"./{wheel.name}" for wheel in wheels])
    urls = f"{urls}.map((name) => new URL(name, self.location.href).href)"
    (stock / "stock.mjs").write_text(STOCK.replace("WHEELS", urls), encoding="utf-8")
    (stock / "index.html").write_text(STOCK_PAGE, encoding="utf-8")


def _first_answer(browser: Browser, site: Path, page: str, fill: object) -> tuple[float, Traffic]:
    """Seconds from navigation to the date on the page, with an empty cache, and what was fetched."""
    traffic = Traffic()
    with serve(site, traffic) as address:
        context = browser.new_context()
        tab = context.new_page()
        start = time.perf_counter()
        tab.goto(address + page, wait_until="commit")
        if callable(fill):
            fill(tab)
            tab.locator('[data-topic="first-core-group"] time[datetime="2026-12-07"]').wait_for(timeout=120_000)
        else:
            tab.get_by_text("2026-12-07").wait_for(timeout=120_000)
        seconds = time.perf_counter() - start
        context.close()
    return seconds, traffic


def _fill(tab: object) -> None:
    for name, value in (("event", "initial-conference"), ("board", "haringey")):
        tab.select_option(f"[name={name}]", value)  # type: ignore[attr-defined]
    for name, value in (("day", "23"), ("month", "11"), ("year", "2026")):
        tab.fill(f"[name={name}]", value)  # type: ignore[attr-defined]


def _report_key_presses(browser: Browser, site: Path) -> None:
    """The time from a key press to the answer on the page, once Python has started."""
    print("From a key press to the repainted answer, 60 presses:")
    start = "board=haringey&event=initial-conference&day=23&month=11&year=2026"
    for name, page in (
        ("due dates", f"calculators/due-dates/#{start}"),
        ("a year's plan", f"calculators/plan/#{start}&review-day=20&review-month=11&review-year=2027"),
    ):
        with serve(site) as address:
            tab = browser.new_page()
            tab.goto(address + page)
            tab.locator("#answer time").first.wait_for(timeout=120_000)
            times = sorted(tab.evaluate(KEY_PRESSES, [str(1 + i % 28) for i in range(60)]))
            tab.close()
        print(f"    {name:<14} median {statistics.median(times):6.1f} ms   p95 {times[56]:6.1f} ms")


def _report(ours: list[tuple[float, Traffic]], stock: list[tuple[float, Traffic]]) -> None:
    mine, theirs = (statistics.median(seconds for seconds, _ in runs) for runs in (ours, stock))
    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, stock, strict=True))
    print(f"From opening the calculator to the first answer, cold, medians of {RUNS}:")
    print(f"    this site   {mine:6.2f} s   {ours[0][1].total / 1e6:6.2f} MB as stored")
    print(f"    stock       {theirs:6.2f} s   {stock[0][1].total / 1e6:6.2f} MB as stored")
    print(f"    ratio       {ratio:6.2f}     {ours[0][1].total / stock[0][1].total:6.2f}")
    print("Bytes by file, this site:")
    for path, size in sorted(ours[0][1].files, key=lambda item: -item[1]):
        print(f"    {size:>10,}  {path}")


if __name__ == "__main__":
    main()
