"""Proof of a language pack: every row's example must show what the row says, and its counterexample must not.

`check_folder` proves a user's own tables, laid over the pack; the project's tests prove the pack with the same functions.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

from policydiff.align.subjects import find_subjects
from policydiff.commitments.fields import decide_action, decide_cue, decide_relation, decide_stage, decide_strength
from policydiff.commitments.looks import head_words, lead_words
from policydiff.delivery.figures import NARROWER, indicator_likeness
from policydiff.lexicons import Lexicon, Row, any_of, load_lexicon
from policydiff.model import Cue, Kind, Measure, PolicydiffError, Quantity, RelationKind, Role, Stage, Strength
from policydiff.periods import find_marks
from policydiff.quantities import find_quantities
from policydiff.quantities.compare import conversion
from policydiff.quantities.find import explain_quantities
from policydiff.quantities.headlines import name_headline
from policydiff.quantities.rules import compile_rules
from policydiff.titles import NATION

NOT_TABLES = frozenset({".md", ".txt", ""})
"""Endings of files beside the tables that nobody takes for one."""
SOME_YEAR = 2024
FACTOR = re.compile(r"\d+(?:\.\d+)?(?:/[1-9]\d*)?")
EQUATION = re.compile(r"^([\d.]*)([^\d.]+) = ([\d.]*)([^\d.]+)")
BEFORE_FIGURE = re.compile(r"^(.*?)\d[^，。；\d]*$")
LOOK_ELSEWHERE = frozenset({"answer_periods", "subjects", "unit_factors"})
"""Tables whose rows do not look for anything in the example as it stands."""
CLOSED: Mapping[tuple[str, str], Sequence[str]] = {
    ("strengths", "strength"): tuple(Strength),
    ("stages", "stage"): tuple(Stage),
    ("cues", "cue"): ("", *Cue),
    ("relations", "relation"): tuple(RelationKind),
    ("kinds", "kind"): tuple(Kind),
    ("roles", "role"): tuple(Role),
    ("measures", "measure"): ("", *Measure),
    ("indicators", "measure"): tuple(Measure),
    **dict.fromkeys(
        (
            ("strengths", "scope"),
            ("roles", "scope"),
            ("indicators", "scope"),
            ("clause_signs", "sign"),
            ("comparators", "comparator"),
            ("comparators", "place"),
            ("measures", "units"),
            ("measures", "place"),
            ("measures", "direction"),
            ("units", "measure"),
            ("units", "spelled"),
            ("quantity_cues", "cue"),
            ("indicator_edges", "edge"),
            ("answer_periods", "period"),
            ("review_periods", "period"),
            ("review_periods", "opens"),
            ("answers", "answer"),
            ("scopes", "axis"),
            ("scopes", "rung"),
            ("withdrawals", "reason"),
        ),
        (),
    ),
}
"""Columns with a closed vocabulary; where none is written here, it is what the pack's own rows use."""


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """What is wrong with one line of one table; line 0 is the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}: LEXICON: {f'line {self.line}: ' if self.line else ''}{self.message}"


def check_folder(folder: str | Path, name: str = "zh") -> tuple[int, tuple[Trouble, ...]]:
    """Prove a user's tables over a pack.

    Args:
        folder: the user's tables; they have the names and the columns of the pack's.
        name: the pack.

    Returns:
        How many rows there are, and every trouble by file and line. Examples are tried only where every table is well formed.
    """
    place = Path(folder)
    if not place.is_dir():
        raise PolicydiffError("LEXICON", str(folder), "no such folder", "give a folder of CSV tables")
    tables = {file.stem: read_loosely(file) for file in table_files(place)}
    shaped = sorted(check_shapes(place, name))
    if shaped:
        return sum(len(table.rows) for table in tables.values()), tuple(shaped)
    lexicon = load_lexicon(name, place)
    rows = [(table, Row(row, f"{place.name}/{table}.csv", line)) for table, read in sorted(tables.items()) for line, row in read.rows]
    return len(rows), tuple(trouble for table, row in rows for trouble in prove_row(table, row, lexicon))


def refuse_malformed(folder: str | Path, name: str = "zh") -> None:
    """Stop at tables that cannot be laid over a pack.

    Raises:
        PolicydiffError: the first trouble by file and line (``LEXICON``).
    """
    first = min(check_shapes(Path(folder), name), default=None)
    if first is not None:
        place = f"line {first.line}: " if first.line else ""
        raise PolicydiffError("LEXICON", first.file, f"{place}{first.message}", f"policydiff lexicon check {folder} lists every trouble")


def table_files(folder: Path) -> list[Path]:
    """The CSV files of a folder, in the order of their names."""
    return sorted(file for file in folder.iterdir() if file.suffix == ".csv" and not file.name.startswith("."))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the file, well formed or not; ``trouble`` says why it cannot be read at all."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, str]], ...] = ()
    ragged: tuple[int, ...] = ()
    trouble: str = ""


def read_loosely(file: Traversable) -> Table:
    """The columns and rows of a CSV file with the lines that they end on."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return Table(trouble="it is not UTF-8; save it as CSV UTF-8")
    except OSError as error:
        return Table(trouble=error.strerror or str(error))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, ragged = [], []
    try:
        columns = tuple(next(reader, ()))
        for cells in reader:
            if len(cells) == len(columns):
                rows.append((reader.line_num, dict(zip(columns, cells, strict=True))))
            elif cells:
                ragged.append(reader.line_num)
    except csv.Error as error:
        return Table(trouble=f"line {reader.line_num}: {error}; mend its quotation marks")
    return Table(columns, tuple(rows), tuple(ragged))


