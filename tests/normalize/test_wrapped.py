"""Hard-wrapped text, as page readers give it: paragraphs and headings come out whole whatever their first line's indent."""

from policydiff.model import SourceText
from policydiff.normalize import normalize_source, printed_width

PARAGRAPH = "加快推进云泽新区建设，完善道路管网，引进配套企业，培育主导产业，壮大特色集群，扩大就业容量，改善人居环境，提升公共服务水平。"
HEADING = "（一）扩大有效需求"


def wrapped(paragraphs, width=24, indent=2):
    """Every paragraph broken at a width, its first line shorter by the indent, a heading on a line of its own."""
    lines = []
    for paragraph in paragraphs:
        first = width - indent
        parts = [paragraph[:first], *(paragraph[at : at + width] for at in range(first, len(paragraph), width))]
        lines += [part for part in parts if part]
    return "\n".join(lines)


def read(text):
    report = normalize_source(SourceText(text))
    return [report.text[at.start : at.end] for at in report.paragraphs]


def test_paragraphs_of_a_wrapped_text_are_whole():
    paragraphs = [HEADING, *[PARAGRAPH] * 12, "（二）改善民生", *[PARAGRAPH] * 3]
    assert read(wrapped(paragraphs)) == paragraphs


def test_a_wrapped_quotation_does_not_cut_its_sentence():
    broken = "防范各类风险。严防“黑天鹅”\n“灰犀牛”，守住安全底线。"
    assert read(wrapped([PARAGRAPH] * 10) + "\n" + broken)[-1] == broken.replace("\n", "")


def test_figures_take_half_the_room():
    assert printed_width("新增2000人") == 5
