"""How long a reader waits from a key press to the repainted answer, once Python has started."""

import statistics
from pathlib import Path

from playwright.sync_api import Browser

from tests.site_server import serve

PRESSES = 60
_START = "board=haringey&event=initial-conference&day=23&month=11&year=2026"
_PAGES = {
    "due dates": f"calculators/due-dates/#{_START}",
    "a year's plan": f"calculators/plan/#{_START}&review-day=20&review-month=11&review-year=2027",
}
#: From an input event to the repainted answer, in the page itself: milliseconds for each value typed.
_KEY_PRESSES = """async (values) => {
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


def key_presses(browser: Browser, site: Path) -> None:
    """Prints the median and the 95th percentile for the due dates and for the plan of a year."""
    print(f"From a key press to the repainted answer, {PRESSES} presses:")
    for name, page in _PAGES.items():
        with serve(site) as address:
            tab = browser.new_page()
            tab.goto(address + page)
            tab.locator("#answer time").first.wait_for(timeout=120_000)
            times = sorted(tab.evaluate(_KEY_PRESSES, [str(1 + i % 28) for i in range(PRESSES)]))
            tab.close()
        late = times[round(0.95 * PRESSES) - 1]
        print(f"    {name:<14} median {statistics.median(times):6.1f} ms   p95 {late:6.1f} ms")
