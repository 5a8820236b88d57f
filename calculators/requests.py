"""How the parts of a request are read: which board, which event, which day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from calculators.durations import shortened
from calculators.moments import FieldError, Moment, day_of, read_moment
from calculators.working_days import BankHolidays

Guidance = Mapping[str, Any]
Answer = dict[str, Any]


#: No id or name of anything in the guidance is longer.
LONGEST_NAME = 100


#: No list of days is longer: it has room for one a week over the twenty years that a plan can take.
LONGEST_LIST = 20_000


class Refused(ValueError):
    """A request that cannot be answered; `field` names what is wrong with it."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def bank_holidays(guidance: Guidance) -> BankHolidays:
    """The bank holidays that `guidance` carries."""
    listed = guidance["bank-holidays"]
    return BankHolidays(
        names={date.fromisoformat(day): name for day, name in listed["days"].items()},
        first=date.fromisoformat(listed["first"]),
        last=date.fromisoformat(listed["last"]),
    )


def event_names(guidance: Guidance) -> dict[str, str]:
    """The name of each event, by its id."""
    return {event["id"]: event["name"] for event in guidance["events"]}


def statements_of(board: str, guidance: Guidance) -> list[Mapping[str, Any]]:
    """One board's statements, in the order of its document."""
    return [statement for statement in guidance["statements"] if statement["board"] == board]


def read_board(wanted: object, guidance: Guidance, field: str = "board") -> Mapping[str, Any]:
    """The board whose id is `wanted`. Raises Refused, with the likely one, when there is none."""
    boards: dict[str, Mapping[str, Any]] = {board["id"]: board for board in guidance["boards"]}
    if not wanted:
        raise Refused("Choose a board", field)
    return boards[known(str(wanted), boards, "board", field)]


def read_event(on: object, guidance: Guidance) -> tuple[str, Moment]:
    """The one event in `on` and its moment. Raises Refused or FieldError for anything else."""
    if not isinstance(on, Mapping) or not on:
        raise Refused("Choose what happened", "event")
    if len(on) != 1:
        raise Refused("Give one event at a time", "event")
    ((wanted, given),) = on.items()
    return known(str(wanted), event_names(guidance), "event", "event"), read_moment(given)


def read_days(given: object, what: str, field: str) -> list[date]:
    """The days in a list, or in text with commas or line breaks between them, in order and each once.

    Raises FieldError with the day that cannot be read.
    """
    if isinstance(given, str) and len(given) > LONGEST_LIST:
        raise FieldError(f"{what}: this is longer than {LONGEST_LIST:,} letters; give fewer days", field)
    if isinstance(given, str):
        given = [part for line in given.splitlines() for part in line.replace(";", ",").split(",")]
    if not isinstance(given, Iterable) or isinstance(given, Mapping):
        return []
    days = set()
    for part in given:
        if part is None or str(part).strip() == "":
            continue
        try:
            days.add(day_of(read_moment(part)))
        except FieldError as error:
            raise FieldError(f"{what}: {error}", field) from None
    return sorted(days)


def known(wanted: str, among: Iterable[str], kind: str, field: str) -> str:
    """`wanted`, where it is one of `among`. Raises Refused, with the likely one, where it is not."""
    if wanted in among:
        return wanted
    # Imported where it is needed: a first date waits for every import.
    import difflib

    listed = list(among)
    # What is far longer than any of them is none of them misspelt, and to compare it would take long.
    near = difflib.get_close_matches(wanted, listed, 1, 0.5) if len(wanted) <= LONGEST_NAME else []
    hint = f"; did you mean '{near[0]}'?" if near else f"; it is one of: {shortened(', '.join(listed), 200)}"
    raise Refused(f"unknown {kind} '{shortened(wanted)}'{hint}", field)
