"""How a plan's entries are written as a calendar file (iCalendar, RFC 5545) and as a table (CSV).

An entry is a dict: `id` (rule and occurrence, the same whenever the plan is worked out again), `rule`,
`topic`, `title`, `due` (an ISO day, or an ISO time with its offset), `due_in_words`, `says`, `words`,
`based_on`, `source` {"title", "at"} and `remarks` [{"kind", "text"}]. Nothing else of an entry is written.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from calculators.durations import UNWRITABLE, shortened
from calculators.moments import Moment, day_of, london, read_moment, write_day

Entry = Mapping[str, Any]

MOST_DAYS_OF_REMINDER = 30
COLUMNS = (
    "Due", "Time", "Due in words", "What", "Board", "Topic", "What the guidance says", "Rule in words",
    "How it was counted", "Document", "Where in it", "Remarks", "Worked out on", "Rule",
)  # fmt: skip

# SEQUENCE is the number of seconds since then: it grows with each export, and fits 31 bits until 2088.
_SEQUENCE_STARTS = datetime(2020, 1, 1, tzinfo=UTC)
_LAST_SEQUENCE = 2**31 - 1
_OCTETS_A_LINE = 75
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_TOPIC_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# What makes a spreadsheet take a cell for a formula, the wide forms of East Asian keyboards among it.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def calendar_file(
    entries: Iterable[Entry], *, board: str, plan: str, worked_out: str, reminder: int | None = None
) -> str:
    """The calendar file of a plan, an event a deadline: text with CRLF line ends, to be saved as UTF-8 untouched.

    `board` is the board's name. `plan` is what no other plan has and this one keeps (board, start event and
    start date): with an entry's `id` it makes the event's UID, so that importing the plan again, when its dates
    moved, moves the events instead of doubling them. `worked_out` is the moment of the export, an ISO time with
    its offset or Z. `reminder` asks for an alarm so many days before (1 to 30): at 09:00 for a day, at the same
    time of day for a deadline with a time. Raises ValueError with one plain sentence.
    """
    if reminder is not None and (isinstance(reminder, bool) or not 1 <= reminder <= MOST_DAYS_OF_REMINDER):
        raise ValueError(f"a reminder comes 1 to {MOST_DAYS_OF_REMINDER} days before")
    exported = _read_export(worked_out)
    events: dict[str, list[str]] = {}
    for entry in entries:
        uid = _uid(plan, str(entry["id"]))
        if uid in events:
            raise ValueError(f"two entries of the plan are called '{shortened(str(entry['id']))}'")
        events[uid] = _event(entry, uid, board, exported, reminder)
    if not events:
        raise ValueError("the plan has no deadline to put in a calendar")
    # No METHOD: it would make the file a message (RFC 5546), which must name an organizer.
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Core Group Handbook//Plan//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(_one_line(f'Core group plan ({board})'))}",
        *(line for event in events.values() for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def csv_file(entries: Iterable[Entry], *, board: str, worked_out: str) -> str:
    """The plan as CSV, a row a deadline under a row of COLUMNS, with CRLF line ends.

    Every cell is harmless in a spreadsheet (see `harmless`). For Excel, save it as UTF-8 with a byte order mark.
    """
    day = day_of(_read_export(worked_out).astimezone(london())).isoformat()
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([harmless(cell) for cell in _cells(entry, board, day)] for entry in entries)
    return table.getvalue()


def harmless(cell: str) -> str:
    """`cell` so that no spreadsheet runs it as a formula: with a leading ' where it begins like one."""
    written = UNWRITABLE.sub("\ufffd", cell)
    return f"'{written}" if written.startswith(_STARTS_A_FORMULA) else written


def _read_export(worked_out: str) -> datetime:
    try:
        moment = datetime.fromisoformat(worked_out)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"'{shortened(worked_out)}' is not a moment in UTC; write it as 2026-11-22T09:30:00Z")
    if not 0 <= (moment - _SEQUENCE_STARTS) // timedelta(seconds=1) <= _LAST_SEQUENCE:
        raise ValueError(f"a plan cannot have been worked out in {moment.year}; is the clock of this computer right?")
    return moment.astimezone(UTC)


