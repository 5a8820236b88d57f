"""A table of cases: how it is read whatever spreadsheet made it, what is told of each bad row, and the result."""

import base64
import csv
import io
import json
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from calculators.answers import answer
from calculators.browser import Door
from calculators.case_table import LARGEST, CaseTable, decoded, event_words, read_table, write_rows
from calculators.requests import Refused
from rules.open_data import guidance_as_data
from rules.reader import read_guidance

ROOT = Path(__file__).parents[2]


@cache
def read() -> dict[str, Any]:
    """The guidance as it stands in rules/."""
    return json.loads(json.dumps(guidance_as_data(read_guidance())))


def table(text: str) -> CaseTable:
    """`text` as cases."""
    return read_table(text, event_words(read()))


def cases(text: str) -> dict[str, dict[str, list[str]]]:
    """The dates of each case in `text`, as ISO text by event."""
    return {
        label: {event: [moment.isoformat() for moment in moments] for event, moments in row.dates.items()}
        for label, row in table(text).cases.items()
    }


def unread(text: str) -> list[tuple[int, str]]:
    """The line and the reason of each row of `text` that could not be read."""
    return [(each.line, each.reason) for each in table(text).unread]


def check(text: str | bytes, board: str = "haringey", today: str = "2027-01-31") -> dict[str, Any]:
    """The door's answer for a table."""
    return answer({"ask": "check-cases", "board": board, "today": today, "table": text}, read())


def result(text: str | bytes, **more: str) -> list[dict[str, str]]:
    """The lines of the result for a table."""
    return list(csv.DictReader(io.StringIO(check(text, **more)["csv"], newline="")))


ONE = {"A1": {"initial-conference": ["2026-11-23"], "core-group": ["2026-12-07"]}}


