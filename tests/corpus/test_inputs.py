import pytest

from policydiff.corpus.inputs import Source, find_sources, read_manifest
from policydiff.corpus.places import place_in_name
from policydiff.model import PolicydiffError


@pytest.fixture
def folder(tmp_path):
    for name in ("a/yunze-2024.docx", "a/yunze-2024.txt", "a/yunze-2024.page.txt", "b/yunze-2024.second-source.txt", "README.md", "t.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    return tmp_path


def test_sources_of_one_report_stand_together_the_best_first(folder):
    groups, skipped = find_sources(folder)
    assert [[source.file for source in group] for group in groups] == [
        ["a/yunze-2024.docx", "a/yunze-2024.txt", "a/yunze-2024.page.txt"],
        ["b/yunze-2024.second-source.txt"],
    ]
    assert [(one.file, one.reason) for one in skipped] == [("README.md", "it tells of the others"), ("t.csv", "no report ends in .csv")]


def test_the_results_are_no_input(folder):
    groups, _ = find_sources(folder, without=folder / "a")
    assert [[source.file for source in group] for group in groups] == [["b/yunze-2024.second-source.txt"]]


def test_a_manifest_says_what_is_read(folder):
    manifest = folder / "manifest.csv"
    manifest.write_text("file,place,year\na/yunze-2024.txt,云泽市,2024\nb/none.txt,,\n", encoding="utf-8")
    groups, skipped = find_sources(folder, manifest)
    assert groups == [[Source("b/none.txt", named=True)], [Source("a/yunze-2024.txt", "云泽市", 2024, named=True, path="a/yunze-2024.txt")]]
    assert "a/yunze-2024.docx" in {one.file for one in skipped}


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("name,year\na.txt,2024\n", "does not name the columns"),
        ("file,place,year\n,云泽市,2024\n", "line 2: an empty cell"),
        ("file,place,year\na.csv,云泽市,2024\n", "line 2: a.csv is no file"),
        ("file,place,year\na.txt,云泽市,24\n", "line 2: 24 is no year"),
        ("file,place,year\na.txt,云泽市,²\n", "line 2: ² is no year"),
    ],
)
def test_a_malformed_manifest_is_refused_with_its_line(tmp_path, text, trouble):
    path = tmp_path / "manifest.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicydiffError, match=f"MANIFEST: .*{trouble}"):
        read_manifest(path)


def test_nothing_to_read_is_said(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(PolicydiffError, match="NO_FILE"):
            find_sources(folder)


@pytest.mark.parametrize(
    ("name", "place"), [("云泽市2024年政府工作报告", "云泽市"), ("2024年云泽市人民政府工作报告", "云泽市"), ("gov_work_report_2024", "")]
)
def test_the_place_in_a_name(name, place):
    assert place_in_name(name) == place
