"""A form as a Word file: real headings, tables whose heads repeat, and content controls to type into."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from overrides.forms.drawing import Drawing
from rules.form_model import WIDTHS, Form, FormField, Section

_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_FONT = "Arial"
# A row grows as it is typed into, so it needs less room at first than on paper.
_LINE = Mm(7)
_PAGE_WIDTH = 176
_SPACE = "\u2003" * 4
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def word_file(drawing: Drawing, identity: str, board: str | None = None) -> bytes:
    """The .docx of a form in one board's words (of every board, where `board` is None): the same bytes each time."""
    form = drawing.forms[identity]
    document = Document(io.BytesIO(_template()))
    name = next((f", {each['name']}" for each in drawing.boards if each["id"] == board), "")
    _set_up(document, form.title + name, form)
    _Writing(document, drawing, form, board).write()
    return _repacked(document)


_ROOM = {"line": "line", "date": "line", "lines": "room", "box": "room"}
_TABLE_MARGINS = (
    f"<w:tblCellMar {nsdecls('w')}><w:top w:w='50' w:type='dxa'/><w:left w:w='100' w:type='dxa'/>"
    "<w:bottom w:w='30' w:type='dxa'/><w:right w:w='100' w:type='dxa'/></w:tblCellMar>"
)
_TABLE_INDENT = f"<w:tblInd {nsdecls('w')} w:w='100' w:type='dxa'/>"


