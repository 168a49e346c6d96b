"""Real reports as copied off web pages, with all that stands around them, say what the reports say."""

from pathlib import Path

import pytest

from policydiff import compare_reports

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
PAGES = sorted((REPORTS / "pages").glob("*.page.txt"))


@pytest.mark.skipif(not PAGES, reason="the real reports (../shared/reports) are not here")
@pytest.mark.parametrize("path", PAGES[::4], ids=lambda path: path.name.split(".")[0])
def test_a_page_copied_as_text_gives_no_new_dropped_or_changed_commitment(path):
    clean = REPORTS / "provincial" / path.name.replace(".page", "")
    found = compare_reports(path, clean).summary()
    assert (found["new"], found["dropped"], found["changed"]) == (0, 0, 0) and found["continued"] > 100
