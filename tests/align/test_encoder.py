"""An encoder of the user's own: one more piece of evidence, the same both ways, refused where it gives no matrix."""

import re
from pathlib import Path

import numpy as np
import pytest

from policydiff import compare_reports, explain_link
from policydiff.model import PolicydiffError

ROOT = Path(__file__).parents[2]
HEAD = "政府工作报告\n一、{last}年工作回顾\n过去一年，产值增长5%。\n二、{year}年工作安排\n（一）改善民生。"
OLD = HEAD.format(last=2023, year=2024) + "开办银发食堂12家。新建环湖绿道8公里。举办龙舟赛。修订户籍办法。"
NEW = HEAD.format(last=2024, year=2025) + "增设长者助餐点20家。延伸滨水步道5公里。调整落户条件。采购校车。"
TOPICS = ("食堂|助餐", "绿道|步道", "户籍|落户")


def know_topics(texts):
    return [[float(bool(re.search(topic, text))) for topic in TOPICS] + [0.1] for text in texts]


def linked(encoder=None, swap=False):
    """Pairs of words that are linked, the old one first."""
    old, new = (NEW, OLD) if swap else (OLD, NEW)
    comparison = compare_reports(old.encode(), new.encode(), encoder=encoder)
    olds, news = ({c.id: c.text for c in side.commitments} for side in (comparison.earlier, comparison.later))
    pairs = {(olds[pair.old], news[pair.new]) for change in comparison.changes for pair in change.pairs}
    return {pair[::-1] for pair in pairs} if swap else pairs


def test_an_encoder_finds_what_words_do_not():
    wanted = {("修订户籍办法。", "调整落户条件。")}
    assert not wanted <= linked()
    assert wanted <= linked(know_topics)


def test_it_says_the_same_both_ways_round():
    assert linked(know_topics) == linked(know_topics, swap=True)


def test_one_that_holds_all_alike_changes_nothing():
    assert linked(lambda texts: np.ones((len(texts), 3))) == linked()


def test_it_stands_in_the_waterfall():
    explained = explain_link(OLD.encode(), NEW.encode(), "new:调整落户条件", encoder=know_topics)
    last = explained.change.pairs[0].evidence[-1]
    assert last.name == "encoded_meaning" and last.worth > 0


@pytest.mark.parametrize(
    "encoder",
    [lambda texts: [1.0], lambda texts: [["a"] for _ in texts], lambda texts: [[float("nan")] for _ in texts], lambda texts: None],
)
def test_what_is_no_matrix_is_refused(encoder):
    with pytest.raises(PolicydiffError) as caught:
        compare_reports(OLD.encode(), NEW.encode(), encoder=encoder)
    assert caught.value.code == "ENCODER"
