"""Whether a page that is open is well made for every reader: what axe sees, and whether it scrolls sideways."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

# Settles when nothing on the page moves any more.
STILL = """async () => {
    await new Promise(requestAnimationFrame);
    const ends = (each) => each.effect.getComputedTiming().endTime !== Infinity;
    const moving = document.getAnimations().filter((each) => each.playState === "running" && ends(each));
    await Promise.allSettled(moving.map((each) => each.finished));
}"""


def assert_well_made(page: Page) -> None:
    """No mistake by axe and no scrolling sideways, in both colours, on a telephone and on a wide screen."""
    wrong = {}
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_css("color-scheme", scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(STILL)
            mistakes = Axe().run(page, context="article").response["violations"]
            found = [f"{each['id']}: {node['html'][:120]}" for each in mistakes for node in each["nodes"]]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append("the page scrolls sideways")
            wrong[f"{scheme}, {width} px"] = found
    assert not any(wrong.values()), json.dumps(wrong, indent=1)
