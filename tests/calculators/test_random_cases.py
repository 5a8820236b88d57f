"""Thousands of cases at random, by the real guidance and by made-up guidance, through every calculator but the check.

Each run makes the same cases. Far reviews are left out here: test_plan.py has one.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from xml.etree import ElementTree

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from calculators.answers import answer
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.calculators import oracle
from tests.calculators.sample_guidance import guidance

SVG = "{http://www.w3.org/2000/svg}"
BOARDS = ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey", "working-together-2023")
STARTS = ("initial-conference", "review-conference")
EVENTS = (*STARTS, "core-group", "child-seen", "concern-raised")
TOPICS = ("first-core-group", "minutes-circulated", "seeing-the-child", "report-for-review", "core-group-interval")
UNITS = ("working days", "calendar days", "days", "weeks", "months", "hours")
EXPORTED = "2026-11-22T09:30:00Z"


def so_many(number: int) -> settings:
    # A machine that is busy with something else makes cases slowly; that is no mistake.
    patient = [HealthCheck.too_slow]
    return settings(max_examples=number, deadline=None, derandomize=True, database=None, suppress_health_check=patient)


@cache
def real() -> dict[str, Any]:
    return guidance_as_data(read_guidance())


# Guidance made at random. Its words would do harm where they were not escaped.

durations = some.builds("{} {}".format, some.integers(2, 12), some.sampled_from(UNITS))
ranges = some.builds(
    lambda number, more, unit: [f"{number} {unit}", f"{number + more} {unit}"],
    some.integers(1, 6),
    some.integers(1, 6),
    some.sampled_from(UNITS),
)
lengths = durations | ranges
events = some.sampled_from(EVENTS)
# A series is of meetings or of visits, a working week apart at the least.
intervals = some.builds("{} {}".format, some.integers(5, 30), some.sampled_from(UNITS[:-1])) | some.sampled_from(
    [["4 weeks", "6 weeks"], ["10 days", "12 days"], ["1 month", "2 months"], "1 month", "48 hours"]
)
deadlines = (
    some.builds(lambda length, event: {"within": length, "of": event}, lengths, events)
    | some.builds(lambda length, event: {"by": length, "before": event}, lengths, events)
    | some.builds(lambda event: {"at-each": event}, events)
    | some.builds(lambda event: {"before": event}, events)
    | some.just({"in-words": "<soon> & often", "after": "core-group"})
    | some.builds(
        lambda number, first: {"at-least": number, "of": "core-group", "between": [first, "review-conference"]},
        some.integers(1, 4).map(str),
        some.sampled_from(STARTS),
    )
)
conditions = some.fixed_dictionaries(
    {},
    optional={
        "when": some.just("it <rains> & pours"),
        "unless": some.just("it snows"),
        "unless-set-by": some.just(["conference"]),
    },
)


@dataclass(frozen=True, slots=True)
class World:
    """A board and the guidance it belongs to: a real one, or one that says what is in `said`, (topic, statement)."""

    board: str
    said: tuple[tuple[str, dict[str, Any]], ...] = ()

    @property
    def rules(self) -> dict[str, Any]:
        """The guidance as the door takes it."""
        if self.board != "sample":
            return real()
        found = guidance()
        found["events"] = [{"id": each, "name": f"the <{each}>", "short": f"{each} & so on"} for each in EVENTS]
        found["topics"] = [
            {"id": each, "group": "all", "title": f"<b>{each}</b>", "question": "?", "kept-by": kept}
            for each, kept in zip(TOPICS, ("core-group", None, "child-seen", None, "core-group"), strict=True)
        ]
        found["statements"] = [
            {"board": "sample", "id": f"rule-{i}", "topic": topic, "who": ["conference"], "force": "should",
             "says": f"So it is & <stays> {i}.", "at": f"<{i}>"} | statement
            for i, (topic, statement) in enumerate(self.said, 1)
        ]  # fmt: skip
        return found


@some.composite
def made_up(draw: some.DrawFn) -> World:
    """A board with up to eight deadlines, of which at most one is a series of core groups and one of visits."""
    topics = some.sampled_from(TOPICS[1:4])
    said = [(draw(topics), each) for each in draw(some.lists(deadlines, max_size=5))]
    if draw(some.booleans()):
        said.insert(0, ("first-core-group", {"within": draw(lengths), "of": draw(some.sampled_from(STARTS))}))
    if draw(some.booleans()):
        said.append(("seeing-the-child", {"every": draw(intervals), "of": "child-seen"}))
    if draw(some.booleans()):
        said.append(("core-group-interval", {"every": draw(intervals), "of": "core-group"}))
    return World("sample", tuple((topic, {"deadline": deadline} | draw(conditions)) for topic, deadline in said))


worlds = some.sampled_from(BOARDS).map(World) | made_up()
days = some.dates(date(2012, 1, 1), date(2029, 1, 31))
# Of these topics some board of the real guidance says a time.
own = some.dictionaries(some.sampled_from(TOPICS), intervals.filter(lambda each: isinstance(each, str)), max_size=2)


@some.composite
def plans(draw: some.DrawFn) -> tuple[dict[str, Any], World]:
    """A request for a plan with its dates in order, and the world to plan in."""
    world = draw(worlds)
    start = draw(days)
    length = draw(some.integers(1, 250))
    within_the_plan = some.integers(0, length).map(lambda number: (start + timedelta(days=number)).isoformat())
    held = some.dictionaries(some.sampled_from(["core-group", "child-seen"]), some.lists(within_the_plan, max_size=4))
    request = {
        "ask": "plan",
        "board": world.board,
        "on": {draw(some.sampled_from(STARTS)): start.isoformat()},
        "review": (start + timedelta(days=length)).isoformat(),
        "held": draw(held),
        "closed": draw(some.lists(within_the_plan, max_size=4)),
        "own": draw(own) if world.board != "sample" else {},
        "series": draw(some.sampled_from(["held", "latest"])),
    }
    return request, world


def checked(request: object, rules: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to `request`, made sure to be plain values and, where it is an error, one plain sentence."""
    found = answer(request, rules)  # type: ignore[arg-type]
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    if "error" in found:
        error = found["error"]
        assert set(error) == {"message", "field"}
        assert error["message"].strip()
        assert len(error["message"].splitlines()) == 1
        assert not [each for each in ("Traceback", "sys.", "object at", "NoneType") if each in error["message"]]
    return found


