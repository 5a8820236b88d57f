"""`make bench`: how long the site takes to build, and how long a reader waits for the first answer.

The wait is measured beside a stock load of the same Pyodide on the same machine in the same run, turn
by turn, since only the ratio of the two means anything on another machine.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from overrides.runtime import ROOT
from tests.bench_start import first_answers
from tests.browser import browser_path, launch
from tests.site_server import serve

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


def main() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as where:
        site = Path(where) / "site"
        builds = [_build(site) for _ in range(3)]
        print(f"Build, 5 boards: {statistics.median(builds):.1f} s (median of {len(builds)})")
        path = browser_path()
        assert path is not None
        with sync_playwright() as playwright:
            first_answers(playwright, path, site)
            browser = launch(playwright, path)
            _report_key_presses(browser, site)
            browser.close()


def _build(site: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)],
                   cwd=ROOT, check=True)  # fmt: skip
    return time.perf_counter() - start


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


if __name__ == "__main__":
    main()
