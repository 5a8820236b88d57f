"""The guidance as it stands in the YAML files, read and checked, with the place of every mistake."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from calculators.due_dates import DueDate, due_date
from calculators.durations import shortened
from calculators.moments import Moment, day_of, read_moment, write_iso
from calculators.working_days import BankHolidays
from rules.model import (
    DEADLINES,
    BankHolidayList,
    Board,
    EventEntry,
    Events,
    Example,
    Group,
    Note,
    Part,
    RoleEntry,
    RolesFile,
    Source,
    Statement,
    Term,
    Terms,
    TopicEntry,
    Topics,
    unknown,
)
from rules.yaml_with_places import Document, Path_, YamlMistake, read_yaml

RULES = Path(__file__).parent

_ENTRIES: dict[str, type[Part]] = {
    "groups": Group, "topics": TopicEntry, "events": EventEntry, "roles": RoleEntry, "terms": Term,
}  # fmt: skip

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file: where it stands and what would be right."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        # A key is the author's text, and may be anything.
        path = f"{shortened(self.path, 100)}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {path}{self.message}"


class RulesError(ValueError):
    """Everything that is wrong in the rules, one line a mistake."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Guidance:
    """All that the rules hold: every board by its id, the closed lists, and the bank holidays.

    `boards` has the local boards in the order of their names, then the national documents.
    """

    boards: Mapping[str, Board]
    groups: tuple[Group, ...]
    topics: tuple[TopicEntry, ...]
    events: tuple[EventEntry, ...]
    roles: tuple[RoleEntry, ...]
    terms: tuple[Term, ...]
    holidays: BankHolidayList

    @property
    def bank_holidays(self) -> BankHolidays:
        """The bank holidays as the calculators take them."""
        return BankHolidays(self.holidays.days, self.holidays.first, self.holidays.last)


def read_guidance(folder: Path = RULES) -> Guidance:
    """The guidance in `folder`, which is laid out as this project's `rules/`.

    Raises RulesError with every mistake of the run, not only the first.
    """
    mistakes: list[Mistake] = []
    topics = _read_part(folder / "vocabulary/topics.yaml", Topics, folder, mistakes)
    events = _read_part(folder / "vocabulary/events.yaml", Events, folder, mistakes)
    roles = _read_part(folder / "vocabulary/roles.yaml", RolesFile, folder, mistakes)
    terms = _read_part(folder / "vocabulary/terms.yaml", Terms, folder, mistakes)
    holidays = _read_part(folder / "bank-holidays.yaml", BankHolidayList, folder, mistakes)
    if topics is None or events is None or roles is None or terms is None or holidays is None:
        raise RulesError(mistakes)
    vocabulary = {
        "topics": [topic.id for topic in topics.topics],
        "events": [event.id for event in events.events],
        "roles": [role.id for role in roles.roles],
    }
    published = BankHolidays(holidays.days, holidays.first, holidays.last)
    boards: dict[str, Board] = {}
    for file in [*sorted((folder / "boards").glob("*.yaml")), *sorted((folder / "national").glob("*.yaml"))]:
        board = _read_board(file, folder, vocabulary, published, mistakes)
        if file.stem in boards:
            message = f"the id '{file.stem}' is used by two files; each needs its own"
            mistakes.append(Mistake(name_of_file(file, folder), 1, 1, "", message))
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", file.stem):
            message = f"'{shortened(file.stem)}' is not a short name; use small letters, numbers and hyphens"
            mistakes.append(Mistake(name_of_file(file, folder), 1, 1, "", message))
        if board is not None:
            boards[file.stem] = board
    if mistakes:
        raise RulesError(sorted(mistakes, key=lambda each: (each.file, each.line, each.column)))
    local_first = sorted(boards.items(), key=lambda item: (item[1].national, item[1].name))
    return Guidance(
        boards=dict(local_first),
        groups=tuple(topics.groups),
        topics=tuple(topics.topics),
        events=tuple(events.events),
        roles=tuple(roles.roles),
        terms=tuple(terms.terms),
        holidays=holidays,
    )


def _read_part(file: Path, model: type[P], folder: Path, mistakes: list[Mistake]) -> P | None:
    document = open_document(file, folder, mistakes)
    if document is None:
        return None
    try:
        part = model.model_validate(document.data)
    except ValidationError as error:
        mistakes += _mistakes_of(error, document, file, folder, model)
        return None
    for path, message in _list_checks(document.data):
        mistakes.append(_mistake(file, folder, document, path, message))
    return part