@so_many(500)
@given(plans(), some.booleans())
def test_a_plan_of_any_case_is_whole(case: tuple[dict[str, Any], World], as_table: bool) -> None:
    request, rules = case[0], case[1].rules
    found = checked(request, rules)
    if "error" in found:
        assert "the most that is shown is 500" in found["error"]["message"]
        return
    entries = found["entries"]
    dues = [entry["due"][:10] for entry in entries]
    assert dues == sorted(dues)
    assert len({entry["id"] for entry in entries}) == len(entries)

    # The picture and the table agree.
    picture = ElementTree.fromstring(found["picture"])
    drawn = Counter(
        (each.get("data-day"), each.findtext(f"{SVG}title"))
        for each in picture.iter()
        if "deadline" in (each.get("class") or "").split()
    )
    after = {entry["id"] for entry in entries if entry["due"][:10] > request["review"]}
    assert drawn == Counter(
        (
            entry["due"][:10],
            f"{entry['title']}: {entry['due_in_words']}{' (after the review)' if entry['id'] in after else ''}",
        )
        for entry in entries
    )
    assert after == {
        entry["id"] for entry in entries if any(remark["kind"] == "after-review" for remark in entry["remarks"])
    }
    assert {each["series"] for each in found["series"]} == {"core-group", "child-seen"}
    held = [each.get("data-day") for each in picture.iter() if each.get("class") == "held"]
    assert sorted(filter(None, held)) == sorted(day for each in found["held"].values() for day in each)

    # A day that is suggested is worked, open, and neither too early nor too late.
    start = next(iter(request["on"].values()))
    for entry in entries:
        if "book" in entry:
            assert oracle.is_worked(date.fromisoformat(entry["book"]))
            assert entry["book"] not in request["closed"]
            assert start < entry["book"] <= entry["due"][:10]

    # So do the files.
    file = checked(request | {"ask": "plan-file", "kind": "csv" if as_table else "ics", "worked_out": EXPORTED}, rules)
    if as_table:
        assert file["text"].count("\r\n") == len(entries) + 1
    else:
        assert file.get("text", "").count("BEGIN:VEVENT") == len(entries)
        assert ("error" in file) == (not entries)


@so_many(400)
@given(worlds, days, some.integers(0, 45), some.sampled_from(STARTS), own, some.booleans(), some.booleans())
def test_no_deadline_of_a_plan_moves_earlier_when_the_conference_moves_later(
    world: World, first: date, later: int, start: str, own: dict[str, str], held: bool, review: bool
) -> None:
    board, rules = world.board, world.rules
    second = first + timedelta(days=later)
    more: dict[str, Any] = {"own": own} if board != "sample" else {}
    if review or board == "sample":
        more["review"] = (second + timedelta(days=200)).isoformat()
    if held:
        more["held"] = {"core-group": [(second + timedelta(days=9)).isoformat()]}
    dues = []
    for day in (first, second):
        found = checked({"ask": "plan", "board": board, "on": {start: day.isoformat()}} | more, rules)
        assume("error" not in found)
        dues.append({entry["id"]: entry["due"][:10] for entry in found["entries"]})
    earlier = {each: (dues[0][each], dues[1][each]) for each in dues[0].keys() & dues[1].keys()}
    assert not {each: pair for each, pair in earlier.items() if pair[0] > pair[1]}


