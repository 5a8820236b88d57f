"""The command line, through the same door as the browser: `python -m calculators due haringey ...`.

This is the one module here that meets the floor above: something has to read the rules from their
files and hand them to the door, and that is not a calculator's business.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from calculators.answers import answer


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _stop(message)


def main(arguments: Sequence[str]) -> int:
    """Answers `arguments` on standard output and returns the exit code: 0, or 2 for bad input."""
    parser = _Parser(prog="python -m calculators", description="Core group dates, with their working.")
    asks = parser.add_subparsers(dest="ask", metavar="QUESTION")
    due = asks.add_parser("due", help="everything that falls due from an event under a board's guidance")
    due.add_argument("board", help="a board's id, such as haringey (see: boards)")
    due.add_argument("--on", required=True, metavar="EVENT=DATE", action="append",
                     help="what happened when: initial-conference=2026-11-23, or with a time, ...T16:00")  # fmt: skip
    count = asks.add_parser("count", help="count from a day: count 2013-04-08 '3 working days'")
    count.add_argument("from", help="the day of the event, such as 2026-11-23")
    count.add_argument("duration", help="such as '10 working days', '4 weeks', '1 month', '24 hours'")
    count.add_argument("--before", action="store_true", help="count back from the day")
    for ask in (due, count):
        ask.add_argument("-v", "--verbose", action="store_true", help="show each day counted and skipped")
    boards = asks.add_parser("boards", help="every board whose guidance is here")
    topics = asks.add_parser("topics", help="every topic that a statement can be about")
    for ask in (due, count, boards, topics):
        ask.add_argument("--json", action="store_true", help="the whole answer as JSON")

    given = vars(parser.parse_args(arguments))
    if not given["ask"]:
        _stop("ask something: due, count, boards or topics; --help says how")
    if given["ask"] == "due":
        given["on"] = dict(_event_and_date(pair) for pair in given["on"])
    found = answer(given, _guidance())
    if "error" in found:
        _stop(found["error"]["message"])
    if given["json"]:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_WRITERS[given["ask"]](found, given)))
    return 0


def _event_and_date(pair: str) -> tuple[str, str]:
    event, equals, moment = pair.partition("=")
    if not equals:
        _stop(f"'{pair}' is not an event and a date; write it as initial-conference=2026-11-23")
    return event, moment


def _guidance() -> dict[str, Any]:
    from rules.open_data import guidance_as_data
    from rules.reader import RulesError, read_guidance

    try:
        return guidance_as_data(read_guidance())
    except RulesError as error:
        _stop(str(error))


def _stop(message: str) -> NoReturn:
    # One line, whatever was typed: a message that quotes a line break must not become two.
    print(" ".join(message.split()) if "\n" not in message else message, file=sys.stderr)
    raise SystemExit(2)


def _write_due(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    if not found["dates"]:
        return [found["message"]]
    lines = []
    for row in found["dates"]:
        lines += [
            f"{_when(row)}   {row['topic']}",
            f"    {row['says']} [{row['force']}; {row['source']['title']}, {row['source']['at']}]",
            *(f"    {remark['text']}" for remark in row["remarks"]),
            *(_working(row) if given["verbose"] else ()),
        ]
    if found["undated"]:
        lines += ["", "Also said, without a date that can be counted:"]
        lines += [f"    {row['says']} [{row['source']['at']}]" for row in found["undated"]]
    return lines


def _write_count(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    way = "before" if found["before"] else "after"
    first = f"{_when(found)}   ({found['duration']} {way} {found['counted_from']})"
    return [first, *(remark["text"] for remark in found["remarks"]), *(_working(found) if given["verbose"] else ())]


def _when(row: Mapping[str, Any]) -> str:
    if "earliest_in_words" in row:
        return f"{row['earliest_in_words']} to {row['due_in_words']}"
    return str(row["due_in_words"])


def _working(row: Mapping[str, Any]) -> list[str]:
    return [f"    {line}" for line in row["worked_in_words"]]


def _write_boards(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    return _table([(board["id"], board["name"], f"{board['source']}, {board['date']}") for board in found["boards"]])


def _write_topics(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    return _table([(topic["id"], topic["question"]) for topic in found["topics"]])


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    ]


_WRITERS = {"due": _write_due, "count": _write_count, "boards": _write_boards, "topics": _write_topics}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
