"""What the calculators fetch: Pyodide, Python in one zip, the wheels beside it, the guidance in parts, the reckoner."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from calculators.comparison import Comparison
from calculators.counted import in_parts
from calculators.reckoner import reckoned, reckoner
from calculators.requests import bank_holidays, statements_of
from overrides.runtime import ROOT, settings
from overrides.runtime.one_zip import one_zip
from overrides.runtime.pyodide_files import SERVED, pyodide_files
from overrides.runtime.trial import requests
from overrides.runtime.wheels import kept, wheels_and_lock


@dataclass(frozen=True)
class Served:
    """The files for the guidance `data` (the content of rules.json), each under an address that changes with it.

    What lies in the three folders never changes under its address, so it can be kept for ever.
    """

    data: Mapping[str, Any]

    @cached_property
    def files(self) -> dict[str, Path | str]:
        """Each file, or its text, by its address on the site. Raises RuntimeProblem when one cannot be had."""
        return (
            {self.pyodide_folder + name: file for name, file in self._pyodide.items()}
            | {self.calculators_folder + name: file for name, file in self._calculators.items()}
            | {self.guidance_folder + name: text for name, text in self._guidance.items()}
        )

    @cached_property
    def first_bytes(self) -> int:
        """How many bytes arrive until Python has started: what its progress is measured against."""
        wasm, zipped = self._pyodide["pyodide.asm.wasm"], self._calculators["python.zip"]
        return wasm.stat().st_size + zipped.stat().st_size + len(self._guidance["shared.json"].encode())

    @property
    def pyodide_folder(self) -> str:
        """Pyodide's own files: they change with its version."""
        return f"assets/pyodide-{settings()['pyodide']['version']}/"

    @cached_property
    def calculators_folder(self) -> str:
        """The calculators, as the one zip and as wheels."""
        return f"assets/calculators-{_hash(file.read_bytes() for file in self._calculators.values())}/"

    @cached_property
    def guidance_folder(self) -> str:
        """shared.json, reckoner.json, and for each board its rules, its dates, and where it stands on each topic."""
        return f"assets/guidance-{_hash(text.encode() for text in self._guidance.values())}/"

    @cached_property
    def _fetched(self) -> dict[str, Path]:
        return pyodide_files()

    @cached_property
    def _pyodide(self) -> dict[str, Path]:
        return {name: self._fetched[name] for name in SERVED}

    @cached_property
    def _calculators(self) -> dict[str, Path]:
        packed = wheels_and_lock(self._fetched["pyodide-lock.json"])
        wheels = [file for name, file in packed.items() if name.endswith(".whl")]
        trial = json.dumps(self.data), [json.dumps(request) for request in requests(self.data)]
        return packed | {"python.zip": one_zip(self._fetched, wheels, trial)}

    @cached_property
    def _guidance(self) -> dict[str, str]:
        shared, parts = in_parts(self.data)
        found = {"shared.json": _written(shared), "reckoner.json": self._reckoner}
        found |= {f"{board}.json": _written(part) for board, part in parts.items()}
        comparison = Comparison(self.data)
        for board in self.data["boards"]:
            stands = {}
            for topic in self.data["topics"]:
                position = comparison.position(board, topic["id"])
                told = [position.stance, position.in_short, position.compared_by, position.for_families]
                stands[topic["id"]] = told
            found[f"{board['id']}.stands.json"] = _written(stands)
            # The national statements are in what every question needs.
            statements = statements_of(board["id"], parts.get(board["id"], shared))
            dates = {"title": board["source"]["title"], "events": reckoned(statements, self.data)}
            found[f"{board['id']}.dates.json"] = _written(dates)
        return found

    @cached_property
    def _reckoner(self) -> str:
        statements, holidays = self.data["statements"], self.data["bank-holidays"]
        timed = [each["deadline"] for each in statements if "deadline" in each]
        sources = [file.read_bytes() for file in sorted((ROOT / "calculators").glob("*.py"))]
        stamp = _hash([_written([timed, holidays]).encode(), *sources])

        def make(folder: Path) -> None:
            made = _written(reckoner(statements, bank_holidays(self.data)))
            (folder / "reckoner.json").write_text(made, encoding="utf-8")

        return (kept(f"reckoner-{stamp}", make) / "reckoner.json").read_text(encoding="utf-8")


def _hash(contents: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:12]


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
