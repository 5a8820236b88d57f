"""Each mistake in a board file is told with its file, line and column, and with what would be right."""

from collections.abc import Iterable

import pytest

from tests.rules.conftest import SAMPLE, RulesFolder

FILE = "rules/boards/sample.yaml"
WITHIN = "{within: 10 working days, of: initial-conference}"
FORMS = "within, by, every, at-least, at-each, at-most, in-words, before"
NO_DEADLINE = f"a deadline is written as {WITHIN}; its first key is one of: {FORMS}"
AT_WITHIN = "18:18: deadline.within:"
DURATIONS = "'10 working days', '10 calendar days', '10 days', '4 weeks', '1 month' or '24 hours'"


def changed(old: str, new: str) -> str:
    assert SAMPLE.count(old) == 1, f"{old!r} must stand in the sample exactly once"
    return SAMPLE.replace(old, new)


def test_the_sample_itself_has_no_mistake(folder: RulesFolder) -> None:
    assert folder.mistakes() == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        pytest.param(
            "topic: first-core-group",
            "topic: minuts",
            "13:7: topic: unknown topic 'minuts'; did you mean 'minutes-circulated'?",
            id="unknown topic",
        ),
        pytest.param(
            "who: [core-group]",
            "who: [core-group, core-grup]",
            "14:25: who.1: unknown role 'core-grup'; did you mean 'core-group'?",
            id="unknown role",
        ),
        pytest.param(
            "force: should",
            "force: shuold",
            "15:7: force: unknown force 'shuold'; did you mean 'should'?",
            id="unknown force",
        ),
        pytest.param(
            "of: initial-conference}",
            "of: inital-conference}",
            "18:43: deadline.of: unknown event 'inital-conference'; did you mean 'initial-conference'?",
            id="unknown event",
        ),
        pytest.param(
            "coverage: part",
            "coverage: hole",
            "9:5: source.coverage: unknown coverage 'hole'; did you mean 'whole'?",
            id="unknown coverage",
        ),
        pytest.param(
            '      at: "1.1"',
            '      at: "1.1"\n      wen: it rains',
            "18:7: wen: unknown key 'wen'; did you mean 'when'?",
            id="unknown key",
        ),
        pytest.param(
            "    status:",
            "    statos:",
            [
                "2:1: source.status: missing; it is needed here",
                "6:5: source.statos: unknown key 'statos'; did you mean 'status'?",
            ],
            id="misspelt key",
        ),
        pytest.param(
            WITHIN,
            "{within: 10 working days, of: initial-conference, until: noon}",
            "18:67: deadline.until: unknown key 'until'; it is one of: within, of",
            id="unknown key of a deadline",
        ),
        pytest.param(
            '      at: "1.1"',
            '      at: "1.1"\n      at: "1.2"',
            "18:7: at: duplicate key 'at'; keep one",
            id="duplicate key",
        ),
        pytest.param('      at: "1.1"\n', "", "12:7: at: missing; it is needed here", id="missing locator"),
        pytest.param(
            'at: "1.1"',
            'at: ""',
            "17:7: at: empty; write something here or take the line out",
            id="empty locator",
        ),
        pytest.param(
            "id: first",
            "id: First One",
            "12:7: id: 'First One' is not a short name; use small letters, numbers and hyphens",
            id="an id with a space",
        ),
        pytest.param(
            "says: The first core group meets within ten working days.",
            "says: {the: first}",
            "16:7: says: plain text is needed here",
            id="keys where text is needed",
        ),
        pytest.param(
            "who: [core-group]",
            "who: {core: group}",
            "14:7: who: a list is needed here, each item after a hyphen",
            id="keys where a list is needed",
        ),
    ],
)
def test_a_word_or_key_that_is_not_known_or_not_there_is_told_at_its_place(
    folder: RulesFolder, old: str, new: str, mistake: str | list[str]
) -> None:
    folder.write(changed(old, new))
    expected = [mistake] if isinstance(mistake, str) else mistake
    assert folder.mistakes() == [f"{FILE}:{each}" for each in expected]


