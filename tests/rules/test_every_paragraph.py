"""Nothing that a document says is left out: every paragraph and heading of the five sources, read and typed by hand.

`SAID` was written from the documents, not from the board files. For each paragraph or heading it has one line a duty,
piece of advice or fact: words that one statement standing there cannot do without. A statement that is deleted, or moved
to another paragraph, fails here.
"""

import re
from functools import cache
from typing import Any

import pytest
import yaml

from calculators.comparison import Comparison
from rules.open_data import guidance_as_data
from rules.reader import RULES, read_guidance

LOCAL = ("bedford-borough", "bexley", "city-and-hackney", "greenwich", "haringey")

SAID: dict[str, dict[str, list[str]]] = {
    "haringey": {
        "1.1": ["agencies professionals family work together", "understand expect", "lead statutory body NSPCC key worker",
                "qualified experienced social worker"],
        "1.2": ["named key worker every child", "single key worker best", "qualification register General Social Care Council"],
        "1.3": ["key worker co-ordinates plan", "professional own responsibilities tasks", "agrees ten working days",
                "key worker alone share"],
        "1.4": ["key worker calls regularly", "conference may recommend how often", "key worker puts plan into practice",
                "co-ordinated plan agencies", "every core group reviewed objectives", "every review conference Chair report updated plan",
                "report original plan carried out", "regular frequent visits", "alone each visit communication prefers",
                "pre-lingual seen", "recommends otherwise minutes", "alerts managers difficulty", "parents understand reduce need",
                "up to date new information", "case files chronologies", "lead professional contact information",
                "join later new school", "completes core assessment contribute", "other assessment conference",
                "further enquiries households"],
        "2.1": ["child parents carers professionals relevant agencies", "risks capacity strengths"],
        "2.2": ["key worker child appropriate family foster carers", "key worker leads", "jointly responsible outcomes"],
        "2.3": ["brings together responsib", "plan first meeting", "first meeting decides core assessment time",
                "detailed tool changes", "Framework I child protection plan", "contingency report review conference",
                "shares out tasks reviews", "responsible seeing ten working days", "Contact Sheet Appendix 3 sends members",
                "every ten working days or more often conference", "recorded clearly", "risk of harm analysed shared",
                "strengths improve", "month", "record discusses decides", "members again necessary",
                "recommendation conference Chair sooner"],
        "2.4": ["never review conference responsible", "practice manager team manager sooner", "Child Protection Advisor",
                "pointers lack of co-operation in part new knowledge", "part effectively agencies", "urgent review chronic",
                "legal advice immediate significant harm incident"],
        "3.1": ["section 47", "core initial common assessment developmental", "carry on core assessment key worker",
                "complete first review conference"],
        "3.2": ["core assessment depth needs community", "social worker leads specialist", "findings analysed end planning",
                "begun initial assessment ended strategy discussion"],
        "3.3": ["specialist assessment mental health time"],
        "3.4": ["minority ethnic discrimination harassment institutional", "harm category of abuse", "respond enquiries effects",
                "effects same for everyone"],
        "4.1": ["conference outline", "key worker full plan consults", "Each child plan own", "safe further harm health development",
                "support wider family welfare best", "agency committed conference Chair"],
        "4.2": ["needs services", "strengths parenting ethnic cultural religious disability", "objectives change safe",
                "realistic strategies actions", "timescale progress reviewed", "who does what family", "resources authority",
                "how often contact routine", "measures succeeds", "contingency", "names contact key worker away"],
        "4.4": ["copy parents child appropriate", "good practice written agreement negotiate"],
        "4.5": ["wishes feelings views welfare", "key worker understand accept willing", "reasons explained prefer", "complain how"],
        "5.2": ["arranged diary", "ten working days conference"],
        "5.3": ["first meeting Vice Chair"],
        "5.4": ["every 4 weeks"],
        "5.5": ["new school ten working days"],
        "6.2": ["negotiated accessible comfortable", "confidential parents"],
        "7.2": ["Team Manager chairs first"],
        "7.3": ["key worker chairs later", "minutes share"],
        "8.2": ["family professionals active attend", "Excluding function", "team manager decides"],
        "8.3": ["conference designates", "line manager told", "line manager tries cover", "written report cover"],
        "8.4": ["five working days changes"],
        "8.5": ["key worker represents every"],
        "8.6": ["Everything possible family members", "interpreter invited needed", "cultural advisors support", "necessary parents",
                "small meetings overwhelming", "child care transport", "friend relative", "welcome contribute"],
        "8.7": ["not attend goes on plan", "less effective welfare", "advisors advice surface", "legal advice orders"],
        "8.8": ["encouraged understand"],
        "8.9": ["Child Protection Chair advice agencies conflict"],
        "9.2": ["agenda plan core assessment", "written agreement", "After progresses core assessment time"],
        "9.3": ["first tasks times", "agency own part core assessment key worker"],
        "10.2": ["main points form", "key worker send plan/minutes"],
        "10.3": ["five working days involved"],
        "11.2": ["key worker members Looked After Children Reviews", "feed purpose focus"],
        "Appendix 1": ["composition category history agencies apologies venue chair minute taker",
                       "plan tasks developed complete added", "goals scaling progress next information", "need plan no longer",
                       "no change or increase in risk"],
        "Appendix 2": ["name changes category agencies apologies venue chair minute taker",
                       "progress since additional tasks when scaling next", "gathered core assessment missing who when",
                       "no change or increase in risk"],
        "Appendix 3": ["plans ahead every ten days", "seen every 10 days", "signs risk advance",
                       "name category date time place signature", "presented plan sign of risk",
                       "physical emotional learning parenting capacity family surroundings"],
    },
    "bedford-borough": {
        "Introduction": ["several agencies co-ordinated risk looked after", "shared every agency children's social care"],
        "Purpose of a Core Group": [
            "plan of action involved achieve", "outcomes measured", "co-ordinates carries out reduced removed",
            "key family professionals know regularly", "Advocates interpreters required", "child represents right",
            "health visitors teachers police officers voluntary", "GPs paediatricians probation officers not complete",
            "social care involved every", "designates social worker lead professional", "least senior practitioner manager",
            "delegate duty worker", "conference agrees belongs", "may more family more professionals", "in place of another",
            "stop attending no role", "chair of the conference quorum",
        ],
        "What does a Core Group do": [
            "risks causes change understand", "whole plan who when where how", "effective on time resources services",
            "better or worse assessment", "updates single assessment", "outline evidence smaller managed", "chair lead professional manager social care",
            "Chairing handed another professional", "minuted accurately actions who", "nominated takes minutes",
            "conference outline produces detailed plan", "adds need risk changed", "visiting matrix how often whom", "each core group changed",
            "review conference report matrix last met", "chairs minutes good practice", "minutes five working days",
            "plan typed five working days",
        ],
        "Where does a Core Group meet": ["initial where first", "members school GP office", "accessible safe professional"],
        "How often does a Core Group meet": [
            "date time first", "first ten working days", "whole two times", "four weeks risks complexity", "initial timescales",
            "review timescales", "some members particular work",
        ],
        "How long is a Core Group Meeting": ["average one to two hours", "further meeting longer"],
        "What is the role of professional Core Group members": [
            "practice sharing information jointly", "outcomes adjusted", "assessing how much risk single assessment",
            "escalated team manager lasting too great", "immediate protection court orders resources", "early review may",
            "early review hold up manager", "own area", "feedback actions gone well", "facts seen said results",
            "timely current past", "obtains services field", "timely better worse lead professional", "concern immediately share",
            "access immediately", "writing 24 to 48 hours", "collusive", "report family prepares", "five working days before review",
            "supports chairing minuting",
        ],
        "What is the specific role of the Lead Professional": [
            "every shared individual", "alone four weeks", "matrix how often least", "matrix conference plan minutes",
            "members know part", "well-being views wishes", "co-ordinates whole", "completes single assessment recommendations",
            "develops plan practice", "senior managers front-line", "escalation procedures", "chairs another nominated",
        ],
        "What if key person(s) cannot attend": [
            "essential serious", "miss exceptional", "cancelled only because lead professional", "nominated chairs absent",
            "cancelled unavoidable", "why other commitment avoiding support", "briefed manager senior colleague",
            "written report before", "apologies writing before", "views wishes reasons", "not working avoiding risk",
            "present decide whether too few viable", "form minutes records", "writing 24 hours", "manager arranged again",
        ],
    },
    "greenwich": {
        "Opening": ["key plan practice", "lead agency", "together refining monitoring", "leaflet decision sheet 24 hours"],
        "The role of the lead social worker": [
            "more detailed agencies", "core assessment", "lead professional", "co-ordinates family change", "sees plan lays down",
            "alone appropriate", "Framework held actions",
        ],
        "Frequency and minutes": [
            "members initial", "members review", "time venue initial", "time venue review", "first ten working days",
            "eight weeks review", "two core groups", "minutes chair five working days", "case note Framework",
        ],
        "Arrangements for Chairing": [
            "first Assistant Team Manager", "social worker chairs core groups exceptional", "line manager exceptional", "script start agenda",
            "keeps agenda",
        ],
        "Core group actions": [
            "develops outline", "change outcomes", "how often visits proportion wellbeing", "early two or three weeks likely",
            "more often early", "fewer visits well", "six weeks statutory social work", "priority conference",
            "apologies report one working day", "evaluates enough change", "agreement in writing family London", "flexible where",
        ],
        "Action to be taken when the Child Protection Plan is not effective": [
            "resolve escalation", "keyworker manager outside parents", "contingency plan keyworker manager",
            "plan contingency within", "tell social worker engagement", "contingency immediately no core group meeting",
            "every member told contingency",
        ],
        "Action to be taken when the Core Group is not effective": [
            "protocol disagree", "protocol do not carry out", "responsibilities set out plan", "absence parents professionals",
            "professionals protocol absent key", "lack information protocol", "delay drift protocol meetings",
            "earliest opportunity managers disagreement",
        ],
        "Core Group recommendations to the Review Child Protection Conference": [
            "risk analysis different", "recommendation still needed", "step down lead",
        ],
    },
    "city-and-hackney": {
        "Introduction": [
            "staff SCB Procedures", "planning between agencies", "defined timescales register", "good practice frequent",
            "agency committed", "information partnership planning", "relevant information exchanged",
            "Article 8 Data Protection Act Confidence", "own guidance legal advice",
        ],
        "Core Group Meetings": ["conference names professionals family register", "develop practice detailed tool"],
        "1": ["key worker child appropriate family foster carers direct contact", "key worker leads", "child appropriate"],
        "2": ["first ten days initial", "every six weeks register", "until register"],
        "3": ["key worker lead all members", "drawing up carrying out refining monitoring"],
        "4": ["important children parents carers", "agree less formally", "partnership together"],
        "The Child Protection Plan": [
            "register itself protection", "register detailed plan", "first outline", "each occasion more detail",
        ],
        "The primary purpose of any Child Protection plan is to": ["safe more harm health development", "support wider best"],
        "The CP plan should set out the following": ["work why when who outcomes"],
        "The child protection plan should also": [
            "needs services", "actual likely significant harm strengths", "specific achievable child change",
            "realistic specific actions by when", "part responsibilities member", "contact how often", "points progress judged",
            "nothing change", "routine health visitors GPs teachers specialist",
        ],
        "The CP plan must also consider the following": [
            "wishes feels", "parents' views consistent", "first language", "key worker effort understand accept",
            "not taken explained", "complaint", "responsibility ownership", "work with aims",
        ],
    },
    "bexley": {
        "Opening": [
            "parents professionals difficulties solve", "conference held", "conference plan supports parents safe",
            "checks supports", "overwhelming listen", "leaflet expect",
        ],
        "What is a core group": ["family professionals follow safety plan"],
        "Who is part of the core group": ["first everyone agrees", "family social worker always", "teacher health visitor housing"],
        "Responsibility of core group members": [
            "important parents come", "parents work professionals", "parents how things support", "understand needs wider family",
            "listens changes better", "worries family professionals", "better life", "what else help",
        ],
        "How often are core group meetings held": ["ten days", "four to six weeks", "right support understand"],
        "What happens in a core group meeting": [
            "going well different", "clear help who when", "strengths", "worries not working well", "brings safety plan",
            "reminds less worried",
        ],
        "Recording of the core group meeting": ["keeps record", "as soon as possible", "agreed next"],
        "Follow us": ["format telephone"],
    },
}  # fmt: skip

