"""What a form file may hold, and the forms of rules/forms/ read and checked with the place of every mistake."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, ValidationInfo, model_validator

from calculators.durations import shortened
from rules.model import Event, Part, Text, Topic, Written, nearest, unknown
from rules.reader import RULES, Guidance, Mistake, RulesError, message_of, name_of_file, open_document, path_in_file
from rules.yaml_with_places import Document, Path_

#: Where a board's own word for a role is put: "{lead-practitioner}"; a capital, "{Lead-practitioner}", is kept.
ROLE = re.compile(r"\{([A-Za-z-]+)\}")

#: The groups in which the forms are listed, in their order.
GROUPS = {
    "meeting": "For the meeting",
    "plan": "The plan",
    "between": "Between meetings",
    "review": "For the review",
    "family": "For the family",
}

#: A width of a field, in twelfths of the page.
WIDTHS = {"full": 12, "three-quarters": 9, "two-thirds": 8, "half": 6, "third": 4, "quarter": 3}


def _known_statement(word: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("statements", ())
    if word in known:
        return word
    board, slash, _ = word.partition("/")
    if not slash:
        raise ValueError(
            f"'{shortened(word)}' is not a statement; write it as board/statement-id, such as haringey/own-copy"
        )
    # The nearest of the same board: what is meant is seldom another board's.
    near = nearest(word, [each for each in known if each.startswith(f"{board}/")] or known)
    raise ValueError(f"unknown statement '{shortened(word)}'" + (f"; did you mean '{near}'?" if near else ""))


def _known_board(word: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("boards", ())
    if word not in known:
        raise ValueError(unknown("board", word, known))
    return word


def _known_roles(text: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get("roles", ())
    for role in ROLE.findall(text):
        if role.lower() not in known:
            raise ValueError(unknown("role", role, known))
    return text


Statement = Annotated[str, AfterValidator(_known_statement)]
Board = Annotated[str, AfterValidator(_known_board)]
Words = Annotated[Text, AfterValidator(_known_roles)]
Lines = Annotated[int, Field(ge=1, le=40)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]


class Column(Part):
    """One column of a table: its heading and its width beside the others'."""

    label: Words
    width: Annotated[int, Field(ge=1, le=12)] = 1
    kind: Literal["text", "tick"] = "text"


class FormField(Part):
    """One thing that a form asks for.

    `rows` counts writing lines of 8 mm (lines, box) or the empty rows of a table, each `tall` lines high.
    """

    label: Words
    kind: Literal["line", "lines", "box", "table", "tick", "date", "scale"]
    prompt: Words | None = None
    rows: Lines = 1
    tall: Lines = 1
    columns: list[Column] = Field([])
    row_labels: list[Words] = Field([])
    options: list[Words] = Field([])
    ends: Annotated[list[Words], Field(min_length=2, max_length=2)] | None = None
    width: Literal["full", "three-quarters", "two-thirds", "half", "third", "quarter"] = "full"
    event: Event | None = None
    answers: list[Statement] = Field([])
    only_for: list[Board] = Field([])
    added: bool = False

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        needed = {"table": "columns", "tick": "options", "scale": "ends"}.get(self.kind)
        given = {"columns": self.columns, "options": self.options, "ends": self.ends}
        if needed and not given[needed]:
            raise ValueError(f"a field of kind '{self.kind}' needs '{needed}'")
        for key, value in given.items():
            if value and key != needed:
                raise ValueError(f"a field of kind '{self.kind}' has no '{key}'")
        if self.row_labels and self.kind != "table":
            raise ValueError(f"a field of kind '{self.kind}' has no 'row-labels'")
        if self.event and self.kind != "date":
            raise ValueError(f"a field of kind '{self.kind}' has no 'event'")
        if not self.answers and not self.added:
            raise ValueError("name the statements that this field answers, or mark it `added: true` as our own")
        return self

    def share(self, column: Column) -> int:
        """How wide a column of its table is, in hundredths of what the columns share."""
        return round(100 * column.width / sum(each.width for each in self.columns))

    @property
    def twelfths(self) -> int:
        """How wide it is, in twelfths of the page."""
        return WIDTHS[self.width]


