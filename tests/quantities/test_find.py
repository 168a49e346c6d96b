"""Figures in sentences of our own: what is found, and every field of it. The drawers: wild types, synthetic, traps, known failures."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.lexicons import load_lexicon
from policydiff.model import Quantity
from policydiff.quantities import find_quantities

ZH = load_lexicon("zh")


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, ZH)


def fields(text: str) -> list[str]:
    """Words, value, unit, comparator and measure of every figure, as one line each."""
    return [
        f"{q.text} {q.value if q.value_high is None else f'{q.value}~{q.value_high}'} {q.unit} {q.comparator} {q.measure}"
        for q in read(text)
    ]


DOMAIN_TABLE = [
    ("参保率不低于40%", ["40% 40 % ≥ share"]),
    ("参保率低于40%", ["40% 40 % < share"]),
    ("惠及群众不少于300人", ["300人 300 人 ≥ level"]),
    ("每镇至少改造3条街", ["3条 3 条 ≥ count"]),
    ("税收达到70亿元以上", ["70亿元 7000000000 元 ≥ level"]),
    ("失业率控制在6%以内", ["6% 6 % ≤ share"]),
    ("失业率控制在6%左右", ["6% 6 % ≈ share"]),
    ("办理不超过5天", ["5天 5 天 ≤ duration"]),
    ("增长约6%", ["6% 6 % ≈ growth"]),
    ("税收突破300亿元", ["300亿元 30000000000 元 > level"]),
    ("税收超过300亿元", ["300亿元 30000000000 元 > level"]),
    ("实现技术突破4项", ["4项 4 项 = count"]),
    ("绿化覆盖率达到88%", ["88% 88 % = share"]),
    ("绿化覆盖率提高到88%", ["88% 88 % = share"]),
    ("补助标准提高8%", ["8% 8 % = growth"]),
    ("绿化覆盖率提高8个百分点", ["8个百分点 8 pp = change"]),
    ("服务近3万户", ["3万户 30000 户 ≈ level"]),
    ("入驻商家500余家", ["500余家 500 家 > count"]),
    ("受益居民3700多万人", ["3700多万人 37000000 人 > level"]),
    ("压缩到30天以下", ["30天 30 天 ≤ duration"]),
    ("两年内完成", ["两年 2 年 ≤ duration"]),
    ("综合排名居全省前三", ["前三 3 位 ≤ rank"]),
    ("产值增长7%", ["7% 7 % = growth"]),
    ("总量70万吨", ["70万吨 700000 吨 = level"]),
    ("新增车位9千个", ["9千个 9000 个 = count"]),
    ("新增就业9千人", ["9千人 9000 人 = level"]),
    ("补助标准再增加40元", ["40元 40 元 = change"]),
    ("增长5%—5.5%", ["5%—5.5% 5~5.5 % range growth"]),
    ("增长4.5-5%", ["4.5-5% 4.5~5 % range growth"]),
    ("培育龙头企业3至4家", ["3至4家 3~4 家 range count"]),
    ("6－24月龄婴儿", ["6－24月龄 6~24 月龄 range duration"]),
    ("2021—2025年", []),
    ("惠及2／3以上村屯", ["2／3 0.6667 share ≥ share"]),
    ("惠及三分之二的村屯", ["三分之二 0.6667 share = share"]),
    ("八成五以上村屯通快递", ["八成五 0.85 share ≥ share"]),
    ("茶产业产值翻一番", ["翻一番 2 倍 = multiple"]),
    ("茶产业产值翻两番", ["翻两番 4 倍 = multiple"]),
    ("出口增长2倍", ["2倍 3 倍 = multiple"]),
    ("出口额是去年的2倍", ["2倍 2 倍 = multiple"]),
    ("装机542万千瓦", ["542万千瓦 5420000 千瓦 = level"]),
    ("发电14.1亿千瓦时", ["14.1亿千瓦时 1410000000 千瓦时 = level"]),
    ("储粮1.37万亿斤", ["1.37万亿斤 1370000000000 斤 = level"]),
    ("产值突破百亿元", ["百亿元 10000000000 元 > level"]),
    ("产值突破百亿。", ["百亿 10000000000  > level"]),
    ("气价下调1.5元／立方米", ["1.5元／立方米 1.5 元/立方米 = change"]),
    ("茶叶产量排第2位", ["第2位 2 位 = rank"]),
    ("第3届茶叶节", []),
    ("居民收入与经济增长同步", []),
    ("林地面积只增不减", []),
    ("增速高于全省平均", []),
    ("今年不设具体目标", []),
    ("投资90亿元，其中工业30亿元", ["90亿元 9000000000 元 = level", "30亿元 3000000000 元 = level"]),
    ("收入3.9万亿元、比上年增加1000亿元", ["3.9万亿元 3900000000000 元 = level", "1000亿元 100000000000 元 = change"]),
    ("新建3万亩、改造2万亩高标准田", ["3万亩 30000 亩 = level", "2万亩 20000 亩 = level"]),
]

WILD_TYPES = [
    ("旱厕数量减少三分之一", ["三分之一 0.3333 share = growth"]),
    ("一半用于村级道路", ["一半 0.5 share = share"]),
    ("全年再为商户减税8000多亿元", ["8000多亿元 800000000000 元 > level"]),
    ("压减水泥产能90万吨左右", ["90万吨 900000 吨 ≈ change"]),
    ("工业增加值达到90亿元", ["90亿元 9000000000 元 = level"]),
    ("降低电费0.1元/千瓦时", ["0.1元/千瓦时 0.1 元/千瓦时 = change"]),
    ("降低企业物流成本9亿元", ["9亿元 900000000 元 = level"]),
    ("保持7%左右的增速", ["7% 7 % ≈ growth"]),
    ("占全国30%以上", ["30% 30 % ≥ share"]),
    ("茶叶产量连续9年保持全省第一，", ["9年 9 年 = duration", "第一 1 位 = rank"]),
    ("口岸货值居全国首位，", ["首位 1 位 = rank"]),
    ("空气质量排全省第5名", ["第5名 5 名 = rank"]),
    ("开通两条公交线路、新建三座桥", ["两条 2 条 = count", "三座 3 座 = count"]),
    ("每户至少一人就业", ["一人 1 人 ≥ level"]),
    ("让学生至少学会两项球类和一项乐器", ["两项 2 项 ≥ count", "一项 1 项 ≥ count"]),
    ("茶厂从20家增加到35家", ["20家 20 家 = count", "35家 35 家 = count"]),
    ("茶厂、药店分别增加6家和8家", ["6家 6 家 = change", "8家 8 家 = change"]),
    ("占比分别提高1.5、2和0.7个百分点", ["1.5 1.5 pp = change", "2 2 pp = change", "0.7个百分点 0.7 pp = change"]),
    ("产量百分之七点五以上", ["百分之七点五 7.5 % ≥ share"]),
    ("每年递增百分之四到五", ["百分之四到五 4~5 % range growth"]),
    ("用户从1024万增加到4416万", ["1024万 10240000  = level", "4416万 44160000  = level"]),
    ("城乡居民收入比降至2.4，", ["2.4 2.4  = share"]),
    ("城乡居民收入比缩小到2.35:1", ["2.35:1 2.35  = share"]),
    ("工期缩短两三年", ["两三年 2~3 年 range duration"]),
    ("里程由2万5千公里增至1亿3千多万公里", ["2万5千公里 25000 公里 = level", "1亿3千多万公里 130000000 公里 > level"]),
    ("里程增加三千五百公里", ["三千五百公里 3500 公里 = change"]),
    ("提前6小时预报", ["6小时 6 小时 = duration"]),
    ("共减轻负担3万多亿元", ["3万多亿元 3000000000000 元 > level"]),
    ("占比分别提高1.5个、2个百分点", ["1.5个 1.5 pp = change", "2个百分点 2 pp = change"]),
    ("连续3年提高养老金、惠及5.4万人", ["3年 3 年 = duration", "5.4万人 54000 人 = level"]),
    ("平均收入增加17%；百分之六十的职工涨了工资", ["17% 17 % = growth", "百分之六十 60 % = share"]),
    ("出生率下降5个千分点", ["5个千分点 5 千分点 = change"]),
    ("5个工作日内办结", ["5个工作日 5 工作日 ≤ duration"]),
]

SYNTHETIC = [
    ("增长６．５％", ["６．５％ 6.5 % = growth"]),
    ("拨款１，２００元", ["１，２００元 1200 元 = level"]),
    ("7%", ["7% 7 % = share"]),
    ("1至2至3家", ["3家 3 家 = count"]),
]

TRAPS = [
    "“1＋4”布局",
    "“3＋1”保障",
    "“1＋10＋N”体系",
    "1+10+N体系",
    "开展“183”行动",
    "落实“232”计划",
    "发展六新产业",
    "打造五大百亿产业",
    "壮大十大百万产业",
    "五位一体总体布局",
    "三位一体养老",
    "坚持两个毫不动摇",
    "建好四好农村路",
    "共建一带一路",
    "六甲灌区",
    "陆海新通道",
    "红十字事业",
    "一般公共预算平衡",
    "第一产业",
    "十四五规划",
    "学习二十届二中全会精神",
    "第十四届运动会",
    "第二十二届歌会",
    "创建5A级景区",
    "4A级、5A级景区",
    "5G基站",
    "8、9号机组",
    "3、4号线",
    "2023年",
    "1958年以来",
    "到2027年底",
    "2023—2024年",
    "6月30日前",
    "实施3个千亿工程",
    "出台一系列措施",
    "进一步完善",
    "统一标准",
    "培育一批企业",
    "突破一批技术",
    "推进一体化",
    "服务三农",
    "一二三产业融合",
    "第一、二、三产业",
    "建设双一流",
    "千方百计稳岗",
    "万众一心",
    "①整治河道",
    "一是整治河道",
    "（三）整治河道",
    "1.整治河道",
    "G60走廊",
    "T3航站楼",
    "S5公路",
    "PM2.5浓度",
    "12345热线",
    "世界500强企业",
    "国三柴油车",
    "三级医院",
    "三年行动计划",
    "过去五年",
    "五年来",
    "今后三年",
    "前三季度",
    "第三轮督察",
    "最后一公里",
    "建设15分钟生活圈",
    "“三年上台阶”目标",
    "《规划2030》",
    "建市30周年",
    "长江十年禁渔",
    "九年义务教育",
    "两岸交流",
    "聚焦四个重点",
    "打响四大品牌",
    "数十座学校",
    "几百万农民",
    "每千人口床位",
    "安全责任放在第一位",
    "百年变局",
    "跃上千亿台阶",
    "第七个五年的安排",
    "形成百亿成势的格局",
]

KNOWN_FAILURES = [
    ("代表团获得2金3银", ["2金 2 金 = count", "3银 3 银 = count"]),
    ("对59国人员免签", ["59国 59 国 = count"]),
]


@pytest.mark.parametrize(("text", "expected"), DOMAIN_TABLE)
def test_every_row_of_the_domain_table(text: str, expected: list[str]) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize(("text", "expected"), WILD_TYPES)
def test_wild_types(text: str, expected: list[str]) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize(("text", "expected"), SYNTHETIC)
def test_synthetic(text: str, expected: list[str]) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize("text", TRAPS)
def test_names_dates_and_labels_are_no_figures(text: str) -> None:
    assert fields(text) == []


@pytest.mark.parametrize(("text", "expected"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="units that are not in the table")
def test_known_failures(text: str, expected: list[str]) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("能耗下降3%以上", "down"),
        ("产值增长3%", "up"),
        ("失业率提高1个百分点", "up"),
        ("失业率降低1个百分点", "down"),
        ("压减产能30万吨", "down"),
        ("再增加40元", "up"),
        ("失业率6%", None),
        ("产值翻一番", None),
        ("出口增长2倍", "up"),
    ],
)
def test_direction(text: str, direction: str | None) -> None:
    assert read(text)[0].direction == direction
    assert read(text)[0].value > 0


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("引进5000万元以上项目20个", [True, False]),
        ("引进亿元以上项目超30个", [True, False]),
        ("推进200个以上投资超亿元的文旅项目", [False, True]),
        ("关停30万千瓦以下机组", [True]),
        ("服务60岁以上老年人", [True]),
        ("建设1000吨级航道", [True]),
        ("时速120公里路段占比增至71%", [True, False]),
        ("投资5000万元以上", [False]),
        ("发放80亿元以上贷款", [False]),
        ("培育10家以上企业", [False]),
        ("人均预期寿命达到80岁", [False]),
    ],
)
def test_thresholds_that_only_select(text: str, flags: list[bool]) -> None:
    assert [quantity.filter for quantity in read(text)] == flags


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("力争全市城镇新增就业1.2万人以上，", ["城镇新增就业"]),
        ("今年粮食产量稳定在90万吨、增长3%", ["粮食产量", "粮食产量"]),
        ("新建林地9万亩、绿道12公里", ["新建林地", "新建绿道"]),
        ("建成28个示范村", ["示范村"]),
        ("推进甲乙等6条公路开工", ["公路"]),
        ("茶叶、桑蚕产量分别增长3%、5%", ["茶叶产量", "桑蚕产量"]),
        ("茶叶、林木加工和家居、医药分别增长3%、5%、7%", ["茶叶", "林木加工和家居", "医药"]),
        ("茶叶、桑蚕产量均增长10%", ["茶叶、桑蚕产量"]),
        ("产值90亿元，增长6%", ["产值", "产值"]),
        ("数字经济规模稳居全国首位", ["数字经济规模"]),
        ("渔业产值净增3亿元", ["渔业产值"]),
        ("商标新增30件", ["新增商标"]),
        ("市属企业完成技改投资53亿元、研发投入13亿元", ["市属企业完成技改投资", "市属企业研发投入"]),
        ("城镇居民人均收入和农村居民人均收入，分别实际增长8%和9%", ["城镇居民人均收入", "农村居民人均收入"]),
        ("全县产值跨越3个千亿元台阶，达到1.5万亿元", ["产值", "产值"]),
        ("玻璃产量700万重量箱，钢产量9万吨", ["玻璃产量", "钢产量"]),
        ("裁撤员额20万任务顺利完成", ["裁撤员额"]),
        ("《纲要》提出“十一五”期间燃煤消耗降低20%", ["燃煤消耗"]),
        ("县财政新增47亿元补助资金", ["新增补助资金"]),
        ("商户平均每天新增1.2万户", ["商户平均每天新增"]),
        ("贷款余额增加，共减轻负担3万多亿元", ["减轻负担"]),
        ("湿地覆盖率达65%、连续7年居全市首位", ["湿地覆盖率", "湿地覆盖率", "湿地覆盖率"]),
        ("城乡居民收入从2021年的46503元和16935元分别提高到58794元和23184元", ["城镇居民收入", "农村居民收入"] * 2),
        ("单位生产总值用水量、能耗分别下降23%、15%", ["单位生产总值用水量", "单位生产总值能耗"]),
        ("新增2个县级古村示范县、总数居全省首位", ["新增县级古村示范县", "县级古村示范县总数"]),
        ("农民平均收入增加17%；百分之六十的职工增加了工资", ["农民平均收入", ""]),
        ("农户收入增长6%，增速比城镇居民高2个百分点", ["农户收入", "农户收入增速"]),
        ("学校由71所优化整合为47所", ["学校", "学校"]),
        ("蚕茧产量又增产29万斤，达到96万斤", ["蚕茧产量", "蚕茧产量"]),
        ("工业产值一九七七年比一九七六年增长百分之十四", ["工业产值"]),
        ("蚕茧产量要保证达到４９万公斤", ["蚕茧产量"]),
        ("营业总收入、利润总额五年分别增长97%、27%", ["营业总收入、利润总额", "营业总收入", "利润总额"]),
        ("18起成功避险案例获通报表扬", ["成功避险案例"]),
        ("接待游客、旅游总收入分别增长10%、12%", ["接待游客", "旅游总收入"]),
        ("先进制造业、建筑业增加值占地区生产总值比重分别达56%、34%", ["先进制造业占地区生产总值比重", "建筑业增加值占地区生产总值比重"]),
        ("建成助餐点38个并有序开放", ["建成助餐点"]),
        ("耕地占比达到66%，近3年提升2个百分点", ["耕地占比", "耕地占比"]),
        ("县域产值超过6亿元，年均增速7%", ["县域产值", "县域产值年均增速"]),
        ("发展4万亩林下种植", ["林下种植"]),
        ("基础养老金从2004年人均每月70元提高到172元", ["基础养老金", "基础养老金"]),
        ("妥善安置1.6万山洪受灾群众", ["山洪受灾群众"]),
        ("把全市人口控制在12万左右的目标", ["人口"]),
        ("县财政安排38万元救灾款和74万元恢复重建资金", ["县财政", "恢复重建资金"]),
        ("公路投资123亿元，是1950年到1997年公路投资总和的1.7倍", ["公路投资", "公路投资"]),
        ("山区等3个领域20个共建项目完成投资53亿元", ["领域", "共建项目", "共建项目完成投资"]),
        ("火灾起数、死亡人数分别下降18%、13%，连续十年未发生大火", ["火灾起数", "死亡人数", ""]),
        ("外贸总额9亿元、增速5%，增速居全省第2位", ["外贸总额", "外贸总额增速", "外贸总额增速"]),
        ("新增公路60公里，其中高速公路4公里，高速公路总里程达9万公里", ["新增公路", "新增高速公路", "高速公路总里程"]),
        ("农业生产计划增长0.9%，而工业生产计划增长6%", ["农业生产", "工业生产"]),
        ("将特教经费标准从每生每年6000元提高至7000元", ["特教经费标准", "特教经费标准"]),
        ("工人每户收入17万元，农户每户收入5万元，实际增长9.8%和8.5%", ["工人每户收入", "农户每户收入"] * 2),
        ("小学、初中学生人均公用经费分别提高到300元和500元", ["小学人均公用经费", "初中学生人均公用经费"]),
        ("水泥和化肥（折纯）分别达到2.4亿吨和1988万吨", ["水泥", "化肥（折纯）"]),
        ("新增并网40万千瓦、发电量超30亿度", ["新增并网", "发电量"]),
        ("支农支出达40亿元，比前五年累计增加18亿元", ["支农支出", "支农支出"]),
        ("储备资金１９８７年达到193亿元，每年增长19%", ["储备资金", "储备资金"]),
        ("5个天狼实验室揭牌运行，4个粮库新建成投用，48项经验获全省推广", ["天狼实验室", "粮库", "经验"]),
        ("退役士兵、烈属和老复员兵等各类优抚对象抚恤和生活补助标准提高20%", ["退役士兵、烈属和老复员兵等各类优抚对象抚恤和生活补助标准"]),
        ("产值增长7.8%，虽然略低于8%的预定目标", ["产值", "产值"]),
        ("算力产业产值9亿元、占地区生产总值比重达到10%", ["算力产业产值", "算力产业产值占地区生产总值比重"]),
        ("出口总值首次突破8亿元", ["出口总值"]),
        ("机器人产量增长8%、占全国三成", ["机器人产量", "机器人产量"]),
        ("为8个老旧小区引入物业服务", ["老旧小区"]),
        ("压减“三公”经费8%", ["压减“三公”经费"]),
        ("扩大到9个县（市、区）", ["县（市、区）"]),
        ("企业从20家增加到35家", ["企业", "企业"]),
        ("新增有色金属产能3万吨", ["新增有色金属产能"]),
        ("人均预期寿命达到80岁", ["人均预期寿命"]),
    ],
)
def test_indicators(text: str, indicators: list[str]) -> None:
    assert [quantity.indicator for quantity in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("城镇、农村居民收入分别为5万元、2万元，分别增长5%、7.2%", ["城镇居民收入", "农村居民收入"] * 2),
        ("完成技改投资53亿元、研发投入13亿元，分别增长9%、11%", ["技改投资", "研发投入"] * 2),
        ("甲区产值9亿元、增长5%，乙区产值3亿元、增长6%，分别占两成、一成", ["甲区产值"] * 2 + ["乙区产值"] * 2 + ["甲区产值", "乙区产值"]),
        ("货运总量43万吨，其中水运24万吨，分别比2019年增长6%和7%", ["货运总量", "水运", "货运总量", "水运"]),
        ("煤炭、石英砂产量达到640万吨、120万吨，分别增长9%、7%", ["煤炭产量", "石英砂产量"] * 2),
        ("城镇和农村人均住房面积32平方米、37平方米", ["城镇人均住房面积", "农村人均住房面积"]),
        ("低保、特困标准分别从202元、270元提高到209元、280元", ["低保标准", "特困标准"] * 2),
        ("产值9亿元，分别增长3%、5%", ["产值", "", ""]),
        ("茶叶产量4万吨、药材产量3万吨，占比分别提高2个、3个百分点", ["茶叶产量", "药材产量", "茶叶产量占比", "药材产量占比"]),
    ],
)
def test_figures_behind_respectively_take_their_names_in_turn(text: str, indicators: list[str]) -> None:
    assert [quantity.indicator for quantity in read(text)] == indicators


@pytest.mark.parametrize(
    ("text", "comparators"),
    [
        ("水果、药材、茶叶产量分别达到25万吨、12万吨、2万吨以上", ["≥", "≥", "≥"]),
        ("甲、乙、丙三县分别增长7%、8%和9%以上", ["≥", "≥", "≥"]),
        ("饮水、饮食合格率分别超98%和99%", [">", ">"]),
        ("登记失业率、物价涨幅分别控制在5%和3%以内", ["≤", "≤"]),
        ("水果、茶叶产量分别达到25万吨左右、2万吨以上", ["≈", "≥"]),
        ("水果、茶叶产量分别为25万吨和2万多吨", ["=", ">"]),
        ("粮食产量25万吨、蚕茧产量2万吨以上", ["=", "≥"]),
        ("水果产量25万吨，茶叶产量2万吨以上", ["=", "≥"]),
    ],
)
def test_a_bound_at_an_end_of_a_shared_list_holds_for_all_of_it(text: str, comparators: list[str]) -> None:
    assert [str(quantity.comparator) for quantity in read(text)] == comparators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增经营主体16万户、总量达到200万户", [("新增经营主体", "level"), ("经营主体总量", "level")]),
        ("经营主体新增16万户、总量达到200万户", [("新增经营主体", "level"), ("经营主体总量", "level")]),
        ("新增水厂6座、累计达到83座", [("新增水厂", "count"), ("水厂", "count")]),
        ("新增商标3000件，达到2万件", [("新增商标", "count"), ("商标", "count")]),
        ("推广电动车2万辆、累计达到6万辆", [("推广电动车", "count"), ("累计推广电动车", "count")]),
        ("经营主体净增16万户、增长6%", [("经营主体", "change"), ("经营主体", "growth")]),
        ("净增产值3亿元", [("产值", "change")]),
        ("科技企业净增28家、总数达到224家", [("科技企业", "change"), ("科技企业总数", "count")]),
        ("新增产能3万吨、就业5万人", [("新增产能", "level"), ("新增就业", "level")]),
        ("新建公园3座、游客900万人次", [("新建公园", "count"), ("游客", "level")]),
        ("新建学校3所、教师200名", [("新建学校", "count"), ("教师", "level")]),
        ("新增企业9家、利润3亿元", [("新增企业", "count"), ("利润", "level")]),
        ("新增贷款9亿元、存款3亿元", [("新增贷款", "level"), ("新增存款", "level")]),
        ("新增就业5万人、登记失业率3%", [("新增就业", "level"), ("登记失业率", "share")]),
        ("研发投入增长25%、投入强度提升至1.4%", [("研发投入", "growth"), ("研发投入强度", "share")]),
    ],
)
def test_what_is_added_and_what_there_is_have_two_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(quantity.indicator, str(quantity.measure)) for quantity in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进6个欠发达乡镇帮扶", [("6个", "欠发达乡镇帮扶", False)]),
        ("开通直达航线9条", [("9条", "开通直达航线", False)]),
        ("9个景区达到五星标准", [("9个", "景区", False)]),
        ("引进5万人才", [("5万人", "人才", False)]),
        ("百万人才进云泽", []),
        ("覆盖90%以上村社", [("90%", "覆盖村社", False)]),
        ("用好18亿元纾困基金", [("18亿元", "纾困基金", False)]),
        ("3.实现城镇新增就业8万人", [("8万人", "城镇新增就业", False)]),
        ("园区[7]产值提高到4亿元", [("4亿元", "园区产值", False)]),
        ("年收益超8万元、超20万元村社达90个", [("8万元", "年收益", True), ("20万元", "村社", True), ("90个", "村社", False)]),
    ],
)
def test_names_end_where_a_word_ends_and_hold_no_number_of_a_list(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert [(quantity.text, quantity.indicator, quantity.filter) for quantity in read(text)] == expected


def test_at_least_counts_for_the_last_figure_alone() -> None:
    assert [str(q.comparator) for q in read("粮食产量25万吨、蚕茧产量2万吨以上")] == ["=", "≥"]


@given(st.text(max_size=200))
def test_arbitrary_text_never_raises(text: str) -> None:
    check(text)


@given(
    st.text(
        alphabet="0123456789.,/:%％—-～至到和、，。第前每一二两三十百千万亿多余年个月位项元人吨级以上内翻番首半成分之点增长下降提高率占比“”（）A+",
        max_size=120,
    )
)
def test_text_of_figures_never_raises_and_spans_are_right(text: str) -> None:
    check(text)


def check(text: str) -> None:
    found = read(text)
    assert [q.text for q in found] == [text[q.span.start : q.span.end] for q in found]
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    assert all(q.value >= 0 and isinstance(q.value, Decimal) and q.value.is_finite() for q in found)
    assert all(q.value_high is None or q.value_high > q.value for q in found)


@pytest.mark.parametrize(
    "unit", ["1", "一", "亿", "1、", "第一", "增长5%、", "三分之", "1/", "1.", "每千", "前三居", "1+", "十年", "企业", "5%、", "分别5%、"]
)
def test_time_grows_linearly(unit: str) -> None:
    """Processor time, the best of several: twelve times the text takes at most three times its share, where a square takes twelve."""
    short, long = unit * (300 // len(unit)), unit * (12 * 300 // len(unit))
    assert fastest(long) < 36 * fastest(short) + 0.02


def test_time_grows_linearly_where_the_word_for_a_list_comes_many_times() -> None:
    short, long = ("分别" * number + "5%、" * number for number in (50, 600))
    assert fastest(long) < 36 * fastest(short) + 0.02


def fastest(text: str) -> float:
    """The least processor time in seconds that reading a text takes."""

    def once() -> float:
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("登记失业率、物价涨幅分别控制在5%和3%以内", [("登记失业率", "share"), ("物价涨幅", "growth")]),
        ("覆盖率、占比分别提高3%、5%", [("覆盖率", "growth"), ("占比", "growth")]),
        ("覆盖率、普及率分别达到30%、50%", [("覆盖率", "share"), ("普及率", "share")]),
        ("建材、化工产值分别增长3%、5%", [("建材产值", "growth"), ("化工产值", "growth")]),
        ("工业用地比去年多300亩", [("工业用地", "change")]),
        ("煤气普及率和垃圾处理率分别达到91%和92%", [("煤气普及率", "share"), ("垃圾处理率", "share")]),
        ("和美乡村、林场面积分别达到3万亩和4万亩", [("和美乡村面积", "level"), ("林场面积", "level")]),
        ("东县、西县产值分别达到1，200万元和3，500万元", [("东县产值", "level"), ("西县产值", "level")]),
        (
            "茶叶产值、蚕桑产值分别增长5%和7%、茶叶产量、蚕桑产量分别达到3万吨和4万吨",
            [("茶叶产值", "growth"), ("蚕桑产值", "growth"), ("茶叶产量", "level"), ("蚕桑产量", "level")],
        ),
        ("赤字率从2019年的2.8%降到去年的1.5%", [("赤字率", "share"), ("赤字率", "share")]),
    ],
)
def test_names_and_measures_of_figures_in_lists(text, expected):
    assert [(quantity.indicator, str(quantity.measure)) for quantity in find_quantities(text, ZH)] == expected