class _Writing:
    """One form while it is written."""

    def __init__(self, document: WordDocument, drawing: Drawing, form: Form, board: str | None) -> None:
        self.document = document
        self.drawing = drawing
        self.form = form
        self.board = board

    def write(self) -> None:
        _add(self.document, "Title", self.form.title)
        _add(self.document, "Form Purpose", self._words(self.form.purpose))
        for line in self.drawing.due_lines(self.form, self.board):
            due = _add(self.document, "Form Due")
            due.add_run(f"{line.what}: ").bold = True
            due.add_run(line.when)
        for section in self.form.sections:
            self._section(section)
        added = "+ Added by this handbook. " if any(field.added for field in self.form.fields) else ""
        told = f"{added}{self.drawing.made_from(self.form)} The documents are old: check current local procedures."
        _add(self.document, "Form Small", told)

    def _words(self, text: str) -> str:
        return self.drawing.words(text, self.board)

    def _label(self, field: FormField) -> str:
        only = f" ({self.drawing.board_names(field.only_for)} only)" if field.only_for and not self.board else ""
        return self._words(field.label) + (" +" if field.added else "") + only

    def _section(self, section: Section) -> None:
        _add(self.document, "Heading 1", self._words(section.title))
        if section.prompt:
            _add(self.document, "Form Prompt", self._words(section.prompt))
        for each in section.says:
            _add(self.document, "Form Says", self._words(each))
        fields = [each for each in section.fields if not each.only_for or self.board in (None, *each.only_for)]
        for room, together in groupby(fields, lambda field: _ROOM.get(field.kind)):
            match room:
                case "line":
                    self._short_fields(list(together))
                case "room":
                    for beside in _side_by_side(together):
                        self._rooms(beside)
                case _:
                    for field in together:
                        self._choices(field)

    def _short_fields(self, fields: list[FormField]) -> None:
        """Fields of one line, as rows of a table: what is asked, and the room for the answer."""
        table = self._table([56, _PAGE_WIDTH - 56])
        for field in fields:
            asked, answer = self._row(table, field.rows)
            self._ask(asked.paragraphs[0], field)
            if field.prompt:
                _add(asked, "Form Prompt", self._words(field.prompt))
            _control(answer.paragraphs[0], self._words(field.label), "date" if field.kind == "date" else "text")
        self._gap()

    def _ask(self, paragraph: Paragraph, field: FormField) -> None:
        _style(paragraph, "Form Label")
        paragraph.add_run(self._label(field))

    def _rooms(self, fields: list[FormField]) -> None:
        """Fields of several lines that stand beside each other: what is asked, and the room under it."""
        whole = sum(field.twelfths for field in fields)
        table = self._table([_PAGE_WIDTH * field.twelfths / whole for field in fields])
        for asked, field in zip(self._row(table, 0, head=True), fields, strict=True):
            self._ask(asked.paragraphs[0], field)
            if field.prompt:
                _add(asked, "Form Prompt", self._words(field.prompt))
        for answer, field in zip(self._row(table, max(field.rows for field in fields)), fields, strict=True):
            _control(answer.paragraphs[0], self._words(field.label), "text")
        self._gap()

    def _choices(self, field: FormField) -> None:
        self._ask(_add(self.document, "Form Label"), field)
        if field.prompt:
            _add(self.document, "Form Prompt", self._words(field.prompt))
        match field.kind:
            case "table":
                self._entries(field)
            case "tick":
                for option in field.options:
                    line = _add(self.document, "Form Option")
                    _control(line, self._words(option), "tick")
                    line.add_run(f"  {self._words(option)}")
            case "scale":
                low, high = map(self._words, field.ends or ())
                line = _add(self.document, "Form Option")
                line.add_run(f"{low}   ")
                for point in range(11):
                    _control(line, f"{self._words(field.label)}: {point}", "tick")
                    line.add_run(f" {point}   ")
                line.add_run(high)

    def _entries(self, field: FormField) -> None:
        first = 44 if field.row_labels else 9
        shared = sum(column.width for column in field.columns)
        widths = [first, *((_PAGE_WIDTH - first) * column.width / shared for column in field.columns)]
        table = self._table(widths)
        head = self._row(table, 0, head=True)
        for cell, column in zip(head[1:], field.columns, strict=True):
            _style(cell.paragraphs[0], "Form Head")
            cell.paragraphs[0].add_run(self._words(column.label))
        for row in field.row_labels or map(str, range(1, field.rows + 1)):
            cells = self._row(table, field.tall)
            cells[0].paragraphs[0].add_run(self._words(row))
            for cell, column in zip(cells[1:], field.columns, strict=True):
                name = f"{self._words(column.label)}, {self._words(row)}"
                _control(cell.paragraphs[0], name, "tick" if column.kind == "tick" else "text")
        self._gap()

    def _table(self, widths: Iterable[float]) -> Table:
        widths = list(widths)
        table: Table = self.document.add_table(rows=0, cols=len(widths))
        table.style = self.document.styles["Table Grid"]
        table.autofit = False
        # Word asks for these in one order: the indent after the width, the margins before the look.
        properties = table._tbl.tblPr
        properties.find(qn("w:tblW")).addnext(parse_xml(_TABLE_INDENT))
        properties.find(qn("w:tblLook")).addprevious(parse_xml(_TABLE_MARGINS))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _row(self, table: Table, lines: int, head: bool = False) -> list[_Cell]:
        """A new row that is not cut in two, at least `lines` writing lines high; a head stands on every page."""
        row = table.add_row()  # type: ignore[no-untyped-call]
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        row.height = _LINE * max(lines, 1) if lines else Mm(6)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if head:
            properties.append(OxmlElement("w:tblHeader"))
        cells = list(row.cells)
        for cell, column in zip(cells, table.columns, strict=True):
            cell.width = column.width
            cell.paragraphs[0].paragraph_format.keep_with_next = head
        return cells

    def _gap(self) -> None:
        _add(self.document, "Form Gap")


def _side_by_side(fields: Iterable[FormField]) -> Iterator[list[FormField]]:
    """The fields in rows, as they stand on paper: as many beside each other as the page is wide."""
    row: list[FormField] = []
    for field in fields:
        if row and sum(each.twelfths for each in row) + field.twelfths > WIDTHS["full"]:
            yield row
            row = []
        row.append(field)
    if row:
        yield row


