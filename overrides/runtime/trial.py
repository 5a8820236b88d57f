"""Requests of every kind: what a runtime that was just made has to answer before it is used."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

#: Two cases as a table: the second row cannot be read.
TABLE = "case,event,date\n1,initial-conference,23/11/2026\n1,core-group,07/12/2026\n2,core-group,the 31st\n"
#: As a spreadsheet saves one: each is read by a module of its own. The dash is what makes them differ.
SAVED = [(TABLE + "3,core-group,–\n").encode(encoding) for encoding in ("utf-8-sig", "utf-16", "cp1252")]


def requests(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every worked example of `data` as a question, and at least one question of every other kind."""
    events = {event["id"] for event in data["events"]}
    boards = [board["id"] for board in data["boards"]]
    on = {"initial-conference": "2026-11-23"}
    plan = {"board": boards[0], "on": on, "held": {"core-group": ["2026-12-04"]}, "own": {"seeing-the-child": "7 days"}}
    case = {"initial-conference": "2026-11-23", "core-group": ["2026-12-08", "2027-01-04"]}
    return [
        *({"ask": "due", "board": each["board"], "on": {event: example[event]}}
          for each in data["statements"] for example in each.get("examples", ()) for event in events & example.keys()),
        *({"ask": "due", "board": board, "on": {"concern-raised": "2026-03-28T16:00"}} for board in boards),
        *({"ask": "plan", **plan, "board": board} for board in boards),
        *({"ask": "plan-file", **plan, "kind": kind, "worked_out": "2026-11-22T10:00:00Z", "reminder": "3"}
          for kind in ("ics", "csv")),
        {"ask": "compare", "boards": boards, "on": on},
        {"ask": "move", "from": boards[0], "to": boards[1], "day": "2027-01-04", "on": on},
        *({"ask": "check", "board": board, "today": "2027-06-01", "events": case} for board in boards),
        {"ask": "check-cases", "board": boards[0], "today": "2027-01-31", "table": TABLE},
        *({"ask": "check-cases", "board": boards[0], "today": "2027-01-31", "table64": b64encode(each).decode(),
           "bytes": len(each)} for each in SAVED),
        {"ask": "check-cases-on"},
        {"ask": "count", "from": "2026-11-23", "duration": "10 working days"},
        {"ask": "boards"}, {"ask": "topics"}, {"ask": "nothing"}, {},
        {"ask": "due", "board": "no such board", "on": on},
        {"ask": "due", "board": boards[0], "on": {"initial-conference": {"day": "31", "month": "nov", "year": "26"}}},
    ]  # fmt: skip
