"""Header files for hosts: the same security headers, compression and caching, in three hosts' own words."""

import re
from collections.abc import Mapping
from pathlib import Path

from overrides.delivery.policy import HEADERS

# A name that holds a hash of what is in the file or folder, or Pyodide's version: its content never changes.
_HASHED = r"(\.[0-9a-f]{8}\.min\.(js|css)|^/assets/[a-z]+-([0-9a-f]{8,}|[0-9.]+)/[^/]+)$"
_FOREVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_MADE = "# Made by `make build` from overrides/delivery/: change it there."

# What the site holds and a server may not know, or may not compress.
_TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js mjs",
    "text/calendar": "ics",
    "text/csv": "csv",
    "application/json": "json map",
    "application/wasm": "wasm",
    "application/xml": "xml",
    "application/pdf": "pdf",
    "application/zip": "zip whl",
    "application/gzip": "gz",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/svg+xml": "svg",
    "image/png": "png",
}
_COMPRESSED = (
    "text/html", "text/css", "text/javascript", "application/json", "application/wasm", "application/xml",
    "image/svg+xml",
)  # fmt: skip
# A zip of bytecode that Python opens as it stands is not compressed inside, so the way there compresses it.
_COMPRESSED_ARCHIVES = "application/zip"


def header_files(site: Path, policy: str, base: str = "/") -> dict[str, str]:
    """The files for hosts, by their address in the site: Netlify's and Cloudflare's, Apache's, and one for nginx.

    `policy` is the header's Content-Security-Policy; `base` the path at which the site stands on its host.
    """
    headers = {"Content-Security-Policy": policy, **HEADERS}
    return {
        "_headers": _for_netlify_and_cloudflare(site, headers),
        ".htaccess": _for_apache(headers, base),
        "hosting/nginx.conf": _for_nginx(headers),
    }


def _hashed(site: Path) -> list[str]:
    """Each file whose name holds a hash; where the folder's name holds it, "/folder/*" once, however many it has."""
    addresses = ("/" + file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file())
    hashed = [address for address in addresses if re.search(_HASHED, address)]
    return list(dict.fromkeys(re.sub(r"^(/assets/[a-z]+-[0-9a-f.]+/).+", r"\1*", address) for address in hashed))


def _for_netlify_and_cloudflare(site: Path, headers: Mapping[str, str]) -> str:
    # Both join the values of rules that overlap, so caching is said only where a name holds a hash: whatever
    # else is asked for is checked anew each time, which is the rule of both. Neither takes more than 100 rules.
    lines = [_MADE, "/*", *(f"  {name}: {value}" for name, value in headers.items())]
    for address in _hashed(site):
        lines += [address, f"  Cache-Control: {_FOREVER}"]
    return "\n".join(lines) + "\n"


def _for_apache(headers: Mapping[str, str], base: str) -> str:
    types = "\n".join(
        f"AddType {type_} {' '.join('.' + end for end in ends.split())}" for type_, ends in _TYPES.items()
    )
    fields = "\n".join(f'    Header always set {name} "{value}"' for name, value in headers.items())
    compressed = " ".join((*_COMPRESSED, _COMPRESSED_ARCHIVES))
    return f"""\
{_MADE}
# For Apache 2.4 with "AllowOverride All" (or "FileInfo Indexes Options") and the modules headers, mime, dir,
# filter and deflate; brotli is used where it is there.
Options -Indexes
DirectoryIndex index.html
ErrorDocument 404 {base}404.html
{types}
AddCharset utf-8 .html .css .js .mjs .json .svg .csv .ics

<IfModule mod_headers.c>
{fields}
    Header set Cache-Control "{_ASK_FIRST}"
    <If "%{{REQUEST_URI}} =~ m#{_HASHED.replace("^/", "/")}#">
        Header set Cache-Control "{_FOREVER}"
    </If>
</IfModule>

<IfModule mod_brotli.c>
    AddOutputFilterByType BROTLI_COMPRESS {compressed}
</IfModule>
<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE {compressed}
</IfModule>
"""


def _for_nginx(headers: Mapping[str, str]) -> str:
    types = "\n".join(f"        {type_} {ends};" for type_, ends in _TYPES.items())
    fields = "\n".join(f'    add_header {name} "{value}" always;' for name, value in headers.items())
    compressed = " ".join((*_COMPRESSED[1:], _COMPRESSED_ARCHIVES))
    return f"""\
{_MADE}
# An example for nginx: a file for /etc/nginx/conf.d/, with your own server_name, root and certificate.
map $uri $handbook_caching {{
    default "{_ASK_FIRST}";
    "~{_HASHED}" "{_FOREVER}";
}}

server {{
    listen 80;
    server_name handbook.example;
    root /srv/handbook;

    index index.html;
    error_page 404 /404.html;
    location / {{
        try_files $uri $uri/ =404;
    }}
    # Files for other hosts.
    location ~ ^/(\\.|_headers$|hosting/) {{
        return 404;
    }}

{fields}
    add_header Cache-Control $handbook_caching always;

    types {{
{types}
    }}
    charset utf-8;
    charset_types text/css text/javascript application/json image/svg+xml text/csv text/calendar;

    gzip on;
    gzip_vary on;
    gzip_types {compressed};
    # Smaller still, where nginx has the module (on Debian: libnginx-mod-http-brotli-filter):
    # brotli on;
    # brotli_types {compressed};
}}
"""
