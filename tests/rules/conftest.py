"""A rules folder of its own for each test: the project's closed lists and bank holidays, and one small board."""

import shutil
from pathlib import Path

import pytest

from rules.reader import RULES, RulesError, read_guidance

#: A whole board file, as short as one can be. Tests name its lines, so lines are only ever changed in place.
SAMPLE = """\
name: Sample
source:
    title: Sample guidance
    issuer: Sample board
    date: "2020"
    status: Made up for a test.
    check-now: There is nothing to check.
    last-checked: 2026-11-22
    coverage: part
    locators: numbered paragraphs
statements:
    - id: first
      topic: first-core-group
      who: [core-group]
      force: should
      says: The first core group meets within ten working days.
      at: "1.1"
      deadline: {within: 10 working days, of: initial-conference}
      examples:
        - {initial-conference: 2026-11-23, due: 2026-12-07, because: ten working days}
"""


class RulesFolder:
    """A folder laid out as `rules/`, into which a test writes its boards."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, text: str | bytes, name: str = "boards/sample.yaml") -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def mistakes(self) -> list[str]:
        """Every mistake that reading finds, as it is told."""
        try:
            read_guidance(self.path)
        except RulesError as error:
            return str(error).splitlines()
        return []


@pytest.fixture
def folder(tmp_path: Path) -> RulesFolder:
    shutil.copytree(RULES / "vocabulary", tmp_path / "rules/vocabulary")
    shutil.copy(RULES / "bank-holidays.yaml", tmp_path / "rules")
    made = RulesFolder(tmp_path / "rules")
    made.write(SAMPLE)
    return made
