"""The files of the forms: Word files, the PDFs that have been printed, and zips of all.

A PDF needs a browser and a Word file does not. So `python -m overrides.forms` prints the PDFs before a build, each kept
under the hash of what it was printed from, and a build takes those that are there and still true. A build without them
(`mkdocs serve`, `mkdocs build`) offers what it has: no page links to a PDF that is not in the site.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from overrides.forms.document import document
from overrides.forms.drawing import Drawing
from overrides.forms.word_file import word_file
from overrides.runtime import CACHE

#: Where the files stand on the site.
FOLDER = "forms/files/"
ALL = "core-group-forms.zip"

_KEPT = CACHE / "forms"


def files(drawing: Drawing) -> dict[str, bytes]:
    """Each file by its name: every form as a Word file, in each board's words too; its PDF, if printed; the zips."""
    found: dict[str, bytes] = {}
    for identity in drawing.forms:
        found[f"{identity}.docx"] = _word(drawing, identity, None)
        printed = printed_file(drawing, identity)
        if printed.exists():
            found[f"{identity}.pdf"] = printed.read_bytes()
    found[ALL] = _zip_of(found)
    for board in drawing.boards:
        of_board = {f"{identity}.docx": _word(drawing, identity, board["id"]) for identity in drawing.forms}
        found |= {f"{board['id']}/{name}": content for name, content in of_board.items()}
        found[f"{board['id']}/{ALL}"] = _zip_of(of_board)
    return found


def printed_file(drawing: Drawing, identity: str) -> Path:
    """Where the PDF of a form is kept, whether it has been printed or not."""
    return _KEPT / f"{_hash(document(drawing, identity))}.pdf"


def print_missing(drawing: Drawing, browser_path: str, arguments: Iterable[str] = ()) -> int:
    """Prints the PDFs that are not there, and returns how many those were."""
    # A build that prints nothing needs no Playwright.
    from overrides.forms.pdf import print_documents

    missing = [each for each in drawing.forms if not printed_file(drawing, each).exists()]
    documents = [document(drawing, each) for each in missing]
    for identity, printed in zip(missing, print_documents(documents, browser_path, arguments), strict=False):
        _keep(printed_file(drawing, identity), printed)
    return len(missing)


def _word(drawing: Drawing, identity: str, board: str | None) -> bytes:
    # Everything that a Word file is made of: the form, its words and lines as drawn, and the code that writes it.
    made_of = json.dumps(
        [drawing.forms[identity].model_dump_json(), drawing.paper(identity, board), _code_of_word_files()]
    )
    return _kept(f"{_hash(made_of)}.docx", lambda: word_file(drawing, identity, board))


@cache
def _code_of_word_files() -> str:
    return (Path(__file__).parent / "word_file.py").read_text(encoding="utf-8")


def _kept(name: str, make: Callable[[], bytes]) -> bytes:
    file = _KEPT / name
    if not file.exists():
        _keep(file, make())
    return file.read_bytes()


def _keep(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written under another name first, so that a file that was cut short is never taken for a whole one.
    part = file.with_suffix(".part")
    part.write_bytes(content)
    part.replace(file)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _zip_of(found: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in found.items():
            # Dated alike, so that the same forms give the same file.
            part = zipfile.ZipInfo(f"core-group-forms/{name}", (2000, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_STORED if name.endswith(".docx") else zipfile.ZIP_DEFLATED
            out.writestr(part, content)
    return packed.getvalue()
