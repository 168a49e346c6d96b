import csv
import io
import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.sample import HOSTILE, comparison, hostile, ledger, new_extract, old_extract, scorecard

from policydiff.guards import visible
from policydiff.model import Notice, PointState, PolicydiffError
from policydiff.publish import Format, publish_tables, render
from policydiff.publish import files as files_module
from policydiff.publish.csv_tables import guarded, write_csv
from policydiff.publish.files import LONGEST_NAME, slug, write_file
from policydiff.publish.markdown import escaped
from policydiff.publish.notices import all_notices
from policydiff.publish.page import page_of
from policydiff.publish.selection import Selection
from policydiff.publish.sheets import sheets_of
from policydiff.publish.summary import SHEET_MEANINGS
from policydiff.publish.terminal import write_terminal
from policydiff.tables import TABLES, Evaluation, FieldsExplanation, LinkExplanation, Panel, review_queue

SIMPLE_PAGES = {"scorecard": scorecard, "ledger": ledger, "extract": new_extract}
"""Results whose web page is the one that Markdown and the terminal show; that of a comparison is tried in tests/publish/web."""
RESULTS = {"comparison": comparison, "scorecard": scorecard, "ledger": ledger, "extract": new_extract, "hostile": hostile}
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def cells(text, width):
    from rich.cells import cell_len

    return all(cell_len(line) <= width for line in text.splitlines())


class TestEveryFormat:
    @pytest.mark.parametrize("name", RESULTS)
    @pytest.mark.parametrize("format_", list(Format))
    def test_same_bytes_every_time(self, name, format_):
        assert render(RESULTS[name](), format_) == render(RESULTS[name](), format_) != b""

    @settings(max_examples=15, deadline=None)
    @given(WORDS)
    def test_any_words_can_be_published(self, words):
        for format_ in Format:
            assert render(hostile(words), format_)


class TestPublishTables:
    def test_one_file_a_format_and_one_a_table_for_csv(self, tmp_path):
        names = [path.name for path in publish_tables(comparison(), tmp_path / "new", ["json", "csv", "html", "markdown", "xlsx", "table"])]
        stem = "清溪市-2023-2024-comparison"
        tables = [f"{stem}.{table}.csv" for table in ("targets", "changes", "deliveries", "old", "new")]
        assert names == [f"{stem}.json", *tables, f"{stem}.html", f"{stem}.md", f"{stem}.xlsx", f"{stem}.txt"]
        assert sorted(names) == sorted(path.name for path in (tmp_path / "new").iterdir())

    def test_unknown_formats_are_refused_before_anything_is_written(self, tmp_path):
        with pytest.raises(PolicydiffError, match="NO_FORMAT"):
            publish_tables(comparison(), tmp_path, ["html", "pdf"])
        assert not list(tmp_path.iterdir())

    def test_results_of_one_pair_do_not_overwrite_each_other(self, tmp_path):
        made = [publish_tables(result(), tmp_path, ["json"])[0].name for result in (comparison, scorecard, ledger)]
        assert len(set(made)) == 3

    @pytest.mark.parametrize("title", ["../../x", "a/b", "CON", "长" * 300, "\x00\n", "..", "nul", ".", "~/x", "C:\\x"])
    def test_files_stay_in_the_folder(self, tmp_path, title):
        for path in publish_tables(hostile(title), tmp_path / "out", ["json"]):
            assert path.resolve().parent == (tmp_path / "out").resolve()
            assert len(path.name.encode()) <= 255


class TestNames:
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
    def test_a_slug_is_a_safe_name(self, title):
        name = slug(title)
        assert re.fullmatch(r"[^\W_](?:[\w-]*[^\W_])?", name) or name == "report"
        assert 0 < len(name.encode()) <= LONGEST_NAME + len("report-")
        assert slug(name) == name or name.startswith("report-")

    def test_reserved_names_are_avoided(self):
        assert slug("Lpt1") == "report-lpt1"


