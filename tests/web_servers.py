"""Real web servers for the tests of the hosts' files. `python -m tests.web_servers` installs them where it may."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
_PACKAGES = ("nginx-light", "libnginx-mod-http-brotli-filter", "apache2-bin")


def nginx() -> str | None:
    """The nginx of this machine, if there is one."""
    return shutil.which("nginx", path=_with_sbin())


def apache() -> str | None:
    """The Apache of this machine, laid out as Debian's, if there is one."""
    return shutil.which("apache2", path=_with_sbin()) if APACHE_MODULES.is_dir() else None


@contextmanager
def nginx_serves(site: Path, example: str, work: Path) -> Iterator[str]:
    """Serves the site with the example for nginx, in which only the port and the folder are changed."""
    port = _free_port()
    server = example.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/handbook", str(site))
    brotli = ""
    if NGINX_BROTLI.exists():
        server = server.replace("# brotli", "brotli")
        brotli = f"load_module {NGINX_BROTLI};"
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {work}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = work / "nginx.conf"
    main.write_text(
        f"{brotli} {user} daemon off; pid {work}/nginx.pid; error_log {work}/errors;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\n{server}\n}}\n",
        encoding="utf-8",
    )
    with _running([nginx() or "", "-p", str(work), "-e", f"{work}/errors", "-c", str(main)], port) as address:
        yield address


@contextmanager
def apache_serves(site: Path, work: Path) -> Iterator[str]:
    """Serves the site with Apache, which reads the site's own .htaccess."""
    port = _free_port()
    modules = ("mpm_event", "authz_core", "dir", "mime", "headers", "filter", "deflate", "brotli")
    lines = [f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in modules]
    if os.geteuid() == 0:
        # Apache refuses to serve as root: another user has to reach the folder.
        lines += ["User www-data", "Group www-data"]
        for folder in (site, *site.parents[:-2]):
            folder.chmod(folder.stat().st_mode | 0o011)
    lines += [
        f"ServerRoot {work}", f"PidFile {work}/apache.pid", f"ErrorLog {work}/errors", "TypesConfig /dev/null",
        "ServerName handbook.example",
        f"Listen 127.0.0.1:{port}", f"DocumentRoot {site}", f"<Directory {site}>", "AllowOverride All", "</Directory>",
    ]  # fmt: skip
    main = work / "apache.conf"
    main.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with _running([apache() or "", "-f", str(main), "-DFOREGROUND"], port) as address:
        yield address


@contextmanager
def _running(command: list[str], port: int) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(command)
    try:
        until = time.monotonic() + 20
        while not _answers(address):
            assert server.poll() is None, f"the web server ended: {command}"
            assert time.monotonic() < until, "the web server does not answer"
        yield address
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _with_sbin() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def main() -> None:
    """Installs the servers with Debian's packages, as root; without them their tests are skipped."""
    if not (nginx() and apache()) and shutil.which("apt-get") and os.geteuid() == 0:
        # At run level 1 Debian starts no service that it installs.
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *_PACKAGES]
        subprocess.run(install, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"nginx: {nginx() or 'none, its test is skipped'}; Apache: {apache() or 'none, its test is skipped'}")


if __name__ == "__main__":
    main()
