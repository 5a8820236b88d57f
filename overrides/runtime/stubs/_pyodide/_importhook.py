"""In place of Pyodide's imports from JavaScript, of which there are none here."""

from types import SimpleNamespace

jsfinder = SimpleNamespace(jsproxies={})


def register_js_finder() -> None:
    """Pyodide asks for this while it starts, as for the four below."""


def register_windows_finder() -> None:
    """For folders named as on Windows."""


def register_js_module(name: str, module: object) -> None:
    """For modules that JavaScript gives."""


def unregister_js_module(name: str) -> None:
    """For modules that JavaScript takes back."""


def register_module_not_found_hook(packages: object) -> None:
    """For packages that could be fetched."""


def add_note_to_module_not_found_error(error: ModuleNotFoundError) -> None:
    """For what could be done about a module that is not there: the build has seen to it."""
