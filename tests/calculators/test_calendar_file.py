"""How a plan is written as a calendar file and as CSV, read back by two calendar readers and by csv.

icalendar and vobject share no code with each other or with the handbook; the expectations are written out.
"""

import ast
import csv
import io
import re
import subprocess
import sys
import unicodedata
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from calculators import calendar_file as module
from calculators.calendar_file import COLUMNS, calendar_file, csv_file, harmless

PLAN = "haringey initial-conference 2026-11-23"
EXPORTED = "2026-11-22T09:30:00Z"
UID = re.compile(r"[0-9a-f]{32}@core-group-handbook")


def entry(**other: Any) -> dict[str, Any]:
    return {
        "id": "haringey/meets-every-four-weeks/3",
        "rule": "haringey/meets-every-four-weeks",
        "topic": "later-core-groups",
        "title": "Core group 3 at the latest",
        "due": "2026-12-07",
        "due_in_words": "Monday 7 December 2026",
        "says": "The core group meets at least every four weeks; minutes follow, and are shared.",
        "words": "every 4 weeks, counted from the first core group",
        "based_on": "Counted from core group 2, taken on its latest day, Monday 9 November 2026.",
        "source": {"title": "Practice Guidance for Core Groups", "at": "5.2"},
        "remarks": [{"kind": "note", "text": "Note: the guidance also says 'monthly'."}],
    } | other


def timed(due: str, **other: Any) -> dict[str, Any]:
    return entry(id=f"haringey/{due}", due=due, **other)


def written(*entries: dict[str, Any], **other: Any) -> str:
    asked: dict[str, Any] = {"board": "Haringey", "plan": PLAN, "worked_out": EXPORTED} | other
    return calendar_file(entries or (entry(),), **asked)


