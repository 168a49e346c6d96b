"""Real reports as Word files: they say what their plain texts say; skipped, saying so, where the reports or LibreOffice are absent."""

import time

import pytest
from tests.conftest import REPORTS
from tests.read.office_makers import FROM_TEXT, installed, save_with_office

from policydiff import compare_reports, extract_report
from policydiff.normalize import normalize_source
from policydiff.read import read_source

FILES = sorted(REPORTS.glob("provincial/*.docx"))
TEXTS = [*sorted(REPORTS.glob("provincial/*-2026.txt")), *sorted(REPORTS.glob("national/cn-201?.txt"))][:20]
MOST = 0.5
"""The share of the time of extraction that reading takes at most; it is about a tenth."""
pytestmark = pytest.mark.skipif(not FILES, reason="the real reports (../shared/reports) are not here")


def same(one, other):
    """Whether two files of one report have the same commitments, none of them new, dropped or changed."""
    summary = compare_reports(one, other).summary()
    return summary["continued"] > 50 and (summary["changed"], summary["new"], summary["dropped"]) == (0, 0, 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_word_file_says_what_its_text_says(path):
    source = read_source(path)
    assert source.notices == () and source.text.split() == read_source(path.with_suffix(".txt")).text.split()
    assert same(path, path.with_suffix(".txt"))


def test_reading_costs_less_than_extraction():
    def spent(step):
        start = time.process_time()
        for path in FILES:
            step(path)
        return time.process_time() - start

    spent(read_source)
    read = min(spent(read_source) for _ in range(3))
    assert read < MOST * (spent(extract_report) - read)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Twenty real texts as Word files of LibreOffice."""
    folder = tmp_path_factory.mktemp("word")
    save_with_office(TEXTS, folder, "docx", FROM_TEXT)
    return folder


@installed
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_that_libreoffice_saved_says_the_same(converted, path):
    file = converted / f"{path.stem}.docx"
    assert read_source(file).notices == () and same(path, file)
    assert normalize_source(read_source(file)).text == normalize_source(read_source(path)).text
