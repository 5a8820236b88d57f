"""`make modules`: writes overrides/runtime/modules.txt, the modules that the browser's Python is made of.

Every question that the suite asks at the calculators' door is put to Pyodide itself, started from a zip of
all modules there are; what it has imported by the end is what the site will serve. Its answers have to be CPython's.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from unicodedata import category

from calculators.answers import answer
from overrides.runtime import ROOT
from overrides.runtime.one_zip import MODULES, all_in_one_zip, listed, try_zip
from overrides.runtime.pyodide_files import pyodide_files
from overrides.runtime.trial import requests as trial_requests
from overrides.runtime.wheels import wheels_and_lock
from rules.open_data import guidance_as_data
from rules.reader import read_guidance


def main() -> int:
    """0 when the list is written; 1 when a test fails or Pyodide answers otherwise."""
    with tempfile.TemporaryDirectory() as where:
        record, everything = Path(where) / "requests.json", Path(where) / "everything.zip"
        suite = [sys.executable, "-m", "pytest", "-o", "addopts=-q", "-p", "tests.recording", "tests/calculators"]
        if subprocess.run(suite, cwd=ROOT, env=os.environ | {"HANDBOOK_REQUESTS": str(record)}, check=False).returncode:
            return 1
        asked = json.loads(record.read_text(encoding="utf-8"))
        data = json.loads(json.dumps(guidance_as_data(read_guidance())))
        trial = [json.dumps(request) for request in trial_requests(data)]
        asked.append({"guidance": json.dumps(data), "requests": trial})
        pyodide = pyodide_files()
        packed = wheels_and_lock(pyodide["pyodide-lock.json"])
        all_in_one_zip(everything, pyodide, [file for name, file in packed.items() if name.endswith(".whl")])
        requests = [(number, request) for number, each in enumerate(asked) for request in each["requests"]]
        answers, modules = try_zip(everything, pyodide, [each["guidance"] for each in asked], requests)
    guidance = [json.loads(each["guidance"]) for each in asked]
    for (number, request), found in zip(requests, answers, strict=True):
        if '"check-cases' in request:  # the browser's door takes a table step by step
            continue
        if _has_unknown_letters(request):
            continue
        if json.loads(found) != json.loads(json.dumps(answer(json.loads(request), guidance[number]))):
            print(f"Pyodide answers otherwise than CPython: {request[:500]}", file=sys.stderr)
            return 1
    MODULES.write_text(listed(modules), encoding="utf-8")
    print(f"{len(requests)} questions, the same answers; {len(modules)} modules imported: {MODULES.name} written")
    return 0


def _has_unknown_letters(request: str) -> bool:
    # Letters that came with an edition of Unicode after this Python's are quoted in another way by the browser's.
    return any(category(letter) == "Cn" for letter in json.dumps(json.loads(request), ensure_ascii=False))


if __name__ == "__main__":
    raise SystemExit(main())
