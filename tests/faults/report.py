"""A small report of a place that does not exist, to be damaged in every way, and what must be read of it."""

import re

import pytest

from policydiff.model import Extract, PolicydiffError, Quantity
from policydiff.pipeline import extract_report, read_report
from policydiff.read.limits import LIMITS

REPORT = (
    "云泽市2024年政府工作报告\n"
    "各位代表：\n"
    "现在，我代表市人民政府向大会报告工作。\n"
    "一、2023年工作回顾\n"
    "全市生产总值增长6.1%，粮食产量90万吨。新建口袋公园9座，改造老旧小区20个。城镇登记失业率3.2%。\n"
    "二、2024年主要目标\n"
    "全市生产总值增长6%左右，城镇新增就业1.2万人以上，城镇登记失业率控制在4%以内。\n"
    "三、2024年重点工作\n"
    "（一）扩大有效需求。开工建设第二水厂，建成环湖绿道12公里，安排专项资金3亿元。\n"
    "（二）办好民生实事。新建托育园5所，改造老旧小区120万平方米，为6000名老人提供助餐服务。\n"
    "各位代表！让我们一起努力！\n"
)


def promises(extract: Extract) -> list[tuple[str, list[str]]]:
    """The words of every commitment without marks, and its figures scaled."""
    return [("".join(filter(str.isalnum, said.words)), [scaled(quantity) for quantity in said.quantities]) for said in extract.commitments]


def scaled(quantity: Quantity) -> str:
    """A figure in full with its unit."""
    return f"{quantity.value.normalize():f}{quantity.unit}"


WHOLE = promises(extract_report(REPORT.encode()))
"""What an undamaged copy gives."""


def read(data: bytes | str) -> Extract:
    """What is read of some bytes, or of a text as UTF-8."""
    return extract_report(data if isinstance(data, bytes) else data.encode())


def codes(data: bytes | str) -> list[str]:
    """The warnings of a report, but for that of what stands around it on a page."""
    return [notice.code for notice in read(data).notices if notice.code != "FURNITURE"]


def refusal(data: bytes | str, name: str = "a.txt", limits=LIMITS) -> PolicydiffError:
    """What a file is refused with: one line, with the name of the file, a code, the trouble and the next step."""
    with pytest.raises(PolicydiffError) as caught:
        extract_report(read_report(data if isinstance(data, bytes) else data.encode(), name=name, limits=limits))
    assert re.fullmatch(rf"{re.escape(name)}: {caught.value.code}: .+; .+", str(caught.value))
    return caught.value
