"""The files for hosts: the site is served with each, and the answers are read."""

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from overrides.delivery.hosting import header_files
from tests.site_server import read_headers, serve
from tests.web_servers import NGINX_BROTLI, apache, apache_serves, nginx, nginx_serves

A_YEAR = "public, max-age=31536000, immutable"
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


class Host:
    """A server of the site, asked as a browser asks."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        self.where = urlsplit(address).netloc

    def get(self, path: str, accept: str = "") -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection(self.where, timeout=20)
        connection.request("GET", path, headers={"Accept-Encoding": accept} if accept else {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body


@pytest.fixture(scope="module", params=["_headers", "Apache", "nginx"])
def host(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    work = tmp_path_factory.mktemp("server")
    if request.param == "_headers":
        serving = serve(site)
    elif request.param == "Apache":
        if not apache():
            pytest.skip("there is no Apache: run `python -m tests.web_servers` as root on Debian")
        serving = apache_serves(site, work)
    else:
        if not nginx():
            pytest.skip("there is no nginx: run `python -m tests.web_servers` as root on Debian")
        serving = nginx_serves(site, (site / "hosting/nginx.conf").read_text("utf-8"), work)
    with serving as address:
        yield Host(request.param, address)


@pytest.mark.parametrize(
    "path", ["/", "/calculators/due-dates/", "/assets/widgets/calculator-worker.mjs", "/rules.json", "/not/there/"]
)
def test_every_answer_carries_the_policy_and_the_other_headers(host: Host, path: str) -> None:
    status, headers, _ = host.get(path)
    assert status == (404 if path == "/not/there/" else 200)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-")
    assert policy.endswith("; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    assert {name: headers[name] for name in EXPECTED} == EXPECTED


def test_what_has_a_hash_in_its_name_is_kept_a_year_and_all_else_is_asked_for_anew(host: Host, site: Path) -> None:
    (bundle,) = (site / "assets/javascripts").glob("bundle.*.min.js")
    assert host.get(f"/assets/javascripts/{bundle.name}")[1].get_all("Cache-Control") == [A_YEAR]
    for path in ("/", "/assets/widgets/question.mjs", "/search/search_index.json", "/rules.json"):
        # Netlify and Cloudflare ask anew unless they are told otherwise.
        assert host.get(path)[1].get_all("Cache-Control") == (None if host.name == "_headers" else ["no-cache"])


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/", "text/html"),
        ("/assets/widgets/question.mjs", "text/javascript"),
        ("/assets/stylesheets/handbook.css", "text/css"),
        ("/rules.json", "application/json"),
    ],
)
def test_every_file_has_the_type_by_which_a_browser_runs_it(host: Host, path: str, type_: str) -> None:
    assert host.get(path)[1].get_content_type() == type_


def test_webassembly_has_the_type_by_which_it_is_compiled_as_it_arrives(host: Host, site: Path) -> None:
    (wasm,) = site.rglob("*.wasm")
    assert host.get("/" + wasm.relative_to(site).as_posix())[1].get_content_type() == "application/wasm"


@pytest.mark.parametrize("path", ["/", "/assets/widgets/question.mjs", "/rules.json"])
def test_text_comes_compressed(host: Host, site: Path, path: str) -> None:
    if host.name == "_headers":
        pytest.skip("these hosts compress of themselves")
    _, headers, body = host.get(path, "gzip")
    assert headers["Content-Encoding"] == "gzip"
    file = site / (path.lstrip("/") or "index.html")
    assert gzip.decompress(body) == file.read_bytes()
    if host.name == "Apache" or NGINX_BROTLI.exists():
        assert host.get(path, "gzip, br")[1]["Content-Encoding"] == "br"


def test_what_is_missing_gets_the_handbooks_own_page(host: Host) -> None:
    if host.name == "_headers":
        pytest.skip("these hosts show 404.html of themselves")
    assert b"Core Group Handbook" in host.get("/not/there/")[2]


def test_nginx_keeps_the_files_for_other_hosts_to_itself(host: Host) -> None:
    if host.name != "nginx":
        pytest.skip("the others' own rules see to it")
    assert [host.get(path)[0] for path in ("/.htaccess", "/_headers", "/hosting/nginx.conf")] == [404, 404, 404]


def test_a_site_below_a_path_names_its_missing_page_there(site: Path) -> None:
    assert "ErrorDocument 404 /handbook/404.html\n" in header_files(site, "", "/handbook/")[".htaccess"]


def test_the_file_for_netlify_and_cloudflare_is_within_what_they_take(site: Path) -> None:
    rules = read_headers((site / "_headers").read_text("utf-8"))
    assert rules[0][0] == "/*"
    assert all(path.startswith("/assets/") for path, _ in rules[1:])
