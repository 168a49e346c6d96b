"""The targets of fuzzing hold for what they begin with, as it is, and for a few damaged copies of it, the same every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fuzz.seeds import FILES, mutated
from tests.fuzz.targets import SMALL, TARGETS, forgiving
from tests.laws.texts import TEXTS

from policydiff.read.source import load_reader, read_source

COPIES = 3
ANY = st.binary(max_size=200) | st.tuples(TEXTS, TEXTS).map(lambda texts: "\f".join(texts).encode())


@pytest.mark.parametrize("kind", FILES)
def test_the_files_that_fuzzing_begins_with_are_read(kind):
    for data in FILES[kind]():
        source = read_source(data, name="fuzz", limits=SMALL)
        assert source.format == kind and "公园" in source.text
        assert load_reader(kind)(data, "fuzz", SMALL).text == source.text


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_damaged_copies(name):
    target = TARGETS[name]
    for seed in target.seeds():
        for data in (seed, *mutated(seed, COPIES)):
            target.run(data)


@pytest.mark.parametrize("name", TARGETS)
def test_anything_at_all(name):
    @settings(max_examples=4, deadline=None, database=None)
    @given(ANY)
    def holds(data):
        TARGETS[name].run(data)

    holds()


def test_a_fault_of_ours_is_not_forgiven():
    def broken(data):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        forgiving(broken)(b"")
