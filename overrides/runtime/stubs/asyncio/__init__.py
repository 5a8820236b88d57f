"""In place of asyncio, which Pyodide imports and the calculators never use."""
