"""Terms explained where they stand: the first time a term comes on a page, its meaning comes with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

TERM = Markup(
    '<a class="term" href="{}#{}" aria-describedby="{}">{}'
    '<span class="tip" role="tooltip" data-search-exclude id="{}">{}</span></a>'
)


def explainer(terms: Iterable[Mapping[str, Any]], words_page: str) -> Callable[[str], Markup]:
    """A function that turns text into HTML with each term's first occurrence explained.

    It remembers what it has explained, so make one for each page. `words_page` is the link to the
    page of words, ending in a slash. The meaning shows on hover and on focus, and the term is a link
    to its entry, so nothing is lost without a pointer or without scripts.
    """
    by_form = {form: term for term in terms for form in term["forms"]}
    forms = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, forms))})(?!\w)") if forms else None
    explained: set[str] = set()

    def explain(text: str) -> Markup:
        parts: list[Markup] = []
        end = 0
        for match in pattern.finditer(text) if pattern else ():
            term = by_form[match[0]]
            if term["id"] in explained:
                continue
            explained.add(term["id"])
            tip = f"tip-{term['id']}"
            parts += [
                escape(text[end : match.start()]),
                TERM.format(words_page, term["id"], tip, match[0], tip, _meaning(term)),
            ]
            end = match.end()
        return Markup("").join([*parts, escape(text[end:])])

    return explain


def _meaning(term: Mapping[str, Any]) -> str:
    became = f" Later: {term['became']}." if term.get("became") else ""
    return f"{term['means']}{became}"
