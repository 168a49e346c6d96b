"""Stated differences in reports of our own wording: borne out, contradicted, and what is none of either."""

import pytest

from policydiff.pipeline import compare_reports

OLD = "政府工作报告\n一、2023年工作回顾\n过去一年，产值增长5%。\n二、2024年工作安排\n安排水利投资26亿元。赤字率按2.6%安排。新建学校3所。\n"
NEW = "政府工作报告\n一、2024年工作回顾\n过去一年，产值增长5%。{review}\n二、2025年工作安排\n{plan}新建学校4所。\n"


def compared(plan, review=""):
    return compare_reports(OLD.encode(), NEW.format(plan=plan, review=review).encode())


def found(comparison):
    return [line for change in comparison.changes for line in change.because if "is stated as" in line]


@pytest.mark.parametrize(
    ("plan", "implied", "borne_out"),
    [
        ("安排水利投资30亿元，比上年增加4亿元。", "26亿元", True),
        ("安排水利投资21亿元，比上年减少5亿元。", "26亿元", True),
        ("安排水利投资30亿元，比上年增加9亿元。", "21亿元", False),
        ("安排水利投资30亿元，比上年增加4000万元。", "29.6亿元", False),
        ("赤字率按2.8%安排，比去年提高0.2个百分点。", "2.6%", True),
        ("赤字率按2.8%安排，比去年提高0.5个百分点。", "2.3%", False),
    ],
)
def test_a_stated_difference_is_held_against_last_year(plan, implied, borne_out):
    comparison = compared(plan)
    (line,) = found(comparison)
    assert f"implies {implied};" in line
    assert ("bears it out" in line) is borne_out
    notices = [notice for notice in comparison.notices if notice.code == "STATED_DIFFERENCE"]
    assert [line in notice.message for notice in notices] == ([] if borne_out else [True])


def test_last_years_outcome_bears_it_out_as_well_as_its_target():
    plan, review = "安排水利投资30亿元，比上年增加2亿元。", "完成水利投资28亿元。"
    assert "bears it out" in found(compared(plan, review))[0]
    assert "differs" in found(compared(plan))[0]


@pytest.mark.parametrize("plan", ["安排水利投资30亿元，比上年增长4%。", "安排水利投资30亿元。", "开展普法讲座30场，比上年增加4场。"])
def test_without_a_difference_or_a_partner_nothing_is_said(plan):
    comparison = compared(plan)
    assert found(comparison) == []
    assert "STATED_DIFFERENCE" not in {notice.code for notice in comparison.notices}