class TestWriting:
    def test_an_interrupted_write_leaves_the_old_file(self, tmp_path, monkeypatch):
        path = write_file(tmp_path / "a.txt", b"old")

        def full_disk(_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(files_module.os, "fsync", full_disk)
        with pytest.raises(PolicydiffError, match="CANNOT_WRITE: No space left"):
            write_file(path, b"new")
        assert path.read_bytes() == b"old"
        assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]

    def test_an_interrupt_passes_and_leaves_nothing_behind(self, tmp_path, monkeypatch):
        def interrupt(_):
            raise KeyboardInterrupt

        monkeypatch.setattr(files_module.os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_file(tmp_path / "a.txt", b"new")
        assert not list(tmp_path.iterdir())

    def test_a_link_stays_a_link(self, tmp_path):
        (tmp_path / "real.txt").write_bytes(b"old")
        (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
        write_file(tmp_path / "link.txt", b"new")
        assert (tmp_path / "link.txt").is_symlink()
        assert (tmp_path / "real.txt").read_bytes() == b"new"

    def test_devices_are_written_to_and_folders_refused(self, tmp_path):
        write_file(Path(os.devnull), b"x")
        assert not Path(os.devnull).is_file()
        for place in (tmp_path, tmp_path / "none" / "a.txt"):
            with pytest.raises(PolicydiffError, match="CANNOT_WRITE"):
                write_file(place, b"x")


class TestJson:
    def document(self, result):
        return json.loads(render(result, Format.JSON))

    def test_text_is_the_slice_of_the_source(self):
        extract = new_extract()
        data, source = self.document(extract), extract.report.source.text
        for item in data["commitments"] + data["outcomes"]:
            assert item["text"] == source[item["start"] : item["end"]]
            for quantity in item["quantities"]:
                assert quantity["text"] == source[quantity["start"] : quantity["end"]]

    def test_extract_has_the_promised_keys_in_their_order(self):
        data = self.document(new_extract())
        assert list(data) == ["schema", "report", "sections", "commitments", "outcomes", "tool"]
        assert list(data["report"]) == ["title", "place", "year", "date", "language", "source", "warnings"]
        assert list(data["report"]["source"]) == ["name", "format", "encoding", "sha256", "characters"]
        assert list(data["sections"][0]) == ["id", "heading", "level", "role", "start", "end"]
        statement = "id start end text sentence section role kind action indicator strength stage deadline horizon cue responsible parent"
        assert list(data["commitments"][0]) == [*statement.split(), "quantities", "relation", "reason", "origin"]
        quantity = "start end text value value_high unit comparator measure direction filter indicator"
        assert list(data["commitments"][0]["quantities"][0]) == quantity.split()

    def test_figures_are_whole_where_they_are_whole(self):
        values = [q["value"] for c in self.document(new_extract())["commitments"] for q in c["quantities"]]
        assert values == [5.5, 12000, 5.5, 4.5, 60000]
        assert b'"value": 12000,' in render(new_extract(), Format.JSON)

    def test_compare_has_every_id_once_and_the_promised_keys(self):
        data = self.document(comparison())
        assert list(data) == ["schema", "old", "new", "changes", "deliveries", "warnings", "summary"]
        for side in ("old", "new"):
            assert sorted(i for change in data["changes"] for i in change[side]) == sorted(c["id"] for c in data[side]["commitments"])
        change = data["changes"][0]
        assert list(change) == ["status", "old", "new", "links", "score", "facets", "numeric", "because"]
        assert change["links"] == [["1.1", "2.1"]]
        assert change["facets"]["value"] == "raised" and change["facets"]["strength"] is None
        assert list(change["numeric"][0]) == ["old_id", "new_id", "indicator", "old", "new", "direction"]
        assert data["changes"][4]["score"] == 0.8123
        assert list(data["deliveries"][0]) == ["status", "commitment", "outcome", "indicator", "promised", "reported", "because"]
        assert data["warnings"] == [{"code": "LOW_OVERLAP", "message": "few commitments are linked"}]

    def test_delivery_and_ledger(self):
        assert list(self.document(scorecard())) == ["schema", "old", "new", "deliveries", "warnings"]
        data = self.document(ledger())
        assert list(data) == ["schema", "reports", "indicators", "threads", "warnings"]
        assert data["indicators"][0]["points"][2]["value"] is None
        assert data["threads"][0] == {
            "id": "t1",
            "first": 2023,
            "last": 2024,
            "words": "",
            "steps": [
                {"year": 2023, "commitments": ["2.3"], "status": "new"},
                {"year": 2024, "commitments": ["3.2"], "status": "continued"},
            ],
        }

    def test_chinese_stays_as_it_is(self):
        assert "清溪市" in render(comparison(), Format.JSON).decode("utf-8")


class TestCsv:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\t=", "\r=", "﹦", "₌"])
    def test_no_cell_is_a_formula(self, start):
        assert guarded(f"{start}1+1").startswith("'")

    def test_words_and_numbers_are_left_alone(self):
        assert guarded("新增1.2万人") == "新增1.2万人"
        assert guarded(-3) == -3

    @pytest.mark.parametrize("name", RESULTS)
    def test_every_row_has_every_column(self, name):
        for sheet in sheets_of(RESULTS[name]()):
            data = write_csv(sheet)
            assert data.startswith(b"\xef\xbb\xbf")
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}
            assert len(rows) == len(sheet.rows) + 1

    def test_dangerous_words_are_guarded_in_place(self):
        rows = csv.DictReader(io.StringIO(render(hostile(), Format.CSV).decode("utf-8-sig"), newline=""))
        assert any(row["new_text"].startswith("'＝") for row in rows)


class TestMarkdown:
    def test_every_line_of_a_table_has_as_many_cells(self):
        text = render(hostile(), Format.MARKDOWN).decode()
        widths = {}
        for number, line in enumerate(text.splitlines()):
            if line.startswith("|"):
                widths.setdefault(text.splitlines()[:number].count(""), set()).add(len(re.findall(r"(?<!\\)\|", line)))
        assert widths and all(len(found) == 1 for found in widths.values())

    def test_markup_of_the_report_is_inert(self):
        text = render(hostile(), Format.MARKDOWN).decode()
        assert "<script" not in text and "\x1b" not in text and "\u202e" not in text
        assert not re.search(r"(?<!\\)`", text)

    @given(WORDS)
    def test_an_escaped_text_is_one_line_without_bare_marks(self, words):
        line = escaped(words)
        assert len(line.splitlines()) <= 1 or not line.strip()
        assert not re.search(r"(?<!\\)(?:\\\\)*\|", line)
        assert "<" not in line

    def test_reworded_commitments_show_what_went_and_what_came(self):
        assert "地区生产总值增长<del>5%</del>左右 | 地区生产总值增长<ins>5.5%</ins>左右" in render(comparison(), Format.MARKDOWN).decode()


class Tags(HTMLParser):
    VOID = ("meta",)

    def __init__(self):
        super().__init__()
        self.seen, self.open = [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


class TestHtml:
    @pytest.mark.parametrize("name", SIMPLE_PAGES)
    def test_one_file_without_scripts_links_to_elsewhere_or_styles_of_others(self, name):
        text = render(SIMPLE_PAGES[name](), Format.HTML).decode()
        tags = Tags()
        tags.feed(text)
        assert tags.open == []
        assert {tag for tag, _ in tags.seen}.isdisjoint({"script", "link", "img", "iframe", "base", "form", "object"})
        assert all(value.startswith("#") for _, attributes in tags.seen for key, value in attributes.items() if key in ("href", "src"))
        assert not any(key.startswith("on") or key == "style" for _, attributes in tags.seen for key in attributes)

    def test_the_policy_admits_its_own_style_only(self):
        import base64
        import hashlib

        text = render(scorecard(), Format.HTML).decode()
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"default-src 'none'; style-src 'sha256-{digest}'" in text

    def test_markup_of_the_report_is_inert(self):
        text = render(hostile().later, Format.HTML).decode()
        assert "<script" not in text and "{{" in text and "\u202e" not in text and "\x1b" not in text and "\x00" not in text
        assert "[U+202E]" in text

    def test_counts_and_verdicts_are_there(self):
        text = render(scorecard(), Format.HTML).decode()
        assert "<strong>1</strong> missed" in text
        assert "<td>城镇新增就业1.05万人</td><td>missed; 10500 is short of 11000</td>" in text


class TestXlsx:
    def book(self, result):
        return openpyxl.load_workbook(io.BytesIO(render(result, Format.XLSX)))

    def test_sheets_and_their_frames(self):
        book = self.book(comparison())
        assert book.sheetnames == ["summary", "targets", "changes", "deliveries", "old", "new"]
        for name in book.sheetnames[1:]:
            assert book[name].freeze_panes == "A2"
            assert book[name].auto_filter.ref.startswith("A1:")
        assert book.properties.created.year == 2000

    @pytest.mark.parametrize("name", RESULTS)
    def test_texts_are_texts_and_never_formulas_or_links(self, name):
        for sheet in self.book(RESULTS[name]()).worksheets:
            assert len(sheet.title) <= 31
            for row in sheet.iter_rows():
                assert all(cell.data_type in ("s", "n") and cell.hyperlink is None for cell in row)

    def test_numbers_are_numbers(self):
        sheet = self.book(comparison())["targets"]
        header = [cell.value for cell in sheet[1]]
        assert sheet.cell(3, header.index("this_value") + 1).value == 12000

    def test_what_people_read_stands_first_and_is_printed(self):
        sheet = self.book(comparison())["targets"]
        heads = [cell.value for cell in sheet[1]]
        assert heads[:5] == ["indicator", "measure", "horizon", "last_target", "outcome"]
        assert sorted(heads) == sorted(column.name for column in TABLES["targets"])
        assert sheet.print_area.split("!")[1] == "$A$1:$H$5" and heads[7] == "direction"

    def summary(self, result, **chosen):
        data = render(result, Format.XLSX, selection=Selection.of(**chosen))
        return {row[0]: row[1:] for row in openpyxl.load_workbook(io.BytesIO(data))["summary"].iter_rows(values_only=True)}

    def test_the_first_sheet_names_both_reports_and_counts_in_words(self):
        said = self.summary(comparison())
        assert said["Reports"] == ("Last year (2023)", "This year (2024)")
        assert (said["Place"], said["Year"], said["File"]) == (("清溪市", "清溪市"), (2023, 2024), ("清溪-2023.txt", "清溪-2024.txt"))
        assert (said["Commitments"], said["Outcomes"]) == ((7, 6), (0, 2))
        counts = {"Continued": 1, "Changed in figures": 4, "New": 1, "Dropped": 2, "Drop rate": 0.2857, "Figure raised": 3, "Asks more": 3}
        verdicts = {"Met": 1, "Nearly met": 0, "Missed": 1, "Not reported": 1, "Not comparable": 0}
        sheets = {"targets": 4, "changes": 8, "deliveries": 3, "old": 7, "new": 6}
        for name, number in (counts | verdicts | sheets).items():
            assert said[name][0] == number, name
        assert said["LOW_OVERLAP"][0] == "few commitments are linked"

    @pytest.mark.parametrize("name", RESULTS)
    def test_the_first_sheet_has_no_code_names(self, name):
        said = self.summary(RESULTS[name]())
        assert not [label for label in said if label and re.fullmatch("[a-z]+_[a-z_]+", str(label))]

    def test_the_first_sheet_says_what_was_chosen(self):
        said = self.summary(comparison(), tables="changes", status="new")
        assert said["changes"][0] == 1 and "old" not in said and said["Chosen"] == ("Only table changes; status new", None)

    def test_a_report_held_against_its_own_review_stands_once(self):
        alone = replace(scorecard(), earlier=new_extract(), deliveries=())
        assert self.summary(alone)["Report"] == ("This report", None)

    def test_every_sheet_of_every_result_is_explained(self):
        results = [*(make() for make in RESULTS.values()), review_queue(comparison()), Evaluation(()), Panel(ledger())]
        results += [FieldsExplanation(new_extract(), new_extract().commitments[0], ())]
        results += [LinkExplanation(old_extract(), new_extract(), comparison().changes[0], ())]
        assert {sheet.name for result in results for sheet in sheets_of(result)} == set(SHEET_MEANINGS)

    def test_a_very_long_text_is_cut_to_what_a_cell_holds(self):
        assert self.book(hostile("长" * 40_000))["new"].max_row == 7


class TestTerminal:
    @pytest.mark.parametrize("width", [60, 80, 120])
    @pytest.mark.parametrize("name", RESULTS)
    def test_lines_fold_to_the_width(self, name, width):
        assert cells(write_terminal(page_of(RESULTS[name]()), width=width), width)

    def test_no_word_is_lost_and_nothing_acts_on_the_terminal(self):
        text = write_terminal(page_of(hostile()), width=100)
        assert "\x1b" not in text and "\u202e" not in text and "…" not in text
        plain = re.sub(r"\s", "", write_terminal(page_of(comparison()), width=400))
        assert "修复老城墙4.5公里" in plain and "确保建成东门水厂" in plain

    def test_colour_is_for_terminals_only(self):
        assert "\x1b[" in write_terminal(page_of(comparison()), colour=True)
        assert "\x1b[" not in write_terminal(page_of(comparison()))

    def test_columns_stay_aligned_under_wide_characters(self):
        from rich.cells import cell_len

        lines = write_terminal(page_of(comparison()), width=120).splitlines()
        start = next(place for place, line in enumerate(lines) if line.startswith("Targets ("))
        header, rows = lines[start + 2], lines[start + 4 : start + 7]
        place = cell_len(header[: header.index("Direction")])
        assert all(cell_len(row[: row.rindex("  ") + 2]) == place for row in rows)


def test_visible_leaves_ordinary_text_alone():
    assert visible("一、主要目标 5%\n") == "一、主要目标 5%\n"
    assert "\u202e" not in visible(HOSTILE)


class TestWarnings:
    """Every result gives its own warnings and those of its reports, in every format that has room for them."""

    def results(self):
        odd = Notice("BIDI", "marks were left out")
        old, new = (replace(extract, notices=(odd,)) for extract in (old_extract(), new_extract()))
        found = replace(comparison(), earlier=old, later=new)
        reasons = FieldsExplanation(new, new.commitments[0], ())
        yield from (new, found, replace(scorecard(), earlier=old, later=new), review_queue(found), reasons)
        yield LinkExplanation(old, new, found.changes[0], ())
        yield replace(ledger(), notices=(odd,))

    @pytest.mark.parametrize("format_", [Format.TABLE, Format.JSON, Format.MARKDOWN, Format.HTML])
    def test_no_format_loses_any(self, format_):
        for result in self.results():
            assert "BIDI" in render(result, format_).decode()

    def test_a_workbook_lists_them_on_its_first_sheet(self):
        for result in self.results():
            book = openpyxl.load_workbook(io.BytesIO(render(result, Format.XLSX)))
            assert "BIDI" in [row[0] for row in book["summary"].iter_rows(values_only=True)]

    def test_each_report_is_named_where_there_are_two(self):
        _, found, *_ = self.results()
        assert [name for name, _ in all_notices(found)] == ["", found.earlier.report.source.name, found.later.report.source.name]
        messages = [notice.message for notice in page_of(found).notices]
        assert messages[1:] == [f"{extract.report.source.name}: marks were left out" for extract in (found.earlier, found.later)]


@pytest.mark.parametrize("format_", [Format.MARKDOWN, Format.HTML])
def test_a_page_without_counts_has_no_table_of_counts(format_):
    text = render(Evaluation(()), format_).decode()
    assert "|  |" not in text and 'class="counts"' not in text


def test_an_inferred_figure_is_marked():
    series = ledger().indicators[0]
    guessed = replace(series, points=tuple(replace(point, state=PointState.INFERRED) for point in series.points[:1]))
    assert "target ≈ 5% (inferred)" in render(replace(ledger(), indicators=(guessed,)), Format.MARKDOWN).decode()


def test_one_format_may_be_given_as_a_word(tmp_path):
    assert [path.suffix for path in publish_tables(comparison(), tmp_path, formats="html")] == [".html"]
