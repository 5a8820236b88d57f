"""`python -m overrides.runtime` fetches and makes, once, what the browser runs."""

import sys

from overrides.runtime import RuntimeProblem
from overrides.runtime.pyodide_files import pyodide_files
from overrides.runtime.wheels import wheels_and_lock

if __name__ == "__main__":
    try:
        wheels_and_lock(pyodide_files()["pyodide-lock.json"])
    except RuntimeProblem as problem:
        sys.exit(str(problem))
