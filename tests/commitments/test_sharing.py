"""Which figures several indicators share, in sentences of our own: 均 and 都 count where they say it, not inside words."""

import pytest

from policydiff import extract_commitments, read_report
from policydiff.commitments.sharing import names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("茶叶和桑蚕产量均增长5%", [["茶叶产量", "桑蚕产量"]]),
        ("茶叶和桑蚕产量都要增长5%", [["茶叶产量", "桑蚕产量"]]),
        ("学前教育、小学教育普及率均达到95%", [["学前教育普及率", "小学教育普及率"]]),
        ("工业和农业产值均增长5%、城乡居民收入增长7%", [["工业产值", "农业产值"], ["城乡居民收入"]]),
        ("成都和云泽产值增长5%", [["成都和云泽产值"]]),
        ("都市工业和都市农业投资增长5%", [["都市工业和都市农业投资"]]),
        ("首都航线和客运航线里程增长5%", [["首都航线和客运航线里程"]]),
        ("地均产值和税收增长5%", [["地均产值和税收"]]),
        ("地均增加值和税收增长5%", [["地均增加值和税收"]]),
    ],
)
def test_the_names_that_a_figure_is_of(text: str, names: list[list[str]]) -> None:
    (commitment,) = extract_commitments(read_report(f"二〇二五年云泽市政府工作报告\n一、2025年工作\n{text}。".encode()))
    assert [names_of(commitment, quantity) for quantity in commitment.quantities] == names
