"""The policy that stands in each page: what it allows, and what ends the build."""

import re

import pytest

from overrides.delivery import DeliveryProblem
from overrides.delivery.policy import Page, read_page, site_policy, with_policy
from tests.site.built_pages import BuiltSite

# The example of the Content Security Policy specification itself.
HELLO = "<script>alert('Hello, world.');</script>"
HASH_OF_HELLO = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
ON_EVERY_PAGE = "; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"


def test_a_script_in_a_page_runs_by_its_hash_and_data_needs_none() -> None:
    page = read_page(
        f'{HELLO}<script type="application/json">{{"a": 1}}</script><script src="a.js"></script>', "a.html"
    )
    assert page.policy == f"default-src 'none'; script-src 'self' {HASH_OF_HELLO}{ON_EVERY_PAGE}"


def test_only_a_page_with_a_calculator_may_compile_webassembly() -> None:
    page = read_page('<form data-pyodide="assets/python/"></form>', "a.html")
    assert page.policy == f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{ON_EVERY_PAGE}"


def test_the_policy_stands_before_any_script_of_the_page() -> None:
    html = f'<head><meta charset="utf-8">{HELLO}</head>'
    made = with_policy(html, read_page(html, "a.html"), "a.html")
    assert made.startswith(
        '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src'
    )
    assert made.endswith(f'"><meta name="referrer" content="no-referrer">{HELLO}</head>')


def test_the_header_allows_what_any_page_needs_and_no_framing() -> None:
    assert site_policy([Page(("'sha256-b'",), False), Page(("'sha256-a'", "'sha256-b'"), False)]) == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-a' 'sha256-b'"
        + ON_EVERY_PAGE
        + "; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ('<p style="color: red">', "a/b.html:2: <p> has a style of its own; it belongs in a stylesheet"),
        ("<style>p {}</style>", "a/b.html:2: <style> has a style of its own; it belongs in a stylesheet"),
        ('<a onclick="go()">', "a/b.html:2: <a> has onclick; it belongs in a script"),
        ('<img src="https://example.org/a.png">', "a/b.html:2: <img> loads https://example.org/a.png; the site holds all that it shows"),
        ('<script src="//example.org/a.js">', "a/b.html:2: <script> loads //example.org/a.js; the site holds all that it shows"),
    ],
)  # fmt: skip
def test_what_the_policy_would_block_ends_the_build_with_its_place(html: str, why: str) -> None:
    with pytest.raises(DeliveryProblem, match=re.escape(why)):
        read_page(f"<body>\n{html}", "a/b.html")


def test_a_page_without_its_character_set_cannot_carry_a_policy() -> None:
    with pytest.raises(DeliveryProblem, match=r"a\.html: .*must stand in the page once"):
        with_policy("<head></head>", Page((), False), "a.html")


def test_every_built_page_has_a_policy_without_unsafe_words(built: BuiltSite) -> None:
    for page in built.pages.values():
        policy = page.root.one("meta", http_equiv="Content-Security-Policy")["content"]
        assert policy.startswith("default-src 'none'; script-src 'self' '"), page.address
        assert policy.endswith(ON_EVERY_PAGE), page.address
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
        assert ("'wasm-unsafe-eval'" in policy) == any(page.root.all("form", name="calculator")), page.address
        assert [each["content"] for each in page.root.all("meta") if each.get("name") == "referrer"] == ["no-referrer"]
