"""The command line, through the same door as the browser: `python -m calculators due haringey ...`.

This is the one module here that meets the floor above: something has to read the rules from their
files and hand them to the door, and that is not a calculator's business.
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Any, NoReturn

from calculators import check_command
from calculators.answers import answer
from calculators.durations import shortened
from calculators.telling import write_when


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _stop(message)


def main(arguments: Sequence[str]) -> int:
    """Answers `arguments` on standard output and returns the exit code: 0, or 2 for bad input."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a curly apostrophe shows a mark in its place, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    given = vars(_parser().parse_args(arguments))
    if not given["ask"]:
        _stop(f"ask something: {', '.join(_WRITERS)}; --help says how")
    for option in ("on", "held", "own"):
        if given.get(option) is not None:
            given[option] = _pairs(option, given[option])
    if given["ask"] == "check":
        return _check(given)
    if given.get("ics") or given.get("csv"):
        return _save_plan(given)
    found = answer(given, _guidance())
    if "error" in found:
        _stop(found["error"]["message"])
    if given["json"]:
        print(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_WRITERS[given["ask"]](found, given)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m calculators", description="Core group dates, with their working.")
    asks = parser.add_subparsers(dest="ask", metavar="QUESTION")
    due = asks.add_parser("due", help="everything that falls due from an event under a board's guidance")
    due.add_argument("board", help="a board's id, such as haringey (see: boards)")
    count = asks.add_parser("count", help="count from a day: count 2013-04-08 '3 working days'")
    count.add_argument("from", help="the day of the event, such as 2026-11-23")
    count.add_argument("duration", help="such as '10 working days', '4 weeks', '1 month', '24 hours'")
    count.add_argument("--before", action="store_true", help="count back from the day")
    for ask in (due, count):
        ask.add_argument("-v", "--verbose", action="store_true", help="show each day counted and skipped")
    plan = asks.add_parser("plan", help="every deadline from a conference to the review that follows it")
    plan.add_argument("board", help="a board's id")
    plan.add_argument("--review", help="the day of the next review")
    plan.add_argument("--held", action="append", metavar="EVENT=DATE", help="core-group=... or child-seen=...")
    plan.add_argument(
        "--own",
        action="append",
        metavar="TOPIC=DURATION",
        help="the conference's own: seeing-the-child='7 days'",
    )
    plan.add_argument("--closed", action="append", metavar="DATE", help="a day on which the office is closed")
    plan.add_argument("--series", choices=["held", "latest"], default="held", help="from what later dates run")
    plan.add_argument("--ics", metavar="FILE", help="write the plan as a calendar file")
    plan.add_argument("--csv", metavar="FILE", help="write the plan for a spreadsheet")
    plan.add_argument("--reminder", metavar="DAYS", help="remind so many days before, in the calendar file")
    check_command.add_options(asks.add_parser("check", help="which dates were kept, in one case or in a table of many"))
    compare = asks.add_parser("compare", help="one event under up to six boards, side by side")
    compare.add_argument("boards", nargs="+", help="the boards' ids")
    move = asks.add_parser("move", help="a move from one board's area to another's")
    move.add_argument("from", help="the id of the board left")
    move.add_argument("to", help="the id of the board moved to")
    move.add_argument("--day", required=True, help="the day of the move")
    for ask in (due, plan, compare, move):
        ask.add_argument("--on", required=True, metavar="EVENT=DATE", action="append",
                         help="what happened when: initial-conference=2026-11-23, or with T16:00 after it")  # fmt: skip
    boards = asks.add_parser("boards", help="every board whose guidance is here")
    topics = asks.add_parser("topics", help="every topic that a statement can be about")
    for ask in (due, count, plan, compare, move, boards, topics):
        ask.add_argument("--json", action="store_true", help="the whole answer as JSON")
    return parser


def _pairs(option: str, written: Sequence[str]) -> dict[str, Any]:
    """What was given as NAME=VALUE, by name; days held gather in a list."""
    found: dict[str, Any] = {}
    for pair in written:
        name, value = _event_and_date(pair)
        if name in found and option != "held":
            _stop(f"'{name}' is given twice; give it once")
        if option == "held":
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


def _save_plan(given: Mapping[str, Any]) -> int:
    worked_out = datetime.now(UTC).isoformat(timespec="seconds")
    for kind in ("ics", "csv"):
        if given[kind]:
            found = answer({**given, "ask": "plan-file", "kind": kind, "worked_out": worked_out}, _guidance())
            if "error" in found:
                _stop(found["error"]["message"])
            try:
                with open(given[kind], "w", encoding="utf-8", newline="") as file:
                    file.write(found["text"])
            except OSError as error:
                _stop(f"{given[kind]} cannot be written: {error.strerror}")
            print(f"Written: {given[kind]}")
    return 0


def _check(given: Mapping[str, Any]) -> int:
    # All that is found is kept to the end: to look for what could be let go would only take time.
    gc.disable()
    try:
        found = answer(check_command.request_of(given, _event_and_date), _guidance())
        if "error" in found:
            _stop(found["error"]["message"])
        check_command.save(found, given)
    except check_command.CannotRead as problem:
        _stop(str(problem))
    lines = [json.dumps(found, indent=2, ensure_ascii=False)] if given["json"] else check_command.write(found)
    print("\n".join(lines))
    return 0


def _event_and_date(pair: str) -> tuple[str, str]:
    event, equals, moment = pair.partition("=")
    if not equals:
        _stop(f"'{shortened(pair)}' is not an event and a date; write it as initial-conference=2026-11-23")
    return event, moment


def _guidance() -> dict[str, Any]:
    from rules.open_data import guidance_as_data
    from rules.reader import RulesError, read_guidance

    try:
        return guidance_as_data(read_guidance())
    except RulesError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


def _stop(message: str) -> NoReturn:
    # One line, whatever was typed: a message that quotes a line break must not become two.
    print(" ".join(message.split()), file=sys.stderr)
    raise SystemExit(2)


def _write_due(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    if not found["dates"]:
        return [found["message"]]
    lines = []
    for row in found["dates"]:
        lines += [
            f"{write_when(row)}   {row['topic']}",
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
    first = f"{write_when(found)}   ({found['duration']} {way} {found['counted_from']})"
    return [first, *(remark["text"] for remark in found["remarks"]), *(_working(found) if given["verbose"] else ())]


def _working(row: Mapping[str, Any]) -> list[str]:
    return [f"    {line}" for line in row["worked_in_words"]]


def _write_plan(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    lines = [
        f"{found['name']}: from {found['start']['date_in_words']} to {found['review']['date_in_words']}",
        found["review"]["how"],
        *found["told"],
        *(each["text"] for each in found["series"]),
        "",
    ]
    rows = [_plan_row(entry) for entry in found["entries"]]
    rows.insert(found["review"]["place"], [f"{found['review']['date_in_words']}   Review conference"])
    lines += [line for row in rows for line in row]
    return [*lines, "", *(f"{each['says']} {each['text']} [{each['source']['at']}]" for each in found["meetings"])]


def _plan_row(entry: Mapping[str, Any]) -> list[str]:
    book = f"; book {entry['book_in_words']} (our suggestion)" if "book" in entry else ""
    first = f"{entry['due_in_words']}   {entry['title']} [{entry['words']}; {entry['source']['at']}]{book}"
    return [first, *(f"    {each['text']}" for each in entry["on_the_day"])]


def _write_compare(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    lines = [f"From {found['event']} on {found['moment_in_words']}"]
    for topic in found["topics"]:
        lines += ["", topic["title"]]
        for cell in topic["cells"]:
            dates = [
                f"{write_when(each)} ({each['later_in_words']}; {each['words']}; {each['source']['at']})"
                for each in cell["dates"]
            ]
            lines += [f"    {cell['name']}: {date}" for date in dates or [cell["stance"]]]
        lines += [f"    {topic['told']}"] if "told" in topic else []
    return lines if found["topics"] else [*lines, "None of these boards' guidance gives a date from that event."]


def _write_move(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    return [
        f"The move: {found['day_in_words']}",
        *_write_compare(found, given),
        "",
        *(each["told"] for each in found["transfer"]),
    ]


def _write_boards(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    return _table([(board["id"], board["name"], f"{board['source']}, {board['date']}") for board in found["boards"]])


def _write_topics(found: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    return _table([(topic["id"], topic["question"]) for topic in found["topics"]])


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]) for row in rows
    ]


_WRITERS = {
    "due": _write_due,
    "count": _write_count,
    "plan": _write_plan,
    "compare": _write_compare,
    "move": _write_move,
    "boards": _write_boards,
    "topics": _write_topics,
}

if __name__ == "__main__":
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answer, such as `head`, has had enough of it; the interpreter's own last flush
        # must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    raise SystemExit(code)
