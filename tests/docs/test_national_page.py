"""The page on the nation's headline targets says what the series of a ledger of the real reports say."""

import pytest
from tests.conftest import NATIONAL
from tests.docs.national import PAGE, page


@pytest.mark.skipif(not NATIONAL.is_dir(), reason="the real reports (../shared/reports) are not here")
def test_the_page_is_what_the_reports_say(national_series):
    assert PAGE.read_text(encoding="utf-8") == page(national_series), "write it anew: python -m tests.docs.national"