def _list_checks(data: Mapping[str, Any]) -> Iterator[tuple[Path_, str]]:
    """What is wrong with a closed list as a whole: ids that repeat, groups that are not there."""
    groups = [entry["id"] for entry in data.get("groups", ())]
    for key, entries in data.items():
        ids: set[str] = set()
        for i, entry in enumerate(entries if isinstance(entries, list) else ()):
            if entry["id"] in ids:
                yield (key, i, "id"), f"the id '{entry['id']}' is used twice; each needs its own"
            ids.add(entry["id"])
            if "group" in entry and entry["group"] not in groups:
                yield (key, i, "group"), unknown("group", entry["group"], groups)


def _read_board(
    file: Path,
    folder: Path,
    vocabulary: Mapping[str, list[str]],
    holidays: BankHolidays,
    mistakes: list[Mistake],
) -> Board | None:
    document = open_document(file, folder, mistakes)
    if document is None:
        return None
    board = None
    try:
        board = Board.model_validate(document.data, context=vocabulary)
    except ValidationError as error:
        mistakes += _mistakes_of(error, document, file, folder)
    for path, message in _cross_checks(document.data, vocabulary, holidays):
        mistakes.append(_mistake(file, folder, document, path, message))
    return board


def open_document(file: Path, folder: Path, mistakes: list[Mistake]) -> Document | None:
    """The document in `file`, or None where it cannot be read; what is wrong with it is added to `mistakes`."""
    name = name_of_file(file, folder)
    try:
        document = read_yaml(file)
    except FileNotFoundError:
        mistakes.append(Mistake(name, 1, 1, "", "the file is missing"))
        return None
    except OSError as error:
        mistakes.append(Mistake(name, 1, 1, "", f"the file cannot be read: {error.strerror}"))
        return None
    except YamlMistake as error:
        mistakes.append(Mistake(name, *error.place, "", str(error)))
        return None
    for path, place, message in document.mistakes:
        mistakes.append(Mistake(name, *place, _write_path(path), message))
    return document


def name_of_file(file: Path, folder: Path) -> str:
    """A file as a message names it: "rules/boards/haringey.yaml"; `folder` is the rules' own."""
    return file.relative_to(folder.parent).as_posix()


def _mistake(file: Path, folder: Path, document: Document, path: Path_, message: str) -> Mistake:
    return Mistake(name_of_file(file, folder), *document.place(path), _write_path(path), message)


def _write_path(path: Path_) -> str:
    # A statement or a note is found by its line; its number in the list would only be noise.
    inner = path[2:] if len(path) > 1 and path[0] in ("statements", "notes") else path
    return ".".join(str(part) for part in inner)


def _mistakes_of(
    error: ValidationError, document: Document, file: Path, folder: Path, model: type[Part] = Board
) -> Iterator[Mistake]:
    for each in error.errors():
        path = path_in_file(each["loc"], document.data)
        yield _mistake(file, folder, document, path, message_of(each, path, document.data, model))


def path_in_file(location: tuple[str | int, ...], data: Any) -> Path_:
    """The path in a file's `data` of what pydantic found at `location`."""
    # pydantic puts the name of a deadline's form into the path, after "deadline", and of an
    # alternative of a type; the file has no such level.
    path: list[str | int] = []
    for i, part in enumerate(location):
        here = _at(data, path)
        last = i == len(location) - 1
        # A key that is missing stands last in the path; the names of a type's alternatives do too.
        missing = last and isinstance(part, str) and "[" not in part and part != "str"
        if isinstance(here, dict) and (part in here or missing):
            if path[-1:] == ["deadline"] and part in DEADLINES and not last:
                continue
            path.append(part)
        elif isinstance(here, list) and isinstance(part, int):
            path.append(part)
    return tuple(path)


