"""A Sphinx project with tables of two reports in it."""

project = "What was promised"
extensions = ["policydiff.embed.sphinx"]
html_theme = "basic"
