from pathlib import Path

import pytest

from policydiff.model import PolicydiffError
from policydiff.read.folders import is_folder, reports_in


def made(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("报告", encoding="utf-8")
    return [str(path.relative_to(folder)) for path in reports_in(folder)]


def test_reports_of_every_kind_by_their_names(tmp_path):
    assert made(tmp_path, "b-2024.pdf", "a-2024.TXT", "sub/c-2024.html", "notes.csv") == ["a-2024.TXT", "b-2024.pdf", "sub/c-2024.html"]


def test_of_one_report_in_several_formats_the_best_source_is_read(tmp_path):
    assert made(tmp_path, "a-2024.txt", "a-2024.docx", "a-2024.pdf", "b/a-2024.txt") == ["a-2024.docx", "b/a-2024.txt"]


def test_a_lesser_source_is_read_where_there_is_no_other(tmp_path):
    assert made(tmp_path, "a-2024.txt", "a-2024.page.html", "b/a-2024.second-source.txt", "c-2024.pdftotext.txt", "c-2024.page.html") == [
        "a-2024.txt",
        "b/a-2024.second-source.txt",
        "c-2024.page.html",
    ]


def test_hidden_files_and_what_is_about_the_others_are_left_out(tmp_path):
    assert made(tmp_path, "a-2024.txt", "~$a-2024.docx", ".b.txt", ".git/c.txt", "README.md", "readme.txt") == ["a-2024.txt"]


def test_a_dot_within_a_name_is_no_ending(tmp_path):
    assert made(tmp_path, "a.second.txt", "a.first.txt", "a.txt") == ["a.first.txt", "a.second.txt", "a.txt"]


def test_a_folder_that_is_named_like_a_report_is_none(tmp_path):
    assert made(tmp_path, "old.txt/a-2024.txt") == ["old.txt/a-2024.txt"]


def test_a_folder_without_reports_is_refused(tmp_path):
    (tmp_path / "figures.csv").touch()
    with pytest.raises(PolicydiffError, match=r"NO_FILE: no file in this folder ends in \.docx"):
        reports_in(tmp_path)


def test_words_too_long_for_a_name_are_no_folder(tmp_path):
    assert is_folder(tmp_path) and not is_folder("政府工作报告" * 1000) and not is_folder(Path("a\0b"))