class Section(Part):
    """A part of a form under its own heading: words to read, fields to fill, or both."""

    title: Words
    prompt: Words | None = None
    says: list[Words] = Field([])
    new_page: bool = False
    fields: list[FormField] = Field([])

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not self.says and not self.fields:
            raise ValueError("a section needs 'fields' or 'says'")
        return self


class Due(Part):
    """A deadline that stands under the title, asked from the rules: what is done, and the topic that times it."""

    topic: Topic
    do: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60), Written]


class Form(Part):
    """A form to print and to fill."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=60), Written]
    purpose: Words
    group: Literal["meeting", "plan", "between", "review", "family"]
    order: Annotated[int, Field(ge=1, le=999)]
    version: Version
    pages: Annotated[int, Field(ge=1, le=12)]
    made_from: Annotated[list[Statement], Field(min_length=1)]
    follows: Text | None = None
    due: list[Due] = Field([])
    sections: Annotated[list[Section], Field(min_length=1)]

    @property
    def fields(self) -> list[FormField]:
        """Every field, in the order of the form."""
        return [field for section in self.sections for field in section.fields]

    @property
    def boards(self) -> list[str]:
        """The boards whose statements it was made from, each once."""
        cited = [*self.made_from, *(each for field in self.fields for each in field.answers)]
        return list(dict.fromkeys(each.partition("/")[0] for each in cited))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One form file while it is read."""

    file: Path
    folder: Path
    document: Document

    def mistake(self, path: Path_, message: str) -> Mistake:
        # A field is found by its line; the numbers of the lists that lead to it would only be noise.
        lists = [i for i, part in enumerate(path) if part in ("sections", "fields", "due") and i + 1 < len(path)]
        inner = path[lists[-1] + 2 :] if lists else path
        written = ".".join(map(str, inner))
        return Mistake(name_of_file(self.file, self.folder), *self.document.place(path), written, message)

    def mistakes_of(self, error: ValidationError) -> Iterator[Mistake]:
        for each in error.errors():
            path = path_in_file(each["loc"], self.document.data)
            if each["type"] == "extra_forbidden":
                keys = [field.alias or name for name, field in _model_at(path[:-1]).model_fields.items()]
                yield self.mistake(path, unknown("key", str(path[-1]), keys))
            else:
                yield self.mistake(path, message_of(each, path, self.document.data))


def _model_at(path: Path_) -> type[Part]:
    lists = [part for part in path if isinstance(part, str)]
    models: dict[str, type[Part]] = {"columns": Column, "fields": FormField, "sections": Section, "due": Due}
    return models.get(lists[-1], Form) if lists else Form


def read_forms(guidance: Guidance, folder: Path = RULES) -> Mapping[str, Form]:
    """The forms of `folder`/forms by their ids (the files' stems), in the order in which they are listed.

    Raises RulesError with every mistake of the run: what a form cites must stand in `guidance`.
    """
    context = {
        "topics": [topic.id for topic in guidance.topics],
        "events": [event.id for event in guidance.events],
        "roles": [role.id for role in guidance.roles],
        "boards": [identity for identity, board in guidance.boards.items() if not board.national],
        "statements": {
            f"{identity}/{statement.id}": None
            for identity, board in guidance.boards.items()
            for statement in board.statements
        },
    }
    mistakes: list[Mistake] = []
    forms: dict[str, Form] = {}
    for file in sorted((folder / "forms").glob("*.yaml")):
        document = open_document(file, folder, mistakes)
        if document is None:
            continue
        reading = _Reading(file, folder, document)
        try:
            forms[file.stem] = Form.model_validate(document.data, context=context)
        except ValidationError as error:
            mistakes += reading.mistakes_of(error)
            continue
        mistakes += (reading.mistake(path, message) for path, message in _label_checks(forms[file.stem]))
    if mistakes:
        raise RulesError(sorted(mistakes, key=lambda each: (each.file, each.line, each.column)))
    groups = list(GROUPS)
    return dict(sorted(forms.items(), key=lambda item: (groups.index(item[1].group), item[1].order, item[0])))


def _label_checks(form: Form) -> Iterator[tuple[Path_, str]]:
    """What no single field can show: labels that cannot be told apart by ear within a section."""
    for i, section in enumerate(form.sections):
        labels: set[str] = set()
        for j, field in enumerate(section.fields):
            if field.label in labels:
                yield ("sections", i, "fields", j, "label"), f"the label '{shortened(field.label)}' stands twice here"
            labels.add(field.label)
