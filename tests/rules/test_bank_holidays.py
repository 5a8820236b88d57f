"""The list of bank holidays agrees with the package it comes from, and renewing it loses no past year."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from rules.bank_holidays import FILE, merged, published, renew, write
from rules.reader import read_guidance
from tests.calculators import oracle


def test_the_list_is_the_packages_own_for_england_and_wales() -> None:
    listed = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert listed["days"] == {day.isoformat(): name for day, name in oracle.HOLIDAYS.items()}
    assert (listed["first"], listed["last"], len(listed["days"])) == ("2012-01-01", "2028-12-26", 140)
    assert published() == oracle.HOLIDAYS


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        ("2012-06-04", True), ("2012-06-05", True), ("2020-05-04", False), ("2020-05-08", True), ("2022-06-02", True),
        ("2022-06-03", True), ("2022-05-30", False), ("2022-09-19", True), ("2023-05-08", True), ("2026-12-28", True),
        ("2027-12-27", True), ("2027-12-28", True), ("2028-01-03", True),
        # Scotland's and Northern Ireland's own days are not ours; Easter Monday is, and is not shared by all four.
        ("2026-01-02", False), ("2026-03-17", False), ("2026-11-30", False), ("2026-04-06", True), ("2026-08-31", True),
    ],
)  # fmt: skip
def test_one_off_moved_and_substitute_days_are_as_they_were(day: str, is_holiday: bool) -> None:
    assert (date.fromisoformat(day) in read_guidance().holidays.days) is is_holiday


def test_a_renewed_list_keeps_every_past_year_and_takes_a_moved_day_from_its_old_place() -> None:
    kept = {
        date(2010, 12, 27): "Christmas Day",
        date(2020, 5, 4): "Early May bank holiday",
        date(2020, 12, 25): "Christmas Day",
        date(2031, 1, 1): "New Year’s Day",
    }
    fresh = {
        date(2020, 1, 1): "New Year’s Day",
        date(2020, 5, 8): "Early May bank holiday (VE day)",
        date(2020, 12, 25): "Christmas Day, renamed",
    }
    assert list(merged(kept, fresh).items()) == [
        (date(2010, 12, 27), "Christmas Day"),
        (date(2020, 1, 1), "New Year’s Day"),
        (date(2020, 5, 8), "Early May bank holiday (VE day)"),
        (date(2020, 12, 25), "Christmas Day, renamed"),
        (date(2031, 1, 1), "New Year’s Day"),
    ]
    assert merged({}, fresh) == fresh


def test_renewing_what_is_up_to_date_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bank-holidays.yaml"
    file.write_bytes(FILE.read_bytes())
    assert renew(file, date(2030, 1, 1)) == "bank-holidays.yaml is up to date: 140 days, to 2028-12-26."
    assert file.read_bytes() == FILE.read_bytes()


def test_renewing_brings_an_old_list_up_to_date_and_says_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "bank-holidays.yaml"
    old = {date(2010, 12, 27): "Christmas Day", date(2020, 5, 4): "Early May bank holiday"}
    file.write_text(write(old, date(2019, 1, 1), "an old copy"), encoding="utf-8")
    assert renew(file, date(2026, 11, 22)) == (
        "bank-holidays.yaml: 140 days added, 1 taken out; it now ends on 2028-12-26."
    )
    listed = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert list(listed["days"]) == ["2010-12-27", *(day.isoformat() for day in sorted(oracle.HOLIDAYS))]
    assert (listed["fetched"], listed["last"]) == ("2026-11-22", "2028-12-26")


def test_a_list_is_made_where_there_was_none(tmp_path: Path) -> None:
    renew(tmp_path / "bank-holidays.yaml", date(2026, 11, 22))
    listed = yaml.load((tmp_path / "bank-holidays.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert (len(listed["days"]), listed["first"], listed["last"]) == (140, "2012-01-01", "2028-12-26")