def check_shapes(folder: Path, name: str = "zh") -> Iterator[Trouble]:
    """Files, columns, values and patterns that the pack does not know or that cannot be read; no example is tried."""
    base = resources.files("policydiff.lexicons") / name
    known = {file.name: file for file in base.iterdir() if file.name.endswith((".csv", ".json"))}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        where = f"{folder.name}/{file.name}"
        if file.name in known and file.is_file():
            shapes = check_table(file, known[file.name]) if file.suffix == ".csv" else check_weights(file, known[file.name])
            yield from (Trouble(where, line, message) for line, message in shapes)
        elif not file.name.startswith(".") and (file.is_dir() or file.suffix.lower() not in NOT_TABLES):
            near = get_close_matches(file.name, known, 1, 0.5)
            step = f"did you mean {near[0]}?" if near else f"tables are {', '.join(sorted(known))}"
            yield Trouble(where, 0, f"the pack has no such table; {step}")


def check_weights(file: Path, own: Traversable) -> Iterator[tuple[int, str]]:
    """Learnt weights: JSON of the same shape as the pack's."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        yield 0, f"no JSON: {error}"
        return
    yield from ((0, message) for message in check_shape(found, json.loads(own.read_text(encoding="utf-8"))))


def check_shape(found: object, wanted: object, where: str = "") -> Iterator[str]:
    """What differs in keys or in kind of value; the keys of ``features`` are words of reports and may be any.

    >>> list(check_shape({"worth": {"near": 1}}, {"worth": {"near": 0.5, "far": 0.1}}))
    ['under worth, its keys are near; they should be far, near']
    >>> list(check_shape({"worth": "high"}, {"worth": 0.5}))
    ['under worth, it holds text where it should hold a number']
    """
    place = f"under {where}, it" if where else "it"
    if kind_of_json(found) != kind_of_json(wanted):
        yield f"{place} holds {kind_of_json(found)} where it should hold {kind_of_json(wanted)}"
    elif isinstance(found, dict) and isinstance(wanted, dict):
        if where.endswith("features"):
            some = next(iter(wanted.values()))
            yield from islice((message for key in found for message in check_shape(found[key], some, f"{where} {key}")), 1)
        elif found.keys() != wanted.keys():
            yield f"{place}s keys are {', '.join(sorted(found))}; they should be {', '.join(sorted(wanted))}"
        else:
            yield from (message for key in wanted for message in check_shape(found[key], wanted[key], f"{where} {key}".strip()))


def kind_of_json(value: object) -> str:
    """What sort of value it is, in words."""
    if isinstance(value, bool) or value is None:
        return "true, false or null"
    return {dict: "named values", list: "a list", str: "text", int: "a number", float: "a number"}[type(value)]


def check_table(file: Path, own: Traversable) -> Iterator[tuple[int, str]]:
    """One table against the pack's table of the same name."""
    table, pack = read_loosely(file), read_loosely(own)
    if table.trouble:
        yield 0, table.trouble
        return
    for word, columns in (("unknown", set(table.columns) - set(pack.columns)), ("missing", set(pack.columns) - set(table.columns))):
        if columns:
            yield 1, f"{word} column {', '.join(sorted(columns))}; the columns are {', '.join(pack.columns)}"
    yield from ((line, f"it has not as many cells as the first line ({len(table.columns)})") for line in table.ragged)
    if set(table.columns) == set(pack.columns):
        for line, row in table.rows:
            yield from ((line, message) for message in check_cells(file.stem, row, pack))


