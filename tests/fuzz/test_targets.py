"""The targets of fuzzing hold for what they begin with and for a few damaged copies of it, the same every time."""

import pytest
from tests.fuzz.seeds import mutated
from tests.fuzz.targets import TARGETS, forgiving

COPIES = 3


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
