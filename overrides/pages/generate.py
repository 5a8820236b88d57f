"""The pages made from the rules: an ordinary function that yields addresses and their text.

Nothing here knows MkDocs: what is yielded can be written to any folder.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from posixpath import relpath
from typing import Any

from jinja2 import Environment, FileSystemLoader, Undefined
from markupsafe import Markup

from calculators.case_check import checked_rules
from calculators.case_table import LARGEST
from calculators.comparison import Comparison
from calculators.deadlines import Count, count_of, write_deadline
from calculators.moments import MONTHS, WEEKDAYS, read_moment, write_day, write_moment
from calculators.ready_reckoner import Reckoner, ready_reckoners
from calculators.requests import bank_holidays, event_names
from overrides.forms.drawing import Drawing
from overrides.forms.made import ALL, FOLDER
from overrides.forms.made import files as form_files
from overrides.forms.page_styles import PAGE_STYLES, page_styles
from overrides.pages.build_day import build_day
from overrides.pages.explained import explainer
from overrides.pages.third_party import third_party
from overrides.runtime.served import Served
from rules.form_model import GROUPS, Form
from rules.open_data import DATA, SCHEMA, guidance_as_data
from rules.reader import Guidance
from rules.schema import data_schema

TEMPLATES = Path(__file__).parent
CHANGES = Path(__file__).parents[2] / "CHANGELOG.md"
MONTHS_AHEAD = 12
#: How many boards the comparison shows at a time, and at first.
COLUMNS = 6
#: Where there are more local boards than this, a page lists them and leaves what each says to the board's own page: it
#: then weighs as much with 500 boards as with 50, but for the list.
MOST_IN_FULL = 12
WIDGETS = Path(__file__).parents[1] / "widgets"

FORCES = {
    "must": "The document says must, or calls it required.",
    "should": "The document says should.",
    "expected": "The document says that it will be done, or whose task it is.",
    "advised": "The document says may, can, consider, or calls it good practice.",
    "described": "The document describes it.",
}


class Handbook:
    """The guidance, ready to be written as pages."""

    def __init__(self, guidance: Guidance, forms: Mapping[str, Form] | None = None) -> None:
        self.guidance = guidance
        self.data = json.loads(json.dumps(guidance_as_data(guidance)))
        self.drawing = Drawing(forms or {}, self.data)
        self.comparison = Comparison(self.data)
        self.served = Served(self.data)
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=Undefined,
            trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
        )  # fmt: skip
        self.templates.filters |= {
            "md": _markdown_text, "front": _front_matter, "day": _write_day,
            "month": _write_month, "short_day": _write_short_day, "weekday_day": _write_weekday_day,
        }  # fmt: skip
        self.templates.globals |= {
            "data": self.data,
            "boards": [board for board in self.data["boards"] if not board.get("national")],
            "national": [board for board in self.data["boards"] if board.get("national")],
            "board": {board["id"]: board for board in self.data["boards"]},
            "topic": {topic["id"]: topic for topic in self.data["topics"]},
            "topics_of": {group: [each["id"] for each in topics]
                          for group, topics in _grouped(self.data["topics"], "group").items()},
            "roles": {role["id"]: role["name"] for role in self.data["roles"]},
            "roles_named": {role for board in self.data["boards"] for role in board.get("words", ())},
            "forces": FORCES,
            "comparison": self.comparison,
            "columns": COLUMNS,
            "many": sum(not board.get("national") for board in self.data["boards"]) > MOST_IN_FULL,
            "deadline_words": lambda deadline: write_deadline(deadline, self._event_names),
            "notes_at": self._notes_at,
            "worked_examples": self._worked_examples,
            "calculator_event": self._calculator_event,
            "counted_events": self._counted_events,
            "hours_events": self._hours_events,
            "event_name": self._event_names.__getitem__,
            "reckoners_of": self._reckoners_of,
            "used_by": self._used_by,
            "checked_rules": lambda board: checked_rules(board, {**self.data, "statements": self._said.get(board, ())}),
            "said_by": lambda board: self._said.get(board, ()),
            "largest_table": LARGEST,
            "served": self.served,
        }

    def pages(self) -> Iterator[tuple[str, str]]:
        """Each generated page: its address in the docs ("boards/haringey.md") and its Markdown."""
        for board in self.data["boards"]:
            said = _grouped(self._said.get(board["id"], ()), "topic")
            yield self._page(f"boards/{board['id']}.md", "board", this=board, said=said)
        for topic in self.data["topics"]:
            related = [each for each in self.data["topics"] if each["group"] == topic["group"] and each != topic]
            yield self._page(f"topics/{topic['id']}.md", "topic", this=topic, related=related)
        for address, template in (
            ("boards/index.md", "boards"),
            ("topics/index.md", "topics"),
            ("compare.md", "compare"),
            ("sources.md", "sources"),
            ("words.md", "words"),
            ("calculators/due-dates.md", "due-dates"),
            ("calculators/plan.md", "plan"),
            ("calculators/compare.md", "compare-dates"),
            ("calculators/check.md", "check"),
        ):
            yield self._page(address, template)
        yield self._page("about/third-party.md", "third-party", parts=third_party())

        yield "about/changes.md", CHANGES.read_text(encoding="utf-8")

        forms = [self._form(identity) for identity in self.drawing.forms]
        for form in forms:
            yield self._page(f"forms/{form['id']}.md", "form", this=form)
        pdfs = all(form["pdf"] for form in forms)
        yield self._page(
            "forms/index.md", "forms", forms=forms, form_groups=GROUPS, forms_folder=FOLDER, all_forms=ALL, pdfs=pdfs
        )

    def files(self) -> Iterator[tuple[str, str | bytes | Path]]:
        """Each file beside the pages: its address, and its text or the file that holds it."""
        yield DATA, json.dumps(self.data, indent=1, ensure_ascii=False)
        yield SCHEMA, json.dumps(data_schema(self.guidance), indent=1, ensure_ascii=False)
        for file in sorted(WIDGETS.glob("*.mjs")):
            yield f"assets/widgets/{file.name}", file
        yield from self.served.files.items()
        yield PAGE_STYLES, page_styles(self.drawing.forms)
        for name, content in self._form_files.items():
            yield f"{FOLDER}{name}", content
        for board in self.drawing.boards:
            words = json.dumps(self.drawing.board_words(board["id"]), ensure_ascii=False)
            yield f"forms/words/{board['id']}.json", words

    def prose(self, text: str, address: str) -> str:
        """A page of docs/ with what it asks of the rules filled in.

        In it, `cite((board, statement, ...), ...)` links to the statements that a sentence rests on. Raises
        ValueError, with the page's name, when it cites one that is not there.
        """
        link = _links_from(address)

        def cite(*places: tuple[str, ...]) -> Markup:
            """Links to what a sentence rests on, each place a board's id and its statements' ids: "(Bexley)"."""
            links = []
            for board, *statements in places:
                for identity in statements:
                    if (board, identity) not in self._statements:
                        raise ValueError(f"there is no statement '{identity}' in {board}; mend the citation")
                links.append(
                    Markup('<a class="cite" href="{}">{}</a>').format(
                        link(f"boards/{board}/#{statements[0]}"), _markdown_text(self._names[board])
                    )
                )
            return Markup('<span class="cites">({})</span>').format(Markup(", ").join(links))

        page = self.templates.from_string(text + "\n\n{% include 'prose-footer.html.j2' %}\n")
        return page.render(link=link, cite=cite, explain=explainer(self.data["terms"], link("words/")))

    def _page(self, address: str, template: str, **values: Any) -> tuple[str, str]:
        link = _links_from(address)
        filled = self.templates.get_template(f"{template}.md.j2").render(
            link=link, explain=explainer(self.data["terms"], link("words/")), **values
        )
        return address, re.sub(r"\n{3,}", "\n\n", filled)

    @cached_property
    def _form_files(self) -> dict[str, bytes]:
        return form_files(self.drawing)

    def _form(self, identity: str) -> dict[str, Any]:
        form = self.drawing.forms[identity]
        pdf = f"{identity}.pdf" in self._form_files
        return {
            "id": identity, "form": form, "title": form.title, "purpose_plain": self.drawing.words(form.purpose),
            "paper": self.drawing.paper(identity), "words": self.drawing.words, "place": self.drawing.place,
            "word": f"{FOLDER}{identity}.docx", "pdf": f"{FOLDER}{identity}.pdf" if pdf else None,
        }  # fmt: skip

    @cached_property
    def _said(self) -> dict[str, list[Mapping[str, Any]]]:
        """Each board's statements, in the order of its document."""
        return _grouped(self.data["statements"], "board")

    @cached_property
    def _counted_by_topic(self) -> dict[str, list[str]]:
        """For each topic, the event of each of its statements that counts from one."""
        events: dict[str, list[str]] = {}
        for statement in self.data["statements"]:
            count = count_of(statement.get("deadline") or {})
            if count is not None:
                events.setdefault(statement["topic"], []).append(count.event)
        return events

    @cached_property
    def _statements(self) -> set[tuple[str, str]]:
        return {(each["board"], each["id"]) for each in self.data["statements"]}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {board["id"]: board["name"] for board in self.data["boards"]}

    @cached_property
    def _event_names(self) -> dict[str, str]:
        return event_names(self.data)

    @cached_property
    def _notes(self) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
        notes: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for note in self.data["notes"]:
            for statement in note["about"]:
                notes.setdefault((note["board"], statement), []).append(note)
        return notes

    def _notes_at(self, statement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        return self._notes.get((statement["board"], statement["id"]), [])

    def _worked_examples(self, statement: Mapping[str, Any]) -> list[dict[str, Any]]:
        count = count_of(statement.get("deadline") or {})
        if count is None:
            return []
        return [
            example | {"event": self._event_names[count.event], "on": write_moment(read_moment(example[count.event])),
                       "due": write_moment(read_moment(example["due"])),
                       "earliest": write_moment(read_moment(example["earliest"])) if "earliest" in example else None}
            for example in statement.get("examples", [])
        ]  # fmt: skip

    def _calculator_event(self, topic: str) -> str | None:
        """The event from which most statements of a topic are counted, or None where none is."""
        events = Counter(self._counted_by_topic.get(topic, ()))
        return max(events, key=events.__getitem__, default=None)

    @cached_property
    def _timed(self) -> dict[str, list[Mapping[str, Any]]]:
        timed: dict[str, list[Mapping[str, Any]]] = {}
        for each in self.data["statements"]:
            if each.get("deadline"):
                timed.setdefault(each["topic"], []).append(each)
        return timed

    def _reckoners_of(self, topic: str) -> tuple[Reckoner, ...]:
        """The ready reckoners of a topic, from the month of the build."""
        return ready_reckoners(self._timed.get(topic, ()), build_day(), MONTHS_AHEAD, bank_holidays(self.data))

    def _used_by(self, term: Mapping[str, Any]) -> list[str]:
        """The ids of the boards in whose statements a term is found."""
        form = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, term['forms']))})(?!\w)")
        found = [each["board"] for each in self.data["statements"] if form.search(f"{each['says']} {each['at']}")]
        return list(dict.fromkeys(found))

    @cached_property
    def _counts(self) -> list[Count]:
        counts = (count_of(each.get("deadline") or {}) for each in self.data["statements"])
        return [count for count in counts if count is not None]

    @property
    def _counted_events(self) -> set[str]:
        return {count.event for count in self._counts}

    @property
    def _hours_events(self) -> set[str]:
        return {count.event for count in self._counts if count.durations[0].unit == "hours"}


