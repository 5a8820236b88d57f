"""What the boards say on one topic, side by side, and where they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculators.deadlines import count_of, write_short

Statement = Mapping[str, Any]
Board = Mapping[str, Any]

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Position:
    """Where one board stands on one topic.

    `stance` is "says", "silent" (the source was read for it and says nothing) or "not read".
    `times` are the short words of its deadlines, each once, in the order of its statements.
    """

    board: Board
    stance: str
    statements: tuple[Statement, ...]
    times: tuple[str, ...]

    @property
    def in_short(self) -> str:
        """What a cell of a table says of it: the times, or else how many statements there are, or the stance."""
        if self.stance != "says":
            return self.stance
        number = len(self.statements)
        return "; ".join(self.times) or f"{number} statement{'s' if number != 1 else ''}"

    @property
    def for_families(self) -> str:
        """The same in a parent's words, to stand after a colon."""
        if self.times:
            return "; ".join(self.times).replace(", not saying working", " (it does not say if weekends count)")
        without = {"says": "no time is given", "silent": "the guidance does not say"}
        return without.get(self.stance, "we have not read this")

    @property
    def compared_by(self) -> str:
        """Text that is the same for two positions where they do not differ."""
        return f"{self.stance}: {'; '.join(self.times)}" if self.times else self.stance


class Comparison:
    """Every board's position on every topic of `guidance` (the content of rules.json)."""

    def __init__(self, guidance: Mapping[str, Any]) -> None:
        self._boards = guidance["boards"]
        self._events = {event["id"]: event["short"] for event in guidance["events"]}
        self._positions: dict[str, list[Position]] = {}
        self._statements: dict[tuple[str, str], list[Statement]] = {}
        for statement in guidance["statements"]:
            self._statements.setdefault((statement["board"], statement["topic"]), []).append(statement)

    def positions(self, topic: str) -> list[Position]:
        """Each board's position on `topic`, in the order of the boards."""
        if topic not in self._positions:
            self._positions[topic] = [self.position(board, topic) for board in self._boards]
        return self._positions[topic]

    def position(self, board: Board, topic: str) -> Position:
        """The position of one board on `topic`."""
        statements = self._statements.get((board["id"], topic), [])
        stance = "says" if statements else "silent" if topic in board.get("silent", ()) else "not read"
        return Position(board, stance, tuple(statements), self._times(statements))

    def _times(self, statements: Sequence[Statement]) -> tuple[str, ...]:
        # A time without a number is told only where none has a number.
        deadlines = [statement["deadline"] for statement in statements if statement.get("deadline")]
        numbered = [each for each in deadlines if count_of(each) or "at-least" in each or "at-most" in each]
        return tuple(dict.fromkeys(write_short(deadline, self._events) for deadline in numbered or deadlines))

    def short_answer(self, topic: str) -> str:
        """The answer to `topic` in one line, from the local boards."""
        local = [position for position in self.positions(topic) if not position.board.get("national")]
        speaking = [position for position in local if position.stance == "says"]
        times = list(dict.fromkeys(time for position in speaking for time in position.times))
        if not speaking:
            return "No local document read here says anything about this."
        if not times:
            return f"{len(speaking)} of {len(local)} local documents speak of this; none gives a time."
        if len(times) == 1:
            return f"{_sentence_case(times[0])}, where the guidance gives a time."
        return f"It depends on the board: {', or '.join(times)}."

    def differs(self, topic: str) -> bool:
        """Whether local boards give different times on `topic`, or some speak of it and others do not."""
        local = [position for position in self.positions(topic) if not position.board.get("national")]
        return len({position.compared_by for position in local}) > 1

    def difference(self, topic: str) -> str:
        """Where the local boards differ on `topic`, in plain sentences made from the data."""
        local = [position for position in self.positions(topic) if not position.board.get("national")]
        timed: dict[tuple[str, ...], list[Board]] = {}
        for position in local:
            if position.times:
                timed.setdefault(position.times, []).append(position.board)
        sentences = [
            f"{_how_many(boards)}: {' and also '.join(times)}."
            for times, boards in sorted(timed.items(), key=lambda item: -len(item[1]))
        ]
        if len(timed) == 1 and len(next(iter(timed.values()))) == len(local):
            sentences = [f"All {len(local)} boards: {' and also '.join(next(iter(timed)))}."]
        untimed = [position.board for position in local if position.stance == "says" and not position.times]
        if untimed and timed:
            sentences.append(f"{_how_many(untimed)}: no time given.")
        elif untimed:
            sentences.append(f"{_how_many(untimed)} {'speaks' if len(untimed) == 1 else 'speak'} of this.")
        for stance, words in (("silent", "says nothing about it"), ("not read", "not read for it")):
            boards = [position.board for position in local if position.stance == stance]
            if boards:
                sentences.append(f"{_how_many(boards)}: {words}.")
        return " ".join(sentences)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _how_many(boards: Sequence[Board]) -> str:
    number = _NUMBERS[len(boards)] if len(boards) < len(_NUMBERS) else str(len(boards))
    noun = "board" if len(boards) == 1 else "boards"
    names = ", ".join(board["name"] for board in boards)
    return f"{number} {noun} ({names})" if len(boards) <= 6 else f"{number} {noun}"
