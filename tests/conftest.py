"""What many tests read: the pair in seeds/, read and compared once, and a small pair of the same city for what needs many runs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from policydiff.ledger.follow import in_order
from policydiff.ledger.series import draw_series
from policydiff.lexicons import load_lexicon
from policydiff.pipeline import compare_extracts, extract_report

settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
"""The same examples at every run, so that a red run is a change of ours; HYPOTHESIS_PROFILE=search looks for new ones."""
REPORTS = Path(__file__).parents[2] / "shared" / "reports"
"""The real reports beside the checkout, where they are."""
NATIONAL = REPORTS / "national"
"""Those of the nation."""
SEEDS = Path(__file__).parents[1] / "seeds"
SMALL = {
    "small-2024.txt": (
        "政府工作报告\n——2024年1月9日在云泽市第六届人民代表大会第四次会议上\n一、2023年工作回顾\n"
        "过去一年，新建书屋3家。城镇新增就业1.9万人。\n二、2024年重点工作\n"
        "今年主要预期目标是：地区生产总值增长6%左右，城镇新增就业2万人以上，城镇调查失业率控制在5.5%以内。\n"
        "（一）改善民生。新建公园3座。改造老旧小区20个。推动渔业协会换届。办好渔业节。建成儿童医院并投入使用。\n"
        "（二）壮大产业。开工建设智算中心1座。支持企业上云上平台。完善科技特派员制度。\n"
        "（三）守护生态。治理入湖河道12公里。新建湿地监测站6处。推广绿色建材。\n"
    ),
    "small-2025.txt": (
        "政府工作报告\n——2025年1月8日在云泽市第六届人民代表大会第五次会议上\n一、2024年工作回顾\n"
        "过去一年，地区生产总值增长6.1%。城镇新增就业1.8万人。新建公园3座。改造老旧小区20个。智算中心开工建设。\n二、2025年重点工作\n"
        "今年主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业2万人以上，城镇调查失业率控制在5.5%以内。\n"
        "（一）改善民生。新建公园5座。改造老旧小区20个。建成儿童医院并投入使用。发放文旅消费券2000万元。\n"
        "（二）壮大产业。建成智算中心1座。支持企业上云上平台。完善科技特派员制度。培育专精特新企业15家。\n"
        "（三）守护生态。治理入湖河道12公里。推广绿色建材。\n"
    ),
}


@pytest.fixture(scope="session")
def older():
    """The older report of the seeds, read."""
    return extract_report(SEEDS / "yunze-2024.txt")


@pytest.fixture(scope="session")
def newer():
    """The newer report of the seeds, read."""
    return extract_report(SEEDS / "yunze-2025.txt")


@pytest.fixture(scope="session")
def compared(older, newer):
    """The seeds, compared."""
    return compare_extracts(older, newer)


@pytest.fixture(scope="session")
def national_series():
    """The series of the national reports 1978–2020, as a ledger of them has them."""
    extracts = [extract_report(NATIONAL / f"cn-{year}.txt") for year in range(1978, 2021)]
    return draw_series(in_order(extracts), load_lexicon("zh"))


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Two files of a few lines with all that two reports have: targets, figures that move, what is new, dropped, met and missed."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in SMALL)
