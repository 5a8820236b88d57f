"""Each form as a page, as a PDF and as a Word file: everything that it asks, in order, whole and readable."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import ContentStream

from overrides.forms.document import document
from overrides.forms.drawing import Drawing
from overrides.forms.made import files, print_missing, printed_file
from overrides.forms.pdf import print_documents
from overrides.forms.word_file import word_file
from rules.form_model import Form, FormField, read_forms
from rules.open_data import guidance_as_data
from rules.reader import RULES, read_guidance
from tests.browser import ARGUMENTS, browser_path

T = TypeVar("T")

FORMS = sorted(file.stem for file in (RULES / "forms").glob("*.yaml"))
BOARDS = ["bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey"]
VOID = {"input", "col", "br", "meta", "link", "img", "hr"}

#: Points in a millimetre, and the sheet.
MM = 72 / 25.4
LEFT, RIGHT, BOTTOM, TOP = 17 * MM, (210 - 17) * MM, 17 * MM, (297 - 15) * MM


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    guidance = read_guidance()
    return Drawing(read_forms(guidance), json.loads(json.dumps(guidance_as_data(guidance))))


@pytest.fixture(scope="module")
def printed(drawing: Drawing) -> dict[str, PdfReader]:
    """The PDF of every form, printed where it is not printed yet."""
    path = _apart(browser_path)
    assert path, "no browser: run `python -m tests.browser`"
    _apart(lambda: print_missing(drawing, path, ARGUMENTS))
    return {identity: PdfReader(printed_file(drawing, identity)) for identity in drawing.forms}


def _apart(do: Callable[[], T]) -> T:
    """What `do` returns in a thread of its own: Playwright cannot be started where the tests' browser already is."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(do).result()


def asked(form: Form) -> list[str]:
    """Every text of a form that asks for something, in its order."""
    return [text for section in form.sections for text in (section.title, *(t for f in section.fields for t in _of(f)))]


def _of(field: FormField) -> Iterator[str]:
    yield field.label
    if field.prompt:
        yield field.prompt
    yield from (column.label for column in field.columns)
    yield from field.row_labels
    yield from field.options


def missing_in_order(drawing: Drawing, texts: list[str], found: str, board: str | None = None) -> list[str]:
    """Those of `texts` that do not stand in `found` after the one before them; white space is not compared."""
    whole, place, lost = "".join(found.split()), 0, []
    for text in texts:
        wanted = "".join(drawing.words(text, board).split())
        at = whole.find(wanted, place)
        if at < 0:
            lost.append(text)
        else:
            place = at + len(wanted)
    return lost


class Text(HTMLParser):
    """The text of a form's sheet, without what is hidden."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._open: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            given = dict(attrs)
            sheet = "paper" in (given.get("class") or "").split() or bool(self._open and self._open[-1])
            self._open.append(sheet and "hidden" not in given)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.parts)


@pytest.mark.parametrize("identity", FORMS)
def test_the_page_holds_every_field_of_the_form_in_its_order(site: Path, drawing: Drawing, identity: str) -> None:
    page = Text((site / "forms" / identity / "index.html").read_text(encoding="utf-8"))
    assert missing_in_order(drawing, asked(drawing.forms[identity]), page.text) == []


@pytest.mark.parametrize("identity", FORMS)
def test_the_pdf_holds_every_field_of_the_form_in_its_order(
    printed: dict[str, PdfReader], drawing: Drawing, identity: str
) -> None:
    text = "\n".join(page.extract_text() for page in printed[identity].pages)
    assert missing_in_order(drawing, asked(drawing.forms[identity]), text) == []


@pytest.mark.parametrize("board", [None, *BOARDS])
@pytest.mark.parametrize("identity", FORMS)
def test_the_word_file_holds_every_field_of_the_form_in_its_order(
    drawing: Drawing, identity: str, board: str | None
) -> None:
    form = drawing.forms[identity]
    word = Document(io.BytesIO(word_file(drawing, identity, board)))
    text = "\n".join(
        "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        for paragraph in word.element.body.iter(qn("w:p"))
    )
    wanted = [text for section in form.sections for text in (section.title, *_word_order(section.fields, board))]
    assert missing_in_order(drawing, wanted, text, board) == []


def _word_order(fields: list[FormField], board: str | None) -> Iterator[str]:
    # Fields that stand beside each other have their heads first, as on paper.
    for field in fields:
        if not field.only_for or board in (None, *field.only_for):
            yield from _of(field)


@pytest.mark.parametrize("identity", FORMS)
def test_the_pdf_has_as_many_pages_as_the_form_says(
    printed: dict[str, PdfReader], drawing: Drawing, identity: str
) -> None:
    assert len(printed[identity].pages) == drawing.forms[identity].pages


@pytest.mark.parametrize("identity", FORMS)
def test_every_page_says_which_form_it_is_of_and_which_page_of_how_many(
    printed: dict[str, PdfReader], drawing: Drawing, identity: str
) -> None:
    form = drawing.forms[identity]
    for number, page in enumerate(printed[identity].pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"{form.title} · version {form.version}" in text
        assert f"Page {number} of {form.pages}" in text


@pytest.mark.parametrize("identity", FORMS)
def test_the_pdf_is_tagged_and_says_its_title_and_language_and_has_bookmarks(
    printed: dict[str, PdfReader], drawing: Drawing, identity: str
) -> None:
    form, root = drawing.forms[identity], printed[identity].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF's own kind of truth)
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert printed[identity].metadata is not None
    assert printed[identity].metadata.title == form.title
    title, sections = printed[identity].outline
    assert title["/Title"] == form.title
    assert [each["/Title"] for each in sections] == [drawing.words(each.title) for each in form.sections]


@pytest.mark.parametrize("identity", FORMS)
def test_the_pdf_links_nowhere(printed: dict[str, PdfReader], identity: str) -> None:
    assert [page["/Annots"] for page in printed[identity].pages if "/Annots" in page] == []


@dataclass(frozen=True)
class Bar:
    """A filled rectangle on a page, in points from its lower left corner: borders and writing lines are such."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def lies(self) -> bool:
        return self.top - self.bottom < 2.5 and self.right - self.left > 8

    @property
    def stands(self) -> bool:
        return self.right - self.left < 2.5 and self.top - self.bottom > 8