def _at(data: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        data = data[part]
    return data


def message_of(error: Mapping[str, Any], path: Path_, data: Any, model: type[Part] = Board) -> str:
    """One sentence for pydantic's `error` at `path` of a file's `data`: what is wrong and what would be right.

    `model` is what the file as a whole is read as.
    """
    given = error.get("input")
    match error["type"]:
        case "missing":
            return "missing; it is needed here"
        case "extra_forbidden":
            here = _model_at(path[:-1], _at(data, path[:-1])) or model
            keys = [field.alias or name for name, field in here.model_fields.items()]
            return unknown("key", str(path[-1]), keys)
        case "literal_error":
            expected = [word.strip("'") for word in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
            return unknown(str(path[-1]), str(given), expected)
        case "value_error":
            return str(error["ctx"]["error"])
        case "string_too_short":
            return "empty; write something here or take the line out"
        case "string_type":
            return "plain text is needed here"
        case "model_type" | "dict_type" | "model_attributes_type":
            return "keys and values are needed here, such as `name: ...`"
        case "list_type":
            return "a list is needed here, each item after a hyphen"
        case "string_pattern_mismatch":
            return f"'{shortened(str(given))}' is not a short name; use small letters, numbers and hyphens"
        case _:
            return str(error["msg"][:1].lower() + error["msg"][1:])


def _model_at(path: Path_, found: Any) -> type[Part] | None:
    """What the part of a file at `path` is made by; None where it is the whole file."""
    match path:
        case ("statements", _, "deadline", *_):
            return next(form for key, form in DEADLINES.items() if key in found)
        case ("statements", _, "examples", *_):
            return Example
        case ("statements", *_):
            return Statement
        case ("notes", *_):
            return Note
        case ("source", *_):
            return Source
        case (str(key), int()):
            return _ENTRIES.get(key)
    return None


def _cross_checks(
    data: Any, vocabulary: Mapping[str, list[str]], holidays: BankHolidays
) -> Iterator[tuple[Path_, str]]:
    """What no single field can show: ids that repeat or are unknown, examples that do not hold."""
    if not isinstance(data, dict):
        return
    statements, ids = _listed(data, "statements"), set()
    stated = set()
    for i, raw in enumerate(statements):
        if not isinstance(raw, dict):
            continue
        identity = raw.get("id")
        if isinstance(identity, str) and identity in ids:
            yield ("statements", i, "id"), f"the id '{shortened(identity)}' is used twice; each needs its own"
        ids.add(identity if isinstance(identity, str) else None)
        stated.add(raw.get("topic") if isinstance(raw.get("topic"), str) else None)
        try:
            statement = Statement.model_validate(raw, context=vocabulary)
        except ValidationError:
            continue
        for path, message in _check_examples(statement, holidays):
            yield ("statements", i, *path), message
    for i, raw in enumerate(_listed(data, "notes")):
        about = raw.get("about", []) if isinstance(raw, dict) else []
        for identity in about if isinstance(about, list) else [about]:
            if isinstance(identity, str) and identity not in ids:
                yield ("notes", i, "about"), unknown("statement", identity, sorted(filter(None, ids)))
    for i, topic in enumerate(_listed(data, "silent")):
        if isinstance(topic, str) and topic in stated:
            yield ("silent", i), f"'{topic}' is listed as silent, but a statement above is about it"


def _listed(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _check_examples(statement: Statement, holidays: BankHolidays) -> Iterator[tuple[Path_, str]]:
    count = statement.counted
    if count is None:
        if statement.examples:
            yield ("examples",), "this deadline gives no date, so it cannot have examples"
        return
    if not statement.examples:
        wanted = f"{{{count.event}: 2026-11-23, due: ..., because: ...}}"
        yield ("deadline",), f"no worked example; add one: examples: [{wanted}]"
    for i, example in enumerate(statement.examples):
        where: Path_ = ("examples", i)
        given = example.model_extra or {}
        if list(given) != [count.event]:
            yield where, f"an example gives the date of '{count.event}', {write_names(given)}"
            continue
        try:
            event = read_moment(given[count.event])
            due = due_date(count, event, holidays)
        except ValueError as error:
            yield (*where, count.event), str(error)
            continue
        yield from _differences(where, example, due)


def write_names(given: Mapping[str, Any]) -> str:
    """What an example gave instead of its event, for a message."""
    return f"not '{shortened(', '.join(given), 200)}'" if given else "and this one gives none"


def _differences(where: Path_, example: Example, due: DueDate) -> Iterator[tuple[Path_, str]]:
    worked_out: list[tuple[str, Moment | None, Moment | None]] = [
        ("due", example.due, due.due),
        ("earliest", example.earliest, due.earliest),
    ]
    for name, given, found in worked_out:
        if given != found:
            found_words = write_iso(found) if found is not None else "none"
            given_words = write_iso(given) if given is not None else "none"
            yield (*where, name), f"the calculator gives {found_words}, not {given_words}"
    readings = {str(reading.durations[-1]): day_of(reading.due) for reading in due.readings}
    if len(readings) > 1 and example.readings != readings:
        wanted = ", ".join(f"{words}: {day}" for words, day in readings.items())
        yield (*where, "readings"), f"the words are open, so an example gives each reading: {{{wanted}}}"
    if len(readings) == 1 and example.readings is not None:
        yield (*where, "readings"), "the words are not open, so there is only one reading; take it out"
