"""Search by a reader's word: thirty questions, each with the page that should come first, in a real browser."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

# Written from a practitioner's and a parent's view before any of it was tried.
QUESTIONS = {
    "lead professional": "topics/lead-practitioner-duties/",
    "how often": "topics/core-group-interval/",
    "who chairs": "topics/chairing-the-first-meeting/",
    "minutes": "topics/minutes-circulated/",
    "cannot attend": "topics/professional-cannot-come/",
    "interpreter": "topics/family-taking-part/",
    "do not agree": "families/if-you-disagree/",
    "new school": "topics/school-move/",
    "working day": "about/how-days-are-counted/",
    "Haringey": "boards/haringey/",
    "due date": "calculators/due-dates/",
    "first core group": "topics/first-core-group/",
    "report for review": "topics/report-for-review/",
    "bring the review forward": "topics/early-review/",
    "escalation": "topics/disagreement/",
    "statutory visits": "topics/seeing-the-child/",
    "quorum": "topics/too-few-to-meet/",
    "core assessment": "topics/assessment/",
    "step down to child in need": "topics/ending/",
    "data protection": "topics/confidentiality/",
    "court order": "topics/legal-advice/",
    "family moves to another area": "topics/transfer/",
    "refused access to the child": "topics/difficulty-seeing-the-child/",
    "postpone a meeting": "topics/cancelled-core-group/",
    "GSCC": "words/",
    "how do I complain": "families/if-you-disagree/",
    "what is a core group": "families/what-is-it/",
    "can I bring a friend": "families/help-to-take-part/",
    "questions to ask": "families/getting-ready/",
    "helpline": "families/help-now/",
}
FIRST = 3
AT_LEAST = 28


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def _found(tab: Page, question: str) -> list[str]:
    """The pages that the search lists, best first, as addresses within the site."""
    tab.goto("about:blank")
    tab.goto(f"?q={quote(question)}")
    expect(tab.locator(".md-search__input")).to_have_value(question)
    expect(tab.locator(".md-search-result__meta")).to_contain_text("matching document", timeout=20_000)
    pages = tab.locator(".md-search-result__item > a.md-search-result__link")
    addresses = pages.evaluate_all("links => links.map((link) => new URL(link.href).pathname)")
    return list(dict.fromkeys(path.removeprefix("/") for path in addresses))


def test_thirty_questions_of_readers_find_their_page_among_the_first_three(tab: Page) -> None:
    assert len(QUESTIONS) == 30
    missed = {}
    for question, page in QUESTIONS.items():
        found = _found(tab, question)[:FIRST]
        if page not in found:
            missed[question] = found
    assert len(missed) <= len(QUESTIONS) - AT_LEAST, "\n".join(f"{key}: {found}" for key, found in missed.items())


def test_a_result_leads_to_its_page(page: Page) -> None:
    page.goto("?q=new%20school")
    page.locator(".md-search-result__item > a.md-search-result__link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "When must a core group meet after the child moves school?"
    )


def test_a_question_typed_by_hand_is_searched_without_a_mouse(page: Page) -> None:
    page.goto("")
    page.locator(".md-search__input").focus()
    page.keyboard.type("quorum")
    first = page.locator(".md-search-result__item > a.md-search-result__link").first
    expect(first).to_contain_text("Too few to meet")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What happens when too few people come?")


@pytest.mark.parametrize("where", ["", "topics/first-core-group/", "calculators/due-dates/"])
def test_the_index_is_fetched_when_a_reader_turns_to_the_search_and_not_before(page: Page, where: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request("**/javascripts/workers/search.*.js"):
        page.goto(where)
        page.keyboard.press("Shift")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search_index" in url]
    with page.expect_request("**/search/search_index.json"):
        page.locator(".md-search__input").focus()
    page.keyboard.type("quorum")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Too few to meet")


def test_what_nobody_wrote_about_finds_nothing_and_says_so(page: Page) -> None:
    page.goto("?q=zebra")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
