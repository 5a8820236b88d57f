"""One event under several boards side by side, and a move between two of them, asked through the door."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from calculators.answers import answer
from rules.open_data import guidance_as_data
from rules.reader import read_guidance
from tests.calculators.sample_guidance import guidance, within

BOARDS = ("ash", "birch", "cedar", "dogwood")
TOPICS = ("minutes", "visits", "transfer")
#: Monday 23 November 2026.
ON = {"core-group": "2026-11-23"}


def forest(**deadlines: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Guidance of four boards and a national document; each named has minutes by its deadlines.

    Cedar was read and is silent on everything; the other boards were not read for what they do not say.
    """
    made = guidance()
    source = {"title": "Guidance", "date": "2020", "coverage": "whole"}
    made["boards"] = [
        {"id": board, "name": board.capitalize(), "source": source | {"title": f"{board.capitalize()} guidance"}}
        for board in BOARDS
    ]
    made["boards"][2]["silent"] = list(TOPICS)
    made["boards"].append(
        {"id": "forestry", "name": "Forestry", "source": source, "national": True, "replaced": "Forestry 2026"}
    )
    made["topics"] = [
        {"id": topic, "group": "all", "title": topic.capitalize(), "question": f"{topic.capitalize()}?"}
        for topic in TOPICS
    ]
    made["statements"] = [
        said(board, "minutes", deadline, f"{i}.{j}")
        for i, (board, theirs) in enumerate(deadlines.items(), 1)
        for j, deadline in enumerate(theirs, 1)
    ]
    return made


def said(board: str, topic: str, deadline: Mapping[str, Any] | None, at: str, **more: Any) -> dict[str, Any]:
    statement = {"board": board, "id": f"at-{at}", "topic": topic, "who": ["conference"], "force": "must", "at": at}
    return statement | {"says": f"So it is at {at}."} | ({"deadline": deadline} if deadline else {}) | more


def compare(rules: Mapping[str, Any], *boards: str, on: Mapping[str, Any] = ON) -> dict[str, Any]:
    return answer({"ask": "compare", "boards": list(boards), "on": on}, rules)


def move(rules: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return answer({"ask": "move", "from": "ash", "to": "birch", "day": "2026-11-25", "on": ON} | more, rules)


def cells(found: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    (topic,) = found["topics"]
    return {cell["board"]: cell for cell in topic["cells"]}


@cache
def real() -> dict[str, Any]:
    return guidance_as_data(read_guidance())


# Side by side


def test_each_board_has_its_date_its_words_and_how_much_later_it_is() -> None:
    rules = forest(ash=[within("10 working days")], birch=[within("10 days")], cedar=[within("2 weeks")])
    found = compare(rules, "ash", "birch", "cedar")
    assert found["on"] == {"core-group": "2026-11-23"}
    assert (found["event"], found["moment_in_words"]) == ("the core group", "Monday 23 November 2026")
    assert found["boards"] == [{"id": each, "name": each.capitalize()} for each in ("ash", "birch", "cedar")]
    dates = {board: cell["dates"][0] for board, cell in cells(found).items()}
    assert {board: (each["due"], each["later"], each["later_in_words"]) for board, each in dates.items()} == {
        "ash": ("2026-12-07", 4, "4 days later"),
        "birch": ("2026-12-03", 0, "the earliest"),
        "cedar": ("2026-12-07", 4, "4 days later"),
    }
    assert dates["ash"]["words"] == "within 10 working days of the core group"
    assert dates["ash"]["source"] == {"title": "Ash guidance", "at": "1.1"}
    assert dates["birch"]["due_in_words"] == "Thursday 3 December 2026"
    assert [reading["due"] for reading in dates["birch"]["readings"]] == ["2026-12-03", "2026-12-07"]


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ("10 working days", "the earliest"),
        ("15 calendar days", "1 day later"),
        ("16 calendar days", "2 days later"),
        ("1 month", "16 days later"),
    ],
)
def test_the_difference_is_told_in_days(theirs: str, words: str) -> None:
    rules = forest(ash=[within("10 working days")], birch=[within(theirs)])
    assert cells(compare(rules, "ash", "birch"))["birch"]["dates"][0]["later_in_words"] == words


