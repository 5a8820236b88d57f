"""How the series of a plan run, told in words: from what each is counted, or why there is none."""

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.deadlines import Count, count_of, write_short
from calculators.requests import Answer
from calculators.schedule import Case, Entry, Statement, days_known, is_meeting

Counted = Sequence[tuple[Statement, Count]]

#: What repeats in a plan: how its line begins, and what is missing where nothing repeats.
_SERIES = {
    "core-group": ("Core groups", "between one core group and the next"),
    "child-seen": ("Seeing the child", "between one visit and the next"),
}
_CONFERENCES = {"initial-conference": "the initial conference", "review-conference": "a review conference"}


def tell_series(
    case: Case,
    statements: Sequence[Statement],
    entries: Sequence[Entry],
    board: Mapping[str, Any],
    shorts: Mapping[str, str],
) -> list[Answer]:
    """Whether and from what each series of a plan runs: {"series", "runs", "text"} for core groups and for visits.

    `shorts` gives the short name of each event. `runs` is false where nothing of that kind repeats in the
    plan; `text` then says why, and what would make it run.
    """
    timed = ((statement, count_of(statement.get("deadline") or {})) for statement in statements)
    counted = [(statement, count) for statement, count in timed if count is not None]
    meets = any(is_meeting(entry.statement) for entry in entries)
    told = []
    for event, (name, between) in _SERIES.items():
        series = [(statement, count) for statement, count in counted if count.repeats and count.event == event]
        runs = any(entry.count.repeats and entry.count.event == event for entry in entries)
        if event == "core-group" and not meets and not days_known(case, event):
            text = _none_from_here(case, counted, series, board)
        elif series:
            start = (
                _start(case, event) if runs else "The first of these does not fall before the review, so none is shown."
            )
            text = f"{_listed(series, shorts)}. {start}"
        else:
            after = " after the first" if event == "core-group" else ""
            text = f"{_no_time(board)} {between}, so none is shown{after}."
        told.append({"series": event, "runs": runs, "text": f"{name}: {text}"})
    return told


def _none_from_here(case: Case, counted: Counted, series: Counted, board: Mapping[str, Any]) -> str:
    """Why no core group can be dated from the conference alone."""
    first = [
        f"the first from {_CONFERENCES[count.event]} ({statement['at']})"
        for statement, count in counted
        if is_meeting(statement) and not count.repeats and count.event in _CONFERENCES
    ]
    later = [f"each later one from the one before ({_cited([statement for statement, _ in series])})"] if series else []
    says = " and ".join([*dict.fromkeys(first), *later])
    here = _CONFERENCES[case.start_event]
    reason = (
        f"This guidance counts {says}, and does not say that any is counted from {here}."
        if says
        else f"T{_no_time(board)[1:]} for any."
    )
    text = f"none can be dated from this conference alone. {reason}"
    if series:
        text += (
            " Enter the core groups held or booked, the last one before the review among them, and the later ones"
            " are counted from it."
        )
    return text


def _start(case: Case, event: str) -> str:
    if days_known(case, event):
        return "They run from the days entered."
    if event == "core-group":
        return "Each is counted from the one before, which is taken to fall on its last permitted day."
    return (
        "The guidance does not say from when the first is counted: this handbook starts at the conference"
        " until a day is entered."
    )


def _no_time(board: Mapping[str, Any]) -> str:
    if board["source"]["coverage"] == "whole":
        return "this guidance gives no time"
    return "this guidance was read only in part, and what was read gives no time"


def _listed(series: Counted, shorts: Mapping[str, str]) -> str:
    each: dict[str, list[Statement]] = {}
    for statement, _ in series:
        each.setdefault(write_short(statement["deadline"], shorts), []).append(statement)
    return "; ".join(f"{words} ({_cited(statements)})" for words, statements in each.items())


def _cited(statements: Sequence[Statement]) -> str:
    return ", ".join(dict.fromkeys(statement["at"] for statement in statements))
