"""How a table of cases is read from a spreadsheet's text, and how the result is written as one.

Two layouts are read: one row an event (case, event, date) and one row a case (case, and a column for
each event). A row that cannot be read is told with its line; the rest are read.
"""

import csv
import difflib
import io
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.calendar_file import harmless
from calculators.checking import MOST_DATES
from calculators.durations import shortened
from calculators.moments import LONGEST, WEEKDAYS, FieldError, Moment, day_of, read_moment
from calculators.requests import LONGEST_NAME, Guidance, Refused

LARGEST = 20_000_000
_MOST_LINES_OF_A_ROW = 20
_FIRST_LINE = "The first line names the columns: case, event and date, or case and the events themselves"

_COLUMNS = (
    ("case", ("case", "case id", "case label", "case number", "case no", "case ref", "case reference", "label",
              "reference", "ref", "id")),
    ("event", ("event", "what", "what happened", "event type")),
    ("date", ("date", "when", "day", "date of event", "event date")),
    ("time", ("time", "time of day")),
)  # fmt: skip

_WEEKDAY = re.compile(r"([A-Za-z]{3,9})[,.]?\s+(?=\d)")
_WITH_TIME = re.compile(r"(\S.*\d{4}|\d{4}-\d\d-\d\d)[ T]+(\d{1,2}:\d\d)(?::\d\d(?:\.\d+)?)?")

_SEVERAL = re.compile(r"[;|\n]")
_SEVERAL_BESIDE_SEMICOLONS = re.compile(r"[|\n]")


@dataclass(frozen=True, slots=True)
class Unread:
    """A row, or one date of it, that could not be read: its line in the text, its case where known, and why."""

    line: int
    case: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One case of a table: the line it first stands on, its moments by event, and events with a date unread."""

    line: int
    dates: dict[str, list[Moment]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class CaseTable:
    """What was read: the cases by label in order, what could not be read, and the columns left aside."""

    cases: dict[str, Row]
    unread: list[Unread]
    columns_left_aside: tuple[str, ...] = ()


def event_words(guidance: Guidance) -> dict[str, str]:
    """Each event's id by every spelling a table may use for it: its id, its names, and the terms' other forms."""
    spellings: dict[str, str] = {}
    terms = {term["id"]: term["forms"] for term in guidance.get("terms", ())}
    for event in guidance["events"]:
        spellings[event["id"]] = event["id"]
        for spelling in (event["id"], event["name"], event["short"], *terms.get(event["id"], ())):
            spellings.setdefault(_plain(spelling), event["id"])
    return spellings


def decoded(table: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, UTF-16 with its mark, or else Windows' own."""
    if table.startswith((b"\xff\xfe", b"\xfe\xff")):
        return table.decode("utf-16", errors="replace")
    try:
        return table.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return table.decode("cp1252", errors="replace")


def refuse_too_large(size: int) -> None:
    """Raises Refused where a file of `size` bytes is more than is read."""
    if size > LARGEST:
        megabytes = min(size, 10**15) / 1e6
        most = f"the most that is read is {LARGEST / 1e6:.0f} MB. Split it into parts"
        raise Refused(f"This file has {megabytes:,.1f} MB; {most}", "table")


def read_table(text: str, words: Mapping[str, str]) -> CaseTable:
    """All of `text` as cases; `words` gives an event's id by its spelling (see `event_words`).

    Raises Refused when no layout can be made out.
    """
    reading = reading_table(text, words)
    while True:
        try:
            next(reading)
        except StopIteration as finished:
            table: CaseTable = finished.value
            return table


def reading_table(text: str, words: Mapping[str, str], pause: int = 2000) -> Generator[int, None, CaseTable]:
    """Reads `text` as `read_table` does, and after every `pause` rows yields how many lines are read."""
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    first, mark = _start(lines)
    cases: dict[str, Row] = {}
    unread: list[Unread] = []
    rows = _rows(lines, first, mark, unread)
    head = next((row for row in rows if any(row[1])), None)
    if head is None:
        raise Refused(f"There is nothing in this table. {_FIRST_LINE}", "table")
    reader = _reader(head, words, mark)
    if not reader.first_line_names_columns:
        reader.read(*head, cases, unread)
    for number, (line, cells) in enumerate(rows, 1):
        if number % pause == 0:
            yield line
        if any(cells):
            reader.read(line, cells, cases, unread)
    return CaseTable(cases, sorted(unread, key=lambda each: each.line), reader.left_aside)


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """`rows` as CSV with CRLF line ends, every cell harmless in a spreadsheet."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def _start(lines: Sequence[str]) -> tuple[int, str]:
    """Where the rows begin, and the character between their cells."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    # Excel may write the separator itself on a line of its own.
    if lines and (said := re.fullmatch(r'"?sep=([^\w\s"]|\t)"?\s*', lines[first], re.IGNORECASE)):
        return first + 1, said[1]
    head = re.sub(r'"[^"]*"', "", lines[first]) if lines else ""
    return first, max("\t;,", key=head.count)