LAYOUTS = {
    "a row an event": "case,event,date\nA1,initial-conference,2026-11-23\nA1,core-group,2026-12-07\n",
    "semicolons": "case;event;date\r\nA1;initial-conference;23/11/2026\r\nA1;core-group;7/12/2026\r\n",
    "tabs, any order": "Date\tCase\tEvent\n23.11.2026\tA1\tICPC\n7 Dec 2026\tA1\tCore group meeting\n",
    "a mark and blanks": "\ufeffCASE, Event ,DATE\nA1,Initial conference,23-11-2026\n A1 ,core_group,07/12/2026\n",
    "Excel's own line": "sep=;\ncase;event;date\nA1;initial-conference;23/11/2026\nA1;core-group;7/12/2026",
    "no names of columns": "A1,initial-conference,2026-11-23\nA1,core-group,2026-12-07",
    "blank lines": "\n\ncase,event,date\n,,\nA1,initial-conference,2026-11-23\n\nA1,core-group,2026-12-07\n,,\n",
    "quotation marks": '"case","event","date"\n"A1","initial-conference","Monday 23 November 2026"\n'
    '"A1","core-group","Mon 7/12/2026"',
    "midnight": "case,event,date\nA1,initial-conference,23/11/2026 00:00\nA1,core-group,2026-12-07 00:00:00",
    "a row a case": "case,initial-conference,core-group\nA1,2026-11-23,7 December 2026\n",
    "a row a case, any order": "Core group 1,Reference,Date of initial conference,core group 2\n"
    "7/12/2026,A1,23/11/2026,\n",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_one_case_is_read_the_same_from_every_layout(text: str) -> None:
    assert cases(text) == ONE
    assert unread(text) == []


def test_several_dates_of_one_event_stand_in_one_cell_or_in_columns_of_their_own() -> None:
    text = 'case,core-group,core-group 2\nA1,"7/12/2026; 4/1/2027",1/2/2027\nB2,"7/12/2026\n4/1/2027",\n'
    assert cases(text) == {
        "A1": {"core-group": ["2026-12-07", "2027-01-04", "2027-02-01"]},
        "B2": {"core-group": ["2026-12-07", "2027-01-04"]},
    }


def test_a_time_stands_beside_its_date_or_in_a_column_of_its_own() -> None:
    text = "case,event,date,time\nA1,concern-raised,23/11/2026 16:00,\nA1,concern-in-writing,24/11/2026,9:30\n"
    assert cases(text) == {
        "A1": {"concern-raised": ["2026-11-23T16:00:00+00:00"], "concern-in-writing": ["2026-11-24T09:30:00+00:00"]}
    }


def test_rows_of_one_case_need_not_stand_together() -> None:
    text = "case,event,date\nA1,core-group,2026-12-07\nB2,core-group,2026-12-08\nA1,core-group,2027-01-04\n"
    assert cases(text) == {"A1": {"core-group": ["2026-12-07", "2027-01-04"]}, "B2": {"core-group": ["2026-12-08"]}}


def test_each_row_that_cannot_be_read_is_told_with_its_line_and_the_rest_are_read() -> None:
    text = (
        "case,event,date\n"
        "A1,initial-conference,23/11/2026\n"
        "A1,core-group,31/11/2026\n"
        ",core-group,7/12/2026\n"
        "A1,core grop,7/12/2026\n"
        "A1,core-group,\n"
        "A1,core-group,7/12/26\n"
        "A1,,7/12/2026\n"
        "A1,core-group,8/12/2026,late\n"
        'A1,"core-group,9/12/2026\n'
        "A1,initial-conference,23/11/2026\n"
        "A1,core-group,Tuesday 7 December 2026\n"
        "A1,core-group,10/12/2026\n"
    )
    assert unread(text) == [
        (3, "31 November 2026 is not a real date: November 2026 has 30 days"),
        (4, "There is no case label on this line"),
        (5, "“core grop” is not an event that can be checked; did you mean “core-group”?"),
        (6, "Enter a date, such as 2026-11-23"),
        (7, "Year must include 4 numbers, such as 2026"),
        (8, "There is no event on this line"),
        (9, "This line has more cells than the first line has columns"),
        (10, "A quotation mark is opened on this line and not closed"),
        (11, "23/11/2026 was given before for the same event; it is counted once"),
        (12, "'Tuesday 7 December 2026' is not a date: that day is a Monday"),
    ]
    assert cases(text) == {"A1": {"initial-conference": ["2026-11-23"], "core-group": ["2026-12-10"]}}


def test_a_row_a_case_tells_each_cell_that_cannot_be_read_and_keeps_the_others() -> None:
    text = "case,initial-conference,core-group\nA1,soon,7/12/2026\nB2,,\n"
    assert unread(text) == [
        (2, "'soon' is not a date; write it as 2026-11-23 or 23 November 2026"),
        (3, "There is no date on this line"),
    ]
    assert cases(text) == {"A1": {"core-group": ["2026-12-07"]}, "B2": {}}


@pytest.mark.parametrize("text", ["", "\n\n", "name,team\nA,B\n", "hello"])
def test_a_table_without_a_layout_is_refused_with_what_the_first_line_has_to_name(text: str) -> None:
    with pytest.raises(Refused, match="first line names the columns: case, event and date"):
        table(text)


def test_columns_that_are_not_used_are_named() -> None:
    assert table("team,case,event,date\nNorth,A1,core-group,2026-12-07").columns_left_aside == ("team",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_as_each_spreadsheet_saves_it(encoding: str) -> None:
    assert decoded("case,event,date\nÉ1,core-group,2026-12-07".encode(encoding)).startswith("case,event,date\nÉ1")


def test_a_file_that_is_too_large_is_refused_in_one_plain_sentence() -> None:
    asked = {"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "bytes": LARGEST + 1_000_000}
    assert answer(asked, read())["error"] == {
        "message": "This file has 21.0 MB; the most that is read is 20 MB. Split it into parts",
        "field": "table",
    }


def test_a_case_label_of_more_than_100_letters_is_told_and_not_repeated() -> None:
    found = check("case,event,date\n" + "A" * 101 + ",core-group,2026-12-07\nB2,core-group,2026-12-07\n")
    assert found["cases"] == 1
    assert found["unread"] == [
        {"line": 2, "case": "A" * 59 + "…", "reason": "The case label on this line is too long; the most is 100 letters"}
    ]


@pytest.mark.parametrize("mark", ["x", "1", " "])
def test_a_line_that_names_a_mark_which_cannot_part_cells_is_read_like_any_other(mark: str) -> None:
    with pytest.raises(Refused, match=r"It reads: sep="):
        table(f'sep={mark}\nA1{mark}core-group{mark}"2026-12-07"\n')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_comes_through_the_door_as_spreadsheets_save_it(encoding: str) -> None:
    # As a browser hands it over: in a request that is plain JSON, from which the browser's own Python is made up.
    file = base64.b64encode("case,event,date\nÉ1,core-group,2026-12-07\n".encode(encoding)).decode()
    asked = {"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table64": file, "bytes": len(file)}
    found = answer(asked, read())
    assert (found["cases"], found["unread"]) == (1, [])
    assert "\r\nÉ1," in found["csv"]


def test_a_file_that_did_not_arrive_whole_is_refused() -> None:
    asked = {"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table64": "Y2F=zZ", "bytes": 4}
    assert answer(asked, read())["error"] == {"message": "This file did not arrive whole. Choose it again", "field": "table"}


@pytest.mark.parametrize("label", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_no_cell_of_the_result_can_run_as_a_formula(label: str) -> None:
    (row,) = csv.reader(io.StringIO(write_rows([[label]]), newline=""))
    assert row == [f"'{label}"]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["case", "event", "date"], [label, "core-group", "2026-12-07"], [label, "=2", "=3"]])
    for row in csv.reader(io.StringIO(check(text.getvalue())["csv"], newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_result_has_a_line_for_each_finding_and_for_each_row_that_was_not_read() -> None:
    rows = result("case,event,date\nA1,initial-conference,2026-11-23\nA1,core-group,2026-12-09\nA1,minutes-sent,x\n")
    (first,) = [row for row in rows if row["Rule"] == "haringey/first-core-group"]
    assert first == {
        "Case": "A1", "Status": "late", "In words": "Late by 2 working days", "Topic": "First core group",
        "Rule": "haringey/first-core-group", "Counted from": "2026-11-23", "Due": "2026-12-07", "Done": "2026-12-09",
        "Working days late": "2", "Where it stands": "5.2", "Remarks": "", "Line": "2",
    }  # fmt: skip
    assert (rows[-1]["Status"], rows[-1]["Case"], rows[-1]["Line"]) == ("not read", "A1", "4")


def test_where_a_date_could_not_be_read_nothing_is_said_to_be_late_for_want_of_it() -> None:
    found = check(
        "case,event,date\nA1,initial-conference,2026-11-23\nA1,core-group,x\nB2,initial-conference,2026-11-23\n"
    )
    rule = next(rule for rule in found["summary"] if rule["rule"] == "haringey/first-core-group")
    assert (rule["late"], rule["cannot_be_said"]) == (1, 1)
    assert "Cannot be said: a date given for “Core group meeting” could not be read" in found["csv"]


def test_a_case_with_its_dates_in_the_wrong_order_is_told_and_the_others_are_checked() -> None:
    text = "case,initial-conference,review-conference\nA1,2026-11-23,2026-11-02\nB2,2026-11-23,2027-02-22\n"
    found = check(text)
    assert found["cases"] == 1
    assert [each["line"] for each in found["unread"]] == [2]
    assert found["unread"][0]["reason"].startswith("This case was not checked. The review conference")


def test_a_case_of_more_than_500_dates_is_told_and_not_checked() -> None:
    rows = "".join(f"A1,child-seen,{date.fromordinal(738000 + number)}\n" for number in range(501))
    found = check(f"case,event,date\n{rows}B2,child-seen,2026-12-07\n")
    assert found["cases"] == 1
    assert "501 dates were given; the most that one case can have is 500" in found["unread"][0]["reason"]


def test_the_summary_counts_by_rule_what_the_result_says_line_by_line() -> None:
    text = "case,event,date\n" + "".join(
        f"C{number},initial-conference,2026-11-23\nC{number},core-group,2026-12-{number:02}\n"
        for number in range(1, 15)
    )
    found = check(text)
    lines = list(csv.DictReader(io.StringIO(found["csv"], newline="")))
    for rule in found["summary"]:
        told = [line["Status"] for line in lines if line["Rule"] == rule["rule"]]
        assert rule["kept"] == told.count("kept")
        assert rule["late"] == told.count("late") + told.count("not done")
        assert rule["not_yet_due"] == told.count("not yet due")
        assert rule["cannot_be_said"] == told.count("cannot be said")
    assert found["summary_in_words"].startswith(
        "14 cases were checked under Haringey's guidance on Sunday 31 January 2027."
    )
    first = next(rule for rule in found["summary"] if rule["rule"] == "haringey/first-core-group")
    assert (first["kept"], first["late"]) == (7, 7)


def test_a_table_of_one_case_is_answered_as_the_case_typed_in_would_be() -> None:
    events = {"initial-conference": "2026-11-23", "core-group": "2026-12-09"}
    typed = answer({"ask": "check", "board": "haringey", "today": "2027-01-31", "events": events}, read())
    assert check("event,date\ninitial-conference,2026-11-23\ncore-group,2026-12-09\n")["one"] == typed


def test_step_by_step_the_browser_gets_the_same_as_at_once() -> None:
    text = "case,event,date\n" + "".join(f"C{number},core-group,2026-12-07\n" for number in range(350))
    ask = Door(json.dumps(read())).ask
    step = json.loads(
        ask(json.dumps({"ask": "check-cases", "board": "haringey", "today": "2027-01-31", "table": text}))
    )
    steps = [step]
    while not step["finished"]:
        step = json.loads(ask(json.dumps({"ask": "check-cases-on"})))
        steps.append(step)
    assert [each["done"] for each in steps] == [100, 200, 300, 350]
    assert steps[1]["words"] == "200 of 350 cases checked"
    whole = check(text)
    assert "".join(each["csv"] for each in steps) == whole["csv"]
    assert step["summary"] == whole["summary"]
    after = json.loads(ask(json.dumps({"ask": "check-cases-on"})))
    assert after["error"]["message"] == "This check was broken off. Start it again"


CELLS = some.sampled_from(
    ["A1", "core-group", "2026-12-07", "case", "event", "date", "", '"', "7/12/2026", "x;y", "=1", "\t"]
)


@settings(max_examples=1500, deadline=None, derandomize=True, database=None)
@given(
    some.lists(some.lists(CELLS | some.text(max_size=6), max_size=5), max_size=8),
    some.sampled_from(",;\t"),
    some.booleans(),
)
def test_no_table_makes_the_door_fail_and_no_line_is_dropped(rows: list[list[str]], mark: str, head: bool) -> None:
    text = "\n".join(mark.join(row) for row in ([["case", "event", "date"]] if head else []) + rows)
    found = check(text)
    if "error" in found:
        assert found["error"]["message"]
        return
    read_whole = table(text)
    moments = sum(len(moments) for row in read_whole.cases.values() for moments in row.dates.values())
    if head and '"' not in text and not any(len(line.split()) == 0 for line in text.split("\n")) and "\r" not in text:
        filled = [line for line in text.split("\n")[1:] if any(cell.strip() for cell in line.split(mark))]
        assert moments + len(read_whole.unread) == len(filled)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m calculators check`, in a process of its own."""
    command = [sys.executable, "-m", "calculators", "check", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_the_command_line_checks_one_case() -> None:
    shell = run("haringey", "--event", "initial-conference=2026-11-23", "--event", "core-group=2026-12-07",
                "--today", "2027-01-31")  # fmt: skip
    assert shell.returncode == 0
    assert "Kept, on the last day   First core group" in shell.stdout
    assert "due Monday 7 December 2026" in shell.stdout


def test_the_command_line_checks_a_table_and_writes_the_result(tmp_path: Path) -> None:
    given_, out = tmp_path / "cases.csv", tmp_path / "result.csv"
    given_.write_text(
        "case,event,date\nA1,initial-conference,2026-11-23\nA1,core-group,2026-12-09\nA1,x,y\n", encoding="utf-8"
    )
    shell = run("haringey", "--csv", str(given_), "--out", str(out), "--today", "2027-01-31")
    assert shell.returncode == 0
    assert "line 4: “x” is not an event that can be checked" in shell.stdout
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert "Late by 2 working days" in {row["In words"] for row in rows}


def test_the_command_line_refuses_a_table_of_100_mb_and_one_without_an_end_before_reading_them(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    said = "the most that is read is 20 MB. Split it into parts\n"
    assert run("haringey", "--csv", str(large)).stderr == f"This file has 100.0 MB; {said}"
    endless = run("haringey", "--csv", "/dev/zero")
    assert (endless.returncode, endless.stderr) == (2, f"This file has 20.0 MB; {said}")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["haringey", "--csv", "no-such-file.csv"], "no-such-file.csv cannot be read: No such file or directory"),
        (["haringey"], "Give at least one thing that happened, with its date"),
        (["haringey", "--event", "core-group=2026-12-07", "--today", "x"], "Today: 'x' is not a date"),
        (["haringey", "--event", "core-group"], "is not an event and a date"),
        (["haringey", "--out", "x.csv"], "--out needs a table of cases"),
        (["haringey", "--csv", "README.md", "--event", "core-group=2026-12-07"], "not both"),
        (["haringy", "--event", "core-group=2026-12-07"], "did you mean 'haringey'?"),
        (["haringey", "--csv", "README.md"], "The first line names the columns"),
    ],
)
def test_bad_input_to_the_command_line_ends_with_one_line_and_exit_code_2(arguments: list[str], says: str) -> None:
    shell = run(*arguments)
    assert (shell.returncode, shell.stdout, len(shell.stderr.splitlines())) == (2, "", 1)
    assert says in shell.stderr