def bars(reader: PdfReader, page: Any) -> list[Bar]:
    """The rectangles that a page fills. Chromium only scales and moves; nothing is turned."""
    found: list[Bar] = []
    kept: list[tuple[float, float, float, float]] = []
    across, up, right, high = 1.0, 1.0, 0.0, 0.0
    rectangle: tuple[float, float, float, float] | None = None
    wide = 0.75
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        numbers = [float(each) for each in operands] if operator in (b"cm", b"re") else []
        if operator == b"q":
            kept.append((across, up, right, high))
        elif operator == b"Q":
            across, up, right, high = kept.pop()
        elif operator == b"cm":
            right, high = right + across * numbers[4], high + up * numbers[5]
            across, up = across * numbers[0], up * numbers[3]
        elif operator == b"re":
            rectangle = (numbers[0], numbers[1], numbers[2], numbers[3])
        elif operator in (b"n", b"m"):
            # What went before only cut out a part of the page, or another shape begins.
            rectangle = None
        elif operator in (b"f", b"f*", b"S") and rectangle:
            x, y, width, height = rectangle
            left, far = sorted((right + across * x, right + across * (x + width)))
            low, top = sorted((high + up * y, high + up * (y + height)))
            if operator == b"S":
                # The frame of a box: its four sides.
                found += [Bar(left, low, far, low + wide), Bar(left, top - wide, far, top)]
                found += [Bar(left, low, left + wide, top), Bar(far - wide, low, far, top)]
            else:
                found.append(Bar(left, low, far, top))
            rectangle = None
    return found


@pytest.mark.parametrize("identity", FORMS)
def test_nothing_of_the_printed_form_stands_outside_its_margins(printed: dict[str, PdfReader], identity: str) -> None:
    for page in printed[identity].pages:
        drawn = bars(printed[identity], page)
        assert drawn
        # Half a point for the width of a line.
        inside = [bar.left >= LEFT - 0.5 and bar.right <= RIGHT + 0.5 for bar in drawn]
        assert inside == [True] * len(drawn)
        assert [bar for bar in drawn if not (bar.bottom >= BOTTOM - 0.5 and bar.top <= TOP + 0.5)] == []


@pytest.mark.parametrize("identity", FORMS)
def test_no_row_and_no_box_of_the_printed_form_is_cut_in_two(printed: dict[str, PdfReader], identity: str) -> None:
    """A row or a box that runs over to the next page has sides without a line at their end."""
    for page in printed[identity].pages:
        drawn = bars(printed[identity], page)
        lying = [bar for bar in drawn if bar.lies]
        # The mark beside the due dates is a side alone; it is thicker than any border.
        sides = [bar for bar in drawn if bar.stands and bar.right - bar.left < 1.5]
        for end in [*((bar.left, bar.bottom) for bar in sides), *((bar.left, bar.top) for bar in sides)]:
            assert any(
                line.left - 1.5 <= end[0] <= line.right + 1.5 and line.bottom - 1.5 <= end[1] <= line.top + 1.5
                for line in lying
            ), f"a side ends at {end[1] / MM:.0f} mm without a line"


