"""A plan drawn as a strip of days: weekends and holidays shaded, every deadline in its lane."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from calculators.moments import MONTHS, write_day
from calculators.working_days import ONE_DAY

WIDTH, LEFT, LANE, TOP = 960, 150, 26, 44
#: How much room the name of a month takes, so that no line runs through it.
_NAME = 70


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the strip: its lane, its day and what it says.

    `held` tells what was done from a deadline; `after` marks a deadline that falls after the last of the ends.
    """

    lane: str
    day: date
    label: str
    held: bool = False
    after: bool = False

    @property
    def told(self) -> str:
        """What the mark says to those who hover over it or do not see it."""
        return f"{self.label} (after the review)" if self.after else self.label


def draw(ends: Sequence[tuple[date, str]], marks: Sequence[Mark], not_worked: Callable[[date], str | None]) -> str:
    """The strip as SVG, from the first to the last day of `ends` and `marks`.

    Its colours are classes that the page's stylesheet fills, so that it follows the scheme and prints in
    black and white: a deadline is a diamond, what was held a circle. Every mark has its text, and the
    whole has a title and a description for readers who do not see it.
    """
    days = [day for day, _ in ends] + [mark.day for mark in marks]
    first, last = min(days), max(days)
    total = (last - first).days + 1
    step = (WIDTH - LEFT - 10) / total
    lanes = list(dict.fromkeys(mark.lane for mark in marks))
    height = TOP + LANE * len(lanes) + 8

    def at(day: date) -> float:
        return round(LEFT + (day - first).days * step, 2)

    parts = [
        f'<svg class="plan-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-labelledby="plan-picture-title plan-picture-text">',
        f'<title id="plan-picture-title">From {write_day(first)} to {write_day(last)}</title>',
        f'<desc id="plan-picture-text">{escape("; ".join(mark.told for mark in marks))}</desc>',
    ]
    for start, length, kind in _not_worked(first, total, not_worked):
        parts.append(
            f'<rect class="{kind}" x="{at(start)}" y="{TOP - 6}" width="{round(step * length, 2)}"'
            f' height="{height - TOP}"/>'
        )
    for day in (first + ONE_DAY * i for i in range(total)):
        if day.day == 1 or day == first:
            parts.append(f'<line class="month" x1="{at(day)}" x2="{at(day)}" y1="18" y2="{height - 4}"/>')
            if all(not 0 < (each - day).days * step < _NAME for each, _ in ends) and (
                day == first or at(day) - LEFT > _NAME
            ):
                name = f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
                parts.append(f'<text class="month-name" x="{at(day) + 3}" y="30">{name}</text>')
    for day, name in ends:
        anchor = "end" if at(day) > WIDTH - 120 else "start"
        parts.append(f'<line class="end" x1="{at(day)}" x2="{at(day)}" y1="6" y2="{height - 4}"/>')
        parts.append(f'<text class="end-name" x="{at(day) + (-4 if anchor == "end" else 4)}" y="14"'
                     f' text-anchor="{anchor}">{escape(name)}</text>')  # fmt: skip
    for i, lane in enumerate(lanes):
        middle = TOP + LANE * i + LANE / 2
        parts.append(f'<text class="lane" x="4" y="{middle + 4}">{escape(lane)}</text>')
        parts.append(f'<line class="lane-line" x1="{LEFT}" x2="{WIDTH - 6}" y1="{middle}" y2="{middle}"/>')
        for mark in marks:
            if mark.lane == lane:
                parts.append(_mark(mark, at(mark.day) + step / 2, middle))
    return "".join([*parts, "</svg>"])


def _not_worked(first: date, total: int, not_worked: Callable[[date], str | None]) -> Iterator[tuple[date, int, str]]:
    """The days that are not worked: the first of each run of one kind, how many days it has, and its kind."""
    kinds = []
    for day in (first + ONE_DAY * i for i in range(total)):
        kinds.append("" if not not_worked(day) else "weekend" if day.weekday() >= 5 else "holiday")
    start = 0
    for kind, run in groupby(kinds):
        days = len(list(run))
        if kind:
            yield first + ONE_DAY * start, days, kind
        start += days


def _mark(mark: Mark, x: float, y: float) -> str:
    title = f"<title>{escape(mark.told)}</title>"
    x = round(x, 2)
    where = f'data-day="{mark.day.isoformat()}"'
    if mark.held:
        return f'<circle class="held" {where} cx="{x}" cy="{y}" r="5">{title}</circle>'
    kind = "deadline after" if mark.after else "deadline"
    return f'<path class="{kind}" {where} d="M{x} {y - 7}l6 7l-6 7l-6 -7z">{title}</path>'
