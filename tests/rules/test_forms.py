"""The forms are read and checked: what they ask and where it comes from, and each mistake told at its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.form_model import Form, read_forms
from rules.reader import RULES, Guidance, RulesError, read_guidance

FILE = "rules/forms/sample.yaml"
SAMPLE = """\
title: Sample form
purpose: To be read by a test.
group: meeting
order: 10
version: "1.0"
pages: 1
made-from: [haringey/own-copy]
due:
    - {topic: minutes-circulated, do: Send it round}
sections:
    - title: First
      fields:
        - label: Name of the {lead-practitioner}
          kind: line
          answers: [haringey/plan-names-and-contacts]
        - {label: Who came, kind: table, rows: 3, columns: [{label: Name}, {label: Came, kind: tick}], added: true}
"""


@pytest.fixture(scope="module")
def guidance() -> Guidance:
    return read_guidance()


@pytest.fixture(scope="module")
def forms(guidance: Guidance) -> dict[str, Form]:
    return dict(read_forms(guidance))


@pytest.fixture
def mistakes(tmp_path: Path, guidance: Guidance) -> Callable[[str], list[str]]:
    """Reads one form file with the given text and returns every mistake, as it is told."""

    def read(text: str) -> list[str]:
        folder = tmp_path / "rules/forms"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sample.yaml").write_text(text, encoding="utf-8")
        try:
            read_forms(guidance, tmp_path / "rules")
        except RulesError as error:
            return str(error).splitlines()
        return []

    return read


def test_the_forms_are_listed_in_the_order_of_a_case(forms: dict[str, Form]) -> None:
    assert list(forms) == [
        "core-group-agenda", "first-core-group", "next-core-group", "core-group-minutes",
        "child-protection-plan", "visiting-matrix", "written-agreement", "members-and-contacts",
        "child-contact", "apologies-and-report", "concern-in-writing", "reason-for-a-late-date",
        "agency-report", "recommendation-to-the-review",
        "getting-ready",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("identity", "asked"),
    [
        pytest.param(
            "first-core-group",
            [
                "Family composition", "Category of abuse or neglect", "Brief history", "Agencies involved",
                "Who attended and who sent apologies", "How the plan will be developed",
                "Tasks that need to be developed", "Tasks that are now complete", "Tasks that need to be added",
                "Family goals", "Scaling question: progress", "Scaling question: motivation",
                "What progress do we need to see by the next core group meeting?",
                "What needs to happen or change so that the child or children no longer need a protection plan?",
                "What additional information is needed?", "Who will bring it to the next core group meeting?",
                "If there is no change, or risk increases, what needs to happen?",
                "Dates of subsequent meetings", "Venue", "Chair", "Minute taker",
            ],
            id="Appendix 1",
        ),
        pytest.param(
            "next-core-group",
            [
                "Family name", "Any changes to core details", "Category of abuse or neglect", "Agencies involved",
                "Who attended and who sent apologies",
                "What progress has been made since the last core group meeting?", "Additional tasks",
                "Scaling question: progress", "Scaling question: motivation",
                "What progress do we need to see by the next core group meeting?",
                "Information gathered so far towards the assessment",
                "Additional information needed for the assessment",
                "If there is no change, or risk increases, what needs to happen?",
                "Dates of subsequent meetings", "Venue", "Chair", "Minute taker",
            ],
            id="Appendix 2",
        ),
        pytest.param(
            "child-contact",
            [
                "Child’s name", "Category of the child protection plan", "Date", "Time", "Place",
                "What was your interaction?", "The child’s development", "Parenting capacity",
                "Any change in family and environmental factors", "Your name and title", "Signature", "Date signed",
            ],
            id="Appendix 3",
        ),
    ],
)  # fmt: skip
def test_haringey_s_own_forms_keep_every_field_in_its_order_and_mark_what_is_added(
    forms: dict[str, Form], identity: str, asked: list[str]
) -> None:
    assert [field.label for field in forms[identity].fields if not field.added] == asked


def test_the_date_of_the_meeting_is_added_to_haringey_s_forms_which_lack_it(forms: dict[str, Form]) -> None:
    for identity in ("first-core-group", "next-core-group"):
        assert [field.added for field in forms[identity].fields if field.label == "Date of this meeting"] == [True]


def test_every_field_cites_what_it_answers_or_is_marked_as_our_own(forms: dict[str, Form]) -> None:
    assert [
        field.label for form in forms.values() for field in form.fields if not field.answers and not field.added
    ] == []


def test_the_plan_is_made_from_what_all_five_documents_ask_of_one(forms: dict[str, Form]) -> None:
    assert set(forms["child-protection-plan"].boards) == {
        "haringey", "city-and-hackney", "bedford-borough", "greenwich", "bexley",
    }  # fmt: skip


def test_the_chair_s_opening_words_say_that_they_are_ours(forms: dict[str, Form]) -> None:
    (opening,) = (each for each in forms["core-group-agenda"].sections if each.says)
    assert opening.title == "The chair’s opening words"
    assert "this handbook’s own" in str(opening.prompt)


def test_the_sample_itself_has_no_mistake(mistakes: Callable[[str], list[str]]) -> None:
    assert mistakes(SAMPLE) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        pytest.param(
            "answers: [haringey/plan-names-and-contacts]",
            "answers: [haringey/plan-names-and-contact]",
            "15:21: answers.0: unknown statement 'haringey/plan-names-and-contact';"
            " did you mean 'haringey/plan-names-and-contacts'?",
            id="a statement that is not there",
        ),
        pytest.param(
            "made-from: [haringey/own-copy]",
            "made-from: [own-copy]",
            "7:13: made-from.0: 'own-copy' is not a statement;"
            " write it as board/statement-id, such as haringey/own-copy",
            id="a statement without its board",
        ),
        pytest.param(
            "topic: minutes-circulated",
            "topic: minuts",
            "9:8: topic: unknown topic 'minuts'; did you mean 'minutes-circulated'?",
            id="an unknown topic",
        ),
        pytest.param(
            "{lead-practitioner}",
            "{lead-practitoner}",
            "13:11: label: unknown role 'lead-practitoner'; did you mean 'lead-practitioner'?",
            id="an unknown role in a label",
        ),
        pytest.param(
            "kind: line\n",
            "kind: lins\n",
            "14:11: kind: unknown kind 'lins'; did you mean 'lines'?",
            id="an unknown kind",
        ),
        pytest.param(
            "kind: line\n",
            "kind: line\n          colums: 3\n",
            "15:11: colums: unknown key 'colums'; did you mean 'columns'?",
            id="an unknown key of a field",
        ),
        pytest.param(
            "kind: line\n",
            "kind: scale\n",
            "13:11: a field of kind 'scale' needs 'ends'",
            id="a scale without its ends",
        ),
        pytest.param(
            "          answers: [haringey/plan-names-and-contacts]\n",
            "",
            "13:11: name the statements that this field answers, or mark it `added: true` as our own",
            id="a field from nowhere",
        ),
        pytest.param(
            "          answers: [haringey/plan-names-and-contacts]\n",
            "          answers: [haringey/plan-names-and-contacts]\n          only-for: [harringey]\n",
            "16:22: only-for.0: unknown board 'harringey'; did you mean 'haringey'?",
            id="an unknown board",
        ),
        pytest.param('version: "1.0"\n', "", "1:1: version: missing; it is needed here", id="no version"),
        pytest.param(
            "label: Who came",
            "label: 'Name of the {lead-practitioner}'",
            "16:12: label: the label 'Name of the {lead-practitioner}' stands twice here",
            id="a label that stands twice",
        ),
    ],
)
def test_a_mistake_in_a_form_is_told_with_its_place_and_what_would_be_right(
    mistakes: Callable[[str], list[str]], old: str, new: str, mistake: str
) -> None:
    assert SAMPLE.count(old) == 1, f"{old!r} must stand in the sample exactly once"
    assert mistakes(SAMPLE.replace(old, new)) == [f"{FILE}:{mistake}"]


def test_a_new_form_is_one_new_file(tmp_path: Path, guidance: Guidance) -> None:
    shutil.copytree(RULES / "forms", tmp_path / "rules/forms")
    (tmp_path / "rules/forms/another.yaml").write_text(SAMPLE, encoding="utf-8")
    assert list(read_forms(guidance, tmp_path / "rules"))[:2] == ["another", "core-group-agenda"]
