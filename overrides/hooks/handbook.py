"""MkDocs's way in: each hook hands over to an ordinary function and decides nothing."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# MkDocs loads this file by its path; the packages beside it are found from the project's root.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from jinja2 import TemplateError  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import PluginError  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import File, Files, InclusionLevel  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from overrides.delivery import DeliveryProblem  # noqa: E402
from overrides.delivery.finish import finish  # noqa: E402
from overrides.pages.generate import Handbook, error_page  # noqa: E402
from overrides.runtime import RuntimeProblem  # noqa: E402
from rules.form_model import read_forms  # noqa: E402
from rules.reader import RulesError, read_guidance  # noqa: E402

_serving = False
_handbook: Handbook | None = None
_error: str | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether the site is being served: then a mistake in the rules is shown, not fatal."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Lets a browser keep the pages only of a built site: what is served while it is written changes all the time."""
    config.extra["kept"] = not _serving


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated page and every file that the calculators fetch."""
    global _handbook, _error
    try:
        guidance = read_guidance(ROOT / "rules")
        _handbook, _error = Handbook(guidance, read_forms(guidance, ROOT / "rules")), None
    except RulesError as error:
        if not _serving:
            raise PluginError(f"the rules have mistakes:\n{error}") from None
        _error = str(error)
    if _handbook is None:
        return files
    # The theme's search in thirty other languages: this site is in English, and what is not there needs no notice.
    for file in [file for file in files if file.src_uri.startswith("assets/javascripts/lunr/")]:
        files.remove(file)
    listed = set(_paths(config.nav))
    for address, text in _handbook.pages():
        level = InclusionLevel.INCLUDED if address in listed else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, address, content=text, inclusion=level))
    try:
        for address, content in _handbook.files():
            if isinstance(content, Path):
                files.append(File.generated(config, address, abs_src_path=str(content)))
            else:
                files.append(File.generated(config, address, content=content))
    except RuntimeProblem as problem:
        raise PluginError(str(problem)) from None
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lets the prose in docs/ ask the rules for a fact; while the rules have mistakes, shows these."""
    if _error is not None:
        return error_page(_error)
    if page.file.generated_by is not None or _handbook is None:
        return markdown
    try:
        return _handbook.prose(markdown, page.file.src_uri)
    except (ValueError, TemplateError) as error:
        if not _serving:
            raise PluginError(f"{page.file.src_uri}: {error}") from None
        return error_page(f"{page.file.src_uri}: {error}")


# After every plugin: the site's files are then as they will be.
@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Makes the built site ready for a host; what is served while it is being written is left as it is."""
    if _serving:
        return
    try:
        finish(Path(config.site_dir), config.site_url)
    except DeliveryProblem as problem:
        raise PluginError(str(problem)) from None


def _paths(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    if isinstance(nav, dict):
        nav = list(nav.values())
    return [path for part in nav or [] for path in _paths(part)]
