"""Threads: what becomes of a promise from year to year."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.drawn import ZH, drawn

from policydiff.ledger import follow_reports
from policydiff.ledger.threads import Track, Turn, go_on
from policydiff.model import Change, Commitment, Extract, Facets, Ledger, Pair, PolicydiffError, Report, Status, Thread

POOL = "新建滨河体育公园。"
BRIDGE = "开工建设城南跨江大桥。"
CLINIC = "为社区卫生站配备全科医生45名。"
MARKET = "改造提升老城农贸市场6个。"
BUS = "开通夜间公交线路3条。"
WISHES = (POOL, BRIDGE, CLINIC, MARKET, BUS)


def thread_of(ledger: Ledger, extracts: list[Extract], words: str) -> Thread:
    """The thread that first holds these words."""
    ids = {(extract.report.year, c.id) for extract in extracts for c in extract.commitments if words.rstrip("。") in c.text}
    return next(t for t in ledger.threads if any((step.year, id_) in ids for step in t.steps for id_ in step.commitments))


def statuses(extracts: list[Extract], words: str) -> list[tuple[int, str]]:
    """Year and status of every step of a thread."""
    return [(step.year, str(step.status)) for step in thread_of(follow_reports(extracts, ZH), extracts, words).steps]


def test_a_promise_is_made_restated_changed_and_gone():
    years = [drawn(2021, CLINIC + MARKET), drawn(2022, CLINIC + MARKET), drawn(2023, CLINIC.replace("45", "60") + BUS), drawn(2024, BUS)]
    assert statuses(years, CLINIC) == [(2021, "new"), (2022, "continued"), (2023, "changed"), (2024, "gone")]
    assert statuses(years, BUS) == [(2023, "new"), (2024, "continued")]


def test_what_the_next_review_reports_is_delivered():
    years = [drawn(2021, BUS + MARKET), drawn(2022, MARKET, review=BUS)]
    assert statuses(years, BUS) == [(2021, "new"), (2022, "delivered")]


def test_what_comes_back_is_revived_in_its_old_thread():
    years = [drawn(2021, POOL + MARKET), drawn(2022, MARKET), drawn(2023, MARKET), drawn(2024, POOL + MARKET)]
    assert statuses(years, POOL) == [(2021, "new"), (2022, "gone"), (2024, "revived")]


def test_what_was_gone_for_longer_than_a_term_is_a_new_thread():
    years = [drawn(2014, POOL + MARKET), *(drawn(year, MARKET) for year in range(2015, 2021)), drawn(2021, POOL + MARKET)]
    ledger = follow_reports(years, ZH)
    first = thread_of(ledger, years, POOL)
    assert [(step.year, step.status) for step in first.steps] == [(2014, "new"), (2015, "gone")]
    assert [(t.steps[0].year, t.id) for t in ledger.threads if t.id.startswith(first.id)] == [(2014, first.id), (2021, f"{first.id}-2021")]


def test_a_missing_year_is_bridged_and_marked():
    years = [drawn(2021, POOL + MARKET), drawn(2023, MARKET)]
    assert statuses(years, MARKET) == [(2021, "new"), (2022, "no_report"), (2023, "continued")]
    assert statuses(years, POOL) == [(2021, "new"), (2022, "no_report"), (2023, "gone")]


class TestGraphs:
    """Split, merged and absorbed on links drawn by hand."""

    def turn(self, old: str, new: str, pairs: str, shapes: dict[str, str]) -> tuple[dict[str, Track], dict[str, list[str]]]:
        """Take one thread for each old commitment over; what is left of each, as steps in words."""
        olds, news = (tuple(Commitment(name, (0, 1), name, (0, 1), "1", "plan") for name in names) for names in (old, new))  # type: ignore[arg-type]
        tracks = {c.id: Track("", c.text, place, held=(c,)) for place, c in enumerate(olds)}
        links = tuple(Pair(a, b, 0.9 - 0.1 * place) for place, (a, b) in enumerate(pair for pair in pairs.split()))
        changes = tuple(
            Change(Status.CONTINUED, tuple(group[0]), tuple(group[1]), facets=Facets(cardinality=shape))
            for group, shape in ((key.split(">"), shape) for key, shape in shapes.items())
        ) + tuple(Change(Status.DROPPED, (c.id,), ()) for c in olds if not any(c.id == pair.old for pair in links))
        base = drawn(2021, POOL)
        reports = [replace(base, report=self.dated(base.report, year), commitments=c) for year, c in ((2021, olds), (2022, news))]
        owned, _ = go_on(Turn(reports[0], reports[1], links, changes), tracks)
        return owned, {name: [f"{s.status} {''.join(s.commitments)}" for s in track.steps] for name, track in tracks.items()}

    @staticmethod
    def dated(report: Report, year: int) -> Report:
        return replace(report, year=year)

    def test_a_split_stays_one_thread(self):
        owned, steps = self.turn("a", "xy", "ax ay", {"a>xy": "split"})
        assert steps == {"a": ["split xy"]}
        assert owned["x"] is owned["y"]

    def test_a_merger_goes_on_in_the_likelier_thread_and_absorbs_the_other(self):
        _, steps = self.turn("ab", "x", "bx ax", {"ab>x": "merged"})
        assert steps == {"a": ["absorbed x"], "b": ["merged x"]}

    def test_of_several_promises_each_keeps_its_own(self):
        _, steps = self.turn("abc", "xy", "ax by", {"a>x": "", "b>y": ""})
        assert steps == {"a": ["continued x"], "b": ["continued y"], "c": ["gone "]}


def test_every_commitment_stands_in_one_thread_that_is_not_absorbed():
    years = [drawn(2021, POOL + CLINIC + BUS), drawn(2022, CLINIC + MARKET), drawn(2023, POOL + MARKET + BRIDGE)]
    held = [
        (step.year, id_)
        for t in follow_reports(years, ZH).threads
        for step in t.steps
        if step.status != "absorbed"
        for id_ in step.commitments
    ]
    assert sorted(held) == sorted((e.report.year, c.id) for e in years for c in e.commitments)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sets(st.sampled_from(WISHES), min_size=1), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_order_does_not_count_and_a_later_year_renumbers_nothing(plans, random):
    years = [drawn(2018 + place, "".join(sorted(plan))) for place, plan in enumerate(plans)]
    whole = follow_reports(years, ZH)
    shuffled = list(years)
    random.shuffle(shuffled)
    assert follow_reports(shuffled, ZH) == whole
    last = years[-1].report.year
    earlier = {t.id: t.steps for t in follow_reports(years[:-1], ZH).threads}
    assert {t.id: tuple(s for s in t.steps if s.year < last) for t in whole.threads if t.first < last} == earlier
    assert len({t.id for t in whole.threads}) == len(whole.threads)


def test_a_report_in_front_keeps_the_ids_of_promises_in_the_same_words():
    later = [drawn(2022, POOL + MARKET), drawn(2023, POOL + BUS)]
    ids = {t.id for t in follow_reports(later, ZH).threads}
    assert ids <= {t.id for t in follow_reports([drawn(2021, POOL + CLINIC), *later], ZH).threads}


class TestReports:
    def test_a_report_without_a_year_is_refused(self):
        with pytest.raises(PolicydiffError, match="NO_YEAR"):
            nameless = drawn(2021, POOL)
            follow_reports([replace(nameless, report=replace(nameless.report, year=None))], ZH)

    def test_two_reports_of_one_year_are_refused(self):
        with pytest.raises(PolicydiffError, match="SAME_YEAR"):
            follow_reports([drawn(2021, POOL), drawn(2021, BUS)], ZH)

    def test_places_are_followed_each_by_itself(self):
        here, there = drawn(2021, POOL), drawn(2022, POOL)
        there = replace(there, report=replace(there.report, place="渚阳市"))
        ledger = follow_reports([there, here], ZH)
        assert [(report.place, report.year) for report in ledger.reports] == [("云泽市", 2021), ("渚阳市", 2022)]
        assert {str(step.status) for thread in ledger.threads for step in thread.steps} == {"new"}

    def test_no_report_is_an_empty_ledger(self):
        assert follow_reports([], ZH) == Ledger((), (), ())
