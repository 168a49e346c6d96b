"""The pictures of the page on charts: ``python -m tests.docs.charts`` writes them into ``docs/charts``."""

from pathlib import Path

from tests.ledger.drawn import drawn

from policydiff import draw_flow, draw_indicators, draw_slope
from policydiff.ledger import follow_reports
from policydiff.model import Ledger
from policydiff.pipeline import compare_reports
from policydiff.publish.charts import Chart

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "charts"
YEARS = (
    (2015, "8.5%左右", "1.5万人以上", "8.9%", "1.46万人"),
    (2016, "8%左右", "1.5万人以上", "8.2%", "1.62万人"),
    (2017, "7.5%左右", "1.6万人以上", "8.1%", "1.71万人"),
    (2019, "7%—7.5%", "1.7万人以上", "7.4%", "1.79万人，比上年增加0.06万人"),
    (2020, "", "1.6万人以上", "6.9%", "1.83万人"),
    (2021, "6.5%以上", "1.8万人以上", "2.6%", "1.61万人"),
    (2022, "6%左右", "1.8万人", "7.3%", ""),
    (2023, "6%左右", "1.8万人以上", "3.9%", "1.74万人"),
    (2024, "6%左右", "1.8万人以上", "6.1%", "1.84万人"),
    (2025, "5.5%左右", "1.9万人以上", "5.9%", "1.86万人"),
)
"""For each report of 云泽市 its targets of growth and of new jobs, then what it says was reached the year before."""


def invented_ledger() -> Ledger:
    """Ten reports in which there is one of each mark: a year without a report, one without a target, a range, an inferred figure."""
    extracts = []
    for year, growth, jobs, grown, placed in YEARS:
        aim = f"地区生产总值增长{growth}，" if growth else "今年不设经济增长的具体目标，"
        reached = f"过去一年，地区生产总值增长{grown}。" + (f"城镇新增就业{placed}。" if placed else "")
        extracts.append(drawn(year, "新建公园3座。", review=reached, targets=f"今年主要目标是：{aim}城镇新增就业{jobs}。"))
    return follow_reports(extracts)


def pictures() -> dict[str, Chart]:
    """Each picture by the name of its file."""
    compared = compare_reports(*(ROOT / "seeds" / f"yunze-{year}.txt" for year in (2024, 2025)))
    return {
        "indicator.svg": draw_indicators(invented_ledger(), ("地区生产总值", "城镇新增就业")),
        "slope.svg": draw_slope(compared, most=12),
        "flow.svg": draw_flow(compared),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, chart in pictures().items():
        (FOLDER / name).write_text(chart.svg, encoding="utf-8", newline="\n")
