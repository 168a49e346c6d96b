"""What is fuzzed: each target takes any bytes and fails on nothing but a fault of ours; a refusal in one line is none."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.fuzz.seeds import FILES, texts
from tests.laws.texts import ZH, extract

from policydiff import build_ledger, build_panel, compare_reports, draw_indicators, track_delivery
from policydiff.align.alignment import weigh_commitments
from policydiff.lexicons import load_lexicon
from policydiff.model import PolicydiffError
from policydiff.normalize import normalize_source
from policydiff.overrides import read_overrides
from policydiff.proof import check_folder
from policydiff.publish import Format, render
from policydiff.publish.worddiff import Op, word_diff
from policydiff.read.limits import Limits
from policydiff.read.source import READERS, load_reader, read_source, source_from_text

SMALL = Limits(most_bytes=1 << 20, most_unpacked=1 << 22, seconds=20)
ONE_FILE = (Format.TABLE, Format.JSON, Format.CSV, Format.MARKDOWN, Format.HTML, Format.XLSX)


class Target(NamedTuple):
    """A function of any bytes, what to begin with, and how long an input may grow."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    longest: int = 4096


def text_of(data: bytes) -> str:
    """Any text at all."""
    return data.decode("utf-8", "ignore")


def two(data: bytes) -> tuple[str, str]:
    """Two texts, divided at a form feed."""
    first, _, second = text_of(data).partition("\f")
    return first, second


def read_any_file(data: bytes) -> None:
    """Whatever the bytes are: a text with its origins in order, or a refusal in one line."""
    source = read_source(data, name="fuzz", limits=SMALL)
    starts = [origin.start for origin in source.origins]
    assert starts == sorted(starts) and all(0 <= start <= len(source.text) for start in starts)
    source.text.encode("utf-8")


def read_as(kind: str, data: bytes) -> None:
    """The reader of one kind, whatever the bytes look like."""
    load_reader(kind)(data, "fuzz", SMALL)


def normalize_text(data: bytes) -> None:
    """Every place of the normalized text leads to a place of the source."""
    text = text_of(data)
    report = normalize_source(source_from_text(text))
    for paragraph in report.paragraphs:
        start, end = report.locate(paragraph)
        assert 0 <= start <= end <= len(text)


def extract_text(data: bytes) -> None:
    """Commitments and outcomes are slices of the text, in its order and disjoint."""
    text = text_of(data)
    found = extract(text)
    for statements in (found.commitments, found.outcomes):
        assert all(text[slice(*statement.span)] == statement.text for statement in statements)
        assert all(one.span[1] <= other.span[0] for one, other in pairwise(statements))


def compare_texts(data: bytes) -> None:
    """Two reports compared and published: every commitment stands in exactly one change."""
    old, new = two(data)
    found = compare_reports(old.encode(), new.encode())
    for side, extracted in (("old", found.earlier), ("new", found.later)):
        ids = sorted(id_ for change in found.changes for id_ in getattr(change, side))
        assert ids == sorted(commitment.id for commitment in extracted.commitments)
    for format_ in ONE_FILE:
        assert render(found, format_)


def weigh_texts(data: bytes) -> None:
    """The evidence for every candidate pair is finite."""
    old, new = (extract(text) for text in two(data))
    weighed = weigh_commitments(old, new, ZH)
    assert all(0 <= pair.score <= 1 for pair in weighed.pairs(range(len(weighed.probabilities))))


def deliver_texts(data: bytes) -> None:
    """Verdicts on the promises of one report by another, and by itself."""
    old, new = two(data)
    render(track_delivery(old.encode(), new.encode()), Format.JSON)
    render(track_delivery(old.encode()), Format.MARKDOWN)


def follow_texts(data: bytes) -> None:
    """A ledger, its panel and its charts."""
    ledger = build_ledger(text.encode() for text in two(data))
    for result in (ledger, build_panel(ledger)):
        render(result, Format.JSON)
    if ledger.indicators:
        assert draw_indicators(ledger).svg.startswith("<svg")


def read_decisions(data: bytes) -> None:
    """A file of decisions, as a person may have damaged it."""
    read_overrides(data)


def check_tables(data: bytes) -> None:
    """A user's own table of quantities, laid over the language pack and proved."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "strengths.csv").write_bytes(data)
        check_folder(folder)
        load_lexicon("zh", folder)


def differ(data: bytes) -> None:
    """The pieces of a word difference make up both texts."""
    old, new = two(data)
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.INSERT) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.DELETE) == new


def forgiving(run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """A refusal in one line is no fault."""

    def refused(data: bytes) -> None:
        try:
            run(data)
        except PolicydiffError as error:
            assert "\n" not in str(error), str(error)

    return refused


def decisions() -> list[bytes]:
    """Files of decisions, right and wrong."""
    written = 'action,old_text,new_text,label,note\npair,新建公园3座,新建公园5座,,甲\nnote,=1+1,,,乙\nrelabel,"a\nb",,dropped,\n'
    return [written.encode(), written.encode("utf-8-sig"), written.replace(",", ";").encode()]


def tables() -> list[bytes]:
    """Tables of a language pack, as they ship."""
    folder = Path(load_lexicon.__code__.co_filename).parent / "zh"
    return [b"\n".join((folder / "strengths.csv").read_bytes().splitlines()[:6])]


def every_target() -> Iterator[tuple[str, Target]]:
    """The targets by their names: the readers, then the stages in the way of the data."""
    everything = [seed for make in FILES.values() for seed in make()]
    yield "files", Target(read_any_file, lambda: everything, 1 << 16)
    for kind in READERS:
        if kind in FILES:
            yield f"reader-{kind}", Target(partial(read_as, kind), FILES[kind], 1 << 16)
    stages = (normalize_text, extract_text, weigh_texts, compare_texts, deliver_texts, follow_texts, differ)
    for run in stages:
        yield run.__name__.replace("_", "-"), Target(run, texts)
    yield "decisions", Target(read_decisions, decisions)
    yield "tables", Target(check_tables, tables)


TARGETS = {name: target._replace(run=forgiving(target.run)) for name, target in every_target()}
