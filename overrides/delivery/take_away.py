"""The take-away copy: the built site as one zip whose pages work from a folder, without any server."""

import base64
import gzip
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import relpath

from overrides.delivery.policy import for_a_folder

CARRY = Path(__file__).parent / "carry.js"

#: The zip's address in the site.
ADDRESS = "take-away/core-group-handbook.zip"

_FOLDER = "core-group-handbook/"
_CARRY = "assets/take-away/carry.js"
_SEARCH = "search/search_index.json"
# What the pages fetch, import or start as a worker: from a folder each has to lie there as a script.
_FETCHED = re.compile(r"(assets|forms)/.+\.(mjs|wasm|zip|json)|assets/javascripts/workers/.+\.js")
# Not taken away: files to download and the data for other programs, which would make the copy twice as large; what is
# for hosts; and what only Python's plain start needs.
_LEFT_OUT = re.compile(
    r"take-away/|forms/files/|hosting/|assets/javascripts/lunr/|rules\.|404\.html|_headers|\.htaccess|service-worker\.js"
    r"|sitemap\.|search/search_index\.json|.*(\.map|python_stdlib\.zip|\.whl|pyodide-lock\.json)"
)
_MODULE = re.compile(r'<script type="module"(?: async)? src="([^"]+)"></script>')
_FETCHED_EARLY = re.compile(r'<link rel="(?:modulepreload|preload)"[^>]*>')
_LINK = re.compile(r'(<(?:a|link)\b[^>]*? href=")([^"]*)"([^>]*)>')
# The page that says what is left out.
_NOT_HERE = "about/offline/index.html#not-kept"


def write_take_away(site: Path) -> None:
    """Writes the take-away copy of the finished site into it; two copies of one site are the same to the byte."""
    zip_file = site / ADDRESS
    zip_file.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(zip_file, "w") as archive:
        for address, content in sorted(_files(site)):
            entry = zipfile.ZipInfo(_FOLDER + address, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)


def _files(site: Path) -> Iterator[tuple[str, bytes]]:
    for file in site.rglob("*"):
        address = file.relative_to(site).as_posix()
        if not file.is_file() or _LEFT_OUT.match(address):
            continue
        content = file.read_bytes()
        if file.suffix == ".html":
            yield address, _page(content.decode(), address).encode()
        elif _FETCHED.fullmatch(address):
            packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
            yield f"{address}.js", f'carried("{packed}");\n'.encode()
        else:
            yield address, content
    yield _CARRY, CARRY.read_bytes()
    yield _SEARCH.removesuffix("on"), _search((site / _SEARCH).read_text(encoding="utf-8")).encode()


def _search(index: str) -> str:
    data = json.loads(index)
    for entry in data["docs"]:
        entry["location"] = _to_page(entry["location"])
    # The theme reads it by this name where a page is opened from a folder.
    return f"var __index = {json.dumps(data, ensure_ascii=False)};\n"


def _page(html: str, address: str) -> str:
    """A page as it works from a folder: links lead to files, and `carry.js` runs its modules."""
    folder = posixpath.dirname(address) or "."

    def link(found: re.Match[str]) -> str:
        before, target, after = found.groups()
        if _LEFT_OUT.match(posixpath.normpath(posixpath.join(folder, target))):
            target, after = relpath(_NOT_HERE, folder), after.replace(" download", "")
        return f'{before}{_to_page(target)}"{after}>'

    modules = " ".join(_MODULE.findall(html))
    html = _LINK.sub(link, _FETCHED_EARLY.sub("", _MODULE.sub("", html)))
    carry = f'<script src="{relpath(_CARRY, folder)}" data-modules="{modules}"></script>'
    return for_a_folder(html).replace("</title>", f"</title>{carry}", 1)


def _to_page(link: str) -> str:
    """A link to a folder of the site as a link to its page; any other as it is."""
    path, *rest = re.split(r"(?=[?#])", link, maxsplit=1)
    if "://" in path or (link and not path):
        return link
    if path.endswith("/") or path.rpartition("/")[2] in ("", ".", ".."):
        path = posixpath.join(path, "index.html")
    return "".join([path, *rest])
