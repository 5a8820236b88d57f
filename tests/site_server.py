"""A static server for the tests and the benchmark, which reads `_headers` as Netlify and Cloudflare do."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Traffic:
    """What was asked of the server: each path with the size of the file that answered it, in order."""

    files: list[tuple[str, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All bytes together."""
        return sum(size for _, size in self.files)


def read_headers(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rules of a `_headers` file: each a path, in which `*` stands for anything, and its headers.

    Raises ValueError for a line that is neither, and for what Cloudflare would not take.
    """
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        name, colon, value = line.strip().partition(": ")
        if len(line) > 2000:
            raise ValueError(f"longer than 2,000 characters: {line[:60]}")
        if line.startswith("/"):
            rules.append((line, {}))
        elif line[:1].isspace() and colon and rules:
            rules[-1][1][name] = value
        elif line and not line.startswith("#"):
            raise ValueError(f"neither a path nor a header: {line}")
    if len(rules) > 100:
        raise ValueError(f"more than 100 rules: {len(rules)}")
    return rules


def headers_for(rules: list[tuple[str, dict[str, str]]], path: str) -> dict[str, str]:
    """The headers of the answer to `path`; where several rules name one header, its values are joined, as hosts do."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path):
            for name, value in headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@contextmanager
def serve(folder: Path, traffic: Traffic | None = None, port: int = 0) -> Iterator[str]:
    """The address, ending in a slash, at which `folder` is served until the end of the block.

    At `port`, or at any that is free.
    """

    file_of_headers = folder / "_headers"
    rules = read_headers(file_of_headers.read_text("utf-8")) if file_of_headers.exists() else []

    class Static(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {
            ".mjs": "text/javascript", ".wasm": "application/wasm",
        }  # fmt: skip

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def end_headers(self) -> None:
            for name, value in headers_for(rules, self.path.partition("?")[0]).items():
                self.send_header(name, value)
            super().end_headers()

        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path))
            if traffic is not None and file.is_file():
                traffic.files.append((self.path, file.stat().st_size))
            # A browser that leaves a page breaks off what it was fetching.
            with suppress(ConnectionError):
                super().do_GET()

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing: what is asked shows in the browser's own record."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Static)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
