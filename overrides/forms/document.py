"""A form as a whole HTML document of its own, in the site's own styles: what its PDF is printed from."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from overrides.forms.drawing import Drawing
from overrides.forms.page_styles import page_styles

_STYLES = Path(__file__).parents[1] / "theme/assets/stylesheets"
_DOCUMENT = Markup("""\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{}</title><style>{}</style></head>
<body data-md-color-scheme="default"><main class="md-content"><div class="md-typeset">{}</div></main></body></html>
""")


def document(drawing: Drawing, identity: str, board: str | None = None) -> str:
    """A form with all that it needs to be printed, in one board's words; of every board, where `board` is None."""
    form = drawing.forms[identity]
    title = f"{form.title}, {drawing.board_names([board])}" if board else form.title
    return _DOCUMENT.format(title, Markup(_styles() + page_styles(drawing.forms)), drawing.paper(identity, board))


@cache
def _styles() -> str:
    theme = Path(str(files("material"))) / "templates/assets/stylesheets"
    sheets = [*sorted(theme.glob("main.*.min.css")), _STYLES / "handbook.css", _STYLES / "forms.css"]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
