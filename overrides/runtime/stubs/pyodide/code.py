"""In place of Pyodide's public ways to run text as Python: no text is ever run here."""
