"""Real reports as copied off web pages say what the clean ones say, and no report loses a line of its own to furniture."""

import pytest
from tests.conftest import REPORTS
from tests.docs.readers import paragraphs

from policydiff import compare_reports
from policydiff.read.furniture import Line, find_report

PAGES = sorted((REPORTS / "pages").glob("*.page.txt"))
CLEAN = sorted(path for folder in ("provincial", "city") for path in (REPORTS / folder).glob("*.txt"))
pytestmark = pytest.mark.skipif(not PAGES, reason="the real reports (../shared/reports) are not here")


@pytest.mark.parametrize("path", PAGES[::4], ids=lambda path: path.name.split(".")[0])
def test_a_page_copied_as_text_gives_no_new_dropped_or_changed_commitment(path):
    clean = REPORTS / "provincial" / path.name.replace(".page", "")
    found = compare_reports(path, clean).summary()
    assert (found["new"], found["dropped"], found["changed"]) == (0, 0, 0) and found["continued"] > 100


@pytest.mark.parametrize("path", CLEAN[::2], ids=lambda path: path.stem)
def test_of_a_clean_report_nothing_is_left_out_but_short_lines_at_its_head_and_foot(path):
    lines = paragraphs(path)
    left_out = sorted(set(range(len(lines))) - set(find_report([Line(line) for line in lines])))
    assert all(len(lines[place]) < 40 and (place < 10 or place > len(lines) - 3) for place in left_out)
    assert all(not line.endswith("。") for line in map(lines.__getitem__, left_out))