def test_a_move_tells_both_ends_of_a_range() -> None:
    rules = forest(ash=[within("24 hours", "48 hours")], birch=[within("10 days")])
    (topic,) = move(rules, on={"core-group": "2026-11-23T16:00"})["topics"]
    assert topic["told"].startswith(
        "The earlier is Ash's: Tuesday 24 November 2026, 16:00 to Wednesday 25 November 2026, 16:00."
    )


def test_two_ranges_that_only_end_together_are_not_said_to_be_the_same() -> None:
    rules = forest(ash=[within("4 weeks", "6 weeks")], birch=[within("6 weeks")])
    (topic,) = move(rules)["topics"]
    assert topic["told"] == "Both end on Monday 4 January 2027."


def test_a_board_with_two_dates_on_a_topic_has_both_in_its_cell() -> None:
    rules = forest(ash=[within("4 weeks"), within("1 month")], birch=[within("6 weeks")])
    found = cells(compare(rules, "ash", "birch"))
    assert [(each["due"], each["later"]) for each in found["ash"]["dates"]] == [("2026-12-21", 0), ("2026-12-23", 2)]
    assert [(each["due"], each["later"]) for each in found["birch"]["dates"]] == [("2027-01-04", 14)]


def test_saying_nothing_not_having_been_read_and_giving_no_date_from_this_event_are_three_things() -> None:
    rules = forest(ash=[within("5 working days")], birch=[{"in-words": "soon", "after": "core-group"}])
    found = cells(compare(rules, "ash", "birch", "cedar", "dogwood"))
    assert {board: cell["stance"] for board, cell in found.items()} == {
        "ash": "says", "birch": "no date from this event", "cedar": "silent", "dogwood": "not read",
    }  # fmt: skip
    assert [board for board, cell in found.items() if cell["dates"]] == ["ash"]


def test_a_topic_on_which_no_board_asked_gives_a_date_is_left_out() -> None:
    rules = forest(ash=[within("5 working days")])
    assert compare(rules, "birch", "cedar")["topics"] == []
    assert compare(rules, "ash", on={"initial-conference": "2026-11-23"})["topics"] == []


def test_topics_come_in_the_order_of_the_vocabulary() -> None:
    rules = forest(ash=[within("5 working days")])
    rules["statements"].insert(0, said("birch", "visits", within("1 week"), "2.1"))
    assert [topic["topic"] for topic in compare(rules, "birch", "ash")["topics"]] == ["minutes", "visits"]


def test_the_condition_of_a_date_stands_beside_it() -> None:
    rules = forest()
    rules["statements"] = [said("ash", "minutes", within("5 working days"), "1.1", when="it rains")]
    for found in (compare(rules, "ash"), move(rules)):
        (date,) = cells(found)["ash"]["dates"]
        assert "This holds when it rains." in [remark["text"] for remark in date["remarks"]]


def test_a_board_named_twice_stands_there_once() -> None:
    found = compare(forest(ash=[within("1 week")]), "ash", "birch", "ash")
    assert [board["id"] for board in found["boards"]] == ["ash", "birch"]
    assert list(cells(found)) == ["ash", "birch"]


def test_hours_count_from_the_time_that_is_given() -> None:
    rules = forest(ash=[within("24 hours")], birch=[within("48 hours")])
    found = cells(compare(rules, "ash", "birch", on={"core-group": "2026-11-23T16:00"}))
    assert found["ash"]["dates"][0]["due"] == "2026-11-24T16:00+00:00"
    assert found["birch"]["dates"][0]["later_in_words"] == "1 day later"


