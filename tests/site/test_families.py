"""The part for families: plain words, each claim linked to its statement, numbers only from the rules.

Measured is what a family page says in its own prose. Left out of every measure, since it is not that page's prose:

- the calculator's form, its answer and its note for browsers without scripts (their words are the calculator's own);
- the lists of what each area's guidance says, which the rules write;
- citations ("(Bexley)"), which are links and no part of a sentence;
- navigation, the buttons for large print and for leaving, and the foot that every page of the site has.

Headings, and list items that are not whole sentences, are held to the length of a sentence but left out of the
reading grade: so short, they would only flatter it.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path

import pytest
import textstat

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "docs" / "families").glob("*.md"))
PAGES = [source.stem for source in SOURCES]

HIGHEST_GRADE = 6.0
LONGEST_SENTENCE = 20

HELPLINES = {
    "tel:999": "999",
    "tel:08088005000": "0808 800 5000",
    "tel:08001111": "0800 1111",
    "tel:08088010366": "0808 801 0366",
}

TEXT_BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "td", "th"}
LEFT_OUT_TAGS = {"form", "noscript", "script", "template", "style", "nav", "footer"}
LEFT_OUT_CLASSES = {"your-area", "answer", "family-tools", "headerlink", "report"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "path", "circle"}

# Kinds of paragraph that claim nothing about guidance. Each kind has its own test below, so that no claim hides there.
NOT_A_CLAIM = {"ours", "pointer", "old-guidance", "intro", "help-box", "lead"}


@dataclass
class Block:
    """A heading, paragraph or list item, with the boards it cites where it cites them."""

    tag: str
    within: frozenset[str]
    parts: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    @property
    def marked(self) -> str:
        """The text, with each citation as [[the board's name]]."""
        return re.sub(r"\s+", " ", "".join(self.parts)).strip()

    @property
    def text(self) -> str:
        """The text as it is read, without its citations."""
        return re.sub(r"\s*\[\[[^\]]*\]\]", "", self.marked)

    @property
    def boards(self) -> list[str]:
        """The names of the boards that it cites."""
        return re.findall(r"\[\[([^\]]*)\]\]", self.marked)


class Article(HTMLParser):
    """Reads the blocks of a page's article; a part that is left out stands as one block, "left out"."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.open: list[tuple[str, set[str], Block | None]] = []
        self.left_out = 0
        self.link: tuple[str, list[str], Block] | None = None
        self.cited = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or (not self.open and tag != "article"):
            return
        classes = set((dict(attrs).get("class") or "").split())
        if self.left_out or tag in LEFT_OUT_TAGS or classes & LEFT_OUT_CLASSES:
            if not self.left_out:
                self.blocks.append(Block("left out", frozenset({tag} | classes)))
            self.left_out += 1
            self.open.append((tag, classes, None))
            return
        block = None
        if tag in TEXT_BLOCKS:
            block = Block(tag, frozenset(classes.union(*(held for _, held, _ in self.open))))
            self.blocks.append(block)
        self.open.append((tag, classes, block))
        if "cites" in classes:
            self.cited = True
        elif tag == "a" and (here := self._block()) is not None:
            self.link = (dict(attrs).get("href") or "", [], here)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open:
            return
        opened, classes, _ = self.open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        if self.left_out:
            self.left_out -= 1
        elif "cites" in classes:
            self.cited = False
        elif tag == "a" and self.link:
            address, words, block = self.link
            if self.cited:
                block.parts.append(f"[[{''.join(words)}]]")
            else:
                block.parts.append("".join(words))
                block.links[address] = "".join(words).strip()
            self.link = None

    def handle_data(self, data: str) -> None:
        block = self._block()
        if self.left_out or block is None:
            assert self.left_out or not self.open or not data.strip(), f"text outside a paragraph: {data.strip()}"
        elif self.link:
            self.link[1].append(data)
        elif not self.cited:
            block.parts.append(data)

    def _block(self) -> Block | None:
        return next((block for _, _, block in reversed(self.open) if block is not None), None)


def blocks_of(site: Path, page: str) -> list[Block]:
    """The blocks of a built family page, in their order; those without any text are dropped."""
    folder = site / "families" if page == "index" else site / "families" / page
    article = Article()
    article.feed((folder / "index.html").read_text(encoding="utf-8"))
    return [block for block in article.blocks if block.tag == "left out" or block.marked]


def prose(site: Path, page: str) -> list[Block]:
    """The blocks that are the page's own prose."""
    return [block for block in blocks_of(site, page) if block.tag != "left out"]


def sentences(text: str) -> list[str]:
    """The sentences of a text; an ending mark may be followed by a closing quotation mark."""
    return [each for each in re.split(r"(?<=[.!?])[\"”)]*\s+", text) if re.search(r"\w", each)]


def is_whole(block: Block) -> bool:
    """Whether a block is running text: it starts as a sentence does and ends as one."""
    starts = re.match(r"[\"“(]?[A-Z]", block.text)
    return block.tag in {"p", "li", "dd"} and bool(starts) and bool(re.search(r"[.!?:][\"”)]?$", block.text))


def with_lead_in(blocks: list[Block]) -> list[tuple[Block, Block | None]]:
    """Each block, with the paragraph ending in a colon that leads into the list it is an item of."""
    pairs: list[tuple[Block, Block | None]] = []
    lead_in: Block | None = None
    for block in blocks:
        if block.tag != "li":
            lead_in = block if block.tag == "p" and block.text.endswith(":") else None
        pairs.append((block, lead_in if block.tag == "li" else None))
    return pairs


def grade(site: Path, page: str) -> float:
    """The Flesch-Kincaid grade of a page's running text."""
    running = " ".join(re.sub(r":$", ".", block.text) for block in prose(site, page) if is_whole(block))
    return float(textstat.flesch_kincaid_grade(running))


@pytest.mark.parametrize("page", PAGES)
def test_a_family_page_reads_at_grade_six_or_below(site: Path, page: str) -> None:
    assert grade(site, page) <= HIGHEST_GRADE


@pytest.mark.parametrize("page", PAGES)
def test_no_sentence_of_a_family_page_is_longer_than_twenty_words(site: Path, page: str) -> None:
    found = [each for block in prose(site, page) for each in sentences(block.text)]
    assert found
    assert [each for each in found if len(re.findall(r"[\w'’-]+", each)) > LONGEST_SENTENCE] == []


def test_every_family_page_is_linked_from_the_part_s_own_first_page(site: Path) -> None:
    linked = {address.rstrip("/") for block in prose(site, "index") for address in block.links}
    assert [page for page in PAGES if page != "index" and page not in linked] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_claim_about_guidance_links_to_its_statement(site: Path, page: str) -> None:
    """A claim is every paragraph and list item, unless it is marked as no claim.

    A paragraph that only leads into a list may leave the citing to the items, and items may leave it to the paragraph.
    """
    pairs = with_lead_in(prose(site, page))
    led_in = {id(lead_in) for _, lead_in in pairs if lead_in}
    unlinked = [
        block.text
        for block, lead_in in pairs
        if block.tag in {"p", "li", "dd", "td"}
        and not block.within & NOT_A_CLAIM
        and not block.boards
        and not (lead_in and lead_in.boards)
        and id(block) not in led_in
    ]
    assert unlinked == []


@pytest.mark.parametrize("page", PAGES)
def test_a_claim_that_rests_on_one_area_names_that_area(site: Path, page: str) -> None:
    unnamed = []
    for block, lead_in in with_lead_in(prose(site, page)):
        before = lead_in.text if lead_in else ""
        for claim, cited in re.findall(r"(.*?)((?:\[\[[^\]]*\]\] ?)+)", block.marked):
            before += claim
            boards = set(re.findall(r"\[\[([^\]]*)\]\]", cited))
            if len(boards) == 1 and not boards <= set(re.findall("|".join(boards), before)):
                unnamed.append(f"{claim.strip()} ({', '.join(boards)})")
    assert unnamed == []


@pytest.mark.parametrize("page", PAGES)
def test_our_own_advice_says_that_it_is_ours_and_cites_nothing(site: Path, page: str) -> None:
    for ours, together in groupby(prose(site, page), lambda block: "ours" in block.within):
        advice = list(together)
        if ours:
            assert re.search(r"\bour own\b", " ".join(block.text for block in advice), re.IGNORECASE)
            assert [block.text for block in advice if block.boards] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_pointer_points_somewhere_and_an_intro_introduces_what_the_rules_write(site: Path, page: str) -> None:
    blocks = blocks_of(site, page)
    for block, following in zip(blocks, [*blocks[1:], Block("end", frozenset())], strict=True):
        if "pointer" in block.within:
            assert block.links, block.text
        if "intro" in block.within:
            assert following.tag == "left out", block.text
            assert following.within & {"form", "your-area"}, block.text


@pytest.mark.parametrize("page", [page for page in PAGES if page != "help-now"])
def test_a_family_page_says_that_the_guidance_is_old_and_whom_to_ask(site: Path, page: str) -> None:
    said = [block.text for block in prose(site, page) if "old-guidance" in block.within]
    assert len(said) == 1
    assert re.search(r"\bold\b", said[0])
    assert "ask your social worker" in said[0].lower()


UNIT = r"(?:calendar |working )?(?:day|week|month|hour|minute)s?\b"
NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|a couple of|half an?)"
)
BOARD_NUMBER = re.compile(
    rf"\b{NUMBER}[ -]{UNIT}|\b(?:once|twice) an? {UNIT}|\bat least (?:once|twice|{NUMBER})\b"
    r"|\b(?:daily|weekly|monthly|yearly|fortnight\w*)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("source", SOURCES, ids=PAGES)
def test_no_board_s_number_is_typed_in_a_family_page(source: Path) -> None:
    assert BOARD_NUMBER.findall(source.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("typed", ["10 working days", "six weeks", "every 4-week", "once a month", "a fortnight"])
def test_a_typed_number_would_be_found(typed: str) -> None:
    assert BOARD_NUMBER.search(f"You meet {typed}.")


def test_the_helplines_are_exact(site: Path) -> None:
    given = {address: words for block in prose(site, "help-now") for address, words in block.links.items()}
    assert {address: words for address, words in given.items() if address.startswith("tel:")} == HELPLINES


@pytest.mark.parametrize("page", PAGES)
def test_every_telephone_number_of_a_family_page_is_a_helpline_s_own(site: Path, page: str) -> None:
    for block in prose(site, page):
        for address, words in block.links.items():
            if address.startswith("tel:"):
                assert HELPLINES[address] == words
        rest = block.text
        for words in block.links.values():
            rest = rest.replace(words, "")
        assert not re.search(r"\d{3}", rest), f"a number that cannot be pressed: {block.text}"


def test_no_opening_hours_are_given(site: Path) -> None:
    text = " ".join(block.text for block in prose(site, "help-now"))
    assert not re.search(
        r"\d\s?[ap]\.?m\b|\d\d[:.]\d\d|\b24|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", text, re.IGNORECASE
    )


def test_the_calculator_stands_on_one_family_page_only(site: Path) -> None:
    holding = [page for page in PAGES if any("calculator" in block.within for block in blocks_of(site, page))]
    assert holding == ["how-often"]


def test_there_is_a_list_to_print_and_tick(site: Path) -> None:
    for page in ("getting-ready", "young-people"):
        html = (site / "families" / page / "index.html").read_text(encoding="utf-8")
        lists = re.findall(r'<ul class="checklist">(.*?)</ul>', html, re.DOTALL)
        assert [text.count("<li>") >= 5 for text in lists] == [True]
