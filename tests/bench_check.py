"""How long 5,000 cases take in the browser, and on the command line beside a plain loop of numpy.busday_offset.

The loop works out the same number of due days, and nothing else: no reading, no judgement, no result.
"""

import csv
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser

from tests.calculators.oracle import HOLIDAYS
from tests.site_server import serve

ROOT = Path(__file__).parents[1]
CASES = 5_000
BOARD, TODAY = "haringey", "2027-01-31"


#: From the press of the button to the summary, and the longest time between two turns of the page: milliseconds.
_CHECKED = """async () => {
  const answer = document.getElementById("answer");
  answer.replaceChildren();
  const start = performance.now();
  let pause = 0;
  let last = start;
  const clock = setInterval(() => {
    pause = Math.max(pause, performance.now() - last);
    last = performance.now();
  }, 5);
  const found = new Promise((done) => {
    new MutationObserver((_, observer) => {
      if (!answer.querySelector(".summary-table")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    }).observe(answer, { childList: true, subtree: true });
  });
  document.querySelector("form.calculator").requestSubmit();
  const taken = await found;
  clearInterval(clock);
  return [taken, pause];
}"""


def cases_csv(file: Path, cases: int = CASES) -> int:
    """Writes a table of so many made-up cases, a row an event, and returns how many rows it has."""
    chance = random.Random(4)
    rows = [row for number in range(cases) for row in _case(f"C{number:05}", chance)]
    with file.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("case", "event", "date"), *rows])
    return len(rows)


def _case(label: str, chance: random.Random) -> list[tuple[str, str, str]]:
    start = date(2025, 1, 6) + timedelta(days=chance.randrange(600))
    rows = [(label, "initial-conference", start)]
    met = start + timedelta(days=chance.randrange(8, 19))
    for _ in range(3):
        rows += [(label, "core-group", met), (label, "minutes-sent", met + timedelta(days=chance.randrange(3, 11)))]
        met += timedelta(days=chance.randrange(24, 35))
    seen = start
    for _ in range(5):
        seen += timedelta(days=chance.randrange(7, 19))
        rows.append((label, "child-seen", seen))
    rows.append((label, "review-conference", start + timedelta(days=chance.randrange(80, 95))))
    return [(case, event, day.isoformat()) for case, event, day in rows]


def cases_in_the_browser(browser: Browser, site: Path) -> None:
    """Prints the seconds from the press of the button to the result, once Python has started, and the longest pause.

    The pause is the longest in which the page could not have answered a key.
    """
    with tempfile.TemporaryDirectory() as folder, serve(site) as address:
        file = Path(folder) / "cases.csv"
        cases_csv(file)
        tab = browser.new_page()
        tab.goto(f"{address}calculators/check/")
        tab.locator("form.calculator .starting").wait_for(state="hidden", timeout=120_000)
        tab.locator("[name=way][value=file]").check()
        tab.locator("#board").select_option(BOARD)
        seconds, pauses = [], []
        for _ in range(3):
            tab.locator("#file").set_input_files(file)
            taken, pause = tab.evaluate(_CHECKED)
            seconds.append(taken / 1000)
            pauses.append(pause)
        tab.close()
    print(f"{CASES:,} cases checked in the browser, median of 3:")
    print(f"    from the button to the result               {sorted(seconds)[1]:6.2f} s")
    print(f"    the longest pause of the page               {max(pauses):6.0f} ms")


def check_bench() -> None:
    """Prints the seconds of the command line and of the loop, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "cases.csv", Path(folder) / "result.csv"
        rows = cases_csv(file)
        command = [sys.executable, "-m", "calculators", "check", BOARD, "--csv", str(file), "--out", str(out)]
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([*command, "--today", TODAY], cwd=ROOT, check=True, capture_output=True)
            seconds.append(time.perf_counter() - start)
        with out.open(encoding="utf-8-sig", newline="") as result:
            counted = [row["Counted from"][:10] for row in csv.DictReader(result) if row["Counted from"]]
    listed = np.array(sorted(HOLIDAYS), dtype="datetime64[D]")
    start = time.perf_counter()
    for day in counted:
        np.busday_offset(np.datetime64(day), 10, roll="backward", holidays=listed)
    loop = time.perf_counter() - start
    ours = sorted(seconds)[1]
    print(f"{CASES:,} cases ({rows:,} rows, {len(counted):,} due days) checked on the command line, median of 3:")
    print(f"    this handbook, start and files and result   {ours:6.2f} s")
    print(f"    a loop of numpy.busday_offset, days alone   {loop:6.2f} s")
    print(f"    ratio                                       {ours / loop:6.2f}")


if __name__ == "__main__":
    check_bench()