def _uid(plan: str, entry_id: str) -> str:
    # The length keeps apart ("a", "bc") and ("ab", "c").
    named = f"{len(plan)}:{plan}:{entry_id}".encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(named).hexdigest()[:32]}@core-group-handbook"


def _event(entry: Entry, uid: str, board: str, exported: datetime, reminder: int | None) -> list[str]:
    due = read_moment(entry["due"])
    stamp = _utc(exported)
    summary = _text(_one_line(f"{entry['title']} ({board})"))
    topic = _one_line(_topic_in_words(str(entry["topic"])))
    categories = ["Core group handbook", *([topic] if topic else [])]
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{(exported - _SEQUENCE_STARTS) // timedelta(seconds=1)}",
        *_when(due),
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{_text(_description(entry, exported))}",
        f"CATEGORIES:{','.join(_text(category) for category in categories)}",
        "TRANSP:TRANSPARENT",
        *(_alarm(due, reminder, summary) if reminder is not None else ()),
        "END:VEVENT",
    ]


def _when(due: Moment) -> list[str]:
    if isinstance(due, datetime):
        # A deadline lasts no time, which RFC 5545 writes as a start without an end.
        return [f"DTSTART:{_utc(due.astimezone(UTC))}"]
    return [f"DTSTART;VALUE=DATE:{_basic(due)}", f"DTEND;VALUE=DATE:{_basic(due + timedelta(days=1))}"]


def _alarm(due: Moment, days: int, summary: str) -> list[str]:
    # Counted from the midnight that begins the day due, 9 in the morning is 15 hours before the next midnight.
    before = f"P{days}D" if isinstance(due, datetime) else f"P{days - 1}DT15H" if days > 1 else "PT15H"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", f"TRIGGER:-{before}", "END:VALARM"]


def _description(entry: Entry, exported: datetime) -> str:
    lines = [
        entry["says"],
        f"Rule: {entry['words']} ({entry['source']['title']}, {entry['source']['at']})",
        f"Due: {entry['due_in_words']}",
        f"How it was counted: {entry['based_on']}",
        *(remark["text"] for remark in entry["remarks"]),
        f"Worked out on {write_day(day_of(exported.astimezone(london())))}. Check the current local procedures.",
    ]
    return "\n".join(_one_line(line) for line in lines)


def _cells(entry: Entry, board: str, worked_out_on: str) -> list[str]:
    due = read_moment(entry["due"])
    cells = (
        day_of(due).isoformat(),
        # GMT or BST: in the hour after the clocks go back, the same time comes twice.
        f"{due:%H:%M %Z}" if isinstance(due, datetime) else "",
        entry["due_in_words"],
        entry["title"],
        board,
        entry["topic"],
        entry["says"],
        entry["words"],
        entry["based_on"],
        entry["source"]["title"],
        entry["source"]["at"],
        " ".join(str(remark["text"]) for remark in entry["remarks"]),
        worked_out_on,
        entry["rule"],
    )
    return [str(cell) for cell in cells]


def _topic_in_words(topic: str) -> str:
    """`topic`, with an id ("first-core-group") as words ("First core group")."""
    return topic.replace("-", " ").capitalize() if _TOPIC_ID.fullmatch(topic) else topic


def _one_line(text: object) -> str:
    """`text` without line breaks, runs of spaces, and what cannot be written."""
    return UNWRITABLE.sub("\ufffd", " ".join(str(text).split()))


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _utc(moment: datetime) -> str:
    return f"{_basic(moment.date())}T{moment:%H%M%S}Z"


def _folded(line: str) -> str:
    """`line` in lines of at most 75 octets, none of which ends inside a character."""
    octets = line.encode()
    pieces, start, room = [], 0, _OCTETS_A_LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, _OCTETS_A_LINE - 1  # the space that marks a continued line counts too
    return "\r\n ".join([*pieces, octets[start:].decode()])
