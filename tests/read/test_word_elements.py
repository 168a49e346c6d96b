"""What a Word file shows is what is read of it: every kind of element, each by a file made for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.word_makers import SPACES, in_list, make_docx, numbering, paragraph, part, relations, run, word_file, word_members, zipped

from policydiff.model import Notice, PolicydiffError
from policydiff.read import read_source
from policydiff.read.limits import LIMITS
from policydiff.read.word import read_word
from policydiff.read.word.numerals import FORMATS, write_number

ROW = '<w:num w:numId="{}"><w:abstractNumId w:val="0"/>{}</w:num>'
ANEW = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'
LEVELS = (("chineseCounting", "第%1章"), ("decimal", "%1.%2"), ("decimalEnclosedCircle", "%3"))


def read(body, **others):
    return read_word(word_file(body, **others), "a.docx", LIMITS)


def text(body, **others):
    found = read(body, **others)
    assert not [notice for notice in found.notices if notice.code == "COVERAGE"]
    return found.text


def in_paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def field(instruction, result="", *, instructing=""):
    """A field of marks, as Word writes it."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>{instructing}'
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


INLINE = {
    "a hyperlink": (f'<w:hyperlink r:id="r5">{run("云泽")}</w:hyperlink>', "云泽"),
    "a smart tag": (f"<w:smartTag>{run('云泽')}</w:smartTag>", "云泽"),
    "a content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('云泽')}</w:sdtContent></w:sdt>", "云泽"),
    "a place holder": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>{run('甲')}",
        "甲",
    ),
    "a simple field": (f'<w:fldSimple w:instr="DATE">{run("2024年")}</w:fldSimple>', "2024年"),
    "a field of marks": (field("DATE \\@ 'yyyy年'", run("2024年")), "2024年"),
    "a field without result": (field("XE 云泽"), ""),
    "a field in an instruction": (field("IF ", run("是"), instructing=field("PAGE", run("7"))), "是"),
    "a figure in a circle": (field("EQ \\o\\ac(○,21)"), "㉑"),
    "a field that never ends": (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("云泽")}', "云泽"),
    "a tab": ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
    "a line break": ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
    "hyphens": ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:softHyphen/><w:t>丙</w:t></w:r>", "甲-乙丙"),
    "a symbol": ('<w:r><w:t>不低于</w:t><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "不低于≥"),
    "an unknown symbol": ('<w:r><w:sym w:font="Own" w:char="F0C1"/></w:r>', "\uf0c1"),
    "a broken symbol": ('<w:r><w:t>甲</w:t><w:sym w:font="Own" w:char="zz"/><w:sym/></w:r>', "甲"),
    "a reading aid": (f"<w:r><w:ruby><w:rt>{run('yun')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r>", "云"),
    "a formula": ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
    "spaces at the ends": ("<w:r><w:t>\n   甲 \n 乙\n  </w:t></w:r>", "甲   乙"),
    "wide spaces": ("<w:r><w:t>\u3000\u3000甲</w:t></w:r>", "\u3000\u3000甲"),
    "an emoji with a fallback": (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx/></mc:Choice><mc:Fallback><w:t>☀</w:t></mc:Fallback>'
        "</mc:AlternateContent></w:r>",
        "☀",
    ),
    "an extension without a fallback": (
        f'<mc:AlternateContent><mc:Choice Requires="w16se">{run("甲")}</mc:Choice></mc:AlternateContent>',
        "甲",
    ),
    "words drawn as a picture": (f'{run("甲")}<w:r><w:pict><v:shape><v:textpath string="云泽"/></v:shape></w:pict></w:r>', "甲\n云泽"),
    "a comment": (f'{run("甲")}<w:r><w:commentReference w:id="0"/></w:r><!-- 乙 -->', "甲"),
    "formatting that changed": (run("甲", "<w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "甲"),
    "a run that is not hidden": (run("甲", '<w:vanish w:val="0"/>'), "甲"),
}


@pytest.mark.parametrize(("inner", "shown"), INLINE.values(), ids=INLINE)
def test_elements_within_a_paragraph(inner, shown):
    assert text(in_paragraph(inner) + paragraph("末")) == f"{shown}\n末"


BLOCKS = {
    "empty paragraphs": (paragraph("甲") + "<w:p/>" + paragraph("乙"), "甲\n\n乙"),
    "a content control": (f"<w:sdt><w:sdtContent>{paragraph('甲')}{paragraph('乙')}</w:sdtContent></w:sdt>", "甲\n乙"),
    "a control around a row": (
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        "甲",
    ),
    "a table of contents": (
        paragraph("目录")
        + in_paragraph(field("TOC \\o", run("一、回顾 1")).removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
        + in_paragraph(run("二、打算 9") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + paragraph("一、回顾"),
        "目录\n一、回顾",
    ),
    "words outside of a paragraph": (run("甲") + paragraph("乙"), "甲乙"),
    "a paragraph within a paragraph": (in_paragraph(run("甲") + paragraph("乙") + run("丙")), "甲乙\n丙"),
    "a deleted mark before a table": (
        f"{paragraph('甲', '<w:rPr><w:del/></w:rPr>')}<w:tbl><w:tr><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>",
        "甲\n乙",
    ),
    "a hidden paragraph mark": (paragraph("一、回顾", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("全年"), "一、回顾全年"),
}


@pytest.mark.parametrize(("body", "shown"), BLOCKS.values(), ids=BLOCKS)
def test_paragraphs(body, shown):
    assert text(body) == shown


class TestNumbers:
    def labels(self, depths, *levels, **more):
        body = "".join(paragraph("条", in_list(*(depth if isinstance(depth, tuple) else (1, depth)))) for depth in depths)
        return [line.removesuffix("条").rstrip() for line in text(body, numbering=numbering(*levels, **more)).split("\n")]

    @pytest.mark.parametrize(
        ("format_", "pattern", "shown"),
        [
            ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
            ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（三）"]),
            ("japaneseCounting", "第%1章", ["第一章", "第二章", "第三章"]),
            ("ideographDigital", "%1是", ["一是", "二是", "三是"]),
            ("decimal", "%1.", ["1.", "2.", "3."]),
            ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
            ("decimalEnclosedCircleChinese", "%1", ["①", "②", "③"]),
            ("unknown", "%1)", ["1)", "2)", "3)"]),
            ("bullet", "\uf0b7", ["", "", ""]),
            ("none", "", ["", "", ""]),
        ],
    )
    def test_formats(self, format_, pattern, shown):
        assert self.labels([0, 0, 0], (format_, pattern)) == shown

    def test_levels_count_on_and_begin_anew_below_the_next(self):
        shown = ["第一章", "一.1", "①", "②", "一.2", "①", "第二章", "二.1"]
        assert self.labels([0, 1, 2, 2, 1, 2, 0, 1], *LEVELS) == shown

    def test_a_level_left_out_is_held_to_have_begun(self):
        assert self.labels([1, 1, 0, 1], *LEVELS) == ["一.1", "一.2", "第二章", "二.1"]

    def test_legal_numbers_are_figures(self):
        assert self.labels([0, 1, 1], *LEVELS, more="<w:isLgl/>") == ["第1章", "1.1", "1.2"]

    def test_a_level_may_never_begin_anew(self):
        assert self.labels([0, 1, 0, 1], *LEVELS, more='<w:lvlRestart w:val="0"/>') == ["第一章", "一.1", "第二章", "二.2"]

    def test_lists_of_one_family_count_on_unless_one_begins_by_itself(self):
        lists = ROW.format(1, "") + ROW.format(2, ANEW.format(0, 5)) + ROW.format(3, "")
        shown = ["第一章", "第五章", "第六章", "第七章", "第八章"]
        assert self.labels([(1, 0), (2, 0), (2, 0), (3, 0), (1, 0)], *LEVELS, lists=lists) == shown

    def test_a_number_that_is_hidden_or_in_no_list_is_not_shown(self):
        assert self.labels([0, (7, 0), (0, 0), (1, 12)], *LEVELS, more="<w:rPr><w:vanish/></w:rPr>") == ["", "", "", ""]

    def test_numbers_come_through_styles(self):
        styles = part(
            "styles",
            '<w:style w:type="paragraph" w:styleId="One"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Two"><w:basedOn w:val="One"/>'
            '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>',
        )
        body = "".join(paragraph("条", f'<w:pStyle w:val="{style}"/>') for style in ("One", "Two", "Two", "One", "Ring"))
        assert text(body, styles=styles, numbering=numbering(*LEVELS)) == "第一章 条\n一.1 条\n一.2 条\n第二章 条\n条"

    def test_a_level_may_name_the_style_that_goes_with_it(self):
        style = '<w:style w:type="paragraph" w:styleId="Two"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        numbers = numbering(*LEVELS).replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:pStyle w:val="Two"/>')
        body = paragraph("章", in_list(1)) + paragraph("条", '<w:pStyle w:val="Two"/>')
        assert text(body, styles=part("styles", style), numbering=numbers) == "第一章 章\n一.1 条"

    def test_a_paragraph_takes_itself_out_of_the_list_of_its_style(self):
        styles = part("styles", f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr>{in_list(1)}</w:pPr></w:style>')
        assert text(paragraph("甲") + paragraph("乙", in_list(0)) + paragraph("丙"), styles=styles, numbering=numbering(*LEVELS)) == (
            "第一章 甲\n乙\n第二章 丙"
        )

    def test_a_list_may_name_a_style_of_numbering(self):
        styles = part("styles", f'<w:style w:type="numbering" w:styleId="n"><w:pPr>{in_list(1)}</w:pPr></w:style>')
        link = '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="n"/></w:abstractNum>'
        lists = ROW.format(1, "") + '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num>'
        numbers = numbering(*LEVELS, lists=link + lists)
        assert text(paragraph("甲", in_list(2)) + paragraph("乙", in_list(2, 1)), styles=styles, numbering=numbers) == "第一章 甲\n一.1 乙"


class TestHidden:
    STYLES = part(
        "styles",
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="p"><w:basedOn w:val="q"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:rPr><w:vanish/></w:rPr></w:style>',
    )

    def test_by_the_style_of_a_run_or_a_paragraph(self):
        body = in_paragraph(run("甲") + run("藏", '<w:rStyle w:val="h"/>')) + paragraph("隐", '<w:pStyle w:val="p"/>') + paragraph("乙")
        found = read(body, styles=self.STYLES)
        assert found.text == "甲\n乙" and found.notices == (Notice("HIDDEN_TEXT", "2 hidden character(s) were left out"),)

    def test_a_hidden_field_leaves_the_rest_in_sight(self):
        marks = field("XE 云泽").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
        assert text(in_paragraph(run("甲") + marks + run("乙"))) == "甲乙"


def test_notes_are_left_out_and_told_of():
    found = read(in_paragraph(run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("乙"))
    assert found.text == "甲\n乙" and found.notices == (Notice("NOTES_LEFT_OUT", "1 footnote(s) or endnote(s) were left out"),)


def test_headers_and_footers_are_left_out():
    assert text(paragraph("甲"), header1=part("hdr", paragraph("页眉")), footer1=part("ftr", paragraph("页脚"))) == "甲"


def test_places_in_nested_tables_and_boxes():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>"
    outer = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{paragraph("乙")}{inner}{paragraph("丁")}</w:tc></w:tr></w:tbl>'
    found = read(paragraph("甲") + outer + paragraph("戊"))
    assert [(found.text[origin.start], origin.where) for origin in found.origins] == [
        ("甲", "paragraph 1"),
        ("乙", "table 1 row 1 cell 2"),
        ("丙", "table 1 row 1 cell 2 table 1 row 1 cell 1"),
        ("丁", "table 1 row 1 cell 2"),
        ("戊", "paragraph 2"),
    ]


def test_a_diagram_that_is_not_read_is_told_of():
    diagram = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>九</a:t></x>'
    found = read(paragraph("甲"), diagramData=diagram)
    assert [notice.code for notice in found.notices] == ["COVERAGE"]


STRICT = {
    SPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    SPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def test_the_strict_form_of_the_standard_is_read():
    members = word_members(paragraph("甲", in_list(1)), numbering=numbering(*LEVELS))
    for usual, strict in STRICT.items():
        members = {name: data.replace(usual, strict) for name, data in members.items()}
    assert read_source(zipped(members)).text == "第一章 甲"


def test_names_of_parts_may_be_others_and_utf_16():
    members = word_members(paragraph("甲"))
    text_part = members.pop("word/document.xml").replace("UTF-8", "UTF-16").encode("utf-16")
    links = '<Relationship Id="r1" Type="x/officeDocument" Target="/Other/Text.xml"/>'
    source = read_source(zipped(members | {"other\\text.xml": text_part, "_rels/.rels": relations(links)}))
    assert (source.text, source.encoding, source.format) == ("甲", "utf-16-le", "docx")


def test_another_root_is_another_format():
    with pytest.raises(PolicydiffError, match="OTHER_FORMAT"):
        read_source(zipped(word_members("") | {"word/document.xml": "<x/>"}))


def test_every_paragraph_has_its_place():
    source = read_source(make_docx(["甲", "", "乙丙"]))
    assert source.text == "甲\n\n乙丙"
    assert [(origin.start, origin.where) for origin in source.origins] == [(0, "paragraph 1"), (2, "paragraph 2"), (3, "paragraph 3")]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=30)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_any_words_come_back_a_paragraph_a_line(parts):
    found = read_word(make_docx(parts), "a.docx", LIMITS)
    assert (found.text, found.notices) == ("\n".join(parts), ())
    assert len(found.origins) == len(parts) and found.origins[-1].where == f"paragraph {len(parts)}"


@given(st.integers(1, 9999), st.sampled_from(sorted(FORMATS)))
def test_every_number_can_be_written_in_every_format(number, format_):
    written = write_number(number, format_)
    assert bool(written) == (format_ != "none") and "\n" not in written