def _control(paragraph: Paragraph, name: str, kind: str) -> None:
    """A content control at the end of a paragraph, with the name that a screen reader tells."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    alias = OxmlElement("w:alias")
    alias.set(qn("w:val"), name[:64])
    properties.append(alias)
    text = _SPACE
    match kind:
        case "tick":
            properties.append(
                parse_xml(
                    f'<w14:checkbox xmlns:w14="{_W14}"><w14:checked w14:val="0"/>'
                    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
                    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
                )
            )
            text = "\u2610"
        case "date":
            properties.append(OxmlElement("w:showingPlcHdr"))
            properties.append(
                parse_xml(
                    f"<w:date {nsdecls('w')}><w:dateFormat w:val='d MMMM yyyy'/><w:lid w:val='en-GB'/>"
                    "<w:storeMappedDataAs w:val='dateTime'/><w:calendar w:val='gregorian'/></w:date>"
                )
            )
        case _:
            properties.append(OxmlElement("w:showingPlcHdr"))
            plain = OxmlElement("w:text")
            plain.set(qn("w:multiLine"), "1")
            properties.append(plain)
    content = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    if kind == "tick":
        run.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:rFonts w:ascii='MS Gothic' w:hAnsi='MS Gothic'/></w:rPr>"))
    written = OxmlElement("w:t")
    written.set(qn("xml:space"), "preserve")
    written.text = text
    run.append(written)
    content.append(run)
    control.append(properties)
    control.append(content)
    paragraph._p.append(control)


#: The look: name of the style, size, bold, room before and after (points), whether it stays with what follows.
_STYLES = (
    ("Form Purpose", 11, False, 2, 6, False),
    ("Form Due", 9.5, False, 0, 2, False),
    ("Form Label", 9.5, True, 1, 1, True),
    ("Form Head", 8, True, 1, 1, True),
    ("Form Prompt", 8.5, False, 0, 2, True),
    ("Form Says", 11, False, 0, 8, False),
    ("Form Option", 10, False, 1, 3, False),
    ("Form Small", 8, False, 8, 0, False),
    ("Form Gap", 4, False, 0, 2, False),
)


#: The styles of another Word, a picture of an empty page, and an empty list of books.
_UNUSED = {"stylesWithEffects", "thumbnail", "customXml", "numbering", "webSettings"}


def _set_up(document: WordDocument, title: str, form: Form) -> None:
    properties = document.core_properties
    properties.title, properties.language, properties.subject = title, "en-GB", form.title
    properties.author = properties.last_modified_by = "Core Group Handbook"
    properties.comments, properties.version = "", form.version
    properties.created = properties.modified = _DAY
    page = document.sections[0]
    head = page.header.paragraphs[0]
    _style(head, "Form Small")
    head.text = "" if form.group == "family" else "Confidential once filled in"
    foot = page.footer.paragraphs[0]
    _style(foot, "Form Small")
    foot.add_run(f"{form.title} · version {form.version} · page ")
    _number(foot, "PAGE")
    foot.add_run(" of ")
    _number(foot, "NUMPAGES")


@cache
def _template() -> bytes:
    """What every form begins with: an empty page with its styles and margins."""
    document = Document()
    _drop_unused(document)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.bottom_margin = Mm(17)
    page.top_margin = Mm(20)
    page.header_distance = page.footer_distance = Mm(9)
    normal = document.styles["Normal"]
    for border in document.styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
        border.set(qn("w:color"), "6B777B")
    _font(normal, 9.5)
    normal.paragraph_format.space_after = Pt(0)
    for name, size, bold, before, after, stays in _STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size, bold)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = stays
    for name, size in (("Title", 22), ("Heading 1", 13)):
        style = document.styles[name]
        _font(style, size, bold=True)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(4)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _add(place: WordDocument | _Cell, style: str, text: str = "") -> Paragraph:
    paragraph = place.add_paragraph(text)
    _style(paragraph, style)
    return paragraph


def _style(paragraph: Paragraph, name: str) -> None:
    # By its id, which is its name without blanks: python-docx would search all styles each time.
    paragraph._p.style = name.replace(" ", "")


def _drop_unused(document: WordDocument) -> None:
    """Takes out of python-docx's template what no form uses: it makes a file three times as large, and slow to make."""
    kept = {"Normal", "Title", "Heading 1", "Table Grid", "Normal Table", "Default Paragraph Font", "No List"}
    for style in list(document.styles):
        if style.name not in kept:
            style.delete()
    for latent in document.styles.element.findall(qn("w:latentStyles")):
        document.styles.element.remove(latent)
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del relations[name]


def _font(style: Any, size: float, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme's font would win over the one that is named.
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _number(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _repacked(document: WordDocument) -> bytes:
    """The saved document with every part dated alike, so that the same form gives the same file."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, parts.read(name))
    return packed.getvalue()