@pytest.mark.parametrize("identity", FORMS)
def test_the_lines_of_a_field_stand_on_one_page_with_its_label_and_8_mm_apart(
    printed: dict[str, PdfReader], drawing: Drawing, identity: str
) -> None:
    wide = [f for f in drawing.forms[identity].fields if f.kind == "lines" and f.width == "full"]
    for field in wide:
        apart = [
            found
            for page in printed[identity].pages
            for found in _lines_under(drawing.words(field.label), printed[identity], page, field.rows)
        ]
        assert len(apart) == 1, field.label
        assert apart[0] == pytest.approx([8] * (field.rows - 1), abs=0.5), field.label


def _lines_under(label: str, reader: PdfReader, page: Any, rows: int) -> Iterator[list[float]]:
    """How far apart (mm) the lines right under a label are, where it stands on the page with all its lines."""
    heights: list[float] = []

    def see(text: str, matrix: list[float], text_matrix: list[float], *_: Any) -> None:
        if text.strip() and "".join(label.split()).startswith("".join(text.split())) and len(text.strip()) > 5:
            heights.append(matrix[5] + matrix[3] * text_matrix[5])

    page.extract_text(visitor_text=see)
    ends = sorted(
        (bar.bottom for bar in bars(reader, page) if bar.lies and bar.right - bar.left > 150 * MM), reverse=True
    )
    for height in heights:
        under = [end for end in ends if end < height][:rows]
        if len(under) == rows and height - under[0] < 20 * MM:
            yield [(above - below) / MM for above, below in pairwise(under)]


@pytest.mark.parametrize("identity", FORMS)
def test_no_page_of_the_printed_form_is_nearly_empty(printed: dict[str, PdfReader], identity: str) -> None:
    for page in printed[identity].pages:
        lowest = min([*(bar.bottom for bar in bars(printed[identity], page)), *_text_heights(page)])
        assert (TOP - lowest) / (TOP - BOTTOM) > 0.8


def _text_heights(page: Any) -> list[float]:
    """How high each piece of text stands within the page's margins."""
    heights: list[float] = []

    def see(text: str, matrix: list[float], text_matrix: list[float], *_: Any) -> None:
        if text.strip():
            heights.append(matrix[5] + matrix[3] * text_matrix[5])

    page.extract_text(visitor_text=see)
    return [height for height in heights if height > BOTTOM]


def test_the_same_form_is_printed_and_written_alike_every_time(drawing: Drawing) -> None:
    path = _apart(browser_path)
    assert path
    twice = [document(drawing, "reason-for-a-late-date")] * 2
    first, second = _apart(lambda: list(print_documents(twice, path, ARGUMENTS)))
    assert first == second
    assert word_file(drawing, "child-contact", "haringey") == word_file(drawing, "child-contact", "haringey")


@pytest.mark.parametrize("identity", FORMS)
def test_the_word_file_has_its_headings_title_and_language(drawing: Drawing, identity: str) -> None:
    form = drawing.forms[identity]
    word = Document(io.BytesIO(word_file(drawing, identity)))
    headings = [each.text for each in word.paragraphs if each.style and each.style.name in ("Title", "Heading 1")]
    assert headings == [form.title, *(drawing.words(section.title) for section in form.sections)]
    assert word.core_properties.title == form.title
    assert word.core_properties.language == "en-GB"
    assert [each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))] == ["en-GB"]


@pytest.mark.parametrize("identity", FORMS)
def test_the_word_file_s_tables_repeat_their_heads_and_cut_no_row(drawing: Drawing, identity: str) -> None:
    word = Document(io.BytesIO(word_file(drawing, identity)))
    labels = [each.label for each in drawing.forms[identity].fields if each.kind == "table"]
    rows = list(word.element.body.iter(qn("w:tr")))
    assert [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None] == []
    repeated = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(repeated) >= len(labels)


@pytest.mark.parametrize("identity", FORMS)
def test_the_word_file_has_a_named_place_to_type_for_every_field(drawing: Drawing, identity: str) -> None:
    form = drawing.forms[identity]
    word = Document(io.BytesIO(word_file(drawing, identity)))
    names = [each.get(qn("w:val")) for each in word.element.body.iter(qn("w:alias"))]
    assert len(names) == sum(_places(field) for field in form.fields)
    assert "" not in names
    for field in form.fields:
        if field.kind in ("line", "lines", "box", "date"):
            assert drawing.words(field.label)[:64] in names


