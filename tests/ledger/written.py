"""Facts of the national reports, written from passages found by the words of each indicator, and which of them the ledger misses.

``facts-national-1978-2011.csv`` and ``facts-national-2012-2020.csv`` have a row for each year and kind of each indicator, with why there is
no figure where there is none. Comparators follow the convention of the annotation guide: 控制在 is at most. An indicator is named as the
report names it: what one report calls 物价 is not counted as consumer or retail prices, though later ones may say which it was. The report
of the autumn of 1982 expects the outcome of that year. General talk, such as of fast growth, is no target in words. Silence is noted
where the indicator was in use.
"""

import csv
from pathlib import Path


def read_facts(years: str) -> list[dict[str, str]]:
    """The facts of some years."""
    with (Path(__file__).parent / f"facts-national-{years}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EARLY, LATE = read_facts("1978-2011"), read_facts("2012-2020")
IN_WORDS = "words alone count only where a clause begins with the indicator"
LISTED = "how many people are found work is no headline: 就业 has too many senses"
KNOWN = {
    ("物价总水平", "target", "1985"): IN_WORDS,
    ("物价总水平", "target", "1987"): IN_WORDS,
    ("物价总水平", "target", "1989"): IN_WORDS,
    ("物价总水平", "target", "1991"): "it stands last of two things that one commitment is to control",
    ("商品零售价格", "target", "1993"): "a condition under which something else is done",
    ("商品零售价格", "outcome", "1998"): "said among the reasons of the plan, of last year without naming it",
    ("居民消费价格", "outcome", "1998"): "said among the reasons of the plan, of last year without naming it",
    ("商品零售价格", "outcome", "1994"): "the sentence before names the indicator, this one only says by how much it rose",
    ("财政赤字", "outcome", "1981"): "the sentence before names the indicator, this one only what became of it",
    ("就业", "target", "1979"): LISTED,
    ("就业", "target", "1981"): LISTED,
}
"""Facts that the ledger does not tell, by indicator, kind and year, with why."""
MORE = {("就业", 1987): "a sum of five years whose sentence stands after one year's figures"}
"""Figures that the ledger tells and no report states so."""
