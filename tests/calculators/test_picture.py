"""The picture of a plan, read back as XML: its days are found by their places on the strip, not by how it drew them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest

from calculators.answers import answer
from calculators.picture import Mark, draw
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.calculators import oracle

SVG = "{http://www.w3.org/2000/svg}"
BOARDS = ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey", "working-together-2023")
START, END = date(2026, 12, 21), date(2027, 1, 8)


def why_not(day: date) -> str | None:
    """Why a day is not worked, by numpy's weekends and GOV.UK's list."""
    return None if oracle.is_worked(day) else oracle.HOLIDAYS.get(day, "weekend")


class Strip:
    """A picture as it is seen: what stands where, each place turned back into its day and its lane."""

    def __init__(self, svg: str, start: date, end: date) -> None:
        self.root = ElementTree.fromstring(svg)
        self.all = list(self.root.iter())
        # The two lines of the ends give the scale.
        (self._left, self._first), (right, last) = zip(
            [float(each.attrib["x1"]) for each in self.with_class("end")], (start, end), strict=True
        )
        self._step = (right - self._left) / (last - start).days
        self._lanes = {self._y(each): (each.text or "") for each in self.with_class("lane")}

    def with_class(self, name: str) -> list[ElementTree.Element]:
        return [each for each in self.all if name in (each.get("class") or "").split()]

    def day_at(self, x: float) -> date:
        """The day in whose width `x` lies."""
        return self._first + timedelta(days=int((x - self._left) // self._step))

    def shaded(self, kind: str) -> list[date]:
        days = []
        for each in self.with_class(kind):
            # One rectangle may cover several days; it begins and ends between two days.
            length = float(each.attrib["width"]) / self._step
            assert abs(length - round(length)) < 0.05
            first = self.day_at(float(each.attrib["x"]) + self._step / 2)
            days += [first + timedelta(days=i) for i in range(round(length))]
        return days

    def marks(self, kind: str) -> list[tuple[str, date, str]]:
        """Lane, day and label of each mark, by where it is drawn."""
        return [(self._lane(each), self.day_at(self._x(each)), self._label(each)) for each in self.with_class(kind)]

    def _lane(self, mark: ElementTree.Element) -> str:
        y = self._y(mark)
        return min(self._lanes.items(), key=lambda lane: abs(lane[0] - y))[1]

    @staticmethod
    def _x(mark: ElementTree.Element) -> float:
        # A diamond starts at its upper corner, above its middle.
        return float(mark.attrib["cx"] if "cx" in mark.attrib else mark.attrib["d"][1:].split()[0])

    @staticmethod
    def _y(mark: ElementTree.Element) -> float:
        if "d" in mark.attrib:
            return float(mark.attrib["d"][1:].split()[1].split("l")[0]) + 7
        return float(mark.attrib["cy"] if "cy" in mark.attrib else mark.attrib["y"])

    @staticmethod
    def _label(mark: ElementTree.Element) -> str:
        return mark.findtext(f"{SVG}title") or ""


def strip(*marks: Mark, start: date = START, end: date = END) -> Strip:
    return Strip(draw([(start, "Conference"), (end, "Review")], marks, why_not), start, end)


def test_weekends_and_bank_holidays_are_shaded_each_in_its_own_way_and_nothing_else_is() -> None:
    seen = strip()
    assert seen.shaded("weekend") == [date(2026, 12, 26), date(2026, 12, 27), date(2027, 1, 2), date(2027, 1, 3)]
    assert seen.shaded("holiday") == [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]


def test_every_mark_stands_in_its_lane_on_its_day() -> None:
    seen = strip(
        Mark("Meetings", date(2026, 12, 23), "First: Wednesday 23 December 2026"),
        Mark("Visits", date(2026, 12, 23), "Visit 1: Wednesday 23 December 2026"),
        Mark("Meetings", date(2027, 1, 6), "Second: Wednesday 6 January 2027"),
        Mark("Visits", date(2026, 12, 22), "Visits: held on Tuesday 22 December 2026", held=True),
        Mark("Visits", END, "Visit 2: Friday 8 January 2027"),
    )
    assert [each.text for each in seen.with_class("lane")] == ["Meetings", "Visits"]
    assert sorted(seen.marks("deadline")) == [
        ("Meetings", date(2026, 12, 23), "First: Wednesday 23 December 2026"),
        ("Meetings", date(2027, 1, 6), "Second: Wednesday 6 January 2027"),
        ("Visits", date(2026, 12, 23), "Visit 1: Wednesday 23 December 2026"),
        ("Visits", date(2027, 1, 8), "Visit 2: Friday 8 January 2027"),
    ]
    assert seen.marks("held") == [("Visits", date(2026, 12, 22), "Visits: held on Tuesday 22 December 2026")]


def test_the_ends_are_named_and_months_begin_on_their_first_day() -> None:
    seen = strip(start=date(2026, 11, 23), end=date(2027, 2, 23))
    assert [each.text for each in seen.with_class("end-name")] == ["Conference", "Review"]
    months = [seen.day_at(float(each.attrib["x1"]) + 1) for each in seen.with_class("month")]
    assert months == [date(2026, 11, 23), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


def test_a_mark_outside_the_ends_widens_the_strip() -> None:
    before, after = date(2026, 12, 14), date(2027, 1, 20)
    seen = strip(Mark("Papers", before, "Papers"), Mark("Minutes", after, "Minutes"))
    assert [mark[1] for mark in seen.marks("deadline")] == [before, after]
    _, _, width, _ = map(float, seen.root.attrib["viewBox"].split())
    assert all(0 <= float(each.attrib["x"]) < width for each in seen.with_class("weekend"))
    assert [seen.day_at(float(each.attrib["x1"]) + 1) for each in seen.with_class("end")] == [START, END]


def test_a_deadline_after_the_review_is_drawn_apart_and_says_so() -> None:
    seen = strip(Mark("Meetings", END, "Second"), Mark("Meetings", date(2027, 1, 11), "Third", after=True))
    assert seen.marks("deadline") == [
        ("Meetings", END, "Second"),
        ("Meetings", date(2027, 1, 11), "Third (after the review)"),
    ]
    assert seen.marks("after") == [("Meetings", date(2027, 1, 11), "Third (after the review)")]
    assert (seen.root.findtext(f"{SVG}desc") or "").endswith("Third (after the review)")


def test_a_strip_of_two_days_is_drawn() -> None:
    seen = strip(Mark("Visits", date(2026, 12, 22), "Visit"), end=date(2026, 12, 22))
    assert seen.marks("deadline") == [("Visits", date(2026, 12, 22), "Visit")]
    assert not seen.shaded("weekend")


@pytest.mark.parametrize(
    "text", ["</title><script>alert(1)</script>", '"onload="alert(1)', "Tom & Jerry's <b>", "]]>", "é ☃ 𝟙"]
)
def test_text_is_escaped_wherever_it_stands(text: str) -> None:
    day = date(2026, 12, 22)
    svg = draw([(START, text), (END, "Review")], [Mark(text, day, text), Mark("Visits", day, text, held=True)], why_not)
    seen = Strip(svg, START, END)
    drawn = {"svg", "title", "desc", "rect", "line", "text", "path", "circle"}
    assert {each.tag.removeprefix(SVG) for each in seen.all} <= drawn
    assert seen.marks("deadline") == [(text, day, text)]
    assert seen.marks("held") == [("Visits", day, text)]
    assert seen.with_class("end-name")[0].text == text
    assert seen.root.findtext(f"{SVG}desc") == f"{text}; {text}"
    assert not [name for each in seen.all for name in each.attrib if name.startswith("on")]


def test_who_cannot_see_the_picture_is_told_its_ends_and_every_mark() -> None:
    seen = strip(Mark("Visits", date(2026, 12, 22), "Visit 1: 22 December"), Mark("Papers", END, "Papers: 8 January"))
    named = {each.get("id"): each.text for each in seen.all if each.get("id")}
    assert seen.root.get("role") == "img"
    assert [named[each] for each in (seen.root.get("aria-labelledby") or "").split()] == [
        "From Monday 21 December 2026 to Friday 8 January 2027",
        "Visit 1: 22 December; Papers: 8 January",
    ]


# The pictures of whole plans


@cache
def real() -> dict[str, Any]:
    return guidance_as_data(read_guidance())


def day_of(entry: Mapping[str, Any]) -> date:
    return date.fromisoformat(entry["due"][:10])


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("start", ["initial-conference", "review-conference"])
def test_the_picture_and_the_table_of_a_plan_agree(board: str, start: str) -> None:
    on, review = date(2026, 11, 23), date(2027, 4, 20)
    held = {"core-group": ["2026-12-04", "2026-12-23"], "child-seen": ["2026-12-04"]}
    found = answer(
        {"ask": "plan", "board": board, "on": {start: on.isoformat()}, "review": review.isoformat(), "held": held,
         "own": {"seeing-the-child": "10 days"}},
        real(),
    )  # fmt: skip
    seen = Strip(found["picture"], on, review)
    assert Counter(seen.marks("deadline")) == Counter(
        (
            entry["lane"],
            day_of(entry),
            f"{entry['title']}: {entry['due_in_words']}" + (" (after the review)" if day_of(entry) > review else ""),
        )
        for entry in found["entries"]
    )
    assert sorted(mark[:2] for mark in seen.marks("held")) == [
        ("Child seen", date(2026, 12, 4)),
        ("Core group meeting", date(2026, 12, 4)),
        ("Core group meeting", date(2026, 12, 23)),
    ]
    shown = [on, review, *map(day_of, found["entries"])]
    between = [min(shown) + timedelta(days=i) for i in range((max(shown) - min(shown)).days + 1)]
    assert seen.shaded("weekend") == [day for day in between if day.weekday() >= 5]
    assert seen.shaded("holiday") == [day for day in between if day in oracle.HOLIDAYS and day.weekday() < 5]
    assert {day for day in between if not oracle.is_worked(day)} == {*seen.shaded("weekend"), *seen.shaded("holiday")}
