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

from playwright.sync_api import sync_playwright

from overrides.runtime import ROOT
from tests.bench_check import cases_in_the_browser, check_bench
from tests.bench_keys import key_presses
from tests.bench_start import first_answers
from tests.browser import browser_path, launch


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
            key_presses(browser, site)
            cases_in_the_browser(browser, site)
            browser.close()
    check_bench()


def _build(site: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)],
                   cwd=ROOT, check=True)  # fmt: skip
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
