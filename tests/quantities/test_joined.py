"""Lists of names in words of our own: parted between names, never inside a word."""

import pytest

from policydiff.quantities.joined import split_names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("煤气普及率和垃圾处理率", ["煤气普及率", "垃圾处理率"]),
        ("学前教育、小学教育普及率", ["学前教育", "小学教育普及率"]),
        ("及格率与参与率", ["及格率", "参与率"]),
        ("和美乡村以及和谐社区", ["和美乡村", "和谐社区"]),
        ("公共和民营医院", ["公共", "民营医院"]),
        ("气温和降水", ["气温", "降水"]),
        ("企业和平台", ["企业", "平台"]),
        ("初中和高中", ["初中", "高中"]),
        ("日元和美元存款", ["日元", "美元存款"]),
        ("水稻及时令蔬菜", ["水稻", "时令蔬菜"]),
        ("惠及人口", ["惠及人口"]),
        ("、", []),
        ("", []),
    ],
)
def test_names_of_a_list(words: str, names: list[str]) -> None:
    assert split_names(words) == names
