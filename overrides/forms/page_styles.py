"""The stylesheet made from the forms: each one's page with its name in the margin, and its columns' widths."""

import re
from collections.abc import Mapping

from rules.form_model import Form

#: Where the stylesheet stands on the site.
PAGE_STYLES = "assets/stylesheets/form-pages.css"

_PAGE = """\
@page {name} {{ size: A4; margin: 15mm 17mm 17mm;
  @bottom-left {{ content: "{title} · version {version}"; font: {size} Arial, "Liberation Sans", sans-serif; }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages);
    font: {size} Arial, "Liberation Sans", sans-serif; }} }}
{selector} {{ page: {name}; }}
"""


def page_styles(forms: Mapping[str, Form]) -> str:
    """CSS that no stylesheet written by hand can hold: what depends on a form's own text and columns."""
    pages = [
        _PAGE.format(
            name=f"form-{identity}{suffix}", title=_in_a_string(form.title), version=form.version, size=size,
            selector=f'{large}body:has(.paper[data-form="{identity}"])',
        )
        for identity, form in forms.items()
        for suffix, large, size in (("", "", "8pt"), ("-large", ".large ", "14pt"))
    ]  # fmt: skip
    shares = {field.share(column) for form in forms.values() for field in form.fields for column in field.columns}
    widths = [f".paper col.c{share} {{ width: {share}%; }}\n" for share in sorted(shares)]
    return "".join([*pages, *widths])


def _in_a_string(text: str) -> str:
    """`text` inside a CSS string, itself inside a <style> of HTML: what could end either is written as its number."""
    return re.sub(r'["\\<>\n]', lambda found: f"\\{ord(found[0]):06x}", text)
