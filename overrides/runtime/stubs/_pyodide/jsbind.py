"""In place of Pyodide's conversions by a function's type hints: all is converted in the usual way."""

from typing import Any

from _pyodide_core import JsFuncSignature, js2py_default_call_result, py2js_default  # type: ignore[import-not-found]

#: What stands for a parameter that has no default.
no_default = object()


def _called_with_anything(*args: Any, **kwargs: Any) -> None:
    """Takes whatever it is given."""


default_signature = JsFuncSignature(
    _called_with_anything, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
