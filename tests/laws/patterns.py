"""Every pattern of the project, and the texts that are hardest for each: its own words over and over, without an end."""

import csv
import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import policydiff
from policydiff.lexicons import load_lexicon

TABLES = Path(policydiff.__file__).parent / "lexicons" / "zh"
COMMON = ("9", "一", "万", "，", "。", "、", " ", "\n", "（", "“", "a", "第", "至", "％", "9.", "一是", "公园", "9万", "从9到", "：")
LITERAL = re.compile(r"[\u4e00-\u9fff%，。、；：“”（）]+")
NOT_IMPORTED = ("policydiff.learn",)


def every_pattern() -> Iterator[tuple[str, re.Pattern]]:
    """Where it stands, and the pattern: constants of modules, alone or in a table of their own, then rows of the language pack."""
    for module in pkgutil.walk_packages(policydiff.__path__, "policydiff."):
        if not module.name.startswith(NOT_IMPORTED) and not module.name.endswith(("__main__", ".worker")):
            for name, value in vars(importlib.import_module(module.name)).items():
                for number, pattern in enumerate(patterns_in(value)):
                    yield f"{module.name}.{name}" + (f"[{number}]" if number else ""), pattern
    for path in sorted(TABLES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                if row.get("pattern"):
                    yield f"{path.name}:{line}", re.compile(row["pattern"])
    for number, pattern in enumerate(compiled_at_work()):
        yield f"joined[{number}]", pattern


def compiled_at_work() -> list[re.Pattern]:
    """The patterns that the stages make of the tables when they first work with a language pack, such as all rows in one."""
    made: list[re.Pattern] = []
    compile_pattern = re.compile

    def record(pattern, flags=0):
        made.append(compile_pattern(pattern, flags))
        return made[-1]

    seeds = Path(policydiff.__file__).parents[2] / "seeds"
    with TemporaryDirectory() as folder, mock.patch.object(re, "compile", record):
        policydiff.compare_reports(seeds / "yunze-2024.txt", seeds / "yunze-2025.txt", lexicon=load_lexicon("zh", folder))
    return [pattern for pattern in made if isinstance(pattern.pattern, str)]


def patterns_in(value: object) -> Iterator[re.Pattern]:
    """The patterns that a constant is or holds, without those of functions and classes."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from patterns_in(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from patterns_in(part)


def hard_texts(pattern: re.Pattern) -> list[str]:
    """Seeds to repeat: words of the pattern, alone and with a neighbour, and what is common in reports."""
    words = list(dict.fromkeys(LITERAL.findall(pattern.pattern)))[:12]
    pairs = [one + other for one, other in pairwise(words)]
    return list(dict.fromkeys([*words, *pairs[:6], *COMMON]))