def error_page(mistakes: str) -> str:
    """The page shown while the rules have mistakes: each with its file, line and column."""
    lines = "".join(f"<li><code>{escape(line)}</code></li>" for line in mistakes.splitlines())
    what_to_do = "<p>Mend the file and save it; this page then renews itself.</p>"
    return f"# The rules have mistakes\n\n{what_to_do}\n<ul>{lines}</ul>\n"


def _grouped(statements: Iterable[Mapping[str, Any]], key: str) -> dict[str, list[Mapping[str, Any]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for statement in statements:
        groups.setdefault(statement[key], []).append(statement)
    return groups


def _links_from(address: str) -> Any:
    """A function that writes the link from the page at `address` to another address of the site."""
    folder = address.removesuffix("index.md").removesuffix(".md").rstrip("/") or "."

    def link(target: str) -> str:
        path, hash_mark, anchor = target.partition("#")
        relative = relpath(path or ".", folder) if path != folder + "/" else "."
        slash = "/" if (path.endswith("/") or not path) and not relative.endswith("/") else ""
        return f"{relative}{slash}{hash_mark}{anchor}"

    return link


def _markdown_text(text: str) -> Markup:
    """`text` as plain text inside Markdown: no character of it means anything."""
    return Markup(re.sub(r"([\\`*_{}\[\]()#+.!|~-])", r"\\\1", escape(" ".join(text.split()), quote=False)))


def _front_matter(value: str | list[str]) -> Markup:
    """Text, or a list of it, as a page's front matter: the theme prints it into HTML as it stands."""
    escaped = [escape(each) for each in value] if isinstance(value, list) else escape(value)
    return Markup(json.dumps(escaped))


def _write_day(iso: str) -> str:
    moment = read_moment(iso)
    return write_day(moment)


def _write_month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _write_weekday_day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day}"


def _write_short_day(day: date) -> str:
    return f"{_write_weekday_day(day)} {MONTHS[day.month - 1][:3]}"
