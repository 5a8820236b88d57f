"""In place of Pyodide's event loop: the calculators answer at once and never wait for anything."""


def _initialize_event_loop() -> None:
    """Pyodide asks for this while it starts; without asyncio there is nothing to make."""
