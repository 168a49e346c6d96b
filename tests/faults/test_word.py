"""Damaged, hostile and unusual Word files: the whole report is read, with a warning where something is amiss, or one line says why not."""

import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from tests.faults.report import REPORT, WHOLE, codes, promises, read, refusal
from tests.faults.test_text import run as run_command
from tests.read.word_makers import (
    in_list,
    make_docx,
    numbering,
    paragraph,
    part,
    relations,
    run,
    word_file,
    word_members,
    zipped,
)

from policydiff import compare_reports, read_report
from policydiff.read import read_source
from policydiff.read.limits import LIMITS, Limits
from policydiff.read.word import read_word
from policydiff.read.word.archive import Archive

LINES = REPORT.strip().split("\n")
BODY = "".join(map(paragraph, LINES))
DOCX = make_docx(LINES)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(*streams, text=b"", size=4096):
    """A file that begins as a compound file does, with a directory of these streams and the beginning of a Word text."""
    entries = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return (COMPOUND.ljust(512, b"\0") + text.ljust(512, b"\0") + entries).ljust(size, b"\0")


def with_sizes(data, member, *, declared):
    """An archive whose directory declares another size for a member."""
    out = bytearray(data)
    place = out.find(b"PK\x01\x02")
    while place >= 0:
        length = struct.unpack_from("<H", out, place + 28)[0]
        if out[place + 46 : place + 46 + length] == member.encode():
            struct.pack_into("<I", out, place + 24, declared)
        place = out.find(b"PK\x01\x02", place + 4)
    return bytes(out)


