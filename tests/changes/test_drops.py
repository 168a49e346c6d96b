"""Why a commitment is gone, against a new report of our own wording: each reason and its near miss."""

from dataclasses import replace

import pytest
from tests.changes.test_changes import figure, promise

from policydiff.changes.drops import Afterwards, drop_change
from policydiff.lexicons import load_lexicon
from policydiff.pipeline import extract_report

NEW = (
    "政府工作报告\n一、2024年工作回顾\n过去一年，产值增长5%。\n二、2025年工作安排\n今年主要预期目标是：{targets}\n（一）办好文化。{plan}\n"
)
GROWTH = figure("6", indicator="地区生产总值")


def reason_of(commitment, plan="办好茶会。", targets="粮食产量90万吨。"):
    """The reason why an old commitment is dropped, and the words for it."""
    lexicon = load_lexicon("zh")
    change = drop_change(commitment, Afterwards(extract_report(NEW.format(plan=plan, targets=targets).encode()), {}, lexicon))
    return change.facets.reason, change.because[0]


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ("从今年起不再举办元宵龙灯巡游。", "stated_as_withdrawn"),
        ("因场地改造，元宵龙灯巡游延期举行。", "stated_as_deferred"),
        ("从今年起不再举办灯谜会。", "not_restated"),
        ("办好元宵龙灯展览。", "not_restated"),
    ],
)
def test_what_is_withdrawn_or_put_off_is_said_so_with_its_words(plan, reason):
    found, because = reason_of(promise("举办元宵龙灯巡游。"), plan)
    assert found == reason
    assert reason == "not_restated" or "龙灯巡游" in because


def test_a_headline_target_that_is_stated_as_absent_is_withdrawn_as_stated():
    targets = "今年不设地区生产总值增长的具体目标。"
    assert reason_of(promise("地区生产总值增长6%，", GROWTH), targets=targets)[0] == "stated_as_withdrawn"
    share = promise("教育经费占地区生产总值比例保持4%，", replace(GROWTH, indicator="教育经费占比"))
    assert reason_of(share, targets=targets)[0] == "not_restated"


def test_words_that_stand_within_a_longer_commitment_are_absorbed_unless_they_set_a_figure():
    plan = "深入实施山海协作工程，修缮古镇石板街道和沿河骑楼，建设文化产业园3个。"
    assert reason_of(promise("修缮古镇石板街道。"), plan)[0] == "absorbed"
    assert reason_of(promise("修缮古镇石板街道。", figure("6", "条", measure="count")), plan)[0] == "not_restated"
