"""`make audit`: whether an advisory is known against any pinned package, asked of the advisory service by pip-audit."""

import json
import subprocess
import sys

from calculators.durations import shortened
from tests.conftest import ROOT


def told(file: str, answer: str, complaint: str) -> tuple[str, int]:
    """What pip-audit found in `file`, in words, and the exit code: 0 for nothing, 1 for advisories, 2 for no answer."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        last = (complaint.strip().splitlines() or ["it gave no answer"])[-1]
        return f"{file}: not checked, for the advisory service could not be asked ({shortened(last, 100)}). Try again with a network.", 2
    found = [
        f"{file}: {package['name']} {package['version']}: {advisory['id']}, mended in"
        f" {', '.join(advisory['fix_versions']) or 'no version yet'}"
        for package in packages
        for advisory in package.get("vulns", ())
    ]
    return "\n".join(found) or f"{file}: no advisory is known against its {len(packages)} packages.", int(bool(found))


def main() -> int:
    """Asks about every file of pins; the exit code is the worst of theirs."""
    worst = 0
    for pins in sorted((ROOT / ".pins").glob("*.txt")):
        # With every version and hash pinned there is nothing to resolve: no package is fetched.
        options = ["--requirement", str(pins), "--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
        done = subprocess.run([sys.executable, "-m", "pip_audit", *options], capture_output=True, text=True, check=False)
        words, code = told(f".pins/{pins.name}", done.stdout, done.stderr)
        print(words)
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
