"""What a page may do: the one place of every security header, and of the policy that stands in each page.

Nothing comes from another origin, so there is nothing for subresource integrity to check: the policy refuses
every other origin, and a script that stands in a page runs only by its hash.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from overrides.delivery import DeliveryProblem

#: Headers that every answer carries besides the policy.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

# Pyodide compiles WebAssembly. It is the only way by which text becomes code, and only where Python runs.
_WASM = "'wasm-unsafe-eval'"
_CHARSET = '<meta charset="utf-8">'
_DATA_TYPES = ("application/json", "application/ld+json")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page's policy rests on: the hashes of the scripts that stand in it, and whether Python runs on it."""

    hashes: tuple[str, ...]
    calculates: bool

    @property
    def policy(self) -> str:
        """The page's own Content-Security-Policy."""
        return _policy(self.hashes, wasm=self.calculates)


def read_page(html: str, address: str) -> Page:
    """What the policy of the page `html` rests on.

    Raises DeliveryProblem, with `address` and the line, for what the policy would block: a style or a handler that
    stands in the page, and whatever it loads from another origin.
    """
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    return Page(tuple(reader.hashes), reader.calculates)


def with_policy(html: str, page: Page, address: str) -> str:
    """The page with its policy, and with the wish that no link tells where it was followed from.

    Raises DeliveryProblem where the page does not name its character set once, after which the policy stands: before
    any script.
    """
    if html.count(_CHARSET) != 1:
        raise DeliveryProblem(f"{address}: {_CHARSET} must stand in the page once; its policy follows it")
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{page.policy}">'
        '<meta name="referrer" content="no-referrer">'
    )
    return html.replace(_CHARSET, _CHARSET + metas)


def for_a_folder(html: str) -> str:
    """A page that has its policy, as it is opened from a folder: modules and workers are made of blobs there."""
    return html.replace("script-src 'self'", "script-src 'self' blob:").replace("worker-src 'self'", "worker-src blob:")


def site_policy(pages: Iterable[Page]) -> str:
    """The policy for the header of every answer: what any of the pages may do, and no framing.

    A worker takes its policy from this header, for a page's own does not reach it.
    """
    hashes = {each for page in pages for each in page.hashes}
    return f"{_policy(sorted(hashes), wasm=True)}; frame-ancestors 'none'"


def _policy(hashes: Iterable[str], *, wasm: bool) -> str:
    script = " ".join(["'self'", *([_WASM] if wasm else []), *hashes])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {script}",
            "style-src 'self'",
            # The theme's icons are pictures written into its stylesheet.
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.hashes: list[str] = []
        self.calculates = False
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "style" or "style" in attributes:
            self._refuse(f"<{tag}> has a style of its own; it belongs in a stylesheet")
        handler = next((name for name in attributes if name.startswith("on")), None)
        if handler:
            self._refuse(f"<{tag}> has {handler}; it belongs in a script")
        for name in ("src", "srcset"):
            if re.match(r"\s*(?:[a-z]+:)?//", attributes.get(name, ""), re.IGNORECASE):
                self._refuse(f"<{tag}> loads {attributes[name]}; the site holds all that it shows")
        self.calculates = self.calculates or "data-pyodide" in attributes
        if tag == "script" and "src" not in attributes and attributes.get("type") not in _DATA_TYPES:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            digest = hashlib.sha256("".join(self._script).encode()).digest()
            self.hashes.append(f"'sha256-{base64.b64encode(digest).decode()}'")
            self._script = None

    def _refuse(self, why: str) -> None:
        raise DeliveryProblem(f"{self.address}:{self.getpos()[0]}: {why}")
