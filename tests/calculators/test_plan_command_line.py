"""Plan, compare and move on the command line: to read, as JSON, as files that are read back, and refused in a line."""

import csv
import json
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest

import rules.reader
from calculators.__main__ import main
from calculators.answers import answer
from rules.open_data import guidance_as_data

ROOT = Path(__file__).parents[2]
ON = "initial-conference=2026-11-23"


class Shell:
    """What `python -m calculators` gives for its arguments: exit code, standard output, standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[object, str, str]:
        try:
            code: object = main(arguments)
        except SystemExit as stop:
            code = stop.code
        return code, *self._capsys.readouterr()

    def shows(self, *arguments: str) -> list[str]:
        code, output, error = self(*arguments)
        assert (code, error) == (0, "")
        return output.splitlines()


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setattr(rules.reader, "read_guidance", cache(rules.reader.read_guidance))
    return Shell(capsys)


def asked(request: dict[str, Any]) -> dict[str, Any]:
    return answer(request, guidance_as_data(rules.reader.read_guidance()))


def line_with(lines: list[str], words: str) -> str:
    (found,) = [line for line in lines if words in line]
    return found


# Plan


def test_a_plan_is_shown_a_line_a_deadline_with_its_rule_and_the_day_to_book(shell: Shell) -> None:
    lines = shell.shows("plan", "bedford-borough", "--on", ON)
    assert lines[0] == "Bedford Borough: from Monday 23 November 2026 to Tuesday 23 February 2027"
    assert lines[1].startswith("No date of the review was given. This is the last day under Working Together")
    first = line_with(lines, "First core group")
    assert first.startswith("Monday 7 December 2026   First core group [within 10 working days of ")
    assert first.endswith("; book Thursday 3 December 2026 (our suggestion)")
    report = line_with(lines, "Report for the review sent")
    assert report.startswith("Tuesday 16 February 2027   ")
    assert "book" not in report
    assert " Needed: 2. Held: 0; foreseen in this plan: 3: enough. [" in lines[-1]


def test_a_plan_takes_the_review_what_was_held_own_figures_and_days_closed(shell: Shell) -> None:
    lines = shell.shows(
        "plan", "haringey", "--on", ON, "--review", "22 February 2027", "--held", "core-group=2026-12-02",
        "--held", "core-group=2026-12-29", "--held", "child-seen=2026-11-25", "--own", "seeing-the-child=7 days",
        "--closed", "2027-01-22",
    )  # fmt: skip
    assert lines[0].endswith("to Monday 22 February 2027")
    assert lines[1] == "The date of the review was given."
    assert "the conference's own figure (7 calendar days) stands in place of 2.3" in lines[2]
    # Four weeks after 29 December is 26 January; of the two working days before it, Friday the 22nd is closed.
    assert line_with(lines, "Tuesday 26 January 2027").endswith("; book Thursday 21 January 2027 (our suggestion)")
    # Seven days after 25 November.
    assert line_with(lines, "Wednesday 2 December 2026").endswith("the conference's own figure]")


def test_a_series_runs_from_the_last_permitted_dates_when_asked_to(shell: Shell) -> None:
    arguments = ("plan", "bedford-borough", "--on", ON, "--held", "child-seen=2026-11-25", "--json", "--series")
    visits = {
        series: [entry["due"] for entry in json.loads("\n".join(shell.shows(*arguments, series)))["entries"]
                 if entry["topic"] == "seeing-the-child"]
        for series in ("held", "latest")
    }  # fmt: skip
    assert visits == {
        "held": ["2026-12-23", "2027-01-20", "2027-02-17"],
        "latest": ["2026-12-21", "2027-01-18", "2027-02-15"],
    }


def test_a_plan_from_a_review_shows_its_core_group(shell: Shell) -> None:
    lines = shell.shows("plan", "greenwich", "--on", "review-conference=2026-11-23")
    assert lines[0].endswith("to Sunday 23 May 2027")
    assert line_with(lines, "within 8 weeks of").startswith("Monday 18 January 2027   Core group meeting [")


def test_the_whole_plan_comes_as_json(shell: Shell) -> None:
    found = json.loads("\n".join(shell.shows("plan", "haringey", "--on", ON, "--json")))
    assert found == asked({"ask": "plan", "board": "haringey", "on": {"initial-conference": "2026-11-23"}})
    assert found["entries"][1]["due"] == "2026-12-07"


def test_a_plan_is_written_as_a_calendar_and_as_a_table_which_can_be_read_back(shell: Shell, tmp_path: Path) -> None:
    ics, table = tmp_path / "plan.ics", tmp_path / "plan.csv"
    lines = shell.shows(
        "plan", "haringey", "--on", ON, "--ics", str(ics), "--csv", str(table), "--reminder", "3"
    )  # fmt: skip
    assert lines == [f"Written: {ics}", f"Written: {table}"]
    calendar: Any = icalendar.Calendar.from_ical(ics.read_bytes())
    events = calendar.walk("VEVENT")
    first = next(event for event in events if event["SUMMARY"] == "First core group (Haringey)")
    assert first["DTSTART"].dt == date(2026, 12, 7)
    assert [alarm["TRIGGER"].dt for alarm in first.walk("VALARM")] == [timedelta(days=-2, hours=-15)]
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["Due"], row["What"]) for row in rows if row["Topic"] == "first-core-group"] == [
        ("2026-12-07", "First core group")
    ]
    assert sorted(str(event["DTSTART"].dt) for event in events) == sorted(row["Due"] for row in rows)
    assert len(events) == len({str(event["UID"]) for event in events}) == 23


def test_a_calendar_without_reminders_has_none(shell: Shell, tmp_path: Path) -> None:
    ics = tmp_path / "plan.ics"
    shell.shows("plan", "bexley", "--on", ON, "--ics", str(ics))
    assert "VALARM" not in ics.read_text(encoding="utf-8")


# Compare and move


def test_boards_are_compared_topic_by_topic(shell: Shell) -> None:
    lines = shell.shows("compare", "haringey", "bexley", "greenwich", "--on", ON)
    assert lines[0] == "From the initial child protection conference on Monday 23 November 2026"
    start = lines.index("First core group")
    haringey, bexley, greenwich = lines[start + 1 : start + 4]
    assert haringey.startswith("    Haringey: Monday 7 December 2026 (4 days later; within 10 working days of ")
    assert haringey.endswith("; 5.2)")
    assert bexley.startswith("    Bexley: Thursday 3 December 2026 (the earliest; within 10 days of ")
    assert greenwich.startswith("    Greenwich: Monday 7 December 2026 (4 days later; ")
    papers = lines.index("Papers after the conference")
    assert "    Bexley: silent" in lines[papers : papers + 4]


def test_a_range_is_shown_with_both_its_ends(shell: Shell) -> None:
    lines = shell.shows("compare", "bedford-borough", "--on", "concern-raised=2026-11-23T16:00")
    assert "Tuesday 24 November 2026, 16:00 to Wednesday 25 November 2026, 16:00 (the earliest;" in "\n".join(lines)


def test_a_plan_from_a_review_says_why_it_has_no_core_group_and_marks_what_falls_after_a_near_review(
    shell: Shell,
) -> None:
    lines = shell.shows("plan", "bexley", "--on", "review-conference=2026-11-23")
    assert line_with(lines, "Core groups: ").startswith("Core groups: none can be dated from this conference alone.")
    lines = shell.shows("plan", "bexley", "--on", ON, "--review", "2026-12-01")
    place = lines.index(line_with(lines, "First core group"))
    assert lines[place - 1] == "Tuesday 1 December 2026   Review conference"
    assert lines[place + 1] == "    Falls after the review (Tuesday 1 December 2026)."


def test_a_reader_that_stops_early_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "calculators", "plan", "haringey", "--on", ON]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_where_no_board_gives_a_date_that_is_said(shell: Shell) -> None:
    lines = shell.shows("compare", "bexley", "greenwich", "--on", "school-move=2027-01-04")
    assert lines[-1] == "None of these boards' guidance gives a date from that event."


def test_a_move_shows_the_earlier_date_and_what_is_said_of_transfer(shell: Shell) -> None:
    lines = shell.shows("move", "haringey", "bexley", "--day", "2026-12-05", "--on", ON)
    assert "    The earlier is Bexley's: Thursday 3 December 2026. It falls before the move." in lines
    assert lines[-3:-1] == [
        "Haringey: this guidance says nothing about a move to another area.",
        "Bexley: this guidance says nothing about a move to another area.",
    ]
    assert lines[-1].startswith("Working Together 2023: ")


def test_the_day_of_the_move_is_shown(shell: Shell) -> None:
    output = "\n".join(shell.shows("move", "haringey", "bexley", "--day", "5/12/2026", "--on", ON))
    assert "Saturday 5 December 2026" in output


@pytest.mark.parametrize(
    ("arguments", "request_"),
    [
        (
            ["compare", "haringey", "bexley", "--on", ON],
            {"ask": "compare", "boards": ["haringey", "bexley"], "on": {"initial-conference": "2026-11-23"}},
        ),
        (
            ["move", "haringey", "bexley", "--day", "2026-12-05", "--on", ON],
            {"ask": "move", "from": "haringey", "to": "bexley", "day": "2026-12-05",
             "on": {"initial-conference": "2026-11-23"}},
        ),
    ],
)  # fmt: skip
def test_json_is_the_doors_own_answer(shell: Shell, arguments: list[str], request_: dict[str, Any]) -> None:
    assert json.loads("\n".join(shell.shows(*arguments, "--json"))) == asked(request_)


# Bad input

PLAN = ("plan", "haringey", "--on", ON)
MOVE = ("move", "haringey", "bexley", "--on", ON)
WEEK = "seeing-the-child=7 days"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["plan"], "board, --on", id="nothing after plan"),
        pytest.param(["plan", "haringay", "--on", ON], "did you mean 'haringey'?", id="unknown board"),
        pytest.param(["plan", "haringey", "--on", "core-group=2026-11-23"], "A plan starts at", id="another event"),
        pytest.param(["plan", "haringey", "--on", ON, "--on", "core-group=2026-11-23"], "one event", id="two events"),
        pytest.param([*PLAN, "--review", "2026-11-01"], "is not after the conference", id="review before"),
        pytest.param([*PLAN, "--review", "32/1/2027"], "Review: Day must be", id="no real review"),
        pytest.param([*PLAN, "--held", "core-group=2026-11-01"], "is before the conference", id="held before"),
        pytest.param([*PLAN, "--held", "core-group=2027-03-01"], "is after the review", id="held after"),
        pytest.param([*PLAN, "--held", "core-group"], "is not an event and a date", id="held without a date"),
        pytest.param([*PLAN, "--held", "core-grup=2026-12-07"], "core-grup", id="held, an unknown event"),
        pytest.param([*PLAN, "--own", "seeing-the-child=often"], "is not a duration", id="own, no duration"),
        pytest.param([*PLAN, "--own", "visits=7 days"], "no topic 'visits'", id="own, an unknown topic"),
        pytest.param([*PLAN, "--own", WEEK, "--own", WEEK], "given twice", id="own twice"),
        pytest.param([*PLAN, "--closed", "soon"], "Days closed: 'soon' is not a date", id="closed soon"),
        pytest.param([*PLAN, "--series", "first"], "first", id="an unknown series"),
        pytest.param([*PLAN, "--review", "2036-11-23"], "the most that is shown is 500", id="ten years"),
        pytest.param([*PLAN, "--ics", "/nowhere/plan.ics"], "/nowhere/plan.ics cannot be written", id="no folder"),
        pytest.param([*PLAN, "--ics", "plan.ics", "--reminder", "soon"], "A reminder is a number", id="reminder"),
        pytest.param(["compare", "--on", ON], "boards", id="compare nothing"),
        pytest.param(["compare", "brexley", "--on", ON], "did you mean 'bexley'?", id="compare an unknown board"),
        pytest.param(["compare", *"abcdefg", "--on", ON], "Choose up to 6 boards", id="seven boards"),
        pytest.param(["compare", "haringey"], "--on", id="compare without an event"),
        pytest.param(["move", "bexley", "bexley", "--day", "1/12/2026", "--on", ON], "two different", id="one board"),
        pytest.param(MOVE, "--day", id="a move without a day"),
        pytest.param([*MOVE, "--day", "soon\nor later"], "The day of the move", id="a move soon"),
    ],
)  # fmt: skip
def test_bad_input_ends_with_one_line_and_exit_code_2(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output, error = shell(*arguments)
    assert (code, output) == (2, "")
    assert says in error
    assert error.endswith("\n")
    assert len(error.splitlines()) == 1
    assert not list(tmp_path.iterdir())
