"""From bytes to text: what each file is taken for, and what is refused."""

import pytest

from policydiff.model import PolicydiffError
from policydiff.read import read_source
from policydiff.read.encoding import decode_bytes, plausible

WORDS = "各位代表：过去一年，全市上下共同努力，经济社会发展取得新的成绩。新建学校3所，城镇新增就业1.2万人。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312"])
def test_in_the_wild_every_encoding_that_offices_save_in(encoding):
    assert decode_bytes(WORDS.encode(encoding), "a.txt")[0] == WORDS


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain ascii, 3 schools", "utf-8"),
        ("报".encode(), "utf-8"),
        ("\ufeff政府工作报告".encode("utf-16-be"), "utf-16-be"),
        ((WORDS * 3).encode("utf-16-le"), "utf-16-le"),
        ("㐀𠮷，我们的工作".encode("gb18030"), "gb18030"),
    ],
)
def test_synthetic_what_the_encoding_is_called(data, encoding):
    assert decode_bytes(data, "a.txt")[1] == encoding


def test_synthetic_a_few_bad_bytes_are_counted_and_located():
    broken = (WORDS * 4).encode()
    text, encoding, notices = decode_bytes(broken[:60] + b"\xff" + broken[60:], "a.txt")
    assert (encoding, [notice.code for notice in notices]) == ("utf-8", ["BAD_BYTES"])
    assert text[notices[0].span.start] == "\ufffd"
    assert text.replace("\ufffd", "") == WORDS * 4


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(128, 256)) * 8, bytes(range(256)) * 4])
def test_negative_what_is_no_text_is_refused(data):
    with pytest.raises(PolicydiffError, match=r"^a\.txt: ENCODING_UNSURE: "):
        decode_bytes(data, "a.txt")


@pytest.mark.parametrize("wrong", ["鏀垮簻宸ヤ綔鎶ュ憡鍚勪綅浠ｈ〃", "锟斤拷锟斤拷锟斤拷", "ÕþÎ¨¹¤×÷"])
def test_negative_a_text_read_in_the_wrong_encoding_is_not_plausible(wrong):
    assert not plausible(wrong)


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "EMPTY_INPUT"), (b" \r\n\t ", "NO_TEXT"), ("\u3000\ufeff".encode(), "NO_TEXT"), (b"\0\0\0\0", "NO_TEXT")]
)
def test_negative_nothing_to_read(data, code):
    with pytest.raises(PolicydiffError) as trouble:
        read_source(data, name="a.txt")
    assert trouble.value.code == code


def test_in_the_wild_big5_is_told_by_its_frequent_traditional_characters():
    assert decode_bytes("各位代表，過去一年的工作".encode("big5"), "a.txt")[0] == "各位代表，過去一年的工作"
