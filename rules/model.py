"""What a board file may hold: the model that every file is checked against.

The closed lists (topics, events, roles) are YAML too: validation is given them as its context,
{"topics": ids, "events": ids, "roles": ids}.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
)

from calculators.deadlines import Count, count_of, read_durations
from calculators.durations import UNWRITABLE, shortened
from calculators.moments import read_moment
from calculators.requests import LONGEST_NAME

#: What no text may hold: what cannot be written, and what makes the letters beside it read in another order.
_UNWRITABLE = re.compile(rf"{UNWRITABLE.pattern}|[\u202a-\u202e\u2066-\u2069]")


def _written(text: str) -> str:
    if found := _UNWRITABLE.search(text):
        raise ValueError(f"a character that cannot be seen (U+{ord(found[0]):04X}) stands here; take it out")
    return text


Written = AfterValidator(_written)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), Written]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _iso_day(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("a date is written as 2026-11-23")  # noqa: TRY004 (pydantic takes no TypeError)
    moment = read_moment(value)
    if type(moment) is not date or value.strip() != moment.isoformat():
        raise ValueError(f"'{shortened(value)}' is not a date; write it as 2026-11-23")
    return moment


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("a date is written as 2026-11-23")  # noqa: TRY004 (pydantic takes no TypeError)
    return read_moment(value)


def _durations(value: Any) -> Any:
    read_durations(value)
    return value


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was most likely meant to be, or None.

    A word is also measured against the beginning of each known one, since a reader who writes
    'minuts' means 'minutes-circulated' rather than a shorter word that shares fewer letters.
    """

    def likeness(candidate: str) -> float:
        ends = (candidate, candidate[: len(word)], candidate[: len(word) + 1])
        return max(difflib.SequenceMatcher(None, word, end).ratio() for end in ends)

    # What is far longer than any of them is none of them misspelt, and to compare it would take long.
    if len(word) > LONGEST_NAME:
        return None
    return max((each for each in known if likeness(each) >= 0.6), key=likeness, default=None)


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """The sentence for a word outside a closed list, with the one that was probably meant."""
    known = list(known)
    near = nearest(word, known)
    listed = shortened(", ".join(map(shortened, known)), 1500)
    hint = f"; did you mean '{near}'?" if near else f"; it is one of: {listed}"
    return f"unknown {kind} '{shortened(word)}'{hint}"


