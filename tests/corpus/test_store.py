"""The store of pieces: what a power cut or a stranger left there does no harm, and errors come back from it as they were."""

import os
import pickle
import zlib
from enum import Enum
from pathlib import Path

import pytest
from tests.corpus.towns import TOWNS, Counting, files_of, write_towns

from policydiff.corpus import run_batch
from policydiff.corpus.findings import error_in
from policydiff.corpus.store import ADMITTED, Store
from policydiff.corpus.tasks import trouble_facts
from policydiff.model import PolicydiffError


def test_an_error_comes_back_as_four_facts():
    facts = trouble_facts(PolicydiffError("CORRUPT", "a: b.txt", "the end is missing; so is the head", "save it again"))
    error = error_in(facts)
    assert (error.code, error.name, error.trouble, error.step) == (
        "CORRUPT",
        "a: b.txt",
        "the end is missing; so is the head",
        "save it again",
    )


@pytest.fixture
def town(tmp_path):
    folder = write_towns(tmp_path / "in", TOWNS[:1])
    run_batch(folder, tmp_path / "out", Counting())
    return folder, tmp_path / "out"


def make_the_last_place_anew(folder, to):
    """Let a later run want the kept readings: a report more, so that it is compared and its place followed."""
    write_towns(folder, TOWNS[:1], (2026,))
    return run_batch(folder, to, Counting())


@pytest.mark.parametrize("part", ["extract", "found", "commitments", "panel"])
def test_a_piece_that_a_power_cut_emptied_is_made_again(town, tmp_path, part):
    folder, to = town
    for path in to.glob(f".work/*/*.{part}"):
        path.write_bytes(b"")
    assert make_the_last_place_anew(folder, to).failures == ()
    run_batch(folder, tmp_path / "clean", Counting())
    assert files_of(to) == files_of(tmp_path / "clean")


@pytest.mark.parametrize("part", ["extract", "commitments"])
def test_a_piece_of_the_right_size_that_cannot_be_read_is_made_again_by_the_next_run(town, part):
    folder, to = town
    damaged = next(to.glob(f".work/*/*.{part}"))
    damaged.write_bytes(bytes(damaged.stat().st_size))
    for path in to.glob("commitments/*/*"):
        path.unlink()
    try:
        codes = {failure.code for failure in make_the_last_place_anew(folder, to).failures}
    except PolicydiffError as error:
        codes = {error.code}
    assert codes == {"DAMAGED"}
    assert run_batch(folder, to, Counting()).failures == ()


def test_a_draft_is_on_the_disk_before_it_takes_its_place(tmp_path, monkeypatch):
    synced = set()
    monkeypatch.setattr(os, "fsync", lambda number: synced.add(os.fstat(number).st_ino))
    store = Store(str(tmp_path))
    store.keep("ab12", "extract", "words")
    assert store.path("ab12", "extract").stat().st_ino in synced


def test_vocabularies_are_kept_by_value_in_every_release_of_python(tmp_path, monkeypatch):
    monkeypatch.setattr(Enum, "__reduce_ex__", lambda member, protocol: (getattr, (type(member), member.name)))
    store, words = Store(str(tmp_path)), tuple(word for kind in ADMITTED.values() if issubclass(kind, Enum) for word in kind)
    store.keep("ab12", "extract", words)
    assert len(words) > 50 and store.load("ab12", "extract") == words


class Call:
    """What a stranger may put into a shared folder."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("value", [Call, lambda path: [PolicydiffError, Call(path)]])
def test_a_value_that_calls_something_is_refused(tmp_path, value):
    store, made = Store(str(tmp_path)), str(tmp_path / "made")
    store.write(store.path("ab12", "extract"), zlib.compress(pickle.dumps(value(made))))
    with pytest.raises(PolicydiffError, match=r"DAMAGED: .* it names posix\.mkdir"):
        store.load("ab12", "extract")
    assert not Path(made).exists()
