"""The looks: pages, theme, widgets, and what the browser needs to run the calculators."""
