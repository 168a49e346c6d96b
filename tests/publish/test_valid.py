"""Files of comparisons are what they should be, by programs that others wrote: of the seeds, of hostile words, of a real pair."""

import pytest
from tests.docs.published import REPORTS, TABLES, compared_pair, written_elsewhere
from tests.publish.sample import comparison, hostile
from tests.publish.valid import CHECKS, valid_csv, valid_html, valid_markdown

from policydiff.publish import Format, render


@pytest.mark.parametrize("format_", list(Format))
def test_files_of_the_seeds_are_valid(compared, format_):
    assert CHECKS[format_](render(compared, format_), compared) > 0


@pytest.mark.parametrize("format_", list(Format))
@pytest.mark.parametrize("result", [comparison, hostile], ids=["plain", "hostile"])
def test_so_are_those_of_a_few_lines(result, format_):
    assert CHECKS[format_](render(result(), format_), result()) > 0


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports (../shared/reports) are not here")
@pytest.mark.parametrize("format_", list(Format))
def test_so_are_those_of_a_real_pair(format_):
    found = compared_pair("provincial/hainan", 2025)
    assert CHECKS[format_](render(found, format_), found) > 0


def test_they_are_the_same_bytes_in_another_place(small, tmp_path):
    one = written_elsewhere(small, tmp_path / "one", hash_seed=1, locale="C.UTF-8")
    other = written_elsewhere(small, tmp_path / "other", hash_seed=2, locale="POSIX")
    assert len(one) == len(Format) + 3 * (len(TABLES) - 1) and one == other


@pytest.mark.parametrize(
    ("check", "data"),
    [
        (valid_csv, b"a,b\r\n1,2\r\n"),
        (valid_markdown, b"<script>alert(1)</script>"),
        (valid_html, b"<!doctype html><title>x</title><p><b>"),
        (valid_html, b'<!doctype html><html><head><title>x</title></head><body><img src="http://a.b" alt=""></body></html>'),
    ],
)
def test_what_is_not_valid_is_found_out(check, data):
    with pytest.raises(Exception):  # noqa: B017
        check(data, comparison())
