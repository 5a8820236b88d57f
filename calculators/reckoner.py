"""Due dates worked out beforehand: for each distinct count, how many days lie between an event and its due date.

It lets a page show a date before Python has started there. It decides nothing: every number in it is
`due_date`'s answer, and Python in the page answers again, with the working, and is what counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from calculators.deadlines import Count, count_of, write_deadline
from calculators.due_dates import due_date
from calculators.moments import MONTHS, WEEKDAYS, day_of
from calculators.requests import Guidance, event_names
from calculators.working_days import BankHolidays

#: Stands for a day of which nothing is said: its date would rest on bank holidays that are not published yet.
NOT_SAID = " "

#: The character that stands for no days at all; each further day is one character further.
ZERO = 35

Statement = Mapping[str, Any]


def reckoner(statements: Iterable[Statement], holidays: BankHolidays) -> dict[str, Any]:
    """The days of every count in `statements`, for events from the first year of the bank holidays to their last day.

    {"first": the first day (ISO), "weekdays" and "months": their names, "days": {key: text}}: the character at
    a day's place in the text says how many days after it (before it, where the key starts with "before") the
    due date lies. A range has a text for each end. Counts in hours are left out: they need the time of day.
    """
    texts: dict[str, str] = {}
    for statement in statements:
        count = count_of(statement.get("deadline") or {})
        for key, early in _keys(count):
            if count is not None and key not in texts:
                texts[key] = "".join(_days(count, early, holidays))
    names = {"weekdays": list(WEEKDAYS), "months": list(MONTHS)}
    return {"first": holidays.first.isoformat(), "zero": ZERO, **names, "days": texts}


def reckoned(statements: Iterable[Statement], guidance: Guidance) -> dict[str, list[dict[str, Any]]]:
    """What a page shows of each statement that the reckoner can date, by event: {event: [row]}.

    A row has `rule`, `topic`, `says`, `force`, `at`, `words` (the deadline), `due` (the key of its days), for a
    range `earliest`, `open` where its words have another reading too, and `family`, where its topic has words
    for a parent.
    """
    names = event_names(guidance)
    family = {topic["id"]: topic["family"] for topic in guidance["topics"] if topic.get("family")}
    found: dict[str, list[dict[str, Any]]] = {}
    for statement in statements:
        count = count_of(statement.get("deadline") or {})
        keys = {("earliest" if early else "due"): key for key, early in _keys(count)}
        if count is None or not keys:
            continue
        rule = f"{statement['board']}/{statement['id']}"
        row: dict[str, Any] = {"rule": rule, "words": write_deadline(statement["deadline"], names)}
        row |= {name: statement[name] for name in ("topic", "says", "force", "at")} | keys
        if any(len(duration.readings) > 1 for duration in count.durations):
            row["open"] = True
        if statement["topic"] in family:
            row["family"] = family[statement["topic"]]
        found.setdefault(count.event, []).append(row)
    return found


def _keys(count: Count | None) -> list[tuple[str, bool]]:
    """The keys of a count's days, each with whether it is the earlier end of a range."""
    if count is None or count.durations[0].unit == "hours":
        return []
    words = " to ".join(map(str, count.durations))
    key = f"before {words}" if count.backwards else words
    return [(key, False), (f"{key}, earliest", True)] if len(count.durations) == 2 else [(key, False)]


def _days(count: Count, early: bool, holidays: BankHolidays) -> Iterator[str]:
    event = holidays.first
    while event <= holidays.last:
        due = due_date(count, event, holidays)
        end = due.earliest if early and due.earliest is not None else due.due
        yield NOT_SAID if due.provisional else chr(ZERO + abs((day_of(end) - event).days))
        event += timedelta(1)
