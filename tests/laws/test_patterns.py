"""No pattern of the project can be made slow: twice the text takes about twice the time, whatever the text."""

import re
import time

import pytest
from tests.laws.patterns import every_pattern, hard_texts

LENGTH = 3000
WORTH_MEASURING = 0.003
"""Seconds below which a measurement says nothing, and neither would a quadratic pattern hurt."""
MOST = 3.2
"""Times as long that twice the text may take; a quadratic pattern takes four times."""
PATTERNS = {pattern.pattern: (where, pattern) for where, pattern in every_pattern()}


def seconds(pattern: re.Pattern, text: str) -> float:
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def growth(pattern: re.Pattern, seed: str) -> float:
    """How many times as long twice the text takes, the best of three; 1 where it takes next to nothing."""
    once, twice = ((seed * (length // len(seed) + 1))[:length] for length in (LENGTH, 2 * LENGTH))
    if seconds(pattern, once) < WORTH_MEASURING:
        return 1.0
    return min(seconds(pattern, twice) for _ in range(3)) / max(min(seconds(pattern, once) for _ in range(3)), 1e-6)


def steady_growth(pattern: re.Pattern, seed: str) -> float:
    """The least growth of up to three measurements: what else the machine does can only make one seem slower."""
    for _ in range(3):
        if (ratio := growth(pattern, seed)) <= MOST:
            break
    return ratio


@pytest.mark.parametrize(("where", "pattern"), PATTERNS.values(), ids=[where for where, _ in PATTERNS.values()])
def test_twice_the_text_takes_about_twice_the_time(where, pattern):
    slow = {seed: ratio for seed in hard_texts(pattern) if (ratio := steady_growth(pattern, seed)) > MOST}
    assert not slow, f"{where}: {pattern.pattern}"


def test_a_quadratic_pattern_is_found_out():
    assert max(growth(re.compile(r"9+x"), "9") for _ in range(3)) > MOST
