"""Guidance made up for the tests: one board, a few rules, the bank holidays as GOV.UK publishes them."""

from collections.abc import Mapping
from typing import Any

from calculators.answers import answer
from calculators.counted import counted_as, counted_from
from tests.calculators.oracle import FIRST, HOLIDAYS, LAST

EVENTS = ("initial-conference", "review-conference", "core-group", "concern-raised")


def guidance(*deadlines: Mapping[str, Any], coverage: str = "whole", **statement: Any) -> dict[str, Any]:
    """A board "sample" with one statement a deadline, each with the further keys of `statement`."""
    source = {"title": "Sample guidance", "date": "2020", "coverage": coverage}
    other = {"id": "other", "name": "Other", "source": source | {"coverage": "whole"}}
    said = {"board": "sample", "topic": "sample-topic", "who": ["conference"], "force": "should", "says": "So it is."}
    statements = [
        said | {"id": f"rule-{i}", "at": f"1.{i}", "deadline": deadline} | statement
        for i, deadline in enumerate(deadlines, 1)
    ]
    return {
        "version": "0",
        "boards": [{"id": "sample", "name": "Sample", "source": source}, other],
        "groups": [],
        "topics": [{"id": "sample-topic", "group": "all", "title": "Sample topic", "question": "What is it?"}],
        "events": [
            {"id": event, "name": f"the {event.replace('-', ' ')}", "short": event.replace("-", " ")}
            for event in EVENTS
        ],
        "roles": [{"id": "conference", "name": "the conference"}],
        "counted-from": counted_from(statements),
        "counted-as": counted_as(statements),
        "statements": statements,
        "notes": [],
        "terms": [],
        "bank-holidays": {
            "first": FIRST.isoformat(),
            "last": LAST.isoformat(),
            "days": {day.isoformat(): name for day, name in HOLIDAYS.items()},
        },
    }


NO_RULES = guidance()


def count(duration: str, event: object, before: bool = False) -> dict[str, Any]:
    """The door's answer to a count of `duration` from `event`, or back from it."""
    return answer({"ask": "count", "from": event, "duration": duration, "before": before}, NO_RULES)


def due(deadline: Mapping[str, Any], event: object, **statement: Any) -> dict[str, Any]:
    """The one row of the door's answer for a board whose only rule has `deadline`."""
    named = deadline["before" if "by" in deadline else "of"]
    found = answer({"ask": "due", "board": "sample", "on": {named: event}}, guidance(deadline, **statement))
    (row,) = found["dates"]
    return row


def within(*durations: str) -> dict[str, Any]:
    """The deadline "within that of the core group"; two durations are a range."""
    return {"within": list(durations) if len(durations) > 1 else durations[0], "of": "core-group"}


def by(*durations: str) -> dict[str, Any]:
    """The deadline "at least that before the core group"; two durations are a range."""
    return {"by": list(durations) if len(durations) > 1 else durations[0], "before": "core-group"}