HEADING, CONTACT = "heading only", "contact details"
NOTHING_SAID: dict[str, dict[str, str]] = {
    "haringey": dict.fromkeys(("5.1", "6.1", "7.1", "8.1", "9.1", "10.1", "11.1"), HEADING),
    "bedford-borough": {"Finding out more": CONTACT},
}


@cache
def file_of(board: str) -> dict[str, Any]:
    """A board's file as bare YAML, every value as text, without the reader."""
    return yaml.load((RULES / "boards" / f"{board}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@cache
def comparison() -> Comparison:
    return Comparison(guidance_as_data(read_guidance()))


def stances_of(board: str) -> dict[str, str]:
    """Where a board stands on each topic."""
    return {
        topic.id: next(each.stance for each in comparison().positions(topic.id) if each.board["id"] == board)
        for topic in read_guidance().topics
    }


def full_text(statement: dict[str, Any]) -> str:
    """All that a statement says, its condition and time included, in small letters."""
    parts = (statement.get(key, "") for key in ("says", "when", "unless", "unless-set-by", "deadline"))
    return re.sub(r"[\[\]{}',:]", "", " ".join(map(str, parts))).lower()


def holds(text: str, words: str) -> bool:
    """Whether `text` has each of the words, or a word that starts with it."""
    wanted = re.sub(r"[',]", "", words).lower().split()
    return all(re.search(rf"(?<!\w){re.escape(word)}", text) for word in wanted)


@pytest.mark.parametrize("board", LOCAL)
def test_every_paragraph_and_heading_has_a_statement_or_a_reason_for_having_none(board: str) -> None:
    cited = {each["at"] for each in file_of(board)["statements"]}
    without = NOTHING_SAID.get(board, {})
    assert [place for place in SAID[board] if place not in cited] == []
    assert not cited & without.keys()
    assert cited <= SAID[board].keys() | without.keys(), "a place that the document does not have"


def test_haringeys_paragraphs_run_from_1_1_to_11_2_without_4_3_and_end_with_three_appendices() -> None:
    last = {1: 4, 2: 4, 3: 4, 4: 5, 5: 5, 6: 2, 7: 3, 8: 9, 9: 3, 10: 3, 11: 2}
    numbered = {f"{chapter}.{part}" for chapter, end in last.items() for part in range(1, end + 1)} - {"4.3"}
    listed = SAID["haringey"].keys() | NOTHING_SAID["haringey"].keys()
    assert listed == numbered | {"Appendix 1", "Appendix 2", "Appendix 3"}


@pytest.mark.parametrize("board", LOCAL)
def test_all_that_a_paragraph_says_is_said_by_a_statement_that_stands_there(board: str) -> None:
    missing = [
        f"{place}: {words}"
        for place, points in SAID[board].items()
        for words in points
        if not any(holds(full_text(each), words) for each in file_of(board)["statements"] if each["at"] == place)
    ]
    assert missing == []


@pytest.mark.parametrize("board", LOCAL)
def test_a_board_whose_document_was_read_as_a_whole_speaks_or_is_silent_on_every_topic(board: str) -> None:
    assert file_of(board)["source"]["coverage"] == "whole"
    stances = stances_of(board)
    assert len(stances) >= 60
    assert [topic for topic, stance in stances.items() if stance == "not read"] == []
    assert set(stances.values()) == {"says", "silent"}


def test_a_document_of_which_a_part_was_read_is_silent_only_where_it_was_read_for_it() -> None:
    stances = stances_of("working-together-2023")
    silent = {"core-group-interval", "seeing-the-child", "minutes-circulated"}
    assert {topic for topic, stance in stances.items() if stance == "silent"} == silent
    assert list(stances.values()).count("not read") > 40


def test_at_least_forty_places_that_are_unclear_or_contradict_themselves_have_a_note_at_their_statements() -> None:
    notes = []
    for board in LOCAL:
        ids = {each["id"] for each in file_of(board)["statements"]}
        for note in file_of(board)["notes"]:
            assert note["about"]
            assert set(note["about"]) <= ids
            notes.append((board, note["kind"], note["says"]))
    assert len(set(notes)) == len(notes)
    assert sum(kind in ("conflict", "unclear") for _, kind, _ in notes) >= 40
    assert sum(kind == "conflict" for _, kind, _ in notes) >= 10


TASKS, PLAN_FAILS = "What does a Core Group do", "Action to be taken when the Child Protection Plan is not effective"
LEAD = "The role of the lead social worker"
NAMED = [
    # what the note has to name, and where in the document the statements stand that it joins
    ("bedford-borough", "within at least", [(TASKS, "minutes-circulated"), (TASKS, "own-copy")]),
    ("haringey", "monthly every four weeks", [("2.3", "core-group-interval"), ("5.4", "core-group-interval")]),
    ("haringey", "conference recommend how often", [("1.4", "core-group-interval"), ("2.3", "core-group-interval"),
                                                    ("5.4", "core-group-interval")]),
    ("haringey", "ten days without working", [("1.3", "seeing-the-child"), ("2.3", "seeing-the-child"),
                                              ("Appendix 3", "seeing-the-child")]),
    ("greenwich", "keyworker lead social worker", [(PLAN_FAILS, "plan-not-effective"), (LEAD, "lead-practitioner-duties")]),
    ("city-and-hackney", "register initial conference", [("Introduction", "first-core-group"), ("2", "first-core-group")]),
]  # fmt: skip


@pytest.mark.parametrize(("board", "words", "places"), NAMED, ids=[f"{board}: {words}" for board, words, _ in NAMED])
def test_a_known_contradiction_has_a_note_at_each_of_its_places(
    board: str, words: str, places: list[tuple[str, str]]
) -> None:
    stands = {each["id"]: (each["at"], each["topic"]) for each in file_of(board)["statements"]}
    joined = [
        {stands[identity] for identity in note["about"]}
        for note in file_of(board)["notes"]
        if holds(re.sub(r"[\"']", "", note["says"]).lower(), words)
    ]
    assert any(set(places) <= found for found in joined), joined