def _rows(lines: Sequence[str], first: int, mark: str, unread: list[Unread]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line, its cells without blanks around them."""
    at = first
    while at < len(lines):
        if '"' not in lines[at]:
            yield at + 1, [cell.strip() for cell in lines[at].split(mark)]
            at += 1
            continue
        # A cell in quotation marks may hold line breaks. A mark that nobody closed would swallow the
        # rest of the table: then its own line alone is left out.
        taken, marks = 1, lines[at].count('"')
        while marks % 2 and taken < _MOST_LINES_OF_A_ROW and at + taken < len(lines):
            marks += lines[at + taken].count('"')
            taken += 1
        try:
            if marks % 2:
                raise csv.Error
            reader, line = csv.reader(lines[at : at + taken], delimiter=mark, skipinitialspace=True), at
            for cells in reader:
                yield line + 1, [cell.strip() for cell in cells]
                line = at + reader.line_num
            at += taken
        except csv.Error:
            unread.append(Unread(at + 1, "", "A quotation mark is opened on this line and not closed"))
            at += 1


class _Dates:
    """Reads the cells that hold dates; what was read once is known."""

    def __init__(self) -> None:
        self._known: dict[str, Moment | FieldError] = {}

    def read(self, cell: str) -> Moment:
        found = self._known.get(cell)
        if found is None:
            try:
                found = _moment(cell)
            except FieldError as error:
                found = error
            self._known[cell] = found
        if isinstance(found, FieldError):
            raise found
        return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Which column of a table holds what; `events` are the columns of events by their place, for a row a case."""

    words: Mapping[str, str]
    first_line_names_columns: bool
    width: int
    case: int | None
    event: int | None = None
    date: int | None = None
    time: int | None = None
    events: Mapping[int, str] = field(default_factory=dict)
    left_aside: tuple[str, ...] = ()
    several: re.Pattern[str] = _SEVERAL
    dates: _Dates = field(default_factory=_Dates)

    def read(self, line: int, cells: list[str], cases: dict[str, Row], unread: list[Unread]) -> None:
        """Adds one row to `cases`, or says in `unread` why it, or one date of it, could not be read."""
        case = cells[self.case] if self.case is not None and self.case < len(cells) else ""
        if self.case is not None and not case:
            unread.append(Unread(line, "", "There is no case label on this line"))
        elif len(case) > LONGEST_NAME:
            reason = f"The case label on this line is too long; the most is {LONGEST_NAME} letters"
            unread.append(Unread(line, shortened(case), reason))
        elif len(cells) > self.width and any(cells[self.width :]):
            unread.append(Unread(line, case, "This line has more cells than the first line has columns"))
            if self.case is None or case in cases:
                return
            cases[case] = Row(line)
        elif self.events:
            self._read_case(line, case, cells, cases, unread)
        else:
            self._read_event(line, case, cells, cases, unread)

    def _read_event(self, line: int, case: str, cells: list[str], cases: dict[str, Row], unread: list[Unread]) -> None:
        row = cases.get(case)
        if row is None:
            row = cases[case] = Row(line)
        written = _cell(cells, self.event)
        event = self.words.get(written) or self.words.get(_plain(written))
        if event is None:
            unread.append(Unread(line, case, _unknown_event(written, self.words)))
            return
        date, time = _cell(cells, self.date), _cell(cells, self.time)
        self._add(line, case, event, f"{date}, {time}" if date and time else date, row, unread)

    def _read_case(self, line: int, case: str, cells: list[str], cases: dict[str, Row], unread: list[Unread]) -> None:
        row = cases.get(case)
        if row is None:
            row = cases[case] = Row(line)
        found = False
        for place, event in self.events.items():
            cell = _cell(cells, place)
            for part in self.several.split(cell) if cell else ():
                if part.strip():
                    found = True
                    self._add(line, case, event, part.strip(), row, unread)
        if not found:
            unread.append(Unread(line, case, "There is no date on this line"))

    def _add(self, line: int, case: str, event: str, written: str, row: Row, unread: list[Unread]) -> None:
        try:
            moment = self.dates.read(written)
        except FieldError as error:
            row.unread.add(event)
            unread.append(Unread(line, case, str(error)))
            return
        moments = row.dates.get(event)
        if moments is None:
            row.dates[event] = [moment]
        elif len(moments) <= MOST_DATES and moment in moments:
            unread.append(Unread(line, case, f"{written} was given before for the same event; it is counted once"))
        else:
            moments.append(moment)


def _reader(head: tuple[int, list[str]], words: Mapping[str, str], mark: str) -> _Reader:
    """How the table under the row `head` is laid out. Raises Refused where that cannot be made out."""
    cells = head[1]
    # Where cells are not parted by semicolons, a semicolon parts the dates in one cell.
    several = _SEVERAL if mark != ";" else _SEVERAL_BESIDE_SEMICOLONS
    if any(map(_is_date, cells)):
        return _without_names(cells, words)
    names = [_plain(cell) for cell in cells]
    places = {kind: next((names.index(name) for name in known if name in names), None) for kind, known in _COLUMNS}
    case, event, date, time = (places[kind] for kind in ("case", "event", "date", "time"))
    if event is not None and date is not None:
        used = {case, event, date, time}
        aside = tuple(cell for i, cell in enumerate(cells) if i not in used and cell)
        return _Reader(words, True, len(cells), case, event, date, time, left_aside=aside)
    events = {i: found for i, name in enumerate(names) if (found := _event_of_column(name, words)) and i != case}
    if not events:
        raise Refused(f"{_FIRST_LINE}. It reads: {shortened(', '.join(cells))}", "table")
    aside = tuple(cell for i, cell in enumerate(cells) if i not in events and i != case and cell)
    return _Reader(words, True, len(cells), case, events=events, left_aside=aside, several=several)


def _without_names(cells: Sequence[str], words: Mapping[str, str]) -> _Reader:
    """The layout of rows that begin without names of columns: an event, a date and, where there is one, a case."""
    event = next((i for i, cell in enumerate(cells) if _plain(cell) in words), None)
    date = next((i for i, cell in enumerate(cells) if _is_date(cell)), None)
    others = [i for i, cell in enumerate(cells) if i not in (event, date) and cell]
    if event is None or date is None or len(others) > 1:
        raise Refused(f"{_FIRST_LINE}. It reads: {shortened(', '.join(cells))}", "table")
    return _Reader(words, False, len(cells), others[0] if others else None, event, date)


def _event_of_column(name: str, words: Mapping[str, str]) -> str | None:
    """The event of a column; "core group 2" and "date of core group" are columns of the same event."""
    if len(name) > LONGEST_NAME:
        return None
    bare = re.sub(r" ?\d+$", "", name.removeprefix("date of ").removeprefix("the ")).removesuffix(" date")
    return words.get(name) or words.get(bare)


def _unknown_event(written: str, words: Mapping[str, str]) -> str:
    if not written:
        return "There is no event on this line"
    near = difflib.get_close_matches(_plain(written), words, 1, 0.6) if len(written) <= LONGEST_NAME else []
    hint = f"; did you mean “{words[near[0]]}”?" if near else ""
    return f"“{shortened(written)}” is not an event that can be checked{hint}"


def _is_date(cell: str) -> bool:
    try:
        _moment(cell)
    except FieldError:
        return False
    return True


def _moment(cell: str) -> Moment:
    """The moment in a cell, with the forms that only spreadsheets write: a day's name, midnight after a day."""
    written = cell
    if len(cell) > LONGEST:
        # What is far too long for a date is not searched for one.
        return read_moment(cell)
    weekday = _WEEKDAY.match(cell)
    if weekday and any(day.lower().startswith(weekday[1].lower()) for day in WEEKDAYS):
        written = cell[weekday.end() :]
    if match := _WITH_TIME.fullmatch(written):
        written = match[1] if match[2] in ("00:00", "0:00") else f"{match[1].rstrip(',')}, {match[2]}"
    moment = read_moment(written)
    if written is not cell and weekday and written != cell:
        named = WEEKDAYS[day_of(moment).weekday()]
        if not named.lower().startswith(weekday[1].lower()):
            raise FieldError(f"'{shortened(cell)}' is not a date: that day is a {named}")
    return moment


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _plain(words: str) -> str:
    """`words` as they are compared: small letters, one blank between, none of "the"."""
    return " ".join(words.lower().replace("-", " ").replace("_", " ").split()).removeprefix("the ")
