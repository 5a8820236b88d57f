"""Says at the end of a run how many inputs were given to each way in."""

from typing import Any

from tests.fuzz.hostile import given_to


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line with the count; a failure, if there was one, stands above it."""
    if given_to:
        each = ", ".join(f"{number:,} {way}" for way, number in sorted(given_to.items()))
        terminalreporter.write_line(f"Hostile inputs: {given_to.total():,} ({each})")
