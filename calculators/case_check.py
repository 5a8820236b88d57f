"""A check of one case or of many, as it is asked for and as it is told."""

from base64 import b64decode
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from calculators.case_table import (
    CaseTable,
    Row,
    Unread,
    decoded,
    event_words,
    reading_table,
    refuse_too_large,
    write_rows,
)
from calculators.checking import (
    CANNOT_BE_SAID,
    KEPT,
    LATE,
    LATER_THAN_ADVISED,
    MOST_DATES,
    NOT_DONE,
    NOT_YET_DUE,
    STATUSES,
    BoardCheck,
    Case,
    Finding,
    Rule,
    in_order,
    rules_of,
    wrong_order,
)
from calculators.deadlines import events_of, write_deadline
from calculators.due_dates import due_date
from calculators.due_days import DueDays
from calculators.durations import shortened
from calculators.moments import FieldError, Moment, day_of, read_moment, write_day, write_iso, write_moment
from calculators.requests import (
    Answer,
    Guidance,
    Refused,
    bank_holidays,
    event_names,
    known,
    read_board,
    statements_of,
)
from calculators.telling import says_nothing, tell_conditions, tell_date, tell_statement, tell_working

#: How many cases are checked between two words of progress.
PAUSE = 100
#: How many rows that could not be read an answer lists; all of them stand in the result's CSV.
MOST_LISTED = 500

_TITLES = {
    LATE: "Late",
    NOT_DONE: "Not done, and the day has passed",
    LATER_THAN_ADVISED: "Later than advised",
    CANNOT_BE_SAID: "Cannot be said",
    NOT_YET_DUE: "Not yet due",
    KEPT: "Kept",
}
_NEED_A_REASON = (LATE, NOT_DONE, LATER_THAN_ADVISED)
_COLUMNS = (
    "Case", "Status", "In words", "Topic", "Rule", "Counted from", "Due", "Done", "Working days late",
    "Where it stands", "Remarks", "Line",
)  # fmt: skip
_SUMMARY_KEYS = (
    "title", "asks", "kept", "late", "not_done", "later_than_advised", "not_yet_due", "cannot_be_said", "rule",
)  # fmt: skip
_SUMMARY_COLUMNS = (
    "Topic", "What is asked", "Kept", "Late", "of them without a date", "Later than advised", "Not yet due",
    "Cannot be said", "Rule", "Document", "Where in it",
)  # fmt: skip