def _places(field: FormField) -> int:
    match field.kind:
        case "table":
            return len(field.columns) * (len(field.row_labels) or field.rows)
        case "tick":
            return len(field.options)
        case "scale":
            return 11
    return 1


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_every_word_file_opens_in_libreoffice(drawing: Drawing, tmp_path: Path) -> None:
    for identity in drawing.forms:
        (tmp_path / f"{identity}.docx").write_bytes(word_file(drawing, identity))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         *map(str, tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for identity, form in drawing.forms.items():
        text = "".join(page.extract_text() for page in PdfReader(tmp_path / f"{identity}.pdf").pages)
        assert form.title in text


def test_a_board_s_own_word_stands_in_its_word_file_and_no_field_of_another_board(drawing: Drawing) -> None:
    def text(board: str | None) -> str:
        word = Document(io.BytesIO(word_file(drawing, "core-group-minutes", board)))
        return " ".join(each.text or "" for each in word.element.body.iter(qn("w:t")))

    assert "Sent to the conference chair on (Greenwich only)" in text(None)
    assert "Sent to the conference chair on" in text("greenwich")
    assert "only)" not in text("greenwich")
    assert "Sent to the conference chair on" not in text("haringey")
    apologies = Document(io.BytesIO(word_file(drawing, "apologies-and-report", "haringey")))
    assert any(each.text == "Sent to the key worker on" for each in apologies.element.body.iter(qn("w:t")))


@pytest.mark.parametrize(
    ("board", "line"),
    [
        (None, "within 5 working days of the core group meeting (Bedford Borough, Greenwich and Haringey);"
         " as soon as possible, after the core group meeting (Bexley)"),
        ("haringey", "within 5 working days of the core group meeting (Haringey, 10.3)"),
        ("bexley", "as soon as possible, after the core group meeting (Bexley, Recording of the core group meeting)"),
        ("city-and-hackney", "the City and Hackney guidance does not mention it"),
    ],
)  # fmt: skip
def test_the_due_line_of_the_minutes_is_asked_from_the_rules(drawing: Drawing, board: str | None, line: str) -> None:
    found = [each.when for each in drawing.due_lines(drawing.forms["core-group-minutes"], board)]
    assert found[0] == line


NUMBER = re.compile(r"\b(?:\d+|two|three|four|five|ten|six)[ -](?:working |calendar )?(?:day|week|month|hour)s?\b")


@pytest.mark.parametrize("identity", FORMS)
def test_no_board_s_number_is_typed_in_a_form(identity: str) -> None:
    text = (RULES / "forms" / f"{identity}.yaml").read_text(encoding="utf-8").lower()
    # A statement's own name, such as board/every-four-weeks, is no number that a reader sees.
    assert NUMBER.findall(re.sub(r"[a-z0-9-]+/[a-z0-9-]+", "", text)) == []


def test_a_zip_holds_every_form_as_word_and_pdf_and_one_holds_them_in_each_board_s_words(
    printed: dict[str, PdfReader], drawing: Drawing
) -> None:
    assert printed
    made = files(drawing)
    for name, kinds in (("core-group-forms.zip", ("docx", "pdf")),
                        *((f"{board}/core-group-forms.zip", ("docx",)) for board in BOARDS)):  # fmt: skip
        with zipfile.ZipFile(io.BytesIO(made[name])) as packed:
            held = set(packed.namelist())
            assert packed.testzip() is None
            word = packed.read("core-group-forms/apologies-and-report.docx")
        assert held == {f"core-group-forms/{identity}.{kind}" for identity in FORMS for kind in kinds}
        assert word == made[name.replace("core-group-forms.zip", "apologies-and-report.docx")]


def test_every_file_that_a_page_of_forms_links_to_is_in_the_site(site: Path) -> None:
    for page in [site / "forms/index.html", *(site / "forms" / identity / "index.html" for identity in FORMS)]:
        linked = re.findall(r'href="([^"]*forms/files/[^"]+|files/[^"]+|\.\./files/[^"]+)"', page.read_text("utf-8"))
        assert linked
        assert [each for each in linked if not (page.parent / each).resolve().is_file()] == []


@pytest.mark.parametrize("identity", FORMS)
def test_what_a_field_rests_on_is_linked_to_its_statement(site: Path, drawing: Drawing, identity: str) -> None:
    html = (site / "forms" / identity / "index.html").read_text(encoding="utf-8")
    for field in drawing.forms[identity].fields:
        for statement in field.answers:
            board, _, name = statement.partition("/")
            assert f'href="../../boards/{board}/#{name}"' in html