@so_many(800)
@given(worlds, events, days, some.integers(0, 45))
def test_no_due_date_moves_earlier_when_its_event_moves_later(
    world: World, event: str, first: date, later: int
) -> None:
    board, rules = world.board, world.rules
    dues = []
    for day in (first, first + timedelta(days=later)):
        on = {event: day.isoformat()}
        rows = {row["rule"]: row["due"] for row in checked({"ask": "due", "board": board, "on": on}, rules)["dates"]}
        compared = checked({"ask": "compare", "boards": [board], "on": on}, rules)
        assert rows == {
            date["rule"]: date["due"]
            for topic in compared["topics"]
            for cell in topic["cells"]
            for date in cell["dates"]
        }
        dues.append(rows)
    assert dues[0].keys() == dues[1].keys()
    assert all(dues[0][rule] <= dues[1][rule] for rule in dues[0])


@so_many(600)
@given(some.lists(some.sampled_from(BOARDS), min_size=2, max_size=6, unique=True), some.sampled_from(EVENTS), days,
       some.integers(-30, 120))  # fmt: skip
def test_boards_side_by_side_differ_by_the_days_between_their_dates_and_a_move_names_the_earlier(
    boards: list[str], event: str, day: date, moved: int
) -> None:
    on = {event: day.isoformat()}
    found = checked({"ask": "compare", "boards": boards, "on": on}, real())
    for topic in found["topics"]:
        dates = [each for cell in topic["cells"] for each in cell["dates"]]
        earliest = min(date.fromisoformat(each["due"]) for each in dates)
        assert [each["later"] for each in dates] == [
            (date.fromisoformat(each["due"]) - earliest).days for each in dates
        ]
        assert [cell["board"] for cell in topic["cells"]] == boards
        assert all((cell["stance"] == "says") == bool(cell["dates"]) for cell in topic["cells"])

    move = {
        "ask": "move",
        "from": boards[0],
        "to": boards[1],
        "day": (day + timedelta(days=moved)).isoformat(),
        "on": on,
    }
    for topic in checked(move, real())["topics"]:
        firsts = [
            min((each["due"], each["due_in_words"]) for each in cell["dates"])
            for cell in topic["cells"]
            if cell["dates"]
        ]
        assert min(firsts)[1] in topic["told"]
        assert ("It falls before the move" in topic["told"]) == (min(firsts)[0] < move["day"])


# Whatever is typed: a whole request of which one part or two is replaced by anything at all.

HOSTILE = (
    "", " ", "\x00", "\ud800", "\n\n", "\u202e", "٣", "9" * 5000, "x" * 100_000, "-1", "1e9", "NaN", "inf", "null",
    "<script>alert(1)</script>", "]]>&<", "'; DROP TABLE cases; --", "=1+1", "{{7*7}}", "%s%n", "../../etc/passwd",
    "__class__", "2026-02-30", "0000-00-00", "9999-12-31", "2026-11-23T99:99", "2026-11-23T16:00+99:00",
    "31/12/2200", "1/1/1900", "29 February 2027", "7 days", "0 days", "1001 weeks", "1000 months", "1 hour",
)  # fmt: skip
keys = some.sampled_from((*EVENTS, *TOPICS, "day", "month", "year", "time")) | some.text(max_size=8)
plain = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20)
anything = some.recursive(
    plain | some.sampled_from(HOSTILE),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)
ON = {"initial-conference": "2026-11-23"}
WHOLE: dict[str, dict[str, Any]] = {
    "due": {"board": "haringey", "on": ON},
    "count": {"from": "2026-11-23", "duration": "10 days", "before": False},
    "plan": {"board": "haringey", "on": ON, "review": "2027-02-23", "held": {"core-group": "7 December 2026"},
             "own": {"seeing-the-child": "7 days"}, "closed": ["2026-12-24"], "series": "held"},
    "plan-file": {"board": "greenwich", "on": ON, "review": "2027-01-11", "kind": "ics", "worked_out": EXPORTED,
                  "reminder": "3"},
    "compare": {"boards": ["haringey", "bexley"], "on": ON},
    "move": {"from": "haringey", "to": "bexley", "day": "2026-11-30", "on": ON},
}  # fmt: skip
FIELDS = {
    None, "ask", "board", "boards", "event", "day", "month", "year", "time", "from", "to", "kind", "reminder", "closed",
    "held-core-group", "held-child-seen",
}  # fmt: skip


@some.composite
def spoilt(draw: some.DrawFn) -> dict[str, Any]:
    ask = draw(some.sampled_from(sorted(WHOLE)))
    request = {"ask": ask} | WHOLE[ask]
    for part in draw(some.lists(some.sampled_from(sorted(WHOLE[ask])), min_size=1, max_size=2)):
        worse = draw(anything)
        inner = request[part]
        if isinstance(inner, dict) and inner and draw(some.booleans()):
            request[part] = {next(iter(inner)): worse}
        elif isinstance(inner, list) and draw(some.booleans()):
            request[part] = [*inner, worse]
        else:
            request[part] = worse
    return request


@so_many(2000)
@given(spoilt())
def test_nothing_that_is_typed_comes_out_of_a_calculator_as_an_exception(request: dict[str, Any]) -> None:
    found = checked(request, real())
    if "error" in found:
        field = found["error"]["field"]
        assert field in FIELDS or field.startswith(("review", "move", "own"))


@so_many(300)
@given(anything)
def test_a_request_that_is_none_is_refused(request: object) -> None:
    assert "error" in checked(request, real())
