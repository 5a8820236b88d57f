"""A plain static server for the tests and the benchmark, such as any host of this site is."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def serve(folder: Path, traffic: Traffic | None = None) -> Iterator[str]:
    """The address, ending in a slash, at which `folder` is served until the end of the block."""

    class Static(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {
            ".mjs": "text/javascript", ".wasm": "application/wasm",
        }  # fmt: skip

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path))
            if traffic is not None and file.is_file():
                traffic.files.append((self.path, file.stat().st_size))
            super().do_GET()

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing: what is asked shows in the browser's own record."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Static)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