def check_cells(table: str, row: Mapping[str, str], pack: Table) -> Iterator[str]:
    """The cells of one row: patterns that compile, values of a closed vocabulary, an example."""
    for column, cell in row.items():
        if (table, column) in CLOSED:
            values = CLOSED[table, column] or sorted({other[column] for _, other in pack.rows})
            if cell not in values:
                yield f"unknown {column} {cell!r}; use one of: {', '.join(value or '(empty)' for value in values)}"
    if "pattern" in row:
        yield from check_pattern(row["pattern"])
    if "factor" in row and not FACTOR.fullmatch(row["factor"]):
        yield f"the factor {row['factor']!r} is no number; write 15, 0.5 or 2000/3"
    if not any(row.get(column) for column in ("pattern", "words", "unit")):
        yield "it says nothing: fill in what to look for"
    if not (row.get("example") or row.get("counterexample")):
        yield "it has no example"


def check_pattern(pattern: str) -> Iterator[str]:
    """A pattern compiles, by itself and among others: flags for the whole pattern would hold for the other rows too.

    >>> list(check_pattern("(?i)gdp"))
    ["the pattern '(?i)gdp' sets flags for all rows; write (?i:…)"]
    """
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"the pattern {pattern!r} is none: {error}"
        return
    try:
        re.compile(f"(?:{pattern})")
    except re.error:
        flags = re.match(r"\(\?([a-zA-Z]+)\)", pattern)
        yield f"the pattern {pattern!r} sets flags for all rows; write (?{flags[1] if flags else 'i'}:…)"


def prove_row(table: str, row: Row, lexicon: Lexicon) -> Iterator[Trouble]:
    """What the example and the counterexample of a row do not show; nothing where the row holds."""
    if row["example"] and table not in LOOK_ELSEWHERE and not own_pattern(row).search(row["example"]):
        yield Trouble(row.file, row.line, f"the example {row['example']!r} does not show it")
        return
    for message in PROOFS.get(table, prove_absent)(row, lexicon):
        yield Trouble(row.file, row.line, message)


def own_pattern(row: Row) -> re.Pattern[str]:
    """What a row looks for."""
    return re.compile(row.get("pattern") or re.escape(row.get("words") or row.get("unit") or ""))


