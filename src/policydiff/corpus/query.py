"""Questions to a corpus, each a file of SQL with a head that says what it is for; DuckDB answers them from the Parquet files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from glob import escape
from importlib import resources
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policydiff.corpus.shelves import SHELVES, partition_name
from policydiff.model import PolicydiffError
from policydiff.tables.columns import Columns

if TYPE_CHECKING:
    import duckdb

HEAD_OPTION = re.compile(r"-- option (?P<name>[a-z_]+) (?P<kind>text|number)(?: = (?P<default>[^:\n]{0,40}))?: (?P<words>[^\n]{1,200})")
HAS_WORDS = """
CREATE MACRO has_words(said, phrase) AS
  EXISTS (SELECT 1 FROM unnest(string_split(phrase, '|')) AS names(name) WHERE name <> '' AND contains(said, name))
"""
"""Whether a text has any of the words between which ``|`` stands, for every query that looks for some."""
NOTHING = "-- nothing: "
"""Before what an answer without rows may mean."""
SQL_TYPES = {"string": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE"}


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a query: ``default`` is None where it must be given."""

    name: str
    kind: str
    default: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its name, what it answers, what it may mean if nothing is found, its options, and its SQL."""

    name: str
    about: str
    nothing: str
    options: tuple[Option, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found: the names of its columns and its rows; ``nothing`` says what it may mean that there are none.

    >>> Answer(("place", "year"), (("云泽市", 2024),)).rows[0][1]
    2024
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    nothing: str = ""


def list_queries() -> tuple[Query, ...]:
    """The queries by name.

    >>> [query.name for query in list_queries()]
    ['dropped', 'first', 'novelty', 'reach', 'spread', 'targets', 'uses']
    """
    folder = resources.files("policydiff.corpus") / "queries"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(parse_query(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in files)


def parse_query(name: str, sql: str) -> Query:
    """A query with what its head says: sentences, what it may mean if nothing is found, a line for each option.

    >>> parse_query("a", "-- Which year.\\n-- option most number = 5: rows at most\\nSELECT 1").options[0].default
    '5'
    """
    head = [line for line in sql.splitlines() if line.startswith("-- ")]
    about = " ".join(line.removeprefix("-- ") for line in head if not line.startswith(("-- option ", NOTHING)))
    nothing = " ".join(line.removeprefix(NOTHING) for line in head if line.startswith(NOTHING))
    found = (match for match in map(HEAD_OPTION.fullmatch, head) if match)
    options = (Option(match["name"], match["kind"], match["default"], match["words"]) for match in found)
    return Query(name, about, nothing, tuple(options), sql)


def run_query(corpus: str | Path, name: str, options: Mapping[str, str | int | float] | None = None) -> Answer:
    """Ask a corpus a question.

    Args:
        corpus: the folder that a batch wrote.
        name: of one of `list_queries`.
        options: by name; those that are not given have their defaults.

    Raises:
        PolicydiffError: there is no such corpus (``NO_CORPUS``) or query (``NO_QUERY``), an option is missing, unknown or no number
            (``QUERY_OPTION``), DuckDB is not installed (``NO_PACKAGE``), or it cannot answer (``QUERY_FAILED``).
    """
    query = find_query(name)
    given = fit_options(query, options or {})
    with open_corpus(Path(corpus)) as connection:
        answer = connection.execute(query.sql, given)
        return Answer(tuple(column[0] for column in answer.description or ()), tuple(answer.fetchall()), query.nothing)


def find_query(name: str) -> Query:
    """The query of a name."""
    queries = {query.name: query for query in list_queries()}
    if name not in queries:
        near = get_close_matches(name, queries, 1, 0) or list(queries)
        raise PolicydiffError("NO_QUERY", name, f"there are {', '.join(queries)}", f"try {near[0]}; policydiff query OUT --list tells more")
    return queries[name]


def fit_options(query: Query, given: Mapping[str, str | int | float]) -> dict[str, str | float]:
    """The value of every option of a query."""
    for name in given:
        if name not in {option.name for option in query.options}:
            known = ", ".join(option.name for option in query.options) or "none"
            raise PolicydiffError("QUERY_OPTION", query.name, f"it has no option {name}", f"its options are: {known}")
    return {option.name: fit_option(query, option, given.get(option.name, option.default)) for option in query.options}


def fit_option(query: Query, option: Option, value: str | int | float | None) -> str | float:
    """The value of an option."""
    if value is None:
        raise PolicydiffError("QUERY_OPTION", query.name, f"it wants the option {option.name}: {option.words}", f"give --{option.name}")
    if option.kind == "text":
        return str(value)
    try:
        number = float(value)
    except ValueError:
        number = -1
    if not (isfinite(number) and number >= 0):
        raise PolicydiffError("QUERY_OPTION", query.name, f"{option.name} is no number from 0 up: {value}", "give a number")
    return number


@contextmanager
def open_corpus(corpus: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which every table of a corpus is a view; a table without rows has its columns all the same."""
    if not (corpus / "manifest.json").is_file():
        raise PolicydiffError("NO_CORPUS", str(corpus), "policydiff batch has written nothing here", "name the folder after its -o")
    try:
        import duckdb
    except ImportError as error:
        raise PolicydiffError(
            "NO_PACKAGE", "query", "questions to a corpus want duckdb, which is not installed", "pip install duckdb"
        ) from error
    try:
        with duckdb.connect() as connection:
            connection.execute("SET threads = 1")
            connection.execute(HAS_WORDS)
            for table, columns in SHELVES.items():
                connection.execute(f"CREATE VIEW {table} AS {view_of(corpus, table, columns)}")
            yield connection
    except duckdb.Error as error:
        trouble = " ".join(str(error).split())[:200]
        raise PolicydiffError("QUERY_FAILED", str(corpus), f"DuckDB: {trouble}", "run the batch again, and mind the options") from error


def view_of(corpus: Path, table: str, columns: Columns) -> str:
    """The SQL that reads a table."""
    pattern = partition_name(table, "*")
    if not any(corpus.glob(pattern)):
        return f"SELECT {', '.join(f'NULL::{SQL_TYPES[column.dtype]} AS {column.name}' for column in columns)} WHERE false"
    files = f"{escape(str(corpus))}/{pattern}".replace("'", "''")
    return f"SELECT * FROM read_parquet('{files}', hive_partitioning = true, hive_types = {{'year': BIGINT}})"