def test_six_boards_are_compared_and_a_seventh_is_refused() -> None:
    names = [board["id"] for board in real()["boards"]]
    on = {"initial-conference": "2026-11-23"}
    found = compare(real(), *names, on=on)
    first = next(topic for topic in found["topics"] if topic["topic"] == "first-core-group")
    assert len(first["cells"]) == len(names) == 6
    assert {cell["board"]: [each["due"] for each in cell["dates"]] for cell in first["cells"]} == {
        "bedford-borough": ["2026-12-07"],
        "bexley": ["2026-12-03"],
        "city-and-hackney": ["2026-12-03"],
        "greenwich": ["2026-12-07"],
        "haringey": ["2026-12-07"],
        "working-together-2023": ["2026-12-07", "2026-12-03"],
    }
    assert compare(real(), *names, "seventh", on=on)["error"] == {"message": "Choose up to 6 boards", "field": "boards"}


@pytest.mark.parametrize(
    ("more", "message", "field"),
    [
        ({"boards": []}, "Choose at least one board", "boards"),
        ({"boards": None}, "Choose at least one board", "boards"),
        ({"boards": "ash"}, "Choose at least one board", "boards"),
        ({"boards": ["ash", "brich"]}, "unknown board 'brich'; did you mean 'birch'?", "boards"),
        ({"boards": ["ash", ""]}, "Choose a board", "boards"),
        ({"on": {}}, "Choose what happened", "event"),
        ({"on": {"core-grup": "2026-11-23"}}, "unknown event 'core-grup'; did you mean 'core-group'?", "event"),
        ({"on": {"core-group": ""}}, "Enter a date, such as 2026-11-23", "day"),
        ({"on": {"core-group": {"day": "3", "month": "x", "year": "2026"}}},
         "Month must be a number from 1 to 12, or a name such as November", "month"),
    ],
)  # fmt: skip
def test_a_comparison_that_cannot_be_is_refused_at_its_field(more: dict[str, Any], message: str, field: str) -> None:
    request = {"ask": "compare", "boards": ["ash", "birch"], "on": ON} | more
    assert answer(request, forest(ash=[within("1 week")])) == {"error": {"message": message, "field": field}}


# A move


def told(found: Mapping[str, Any]) -> str:
    (topic,) = found["topics"]
    return str(topic["told"])


@pytest.mark.parametrize(
    ("ash", "birch", "says"),
    [
        pytest.param(["10 working days"], ["6 weeks"], "The earlier is Ash's: Monday 7 December 2026.", id="left"),
        pytest.param(
            ["10 working days"], ["10 days"], "The earlier is Birch's: Thursday 3 December 2026.", id="joined"
        ),
        pytest.param(["10 working days"], ["2 weeks"], "Both give Monday 7 December 2026.", id="both"),
        pytest.param(["10 working days"], [], "Only Ash gives a date: Monday 7 December 2026.", id="only the first"),
        pytest.param([], ["2 weeks"], "Only Birch gives a date: Monday 7 December 2026.", id="only the second"),
        pytest.param(
            ["1 month", "4 weeks"], ["6 weeks"], "The earlier is Ash's: Monday 21 December 2026.", id="the first of two"
        ),
    ],
)
def test_a_move_tells_which_board_asks_for_the_earlier_date(ash: list[str], birch: list[str], says: str) -> None:
    rules = forest(ash=[within(each) for each in ash], birch=[within(each) for each in birch])
    assert told(move(rules)) == says


@pytest.mark.parametrize(
    ("day", "before"), [("2026-12-06", False), ("2026-12-07", False), ("2026-12-08", True), ("8 December 2026", True)]
)
def test_a_date_before_the_day_of_the_move_is_said_to_fall_before_it(day: str, before: bool) -> None:
    rules = forest(ash=[within("10 working days")], birch=[within("6 weeks")])
    assert told(move(rules, day=day)).endswith("It falls before the move.") is before


def test_two_times_of_one_day_are_not_the_same() -> None:
    rules = forest(ash=[within("24 hours")], birch=[within("20 hours")])
    found = move(rules, on={"core-group": "2026-11-23T16:00"})
    assert told(found) == "The earlier is Birch's: Tuesday 24 November 2026, 12:00. It falls before the move."