def _one_of(vocabulary: str) -> Callable[[str, ValidationInfo], str]:
    def check(word: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(vocabulary, ())
        if word not in known:
            raise ValueError(unknown(vocabulary.removesuffix("s"), word, known))
        return word

    return check


Topic = Annotated[str, AfterValidator(_one_of("topics")), Field(json_schema_extra={"vocabulary": "topics"})]
Event = Annotated[str, AfterValidator(_one_of("events")), Field(json_schema_extra={"vocabulary": "events"})]
Role = Annotated[str, AfterValidator(_one_of("roles")), Field(json_schema_extra={"vocabulary": "roles"})]
Roles = Annotated[list[Role], BeforeValidator(_as_list, json_schema_input_type=Role | list[Role]), Field(min_length=1)]
Slugs = Annotated[list[Slug], BeforeValidator(_as_list, json_schema_input_type=Slug | list[Slug]), Field(min_length=1)]
Day = Annotated[date, BeforeValidator(_iso_day)]
Durations = Annotated[
    str | list[str],
    BeforeValidator(_durations),
    Field(description="A duration such as '10 working days', or a range: [4 weeks, 6 weeks]"),
]


class Part(BaseModel):
    """A mapping in a board file: keys with hyphens, none unknown, nothing changed after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, alias_generator=lambda name: name.replace("_", "-")
    )


class Within(Part):
    """No later than a duration after an event."""

    within: Durations
    of: Event


class By(Part):
    """No later than a duration before an event."""

    by: Durations
    before: Event


class Before(Part):
    """Before an event, without a number."""

    before: Event


class Every(Part):
    """Again and again, counted from the last time the event happened."""

    every: Durations
    of: Event


class AtLeast(Part):
    """So many of something between two events."""

    at_least: Annotated[int, Field(ge=1, le=100)]
    of: Event
    between: Annotated[list[Event], Field(min_length=2, max_length=2)]


class AtEach(Part):
    """Each time an event happens."""

    at_each: Event


class AtMost(Part):
    """How long something lasts at most."""

    at_most: Durations
    length_of: Event


class InWords(Part):
    """A time without a number, such as "as soon as possible"."""

    in_words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60), Written]
    after: Event | None = None


#: Each form of deadline by the key that shows which it is. A form that is added is added here.
DEADLINES: dict[str, type[Part]] = {
    "within": Within, "by": By, "every": Every, "at-least": AtLeast, "at-each": AtEach,
    "at-most": AtMost, "in-words": InWords, "before": Before,
}  # fmt: skip


def _form(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((key for key in DEADLINES if key in value), None)
    return next((key for key, form in DEADLINES.items() if isinstance(value, form)), None)


AnyDeadline = Annotated[
    Annotated[Within, Tag("within")]
    | Annotated[By, Tag("by")]
    | Annotated[Every, Tag("every")]
    | Annotated[AtLeast, Tag("at-least")]
    | Annotated[AtEach, Tag("at-each")]
    | Annotated[AtMost, Tag("at-most")]
    | Annotated[InWords, Tag("in-words")]
    | Annotated[Before, Tag("before")],
    Discriminator(
        _form,
        custom_error_type="deadline",
        custom_error_message="a deadline is written as {within: 10 working days, of: initial-conference};"
        f" its first key is one of: {', '.join(DEADLINES)}",
    ),
]


class Example(Part):
    """A worked example beside a deadline: an event's date and what falls due, worked out by hand."""

    model_config = ConfigDict(extra="allow")

    due: Annotated[Any, BeforeValidator(_moment)]
    earliest: Annotated[Any, BeforeValidator(_moment)] = None
    readings: dict[str, Day] | None = None
    because: Text


class Statement(Part):
    """One thing that a board's guidance says, with its address in the source."""

    id: Slug
    topic: Topic
    who: Roles
    force: Literal["must", "should", "expected", "advised", "described"]
    says: Text
    at: Text
    quoting: Text | None = None
    when: Text | None = None
    unless: Text | None = None
    unless_set_by: Roles | None = None
    deadline: AnyDeadline | None = None
    examples: list[Example] = []

    @property
    def counted(self) -> Count | None:
        """How a date is counted from this statement, or None where it gives none."""
        return None if self.deadline is None else count_of(self.deadline.model_dump(by_alias=True))


class Note(Part):
    """A plain note at the statements it is about: a conflict, an unclear word, what is out of date."""

    kind: Literal["conflict", "unclear", "out-of-date"]
    about: Slugs
    says: Text


class Source(Part):
    """The document that a board file encodes, and how far it can be trusted today."""

    title: Text
    issuer: Text
    issuer_inferred_from: Text | None = None
    date: Text
    date_inferred_from: Text | None = None
    rests_on: list[Text] = []
    status: Text
    check_now: Text
    last_checked: Day
    coverage: Literal["whole", "part"]
    locators: Text


class Board(Part):
    """Everything that one board's guidance says, once."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), Written]
    national: bool = False
    replaced: Text | None = None
    source: Source
    words: dict[Role, Text] = {}
    statements: Annotated[list[Statement], Field(min_length=1)]
    notes: list[Note] = []
    silent: list[Topic] = []


class Group(Part):
    """A group of topics, in the order of a case."""

    id: Slug
    title: Text


class TopicEntry(Part):
    """One topic of the closed list."""

    id: Slug
    group: Slug
    title: Text
    question: Text
    kept_by: Slug | dict[Slug, Slug] | None = None
    cannot_be_said: Text | None = None
    when_late: list[Slug] = []
    family: Text | None = None
    search: list[Text] = []


class EventEntry(Part):
    """One event of the closed list."""

    id: Slug
    name: Text
    short: Text
    question: Text
    family: Text


class RoleEntry(Part):
    """One role of the closed list."""

    id: Slug
    name: Text


class Term(Part):
    """A word explained, and what it became where a source says so."""

    id: Slug
    term: Text
    forms: Annotated[list[Text], Field(min_length=1)]
    means: Text
    became: Text | None = None
    since: Text | None = None
    source: Text | None = None
    sure: Literal["well", "fairly"] | None = None


class Terms(Part):
    """The file of terms."""

    terms: list[Term]


class Topics(Part):
    """The file of topics."""

    groups: list[Group]
    topics: list[TopicEntry]


class Events(Part):
    """The file of events."""

    events: list[EventEntry]


class RolesFile(Part):
    """The file of roles."""

    roles: list[RoleEntry]


class BankHolidayList(Part):
    """GOV.UK's bank holidays of England and Wales."""

    source: Text
    fetched: Day
    first: Day
    last: Day
    days: dict[Day, Text]