@pytest.mark.parametrize(
    ("deadline", "mistake"),
    [
        pytest.param("soon", f"18:7: deadline: {NO_DEADLINE}", id="words alone"),
        pytest.param("{wihtin: 10 working days}", f"18:7: deadline: {NO_DEADLINE}", id="no form that is known"),
        pytest.param("{within: 10 working days}", "18:7: deadline.of: missing; it is needed here", id="no event"),
        pytest.param(
            "{within: ten working days, of: initial-conference}",
            f"{AT_WITHIN} 'ten working days' is not a duration; write a number and a unit, such as {DURATIONS}",
            id="a number in letters",
        ),
        pytest.param(
            "{within: 0 working days, of: initial-conference}",
            f"{AT_WITHIN} a duration is from 1 to 1,000 working days, not 0",
            id="a duration of nothing",
        ),
        pytest.param(
            "{within: [6 weeks, 4 weeks], of: initial-conference}",
            f"{AT_WITHIN} a range is two durations in one unit, the shorter first, such as [4 weeks, 6 weeks]",
            id="a range the wrong way round",
        ),
        pytest.param(
            "{within: [4 weeks, 6 months], of: initial-conference}",
            f"{AT_WITHIN} a range is two durations in one unit, the shorter first, such as [4 weeks, 6 weeks]",
            id="a range in two units",
        ),
        pytest.param(
            "{within: [1 week, 2 weeks, 3 weeks], of: initial-conference}",
            f"{AT_WITHIN} a range is two durations, such as [4 weeks, 6 weeks]",
            id="a range of three",
        ),
    ],
)
def test_a_deadline_that_cannot_be_read_is_told_with_what_would_be_right(
    folder: RulesFolder, deadline: str, mistake: str
) -> None:
    folder.write(changed(WITHIN, deadline))
    assert folder.mistakes() == [f"{FILE}:{mistake}"]


@pytest.mark.parametrize(
    "deadline",
    [
        "{before: core-group}",
        "{at-least: 2, of: core-group, between: [initial-conference, review-conference]}",
        "{at-each: core-group}",
        "{at-most: [1 hour, 2 hours], length-of: core-group}",
        "{in-words: as soon as possible, after: core-group}",
        "{in-words: on time}",
    ],
)
def test_a_deadline_without_a_date_needs_no_example_and_may_have_none(folder: RulesFolder, deadline: str) -> None:
    text = changed(WITHIN, deadline)
    folder.write(text.partition("      examples")[0])
    assert folder.mistakes() == []
    folder.write(text)
    assert folder.mistakes() == [f"{FILE}:19:7: examples: this deadline gives no date, so it cannot have examples"]


@pytest.mark.parametrize(
    ("deadline", "example"),
    [
        ("{within: 10 calendar days, of: core-group}", "{core-group: 2026-11-23, due: 2026-12-03, because: x}"),
        (
            "{within: 10 days, of: core-group}",
            "{core-group: 2026-11-23, due: 2026-12-03, because: x,"
            " readings: {10 calendar days: 2026-12-03, 10 working days: 2026-12-07}}",
        ),
        (
            "{within: [24 hours, 48 hours], of: concern-raised}",
            "{concern-raised: 2026-11-23T16:00, earliest: 2026-11-24T16:00+00:00,"
            " due: 2026-11-25T16:00+00:00, because: x}",
        ),
        ("{by: 5 working days, before: core-group}", "{core-group: 2026-11-23, due: 2026-11-16, because: x}"),
        (
            "{every: [4 weeks, 6 weeks], of: core-group}",
            "{core-group: 2026-11-23, earliest: 2026-12-21, due: 2027-01-04, because: x}",
        ),
        ("{every: 1 month, of: core-group}", "{core-group: 2026-01-31, due: 2026-02-28, because: x}"),
    ],
)
def test_every_form_of_deadline_that_gives_a_date_is_read_with_its_example(
    folder: RulesFolder, deadline: str, example: str
) -> None:
    folder.write(SAMPLE.partition("      deadline")[0] + f"      deadline: {deadline}\n      examples: [{example}]\n")
    assert folder.mistakes() == []


EXAMPLE = "{initial-conference: 2026-11-23, due: 2026-12-07, because: ten working days}"


