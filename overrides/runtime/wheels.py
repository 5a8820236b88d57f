"""The calculators and the two libraries they import, as wheels that Pyodide installs while it starts."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from pyodide_lock import InfoSpec, PyodideLockSpec
from pyodide_lock.utils import add_wheels_to_spec

from overrides.runtime import CACHE, ROOT, RuntimeProblem, settings

PINS = ROOT / ".pins/site.txt"

#: What the calculators import besides Python itself (tzdata: the browser's Python has no clock changes).
LIBRARIES = ("python-dateutil", "tzdata")


def wheels_and_lock(runtime_lock: Path) -> dict[str, Path]:
    """The wheels by file name, and `pyodide-lock.json`, which names each with its hash.

    `runtime_lock` is the lock file of Pyodide itself; of its packages none is kept, since the
    calculators need none. Raises RuntimeProblem when a wheel cannot be fetched or made.
    """
    wheels = [*_library_wheels(), _calculators_wheel()]

    def write_lock(folder: Path) -> None:
        runtime = json.loads(runtime_lock.read_text(encoding="utf-8"))
        # pyodide-lock reads an older form of lock file; it is asked only for the entries of our wheels.
        info = InfoSpec(version=settings()["pyodide"]["version"], **runtime["info"])
        spec = add_wheels_to_spec(PyodideLockSpec(info=info, packages={}), wheels, base_path=CACHE)
        packages = {
            name: package.model_dump() | {"file_name": Path(package.file_name).name}
            for name, package in spec.packages.items()
        }
        (folder / "pyodide-lock.json").write_text(json.dumps(runtime | {"packages": packages}, indent=1), "utf-8")

    lock = kept(f"lock-{_hash([runtime_lock, *wheels])}", write_lock) / "pyodide-lock.json"
    return {wheel.name: wheel for wheel in wheels} | {lock.name: lock}


def _library_wheels() -> list[Path]:
    # Each pin is a line "name==version \" and the lines of its hashes.
    pins = re.findall(r"^(?:.+\\\n)+.*\n", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    wanted = "".join(pin for pin in pins if pin.partition("==")[0] in LIBRARIES)

    def download(folder: Path) -> None:
        requirements = folder / "requirements.txt"
        requirements.write_text(wanted, encoding="utf-8")
        _pip("download", "--no-deps", "--only-binary=:all:", "--require-hashes",
             "--requirement", str(requirements), "--dest", str(folder))  # fmt: skip

    return sorted(kept(f"wheels-{hashlib.sha256(wanted.encode()).hexdigest()[:16]}", download).glob("*.whl"))


def _calculators_wheel() -> Path:
    sources = sorted((ROOT / "calculators").glob("*.py"))

    def make(folder: Path) -> None:
        # Made from a copy, for setuptools leaves folders of its own beside what it packs.
        with tempfile.TemporaryDirectory() as copy:
            shutil.copy(ROOT / "pyproject.toml", copy)
            shutil.copytree(ROOT / "calculators", Path(copy) / "calculators")
            _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), copy)

    return next(kept(f"calculators-{_hash([ROOT / 'pyproject.toml', *sources])}", make).glob("*.whl"))


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` of the cache, filled by `make` where it is not there.

    It is filled under another name and then renamed, so that it is never seen half full: not after a run
    that was cut short, and not by another run at the same time.
    """
    folder = CACHE / name
    if not folder.exists():
        CACHE.mkdir(exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=CACHE))
        try:
            make(unfinished)
        except BaseException:
            shutil.rmtree(unfinished)
            raise
        try:
            unfinished.rename(folder)
        except OSError:
            shutil.rmtree(unfinished)
    return folder


def _pip(*arguments: str) -> None:
    # A fixed date inside the wheels, so that two builds of one commit are the same to the byte.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeProblem(f"pip {arguments[0]} failed: {result.stderr.strip()[-500:]}")


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
