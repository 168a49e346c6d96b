"""From a path to a source text, or to one line that says what is wrong with the file."""

import hashlib
import os
from pathlib import Path

import pytest

from policydiff.model import PolicydiffError, SourceText, Span
from policydiff.read import find_origin, read_source
from policydiff.read.limits import Limits

WORDS = "政府工作报告\r\n各位代表：\r\n我们要办好学校。"


def test_a_file_gives_its_text_as_it_stands_and_says_where_it_came_from(tmp_path):
    path = tmp_path / "云泽-2024.txt"
    path.write_bytes(WORDS.encode("utf-8-sig"))
    found = read_source(path)
    assert (found.text, found.name, found.format, found.encoding) == (WORDS, "云泽-2024.txt", "txt", "utf-8")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_source(str(path), name="last year").name == "last year"


def test_bytes_of_the_same_words_have_their_own_sum_but_the_same_text():
    one, other = read_source(WORDS.encode()), read_source(WORDS.encode("gb18030"))
    assert one.text == other.text
    assert one.sha256 != other.sha256


@pytest.mark.parametrize(("name", "code"), [("missing.txt", "NO_FILE"), (".", "IS_A_FOLDER"), ("a\0b", "NO_FILE"), ("x" * 4000, "NO_FILE")])
def test_negative_paths(tmp_path, name, code):
    with pytest.raises(PolicydiffError) as trouble:
        read_source(f"{tmp_path}/{name}")
    assert trouble.value.code == code


def test_negative_a_file_too_large_is_not_even_opened(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(PolicydiffError, match="TOO_LARGE"):
        read_source(path, limits=Limits(most_bytes=10))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no file without end")
def test_negative_a_file_without_end():
    with pytest.raises(PolicydiffError, match="TOO_LARGE"):
        read_source("/dev/zero", limits=Limits(most_bytes=1000))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_negative_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(PolicydiffError, match="NO_PERMISSION"):
        read_source(path)


@pytest.mark.parametrize("text", ["政府工作报告\n一、过去一年工作回顾\n新建公园3座。", "新建公园3座，" * 60])
def test_negative_a_text_given_as_a_path_is_told_to_come_as_bytes(text):
    with pytest.raises(PolicydiffError, match=r"NO_FILE: .*give bytes") as trouble:
        read_source(text)
    assert len(str(trouble.value)) < 160 and "\n" not in str(trouble.value)


def test_a_text_that_speaks_of_a_web_page_is_a_text():
    assert read_source("政府工作报告\n推广 <html> 网页。".encode()).format == "txt"


@pytest.mark.parametrize(("span", "where"), [(Span(2, 3), "characters 2–3"), (Span(2, 2), "characters 2–2"), (Span(2, 4), "#:~:text=b")])
def test_a_passage_of_a_page_has_a_link_where_it_has_words(span, where):
    assert find_origin(SourceText("a\n\nb", format="html"), span) == where