@pytest.mark.parametrize(
    ("example", "mistake"),
    [
        pytest.param(
            EXAMPLE.replace("12-07", "12-08"),
            "20:44: examples.0.due: the calculator gives 2026-12-07, not 2026-12-08",
            id="a wrong due date",
        ),
        pytest.param(
            EXAMPLE.replace("2026-12-07", "2026-12-07T16:00"),
            "20:44: examples.0.due: the calculator gives 2026-12-07, not 2026-12-07T16:00+00:00",
            id="a time that the deadline does not give",
        ),
        pytest.param(
            EXAMPLE.replace("2026-12-07", "2026-02-31"),
            "20:44: examples.0.due: 31 February 2026 is not a real date: February 2026 has 28 days",
            id="a due date that is none",
        ),
        pytest.param(
            EXAMPLE.replace("2026-11-23", "2026-13-01"),
            "20:12: examples.0.initial-conference: Month must be a number from 1 to 12, or a name such as November",
            id="an event's date that is none",
        ),
        pytest.param(
            EXAMPLE.replace("initial", "review"),
            "20:11: examples.0: an example gives the date of 'initial-conference', not 'review-conference'",
            id="another event",
        ),
        pytest.param(
            EXAMPLE.replace("initial-conference: 2026-11-23, ", ""),
            "20:11: examples.0: an example gives the date of 'initial-conference', and this one gives none",
            id="no event",
        ),
        pytest.param(
            EXAMPLE.replace("due: 2026-12-07, ", ""),
            "20:11: examples.0.due: missing; it is needed here",
            id="no due date",
        ),
        pytest.param(
            EXAMPLE.replace(", because: ten working days", ""),
            "20:11: examples.0.because: missing; it is needed here",
            id="no reason",
        ),
        pytest.param(
            EXAMPLE.replace("because", "earliest: 2026-12-01, because"),
            "20:61: examples.0.earliest: the calculator gives none, not 2026-12-01",
            id="an earliest date of what is no range",
        ),
        pytest.param(
            EXAMPLE.replace("because", "readings: {10 working days: 2026-12-07}, because"),
            "20:61: examples.0.readings: the words are not open, so there is only one reading; take it out",
            id="readings of words that are not open",
        ),
    ],
)
def test_a_worked_example_that_does_not_hold_stops_the_reading(folder: RulesFolder, example: str, mistake: str) -> None:
    folder.write(changed(EXAMPLE, example))
    assert folder.mistakes() == [f"{FILE}:{mistake}"]


def test_an_example_of_open_words_has_to_give_each_reading(folder: RulesFolder) -> None:
    folder.write(changed("within: 10 working days", "within: 10 days").replace("2026-12-07", "2026-12-03"))
    readings = "{10 calendar days: 2026-12-03, 10 working days: 2026-12-07}"
    assert folder.mistakes() == [
        f"{FILE}:20:11: examples.0.readings: the words are open, so an example gives each reading: {readings}"
    ]


def test_an_example_of_a_range_has_to_give_its_earliest_day(folder: RulesFolder) -> None:
    folder.write(changed("within: 10 working days", "within: [1 week, 2 weeks]"))
    assert folder.mistakes() == [f"{FILE}:20:11: examples.0.earliest: the calculator gives 2026-11-30, not none"]


def test_a_deadline_that_can_be_counted_needs_a_worked_example(folder: RulesFolder) -> None:
    folder.write(SAMPLE.partition("      examples")[0])
    example = "{initial-conference: 2026-11-23, due: ..., because: ...}"
    assert folder.mistakes() == [f"{FILE}:18:7: deadline: no worked example; add one: examples: [{example}]"]


@pytest.mark.parametrize("due", ["[2026-12-07]", "{on: 2026-12-07}"])
def test_a_due_date_that_is_a_list_or_has_keys_is_a_mistake_like_any_other(folder: RulesFolder, due: str) -> None:
    folder.write(changed("due: 2026-12-07", f"due: {due}"))
    (mistake,) = folder.mistakes()
    assert mistake.startswith(f"{FILE}:20:44: examples.0.due: ")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2026-02-31", "31 February 2026 is not a real date: February 2026 has 28 days"),
        ("22 November 2026", "'22 November 2026' is not a date; write it as 2026-11-23"),
        ("recently", "'recently' is not a date; write it as 2026-11-23 or 23 November 2026"),
    ],
)
def test_the_day_a_source_was_checked_has_to_be_a_date(folder: RulesFolder, written: str, message: str) -> None:
    folder.write(changed("2026-11-22", written))
    assert folder.mistakes() == [f"{FILE}:8:5: source.last-checked: {message}"]


