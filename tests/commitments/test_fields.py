"""Targets without a number, and targets that are stated as absent or deferred, in reports of our own wording."""

import pytest

from policydiff.commitments.fields import decide_cue, decide_horizon, decide_relation, decide_stage, decide_strength
from policydiff.lexicons import load_lexicon
from policydiff.model import Horizon
from policydiff.pipeline import extract_report

ZH = load_lexicon("zh")
HEAD = "政府工作报告\n一、2023年工作回顾\n过去一年，产值增长5%。\n二、2024年工作安排\n"


def plan_of(words: str):
    """The commitments of a report whose plan says just this."""
    return extract_report((HEAD + words).encode()).commitments


@pytest.mark.parametrize(
    ("words", "kind", "reference"),
    [
        ("居民收入增长与经济增长同步", "in_step", "经济增长"),
        ("居民收入与经济同步增长", "in_step", "经济"),
        ("劳动报酬和劳动生产率提高基本同步", "nearly_in_step", "劳动生产率提高"),
        ("技改投资增速高于全市平均", "above", "全市平均"),
        ("技改投资增速不高于全市平均", "at_most", "全市平均"),
        ("用气价格不得高于周边城市", "at_most", "周边城市"),
        ("单位能耗低于全省平均水平", "below", "全省平均水平"),
        ("民生支出占比不低于上年", "at_least", "上年"),
        ("新上项目能效不得低于行业先进值", "at_least", "行业先进值"),
        ("农民增收超过全省平均", "above", "全省平均"),
        ("林地面积只增不减", "only_rises", ""),
        ("公务用车只减不增", "only_falls", ""),
    ],
)
def test_relations_both_ways_round(words, kind, reference):
    relation = decide_relation(words, ZH).value
    assert (relation.kind, relation.reference) == (kind, reference)
    assert relation.text in words


@pytest.mark.parametrize(
    "words", ["与全国同步实现现代化", "同步推进三项改革", "增速高于全市0.4个百分点", "努力实现“两个高于”", "受理量超过半数", "保持同步调度"]
)
def test_words_that_set_nothing_against_anything(words):
    assert decide_relation(words, ZH).value is None


def test_a_relation_is_a_target_with_its_indicator():
    found = next(c for c in plan_of("今年的主要目标是：居民人均可支配收入增长快于经济增长，公务用车只减不增。") if c.relation)
    assert (found.kind, found.indicator, str(found.relation)) == ("target", "居民人均可支配收入", "above 经济增长")


@pytest.mark.parametrize(
    ("words", "kind", "reason"),
    [
        ("今年不设地区生产总值增长的具体目标，主要因为外部变数很大。", "absent", "主要因为外部变数很大"),
        ("我们没有提出全年经济增长目标。这是因为订单起伏很大，难以测算。", "absent", "这是因为订单起伏很大，难以测算"),
        ("今年单位生产总值能耗由五年统筹考核，原因是机组改造要跨两个年度。", "deferred", "原因是机组改造要跨两个年度"),
        ("今年不设地区生产总值增长的具体目标。新建学校3所。", "absent", ""),
    ],
)
def test_what_is_stated_as_absent_or_deferred_has_the_reason_given(words, kind, reason):
    found = next(c for c in plan_of(words) if c.kind == kind)
    assert found.reason == reason
    assert all(quantity.measure == "duration" for quantity in found.quantities)


def test_no_other_commitment_has_a_reason():
    assert [c.reason for c in plan_of("由于来水偏少，今年新建水库2座。")] == [""]


def test_every_item_of_an_annex_is_a_commitment_with_its_unit_and_the_unit_alone_is_none():
    items = (
        "1.更换老旧电表3万只。（责任单位：云泽供电公司）\n2.既有住宅加装电梯100部。\n（责任单位：市住建局）\n3.修缮校舍8处，增设宿舍床位。"
    )
    found = [c for c in plan_of(f"（一）办好实事。新建学校3所。\n附件：2024年民生实事\n{items}") if c.role == "annex"]
    assert [c.words[:2] for c in found][:3] == ["1.", "2.", "3."]
    assert [c.responsible for c in found][:2] == ["云泽供电公司", "市住建局"]
    assert not any("责任单位" in c.text for c in found)


