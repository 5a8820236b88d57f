"""The forms drawn: as a page, as a PDF and as a Word file, from one description each in rules/forms/."""