@pytest.mark.parametrize(
    ("more", "mistake"),
    [
        (
            "notes:\n    - {kind: unclear, about: [first, frist], says: It is unclear.}\n",
            "22:23: about: unknown statement 'frist'; did you mean 'first'?",
        ),
        (
            "notes:\n    - {kind: unclaer, about: first, says: It is unclear.}\n",
            "22:8: kind: unknown kind 'unclaer'; did you mean 'unclear'?",
        ),
        ("silent: [minuts]\n", "21:10: silent.0: unknown topic 'minuts'; did you mean 'minutes-circulated'?"),
        (
            "silent: [venue, first-core-group]\n",
            "21:17: silent.1: 'first-core-group' is listed as silent, but a statement above is about it",
        ),
        (SAMPLE.partition("statements:\n")[2], "21:7: id: the id 'first' is used twice; each needs its own"),
        ("words: {keyworker: key worker}\n", "21:9: words.keyworker: unknown role 'keyworker'; it is one of: "),
        ("colour: red\n", "21:1: colour: unknown key 'colour'; it is one of: name, "),
    ],
    ids=["note on nothing", "kind of note", "silent on nothing", "silent and said", "same id twice", "word", "key"],
)
def test_what_the_rest_of_a_file_says_has_to_fit_its_statements(folder: RulesFolder, more: str, mistake: str) -> None:
    folder.write(SAMPLE + more)
    (found,) = folder.mistakes()
    assert found.startswith(f"{FILE}:{mistake}")


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        pytest.param(SAMPLE.replace("[core-group]", "[core-group"), "15:12: this is not YAML: ", id="open bracket"),
        pytest.param(SAMPLE.replace("    issuer", "\tissuer"), "4:1: this is not YAML: ", id="tab"),
        pytest.param(SAMPLE.replace("Sample board", "Sample: board"), "4:19: this is not YAML: ", id="colon in words"),
        pytest.param(SAMPLE + "---\nname: Another\n", "21:1: a second document begins here; a file holds one", id="two documents"),
        pytest.param(SAMPLE.replace("1.1", "1.\x001"), "1:1: this is not YAML: ", id="control character"),
        pytest.param(
            SAMPLE.replace("Made up", "Zoë made").encode("latin-1"),
            "1:1: the file is not UTF-8 text (byte 104); save it as UTF-8",
            id="not UTF-8",
        ),
        pytest.param("", "1:1: the file is empty; rules/README.md says what it holds", id="empty"),
        pytest.param("# nothing yet\n", "1:1: the file is empty; rules/README.md says what it holds", id="only a comment"),
        pytest.param("just words\n", "1:1: keys and values are needed here, such as `name: ...`", id="only words"),
        pytest.param("- a\n- list\n", "1:1: keys and values are needed here, such as `name: ...`", id="only a list"),
        pytest.param(
            SAMPLE + "#" * 1_000_000,
            "1:1: the file is larger than 1,000,000 bytes; a board's guidance is far smaller",
            id="over 1 MB",
        ),
        pytest.param(SAMPLE + "notes: " + "[" * 3000 + "]" * 3000, "", id="nested without end"),
    ],
)
def test_a_file_that_cannot_be_read_on_says_why(folder: RulesFolder, text: str | bytes, mistake: str) -> None:
    folder.write(text)
    (found,) = folder.mistakes()
    assert found.startswith(f"{FILE}:{mistake}")


def told(mistakes: Iterable[str], place: str, words: str) -> bool:
    return any(each.startswith(f"{FILE}:{place}:") and words in each for each in mistakes)


def test_an_alias_is_refused_where_it_stands(folder: RulesFolder) -> None:
    folder.write(SAMPLE.replace("name: Sample", "name: &n Sample").replace("issuer: Sample board", "issuer: *n"))
    assert told(folder.mistakes(), "4", "aliases (*name) are not used here")


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!secret", "!!int", "!!binary"])
def test_a_tag_is_refused_and_nothing_is_made_of_it(folder: RulesFolder, tag: str) -> None:
    folder.write(changed("name: Sample\n", f"name: {tag} Sample\n"))
    assert told(folder.mistakes(), "1:7", "are not used here; take it out")


def test_a_few_aliases_cannot_stand_for_millions_of_values(folder: RulesFolder) -> None:
    nine = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        nine += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    folder.write(SAMPLE + nine)
    assert told(folder.mistakes(), "22", "aliases (*name) are not used here")


@pytest.mark.parametrize("deep", ["[" * 400_000, "{a: " * 200_000, "- " * 200_000, "? " * 200_000])
def test_a_file_that_is_nested_without_end_is_refused_where_it_goes_too_deep(folder: RulesFolder, deep: str) -> None:
    folder.write(SAMPLE + "silent: " + deep if deep[0] in "[{" else SAMPLE + "silent:\n " + deep)
    (mistake,) = folder.mistakes()
    assert mistake.startswith(f"{FILE}:2")
    assert mistake.endswith(": this is nested more than 30 levels deep; a file here has a few")


