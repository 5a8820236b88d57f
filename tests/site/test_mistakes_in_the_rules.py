"""A mistake in a rules file: a build stops with one clear line, and a served page shows it until it is mended."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.conftest import run

MINUTS = "unknown topic 'minuts'; did you mean 'minutes-circulated'?"


@pytest.fixture(scope="module")
def project(copy_project: Callable[[], Path]) -> Path:
    return copy_project()


@contextmanager
def _changed(file: Path, old: str, new: str) -> Iterator[tuple[int, int]]:
    """Changes the first `old` of a file to `new` until the end of the block; gives its line and column, from 1."""
    text = file.read_text("utf-8")
    before, found, after = text.partition(old)
    assert found
    file.write_text(before + new + after, encoding="utf-8")
    yield before.count("\n") + 1, len(before) - before.rfind("\n")
    file.write_text(text, encoding="utf-8")


def test_a_build_stops_at_every_mistake_with_its_file_line_and_column_and_no_traceback(project: Path) -> None:
    boards = project / "rules/boards"
    with (
        _changed(boards / "haringey.yaml", "topic: minutes-circulated", "topic: minuts") as (line, column),
        _changed(boards / "bexley.yaml", "within: 10 days", "within: ten days") as (bexley, _),
        _changed(boards / "greenwich.yaml", "due: 2026-12-08", "due: 2026-12-09") as (greenwich, _),
        _changed(boards / "bedford-borough.yaml", "name: Bedford Borough", "name: [Bedford"),
    ):
        done = run(project, "mkdocs", "build", "--strict")
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"\nrules/boards/haringey.yaml:{line}:{column}: topic: {MINUTS}\n" in told
    for place in (
        rf"bexley\.yaml:{bexley}:\d+: deadline\.within: 'ten days' is not a duration",
        rf"greenwich\.yaml:{greenwich}:\d+: .*the calculator gives 2026-12-08, not 2026-12-09",
        r"bedford-borough\.yaml:\d+:\d+: this is not YAML",
    ):
        assert re.search(rf"^rules/boards/{place}", told, re.MULTILINE), told
    assert "Traceback" not in told


class _Server:
    """`mkdocs serve` in a copy of the project, from its first page until the end of the block."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        self.log: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def __enter__(self) -> "_Server":
        assert self.process.stdout
        for line in self.process.stdout:
            self.log.append(line)
            if "Serving on" in line:
                return self
        pytest.fail("".join(self.log))

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.log.append(self.process.communicate(timeout=20)[0])

    def page_with(self, wanted: str, address: str = "boards/haringey/") -> str:
        """The page at an address as soon as it holds `wanted`; asks again each time the site was built anew."""
        until = time.monotonic() + 60
        while True:
            epoch = re.findall(r"livereload\((\d+), \d+\)", self._fetch(""))[-1]
            text = self._fetch(address)
            if wanted in text:
                return text
            assert time.monotonic() < until, f"never held {wanted!r}: {text[-1000:]}"
            # MkDocs's own page asks this; it is answered when a later build is done.
            self._fetch(f"livereload/{epoch}/0")

    def _fetch(self, address: str) -> str:
        try:
            with urllib.request.urlopen(self.address + address, timeout=90) as response:
                return str(response.read().decode("utf-8"))
        except urllib.error.HTTPError as missing:  # a board's page is not there before the first good build
            return str(missing.read().decode("utf-8"))
        except TimeoutError:
            self.__exit__()
            raise AssertionError(f"{address} is not answered:\n{''.join(self.log)}") from None


MISTAKEN, RIGHT = "The rules have mistakes", 'id="first-core-group"'


def test_a_served_page_shows_a_mistake_from_the_start_or_later_and_recovers_when_it_is_mended(project: Path) -> None:
    haringey = project / "rules/boards/haringey.yaml"
    with _changed(haringey, "topic: minutes-circulated", "topic: minuts") as (line, column):
        server = _Server(project)
        server.__enter__()
        place = f"rules/boards/haringey.yaml:{line}:{column}: topic: unknown topic"
        assert place in server.page_with(MISTAKEN, address="")
    try:
        assert MISTAKEN not in server.page_with(RIGHT)
        with _changed(haringey, "topic: minutes-circulated", "topic: minuts"):
            shown = server.page_with(MISTAKEN)
            assert place in shown
            assert "did you mean" in shown
            assert place in server.page_with(MISTAKEN, address="")
        assert MISTAKEN not in server.page_with(RIGHT)
        assert MISTAKEN not in server.page_with("</html>", address="")
    finally:
        server.__exit__()
    assert "Traceback" not in "".join(server.log)
