"""How a programme spread from place to place, as a picture without a map: a row a place, a column a year, a disc a report that promises it.

    policydiff batch reports/ -o corpus/
    python examples/spread_of_a_programme.py corpus/ 低空经济 province spread.svg

A ring is a report that does not promise it, an empty place a year without a report, and over each year stands how many promise it.
Places are in the order in which they took it up.
Without a corpus it makes one of seeds/; without a file it prints the same as words. spread_of_a_programme.ipynb draws it step by step.
"""

import sys
from collections import defaultdict
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import policydiff
from policydiff.corpus.query import Answer
from policydiff.publish.charts.chart import WIDTH, Chart, draw_title
from policydiff.publish.charts.svg import BLUE, GREY, fit, group, line, tag, text_width, write

SEEDS = Path(__file__).parents[1] / "seeds"
ROW, HEAD, LABELS, MARGIN, WIDEST = 34, 96, 190, 40, 56

Uses = dict[str, dict[int, tuple[int, str]]]
"""For every place and year how many commitments there are, and the words of the first."""


def main(corpus: str | None = None, phrase: str = "企业", level: str = "", output: str | None = None) -> None:
    with TemporaryDirectory() as folder:
        if corpus is None:
            corpus = folder
            policydiff.run_batch(SEEDS, corpus)
        answer = policydiff.run_query(corpus, "uses", {"phrase": phrase, "level": level})
    uses = in_order(answer)
    if not uses:
        raise SystemExit(f"no report of the level {level or 'that is asked for'} in this corpus; leave --level out")
    if output is None:
        print(f"{phrase}: which reports promise it")
        tell(uses)
    else:
        print(draw(uses, phrase).save(output))


def in_order(answer: Answer) -> Uses:
    uses: Uses = defaultdict(dict)
    for _, place, year, count, words, _ in answer.rows:
        uses[place][year] = (count, words or "")
    return {place: uses[place] for place in sorted(uses, key=lambda place: (first_year(uses[place]), -total(uses[place]), place))}


def first_year(years: dict[int, tuple[int, str]]) -> int:
    return min((year for year, (count, _) in years.items() if count), default=9999)


def total(years: dict[int, tuple[int, str]]) -> int:
    return sum(count for count, _ in years.values())


def tell(uses: Uses) -> None:
    for place, years in uses.items():
        print(place)
        for year, (count, words) in sorted(years.items()):
            print(f"  {year}: {count} commitment(s)")
            print(f"    {words or 'none'}")
    for year in all_years(uses):
        print(f"{year}")
        print(f"  {share(uses, year)}")
    print("A count of 0 is a report that does not promise it.")


def all_years(uses: Uses) -> list[int]:
    return sorted({year for years in uses.values() for year in years})


def share(uses: Uses, year: int) -> str:
    counts = [years[year][0] for years in uses.values() if year in years]
    return f"{sum(map(bool, counts))} of {len(counts)}"


def draw(uses: Uses, phrase: str) -> Chart:
    told = all_years(uses)
    years = range(told[0], told[-1] + 1)
    column = (WIDTH - LABELS - MARGIN) / len(years)
    places = {year: LABELS + column * (turn + 0.5) for turn, year in enumerate(years)}
    most = max((count for of_place in uses.values() for count, _ in of_place.values()), default=1) or 1
    marks = [draw_title(f"{phrase}: which reports promise it")]
    for year in years[:: -ceil(WIDEST / column)]:
        marks.append(write(places[year], 58, str(year), anchor="middle", bold=True))
        if year in told:
            marks.append(write(places[year], 76, share(uses, year), anchor="middle", soft=True))
    for turn, (place, of_place) in enumerate(uses.items()):
        y = HEAD + ROW * turn + ROW / 2
        label = fit(place, 13, LABELS - 30)
        marks += [write(LABELS - 14, y + 4.5, label, size=13, anchor="end"), line(LABELS, y, WIDTH - MARGIN, y, faint=True)]
        marks += [
            disc(f"{place} {year}: {words or 'not promised'}", places[year], y, count, count / most, column)
            for year, (count, words) in sorted(of_place.items())
        ]
    last = HEAD + ROW * len(uses) + 26
    note = "A disc: so many commitments have these words, its area is their number. A ring: none has. Nothing: no report."
    return Chart("spread", f"{phrase}: which reports promise it", note, last + 16, "".join([*marks, write(16, last, note, soft=True)]))


def disc(hint: str, x: float, y: float, count: int, size: float, column: float) -> str:
    largest = min(14, 0.45 * column)
    if not count:
        return group([tag("circle", cx=x, cy=y, r=largest / 3, fill="none", stroke=GREY, stroke_width=1.5)], hint)
    radius = largest * size**0.5
    marks = [tag("circle", cx=x, cy=y, r=radius, fill=BLUE)]
    if column >= WIDEST:
        marks.append(write(x + radius + 5 + text_width(str(count), 12) / 2, y + 4, str(count), anchor="middle", soft=True))
    return group(marks, hint)


if __name__ == "__main__":
    main(*sys.argv[1:])
