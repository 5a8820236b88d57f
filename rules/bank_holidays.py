"""How the list of bank holidays is renewed: `python -m rules.bank_holidays`, or `make bank-holidays`.

GOV.UK's own list comes inside the package govuk-bank-holidays, so nothing is fetched here. Its list
moves on with the years; days that were once published are kept, since old cases are still counted.
"""

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from govuk_bank_holidays.bank_holidays import BankHolidays

from rules.reader import RULES
from rules.yaml_with_places import read_yaml

FILE = RULES / "bank-holidays.yaml"


def published() -> dict[date, str]:
    """Every bank holiday of England and Wales in the installed package, by day."""
    # Without a division the package gives only the days that all UK nations share.
    listed = BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
    return {holiday["date"]: holiday["title"] for holiday in listed}


def merged(kept: Mapping[date, str], fresh: Mapping[date, str]) -> dict[date, str]:
    """`kept` brought up to date by `fresh`, in the order of days.

    From the first to the last day of `fresh` it alone counts (a holiday that was moved leaves its
    old day); before and after, every day of `kept` stays.
    """
    old = {day: name for day, name in kept.items() if not min(fresh) <= day <= max(fresh)}
    return dict(sorted((old | dict(fresh)).items()))


def write(days: Mapping[date, str], fetched: date, source: str) -> str:
    """The text of bank-holidays.yaml for `days`, whole years from the first to the last day."""
    lines = [
        "# The bank holidays of England and Wales. Made by `make bank-holidays`; not edited by hand.",
        f'source: "{source}"',
        f"fetched: {fetched}",
        f"first: {min(days).year}-01-01",
        f"last: {max(days)}",
        "days:",
        *(f'    {day}: "{name}"' for day, name in days.items()),
    ]
    return "\n".join(lines) + "\n"


def renew(file: Path = FILE, today: date | None = None) -> str:
    """Renews `file` from the installed package and returns one sentence on what changed."""
    old = read_yaml(file).data["days"] if file.exists() else {}
    kept = {date.fromisoformat(day): name for day, name in old.items()}
    days = merged(kept, published())
    if days == kept:
        return f"{file.name} is up to date: {len(days)} days, to {max(days)}."
    source = f"GOV.UK (gov.uk/bank-holidays), as published in govuk-bank-holidays {version('govuk-bank-holidays')}"
    file.write_text(write(days, today or date.today(), source), encoding="utf-8")
    added, gone = len(days.keys() - kept.keys()), len(kept.keys() - days.keys())
    return f"{file.name}: {added} days added, {gone} taken out; it now ends on {max(days)}."


if __name__ == "__main__":
    print(renew())
