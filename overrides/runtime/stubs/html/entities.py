"""In place of the table of HTML's named characters: the calculators write HTML and never read it."""

html5: dict[str, str] = {}
