"""The door, given what no form would send: an answer or one clear sentence, and never an exception."""

import csv
import io
import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from calculators.answers import answer
from calculators.browser import Door
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.fuzz.hostile import FORMULAS, HALF, anything, given_to, share, spoilt, text

DAY = {"day": "23", "month": "11", "year": "2026"}
ON = {"initial-conference": DAY | {"time": "16:00"}}
TABLE = "case,event,date\nA1,initial-conference,2026-11-23\nA1,core-group,2026-12-07\n"
PLAN = {
    "board": "haringey", "on": {"initial-conference": DAY}, "review": DAY | {"month": "2", "year": "2027"},
    "held": {"core-group": "2026-12-07, 2027-01-04", "child-seen": "30 November 2026"},
    "own": {"seeing-the-child": "7 days"}, "closed": "2026-12-24", "series": "held",
}  # fmt: skip
#: One request of each kind that is answered, to be spoilt.
REQUESTS: tuple[dict[str, Any], ...] = (
    {"ask": "due", "board": "haringey", "on": ON},
    {"ask": "due", "board": "city-and-hackney", "on": {"concern-raised": "2026-03-28T16:00"}},
    {"ask": "count", "from": "2026-11-23", "duration": "10 working days", "before": False},
    {"ask": "plan", **PLAN},
    {"ask": "plan-file", **PLAN, "kind": "ics", "worked_out": "2026-11-22T09:30:00Z", "reminder": "3"},
    {"ask": "plan-file", **PLAN, "kind": "csv", "worked_out": "2026-11-22T09:30:00Z"},
    {"ask": "compare", "boards": ["haringey", "bexley"], "on": ON},
    {"ask": "move", "from": "haringey", "to": "bexley", "day": "2026-12-10", "on": ON},
    {"ask": "check", "board": "greenwich", "today": "2027-01-31",
     "events": [{"event": "initial-conference", "date": "2026-11-23"}, {"event": "core-group", "date": "2026-12-09"}]},
    {"ask": "check", "board": "bexley", "today": DAY, "events": {"core-group": ["2026-12-07", "2027-01-04"]}},
    {"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table": TABLE},
    {"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table64": "Y2FzZSxldmVudCxkYXRlCg==", "bytes": 16},
    {"ask": "check-cases-on"},
    {"ask": "boards"},
    {"ask": "topics"},
)  # fmt: skip
requests = some.sampled_from(REQUESTS).flatmap(spoilt)
LONGEST_MESSAGE = 400


@cache
def read() -> dict[str, Any]:
    """The guidance as it stands in rules/."""
    return json.loads(json.dumps(guidance_as_data(read_guidance())))