@pytest.mark.parametrize(
    ("character", "code"), [(r"\0", "0000"), (r"\e", "001B"), (r"\N", "0085"), (r"\u202e", "202E"), (r"\uFFFE", "FFFE")]
)
def test_a_character_that_cannot_be_seen_is_told_in_every_text(folder: RulesFolder, character: str, code: str) -> None:
    message = f"a character that cannot be seen (U+{code}) stands here; take it out"
    folder.write(changed("name: Sample", f'name: "Sam{character}ple"'))
    assert folder.mistakes() == [f"{FILE}:1:1: name: {message}"]
    folder.write(changed('at: "1.1"', f'at: "1{character}1"'))
    assert folder.mistakes() == [f"{FILE}:17:7: at: {message}"]


def test_an_unknown_key_of_a_closed_list_is_told_with_the_keys_of_that_list(folder: RulesFolder) -> None:
    folder.write("roles: [{id: core-group, name: the core group, shrt: x}]\nrols: []\n", "vocabulary/roles.yaml")
    assert [each for each in folder.mistakes() if "roles.yaml" in each] == [
        "rules/vocabulary/roles.yaml:1:48: roles.0.shrt: unknown key 'shrt'; it is one of: id, name",
        "rules/vocabulary/roles.yaml:2:1: rols: unknown key 'rols'; did you mean 'roles'?",
    ]


def test_a_file_that_cannot_be_opened_is_told_like_any_other_mistake(folder: RulesFolder) -> None:
    (folder.path / "boards/folder.yaml").mkdir()
    assert folder.mistakes() == ["rules/boards/folder.yaml:1:1: the file cannot be read: Is a directory"]


def test_every_mistake_of_a_run_is_told_over_all_files_in_the_order_of_their_lines(folder: RulesFolder) -> None:
    folder.write(changed("topic: first-core-group", "topic: minuts").replace("should", "shuold"))
    folder.write(changed('      at: "1.1"', '      att: "1.1"'), "boards/another.yaml")
    folder.write("", "national/empty.yaml")
    assert folder.mistakes() == [
        "rules/boards/another.yaml:12:7: at: missing; it is needed here",
        "rules/boards/another.yaml:17:7: att: unknown key 'att'; did you mean 'at'?",
        "rules/boards/sample.yaml:13:7: topic: unknown topic 'minuts'; did you mean 'minutes-circulated'?",
        "rules/boards/sample.yaml:15:7: force: unknown force 'shuold'; did you mean 'should'?",
        "rules/national/empty.yaml:1:1: the file is empty; rules/README.md says what it holds",
    ]


def test_every_closed_list_that_is_missing_is_told(folder: RulesFolder) -> None:
    for name in ("vocabulary/topics.yaml", "vocabulary/roles.yaml", "bank-holidays.yaml"):
        (folder.path / name).unlink()
    assert folder.mistakes() == [
        "rules/vocabulary/topics.yaml:1:1: the file is missing",
        "rules/vocabulary/roles.yaml:1:1: the file is missing",
        "rules/bank-holidays.yaml:1:1: the file is missing",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("bank-holidays.yaml", "2012-04-06", "2012-04-31", "days.2012-04-31: 31 April 2012 is not a real date"),
        ("bank-holidays.yaml", "last: 2028-12-26", "last: soon", "last: 'soon' is not a date"),
        ("vocabulary/events.yaml", "- id: review-conference", "- id: initial-conference", "'initial-conference'"),
        ("vocabulary/topics.yaml", "- id: importance", "- id: purpose", "'purpose'"),
        ("vocabulary/topics.yaml", "group: people", "group: peeple", "'peeple'"),
        ("vocabulary/roles.yaml", "{id: chair,", "{id: conference,", "'conference'"),
    ],
)
def test_a_mistake_in_a_closed_list_is_told_at_its_place(
    folder: RulesFolder, file: str, old: str, new: str, place: str
) -> None:
    text = (folder.path / file).read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(i for i, line in enumerate(lines, 1) if old in line)
    lines[number - 1] = lines[number - 1].replace(old, new)
    folder.write("\n".join(lines) + "\n", file)
    assert any(each.startswith(f"rules/{file}:{number}:") and place in each for each in folder.mistakes())


def test_two_files_may_not_be_one_board(folder: RulesFolder) -> None:
    folder.write(changed("name: Sample", "name: Other"), "national/sample.yaml")
    assert folder.mistakes()


def test_a_file_name_that_cannot_be_a_boards_id_is_a_mistake(folder: RulesFolder) -> None:
    folder.write(SAMPLE, "boards/My Board.yaml")
    (mistake,) = folder.mistakes()
    assert mistake.startswith("rules/boards/My Board.yaml:")