def read(text: str) -> list[dict[str, Any]]:
    """The events as icalendar reads them from the bytes of the file, errors refused."""
    calendar: Any = icalendar.Calendar.from_ical(text.encode())
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(events)
    return [
        {
            "uid": str(event["UID"]),
            "start": event["DTSTART"].dt,
            "end": event["DTEND"].dt if "DTEND" in event else None,
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "categories": [str(each) for each in event["CATEGORIES"].cats],
            "sequence": int(event["SEQUENCE"]),
            "stamp": event["DTSTAMP"].dt,
            "modified": event["LAST-MODIFIED"].dt,
            "free": str(event["TRANSP"]),
            "alarms": [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")],
        }
        for event in events
    ]


def read_by_the_second(text: str) -> list[dict[str, Any]]:
    """The events as vobject reads them from the bytes of the file, in the same shape."""
    calendar = vobject.readOne(io.StringIO(text.encode().decode(), newline=""), validate=True)
    return [
        {
            "uid": event.uid.value,
            "start": event.dtstart.value,
            "end": event.dtend.value if hasattr(event, "dtend") else None,
            "summary": event.summary.value,
            "description": event.description.value,
            "categories": event.categories.value,
            "sequence": int(event.sequence.value),
            "stamp": event.dtstamp.value,
            "modified": event.last_modified.value,
            "free": event.transp.value,
            "alarms": [alarm.trigger.value for alarm in event.contents.get("valarm", ())],
        }
        for event in calendar.vevent_list
    ]


def test_a_plan_of_one_day_is_written_to_the_letter() -> None:
    assert written(reminder=3).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Core Group Handbook//Plan//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Core group plan (Haringey)",
        "BEGIN:VEVENT",
        "UID:6de203d3ecb1c4a7f57f89292504a651@core-group-handbook",
        "DTSTAMP:20261122T093000Z",
        "LAST-MODIFIED:20261122T093000Z",
        "SEQUENCE:217503000",
        "DTSTART;VALUE=DATE:20261207",
        "DTEND;VALUE=DATE:20261208",
        "SUMMARY:Core group 3 at the latest (Haringey)",
        r"DESCRIPTION:The core group meets at least every four weeks\; minutes follow",
        r" \, and are shared.\nRule: every 4 weeks\, counted from the first core grou",
        r" p (Practice Guidance for Core Groups\, 5.2)\nDue: Monday 7 December 2026\n",
        r" How it was counted: Counted from core group 2\, taken on its latest day\, ",
        r" Monday 9 November 2026.\nNote: the guidance also says 'monthly'.\nWorked o",
        " ut on Sunday 22 November 2026. Check the current local procedures.",
        "CATEGORIES:Core group handbook,Later core groups",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Core group 3 at the latest (Haringey)",
        "TRIGGER:-P2DT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("reader", [read, read_by_the_second])
def test_two_readers_find_what_was_written(reader: Any) -> None:
    events = reader(written(entry(), timed("2026-11-24T16:00+00:00", remarks=[]), reminder=1))
    assert all(UID.fullmatch(event.pop("uid")) for event in events)
    same = {
        "summary": "Core group 3 at the latest (Haringey)",
        "categories": ["Core group handbook", "Later core groups"],
        "sequence": 217503000,
        "stamp": datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        "modified": datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        "free": "TRANSPARENT",
    }
    before_remarks = (
        "The core group meets at least every four weeks; minutes follow, and are shared.\n"
        "Rule: every 4 weeks, counted from the first core group (Practice Guidance for Core Groups, 5.2)\n"
        "Due: Monday 7 December 2026\n"
        "How it was counted: Counted from core group 2, taken on its latest day, Monday 9 November 2026.\n"
    )
    end = "Worked out on Sunday 22 November 2026. Check the current local procedures."
    assert events == [
        same
        | {
            "start": date(2026, 12, 7),
            "end": date(2026, 12, 8),
            "description": f"{before_remarks}Note: the guidance also says 'monthly'.\n{end}",
            "alarms": [timedelta(hours=-15)],
        },
        same
        | {
            "start": datetime(2026, 11, 24, 16, 0, tzinfo=UTC),
            "end": None,
            "description": f"{before_remarks}{end}",
            "alarms": [timedelta(days=-1)],
        },
    ]


def test_the_calendar_says_what_it_is_and_is_no_message_that_would_need_an_organizer() -> None:
    calendar: Any = icalendar.Calendar.from_ical(written().encode())
    assert {name: str(value) for name, value in calendar.items()} == {
        "VERSION": "2.0",
        "PRODID": "-//Core Group Handbook//Plan//EN",
        "CALSCALE": "GREGORIAN",
        "X-WR-CALNAME": "Core group plan (Haringey)",
    }


@pytest.mark.parametrize("reader", [read, read_by_the_second])
def test_a_board_of_several_names_is_escaped(reader: Any) -> None:
    file = written(board="Bedford, Luton; Central")
    assert r"X-WR-CALNAME:Core group plan (Bedford\, Luton\; Central)" in file
    assert reader(file)[0]["summary"] == "Core group 3 at the latest (Bedford, Luton; Central)"


@pytest.mark.parametrize("reader", [read, read_by_the_second])
def test_a_second_export_moves_the_same_events_and_is_the_newer(reader: Any) -> None:
    ids = [f"haringey/meets-every-four-weeks/{number}" for number in (1, 2, 3)]
    days, moved = ("2026-12-07", "2027-01-04", "2027-02-01"), ("2026-12-09", "2027-01-06", "2027-02-03T16:00+00:00")
    first = reader(written(*(entry(id=each, due=due) for each, due in zip(ids, days, strict=True))))
    second = reader(
        written(
            *(entry(id=each, due=due, title="Moved", remarks=[]) for each, due in zip(ids, moved, strict=True)),
            board="Haringey LSCB",
            worked_out="2026-11-22T09:30:01Z",
            reminder=2,
        )
    )
    assert [event["uid"] for event in second] == [event["uid"] for event in first]
    assert len({event["uid"] for event in first}) == 3
    assert [event["start"] for event in second] == [
        date(2026, 12, 9), date(2027, 1, 6), datetime(2027, 2, 3, 16, 0, tzinfo=UTC),
    ]  # fmt: skip
    assert {event["sequence"] for event in first} == {217503000}
    assert {event["sequence"] for event in second} == {217503001}


def test_an_entry_keeps_its_uid_when_others_come_and_go() -> None:
    alone = read(written(entry(id="b")))
    among = read(written(entry(id="a"), entry(id="b"), entry(id="c")))
    assert alone[0]["uid"] == among[1]["uid"]


def test_another_plan_has_other_events() -> None:
    plans = [PLAN, "haringey initial-conference 2026-11-24", "haringey review-conference 2026-11-23", ""]
    assert len({read(written(plan=plan))[0]["uid"] for plan in plans}) == 4


def test_where_the_plan_ends_and_the_entry_begins_makes_a_difference() -> None:
    assert read(written(entry(id="bc"), plan="a"))[0]["uid"] != read(written(entry(id="c"), plan="ab"))[0]["uid"]


def test_the_same_plan_exported_at_the_same_moment_is_the_same_file() -> None:
    for same in ("2026-11-22T09:30:00.999+00:00", "2026-11-22T10:30+01:00", "2026-11-22T09:30Z"):
        assert written(worked_out=same) == written()


@pytest.mark.parametrize(
    ("worked_out", "sequence"),
    [
        ("2020-01-01T00:00:00Z", 0),
        ("2026-11-22T09:30:00.250Z", 217503000),
        ("2088-01-19T03:14:07Z", 2147483647),
    ],
)
def test_the_sequence_grows_with_the_moment_and_fits_31_bits(worked_out: str, sequence: int) -> None:
    assert read(written(worked_out=worked_out))[0]["sequence"] == sequence


@pytest.mark.parametrize(
    ("worked_out", "message"),
    [
        ("2019-12-31T23:59:59Z", "a plan cannot have been worked out in 2019; is the clock of this computer right?"),
        ("2088-01-19T03:14:08Z", "a plan cannot have been worked out in 2088; is the clock of this computer right?"),
        ("2026-11-22", "'2026-11-22' is not a moment in UTC; write it as 2026-11-22T09:30:00Z"),
        ("2026-11-22T09:30:00", "'2026-11-22T09:30:00' is not a moment in UTC; write it as 2026-11-22T09:30:00Z"),
        ("today", "'today' is not a moment in UTC; write it as 2026-11-22T09:30:00Z"),
    ],
)
def test_a_moment_of_export_that_cannot_be_is_refused(worked_out: str, message: str) -> None:
    for write in (lambda: written(worked_out=worked_out), lambda: table(worked_out=worked_out)):
        with pytest.raises(ValueError, match=re.escape(message)):
            write()


def test_the_day_it_was_worked_out_is_the_readers_day_and_not_that_of_utc() -> None:
    assert "Worked out on Wednesday 1 July 2026." in read(written(worked_out="2026-06-30T23:30:00Z"))[0]["description"]
    assert table(worked_out="2026-06-30T23:30:00Z")[1][12] == "2026-07-01"


@pytest.mark.parametrize(
    ("due", "start", "end"),
    [
        ("2028-02-29", date(2028, 2, 29), date(2028, 3, 1)),
        ("2026-12-31", date(2026, 12, 31), date(2027, 1, 1)),
        ("2027-03-28", date(2027, 3, 28), date(2027, 3, 29)),
        ("1900-01-01", date(1900, 1, 1), date(1900, 1, 2)),
        ("2200-12-31", date(2200, 12, 31), date(2201, 1, 1)),
    ],
)
def test_a_day_lasts_until_the_next(due: str, start: date, end: date) -> None:
    for reader in (read, read_by_the_second):
        event = reader(written(entry(due=due)))[0]
        assert (event["start"], event["end"]) == (start, end)


@pytest.mark.parametrize(
    ("due", "start", "in_the_table"),
    [
        ("2026-10-24T16:00+01:00", datetime(2026, 10, 24, 15, 0, tzinfo=UTC), ["2026-10-24", "16:00 BST"]),
        ("2026-10-25T01:30+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ["2026-10-25", "01:30 BST"]),
        ("2026-10-25T01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), ["2026-10-25", "01:30 GMT"]),
        ("2026-10-25T16:00+00:00", datetime(2026, 10, 25, 16, 0, tzinfo=UTC), ["2026-10-25", "16:00 GMT"]),
        ("2027-03-28T00:59+00:00", datetime(2027, 3, 28, 0, 59, tzinfo=UTC), ["2027-03-28", "00:59 GMT"]),
        ("2027-03-28T02:00+01:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC), ["2027-03-28", "02:00 BST"]),
        ("2026-07-01T00:30+01:00", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), ["2026-07-01", "00:30 BST"]),
        ("2026-06-30T23:30Z", datetime(2026, 6, 30, 23, 30, tzinfo=UTC), ["2026-07-01", "00:30 BST"]),
    ],
)
def test_a_time_is_the_same_moment_on_either_side_of_the_clock_change(
    due: str, start: datetime, in_the_table: list[str]
) -> None:
    assert [reader(written(entry(due=due)))[0]["start"] for reader in (read, read_by_the_second)] == [start, start]
    assert table(entry(due=due))[1][:2] == in_the_table


def test_there_is_no_alarm_unless_it_is_asked_for() -> None:
    assert "VALARM" not in written()
    assert read(written())[0]["alarms"] == []


@pytest.mark.parametrize(
    ("days", "for_a_day", "for_a_time"),
    [
        (1, timedelta(hours=-15), timedelta(days=-1)),
        (2, timedelta(days=-1, hours=-15), timedelta(days=-2)),
        (30, timedelta(days=-29, hours=-15), timedelta(days=-30)),
    ],
)
def test_an_alarm_comes_at_nine_or_at_the_same_time_so_many_days_before(
    days: int, for_a_day: timedelta, for_a_time: timedelta
) -> None:
    text = written(entry(), timed("2026-11-24T16:00+00:00"), reminder=days)
    for reader in (read, read_by_the_second):
        assert [event["alarms"] for event in reader(text)] == [[for_a_day], [for_a_time]]
    morning = datetime(2026, 12, 7) + for_a_day
    assert morning == datetime(2026, 12, 7, 9) - timedelta(days=days)


@pytest.mark.parametrize("days", [0, 31, -1, True])
def test_an_alarm_of_other_than_1_to_30_days_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="a reminder comes 1 to 30 days before"):
        written(reminder=days)


def test_two_entries_of_one_id_are_refused_since_one_would_overwrite_the_other() -> None:
    with pytest.raises(ValueError, match="two entries of the plan are called 'haringey/meets-every-four-weeks/3'"):
        written(entry(), entry(due="2026-12-08"))


def test_a_calendar_without_events_is_refused_since_no_reader_takes_it() -> None:
    with pytest.raises(ValueError, match="the plan has no deadline to put in a calendar"):
        calendar_file([], board="Haringey", plan=PLAN, worked_out=EXPORTED)


def test_a_due_date_that_is_none_is_refused() -> None:
    for write in (written, table):
        with pytest.raises(ValueError, match="'soon' is not a date"):
            write(entry(due="soon"))


def test_nothing_of_an_entry_is_written_that_is_not_known_to_hold_no_name() -> None:
    named = entry(child="Jordan Example", who=["Sam Example"], counted={"by": "Alex Example"})
    assert written(named) == written()
    assert table(named) == table()


SENTENCES = {
    "a character of two octets": "é" * 200,
    "a character of three octets": "–" * 200,
    "a character of four octets": "🗓" * 200,
    "all of them": "aé–🗓" * 100,
    "a hundred and one backslashes": "\\" * 101,
    "one character short": "x" * 60,
}


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("title", SENTENCES.values(), ids=SENTENCES)
def test_long_lines_are_folded_at_75_octets_between_characters(title: str, shift: int) -> None:
    text = written(entry(title="x" * shift + title))
    lines = text.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()
    for reader in (read, read_by_the_second):
        assert reader(text)[0]["summary"] == f"{'x' * shift}{title} (Haringey)"


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is() -> None:
    just = "x" * (75 - len("SUMMARY: (Haringey)"))
    assert f"\r\nSUMMARY:{just} (Haringey)\r\n" in written(entry(title=just))
    assert f"\r\nSUMMARY:x{just} (Haringey\r\n )\r\n" in written(entry(title=f"x{just}"))


def test_what_has_a_meaning_in_a_calendar_file_is_escaped() -> None:
    assert '\r\nSUMMARY:a\\\\n\\, b\\; c: "d" (Haringey)\r\n' in written(entry(title='a\\n, b; c: "d"'))


HOSTILE = {
    "an event of its own": "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:mine",
    "a line feed alone": "a\nATTACH:file:///etc/passwd",
    "a carriage return alone": "a\rATTACH:file:///etc/passwd",
    "a folded line": "a\r\n ATTACH:x",
    "line ends of Unicode": "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",
    "a backslash before a line break": "a\\\nb",
    "an escaped line break": "a\\nb\\Nc\\\\nd",
    "a backslash at the end": "a\\",
    "separators": "a,b;c:d=e\"f'g",
    "control characters": "a\x00b\x07c\x1bd\x7fe\x9bf",
    "half a surrogate pair": "a\ud83db",
    "a tab": "a\tb",
    "percent and caret escapes": "a%0Ab^nc",
    "markup": "<script>alert(1)</script>&amp;",
    "nothing": "",
    "only spaces": "   ",
    "a byte order mark": "\ufeffa",
}


def as_one_line(text: str) -> str:
    """`text` in words parted by single spaces, with a mark in the place of what no calendar may hold."""
    words = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(each) in ("Cc", "Cs") else each for each in words)


@pytest.mark.parametrize("field", ["title", "topic", "says", "words", "based_on", "due_in_words", "id", "rule"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text_in_its_own_place(text: str, field: str) -> None:
    file = written(entry(**{field: text}))
    first, second = read(file), read_by_the_second(file)
    assert first == second
    assert len(first) == 1
    assert set(re.findall(r"^[A-Z-]+", file, re.MULTILINE)) == {
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "UID", "DTSTAMP", "LAST-MODIFIED",
        "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "END",
    }  # fmt: skip
    assert not {unicodedata.category(each) for each in file.replace("\r\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    whole = f"{first[0]['summary']}\n{first[0]['description']}"
    if field in ("title", "says", "words", "based_on", "due_in_words"):
        assert as_one_line(text) in whole


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_in_the_rest_stays_text_too(text: str) -> None:
    remarks = [{"kind": text, "text": text}]
    for reader in (read, read_by_the_second):
        events = reader(
            written(entry(source={"title": text, "at": text}, remarks=remarks), board=text, plan=text, reminder=1)
        )
        assert len(events) == 1
        lines = events[0]["description"].split("\n")
        assert len(lines) == 6
        assert lines[1] == as_one_line(f"Rule: every 4 weeks, counted from the first core group ({text}, {text})")
        assert lines[4] == as_one_line(text)


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=40))
def test_both_readers_read_any_text_alike(title: str, says: str, board: str) -> None:
    file = written(entry(title=title, says=says, topic=title), board=board)
    assert read(file) == read_by_the_second(file)
    assert len(read(file)) == 1
    assert max(len(line) for line in file.encode().split(b"\r\n")) <= 75


def test_five_hundred_deadlines_are_five_hundred_events() -> None:
    day = date(2026, 11, 23)
    entries = [entry(id=f"haringey/seen/{n}", due=(day + timedelta(days=n)).isoformat()) for n in range(500)]
    events = read(written(*entries))
    assert len({event["uid"] for event in events}) == 500
    assert [event["start"] for event in events] == [day + timedelta(days=n) for n in range(500)]


# CSV


def table(*entries: dict[str, Any], board: str = "Haringey", worked_out: str = EXPORTED) -> list[list[str]]:
    """The rows of the CSV as the standard library reads them from its bytes."""
    text = csv_file(entries or (entry(),), board=board, worked_out=worked_out)
    return list(csv.reader(io.StringIO(text.encode().decode(), newline=""), strict=True))


def test_the_table_reads_back_with_the_same_rows() -> None:
    assert table(entry(), timed("2026-11-24T16:00+00:00", due_in_words="Tuesday 24 November 2026, 16:00")) == [
        [
            "Due", "Time", "Due in words", "What", "Board", "Topic", "What the guidance says", "Rule in words",
            "How it was counted", "Document", "Where in it", "Remarks", "Worked out on", "Rule",
        ],
        [
            "2026-12-07", "", "Monday 7 December 2026", "Core group 3 at the latest", "Haringey", "later-core-groups",
            "The core group meets at least every four weeks; minutes follow, and are shared.",
            "every 4 weeks, counted from the first core group",
            "Counted from core group 2, taken on its latest day, Monday 9 November 2026.",
            "Practice Guidance for Core Groups", "5.2", "Note: the guidance also says 'monthly'.", "2026-11-22",
            "haringey/meets-every-four-weeks",
        ],
        [
            "2026-11-24", "16:00 GMT", "Tuesday 24 November 2026, 16:00", "Core group 3 at the latest", "Haringey",
            "later-core-groups", "The core group meets at least every four weeks; minutes follow, and are shared.",
            "every 4 weeks, counted from the first core group",
            "Counted from core group 2, taken on its latest day, Monday 9 November 2026.",
            "Practice Guidance for Core Groups", "5.2", "Note: the guidance also says 'monthly'.", "2026-11-22",
            "haringey/meets-every-four-weeks",
        ],
    ]  # fmt: skip


def test_remarks_share_a_cell() -> None:
    assert table(entry(remarks=[{"kind": "a", "text": "One."}, {"kind": "b", "text": "Two."}]))[1][11] == "One. Two."
    assert table(entry(remarks=[]))[1][11] == ""


def test_a_plan_without_deadlines_is_a_table_of_its_heading_alone() -> None:
    assert csv_file([], board="Haringey", worked_out=EXPORTED) == f"{','.join(COLUMNS)}\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    formula = f'{start}HYPERLINK("http://example.org","x")'
    assert harmless(formula) == f"'{formula}"
    hostile = entry(
        title=formula, topic=formula, says=formula, words=formula, based_on=formula, due_in_words=formula,
        rule=formula, source={"title": formula, "at": formula}, remarks=[{"kind": "x", "text": formula}],
    )  # fmt: skip
    row = table(hostile, board=formula)[1]
    assert row == ["2026-12-07", "", *[f"'{formula}"] * 10, "2026-11-22", f"'{formula}"]


@pytest.mark.parametrize("plain", ["", "a=b", " =1", "5.2", "'=1", "4-6 weeks", "says: -", 'she said "by Friday"'])
def test_a_cell_that_begins_otherwise_is_left_as_it_is(plain: str) -> None:
    assert harmless(plain) == plain
    assert table(entry(title=plain))[1][3] == plain


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    rows = table(entry(title=text, says=text))
    assert [len(row) for row in rows] == [14, 14]
    assert rows[1][3] == rows[1][6] == harmless(text)


@given(st.text(max_size=200))
def test_any_text_comes_back_from_the_table_and_starts_no_formula(text: str) -> None:
    rows = table(entry(title=text, source={"title": text, "at": text}), board=text)
    assert [len(row) for row in rows] == [14, 14]
    assert {rows[1][column] for column in (3, 4, 9, 10)} == {harmless(text)}
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


# What the browser loads


def test_it_is_light_enough_for_a_browser() -> None:
    names = "icalendar, vobject, dateutil.rrule, uuid, random, socket, email, platform"
    script = f"import sys, calculators.calendar_file; print(sorted({{*'{names}'.split(', ')}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {script}"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout == "[]\n"


def test_it_asks_no_clock_and_opens_no_file() -> None:
    assert module.__file__
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    called |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not called & {"now", "today", "utcnow", "open", "read_text", "uuid4", "random"}
