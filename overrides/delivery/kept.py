"""What a browser keeps of the site, so that it opens without a network: a service worker with a hash of every file."""

import hashlib
import json
import re
from pathlib import Path

WORKER = Path(__file__).parent / "service-worker.js"

#: The service worker's address in the site, from which it serves all that stands beside and below it.
ADDRESS = "service-worker.js"

_KEPT = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".png", ".wasm", ".zip")
# Not kept: files to download, which are large; the schema, which editors fetch; the theme's search in other languages;
# what is for hosts; the page for missing addresses, which a host gives out with an error; and what only Python's plain
# start needs, for the quick start of the same files worked when they were fetched.
_LEFT_OUT = re.compile(
    r"forms/files/|take-away/|rules\.schema\.json|assets/javascripts/lunr/|hosting/|404\.html"
    r"|.*(python_stdlib\.zip|\.whl|pyodide-lock\.json)"
)


def kept_files(site: Path) -> dict[str, str]:
    """Each file of the built site that a browser keeps: its address, as a page names it, and its SHA-256."""
    found = {}
    for file in sorted(site.rglob("*")):
        address = file.relative_to(site).as_posix()
        if file.suffix in _KEPT and address != ADDRESS and not _LEFT_OUT.match(address):
            # A page is asked for by its folder: some hosts lead away from index.html.
            found[re.sub(r"(^|/)index\.html$", r"\1", address)] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def write_service_worker(site: Path) -> None:
    """Writes the service worker of the built site, after all the files that it keeps."""
    files = json.dumps(kept_files(site), indent=0, ensure_ascii=False)
    version = hashlib.sha256(files.encode()).hexdigest()[:16]
    text = f'const VERSION = "{version}";\nconst FILES = {files};\n\n{WORKER.read_text(encoding="utf-8")}'
    (site / ADDRESS).write_text(text, encoding="utf-8")
