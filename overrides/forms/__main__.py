"""`python -m overrides.forms` prints, once, the PDFs of the forms: a build then takes them in."""

import json
import sys

from overrides.forms.drawing import Drawing
from overrides.forms.made import print_missing
from overrides.runtime.browser import ARGUMENTS, browser_path
from rules.form_model import read_forms
from rules.open_data import guidance_as_data
from rules.reader import RulesError, read_guidance


def main() -> int:
    """Prints what is not printed yet; 0 when all PDFs are there at the end."""
    try:
        guidance = read_guidance()
        drawing = Drawing(read_forms(guidance), json.loads(json.dumps(guidance_as_data(guidance))))
    except RulesError as error:
        print(f"the rules have mistakes:\n{error}", file=sys.stderr)
        return 1
    path = browser_path()
    if path is None:
        print(
            "The PDFs of the forms need Chromium, Chrome or Edge: run `python -m overrides.runtime.browser`.",
            file=sys.stderr,
        )
        return 1
    print(f"Forms: {print_missing(drawing, path, ARGUMENTS)} of {len(drawing.forms)} printed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
