"""`python -m overrides.runtime` fetches and makes, once, what the browser runs."""

import json
import sys

from overrides.runtime import RuntimeProblem
from overrides.runtime.served import Served
from rules.open_data import guidance_as_data
from rules.reader import RulesError, read_guidance


def main() -> int:
    """Makes what is not made yet; 0 when all is there at the end, or when the rules' mistakes come first."""
    try:
        files = Served(json.loads(json.dumps(guidance_as_data(read_guidance())))).files
    except RuntimeProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except RulesError:
        # Whoever serves or builds next shows them, each at its place.
        return 0
    print(f"Runtime: {len(files)} files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