def test_a_move_shows_both_boards_and_its_day() -> None:
    found = move(forest(ash=[within("10 working days")]), day={"day": "25", "month": "nov", "year": "2026"})
    assert (found["day"], found["day_in_words"]) == ("2026-11-25", "Wednesday 25 November 2026")
    assert [board["name"] for board in found["boards"]] == ["Ash", "Birch"]
    assert {board: cell["stance"] for board, cell in cells(found).items()} == {"ash": "says", "birch": "not read"}


def test_a_move_says_that_neither_board_speaks_of_transfer_and_what_the_national_document_says() -> None:
    rules = forest(ash=[within("1 week")])
    rules["statements"].append(said("forestry", "transfer", within("15 working days"), "p100"))
    assert [each["told"] for each in move(rules, to="cedar")["transfer"]] == [
        "Ash: this guidance was not read for a move to another area.",
        "Cedar: this guidance says nothing about a move to another area.",
        "Forestry: So it is at p100. (p100) This edition was replaced by Forestry 2026.",
    ]


def test_a_board_that_speaks_of_transfer_is_named_with_what_it_says() -> None:
    rules = forest(ash=[within("1 week")])
    rules["statements"].append(said("ash", "transfer", None, "8.1"))
    ash, *_ = move(rules)["transfer"]
    assert ash["told"] == "Ash: So it is at 8.1. (8.1)"


def test_a_national_document_that_is_silent_on_transfer_is_named_once() -> None:
    rules = forest(ash=[within("1 week")])
    rules["boards"][-1]["silent"] = ["transfer"]
    *_, national = move(rules)["transfer"]
    assert national["told"] == (
        "Forestry: this guidance says nothing about a move to another area. This edition was replaced by Forestry 2026."
    )


def test_a_national_document_that_is_itself_compared_says_its_part_once() -> None:
    rules = forest(ash=[within("1 week")])
    rules["statements"].append(said("forestry", "transfer", within("15 working days"), "p100"))
    assert [each["name"] for each in move(rules, to="forestry")["transfer"]] == ["Ash", "Forestry"]


def test_a_move_from_haringey_to_bexley_tells_of_the_transfer_in_working_together_2023() -> None:
    found = answer(
        {"ask": "move", "from": "haringey", "to": "bexley", "day": "2026-11-30",
         "on": {"initial-conference": "2026-11-23"}},
        real(),
    )  # fmt: skip
    (first,) = [topic for topic in found["topics"] if topic["topic"] == "first-core-group"]
    assert first["told"] == "The earlier is Bexley's: Thursday 3 December 2026."
    haringey, bexley, national = [each["told"] for each in found["transfer"]]
    assert haringey == "Haringey: this guidance says nothing about a move to another area."
    assert bexley == "Bexley: this guidance says nothing about a move to another area."
    assert national.startswith("Working Together 2023: A transfer-in conference is held within fifteen working days")
    assert "(p100) This edition was replaced by Working Together 2026" in national


@pytest.mark.parametrize(
    ("more", "message", "field"),
    [
        ({"from": ""}, "Choose a board", "from"),
        ({"to": None}, "Choose a board", "to"),
        ({"from": "ach"}, "unknown board 'ach'; did you mean 'ash'?", "from"),
        ({"to": "ash"}, "Choose two different boards", "to"),
        ({"on": None}, "Choose what happened", "event"),
        ({"on": {"core-group": "31/11/2026"}}, "31 November 2026 is not a real date: November 2026 has 30 days", "day"),
        ({"day": ""}, "The day of the move: Enter a date, such as 2026-11-23", "move-day"),
        ({"day": {"day": "1", "month": "13", "year": "2026"}},
         "The day of the move: Month must be a number from 1 to 12, or a name such as November", "move-month"),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_is_refused_at_its_field(more: dict[str, Any], message: str, field: str) -> None:
    error = move(forest(ash=[within("1 week")]), **more)["error"]
    assert error == {"message": message, "field": field}


def test_the_answers_are_plain_values() -> None:
    rules = forest(ash=[within("10 days")], birch=[within("24 hours", "48 hours")])
    for found in (compare(rules, "ash", "birch", "cedar"), move(rules)):
        assert json.loads(json.dumps(found)) == found
