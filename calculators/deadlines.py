"""What a deadline is: the forms that guidance uses, each as a plain value, and their words.

A deadline comes as the plain dict that a board file writes, for example
{"within": "10 working days", "of": "initial-conference"}; rules/README.md lists every form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators.durations import Duration, read_duration

Deadline = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """The part of a deadline that gives a date: how long, from which event, and which way.

    `durations` is one duration, or the two ends of a range, shortest first.
    """

    durations: tuple[Duration, ...]
    event: str
    backwards: bool
    repeats: bool = False


def read_durations(written: Any) -> tuple[Duration, ...]:
    """One duration, or the two of a range, shortest first. Raises ValueError when it cannot be read."""
    parts = written if isinstance(written, list | tuple) else [written]
    durations = tuple(read_duration(str(part)) for part in parts)
    if len(durations) not in (1, 2):
        raise ValueError("a range is two durations, such as [4 weeks, 6 weeks]")
    if len(durations) == 2:
        first, second = durations
        if first.unit != second.unit or first.number >= second.number:
            raise ValueError("a range is two durations in one unit, the shorter first, such as [4 weeks, 6 weeks]")
    return durations


def count_of(deadline: Deadline) -> Count | None:
    """How to count the date that `deadline` gives, or None where it gives no date."""
    if "within" in deadline:
        return Count(read_durations(deadline["within"]), deadline["of"], backwards=False)
    if "by" in deadline:
        return Count(read_durations(deadline["by"]), deadline["before"], backwards=True)
    if "every" in deadline:
        return Count(read_durations(deadline["every"]), deadline["of"], backwards=False, repeats=True)
    return None


def events_of(deadline: Deadline) -> tuple[str, ...]:
    """The ids of the events that `deadline` names, in the order in which it names them."""
    named = [deadline.get(key) for key in ("of", "before", "after", "at-each", "length-of")]
    return tuple(event for event in [*named, *deadline.get("between", ())] if event)


def write_durations(durations: tuple[Duration, ...]) -> str:
    """The words of a duration or a range: "10 working days", "4 to 6 weeks"."""
    if len(durations) == 2:
        return f"{durations[0].number} to {durations[1]}"
    return str(durations[0])


def write_deadline(deadline: Deadline, names: Mapping[str, str]) -> str:
    """The words of a deadline, such as "within 10 working days of the initial conference".

    `names` gives the name of each event id.
    """
    count = count_of(deadline)
    if count is not None:
        words, event = write_durations(count.durations), names[count.event]
        if count.repeats:
            return f"every {_without_one(count.durations)}, counted from {event}"
        return f"at least {words} before {event}" if count.backwards else f"within {words} of {event}"
    if "at-least" in deadline:
        first, last = (names[event] for event in deadline["between"])
        return f"at least {_times(deadline['at-least'])} between {first} and {last}"
    if "at-each" in deadline:
        return f"each time: {names[deadline['at-each']]}"
    if "at-most" in deadline:
        return f"at most {write_durations(read_durations(deadline['at-most']))}"
    if "in-words" in deadline:
        after = f", after {names[deadline['after']]}" if deadline.get("after") else ""
        return f"{deadline['in-words']}{after}"
    return f"before {names[deadline['before']]}"


def write_short(deadline: Deadline, names: Mapping[str, str]) -> str:
    """The words that set a deadline beside another: "10 working days", "every 4 weeks", "at least twice".

    Bare "days" are said to be so, since that is a difference between boards. `names` gives the short
    name of each event id.
    """
    count = count_of(deadline)
    if count is not None:
        words = write_durations(count.durations)
        if count.repeats:
            return f"every {_without_one(count.durations)}" + _open_words(count.durations)
        return f"{words}{' before' if count.backwards else ''}" + _open_words(count.durations)
    if "at-least" in deadline:
        return f"at least {_times(deadline['at-least'])}"
    if "at-each" in deadline:
        return f"at each {names[deadline['at-each']].lower()}"
    if "at-most" in deadline:
        return f"at most {write_durations(read_durations(deadline['at-most']))}"
    return str(deadline.get("in-words", "in advance"))


def _times(number: object) -> str:
    return {"1": "once", "2": "twice"}.get(str(number), f"{number} times")


def _without_one(durations: tuple[Duration, ...]) -> str:
    return write_durations(durations).removeprefix("1 ") if len(durations) == 1 else write_durations(durations)


def _open_words(durations: tuple[Duration, ...]) -> str:
    return ", not saying working" if durations[0].unit == "days" else ""
