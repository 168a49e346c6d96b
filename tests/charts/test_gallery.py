"""The charts of a page: which results have some, and where they stand."""

import pytest
from tests.publish.sample import comparison, hostile, ledger, new_extract, scorecard

from policydiff.publish import Format, render


def page(result):
    return render(result, Format.HTML).decode()


def test_a_comparison_has_two_after_its_targets():
    text = page(comparison())
    assert text.count("<figure") == 2
    assert text.index('id="targets"') < text.index('id="charts"') < text.index("<figure") < text.index('id="changes"')
    assert '<a href="#charts">' in text


def test_a_ledger_has_its_indicators_first():
    text = page(ledger())
    assert text.count("<svg") == 1
    assert text.index("<svg") < text.index('id="indicators"')


@pytest.mark.parametrize("result", [scorecard, new_extract])
def test_other_results_have_none(result):
    assert "<svg" not in page(result()) and "#charts" not in page(result())


@pytest.mark.parametrize("result", [comparison, ledger, hostile])
def test_charts_keep_to_the_policy_of_the_page(result):
    svgs = page(result()).split("<svg")[1:]
    assert not any("<style" in svg.split("</svg>")[0] or "style=" in svg.split("</svg>")[0] for svg in svgs)


def test_ids_of_a_page_are_its_own():
    ids = [part.split('"')[0] for part in page(comparison()).split(' id="')[1:]]
    assert len(ids) == len(set(ids))
