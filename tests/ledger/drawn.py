"""Short reports of a city that does not exist, drawn by hand."""

from policydiff.lexicons import load_lexicon
from policydiff.model import Extract
from policydiff.pipeline import extract_report, read_report

ZH = load_lexicon("zh")
CARE = "继续做好市容保洁。完善议事规则。"


def text_of(year: int, plan: str, review: str = "修缮校舍12处。", heading: str = "", targets: str = "今年主要目标是：") -> str:
    """A report of 云泽市: its title lines, a review, and a plan with targets and other things to do."""
    reviewed = heading or f"一、{year - 1}年工作回顾"
    return (
        f"政府工作报告\n——{year}年1月18日在云泽市第六届人民代表大会上\n各位代表：\n{reviewed}\n{review}\n"
        f"二、{year}年工作安排\n{targets}\n（一）改善人居环境\n{CARE}{plan}"
    )


def drawn(year: int, plan: str, **parts: str) -> Extract:
    """What is read out of such a report."""
    return extract_report(read_report(text_of(year, plan, **parts).encode(), name=f"yunze-{year}.txt"), lexicon=ZH)
