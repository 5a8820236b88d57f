"""In place of Pyodide's package loader: all packages are in the one zip, and no other is ever loaded."""


class _Folder:
    """A folder's name; Pyodide asks it for its text, as it would ask a Path."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


SITE_PACKAGES = _Folder("/lib/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Pyodide asks for this while it starts; there is no package to look for."""
