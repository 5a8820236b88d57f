"""What a duration is, and how its words are read."""

import re
from dataclasses import dataclass

#: Every unit, in the plural. "days" is what a source says that does not say which days it means.
UNITS = ("working days", "calendar days", "days", "weeks", "months", "hours")

LARGEST_NUMBER = 1000

#: What has no place in a text: control characters, and a lone half of a surrogate pair, which UTF-8 cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_WORDS = re.compile(r"(\d{1,20}) +(working day|calendar day|day|week|month|hour)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of one unit of time, such as 10 working days.

    `number` is 1 to 1,000; `unit` is one of `UNITS`.
    """

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit if self.number != 1 else self.unit.removesuffix('s')}"

    @property
    def readings(self) -> tuple["Duration", ...]:
        """Every way the words can be read: bare "days" as calendar days and as working days."""
        if self.unit == "days":
            return (Duration(self.number, "calendar days"), Duration(self.number, "working days"))
        return (self,)


def read_duration(words: str) -> Duration:
    """The duration that `words` names, such as "10 working days", "4 weeks" or "1 month".

    Raises ValueError, in one sentence, for words that name none or a number outside 1 to 1,000.
    """
    match = _WORDS.fullmatch(" ".join(words.lower().split()))
    if match is None:
        raise ValueError(
            f"'{shortened(words)}' is not a duration; write a number and a unit, such as"
            " '10 working days', '10 calendar days', '10 days', '4 weeks', '1 month' or '24 hours'"
        )
    number, unit = int(match[1]), match[2] + "s"
    if not 1 <= number <= LARGEST_NUMBER:
        raise ValueError(f"a duration is from 1 to {LARGEST_NUMBER:,} {unit}, not {match[1]}")
    return Duration(number, unit)


def shortened(text: str, length: int = 60) -> str:
    """`text` on one line, short enough to stand in a message, and with a mark for what cannot be written."""
    line = " ".join(text.split())
    return UNWRITABLE.sub("\ufffd", line if len(line) <= length else line[: length - 1] + "…")
