"""Where the boards differ: saying, being silent, and not having been read are three things."""

from typing import Any

import pytest

from calculators.comparison import Comparison
from tests.calculators.sample_guidance import guidance, within


def test_saying_nothing_differs_from_not_having_been_read() -> None:
    rules = guidance(within("10 working days"))
    rules["boards"] += [{"id": "mute", "name": "Mute", "silent": ["sample-topic"], "source": {"coverage": "whole"}}]
    stances = {position.board["id"]: position.stance for position in Comparison(rules).positions("sample-topic")}
    assert stances == {"sample": "says", "other": "not read", "mute": "silent"}


@pytest.mark.parametrize(
    ("theirs", "differs"),
    [
        pytest.param(within("10 working days"), False, id="the same figure"),
        pytest.param(within("10 days"), True, id="days that are not said to be working days"),
        pytest.param(within("2 weeks"), True, id="another unit"),
        pytest.param(None, True, id="silence"),
    ],
)
def test_boards_differ_where_their_times_or_their_silence_do(theirs: dict[str, Any] | None, differs: bool) -> None:
    rules = guidance(within("10 working days"))
    if theirs:
        rules["statements"].append(rules["statements"][0] | {"board": "other", "deadline": theirs})
    assert Comparison(rules).differs("sample-topic") is differs


def test_a_national_document_is_no_difference_between_boards() -> None:
    rules = guidance(within("10 working days"))
    rules["boards"][1]["national"] = True
    assert Comparison(rules).differs("sample-topic") is False


def test_a_board_that_contradicts_itself_has_both_its_times_and_each_once() -> None:
    monthly, weekly = {"every": "1 month", "of": "core-group"}, {"every": "4 weeks", "of": "core-group"}
    rules = guidance(weekly, monthly, weekly, {"in-words": "regularly"})
    first, second = Comparison(rules).positions("sample-topic")[0].times
    assert "4 weeks" in first
    assert "month" in second