@pytest.mark.parametrize(
    ("words", "before", "horizon"),
    [
        ("湿地恢复2万亩", "今后五年，绿地达到9万亩，", "multi_year"),
        ("湿地恢复2万亩", "到2029年，绿地达到9万亩，", "multi_year"),
        ("湿地恢复2万亩", "“十五五”时期，新建泵站9座；今年，", "annual"),
        ("空气优良天数比率92%以上", "能耗下降目标“十四五”期间统筹考核，", "annual"),
        ("产值年均增长6%", "", "multi_year"),
        ("细颗粒物年均浓度降至30微克/立方米", "", "annual"),
        ("为“十五五”时期开好局打下基础", "", "annual"),
    ],
)
def test_the_years_named_before_hold_on(words, before, horizon):
    assert str(decide_horizon(words, Horizon.ANNUAL, 2024, before).value) == horizon


def test_a_paragraph_that_begins_with_several_years_is_for_them_until_one_is_named():
    found = plan_of("“十五五”时期，建成水库3座，新建泵站9座。加快建设灌区5个。今年，新建渠道6公里。")
    horizons = {commitment.text[:2]: str(commitment.horizon) for commitment in found}
    assert [horizons.get(words) for words in ("新建", "加快")] == ["multi_year", "multi_year"]
    assert next(str(c.horizon) for c in found if "渠道" in c.text) == "annual"


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("推进三个园区开工建设", "started"),
        ("推进启动区建设", "continuing"),
        ("一律不得新建焦化产能", "None"),
        ("推行“拿地即开工”审批", "None"),
    ],
)
def test_a_stage_is_read_outside_names_and_bans(words, stage):
    assert str(decide_stage(words, ZH).value) == stage


def test_a_count_with_a_bound_is_a_target_and_without_one_an_action():
    assert [str(plan_of(words)[0].kind) for words in ("培育家庭农场30家以上。", "培育家庭农场30家。")] == ["target", "action"]


@pytest.mark.parametrize(
    ("words", "cue"), [("保持物流成本稳定下降", "continues"), ("物价保持稳定", "None"), ("建设水土保持工程", "None"), ("率先垂范", "None")]
)
def test_a_state_that_lasts_is_no_cue(words, cue):
    assert str(decide_cue(words, ZH).value) == cue


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("粮食、肉类、奶类产量分别稳定在9万吨、8万吨、7万吨。", ["粮食产量", "肉类产量", "奶类产量"]),
        ("水果、药材产量分别达到9万吨、8万吨以上。", ["水果产量", "药材产量"]),
        ("蚕茧产量稳定在9万吨。", ["蚕茧产量"]),
    ],
)
def test_a_plan_of_one_sentence_with_levels_to_hold_or_reach_is_a_commitment(words, figures):
    assert [[quantity.indicator for quantity in c.quantities] for c in plan_of(words)] == [figures]


def test_a_level_that_was_held_before_is_no_commitment():
    assert plan_of("蚕茧产量已连续三年稳定在9万吨。") == ()


