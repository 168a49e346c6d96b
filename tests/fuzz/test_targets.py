"""The targets of fuzzing hold for what they begin with, as it is, and for a few damaged copies of it, the same every time."""

import pytest
from tests.fuzz.seeds import FILES, mutated
from tests.fuzz.targets import SMALL, TARGETS, forgiving

from policydiff.read.source import load_reader, read_source

COPIES = 3


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


def test_a_fault_of_ours_is_not_forgiven():
    def broken(data):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        forgiving(broken)(b"")