def prove_absent(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """The counterexample does not show what the row looks for."""
    if row["counterexample"] and own_pattern(row).search(row["counterexample"]):
        yield f"the counterexample {row['counterexample']!r} shows it too"


def prove_read(row: Row, said: str, read: Callable[[str], object], *, reverse: bool = True) -> Iterator[str]:
    """The example is read as the row says; the counterexample, where ``reverse``, is not."""
    found = read(row["example"])
    if found != said:
        yield f"the example {row['example']!r} is read as {shown(found)}, not as {shown(said)}"
    if reverse and row["counterexample"] and read(row["counterexample"]) == said:
        yield f"the counterexample {row['counterexample']!r} is read as {shown(said)} too"


def shown(value: object) -> str:
    """A value in a message."""
    return str(value) if value else "nothing"


def prove_strength(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``strengths``."""
    yield from prove_read(row, row["strength"], lambda text: str(decide_strength(text, lexicon).value))


def prove_stage(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``stages``: its own pattern shows, and no row before it takes the example away."""
    yield from prove_absent(row, lexicon)
    yield from prove_read(row, row["stage"], lambda text: str(decide_stage(text, lexicon).value or ""), reverse=False)


def prove_cue(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``cues``."""
    yield from prove_read(row, row["cue"], lambda text: str(decide_cue(text, lexicon).value or ""))


def prove_relation(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``relations``."""
    yield from prove_read(row, row["relation"], lambda text: str(r.kind) if (r := decide_relation(text, lexicon).value) else "")


def prove_action(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``actions``."""
    yield from prove_read(row, row["words"], lambda text: decide_action(text, lexicon).value)


def prove_lead(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``lead_words``: the words stand before the verb and are left out."""
    if not lead_words(lexicon).match(row["example"]) or head_words(row["example"], lexicon).startswith(row["words"]):
        yield f"the example {row['example']!r} does not begin with it"


def first_figure(text: str, lexicon: Lexicon) -> Quantity | None:
    """The first figure of a text."""
    return next(iter(find_quantities(text, lexicon)), None)


def prove_comparator(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``comparators``: so the example's first figure binds."""
    yield from prove_read(row, row["comparator"], lambda text: str(q.comparator) if (q := first_figure(text, lexicon)) else "")


def prove_measure(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``measures``: so the example's first figure is read; one without a measure keeps shorter words inside it from counting."""

    def read(text: str) -> str:
        figure = first_figure(text, lexicon)
        return " ".join(filter(None, (figure.measure, figure.direction))) if figure else ""

    if row["measure"]:
        yield from prove_read(row, " ".join(filter(None, (row["measure"], row["direction"]))), read)
    elif read(row["example"]).split(" ")[0] == read(row["counterexample"]).split(" ")[0]:
        yield f"the example {row['example']!r} and the counterexample {row['counterexample']!r} are read alike"


def prove_unit(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``units``: the example has a figure in it; the counterexample has none, and no unit at all where the row is no unit."""
    found = [quantity.unit.split("/")[0] for quantity in find_quantities(row["example"], lexicon)]
    if row["example"] and row["written"] not in found:
        yield f"the example {row['example']!r} has no figure in {row['written']}, but {shown(', '.join(found))}"
    for quantity in find_quantities(row["counterexample"], lexicon):
        is_none = row["measure"] == "none" and (row["words"] in quantity.text or bool(quantity.unit))
        if is_none or (row["measure"] != "none" and quantity.unit == row["written"]):
            yield f"the counterexample {row['counterexample']!r} has the figure {quantity.text}"


def prove_quantity_cue(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``quantity_cues``: with it there is a figure (or a threshold that selects), without it there is none."""

    def read(text: str) -> bool:
        found = find_quantities(text, lexicon)
        return any(quantity.filter for quantity in found) if row["cue"] == "filter_noun" else bool(found)

    wanted = row["cue"] != "vague_before"
    what = "threshold" if row["cue"] == "filter_noun" else "figure"
    for cell, expected in (("example", wanted), ("counterexample", not wanted)):
        if row[cell] and read(row[cell]) is not expected:
            yield f"the {cell} {row[cell]!r} has {'no' if expected else 'a'} {what}"


def prove_name(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``number_names``: the example has no figure, because of this row and no other; the counterexample has one."""
    if find_quantities(row["example"], lexicon):
        yield f"the example {row['example']!r} has a figure"
    if row["counterexample"] and not find_quantities(row["counterexample"], lexicon):
        yield f"the counterexample {row['counterexample']!r} has no figure"
    others = any_of(other["pattern"] for other in lexicon.rows("number_names") if other["pattern"] != row["pattern"])
    if not explain_quantities(row["example"], replace(compile_rules(lexicon), names=others)):
        yield f"it is idle: the example {row['example']!r} has no figure without it either"


def prove_edge(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``indicator_edges``: without the edge the example's indicator is 粮食产量; for ``build`` and ``stop``, 公园."""
    wanted = "公园" if row["edge"] in ("build", "stop") else "粮食产量"
    yield from prove_read(row, wanted, lambda text: q.indicator if (q := first_figure(text, lexicon)) else "", reverse=False)


def prove_indicator(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``indicators``: the example names it, and the whole example; the counterexample does not."""
    place = NATION if row["scope"] == "nation" else "云泽市"

    def read(text: str) -> str:
        found = name_headline(text, lexicon, place)
        same = found is not None and (found.indicator, found.pattern.pattern) == (row["indicator"], row["pattern"])
        return row["indicator"] if same else found.indicator if found else ""

    yield from prove_read(row, row["indicator"], read)


def prove_factor(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``unit_factors``: the example is an equation that holds, the counterexample one that does not."""
    if not holds(row["example"], lexicon):
        yield f"the example {row['example']!r} does not hold"
    if row["counterexample"] and holds(row["counterexample"], lexicon):
        yield f"the counterexample {row['counterexample']!r} holds"


def holds(equation: str, lexicon: Lexicon) -> bool:
    """Whether an equation such as 1公顷 = 15亩 is exact; 一半 is a share of a half."""
    match = EQUATION.fullmatch(equation.replace("一半", "share"))
    if not match:
        return False
    many, unit, other_many, other = match.groups()
    with suppress(ValueError):
        factor = conversion(unit, other, lexicon)
        return factor is not None and Fraction(many or "1/2") * factor == Fraction(other_many or "1/2")
    return False


def prove_period(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``answer_periods``: looked for in the words before the last figure."""
    for cell, wanted in (("example", True), ("counterexample", False)):
        before = BEFORE_FIGURE.match(row[cell])
        if row[cell] and not before:
            yield f"the {cell} {row[cell]!r} has no figure"
        elif before and bool(re.search(row["pattern"], before.group(1))) is not wanted:
            yield f"the {cell} {row[cell]!r} {'does not show it' if wanted else 'shows it too'} before its figure"


def prove_review_period(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``review_periods``: the example says which period it is for."""
    yield from prove_absent(row, lexicon)
    if not find_marks(row["example"], SOME_YEAR, lexicon):
        yield f"the example {row['example']!r} names no period"


def prove_narrower(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``narrower``: of the two indicators in the example, part < whole, the part is not taken for the whole."""
    for cell in ("example", "counterexample"):
        part, parted, whole = row[cell].partition(" < ")
        if row[cell] and not parted:
            yield f"the {cell} {row[cell]!r} should read: part < whole"
        elif row["words"] not in part + whole:
            yield f"the {cell} {row[cell]!r} does not hold it"
        elif cell == "example" and indicator_likeness(whole, part, lexicon) > NARROWER:
            yield f"the example {row[cell]!r} still takes the part for the whole"


def prove_subject(row: Row, lexicon: Lexicon) -> Iterator[str]:
    """A row of ``subjects``: the example is about it, the counterexample is not."""
    if row["subject"] not in find_subjects(row["example"], lexicon):
        yield f"the example {row['example']!r} is not about {row['subject']}"
    if row["subject"] in find_subjects(row["counterexample"], lexicon):
        yield f"the counterexample {row['counterexample']!r} is about {row['subject']} too"


PROOFS: Mapping[str, Callable[[Row, Lexicon], Iterator[str]]] = {
    "strengths": prove_strength,
    "stages": prove_stage,
    "cues": prove_cue,
    "relations": prove_relation,
    "actions": prove_action,
    "lead_words": prove_lead,
    "comparators": prove_comparator,
    "measures": prove_measure,
    "units": prove_unit,
    "quantity_cues": prove_quantity_cue,
    "number_names": prove_name,
    "indicator_edges": prove_edge,
    "indicators": prove_indicator,
    "unit_factors": prove_factor,
    "answer_periods": prove_period,
    "narrower": prove_narrower,
    "review_periods": prove_review_period,
    "subjects": prove_subject,
}
"""How the rows of each table are proved; those of any other by their words or pattern alone."""