@pytest.mark.parametrize(
    ("review", "named"),
    [
        ("商标13件、专利8件，分别增长6%、9%。", ["商标", "专利", "商标", "专利"]),
        ("农村居民收入和城镇居民收入，分别达到2253元和6280元，每年增长4.7%和5.7%。", ["农村居民收入", "城镇居民收入"] * 2),
        ("产值9亿元，分别增长6%、9%。", ["产值", "", ""]),
        ("废气、废水排放量出现双下降，分别下降3%和4%。", ["", ""]),
        ("数字产业增加值9亿元，占地区生产总值比重达到10%。", ["数字产业增加值", "数字产业增加值占地区生产总值比重"]),
        ("产值9亿元，居全省第二。", ["产值", "产值"]),
        ("新增公路60公里，其中高速公路4公里。", ["新增公路", "新增高速公路"]),
        ("公路里程60公里，其中高速公路4公里。", ["公路里程", "高速公路"]),
    ],
)
def test_figures_of_the_review_without_a_name_have_those_of_the_statements_before_them(review, named):
    head = f"政府工作报告\n一、2023年工作回顾\n{review}\n二、2024年工作安排\n新建学校3所。"
    assert [q.indicator for outcome in extract_report(head.encode()).outcomes for q in outcome.quantities] == named


@pytest.mark.parametrize(
    ("review", "cut"),
    [
        ("新增就业3.2万人。提高低保标准，建成食堂9个。", ["新增就业3.2万人。", "提高低保标准，", "建成食堂9个。"]),
        ("产业结构改善。覆盖城乡的路网建成。", ["产业结构改善。", "覆盖城乡的路网建成。"]),
        ("油料产量9万吨。增长6%。", ["油料产量9万吨。增长6%。"]),
        ("油料产量9万吨，增长6%。", ["油料产量9万吨，增长6%。"]),
    ],
)
def test_a_sentence_of_the_review_is_its_own_unless_it_has_no_more_than_a_further_figure(review, cut):
    report = f"政府工作报告\n一、2023年工作回顾\n{review}\n二、2024年工作安排\n新建学校3所。"
    assert [outcome.text for outcome in extract_report(report.encode()).outcomes] == cut


def test_a_comma_between_thousands_cuts_no_figure():
    (found,) = plan_of("煤炭产量稳定在62，000万吨。")
    assert [(q.text, str(q.value)) for q in found.quantities] == [("62，000万吨", "620000000")]


@pytest.mark.parametrize(
    ("words", "before", "strength"),
    [
        ("物价涨幅2%左右", "力争产值增长5%、税收增长4%，", "strive"),
        ("油料种植9万亩", "今年确保粮食播种80万亩，玉米播种30万亩，", "guarantee"),
        ("年均增长6%", "到2030年，力争在提高效益的基础上，", "strive"),
        ("物价涨幅2%左右", "产值增长5%左右，实际工作中努力争取更好结果，", "plan"),
        ("物价涨幅2%左右", "产值增长5%、努力争取更好结果，", "plan"),
        ("物价涨幅2%左右", "力争产值增长5%；", "plan"),
        ("青稞播种20万亩", "严守耕地红线，", "plan"),
        ("新增就业3万人", "努力实现全年任务，", "plan"),
        ("旧房改造3000套", "力争产值增长5%，完善住房保障，", "plan"),
        ("旧房改造3000套", "在确保质量的前提下，", "plan"),
        ("产值增长5%以上、力争达到6%", "", "plan"),
        ("力争产值增长5%、税收增长4%", "", "strive"),
    ],
)
def test_a_modal_rules_the_list_of_figures_that_it_opens_and_no_other(words, before, strength):
    assert str(decide_strength(words, ZH, before).value) == strength


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("坚决防范遏制重大火灾", "must"),
        ("坚决防范重大火灾", "must"),
        ("驰而不息纠治铺张浪费", "must"),
        ("坚持不懈整治乱停乱放", "must"),
        ("依法严惩盗采砂石", "must"),
        ("坚决依法取缔黑作坊", "must"),
        ("坚决守住返贫底线", "guarantee"),
        ("坚决防范化解债务风险", "plan"),
        ("坚定不移推进国企改革", "advance"),
        ("查处盗采砂石", "plan"),
    ],
)
def test_emphasis_makes_a_ban_and_moves_nothing_else(words, strength):
    assert str(decide_strength(words, ZH).value) == strength
