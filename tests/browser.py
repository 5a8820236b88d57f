"""The browser for the tests, which also prints the forms. `python -m tests.browser` makes sure of one."""

from overrides.runtime.browser import ARGUMENTS, browser_path, launch, main

__all__ = ["ARGUMENTS", "browser_path", "launch", "main"]

if __name__ == "__main__":
    raise SystemExit(main())
