"""A form drawn in every board's words, from its description and the guidance that it cites."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from calculators.comparison import Comparison, Position
from calculators.deadlines import count_of, write_deadline
from calculators.requests import event_names
from rules.form_model import ROLE, Due, Form

_ARTICLE = re.compile(r"^(the|a|an|each) ")
# More names or times than these would push a form onto another page.
_TOLD_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line under a form's title: what is due and when.

    `statements` are the ids of the board's statements that it is asked from, for the dates of a case to find it;
    a line that tells of all boards has none.
    """

    what: str
    when: str
    statements: tuple[str, ...]


class Drawing:
    """Every form, ready to be drawn. `data` is the guidance as open data (the content of rules.json)."""

    def __init__(self, forms: Mapping[str, Form], data: Mapping[str, Any]) -> None:
        self.forms = forms
        self.boards = [board for board in data["boards"] if not board.get("national")]
        self._board = {board["id"]: board for board in self.boards}
        self._data = data
        self._names = {board["id"]: board["name"] for board in data["boards"]}
        self._at = {f"{each['board']}/{each['id']}": each["at"] for each in data["statements"]}
        self._comparison = Comparison(data)
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._paper = environment.get_template("paper.html.j2")

    def paper(self, identity: str, board: str | None = None) -> Markup:
        """The form as HTML, in the words of `board`."""
        form = self.forms[identity]
        drawn = self._paper.render(
            identity=identity,
            form=form,
            chosen=board,
            words=lambda text: self._marked_words(text, board),
            names=self.board_names,
            due_lines=self.due_lines(form, board),
            any_added=any(field.added for field in form.fields),
            made_from=self.made_from(form),
        )
        return Markup(re.sub(r"\n\s*\n+", "\n", drawn))

    def due_lines(self, form: Form, board: str | None = None) -> list[DueLine]:
        """What stands under the title: one board's times, or all boards' together."""
        if board is None:
            return [line for due in form.due for line in self._due_together(due)]
        return [line for due in form.due for line in self._due_of_a_board(due, self._board[board])]

    def board_words(self, board: str) -> dict[str, Any]:
        """What the forms' pages need to speak as one board does: its word for each role, and each form's due lines.

        {"words": {"lead-practitioner": "key worker", ...}, "due": {form's id: [{"what", "when", "rules"}, ...]}}.
        """
        return {
            "words": {role: self._word(role, board) for role in self._roles},
            "due": {
                identity: [
                    {"what": line.what, "when": line.when, "rules": line.statements}
                    for line in self.due_lines(form, board)
                ]
                for identity, form in self.forms.items()
            },
        }

    def made_from(self, form: Form) -> str:
        """The sentences that say what a form follows or was made from: "Made from Haringey 4.2 and 4.5"."""
        places: dict[str, list[str]] = {}
        for statement in form.made_from:
            at = places.setdefault(self._names[statement.partition("/")[0]], [])
            if self._at[statement] not in at:
                at.append(self._at[statement])
        written = "; ".join(f"{name} ({', '.join(at)})" for name, at in places.items())
        if form.follows:
            return f"Follows {form.follows}, field by field, in this handbook’s own layout."
        return f"Made by this handbook from what these documents ask for: {written}."

    def place(self, statement: str) -> str:
        """Where a statement stands, for a reader: "Haringey, 4.2"."""
        return f"{self._names[statement.partition('/')[0]]}, {self._at[statement]}"

    def board_names(self, boards: Iterable[str]) -> str:
        """The names of boards, as a reader lists them."""
        return listed([self._names[each] for each in boards])

    def words(self, text: str, board: str | None = None) -> str:
        """`text` with each role in the words of `board`, or in this handbook's own."""
        return ROLE.sub(lambda found: self._word(found[1], board), text)

    def _marked_words(self, text: Any, board: str | None) -> Markup:
        parts = ROLE.split(str(text))
        drawn = Markup("")
        for i, part in enumerate(parts):
            role = i % 2 == 1
            word = Markup('<span data-role="{}">{}</span>')
            drawn += word.format(part, self._word(part, board)) if role else escape(part)
        return drawn

    @cached_property
    def _own_words(self) -> dict[str, str]:
        return {role["id"]: _ARTICLE.sub("", role["name"]) for role in self._data["roles"]}

    def _word(self, written: str, board: str | None) -> str:
        role = written.lower()
        of_board: Mapping[str, str] = self._board[board].get("words", {}) if board else {}
        word = of_board.get(role, self._own_words[role])
        return word[:1].upper() + word[1:] if written[:1].isupper() else word

    @cached_property
    def _roles(self) -> list[str]:
        """Every role that a form names, as it is written there."""
        return sorted({role for form in self.forms.values() for role in ROLE.findall(form.model_dump_json())})

    def _due_together(self, due: Due) -> list[DueLine]:
        said: dict[str, list[str]] = {}
        for board in self.boards:
            for words, _ in self._deadlines(self._comparison.position(board, due.topic)):
                said.setdefault(words, []).append(board["name"])
        if not said:
            return []
        if len(said) > _TOLD_AT_MOST:
            told = f"it depends on the board; the boards give {len(said)} different times"
        else:
            told = "; ".join(f"{words} ({_names_or_number(names)})" for words, names in said.items())
        return [DueLine(due.do, told, ())]

    def _due_of_a_board(self, due: Due, board: Mapping[str, Any]) -> list[DueLine]:
        position = self._comparison.position(board, due.topic)
        found = self._deadlines(position)
        if not found:
            silence = {"says": "gives no time for it", "silent": "does not mention it"}
            told = silence.get(position.stance, "was not read for it")
            return [DueLine(due.do, f"the {board['name']} guidance {told}", ())]
        return [
            DueLine(
                due.do,
                f"{words} ({board['name']}, {', '.join(dict.fromkeys(each['at'] for each in statements))})",
                tuple(each["id"] for each in statements),
            )
            for words, statements in found
        ]  # fmt: skip

    def _deadlines(self, position: Position) -> list[tuple[str, list[Mapping[str, Any]]]]:
        """The words of each of a position's deadlines, with the statements that give it; numbers before words."""
        timed = [each for each in position.statements if each.get("deadline")]
        counted = [each for each in timed if count_of(each["deadline"])]
        names = event_names(self._data)
        found: dict[str, list[Mapping[str, Any]]] = {}
        for statement in counted or timed:
            # What a repeated time is counted from stands on the statement's own page; here it would only be long.
            words = write_deadline(statement["deadline"], names).partition(", counted from")[0]
            found.setdefault(words, []).append(statement)
        return list(found.items())


def _names_or_number(boards: Sequence[str]) -> str:
    return listed(boards) if len(boards) <= _TOLD_AT_MOST else f"{len(boards)} boards"


def listed(names: Sequence[str] | Iterable[str]) -> str:
    """Names as a reader lists them: "Bexley, Greenwich and Haringey"."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