def check(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """Which dates of one case were kept under one board's rules.

    `request` has `board`; `today`, the day on which it is checked; and `events`, what happened when: a list
    of {"event", "date"}, or a dict of a date, or a list of dates, by event id. Raises Refused or FieldError,
    with the field ("event-2": the second row's), for what cannot be.
    """
    board = read_board(request.get("board"), guidance)
    today = _read_today(request.get("today"))
    dates = _read_events(request.get("events"), guidance)
    return _tell_case(_ready(board, guidance, today), Case(dates), board, guidance)


def check_cases(request: Mapping[str, Any], guidance: Guidance) -> Answer:
    """Which dates were kept in every case of a table: the last answer of `checking_cases`, with all of its CSV."""
    parts, found = [], Answer()
    for found in checking_cases(request, guidance):
        parts.append(found["csv"])
    return found | {"csv": "".join(parts)}


def checking_cases(request: Mapping[str, Any], guidance: Guidance) -> Generator[Answer, None, None]:
    """Checks a table of cases step by step, with an answer after each step.

    `request` has `board`, `today` and `table`: text, or the bytes of a file (`table64`: as base64). `bytes`
    is the size of a file too large to be handed over. Each answer has `words` (how
    far it has come), `done` and `of` (cases) and `csv`, the next part of the result; the last is
    `finished` and has the summary. Raises Refused or FieldError for what cannot be.
    """
    board = read_board(request.get("board"), guidance)
    today = _read_today(request.get("today"))
    table = yield from _reading(request, guidance)
    ready = _ready(board, guidance, today)
    counts: Counter[Finding] = Counter()
    unread, checked, late, lines = list(table.unread), 0, 0, _Lines(board, guidance)
    part = [write_rows([_COLUMNS])]
    for number, (label, row) in enumerate(table.cases.items(), 1):
        case = _case_of(row)
        why = _why_not_checked(case)
        if why:
            unread.append(Unread(row.line, label, f"This case was not checked. {why}"))
        else:
            findings = ready.findings(case)
            checked += 1
            counts.update(findings)
            late += any(finding.status in (LATE, NOT_DONE) for finding in findings)
            part.append(lines.of(label, row.line, findings))
        if number % PAUSE == 0:
            yield _progress("".join(part), number, len(table.cases))
            part = []
    unread.sort(key=lambda each: each.line)
    part.append(lines.unread(unread))
    last = _progress("".join(part), len(table.cases), len(table.cases))
    last |= _tell_all(checked, late, counts, ready, board, guidance) | _tell_unread(unread, table)
    if len(table.cases) == 1 and counts:
        (row,) = table.cases.values()
        last["one"] = _tell_case(ready, _case_of(row), board, guidance)
    yield last


def checked_rules(board: str, guidance: Guidance) -> tuple[Rule, ...]:
    """The rules of one board that dates can be held against, in the order of its document."""
    return rules_of(statements_of(board, guidance), {topic["id"]: topic for topic in guidance["topics"]})


def _ready(board: Mapping[str, Any], guidance: Guidance, today: date) -> BoardCheck:
    names = {event["id"]: event["short"] for event in guidance["events"]}
    return BoardCheck(checked_rules(board["id"], guidance), names, today, DueDays(bank_holidays(guidance)))


def _read_today(given: object) -> date:
    try:
        return day_of(read_moment(given))
    except FieldError as error:
        raise FieldError(f"Today: {error}", f"today-{error.field}") from None


def _read_events(given: object, guidance: Guidance) -> dict[str, tuple[Moment, ...]]:
    rows = list(_rows_of(given))
    if not rows:
        raise Refused("Give at least one thing that happened, with its date", "event-1")
    if len(rows) > MOST_DATES:
        raise Refused(_too_many(len(rows)), "events")
    names, found = event_names(guidance), dict[str, list[Moment]]()
    for number, wanted, written in rows:
        if not wanted:
            raise Refused("Choose what happened on this date", f"event-{number}")
        event = known(str(wanted), names, "event", f"event-{number}")
        try:
            found.setdefault(event, []).append(read_moment(written))
        except FieldError as error:
            raise FieldError(str(error), f"date-{number}") from None
    dates = {event: in_order(moments) for event, moments in found.items()}
    if why := wrong_order(Case(dates)):
        number = next(number for number, event, _ in rows if event == "review-conference")
        raise Refused(why, f"date-{number}")
    return dates


def _rows_of(given: object) -> Iterable[tuple[int, object, object]]:
    """The number, event and date of each row that was filled in, from either form of a request."""
    pairs: list[tuple[object, object]] = []
    if isinstance(given, Mapping):
        for event, dates in given.items():
            several = dates if isinstance(dates, list | tuple) else [dates]
            pairs += [(event, each) for each in several]
    elif isinstance(given, list | tuple):
        pairs = [(row.get("event"), row.get("date")) for row in given if isinstance(row, Mapping)]
    for number, (event, written) in enumerate(pairs, 1):
        if event or written:
            yield number, event, written


def _too_many(number: int) -> str:
    return f"{number:,} dates were given; the most that one case can have is {MOST_DATES}"


def _reading(request: Mapping[str, Any], guidance: Guidance) -> Generator[Answer, None, CaseTable]:
    given = request.get("table") or ""
    if request.get("table64"):
        given = _bytes_of(str(request["table64"]))
    if not given and not request.get("bytes"):
        raise Refused("Paste the rows of a table, or choose a CSV file", "table")
    size = request.get("bytes")
    if not isinstance(given, str | bytes):
        raise Refused("A table is text, or the bytes of a file", "table")
    refuse_too_large(max(size if isinstance(size, int) else 0, len(given)))
    text = decoded(given) if isinstance(given, bytes) else given
    reading = reading_table(text, event_words(guidance))
    while True:
        try:
            lines = next(reading)
        except StopIteration as finished:
            table: CaseTable = finished.value
            return table
        yield _told(f"{lines:,} lines read")


def _bytes_of(base64: str) -> bytes:
    try:
        return b64decode(base64, validate=True)
    except ValueError:
        raise Refused("This file did not arrive whole. Choose it again", "table") from None


def _case_of(row: Row) -> Case:
    return Case({event: in_order(moments) for event, moments in row.dates.items()}, frozenset(row.unread))


def _why_not_checked(case: Case) -> str | None:
    number = sum(map(len, case.dates.values()))
    return _too_many(number) if number > MOST_DATES else wrong_order(case)


def _progress(csv: str, done: int, cases: int) -> Answer:
    return _told(f"{done:,} of {cases:,} cases checked", done, cases, csv)


def _told(words: str, done: int = 0, cases: int = 0, csv: str = "") -> Answer:
    stopped = f"Stopped: {words}. Nothing of it was kept."
    return {"words": words, "words_when_stopped": stopped, "done": done, "of": cases, "csv": csv, "finished": False}


class _Lines:
    """Writes findings as lines of the result. What many lines share is written once and then known."""

    def __init__(self, board: Mapping[str, Any], guidance: Guidance) -> None:
        self._board = board["id"]
        self._topics = {topic["id"]: topic["title"] for topic in guidance["topics"]}
        self._roles = {role["id"]: role["name"] for role in guidance["roles"]}
        self._known: dict[Finding, str] = {}
        self._parts: dict[tuple[object, ...], str] = {}

    def of(self, label: str, line: int, findings: Sequence[Finding]) -> str:
        """The lines of one case, which first stands on `line` of the table."""
        start, end = f"{_cells(label)},", f",{line}\r\n"
        known = self._known
        return "".join([f"{start}{known.get(finding) or self._write(finding)}{end}" for finding in findings])

    def unread(self, unread: Sequence[Unread]) -> str:
        """The lines of what could not be read."""
        nothing = [""] * (len(_COLUMNS) - 4)
        return write_rows([each.case, "not read", each.reason, *nothing, str(each.line)] for each in unread)

    def _write(self, finding: Finding) -> str:
        found = self._parts.get((finding.status, finding.words))
        if found is None:
            found = _cells(finding.status.replace("-", " "), finding.words)
            self._parts[finding.status, finding.words] = found
        rule = self._parts.get((finding.rule,)) or self._write_rule(finding.rule)
        remarks = self._parts.get((finding.rule, finding.remarks))
        if remarks is None:
            remarks = self._write_remarks(finding)
        # Days and numbers need no care; only words do.
        days = f"{_iso(finding.counted_from)},{_iso(finding.due)},{_iso(finding.done)}"
        late = "" if finding.days_late is None else finding.days_late
        written = self._known[finding] = f"{found},{rule},{days},{late},{remarks}"
        return written

    def _write_rule(self, rule: Rule) -> str:
        statement = rule.statement
        written = _cells(self._topics[statement["topic"]], f"{self._board}/{statement['id']}")
        self._parts[rule,] = written
        return written

    def _write_remarks(self, finding: Finding) -> str:
        statement = finding.rule.statement
        remarks = [text for _, text in finding.remarks]
        remarks += [remark["text"] for remark in tell_conditions(statement, self._roles)]
        written = self._parts[finding.rule, finding.remarks] = _cells(statement["at"], " ".join(remarks))
        return written


def _cells(*cells: str) -> str:
    return write_rows([cells]).removesuffix("\r\n")


def _iso(moment: Moment | None) -> str:
    return "" if moment is None else write_iso(moment)


def _tell_case(ready: BoardCheck, case: Case, board: Mapping[str, Any], guidance: Guidance) -> Answer:
    findings = ready.findings(case)
    told = [_tell_finding(finding, ready, board, guidance) for finding in findings]
    told.sort(key=lambda each: (STATUSES.index(each["status"]), each["due"] or "9999"))
    counts = Counter(finding.status for finding in findings)
    topics = dict.fromkeys(each["topic"] for each in told if each["status"] in _NEED_A_REASON)
    found: Answer = {
        "board": board["id"],
        "name": board["name"],
        "title": f"{board['name']}, on {write_day(ready.today)}",
        "today": ready.today.isoformat(),
        "today_in_words": write_day(ready.today),
        "summary": {status: counts[status] for status in STATUSES},
        "summary_in_words": _in_words(counts),
        "remarks": [{"kind": kind, "text": text} for kind, text in ready.remarks(case)],
        "groups": [
            {"status": status, "title": f"{_TITLES[status]} ({counts[status]})"}
            for status in STATUSES
            if counts[status]
        ],
        "columns": ["Rule", "Counted from", "Due", "Done", "What is found"],
        "findings": told,
        "when_late": _when_late(topics, board, guidance),
        "not_checked": _not_checked(case, board, guidance),
        "not_checked_title": "Also said, without a date that can be checked",
    }
    if all(finding.counted_from is None and not case.unread for finding in findings):
        found["message"] = _nothing(case, ready, board, guidance)
    return found


def _tell_finding(finding: Finding, ready: BoardCheck, board: Mapping[str, Any], guidance: Guidance) -> Answer:
    statement = finding.rule.statement
    topic = next(topic for topic in guidance["topics"] if topic["id"] == statement["topic"])
    row = tell_statement(statement, board, guidance)
    citation = f"{board['name']}, {board['source']['title']}, {statement['at']}"
    row |= {
        "topic_title": topic["title"],
        "asks": write_deadline(statement["deadline"], event_names(guidance)),
        "status": finding.status,
        "words": finding.words,
        "citation": citation,
        "working_days_late": finding.days_late,
    }
    for name, moment in (("counted_from", finding.counted_from), ("due", finding.due), ("done", finding.done)):
        row[name] = None if moment is None else write_iso(moment)
        row[f"{name}_in_words"] = "" if moment is None else write_moment(moment)
    roles = {role["id"]: role["name"] for role in guidance["roles"]}
    row["remarks"] = [*tell_conditions(statement, roles), *({"kind": k, "text": text} for k, text in finding.remarks)]
    if finding.rule.count is not None and finding.counted_from is not None and finding.due is not None:
        row |= _working(finding, finding.counted_from, ready, row["remarks"])
    row["provisional"] = any(remark["kind"] == "provisional" for remark in row["remarks"])
    if finding.status in _NEED_A_REASON:
        row["days"] = [
            {"label": label, "date": row[name], "words": row[f"{name}_in_words"]}
            for label, name in (("Counted from", "counted_from"), ("Due", "due"), ("Done", "done"))
            if row[name]
        ]
        row["record"] = _record(row, finding)
    return row


def _working(finding: Finding, start: Moment, ready: BoardCheck, remarks: list[Answer]) -> Answer:
    """Every day counted, where somebody may doubt the day; and what to know of the day itself, in `remarks`."""
    if finding.status == KEPT or finding.rule.count is None:
        return {}
    due = due_date(finding.rule.count, start, ready.due_days.holidays)
    remarks += [each for each in tell_date(due, start)["remarks"] if each["kind"] in ("open", "not-worked", "no-time")]
    return tell_working(due, start) if finding.status in _NEED_A_REASON else {}


def _record(row: Answer, finding: Finding) -> list[Answer]:
    """The lines of a record of the reason; an empty value is a line to write on."""
    return [
        {"label": "What was due", "value": row["says"]},
        {"label": "Date due", "value": row["due_in_words"]},
        {"label": "Date done", "value": row["done_in_words"] or "No date given"},
        {"label": "How late", "value": finding.words},
        {"label": "Rule", "value": f"{row['rule']} ({row['force']}): {row['asks']}"},
        {"label": "Where it stands", "value": row["citation"]},
        {"label": "Reason", "value": ""},
        {"label": "Agreed by", "value": ""},
        {"label": "Date", "value": ""},
    ]


def _when_late(late: Iterable[str], board: Mapping[str, Any], guidance: Guidance) -> list[Answer]:
    """What the guidance says to do when dates on the topics `late` are late: topics that ask the same together."""
    topics = {each["id"]: each for each in guidance["topics"]}
    together: dict[tuple[str, ...], list[str]] = {}
    for topic in late:
        together.setdefault(tuple(topics[topic].get("when-late", ())), []).append(topic)
    found: list[Answer] = []
    above: list[Mapping[str, Any]] = []
    for looked_in, mine in together.items():
        said = [
            statement
            for wanted in looked_in
            for statement in statements_of(board["id"], guidance)
            if statement["topic"] == wanted
        ]
        new = [statement for statement in said if statement not in above]
        above += new
        titles = "; ".join(topics[topic]["title"] for topic in mine)
        told = [tell_statement(statement, board, guidance) for statement in new]
        words = f"{titles}: {_what_to_do(said, new, [topics[each]['title'] for each in looked_in], board)}"
        found.append({"topic": mine[0], "words": words, "statements": told})
    return found


def _what_to_do(
    said: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    looked_in: Sequence[str],
    board: Mapping[str, Any],
) -> str:
    guidance = f"{board['name']}'s guidance"
    if said and not new:
        return f"what {guidance} says to do stands above"
    if said:
        return f"what {guidance} says to do{', besides what stands above' if len(new) < len(said) else ''}"
    if looked_in:
        titles = "; ".join(title.lower() for title in looked_in)
        return f"{guidance} {says_nothing(board)} on what to do then (looked for: {titles})"
    return "this handbook names no part of a guidance that says what to do then"


def _not_checked(case: Case, board: Mapping[str, Any], guidance: Guidance) -> list[Answer]:
    """What the guidance says of the events given that no date can be held against, such as "at each meeting"."""
    names, found = event_names(guidance), []
    checked = [rule.statement for rule in checked_rules(board["id"], guidance)]
    for statement in statements_of(board["id"], guidance):
        deadline = statement.get("deadline")
        if deadline is None or statement in checked or case.dates.keys().isdisjoint(events_of(deadline)):
            continue
        found.append(tell_statement(statement, board, guidance) | {"words": write_deadline(deadline, names)})
    return found


def _nothing(case: Case, ready: BoardCheck, board: Mapping[str, Any], guidance: Guidance) -> str:
    given = ", ".join(f"“{ready.names[event]}”" for event in case.dates)
    counting = {board for event in case.dates for board in guidance["counted-from"].get(event, ())}
    others = [other["name"] for other in guidance["boards"] if other["id"] in counting]
    does = f"These do: {', '.join(others)}." if others else "No other board here does."
    return (
        f"{board['name']}: this guidance {says_nothing(board)} that can be checked from what was given ({given})."
        f" {does}"
    )


def _tell_all(
    checked: int,
    late: int,
    counts: Mapping[Finding, int],
    ready: BoardCheck,
    board: Mapping[str, Any],
    guidance: Guidance,
) -> Answer:
    by_rule: dict[Rule, Counter[str]] = {rule: Counter() for rule in ready.rules}
    for finding, number in counts.items():
        by_rule[finding.rule][finding.status] += number
    totals = sum(by_rule.values(), Counter[str]())
    summary = [_tell_rule(rule, each, board, guidance) for rule, each in by_rule.items()]
    were = "case was" if checked == 1 else "cases were"
    in_words = (
        f"{checked:,} {were} checked under {board['name']}'s guidance on {write_day(ready.today)}."
        f" {_in_words(totals)} In {late:,} {'case' if late == 1 else 'cases'} something is late."
    )
    name = f"core-group-check-{board['id']}-{ready.today.isoformat()}"
    rows = [[*(str(each[key]) for key in _SUMMARY_KEYS), *each["source"].values()] for each in summary]
    return {
        "finished": True,
        "board": board["id"],
        "name": board["name"],
        "title": f"{board['name']}, on {write_day(ready.today)}",
        "today": ready.today.isoformat(),
        "cases": checked,
        "cases_late": late,
        "totals": {status: totals[status] for status in STATUSES},
        "summary": summary,
        "summary_columns": list(_SUMMARY_COLUMNS[:8]),
        "summary_in_words": in_words,
        "summary_csv": write_rows([_SUMMARY_COLUMNS, *rows]),
        "file": f"{name}.csv",
        "summary_file": f"{name}-summary.csv",
    }


def _tell_unread(unread: Sequence[Unread], table: CaseTable) -> Answer:
    said = ""
    if unread:
        entries = "entry" if len(unread) == 1 else "entries"
        said = f"{len(unread):,} {entries} could not be used; the rest were checked."
    if len(unread) > MOST_LISTED:
        said += f" The first {MOST_LISTED} are listed here, and all of them at the end of the result."
    aside = f"Columns that were not used: {shortened(', '.join(table.columns_left_aside), 300)}."
    return {
        "unread": [
            {"line": each.line, "case": shortened(each.case, 200), "reason": each.reason}
            for each in unread[:MOST_LISTED]
        ],
        "unread_count": len(unread),
        "unread_in_words": said,
        "unread_title": "What could not be used, line by line",
        "unread_columns": ["Line", "Case", "Why"],
        "remarks": [{"kind": "columns", "text": aside}] if table.columns_left_aside else [],
    }


def _tell_rule(rule: Rule, counts: Mapping[str, int], board: Mapping[str, Any], guidance: Guidance) -> Answer:
    statement = rule.statement
    topic = next(topic for topic in guidance["topics"] if topic["id"] == statement["topic"])
    return {
        "rule": f"{board['id']}/{statement['id']}",
        "topic": statement["topic"],
        "title": topic["title"],
        "force": statement["force"],
        "source": {"title": board["source"]["title"], "at": statement["at"]},
        "asks": write_deadline(statement["deadline"], event_names(guidance)),
        "kept": counts[KEPT],
        # Late counts all that is: with a late date, and with none though the day has passed.
        "late": counts[LATE] + counts[NOT_DONE],
        "not_done": counts[NOT_DONE],
        "later_than_advised": counts[LATER_THAN_ADVISED],
        "not_yet_due": counts[NOT_YET_DUE],
        "cannot_be_said": counts[CANNOT_BE_SAID],
    }


def _in_words(counts: Mapping[str, int]) -> str:
    late = f"{counts[LATE] + counts[NOT_DONE]:,} late"
    if counts[NOT_DONE]:
        late += f" ({counts[NOT_DONE]:,} of them without a date)"
    parts = [f"{counts[KEPT]:,} kept", late]
    if counts[LATER_THAN_ADVISED]:
        parts.append(f"{counts[LATER_THAN_ADVISED]:,} later than advised")
    parts += [f"{counts[NOT_YET_DUE]:,} not yet due", f"{counts[CANNOT_BE_SAID]:,} cannot be said"]
    return f"{', '.join(parts)}."
