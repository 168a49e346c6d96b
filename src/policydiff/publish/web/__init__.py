"""The web page of a comparison: records of what is shown, the words of both languages, a template, a script and a style of its own."""

from policydiff.publish.web.page import write_comparison

__all__ = ["write_comparison"]
