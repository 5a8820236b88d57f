"""A browser to print with and to test with: found on the machine, or installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# As root Chromium needs --no-sandbox; the others keep it from asking the network for anything of its own.
ARGUMENTS = [
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]  # fmt: skip

# The one without a window is a good deal lighter: with two cores that is half of the waiting.
_ON_THE_MACHINE = (
    "chromium-headless-shell", "chromium", "chromium-browser",
    "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge",
)  # fmt: skip
_ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def browser_path() -> str | None:
    """The browser to drive: $BROWSER_PATH, Playwright's own, or one on the machine; None where there is none."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return named
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    found = [own, *filter(None, map(shutil.which, _ON_THE_MACHINE)), *_ON_A_MAC]
    return next((path for path in found if Path(path).exists()), None)


def launch(playwright: Playwright, path: str) -> Browser:
    """The browser at `path`, without a window."""
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


def _install() -> None:
    _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if browser_path() is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for package in ("chromium-headless-shell", "chromium"):
            _run(["apt-get", "install", "-y", "-qq", package], environment)
            if browser_path() is not None:
                break


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> int:
    """Installs a browser where there is none; 0 when there is one at the end."""
    if browser_path() is None:
        _install()
    path = browser_path()
    if path is None:
        print(
            "The PDFs and the tests need Chromium, Chrome or Edge: install one, or name it in BROWSER_PATH.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser: {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
