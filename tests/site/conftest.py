"""What the tests of the built files share: the site's pages, its data, and copies of the project to change."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.site.built_pages import BuiltSite

LEFT_OUT = (".venv", ".cache", ".git", ".*_cache", "site", "tests", "__pycache__", "build", "*.egg-info")


@pytest.fixture(scope="session")
def built(site: Path) -> BuiltSite:
    """The pages of the built site."""
    return BuiltSite(site)


@pytest.fixture(scope="session")
def rules(site: Path) -> dict[str, Any]:
    """The content of the built rules.json."""
    return dict(json.loads((site / "rules.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def copy_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a copy of the project that may be changed; what was fetched once is shared."""

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("copy") / "handbook"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        os.symlink(ROOT / ".cache", folder / ".cache", target_is_directory=True)
        return folder

    return copy


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a module of a copy of the project, as a person would type it there."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=project, capture_output=True, text=True, check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}, encoding="utf-8",
    )  # fmt: skip
