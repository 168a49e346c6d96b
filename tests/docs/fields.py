"""The page on fields and rules, written from docstrings and rows: ``python -m tests.docs.fields`` writes ``docs/fields.md``."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

from policydiff.commitments import fields, statements, tags
from policydiff.lexicons import Lexicon, Row, load_lexicon
from policydiff.outline import outline_report, sets_targets
from policydiff.quantities import comparators, filters, indicators, keep, measures
from policydiff.tables.columns import STATEMENT

PAGE = Path(__file__).parents[2] / "docs" / "fields.md"
HEAD = """# Fields and rules

What `policydiff extract` says of a commitment or an outcome, and what decides it. This page is written by `python -m tests.docs.fields`
from the same docstrings and rows that the code runs on, and a test holds it to them. Rows stand in `src/policydiff/lexicons/zh`; rows of
your own are tried first ([lexicon](lexicon.md)). `policydiff explain REPORT ID` names the rule, the row and the words behind each field
of one commitment ([explain](explain.md)); the [glossary](glossary.md) lists every value with the words behind it.
"""
DECIDED: tuple[tuple[str, Callable[..., object], tuple[str, ...]], ...] = (
    ("kind", fields.decide_kind, ("kinds",)),
    ("action", fields.decide_action, ("actions",)),
    ("indicator", fields.decide_indicator, ()),
    ("strength", fields.decide_strength, ("strengths",)),
    ("stage", fields.decide_stage, ("stages",)),
    ("deadline", fields.decide_deadline, ("deadlines",)),
    ("horizon", fields.decide_horizon, ()),
    ("cue", fields.decide_cue, ("cues",)),
    ("responsible", fields.decide_responsible, ("responsible",)),
    ("relation", fields.decide_relation, ("relations",)),
    ("reason", fields.decide_reason, ("reasons",)),
    ("parent", statements.with_parents, ()),
)
FIGURES: tuple[tuple[str, Callable[..., object], tuple[str, ...]], ...] = (
    ("comparator", comparators.decide_comparator, ("comparators",)),
    ("measure, direction", measures.decide_measure, ("measures",)),
    ("unit", keep.keep_figures, ("units",)),
    ("indicator", indicators.read_indicator, ("indicator_edges",)),
    ("filter", filters.is_filter, ()),
)
MOST = 4


def page(lexicon: Lexicon) -> str:
    """The whole page."""
    parts = [HEAD, *columns(), *rules("What decides each field", DECIDED, lexicon), *rules("Figures", FIGURES, lexicon)]
    parts += [*no_figures(lexicon), *outline(lexicon), *cutting(lexicon)]
    return "\n".join(parts)


def columns() -> Iterator[str]:
    """Every column of the table of commitments."""
    yield "## The fields\n\n| column | what it says |\n|---|---|"
    yield from (f"| `{column.name}` | {column.description} |" for column in STATEMENT)


def rules(title: str, decided: tuple[tuple[str, Callable[..., object], tuple[str, ...]], ...], lexicon: Lexicon) -> Iterator[str]:
    """The rule of each field with the first rows behind it."""
    yield f"\n## {title}"
    for name, function, tables in decided:
        yield f"\n### {name}\n\n{said(function)}"
        for table in tables:
            yield f"\nRows of `{table}.csv` ({len(lexicon.rows(table))}), among them:\n"
            yield from table_of(lexicon.rows(table))


def said(function: Callable[..., object]) -> str:
    """What a docstring says before its arguments and examples, as one paragraph each."""
    text = inspect.getdoc(function) or ""
    kept = []
    for block in text.split("\n\n"):
        if block.startswith((">>>", "Args:", "Returns:", "Raises:")):
            break
        kept.append(" ".join(block.split()))
    return "\n\n".join(kept)


def table_of(rows: tuple[Row, ...], most: int = MOST) -> Iterator[str]:
    """The first rows of every value of a table's first column that is no pattern, as value, example and counterexample."""
    column = next((name for name in rows[0] if name not in ("pattern", "words", "example", "counterexample")), "")
    seen: dict[str, int] = {}
    yield f"| {column or 'row'} | shown by | not by |\n|---|---|---|"
    for row in rows:
        value = row[column] if column else ""
        seen[value] = seen.get(value, 0) + 1
        if seen[value] <= most and row["example"]:
            yield f"| {value or '–'} | {row['example']} | {row['counterexample']} |"


def no_figures(lexicon: Lexicon) -> Iterator[str]:
    """What is no figure: one rule a line, then names made of numerals."""
    yield "\n## What is no figure\n\nQuotations are blanked before a numeral is parsed. Then each of these rules strikes numerals out:\n"
    yield from (f"- {said(rule)}" for rule in keep.RULES)
    names = lexicon.rows("number_names")
    yield f"\nNames, dates and ordinals, by the rows of `number_names.csv` ({len(names)}):\n"
    yield "| no figure | but a figure |\n|---|---|"
    yield from (f"| {row['example']} | {row['counterexample']} |" for row in names)


def outline(lexicon: Lexicon) -> Iterator[str]:
    """What gives a section its role."""
    yield f"\n## Sections\n\n{said(inspect.getmodule(outline_report))}\n\n{said(sets_targets)}\n"  # type: ignore[arg-type]
    yield "| where it is looked for | role | shown by | not by |\n|---|---|---|---|"
    yield from (f"| {row['scope']} | `{row['role']}` | {row['example']} | {row['counterexample']} |" for row in lexicon.rows("roles"))


def cutting(lexicon: Lexicon) -> Iterator[str]:
    """Where a commitment begins."""
    yield f"\n## Where a commitment begins and ends\n\n{said(tags)}\n\n{said(tags.bar_tags)}\n"  # type: ignore[arg-type]
    yield "Signs that it weighs, by the rows of `clause_signs.csv`:\n"
    yield from table_of(lexicon.rows("clause_signs"), most=2)
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(load_lexicon("zh")), encoding="utf-8")