def with_members(*pairs):
    """An archive of members in this order, where a name may come twice."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in pairs:
            file.writestr(name, data)
    return buffer.getvalue()


def test_a_word_file_gives_what_the_plain_text_gives():
    assert promises(read(DOCX)) == WHOLE and codes(DOCX) == []
    assert compare_reports(DOCX, REPORT.encode()).summary()["continued"] == len(WHOLE)


class TestNames:
    @pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.pdf"])
    def test_a_web_page_of_another_name_is_no_word_file(self, tmp_path, name):
        path = tmp_path / name
        path.write_text(f"<html><body>{REPORT}</body></html>", encoding="utf-8")
        assert read_source(path).format == "html"

    def test_a_word_file_of_another_name_is_read(self, tmp_path):
        path = tmp_path / "云泽-2024.txt"
        path.write_bytes(DOCX)
        assert read_source(path).format == "docx"

    def test_an_old_word_file_named_docx_is_routed_or_hinted_at(self, monkeypatch):
        monkeypatch.setattr("policydiff.read.office.find_program", lambda: None)
        found = refusal(compound("WordDocument", text=b"\xec\xa5"))
        assert found.code == "NEEDS_LIBREOFFICE" and found.step == "install LibreOffice, or save the report as .docx or plain text"
        assert refusal(b"{\\rtf1 a}").code == "NEEDS_LIBREOFFICE"


class TestBombs:
    def test_what_grows_too_much_is_refused_before_it_is_unpacked(self):
        data = zipped(word_members(BODY) | {"word/media/image1.png": b"\0" * 60_000_000})
        tracemalloc.start()
        assert refusal(data).code == "TOO_LARGE"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()

    def test_a_declared_size_beyond_the_limit_is_refused(self):
        found = refusal(with_sizes(DOCX, "word/document.xml", declared=4 << 20), limits=Limits(most_unpacked=3 << 20))
        assert found.trouble == "unpacked, the file is over 3 MiB"
        assert refusal(with_sizes(DOCX, "word/document.xml", declared=0xFFFFFFF0)).code == "TOO_LARGE"

    def test_the_actual_size_never_exceeds_what_is_declared(self):
        data = with_sizes(zipped(word_members(BODY + " " * 30_000_000)), "word/document.xml", declared=5000)
        tracemalloc.start()
        assert refusal(data).code == "CORRUPT"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()

    def test_the_limits_are_options(self):
        assert refusal(DOCX, limits=Limits(most_ratio=1)).code == "TOO_LARGE"
        assert refusal(DOCX, limits=Limits(most_bytes=100)).code == "TOO_LARGE"

    def test_members_that_share_their_bytes_are_refused(self):
        data, added = bytearray(DOCX), 0
        first = data.find(b"PK\x01\x02")
        end = data.find(b"PK\x05\x06")
        entry = data[data.rfind(b"PK\x01\x02", 0, end) : end]
        biggest = data[first:end]
        for number in range(400):
            copy = bytearray(biggest)
            copy = copy.replace(b"word/document.xml", b"word/doc%05d.xml" % number)
            data[end + added : end + added] = copy[copy.find(b"PK\x01\x02", 4) : -len(entry)]
            added += len(copy[copy.find(b"PK\x01\x02", 4) : -len(entry)])
        assert refusal(bytes(data)).code == "CORRUPT"


class TestArchives:
    @pytest.mark.parametrize("declared", [10, 1000, 1_000_000])
    def test_sizes_that_lie_are_refused(self, declared):
        assert refusal(with_sizes(DOCX, "word/document.xml", declared=declared), limits=Limits(most_ratio=10_000)).code == "CORRUPT"

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    @pytest.mark.parametrize("second", ["word/document.xml", "Word/Document.xml", "/word/document.xml", "word\\document.xml"])
    def test_two_members_of_one_name_are_refused(self, second):
        members = list(word_members(BODY).items())
        found = refusal(with_members(*members, (second, part("document", "<w:body/>"))))
        assert found.code == "CORRUPT" and "have one name" in found.trouble

    def test_a_member_outside_of_the_archive_is_never_unpacked(self, tmp_path, monkeypatch):
        inner = tmp_path / "one" / "two"
        inner.mkdir(parents=True)
        monkeypatch.chdir(inner)
        names = ("../../evil.txt", "/evil.txt", "..\\evil.txt", "word/../../evil.txt", "../word/styles.xml")
        data = zipped(word_members(BODY) | dict.fromkeys(names, "evil"))
        assert promises(read(data)) == WHOLE
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    def test_a_reference_that_leads_outside_reaches_only_members(self, tmp_path):
        (tmp_path / "styles.xml").write_text("<evil/>")
        links = (
            f'<Relationship Id="r1" Type="x/styles" Target="../../../..{tmp_path}/styles.xml"/>'
            '<Relationship Id="r2" Type="x/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
        )
        rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + links + "</Relationships>"
        assert promises(read(zipped(word_members(BODY) | {"word/_rels/document.xml.rels": rels}))) == WHOLE

    @pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
    def test_a_truncated_archive_is_damaged(self, share):
        assert refusal(DOCX[: int(share * len(DOCX))]).code == "CORRUPT"

    def test_a_flipped_bit_in_the_text_is_damage(self):
        stored = BytesIO()
        with zipfile.ZipFile(stored, "w") as file:
            for name, data in word_members(BODY).items():
                file.writestr(name, data)
        data = stored.getvalue().replace("环湖绿道".encode(), "环湖绿遒".encode())
        assert refusal(data).code == "CORRUPT"

    def test_a_missing_part_is_damage(self):
        members = word_members(BODY)
        del members["word/document.xml"]
        assert refusal(zipped(members)).code == "CORRUPT"

    def test_a_locked_member_is_encrypted(self):
        data = bytearray(DOCX)
        for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = data.find(sign)
            while place >= 0:
                data[place + offset] |= 1
                place = data.find(sign, place + 4)
        assert refusal(bytes(data)).code == "ENCRYPTED"

    @pytest.mark.parametrize(
        ("member", "what"),
        [
            ("xl/workbook.xml", "an Excel workbook"),
            ("ppt/presentation.xml", "a PowerPoint presentation"),
            ("content.xml", "an OpenDocument file"),
            ("OFD.xml", "an OFD file"),
            ("report.txt", "an archive, not a Word file"),
        ],
    )
    def test_another_archive_is_named(self, member, what):
        found = refusal(zipped({member: "x"}))
        assert (found.code, found.trouble) == ("OTHER_FORMAT", f"this is {what}") and "as a Word file" in found.step

    def test_an_empty_archive_is_no_word_file(self):
        assert refusal(zipped({})).code == "OTHER_FORMAT"

    def test_a_word_file_that_only_refers_to_another_is_no_report(self):
        assert refusal(word_file('<w:altChunk r:id="r9"/>')).code == "OTHER_FORMAT"


class TestFilesOfStrangers:
    """What would take hours or all memory, or break what opens it, is read or refused."""

    @pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_members_packed_as_the_standard_does_not_allow_are_refused_unopened(self, packing):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", packing) as file:
            for name, data in word_members(BODY + " " * 30_000_000).items():
                file.writestr(name, data)
        data = with_sizes(buffer.getvalue(), "word/document.xml", declared=5000)
        tracemalloc.start()
        assert "packed as no Word file is" in refusal(data).trouble
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()

    def test_a_label_never_grows_beyond_its_pattern(self):
        lists = (
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9000"/></w:lvlOverride></w:num>'
        )
        text = read_source(word_file(paragraph("甲", in_list(1)) * 9, numbering=numbering(("lowerLetter", "%1" * 32), lists=lists))).text
        assert text.splitlines() == ["d" * 64 + " 甲", *(chr(ord("d") + step) * 64 + " 甲" for step in range(1, 9))]

    def test_a_diagram_that_is_named_a_thousand_times_is_read_once(self, monkeypatch):
        opened = []
        read_part = Archive.read
        monkeypatch.setattr(Archive, "read", lambda archive, part: opened.append(part) or read_part(archive, part))
        links = '<Relationship Id="r" Type="x/diagramData" Target="a.xml"/>' * 1000
        diagram = '<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>九</a:t></x>'
        read_source(zipped(word_members(BODY) | {"word/_rels/document.xml.rels": relations(links), "word/a.xml": diagram}))
        assert opened.count("word/a.xml") == 1

    @pytest.mark.parametrize("name", ["a&#10;b", "c" * 5000])
    def test_the_name_of_a_part_breaks_no_line(self, name):
        links = relations(f'<Relationship Id="r1" Type="x/officeDocument" Target="{name}"/>')
        found = refusal(zipped(word_members(BODY) | {"_rels/.rels": links}))
        assert found.code == "CORRUPT" and len(found.trouble) < 120

    def test_paragraphs_of_a_long_line_of_styles(self):
        styles = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(1000))
        body = "".join(paragraph(line, '<w:pStyle w:val="s0"/>') for line in LINES)
        assert promises(read(word_file(body, styles=part("styles", styles)))) == WHOLE


class TestXml:
    @pytest.mark.parametrize(
        "declaration",
        [
            '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE w:document [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
            '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">',
            '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;">]>',
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    @pytest.mark.parametrize("member", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
    def test_entities_are_refused_and_nothing_is_fetched(self, monkeypatch, declaration, encoding, member):
        monkeypatch.setattr("builtins.open", lambda *_args, **_more: pytest.fail("a file was opened"))
        monkeypatch.setattr("socket.socket.connect", lambda *_args: pytest.fail("the network was used"))
        members = word_members(BODY, styles=part("styles", ""))
        text = members[member].replace("?>", f"?>{declaration}", 1).replace("环湖绿道", "&x;")
        data = zipped(members | {member: text.replace("UTF-8", "UTF-16").encode(encoding) if encoding == "utf-16" else text})
        if member == "[Content_Types].xml":
            assert promises(read(data)) == WHOLE
        else:
            assert refusal(data).code == "CORRUPT"

    def test_broken_xml_is_damage(self):
        members = word_members(BODY)
        assert refusal(zipped(members | {"word/document.xml": members["word/document.xml"][:-20]})).code == "CORRUPT"
        assert refusal(zipped(members | {"word/document.xml": b"\xff" + members["word/document.xml"].encode()})).code == "CORRUPT"

    @pytest.mark.parametrize("depth", [1000, 1980, 2000, 2100, 50_000])
    def test_elements_nested_too_deep_are_refused_and_others_read(self, depth):
        data = word_file("<w:customXml>" * depth + BODY + "</w:customXml>" * depth)
        limits = Limits(most_ratio=10_000)
        if depth < LIMITS.most_depth - 10:
            assert read_source(data, limits=limits).text.split("\n") == LINES
        else:
            assert refusal(data, limits=limits).code == "TOO_LARGE"

    def test_a_word_of_twelve_million_characters_is_read(self):
        words = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(4_000_000))
        assert words in read_source(word_file(BODY + paragraph(words))).text


class TestEncrypted:
    def test_an_encrypted_word_file(self):
        assert refusal(compound("EncryptionInfo", "EncryptedPackage")).code == "ENCRYPTED"

    def test_an_encrypted_old_word_file(self):
        locked = b"\xec\xa5" + b"\0" * 9 + b"\x01"
        assert refusal(compound("WordDocument", text=locked)).code == "ENCRYPTED"

    @pytest.mark.parametrize(
        ("stream", "what"), [("Workbook", "Excel"), ("PowerPoint Document", "PowerPoint"), ("Other", "another program")]
    )
    def test_another_compound_file_is_named(self, stream, what):
        found = refusal(compound(stream))
        assert found.code == "OTHER_FORMAT" and what in found.trouble

    @pytest.mark.parametrize("data", [COMPOUND, COMPOUND[:5], compound("WordDocument")[:700], b"\xd0\xcf\x11\xe0" + b"x" * 5000])
    def test_a_cut_off_one_is_damaged(self, data):
        assert refusal(data).code == "CORRUPT"


def tracked():
    """A body with insertions, deletions and a moved paragraph."""
    swapped = (
        f"<w:p>{run('（一）扩大有效需求。开工建设第二水厂，建成环湖绿道')}<w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
        f"<w:ins>{run('12')}</w:ins>{run('公里，安排专项资金3亿元。')}</w:p>"
    )
    moved = f"<w:moveFrom>{run('改造老旧小区120万平方米')}</w:moveFrom>"
    arrived = f"<w:moveTo>{run('改造老旧小区120万平方米')}</w:moveTo>"
    last = f"<w:p>{run('（二）办好民生实事。新建托育园5所，')}{arrived}{run('，为6000名老人提供助餐服务。')}{moved}</w:p>"
    return "".join(map(paragraph, LINES[:8])) + swapped + last + paragraph(LINES[-1])


class TestTrackedChanges:
    def test_insertions_are_kept_and_deletions_left_out(self):
        found = read(word_file(tracked()))
        assert promises(found) == WHOLE and [notice.code for notice in found.notices] == ["TRACKED_CHANGES"]
        assert found.notices[0].message == "2 insertion(s) and 2 deletion(s) are tracked; insertions were read, deletions left out"

    def test_the_text_before_them_is_an_option(self):
        found = read_report(word_file(tracked()), original=True).source
        assert "环湖绿道8公里" in found.text and "新建托育园5所，，为6000名老人提供助餐服务。改造" in found.text
        assert [notice.code for notice in found.notices] == ["TRACKED_CHANGES"]

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self):
        mark = "<w:rPr><w:del/></w:rPr>"
        body = paragraph("新建公园", mark) + paragraph("5座。")
        assert read_word(word_file(body), "a", LIMITS).text == "新建公园5座。"
        assert read_word(word_file(body), "a", LIMITS, original=True).text == "新建公园\n5座。"
        body = body.replace("w:del", "w:ins")
        assert read_word(word_file(body), "a", LIMITS).text == "新建公园\n5座。"
        assert read_word(word_file(body), "a", LIMITS, original=True).text == "新建公园5座。"

    def test_a_deleted_paragraph_leaves_no_empty_line_and_no_number(self):
        gone = f"<w:p><w:pPr>{in_list(1)}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
        body = paragraph("甲。", in_list(1)) + gone + paragraph("乙。", in_list(1))
        assert read_word(word_file(body, numbering=numbering(("decimal", "%1."))), "a", LIMITS).text == "1. 甲。\n2. 乙。"

    def test_a_deleted_row_is_left_out(self):
        rows = "".join(
            f"<w:tr>{more}<w:tc>{paragraph(words)}</w:tc></w:tr>" for words, more in (("甲", ""), ("乙", "<w:trPr><w:del/></w:trPr>"))
        )
        assert read_word(word_file(f"<w:tbl>{rows}</w:tbl>"), "a", LIMITS).text == "甲"


def box(words):
    """A text box as Word writes it: once for programs of today, once for older ones."""
    inner = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp>'
        f"<wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on():
    body = "".join(map(paragraph, LINES[:9])) + f"<w:p>{box(LINES[9])}{run('各位代表！')}</w:p>"
    source = read_source(word_file(body))
    assert source.text.split("\n") == [*LINES[:9], "各位代表！", LINES[9]]
    assert source.origins[-1].where == "paragraph 10 text box 1" and source.notices == ()
    assert promises(read(word_file(body))) == WHOLE


def test_automatic_numbers_of_headings_are_rebuilt():
    part_of = numbering(("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"))
    body = "".join(
        paragraph(line[2:], in_list(1)) if line[1] == "、" else paragraph(line[3:], in_list(1, 1)) if line[0] == "（" else paragraph(line)
        for line in LINES
    )
    found = read(word_file(body, numbering=part_of))
    assert promises(found) == WHOLE
    assert [section.heading for section in found.sections] == [section.heading for section in read(REPORT).sections]


def test_values_of_merged_cells_come_once_with_their_places():
    def cell(words, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"

    wide, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell('主要目标', wide)}{cell('责任单位')}</w:tr>"
        f"<w:tr>{cell('就业', top)}{cell('城镇新增就业1.2万人')}{cell('人社局')}</w:tr>"
        f"<w:tr>{cell('就业', below)}{cell('失业率4%以内')}{cell('统计局')}</w:tr>"
    )
    source = read_source(word_file(paragraph("附件") + f"<w:tbl>{rows}</w:tbl>"))
    assert [(source.text[o.start :].split("\n")[0], o.where) for o in source.origins] == [
        ("附件", "paragraph 1"),
        ("主要目标", "table 1 row 1 cell 1"),
        ("责任单位", "table 1 row 1 cell 3"),
        ("就业", "table 1 row 2 cell 1"),
        ("城镇新增就业1.2万人", "table 1 row 2 cell 2"),
        ("人社局", "table 1 row 2 cell 3"),
        ("失业率4%以内", "table 1 row 3 cell 2"),
        ("统计局", "table 1 row 3 cell 3"),
    ]
    assert source.notices == ()


def test_pictures_alone_want_text_recognition():
    assert refusal(word_file("<w:p><w:r><w:drawing/></w:r></w:p>")).code == "NEEDS_OCR"
    assert refusal(word_file("<w:p/>")).code == "NO_TEXT"


def test_hidden_text_is_left_out_and_told_of():
    body = BODY.replace("环湖绿道", f"环湖</w:t></w:r>{run('假的', '<w:vanish/>')}<w:r><w:t>绿道")
    found = read(word_file(body))
    assert promises(found) == WHOLE
    assert [(notice.code, notice.message) for notice in found.notices] == [("HIDDEN_TEXT", "2 hidden character(s) were left out")]


def test_the_command_line_says_it_in_one_line(tmp_path):
    path = tmp_path / "云泽-2024.docx"
    path.write_bytes(DOCX[:300])
    status, out, error = run_command("extract", path)
    assert (status, out, len(error.splitlines())) == (2, "", 1) and "云泽-2024.docx: CORRUPT: " in error
    path.write_bytes(DOCX)
    assert run_command("extract", path)[0] == 0
