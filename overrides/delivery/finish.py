"""The last step of a build: what every page and the host need is made from the files that stand there."""

from pathlib import Path
from urllib.parse import urlsplit

from overrides.delivery.hosting import header_files
from overrides.delivery.kept import write_service_worker
from overrides.delivery.policy import read_page, site_policy, with_policy
from overrides.delivery.take_away import write_take_away


def finish(site: Path, site_url: str | None = None) -> None:
    """Makes the built site in the folder `site` ready for a host; `site_url` is its address, where it is known.

    Each page gets its policy, each host its file of headers, readers their take-away copy, and browsers the service
    worker by which they keep the site. Raises DeliveryProblem where a page holds what the policy would block.
    """
    pages = []
    for file in sorted(site.rglob("*.html")):
        address, html = file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")
        page = read_page(html, address)
        file.write_text(with_policy(html, page, address), encoding="utf-8")
        pages.append(page)
    for address, text in header_files(site, site_policy(pages), urlsplit(site_url or "").path or "/").items():
        (site / address).parent.mkdir(exist_ok=True)
        (site / address).write_text(text, encoding="utf-8")
    write_take_away(site)
    write_service_worker(site)