def is_harmless(found: dict[str, Any]) -> None:
    """Asserts that an answer can be carried to a page, and that a refusal is one plain sentence."""
    written = json.dumps(found, ensure_ascii=False, allow_nan=False)
    assert HALF not in written
    if "error" in found:
        is_plain(found["error"])
    if "csv" in found:
        cells = [cell for row in csv.reader(io.StringIO(found["csv"], newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
    if "picture" in found:
        assert not re.search(r"<(script|img|foreignObject)|\bon\w+=|javascript:", found["picture"])


def is_plain(error: dict[str, Any]) -> None:
    """Asserts that a refusal is one sentence of a sane length, at a field."""
    assert set(error) == {"message", "field"}
    assert error["field"] is None or re.fullmatch(r"[a-z0-9-]{1,60}", error["field"])
    message = error["message"]
    assert message.strip()
    assert len(message) <= LONGEST_MESSAGE
    assert len(message.splitlines()) == 1
    assert not re.search(r"Traceback|Error\b|object at 0x|NoneType|[\x00-\x1f\x7f-\x9f]", message)


@share(40)
@given(requests)
def test_a_request_that_was_spoilt_is_answered_or_refused_in_one_plain_sentence(request_: Any) -> None:
    given_to["requests"] += 1
    is_harmless(answer(request_, read()))


@share(10)
@given(some.lists(requests.map(json.dumps) | anything.map(json.dumps) | text, min_size=1, max_size=3))
def test_whatever_text_is_handed_in_by_a_page_the_door_answers_with_json(sent: list[str]) -> None:
    door = Door(json.dumps(read()))
    for request in sent:
        given_to["JSON texts"] += 1
        assert isinstance(json.loads(door.wanted(request)), list)
        is_harmless(json.loads(door.ask(request)))


CELLS = some.sampled_from(
    ("A1", "B2", "core-group", "initial-conference", "ICPC", "2026-12-07", "7/12/2026", "Mon 7/12/2026", "7/12/2026 00:00",
     "", '"', '""', "case", "event", "date", "time", "sep=", *FORMULAS)
)  # fmt: skip
tables = some.builds(
    lambda head, rows, mark, end: end.join([head, *(mark.join(row) for row in rows)]),
    some.sampled_from(("case,event,date", "case;core-group;initial-conference", "", "\ufeffcase\tevent\tdate\ttime")) | text,
    some.lists(some.lists(CELLS | text, max_size=5), max_size=8),
    some.sampled_from((",", ";", "\t", '"', "|", "\x00")),
    some.sampled_from(("\n", "\r\n", "\r", "\x0b")),
)
encodings = some.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "utf-7"))
files = some.binary(max_size=200) | some.builds(
    lambda table, encoding, cut: table.encode(encoding, "replace")[cut:], tables, encodings, some.integers(0, 3)
)


@share(20)
@given(tables | files)
def test_whatever_file_is_taken_for_a_table_the_result_is_harmless_in_a_spreadsheet(table: str | bytes) -> None:
    given_to["tables"] += 1
    found = answer({"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table": table}, read())
    is_harmless(found)
    for row in found.get("unread", ()):
        assert len(row["reason"]) <= LONGEST_MESSAGE
        assert len(row["reason"].splitlines()) == 1


MEGABYTES = 10_000_000
HUGE = {
    "one letter": "x" * MEGABYTES, "blanks inside": "2026-11-23" + " " * MEGABYTES + "a\nb", "digits": "1" * MEGABYTES,
    "marks": '"' * MEGABYTES, "markup": "<script>" * (MEGABYTES // 8), "commas": "," * MEGABYTES,
    "lines": "\n" * MEGABYTES, "dates": "2026-12-07," * (MEGABYTES // 11), "pairs": "a at " * (MEGABYTES // 5),
}  # fmt: skip


@pytest.mark.parametrize("long", HUGE.values(), ids=HUGE)
def test_ten_megabytes_in_any_field_are_answered_like_any_other_mistake(long: str) -> None:
    for request in (
        {"ask": long},
        {"ask": "due", "board": long, "on": ON},
        {"ask": "due", "board": "haringey", "on": {long: "2026-11-23"}},
        {"ask": "due", "board": "haringey", "on": {"initial-conference": long}},
        {"ask": "due", "board": "haringey", "on": {"initial-conference": DAY | {"time": long}}},
        {"ask": "count", "from": "2026-11-23", "duration": long},
        {"ask": "plan", **PLAN, "held": {"core-group": long}},
        {"ask": "plan", **PLAN, "own": {long: "7 days"}},
        {"ask": "plan", **PLAN, "own": {"seeing-the-child": long}},
    ):
        given_to["requests of 10 MB"] += 1
        is_harmless(answer(request, read()))


@pytest.mark.parametrize("long", ["one letter", "marks", "commas"])
@pytest.mark.parametrize("head", ["", "case,event,date\n", "case,event,date\nA1,core-group,"])
def test_ten_megabytes_in_one_line_of_a_table_are_told_with_their_line(head: str, long: str) -> None:
    given_to["tables of 10 MB"] += 1
    table = head + HUGE[long]
    is_harmless(answer({"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table": table}, read()))
