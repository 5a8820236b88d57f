"""HTML documents printed by Chromium as PDFs: tagged, with a title, a language and bookmarks."""

import re
from collections.abc import Iterable, Iterator

from playwright.sync_api import sync_playwright

_DATE = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")


def print_documents(documents: Iterable[str], browser_path: str, arguments: Iterable[str] = ()) -> Iterator[bytes]:
    """The PDF of each document, in turn. Nothing but the document is loaded, and no script runs.

    The day of printing is left out, so that the same document gives the same file with the same browser.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=[*arguments])
        page = browser.new_context(java_script_enabled=False, offline=True).new_page()
        for text in documents:
            page.set_content(text)
            printed = page.pdf(tagged=True, outline=True, prefer_css_page_size=True)
            yield _DATE.sub(rb"\g<1>20000101000000", printed)
        browser.close()
