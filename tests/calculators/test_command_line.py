"""The command line: what it shows, and that bad input ends with one line and exit code 2."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import rules.reader
from calculators.__main__ import main
from calculators.answers import answer
from rules.open_data import guidance_as_data

ROOT = Path(__file__).parents[2]


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

    def shows(self, *arguments: str) -> str:
        code, output, error = self(*arguments)
        assert (code, error) == (0, "")
        return output


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setattr(rules.reader, "read_guidance", cache(rules.reader.read_guidance))
    return Shell(capsys)


def test_the_first_core_group_in_haringey_is_shown_with_its_paragraph(shell: Shell) -> None:
    first, *more = shell.shows("due", "haringey", "--on", "initial-conference=2026-11-23").splitlines()
    assert first.split("   ") == ["Monday 7 December 2026", "first-core-group"]
    assert "5.2" in more[0]


def test_json_is_the_doors_own_answer_whole(shell: Shell) -> None:
    output = shell.shows("due", "haringey", "--on", "initial-conference=2026-11-23", "--json")
    found = json.loads(output)
    assert found["on"] == {"initial-conference": "2026-11-23"}
    (row,) = found["dates"]
    assert (row["topic"], row["due"], row["source"]["at"]) == ("first-core-group", "2026-12-07", "5.2")
    request = {"ask": "due", "board": "haringey", "on": {"initial-conference": "2026-11-23"}}
    assert found == answer(request, guidance_as_data(rules.reader.read_guidance()))


def test_an_event_may_come_with_a_time_of_day(shell: Shell) -> None:
    output = shell.shows("due", "bedford-borough", "--on", "concern-raised=2026-03-28T16:00", "--json")
    row = next(row for row in json.loads(output)["dates"] if row["topic"] == "concerns-in-writing")
    assert (row["earliest"], row["due"]) == ("2026-03-29T17:00+01:00", "2026-03-30T17:00+01:00")


def test_a_count_prints_the_date_and_counts_back_when_asked(shell: Shell) -> None:
    after = shell.shows("count", "2013-04-08", "3 working days")
    before = shell.shows("count", "2013-04-08", "3 working days", "--before")
    assert after.startswith("Thursday 11 April 2013   (3 working days after Monday 8 April 2013)\n")
    assert before.startswith("Wednesday 3 April 2013   (3 working days before Monday 8 April 2013)\n")
    assert "Tuesday 9 April 2013: 1" not in after


@pytest.mark.parametrize("verbose", ["-v", "--verbose"])
def test_the_working_is_shown_when_asked_for(shell: Shell, verbose: str) -> None:
    lines = shell.shows("count", "2026-04-02", "1 working day", verbose).splitlines()
    assert [line.strip() for line in lines[-5:]] == [
        "Friday 3 April 2026: not counted (Good Friday)",
        "Saturday 4 April 2026: not counted (Saturday)",
        "Sunday 5 April 2026: not counted (Sunday)",
        "Monday 6 April 2026: not counted (Easter Monday)",
        "Tuesday 7 April 2026: 1",
    ]


def test_what_a_reader_must_know_beside_a_date_is_printed_with_it(shell: Shell) -> None:
    output = shell.shows("count", "2028-12-23", "10 days")
    for words in ("10 calendar days: Tuesday 2 January 2029", "10 working days: Tuesday 9 January 2029", "Provisional"):
        assert words in output
    output = shell.shows("count", "2026-11-18", "10 calendar days")
    assert "last working day on or before it is Friday 27 November 2026" in output


def test_the_boards_and_the_topics_are_listed_one_a_line(shell: Shell) -> None:
    boards = [line.split()[0] for line in shell.shows("boards").splitlines()]
    assert boards[:5] == ["bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey"]
    topics = {line.split()[0] for line in shell.shows("topics").splitlines()}
    assert {"first-core-group", "core-group-interval", "minutes-circulated", "seeing-the-child"} <= topics
    assert {board["id"] for board in json.loads(shell.shows("boards", "--json"))["boards"]} == set(boards)


ON = "initial-conference=2026-11-23"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param([], "ask something: due, count, plan", id="nothing at all"),
        pytest.param(["due"], "board, --on", id="nothing after due"),
        pytest.param(["due", "haringey"], "--on", id="no event"),
        pytest.param(["due", "", "--on", ON], "Choose a board", id="an empty board"),
        pytest.param(["due", "haringay", "--on", ON], "did you mean 'haringey'?", id="unknown board"),
        pytest.param(["due", "haringey", "--on", "confrence=2026-11-23"], "event 'confrence'", id="unknown event"),
        pytest.param(["due", "haringey", "--on", "initial-conference"], "is not an event and a date", id="no date"),
        pytest.param(["due", "haringey", "--on", "initial-conference="], "Enter a date", id="an empty date"),
        pytest.param(["due", "haringey", "--on", "initial-conference=31/02/2026"], "not a real date", id="31/02/2026"),
        pytest.param(
            ["due", "haringey", "--on", ON, "--on", "core-group=2026-11-23"], "one event at a time", id="two events"
        ),
        pytest.param(
            ["due", "haringey", "--on", ON, "--on", "initial-conference=2026-11-30"],
            "is given twice",
            id="two dates of one event",
        ),
        pytest.param(["due", "haringey", "--on", "a\nb"], "is not an event and a date", id="a line break"),
        pytest.param(["count", "31/02/2026", "1 week"], "not a real date", id="count from 31/02/2026"),
        pytest.param(["count", "2026-11-23", "0 working days"], "from 1 to 1,000", id="a duration of 0"),
        pytest.param(["count", "2026-11-23", "10,000,000 days"], "is not a duration", id="10,000,000 with commas"),
        pytest.param(["count", "2026-11-23", "10000000 days"], "from 1 to 1,000", id="10000000"),
        pytest.param(["count", "2026-11-23", "-3 days"], "is not a duration", id="a negative duration"),
        pytest.param(["count", "1899-12-31", "1 week"], "from 1900 to 2200", id="the year 1899"),
        pytest.param(["count", "2201-01-01", "1 week"], "from 1900 to 2200", id="the year 2201"),
        pytest.param(["count", "2200-12-31", "1 week"], "leaves the years 1900 to 2200", id="past the year 2200"),
        pytest.param(["count", "", ""], "Enter a date", id="empty words"),
        pytest.param(["count", "2026-11-23\n\nx", "1 week"], "is not a date", id="line breaks in a date"),
        pytest.param(["bords"], "bords", id="an unknown question"),
        pytest.param(["boards", "--colour"], "--colour", id="an unknown option"),
        pytest.param(["boards", "--col\nour"], "--col", id="an unknown option over two lines"),
        pytest.param(["count", "2026-11-23", "1 week", "extra"], "extra", id="one word too many"),
    ],
)
def test_bad_input_ends_with_one_line_and_exit_code_2(shell: Shell, arguments: list[str], says: str) -> None:
    code, output, error = shell(*arguments)
    assert (code, output) == (2, "")
    assert says in error
    assert error.endswith("\n")
    assert len(error.splitlines()) == 1


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m calculators`, in a process of its own."""
    command = [sys.executable, "-m", "calculators", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_the_module_runs_from_a_shell_and_hands_on_its_exit_code() -> None:
    good, bad, nothing = run("count", "2013-04-08", "3 working days"), run("count", "31/02/2026", "1 week"), run()
    assert (good.returncode, good.stdout.partition("   ")[0], good.stderr) == (0, "Thursday 11 April 2013", "")
    for process in (bad, nothing):
        assert (process.returncode, process.stdout, process.stderr.count("\n")) == (2, "", 1)


def test_the_calculators_need_no_yaml_no_files_and_no_network_to_answer() -> None:
    # The floor below must not meet the one above: the browser has no more than these modules.
    code = "import sys, calculators.browser, calculators.comparison; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    modules = {name.partition(".")[0] for name in loaded.split()}
    assert not modules & {"rules", "yaml", "pydantic", "mkdocs", "jinja2", "socket", "urllib3", "requests"}
