"""Alignment on two short reports of a fictional place: what is the same promise, what is new, and why."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from policydiff.align import align_commitments
from policydiff.align.alignment import load_weights, weigh_commitments
from policydiff.align.candidates import nearest_in_meaning, propose_pairs
from policydiff.align.company import NAMES
from policydiff.align.pairs import same_sole_headline
from policydiff.align.subjects import find_subjects
from policydiff.align.words import unit
from policydiff.lexicons import load_lexicon
from policydiff.pipeline import extract_report

ZH = load_lexicon("zh")
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def years():
    return extract_report(SEEDS / "yunze-2024.txt"), extract_report(SEEDS / "yunze-2025.txt")


@pytest.fixture(scope="module")
def alignment(years):
    return align_commitments(*years)


def test_every_commitment_is_in_one_link_or_alone(years, alignment):
    for side, name in zip(years, ("old", "new"), strict=True):
        linked = [id_ for link in alignment.links for id_ in getattr(link, name)]
        assert sorted([*linked, *getattr(alignment, f"{name}_alone")]) == sorted(c.id for c in side.commitments)


def test_the_evidence_of_a_pair_adds_up_to_its_probability(alignment):
    for pair in (pair for link in alignment.links for pair in link.pairs if pair.score < 0.98):
        total = sum(evidence.worth for evidence in pair.evidence)
        assert pair.score == pytest.approx(1 / (1 + np.exp(-total)), abs=0.005)


def test_evidence_is_named_and_explained(alignment):
    for link in alignment.links[:5]:
        for pair in link.pairs:
            assert [evidence.name for evidence in pair.evidence] == ["start", *NAMES]
            assert all(evidence.detail for evidence in pair.evidence)


def test_the_years_the_other_way_round_give_the_same_links(years, alignment):
    turned = align_commitments(*reversed(years))
    pairs = {(pair.old, pair.new) for link in alignment.links for pair in link.pairs}
    assert {(pair.new, pair.old) for link in turned.links for pair in link.pairs} == pairs


def test_a_report_against_itself_is_linked_one_to_one(years):
    for year in years:
        links = align_commitments(year, year).links
        assert [(link.old, link.new) for link in links] == [((c.id,), (c.id,)) for c in year.commitments]


def test_probabilities_stay_between_nought_and_one(years):
    weighed = weigh_commitments(*years)
    assert weighed.probabilities.min() >= 0 and weighed.probabilities.max() <= 1
    assert weighed.scores.shape == (len(weighed.bench.rows), len(NAMES))


def test_a_level_and_a_growth_rate_of_two_indicators_are_not_one_promise():
    plan = (
        "政府工作报告\n一、2023年工作回顾\n新建公园3座。\n二、2024年主要目标\n{}。\n三、2024年重点工作\n开工建设公园3座，改造老旧小区20个。"
    )
    old = extract_report(plan.format("地区生产总值增长6%左右，新增就业2万人").encode())
    new = extract_report(plan.format("社会消费品零售总额增长6%左右，居民收入增长7%").encode())
    texts = {c.id: c.text for c in (*old.commitments, *new.commitments)}
    linked = [(texts[pair.old], texts[pair.new]) for link in align_commitments(old, new).links for pair in link.pairs]
    assert not [pair for pair in linked if "就业" in pair[0] and "增长" in pair[1]]


@pytest.mark.parametrize(
    ("last", "this", "linked"),
    [
        ("推动泽东公司铜箔项目一期竣工投产", "开工建设泽东公司保税仓储项目", False),
        ("推动泽东公司铜箔项目一期竣工投产", "开工建设泽东公司铜箔项目一期", True),
        ("开工建设泽东公司铜箔项目一期", "推动泽东公司铜箔项目一期竣工投产", True),
    ],
)
def test_a_project_to_be_finished_is_not_another_one_to_be_begun(last, this, linked):
    plan = "政府工作报告\n一、2023年工作回顾\n新建公园3座。\n二、2024年重点工作\n办好云泽书展，{}，改造老旧小区20个。"
    old, new = (extract_report(plan.format(words).encode()) for words in (last, this))
    texts = {c.id: c.words for c in (*old.commitments, *new.commitments)}
    pairs = [(texts[pair.old], texts[pair.new]) for link in align_commitments(old, new).links for pair in link.pairs]
    assert ((last, this) in pairs) is linked, pairs


class TestCandidates:
    def test_texts_without_a_common_word_are_candidates_where_their_meaning_is_near(self):
        meanings = unit(np.asarray([[1.0, 0.1], [0.0, 1.0]])), unit(np.asarray([[1.0, 0.0]]))
        assert propose_pairs((["减税", "修路"], ["退费"]), meanings).tolist() == [[0, 0], [1, 0]]

    def test_pairs_decided_by_hand_are_always_compared(self):
        nothing = np.zeros((1, 2)), np.zeros((1, 2))
        assert [0, 0] in propose_pairs((["修路"], ["减税"]), nothing, [(0, 0)]).tolist()

    def test_empty_lists_have_no_candidates(self):
        assert not len(nearest_in_meaning(np.zeros((0, 2)), np.zeros((3, 2))))


class TestSubjects:
    @pytest.mark.parametrize(
        ("text", "subject"),
        [
            ("加装电梯三百部", "老旧小区"),
            ("新开两条公交专线", "城市轨道"),
            ("清欠企业账款", "企业账款"),
            ("压减三公经费一成", "财政支出结构"),
        ],
    )
    def test_a_subject_is_known_by_any_of_its_words(self, text, subject):
        assert subject in find_subjects(text, ZH)

    def test_a_text_without_any_has_none(self):
        assert find_subjects("再接再厉", ZH) == frozenset()


def test_every_piece_of_evidence_has_a_weight():
    first, second = load_weights(ZH)
    assert len(second.worth) == len(NAMES) and len(first.worth) < len(second.worth)


def test_the_same_surroundings_alone_make_no_promise_the_same():
    plan = "政府工作报告\n一、2023年工作回顾\n修缮旧桥。\n二、2024年重点工作\n（一）改善民生。完善议事规则。{}健全值班制度。"
    old, new = (extract_report(plan.format(words).encode()) for words in ("改造农贸市场6个。", "组建少年合唱团。"))
    texts = {c.id: c.text for c in (*old.commitments, *new.commitments)}
    linked = [(texts[pair.old], texts[pair.new]) for link in align_commitments(old, new).links for pair in link.pairs]
    assert linked and not [pair for pair in linked if "农贸" in pair[0] and "合唱" in pair[1]]


def two_years(old: str, new: str):
    """Two reports of a fictional place with a plan of these words."""
    reports = (f"二〇二{year}年云泽市政府工作报告\n一、今年工作安排\n{words}\n" for year, words in (("四", old), ("五", new)))
    return [extract_report(report.encode()) for report in reports]


def test_the_only_figures_of_a_headline_indicator_are_one_promise_however_they_are_worded():
    old, new = two_years(
        "积极扩大对外开放，办好口岸通关改革。\n进出口总额预期增长7%。", "主要预期目标是：进出口增长5%左右，财政收入稳中有进。"
    )
    link = next(
        link
        for link in align_commitments(old, new).links
        if any(q.value == 7 for c in old.commitments if c.id in link.old for q in c.quantities)
    )
    assert [c.quantities[0].value for c in new.commitments if c.id in link.new] == [5]


def test_two_figures_of_a_headline_indicator_leave_the_link_to_the_evidence():
    old, new = two_years("进出口总额预期增长7%。", "主要预期目标是：进出口增长5%左右。\n建好保税港区，区内企业用好政策，力争进出口增长9%。")
    weighed = weigh_commitments(old, new)
    assert not same_sole_headline(weighed.bench).any()


def test_a_report_without_commitments_has_no_links(years):
    empty = replace(years[0], commitments=())
    for old, new in ((empty, years[1]), (years[1], empty), (empty, empty)):
        found = align_commitments(old, new)
        assert found.links == ()
        assert (len(found.old_alone), len(found.new_alone)) == (len(old.commitments), len(new.commitments))
