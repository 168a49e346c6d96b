"""Numerals: what they are worth, and that value and numeral go round."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.quantities import parse_numeral, write_numeral


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("7", "7"),
        ("1.2万", "12000"),
        ("1,234.5", "1234.5"),
        ("3千万", "30000000"),
        ("8000多亿", "800000000000"),
        ("500余", "500"),
        ("4亿7千万", "470000000"),
        ("2万5千", "25000"),
        ("1.37万亿", "1370000000000"),
        ("14·1", "14.1"),
        ("十", "10"),
        ("十五", "15"),
        ("两百零三", "203"),
        ("三千五百万", "35000000"),
        ("九亿八千万", "980000000"),
        ("百亿", "10000000000"),
        ("千万", "10000000"),
        ("万亿", "1000000000000"),
        ("八点五", "8.5"),
        ("二十三点五万", "235000"),
    ],
)
def test_numerals(numeral: str, value: str) -> None:
    assert parse_numeral(numeral) == Decimal(value)


@pytest.mark.parametrize("words", ["", "多", "一二三", "百千", "十五五", "点五", "1.2.3", "1万2万亿3", "abc", "三点", "1" * 60])
def test_what_is_no_numeral(words: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse_numeral(words)


@given(st.decimals(min_value=0, max_value=10**15, places=3))
def test_value_to_numeral_and_back(value: Decimal) -> None:
    written = write_numeral(value)
    assert parse_numeral(written) == value
    assert write_numeral(parse_numeral(written)) == written


@given(st.text(alphabet="〇零一二两三四五六七八九十百千万亿点0123456789.,多余", max_size=40))
def test_any_string_is_a_number_or_refused(text: str) -> None:
    try:
        value = parse_numeral(text)
    except ValueError:
        return
    assert value >= 0
    if value < 10**16:
        assert parse_numeral(write_numeral(value)) == value
