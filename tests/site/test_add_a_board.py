"""README's steps to add a board, followed from an empty file to the built page; and the documents beside it."""

import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path

import yaml

from tests.conftest import ROOT
from tests.site.built_pages import BuiltSite
from tests.site.conftest import run

README = (ROOT / "README.md").read_text("utf-8")
STEPS = README.split("## Add a board")[1].split("\n## ")[0]


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_readme_leads_from_an_empty_file_to_a_page(copy_project: Callable[[], Path]) -> None:
    project = copy_project()
    file = project / "rules/boards/newtown.yaml"
    assert "`rules/boards/newtown.yaml`" in STEPS
    file.touch()
    empty = run(project, "rules", "check")
    assert (empty.returncode, empty.stderr) == (
        1, "rules/boards/newtown.yaml:1:1: the file is empty; rules/README.md says what it holds\n",
    )  # fmt: skip

    (example,) = _blocks(STEPS, "yaml")
    file.write_text(example, encoding="utf-8")
    (commands,) = _blocks(STEPS, "sh")
    told = []
    for line in commands.splitlines():
        python, module, *arguments = shlex.split(line)
        assert (python, module) == (".venv/bin/python", "-m")
        done = run(project, *arguments)
        assert (done.returncode, done.stderr) == (0, ""), line
        told.append(done.stdout)
    assert told[0].startswith("7 documents, ")
    # Wednesday 2 December is the seventh working day after Monday 23 November.
    assert told[1].startswith("Wednesday 2 December 2026 ")

    built = run(project, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    site = BuiltSite(project / "site")
    page = site.page("boards/newtown/")
    assert page.one("h1").text == "Newtown"
    says = "The first core group is held within seven working days of the conference."
    assert says in page.one("article", id="first-core-group").words
    row = site.page("topics/first-core-group/").one("table", "side-by-side").one("tr", data_board="newtown")
    assert says in row.words


def test_every_example_of_a_board_file_is_right_as_it_stands(copy_project: Callable[[], Path]) -> None:
    project = copy_project()
    (example,) = _blocks((ROOT / "rules/README.md").read_text("utf-8"), "yaml")
    # A board of the same name stands there already: the example takes its place.
    (project / "rules/boards/haringey.yaml").write_text(example, encoding="utf-8")
    done = run(project, "rules", "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_changes_are_shown_in_the_site_with_rules_and_code_apart(site: Path) -> None:
    written = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.split(r"^## ", written, flags=re.MULTILINE)[1:]
    for release in releases:
        assert re.findall(r"^### (.+)$", release, re.MULTILINE) == ["Rules", "Code"]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert releases[0].splitlines()[0] == version
    page = BuiltSite(site).page("about/changes/").one("article", "md-content__inner")
    assert [each.text for each in page.all("h2")] == [release.splitlines()[0] for release in releases]
    first = re.search(r"^- (.+)$", releases[0], re.MULTILINE)
    assert first
    assert first[1] in page.text


def test_the_form_for_a_mistake_in_guidance_asks_what_a_reader_of_the_source_needs() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/mistake-in-guidance.yml").read_text("utf-8"))
    asked = {part["id"] for part in form["body"] if part.get("validations", {}).get("required")}
    assert asked == {"page", "place", "handbook", "document"}
    told = " ".join(part["attributes"].get("value", "") for part in form["body"])
    assert "Nothing about a child or a family" in told
