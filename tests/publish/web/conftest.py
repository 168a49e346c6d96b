"""A browser for the tests of the page, and the pages they open."""

from dataclasses import replace

import pytest
from tests.browser.driver import Browser, find_browser
from tests.publish.sample import comparison, hostile, paged

from policydiff.model import Change, Commitment, OffsetMap, Report, Role, SourceText, Span, Status
from policydiff.publish import Format, PageLanguage, render

MANY = 700
CLOSERS = "</script><script>document.title='run'</script><img src=x onerror=alert(1)>\u202e'\"" + "长" * 300


@pytest.fixture(scope="session")
def browser():
    """A Chromium of our own; without one the tests that want it say so."""
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium is installed: apt-get install chromium, or name one in CHROMIUM")
    try:
        started = Browser(program)
    except (OSError, RuntimeError) as error:
        pytest.skip(f"{program} does not start here: {error}")
    yield started
    started.close()


@pytest.fixture
def tab(browser):
    """A maker of tabs that are closed afterwards, and that must have had nothing to complain of."""
    made = []

    def new(**settings):
        made.append(browser.tab(**settings))
        return made[-1]

    yield new
    complaints = [complaint for one in made for complaint in one.complaints]
    for one in made:
        one.close()
    assert complaints == []


@pytest.fixture(scope="session")
def pages(tmp_path_factory, compared):
    """The seeds in both languages, and a pair of reports with many changes, each as a file."""
    folder = tmp_path_factory.mktemp("pages")
    results = {
        "en": (compared, PageLanguage.EN),
        "zh": (compared, PageLanguage.ZH),
        "many": (many_changes(), PageLanguage.EN),
        "hostile": (hostile(CLOSERS), PageLanguage.EN),
        "paged": (paged(), PageLanguage.EN),
    }
    for name, (result, language) in results.items():
        (folder / f"{name}.html").write_bytes(render(result, Format.HTML, language=language))
    return {name: folder / f"{name}.html" for name in results}


def many_changes(count=MANY):
    """Two long reports of which nothing is shared: as many dropped as new."""
    sample = comparison()
    old, new = (long_extract(extract, verb, count) for extract, verb in ((sample.earlier, "修缮"), (sample.later, "新建")))
    changes = [Change(Status.NEW, (), (commitment.id,), because=("no commitment",)) for commitment in new.commitments]
    changes += [Change(Status.DROPPED, (commitment.id,), (), because=("nothing",)) for commitment in old.commitments]
    return replace(sample, earlier=old, later=new, changes=tuple(changes), deliveries=())


def long_extract(extract, verb, count):
    lines = [f"{verb}第{number}号街区的书屋{number % 9 + 1}座，方便周边居民就近借阅。\n" for number in range(count)]
    text, spans, start = "".join(lines), [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line)
    source = SourceText(text, f"{verb}.txt")
    report = Report(source, text, OffsetMap(), tuple(spans), "长报告", "清溪市", extract.report.year)
    section = replace(extract.sections[-1], span=Span(0, len(text)), at=Span(0, len(text)))
    commitments = tuple(
        Commitment(f"{section.id}.{number}", span, text[span.start : span.end - 1], span, section.id, Role.PLAN)
        for number, span in enumerate(spans)
    )
    return replace(extract, report=report, sections=(section,), commitments=commitments, outcomes=())
