"""The page on Python, written from signatures and docstrings: ``python -m tests.docs.python`` writes ``docs/python.md``."""

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import policydiff
from policydiff import model
from policydiff.read.limits import LIMITS
from policydiff.shown import Shown

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
HEAD = """# Python

All functions below stand at the top: `policydiff.compare_reports`, and so on. A source is a path, the bytes of a file, or a report that is
read already. Trouble is a `PolicydiffError` whose `code` is listed under [errors](errors.md).
"""
CHAPTERS = {
    "Reading": ("read_report", "extract_report", "extract_commitments", "extract_outcomes", "find_origin"),
    "Comparing": ("compare_reports", "track_delivery", "build_ledger", "build_panel", "Comparison"),
    "Asking why": ("explain_fields", "explain_link", "evaluate_gold"),
    "A corpus": ("run_batch", "run_query", "list_queries"),
    "Publishing": (
        "publish_tables",
        "Selection",
        "write_table",
        "json_schema",
        "to_frame",
        "write_codebook",
        "draw_slope",
        "draw_flow",
        "draw_indicators",
        "draw_series",
    ),
    "By hand": ("read_overrides", "load_lexicon", "align_commitments", "classify_changes"),
}
RESULTS = ("Commitment", "Quantity", "Change", "Facets", "NumericMove", "Delivery", "Series", "Point", "Thread", "Step", "Notice", "Origin")
SECTION = re.compile(r"^(Args|Returns|Raises):$", re.M)


def python_page() -> str:
    """The whole page."""
    lines = [HEAD]
    for title, names in CHAPTERS.items():
        lines += [f"## {title}\n", *(line for name in names for line in entry(name, getattr(policydiff, name)))]
    lines += ["## What results are made of\n", *(line for name in RESULTS for line in entry(name, getattr(model, name)))]
    return "\n".join(lines)


def entry(name: str, thing: Any) -> Iterator[str]:
    """A function or a class: how it is called and what it says of itself."""
    yield f"### {name}\n\n```py\n{call_of(name, thing)}\n```\n"
    yield from paragraphs(inspect.getdoc(thing) or "")
    if inspect.isclass(thing):
        for member, value in (vars(thing) | (vars(Shown) if issubclass(thing, Shown) else {})).items():
            told = value.fget if isinstance(value, property) else value
            if not member.startswith("_") and inspect.isfunction(told) and told.__doc__:
                call = member if isinstance(value, property) else call_of(member, told)
                yield f"**`{' '.join(call.split())}`**\n"
                yield from paragraphs(inspect.getdoc(told) or "")


def call_of(name: str, thing: Any) -> str:
    """The signature, folded where it is long."""
    sign = inspect.signature(thing)
    given = list(parameters(sign))
    back = "" if sign.return_annotation is inspect.Signature.empty else f" -> {sign.return_annotation}"
    short = f"{name}({', '.join(given)}){back}"
    return short if len(short) <= 100 else "\n".join([f"{name}(", *(f"    {one}," for one in given), f"){back}"])


def parameters(sign: inspect.Signature) -> Iterator[str]:
    """Each parameter with its type and its default; a bare star before those that are given by name."""
    is_named = False
    for parameter in sign.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not is_named:
            is_named = True
            yield "*"
        default = "" if parameter.default is parameter.empty else f" = {default_of(parameter.default)}"
        yield f"{parameter.name}: {parameter.annotation}{default}"


def default_of(value: object) -> str:
    """A default as one writes it: limits by their name, fresh lists and the like as a call."""
    if "<factory>" in repr(value):
        return "…"
    return "LIMITS" if value == LIMITS else repr(str(value)) if isinstance(value, Enum) else repr(value)


def paragraphs(docstring: str) -> Iterator[str]:
    """The docstring as Markdown: sections as lists, examples as code."""
    for part in re.split(r"\n\n", docstring):
        if part.lstrip().startswith(">>>"):
            yield f"```pycon\n{part}\n```\n"
        elif match := SECTION.match(part):
            yield f"{match[1]}:\n\n{listed(part[match.end() :])}\n"
        else:
            yield f"{' '.join(part.split())}\n"


def listed(body: str) -> str:
    """The entries of a section, one bullet each."""
    entries = re.split(r"\n    (?! )", body)
    return "\n".join(f"- {' '.join(one.split())}" for one in entries if one.strip()).replace("``", "`")


if __name__ == "__main__":
    PAGE.write_text(python_page(), encoding="utf-8")
