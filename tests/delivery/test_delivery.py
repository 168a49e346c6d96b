"""Delivery: promises of small reports in our own words against the reviews that answer them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from policydiff.commitments.fields import decide_action, decide_cue, decide_stage
from policydiff.delivery.doubts import Held, addition_for_stock, other_step, part_of_a_list, part_promised, stock_for_addition
from policydiff.delivery.figures import NARROWER, NO_OBJECT, Match, words_likeness
from policydiff.delivery.judge import STRIVEN_FOR, answer_with_figure
from policydiff.delivery.passages import Passage
from policydiff.delivery.unanswered import why_no_figure_answers
from policydiff.delivery.verdicts import judge_figure, judge_words
from policydiff.lexicons import load_lexicon
from policydiff.model import (
    Commitment,
    Comparator,
    Direction,
    Extract,
    Measure,
    OffsetMap,
    Outcome,
    Quantity,
    Report,
    Role,
    SourceText,
    Span,
)
from policydiff.periods import Calendar
from policydiff.pipeline import track_delivery
from policydiff.quantities import find_quantities

ZH = load_lexicon("zh")
EMPTY = Extract(Report(SourceText(""), "", OffsetMap(), ()), (), (), ())


def figure(value, comparator="=", measure="level", unit="人", direction=None):
    return Quantity(
        Decimal(str(value)),
        unit,
        Comparator(comparator),
        Measure(measure),
        f"{value}{unit}",
        Span(0, 1),
        direction=direction and Direction(direction),
    )


@pytest.mark.parametrize(
    ("promised", "reported", "indicator", "verdict"),
    [
        (figure(100, "≥"), figure(100), "就业", "met"),
        (figure(100, "≥"), figure(99), "就业", "missed"),
        (figure(100, "="), figure(101), "就业", "met"),
        (figure(100, "≈"), figure("99.1"), "就业", "near"),
        (figure(100, "≈"), figure("98.9"), "就业", "missed"),
        (figure("5.5", "≤", "share", "%"), figure("5.5", "=", "share", "%"), "调查失业率", "met"),
        (figure("5.5", "<", "share", "%"), figure("5.5", "=", "share", "%"), "调查失业率", "missed"),
        (figure("5.5", "≈", "share", "%"), figure("5.7", "=", "share", "%"), "调查失业率", "near"),
        (figure(3, "≈", "growth", "%", "up"), figure("0.4", "=", "growth", "%", "down"), "居民消费价格", "met"),
        (figure(3, "≥", "growth", "%", "down"), figure("3.2", "=", "growth", "%", "down"), "单位产值能耗", "met"),
        (figure(3, "≥", "growth", "%", "down"), figure("1", "=", "growth", "%", "up"), "单位产值能耗", "missed"),
        (figure(6, "=", "growth", "%", "up"), figure("5.9", "=", "growth", "%", "up"), "工业产值", "missed"),
        (figure(3, "≤", "rank", "位"), figure(2, "=", "rank", "位"), "综合排名", "met"),
        (figure(30, "=", "level", "亩"), figure(2, "=", "level", "公顷"), "公园", "met"),
        (figure(95, "≥", "share", "%"), figure(95, "≈", "share", "%"), "参保率", "near"),
        (figure(95, "≥", "share", "%"), figure(96, "≈", "share", "%"), "参保率", "met"),
        (figure(95, "≈", "share", "%"), figure(95, "≈", "share", "%"), "参保率", "met"),
    ],
)
def test_figures(promised, reported, indicator, verdict):
    assert judge_figure(promised, reported, indicator, ZH)[0] == verdict


def verdicts(plan, review):
    old = f"云泽市政府工作报告\n一、2024年重点工作\n（一）做好今年的工作。举办云泽书展。{plan}".encode()
    new = f"云泽市政府工作报告\n一、2024年工作回顾\n{review}\n二、2025年重点工作\n（一）抓好各项工作。新建书屋3座。".encode()
    card = track_delivery(old, new)
    last = card.earlier.commitments[-1]
    assert last.text == plan, [commitment.text for commitment in card.earlier.commitments]
    return [(str(delivery.status), delivery.because[0]) for delivery in card.deliveries if delivery.commitment == last.id]


@pytest.mark.parametrize(
    ("plan", "review", "verdict", "reason"),
    [
        ("粮食产量达到98万吨以上。", "粮食产量97.8万吨。", "missed", "not at or over"),
        ("货物通关压缩到5小时。", "货物通关压缩到4小时。", "met", "at or under"),
        ("货物通关压缩到5小时。", "货物通关压缩到6小时。", "missed", "not at or under"),
        ("粮食产量达到98万吨以上。", "粮食产量增长3%。", "not_comparable", ""),
        ("新建高标准农田3万亩。", "新建高标准农田2100公顷。", "met", "at or over"),
        ("新建高标准农田3万亩。", "两年累计新建高标准农田5万亩。", "not_comparable", "total over several years"),
        ("规模以上工业增加值增长9%。", "扣除发电企业，规模以上工业增加值增长13%。", "not_comparable", "leaves out"),
        ("固定资产投资增长6%。", "民间投资增长8%。", "not_reported", "nearest"),
        ("绿化覆盖率提高到42%。", "绿化覆盖率从38%提高到43%。", "met", "at or over"),
        ("产业引导基金规模达到30亿元。", "产业引导基金规模达到5亿美元。", "not_comparable", ""),
        ("建成泽东第二水厂。", "泽东第二水厂加快建设。", "missed", "promised finished"),
        ("建成泽东第二水厂。", "泽东第二水厂建成通水。", "met", "promised finished"),
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率明显低于年初预期目标。", "met", "review itself"),
        ("实施十件民生实事。", "十件民生实事项目全面完成。", "met", "in full"),
        ("实施第二轮“清河行动”。", "开展第二轮“清河行动”。", "met", "carried out"),
        ("开工建设泽东港二期。", "泽东港一期开工建设。", "not_comparable", "another phase"),
        ("支持不低于4万人创业。", "扶持创业4.7万人。", "met", "at or over"),
        ("推进泽东物流园区建设。", "泽东物流园区启动建设。", "met", "promised continuing, reported started"),
        ("增设泽东办事处。", "增设泽东办事处。", "met", "very words"),
        ("外贸进出口总额增长8%。", "外贸进出口总额与预期目标有较大差距。", "missed", "falls short"),
        ("开行夜间水上巴士。", "粮食产量97.8万吨。", "not_reported", "no passage"),
        ("争取中央和省级水利资金80亿元以上。", "争取上级水利资金83.6亿元。", "met", "at or over"),
        ("城乡供水覆盖率达到八成。", "城乡供水覆盖率达到82%。", "met", "at or over"),
        ("城乡供水覆盖率达到八成。", "城乡供水覆盖率达到79%。", "missed", "not at or over"),
        ("开展妇女健康筛查5万人。", "为5.2万名妇女开展健康筛查。", "met", "at or over"),
        ("力争茶叶产值增长6%。", "茶叶产值增长5.5%。", "missed", "not at or over"),
        ("外贸进出口总额增长8%。", "外贸进出口总额86.4亿元。", "not_comparable", "promised as growth, reported as level"),
        ("外贸进出口总额增长8%。", "外贸进出口总额稳中有升。", "not_comparable", "in words, without a figure"),
        ("培育农民合作社500家。", "培育农民合作社3.1万户。", "not_comparable", "units that do not convert"),
        ("谋划储备亿元以上水利项目200个。", "谋划储备5000万元以上水利项目118个。", "not_comparable", "other thresholds"),
        ("单位产值能耗下降3%。", "五年来，单位产值能耗下降18%。", "not_comparable", "growth over several years"),
        ("茶叶产值增长5%。", "过去五年，茶叶产值平均每年增长8%。", "not_comparable", "yearly average"),
        ("实现新雪季茶叶销售额增长20%。", "全年茶叶销售额增长15%。", "not_comparable", "part of the year"),
        ("更新老楼电梯60部。", "更新老楼电梯86台。", "met", "at or over"),
        ("城镇化率达到58.1%。", "城镇化率达到58.08%。", "met", "rounds to the figure promised"),
        ("用气价格降低0.2元。", "用气价格降低0.25元。", "met", "at or over"),
        ("居民参保率达到95%以上。", "居民参保率稳定在95%左右。", "near", "about the figure promised"),
        ("推进泽东通用机场建设。", "泽东通用机场建设有序推进。", "met", "reported as under way"),
        ("推动泽东公司20万吨铜箔项目一期建成投产。", "泽东公司20万吨铜箔项目一期建成投产。", "met", "promised operating"),
    ],
)
def test_rules(plan, review, verdict, reason):
    found = verdicts(plan, review)
    assert found[0][0] == verdict, found
    assert reason in found[0][1]


@pytest.mark.parametrize(
    ("promise", "passage", "verdict", "reason"),
    [
        ("泽东第二水厂开工建设。", "泽东第二水厂基本具备开工条件。", "missed", "not there yet"),
        ("启动泽东大桥二期前期工作。", "泽东大桥建成通车。", "not_comparable", "another phase"),
        ("继续实施教育攻坚行动。", "教育攻坚行动扎实推进。", "not_comparable", "neither a figure nor"),
        ("提高应急能力。", "应急能力不断提高。", "not_comparable", "neither a figure nor"),
        ("出台古桥保护条例。", "古桥保护条例颁布施行。", "met", "reported as done"),
        ("缩小城乡居民收入差距。", "城乡居民收入差距持续缩小。", "not_comparable", "neither a figure nor"),
        ("全面完成泽东水价改革。", "泽东水价改革稳步实施。", "missed", "under way"),
    ],
)
def test_words(promise, passage, verdict, reason):
    found = judge_words(
        *(extract_statement(record, words) for record, words in ((Commitment, promise), (Outcome, passage))), ZH, left=(), certain=True
    )
    assert (found[0], reason in found[1]) == (verdict, True), found


def extract_statement(record, words):
    """A statement with the fields that verdicts by words look at, read by the rules."""
    span, role = Span(0, len(words)), Role.PLAN
    action, stage, cue = (decide(words, ZH).value for decide in (decide_action, decide_stage, decide_cue))
    return record("1", span, words, span, "1", role, action=action, stage=stage, cue=cue)


def test_growth_in_step_with_the_economy_is_held_against_the_growth_reported():
    found = verdicts("居民收入增长与经济增长基本同步。", "地区生产总值增长5.1%。居民人均可支配收入增长5.0%。")
    assert found == [("met", "5.0% reported against 5.1% of the economy")]


@pytest.mark.parametrize(
    ("promised", "rates", "found"),
    [
        ("城乡居民收入", "城镇居民、农村居民人均可支配收入分别增长4.4%、5.6%", ["missed", "met"]),
        ("居民收入", "城乡居民人均可支配收入分别增长4.4%、5.6%", ["not_comparable", "not_comparable"]),
        ("居民收入", "城乡居民人均可支配收入分别增长5.4%、5.6%", ["met", "met"]),
        ("居民收入", "城乡居民人均可支配收入分别增长4.4%、5.6%。居民人均可支配收入增长5.2%", ["met"]),
        ("农村居民收入", "城乡居民人均可支配收入分别增长4.4%、5.6%", ["met"]),
    ],
)
def test_where_rates_of_town_and_country_are_reported_each_is_held_against_the_economy(promised, rates, found):
    answers = verdicts(f"{promised}增长与经济增长同步。", f"地区生产总值增长5.1%。{rates}。")
    assert [verdict for verdict, _ in answers] == found
    assert all("of the economy" in reason for _, reason in answers)


def test_a_figure_that_only_restates_the_bound_gives_way_to_the_one_of_the_year():
    review = "居民负担率控制在5.5%以内。居民负担率5.2%。"
    old = "云泽市政府工作报告\n一、2024年重点工作\n（一）抓好各项工作。居民负担率控制在5.5%左右。".encode()
    new = f"云泽市政府工作报告\n一、2024年工作回顾\n{review}\n二、2025年重点工作\n（一）抓好各项工作。新建书屋3座。".encode()
    assert [answer.reported.text for answer in track_delivery(old, new).deliveries if answer.reported] == ["5.2%"]


def test_a_part_of_a_narrower_name_does_not_answer():
    review = "技能培训有新成效，新增技能人才9万人，其中高技能人才7.65万人次。"
    assert "missed" not in [verdict for verdict, _ in verdicts("开展技能人才培训10万人次以上。", review)]


def test_every_promise_has_an_answer_or_is_said_to_have_none():
    report = "云泽市政府工作报告\n一、2023年工作回顾\n新建公园3座。\n二、2024年重点工作\n新建公园5座。开行夜班公交。修复古桥2座。".encode()
    card = track_delivery(report)
    assert {delivery.commitment for delivery in card.deliveries} == {commitment.id for commitment in card.earlier.commitments}


def test_a_promise_is_missed_by_words_only_where_the_passage_surely_speaks_of_it():
    promise, passage = extract_statement(Commitment, "建成泽东第二水厂。"), extract_statement(Outcome, "泽东水厂加快建设。")
    assert [judge_words(promise, passage, ZH, left=(), certain=certain)[0] for certain in (True, False)] == ["missed", "not_comparable"]


def test_full_coverage_answers_a_number_of_places_only_where_the_passage_surely_speaks_of_it():
    promise = extract_statement(Commitment, "在6个乡镇建成特殊教育学校。")
    passage = extract_statement(Outcome, "乡镇实现特殊教育学校全覆盖。")
    promise = replace(promise, quantities=find_quantities(promise.text, ZH))
    assert [judge_words(promise, passage, ZH, left=(), certain=certain)[0] for certain in (True, False)] == ["met", "not_comparable"]


@pytest.mark.parametrize(
    ("promise", "passage", "verdict"),
    [
        ("泽东湿地水质保持全省前列。", "泽东湿地水质居全省第2位。", "met"),
        ("泽东湿地水质保持全省前列。", "泽东湿地水质居全省第9位。", "not_comparable"),
        ("建成云泽大桥、沙南隧道和泽口码头。", "云泽大桥、沙南隧道建成通车。", "not_comparable"),
        ("建成云泽大桥、沙南隧道和泽口码头。", "云泽大桥、沙南隧道、泽口码头建成。", "met"),
        ("编制泽东开放3.0方案。", "完成泽东开放2.0任务。", "not_comparable"),
    ],
)
def test_words_that_answer_and_words_that_only_seem_to(promise, passage, verdict):
    assert judge_words(extract_statement(Commitment, promise), extract_statement(Outcome, passage), ZH, left=(), certain=True)[0] == verdict


def test_a_whole_name_is_not_completed_by_the_name_of_another_target_beside_it():
    plan = "主要目标：规模以上工业增加值增长8%，服务业增加值增长5%左右。"
    review = "规模以上工业增加值增长8.6%。服务业增加值增长5.3%。"
    old = f"云泽市政府工作报告\n一、2024年主要目标\n{plan}".encode()
    new = f"云泽市政府工作报告\n一、2024年工作回顾\n{review}\n二、2025年重点工作\n（一）抓好各项工作。新建书屋3座。".encode()
    card = track_delivery(old, new)
    assert [(d.promised.text, d.reported.text) for d in card.deliveries if d.reported] == [("8%", "8.6%"), ("5%", "5.3%")]


def test_figures_whose_names_are_hardly_alike_are_judged_only_where_the_passage_surely_speaks_of_the_promise():
    unlike = Match(Passage(extract_statement(Outcome, "引进各类人才9000名。"), 0.6), figure(9000, unit="名"), 0.5)
    promise = replace(extract_statement(Commitment, "培养高技能人才4000名。"), quantities=(figure(4000, unit="名"),))
    sure = replace(unlike, passage=replace(unlike.passage, probability=0.9))
    name = promise.quantities[0].indicator
    found = [answer_with_figure(promise, ("1", 0, 0), name, match, ZH).status for match in (unlike, sure)]
    assert found == ["not_comparable", "met"]


def test_a_part_of_the_year_gives_way_to_the_whole_of_it():
    assert [found[0] for found in verdicts("产值增长6%。", "一季度产值下降6.7%，企业逐季回升，全年产值增长1.7%。")] == ["missed"]


def test_a_share_of_one_part_does_not_answer_for_another():
    found = verdicts("科技支出占一般公共预算支出比重达到1.5%。", "民生支出占一般公共预算支出比重稳定在80%。")
    assert "met" not in [verdict for verdict, _ in found]


def test_who_pays_does_not_say_what_for():
    names = ("中央财政", "中央财政安排资金", "中央财政教育支出")
    assert [words_likeness(name, name, ZH) for name in names] == [NO_OBJECT, NO_OBJECT, 1.0]


def test_names_that_differ_in_one_part_are_of_different_things():
    pairs = (("退出煤炭产能", "退出钢铁产能"), ("煤炭产能", "退出煤炭产能"), ("整体产能", "钢铁产能"))
    assert [words_likeness(*pair, ZH) > NARROWER for pair in pairs] == [False, True, True]


def test_what_a_change_starts_from_is_no_promise():
    assert [found[0] for found in verdicts("基础养老金标准从180元提高到190元。", "基础养老金标准提高到190元。")] == ["met"]


def test_a_review_of_another_place_judges_nothing():
    head = "{}市政府工作报告\n——{}年1月9日在{}市第六届人民代表大会上\n"
    old = f"{head.format('云泽', 2024, '云泽')}一、2024年重点工作\n（一）做好今年的工作。粮食产量达到98万吨。"
    new = f"{head.format('清溪', 2025, '清溪')}一、2024年工作回顾\n粮食产量达到99万吨。\n二、2025年重点工作\n（一）抓好各项工作。"
    card = track_delivery(old.encode(), new.encode())
    assert {str(delivery.status) for delivery in card.deliveries} <= {"not_comparable", "not_reported"}
    assert any("the review is of 清溪市, the promise is of 云泽市" in delivery.because for delivery in card.deliveries)


def test_a_review_of_another_year_judges_nothing():
    head = "云泽市政府工作报告\n——{}年1月9日在云泽市第六届人民代表大会上\n"
    old = f"{head.format(2022)}一、2022年重点工作\n（一）做好今年的工作。粮食产量达到98万吨。"
    new = f"{head.format(2025)}一、2024年工作回顾\n粮食产量达到99万吨。\n二、2025年重点工作\n（一）抓好各项工作。"
    card = track_delivery(old.encode(), new.encode())
    assert {str(delivery.status) for delivery in card.deliveries} <= {"not_comparable", "not_reported"}
    assert [notice.code for notice in card.notices] == ["YEAR_GAP"]
    assert any("the review tells of 2024, the promise is of 2022" in delivery.because for delivery in card.deliveries)


@pytest.mark.parametrize(
    ("review", "found"),
    [
        ("茶叶产量增长9%，桑蚕产量增长5%。", [("茶叶产量", "met"), ("桑蚕产量", "missed")]),
        ("茶叶、桑蚕产量分别增长9%、5%。", [("茶叶产量", "met"), ("桑蚕产量", "missed")]),
        ("茶叶、桑蚕产量均增长7%。", [("茶叶产量", "missed"), ("桑蚕产量", "missed")]),
        ("茶叶产量增长9%。", [("茶叶产量", "met"), ("桑蚕产量", "not_reported")]),
    ],
)
def test_a_figure_that_several_indicators_share_is_judged_for_each_of_them(review, found):
    old = "云泽市政府工作报告\n一、2024年重点工作\n（一）抓好各项工作。茶叶、桑蚕产量均增长8%。".encode()
    new = f"云泽市政府工作报告\n一、2024年工作回顾\n{review}\n二、2025年重点工作\n（一）抓好各项工作。新建书屋3座。".encode()
    answers = track_delivery(old, new).deliveries
    assert [(answer.indicator, answer.status) for answer in answers if answer.promised] == found
    assert {answer.promised.indicator for answer in answers if answer.promised} == {"茶叶、桑蚕产量"}


@pytest.mark.parametrize(
    ("reported", "found"),
    [("6.5%", ["met", "met"]), ("5.5%", ["met", "not_comparable"]), ("4.5%", ["missed", "not_comparable"])],
)
def test_a_promise_is_judged_by_its_firm_figure_and_not_by_the_one_that_is_striven_for(reported, found):
    answers = verdicts("茶叶产值增长5%以上、力争达到6%。", f"茶叶产值增长{reported}。")
    assert [verdict for verdict, _ in answers] == found
    assert ("striven for" in answers[1][1]) is (found[1] == "not_comparable")


def test_a_figure_that_is_striven_for_does_not_take_the_answer_of_the_firm_one():
    found = verdicts("培育茶企力争达到900个、确保800个以上。", "培育茶企850个。")
    assert sorted(found) == [("met", "the outcome is at or over the figure promised"), ("not_comparable", STRIVEN_FOR)]


@pytest.mark.parametrize(
    ("promised", "reported", "reason"),
    [
        ("新建社区餐厅和助餐点300个。", "建成社区餐厅180个。", "counts only a part"),
        ("新建社区餐厅和助餐点300个。", "建成社区餐厅320个。", ""),
        ("新建社区餐厅和助餐点300个。", "建成社区餐厅和助餐点180个。", ""),
        ("培育科技型企业160家。", "科技型企业突破200家。", "how many there are"),
        ("培育科技型企业160家。", "新增科技型企业超过200家。", ""),
        ("科技型企业达到160家。", "科技型企业突破200家。", ""),
        ("加快培育科技型企业并突破160家。", "科技型企业达到165家。", ""),
        ("引进高层次人才、科技型企业达到160家。", "科技型企业达到165家。", ""),
        ("新增科技型企业达到160家。", "科技型企业达到165家。", "how many there are"),
        ("科技型企业达到160家。", "新增科技型企业15家。", "how many are added"),
        ("推进30个古村改造。", "启动改造古村19个。", "what is continuing, the review what is started"),
        ("推进30个古村改造。", "推进古村改造19个。", ""),
        ("科技型企业达到160家。", "科技型企业净增28家、总数达到165家。", ""),
    ],
)
def test_a_number_of_other_things_does_not_answer(promised, reported, reason):
    promise, outcome = (
        replace(extract_statement(record, words), quantities=find_quantities(words, ZH))
        for record, words in ((Commitment, promised), (Outcome, reported))
    )
    held = Held(promise, promise.quantities[0], outcome, outcome.quantities[-1], EMPTY, EMPTY, Calendar(2025, ()), ZH)
    found = [said for rule in (part_of_a_list, stock_for_addition, addition_for_stock, other_step) if (said := rule(held))]
    assert bool(found) is bool(reason) and all(reason in said for said in found)


@pytest.mark.parametrize(
    ("promised", "doubted"),
    [
        ("暑假接待学生3万人次。", True),
        ("暑假期间，接待学生3万人次。", True),
        ("一季度完成规划和招标，年内接待学生3万人次。", False),
    ],
)
def test_a_season_counts_only_where_the_promised_figure_is_for_it(promised, doubted):
    promise, outcome = (
        replace(extract_statement(record, words), quantities=find_quantities(words, ZH))
        for record, words in ((Commitment, promised), (Outcome, "接待学生5万人次。"))
    )
    held = Held(promise, promise.quantities[-1], outcome, outcome.quantities[0], EMPTY, EMPTY, Calendar(2025, ()), ZH)
    assert bool(part_promised(held)) is doubted


def test_a_doubtful_passage_with_another_name_does_not_answer_in_words():
    promise, passage = extract_statement(Commitment, "建成白石关智慧口岸。"), extract_statement(Outcome, "沙南中方智慧口岸建成运行。")
    assert [judge_words(promise, passage, ZH, left=(), certain=certain)[0] for certain in (True, False)] == ["met", "not_comparable"]


def test_what_a_change_starts_from_is_not_shown_as_promised():
    old = "云泽市政府工作报告\n一、2024年重点工作\n（一）抓好各项工作。基础养老金标准从180元提高到190元。".encode()
    (answer,) = track_delivery(old, "云泽市政府工作报告\n一、2024年工作回顾\n新建公园3座。".encode()).deliveries
    assert (answer.status, answer.promised.text) == ("not_reported", "190元")


@pytest.mark.parametrize("review", ["粮食产量97.8万吨。", "数智茶坊和茶旅示范户稳步增加。"])
def test_every_figure_of_a_promise_that_no_figure_answers_has_a_row(review):
    old = "云泽市政府工作报告\n一、2024年重点工作\n（一）抓好各项工作。打造数智茶坊5个、茶旅示范户15户。".encode()
    new = f"云泽市政府工作报告\n一、2024年工作回顾\n{review}\n二、2025年重点工作\n（一）抓好各项工作。新建书屋3座。".encode()
    assert [answer.promised.text for answer in track_delivery(old, new).deliveries if answer.promised] == ["5个", "15户"]


def test_a_figure_is_said_to_be_held_elsewhere_only_where_it_is():
    promise, passage = (
        replace(extract_statement(record, words), quantities=find_quantities(words, ZH))
        for record, words in ((Commitment, "茶叶产值增长5%。"), (Outcome, "茶叶产值增长6%。"))
    )
    taken = frozenset({(passage.id, passage.quantities[0].span)})
    reasons = [why_no_figure_answers(promise, promise.quantities, passage, ZH, held) for held in (taken, frozenset())]
    assert ["held against another" in reason for reason in reasons] == [True, False]


def test_every_figure_of_a_promise_has_a_verdict():
    found = verdicts("改造老旧小区40个、城中村10万户。", "改造老旧小区44个。")
    assert [verdict for verdict, _ in found] == ["met", "not_reported"]


@pytest.mark.parametrize(
    ("promise", "review", "verdict"),
    [
        ("推进改造老旧小区100个。", "完成改造老旧小区105个。", "met"),
        ("续建桥梁30座。", "建成桥梁30座。", "met"),
        ("推进改造老旧小区100个。", "完成改造老旧小区40个。", "not_comparable"),
        ("案件审理3个月内办结。", "案件审理2个月办结。", "met"),
    ],
)
def test_what_went_further_than_promised_is_judged(promise, review, verdict):
    assert [found[0] for found in verdicts(promise, review)] == [verdict]
