"""The tables of the pair in seeds are those of today's comparison."""

from tests.docs.pair import PAGE, pair_page


def test_the_page_is_what_the_comparison_says():
    assert PAGE.read_bytes() == pair_page(), "write it anew: python -m tests.docs.pair"
