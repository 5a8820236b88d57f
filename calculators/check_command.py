"""The command line's side of a check: its options, the table it opens, and how what is found is written out."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from calculators.case_table import LARGEST

Found = Mapping[str, Any]


class CannotRead(ValueError):
    """A file that cannot be opened or written, in one sentence."""


def add_options(check: argparse.ArgumentParser) -> None:
    """Gives the command `check` its options."""
    check.add_argument("board", help="a board's id")
    check.add_argument("--event", action="append", metavar="EVENT=DATE", default=[], dest="events",
                       help="what happened when: core-group=2026-12-07, again and again")  # fmt: skip
    check.add_argument("--csv", metavar="FILE", dest="table_file",
                       help="many cases from a spreadsheet: columns case, event, date")  # fmt: skip
    check.add_argument("--out", metavar="FILE", help="with --csv: write every finding here, as CSV")
    check.add_argument("--today", metavar="DATE", default=date.today().isoformat(),
                       help="the day on which it is checked (this computer's, where none is given)")  # fmt: skip
    check.add_argument("--json", action="store_true", help="the whole answer as JSON")


def request_of(given: Mapping[str, Any], event_and_date: Callable[[str], tuple[str, str]]) -> dict[str, Any]:
    """The request to the door for what was typed. Raises CannotRead where the table cannot be opened."""
    asked = {"ask": "check", "board": given["board"], "today": given["today"]}
    if given["table_file"] is None:
        if given["out"]:
            raise CannotRead("--out needs a table of cases: give it with --csv")
        rows = [event_and_date(pair) for pair in given["events"]]
        return asked | {"events": [{"event": event, "date": moment} for event, moment in rows]}
    if given["events"]:
        raise CannotRead("give either --event or --csv, not both")
    try:
        file = Path(given["table_file"])
        size = file.stat().st_size
        # What is too large to be read is not read: neither a file that says so, nor a pipe that has no end.
        with file.open("rb") as opened:
            table = opened.read(LARGEST + 1) if size <= LARGEST else b""
    except OSError as error:
        raise CannotRead(f"{given['table_file']} cannot be read: {error.strerror}") from None
    return asked | {"ask": "check-cases", "table": table, "bytes": max(size, len(table))}


def save(found: Found, given: Mapping[str, Any]) -> None:
    """Writes the result of many cases where it was asked for. Raises CannotRead where that cannot be."""
    if given["out"]:
        try:
            # With a byte order mark, without which Excel takes the text for another alphabet's.
            Path(given["out"]).write_text(found["csv"], encoding="utf-8-sig", newline="")
        except OSError as error:
            raise CannotRead(f"{given['out']} cannot be written: {error.strerror}") from None


def write(found: Found) -> list[str]:
    """The lines of what was found, of one case or of many."""
    return _write_cases(found) if "summary_csv" in found else _write_case(found)


def _write_case(found: Found) -> list[str]:
    lines = [found["title"], found["summary_in_words"]]
    lines += [found["message"]] if "message" in found else []
    lines += [remark["text"] for remark in found["remarks"]]
    for group in found["groups"]:
        lines += ["", group["title"]]
        for each in found["findings"]:
            if each["status"] == group["status"]:
                lines += _write_finding(each)
    for late in found["when_late"]:
        lines += ["", late["words"]]
        lines += [f"    {said['says']} [{said['force']}; {said['source']['at']}]" for said in late["statements"]]
    return lines


def _write_finding(each: Found) -> list[str]:
    days = [
        f"{name} {each[key]}"
        for name, key in (("counted from", "counted_from_in_words"), ("due", "due_in_words"), ("done", "done_in_words"))
        if each[key]
    ]
    return [
        f"  {each['words']}   {each['topic_title']}{': ' if days else ''}{', '.join(days)}",
        f"    {each['asks']} [{each['force']}; {each['source']['title']}, {each['source']['at']}]",
        *(f"    {remark['text']}" for remark in each["remarks"]),
    ]


def _write_cases(found: Found) -> list[str]:
    lines = [found["summary_in_words"], *(remark["text"] for remark in found["remarks"]), ""]
    head = ("late", "advised", "cannot say", "not yet", "kept")
    keys = ("late", "later_than_advised", "cannot_be_said", "not_yet_due", "kept")
    lines.append("  ".join(name.rjust(10) for name in head))
    lines += ["  ".join(f"{row[key]:>10,}" for key in keys) + f"  {row['rule']}" for row in found["summary"]]
    if found["unread"]:
        lines += ["", found["unread_in_words"]]
        lines += [f"  line {each['line']}: {each['reason']}" for each in found["unread"]]
    return lines
