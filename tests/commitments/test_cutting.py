"""Where commitments begin and end, on a small report in our own words; every row is one paragraph of its plan.

``|`` stands where a commitment begins, ``/`` where words that are none begin.
"""

import pytest

from policydiff.pipeline import extract_commitments

BEFORE = (
    "政府工作报告\n——2025年1月9日在云泽市第六届人民代表大会第五次会议上\n"
    "一、2024年工作回顾\n过去一年，全市新建书屋3家。\n二、2025年重点工作\n"
)
PLAN = (
    "（一）扩大有效需求\n提振消费活力。实施汽车换新行动，发放消费券2000万元。培育夜间集市5处，改造老旧商场2座。\n"
    "（二）提升产业能级\n做强主导产业。推进泽岚新材料产业园二期建设，引进配套企业12家。开展技术改造专项行动，新增专精特新企业20家。\n"
)
DEVELOPMENT = {
    "a run-in topic sentence is carried out by what follows": (
        "/优化营商环境。|推行企业开办一次办结，|建立助企专员制度。|清理拖欠企业账款。"
    ),
    "a purpose goes on": "/建设美丽乡村。|整治农村污水处理站15座，|完成农房改造300户，让村民住得更舒心。|开展村庄清洁行动。",
    "a lead-in takes the commitment": "/发展数字经济。|围绕算力产业链，建设智算中心1座。|支持企业上云上平台。",
    "reasons are none": "/稳定扩大就业。/就业是民生之本。|开展职业技能培训3万人次，|新增城镇就业2万人。",
    "every indicator is one": (
        "/今年主要预期目标是：|地区生产总值增长6%左右；|城镇新增就业2万人，|城镇调查失业率5.5%左右；|居民消费价格涨幅2%左右。"
    ),
    "what the year before brought is no target": (
        "/做好今年的工作意义重大。/过去一年，全市发展成绩很大。/地区生产总值增长6.3%，/新建公园8座。/这为今年打下了基础。|今年新建公园9座。"
    ),
    "what was begun the year before goes on": "/去年启动的三大工程加快推进。|新建公园30座，|改造管网40公里。",
    "an expectation that is stated is a target": "/综合考虑各方面条件，|今年的经济增长预期为6%左右。|新建公园9座。",
    "a heading sets no amount": "|新建公园3座。|推动协会换届。",
    "a connective alone is none": "/办好民生实事。|新建幼儿园4所。|同时，改造学校食堂30个。",
    "a ratio is not cut": "/提升农产品加工水平。|农产品加工业产值与农业产值之比突破2.5：1，|建设冷库3座。",
    "a note in brackets is not cut": "/办好惠民实事。|新建助餐点20个（牵头单位：民政局、商务局）。|建成口袋公园8处（牵头单位：园林局）。",
}
HELD_OUT = {
    "open government and audit are measures": "/加强政府自身建设。|自觉接受人大监督，|深化政务公开，|压减一般性支出5%。",
    "exhortation closes a paragraph": (
        "/推进污染防治。|完成燃煤锅炉改造40台，|建设雨污分流管网60公里。/我们要久久为功，/让蓝天白云常驻云泽。"
    ),
    "a rationale before the verb": "/保障粮食安全。/粮食安全事关全局。|建设高标准农田5万亩，|推广良种3万亩。",
    "a policy stance before its figures": (
        "|积极的财政政策要提质增效。|今年赤字率拟按3%安排，比上年提高0.2个百分点；|安排专项债券4万亿元。"
    ),
    "certainty is none": "/扩大开放。|深化口岸通关改革，|降低进出口环节费用。/云泽的投资环境一定会越来越好。",
    "facts before a measure": "/做好防汛工作。/我市三面环山，/汛期短时强降雨多发，|要加固堤防20公里，|更新排涝泵站6座。",
    "a share of the same figure goes on": "/加强社会保障。|居民医保补助标准提高30元，一半用于大病保险。|提高养老金标准。",
    "a third verb on the same matter": "/深化国企改革。|推进市属企业重组，提高核心竞争力。|加强科研伦理建设，惩戒学术不端，力戒浮躁之风。",
    "a further verb with a further object": "/完善交通网络。|建成环湖公路，|开工建设河东大桥，|新辟公交线路6条。",
}
KNOWN_FAILURES = {
    "a principle before its measure": "/壮大文旅产业。|坚持以文塑旅，办好云泽灯会，|推出精品线路5条，让更多游客爱上云泽。",
    "a measure after creed": "/树立正确政绩观。/各级干部要埋头苦干，/不断提高政治判断力。|严控会议文件数量，为基层减负。",
}


def cut(paragraph):
    """The paragraph with its marks set where the tool begins commitments and where it leaves words out."""
    words = paragraph.replace("|", "").replace("/", "")
    text = f"{BEFORE}{PLAN}（三）办好各项工作\n{words}\n三、结束语\n各位代表！让我们共同努力！"
    start = text.index(words)
    found = [c.span for c in extract_commitments(text.encode()) if start <= c.span.start < start + len(words)]
    marks = {span.start - start: "|" for span in found}
    ends = {span.end - start for span in found} | {0}
    marks |= {end: "/" for end in ends if end not in marks and end < len(words)}
    return "".join(marks.get(place, "") + character for place, character in enumerate(words))


@pytest.mark.parametrize("paragraph", DEVELOPMENT.values(), ids=DEVELOPMENT)
def test_cut_as_developed(paragraph):
    assert cut(paragraph) == merged(paragraph)


@pytest.mark.parametrize("paragraph", HELD_OUT.values(), ids=HELD_OUT)
def test_cut_held_out(paragraph):
    assert cut(paragraph) == merged(paragraph)


@pytest.mark.xfail(strict=True, reason="known: cut otherwise than a careful reader would")
@pytest.mark.parametrize("paragraph", KNOWN_FAILURES.values(), ids=KNOWN_FAILURES)
def test_known_failures(paragraph):
    assert cut(paragraph) == merged(paragraph)


def merged(paragraph):
    """Marks as the tool can show them: of several ``/`` in a row only the first counts."""
    shown, out = "", False
    for character in paragraph:
        if character == "/":
            shown += "" if out else "/"
            out = True
        else:
            out = False if character == "|" else out
            shown += character
    return shown
