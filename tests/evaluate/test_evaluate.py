"""Scores: by hand on a small annotated pair, and the same as the shared scorer's on the real one."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from policydiff import cli, pipeline
from policydiff.evaluate import read_gold, score_links, score_units
from policydiff.evaluate.figures import Figure, same_unit_word, same_value
from policydiff.evaluate.gold import Places, same_unit
from policydiff.lexicons import load_lexicon
from policydiff.model import Commitment, PolicydiffError, Role, Span
from policydiff.pipeline import compare_extracts, evaluate_gold, extract_report
from policydiff.publish import Format, render
from policydiff.publish.contract import compare_json, extract_json
from policydiff.quantities import find_quantities
from policydiff.tables import Evaluation, Score

SHARED = Path(__file__).parents[3] / "shared"
OLD = (
    "政府工作报告\n一、2023年工作回顾\n新建学校2所。\n二、2024年重点工作\n"
    "（一）改善民生。新建公园3座，健全公园管护办法。推动渔业协会换届，办好渔业节。"
)
NEW = OLD.replace("2023", "2022").replace("3座", "5座").replace("推动渔业协会换届", "开通航线2条")


def commitment(start, end):
    return Commitment(f"2-{start}", Span(start, end), "", Span(start, end), "2", Role.PLAN)


@pytest.fixture
def folder(tmp_path):
    """An annotated pair: a chunk a clause, tagged by hand."""
    for name, text in (("yunze2023", OLD), ("yunze2024", NEW)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        start = text.index("（一）")
        chunks, tags = [("01", 0, start, text[:start].replace("\n", " "))], {"01": "O"}
        for number, piece in enumerate(text[start:].replace("。", "。|").replace("，", "，|").rstrip("|").split("|"), start=2):
            chunks.append((f"{number:02}", start, start + len(piece), piece))
            tags[f"{number:02}"] = "H" if number == 2 else "B"
            start += len(piece)
        rows = "".join(f"{id_}\t{begin}\t{end}\t\t{words}\n" for id_, begin, end, words in chunks)
        (tmp_path / f"{name}.chunks.tsv").write_text(rows, encoding="utf-8")
        (tmp_path / f"{name}.bio.tsv").write_text("".join(f"{id_}\t{tag}\n" for id_, tag in tags.items()), encoding="utf-8")
    (tmp_path / "yunze2023.qty.tsv").write_text("03\t3座\t3\t\t座\t=\tcount\t公园\tplan\n", encoding="utf-8")
    (tmp_path / "yunze2023-yunze2024.align.tsv").write_text("03\t03\tnumber\n04\t04\tsame\n05\t\tnew\n06\t06\tsame\n", encoding="utf-8")
    return tmp_path


def by_measure(scores):
    return {score.measure: score for score in scores}


class TestUnits:
    def test_the_same_stretches_score_one(self, folder):
        document = read_gold(folder, ["yunze2023"]).documents[0]
        found = [commitment(*span) for span in document.units.values()]
        assert {score.f1 for score in score_units(document, found)} == {1.0}

    def test_what_is_missed_or_cut_in_two_is_counted(self, folder):
        document = read_gold(folder, ["yunze2023"]).documents[0]
        first, second, *_ = document.units.values()
        middle = first.start + 4
        scores = by_measure(score_units(document, [commitment(first.start, middle), commitment(middle, first.end), commitment(*second)]))
        assert (scores["coverage"].right, scores["coverage"].said) == (first.length + second.length, first.length + second.length)
        assert (scores["boundary"].found, scores["boundary"].gold) == (2, 4)
        assert (scores["whole_unit"].right, scores["whole_unit"].said, scores["whole_unit"].found) == (1, 3, 1)

    def test_headings_count_neither_way(self, folder):
        document = read_gold(folder, ["yunze2023"]).documents[0]
        heading = next(chunk.span for chunk in document.chunks if chunk.tag == "H")
        assert {score.said for score in score_units(document, [commitment(*heading)])} == {0}


class TestLinks:
    def test_the_status_of_every_unit_counts(self, folder):
        couple = read_gold(folder, ["yunze2023-yunze2024"]).couples[0]
        findings = compare_extracts(extract_report(couple.old.path), extract_report(couple.new.path))
        scores = by_measure(score_links(couple, findings))
        assert {measure: (score.found, score.gold) for measure, score in scores.items()} == {
            "links": (3, 3),
            "new": (1, 1),
            "dropped": (1, 1),
            "number_changed": (1, 1),
        }


class TestFigures:
    def row(self, quote, value, unit, measure, high=""):
        return Figure(Span(0, 1), ("01", quote, value, high, unit, "=", measure, "", ""))

    @pytest.mark.parametrize(
        ("text", "row", "value", "unit"),
        [
            ("产值增长6%", ("6%", "6", "%", "growth"), True, True),
            ("产值下降6%", ("6%", "-6", "％", "growth"), True, True),
            ("产值增长6%", ("6%", "7", "%", "growth"), False, True),
            ("新增就业1.2万人", ("1.2万人", "12000", "person", "level"), True, True),
            ("产值增长5%—6%", ("5%—6%", "5", "%", "growth", "6"), True, True),
            ("产值增长5%—6%", ("5%—6%", "5", "%", "growth", "7"), False, True),
            ("新建公园3座", ("3座", "3", "个", "count"), True, False),
        ],
    )
    def test_values_and_units(self, text, row, value, unit):
        quantity = find_quantities(text, load_lexicon("zh"))[0]
        figure = self.row(*row)
        assert (same_value(figure, quantity), same_unit_word(figure, quantity)) == (value, unit)


def test_places_are_those_that_share_a_character():
    places = Places([("a", Span(0, 5)), ("b", Span(5, 12)), ("c", Span(14, 20))])
    assert [name for name, _ in places.meeting(Span(4, 6))] == ["a", "b"]
    assert [name for name, _ in places.meeting(Span(12, 14))] == []
    assert places.same(Span(5, 13)) == ["b"]
    assert not same_unit(Span(0, 3), Span(0, 3))


def test_counts_are_pooled():
    evaluation = Evaluation((Score("a", "links", 3, 4, 3, 3), Score("b", "links", 1, 4, 1, 5), Score("a", "met", 1, 2)))
    pooled = [(score.measure, score.precision, score.recall) for score in evaluation.pooled()]
    assert pooled == [("links", 0.5, 0.5), ("met", None, 0.5)]


class TestCommand:
    @pytest.mark.parametrize("format_", list(Format))
    def test_every_format(self, folder, format_, capfdbinary):
        target = folder / f"out{format_.suffix}"
        assert cli.run(["evaluate", str(folder), "-f", format_]) == 0
        assert cli.run(["evaluate", str(folder), "-f", format_, "-o", str(target)]) == 0
        assert capfdbinary.readouterr().out == target.read_bytes()

    def test_only_what_is_named(self, folder):
        data = json.loads(render(evaluate_gold(folder, ["yunze2023"]), Format.JSON))
        assert {row["name"] for row in data["scores"]} == {"yunze2023", "all"}
        assert {"coverage", "boundary", "whole_unit", "figures_located", "figures_value"} <= {row["measure"] for row in data["scores"]}

    @pytest.mark.parametrize(
        ("file", "text", "trouble"),
        [
            ("yunze2023.bio.tsv", "01\tO\n02\n", "line 2: it has 1 cells of at least 2"),
            ("yunze2023.bio.tsv", "01\tQ\n", "line 1: unknown tag 'Q'"),
            ("yunze2023.bio.tsv", "01\tO\n", "the chunk 02 has no tag"),
            ("yunze2023.chunks.tsv", "01\tzero\t9\t\t政府\n", "line 1: 'zero' to '9' is no stretch of the text"),
            ("yunze2023.chunks.tsv", "01\t9\t3\t\t政府\n", "line 1: '9' to '3' is no stretch of the text"),
            ("yunze2023.chunks.tsv", "01 0 9\n", "line 1: it has 1 cells of at least 5"),
            ("yunze2023.chunks.tsv", "", "no chunk is in it"),
            ("yunze2023.qty.tsv", "\n03\n", "line 2: it has 1 cells of at least 2"),
            ("yunze2023.qty.tsv", "03\t9座\t9\n", "line 1: the words '9座' are not in the chunk 03"),
            ("yunze2023.within.tsv", "03\t04\n", "line 1: it has 2 cells of at least 8"),
            ("yunze2023-yunze2024.align.tsv", "03\t03\tsame\n99\t\tnew\n", "line 2: no commitment of yunze2024 begins with the chunk 99"),
            ("yunze2023-yunze2024.align.tsv", "03\t02\tsame\n", "line 1: no commitment of yunze2023 begins with the chunk 02"),
            ("yunze2023-yunze2024.delivery.tsv", "03\n", "line 1: it has 1 cells of at least 2"),
            ("yunze2024.bio.tsv", "01\tO\n政府".encode("gb18030"), "line 2: it is not UTF-8"),
        ],
    )
    def test_a_broken_file_is_one_line_that_names_file_and_line(self, folder, file, text, trouble, capfdbinary):
        (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
        assert cli.run(["evaluate", str(folder)]) == 2
        (line,) = capfdbinary.readouterr().err.decode().splitlines()
        assert ": GOLD: " in line and trouble in line and ".tsv" in line

    def test_what_is_not_there_is_one_line(self, folder, tmp_path, capfdbinary):
        assert cli.run(["evaluate", str(tmp_path / "none")]) == 2
        assert cli.run(["evaluate", str(folder), "yunze2025"]) == 2
        lines = capfdbinary.readouterr().err.decode().splitlines()
        assert len(lines) == 2 and all("NO_GOLD" in line for line in lines)
        with pytest.raises(PolicydiffError, match="nearest is yunze202"):
            read_gold(folder, ["yunze2025"])


@pytest.mark.skipif(not (SHARED / "score" / "score.py").is_file(), reason="the shared scorer (../shared/score) is not here")
class TestAgreement:
    """The numbers are those of the shared scorer."""

    @pytest.fixture
    def scorer(self):
        spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score" / "score.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    @pytest.fixture
    def made(self, monkeypatch):
        """What evaluating reads and compares, so that the scorer judges the very same."""
        made = []

        def kept(work):
            def keep(*arguments, **options):
                made.append(work(*arguments, **options))
                return made[-1]

            return keep

        for work in (extract_report, compare_extracts):
            monkeypatch.setattr(pipeline, work.__name__, kept(work))
        return made

    def judge(self, scorer, tmp_path, command, names, data):
        path = tmp_path / "a.json"
        path.write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8")
        return scorer.judge(["score.py", command, str(SHARED / "gold"), *names, str(path)], SHARED / "gold")

    @pytest.mark.parametrize("name", ["hechi2024", "yunnan2025", "shanghai2021"])
    def test_documents(self, scorer, made, name, tmp_path):
        ours = by_measure(evaluate_gold(SHARED / "gold", [name]).scores)
        (extract,) = made
        theirs = self.judge(scorer, tmp_path, "extract", [name], extract_json(extract))
        for measure in ("coverage", "boundary", "whole_unit"):
            score = ours[measure]
            assert {"precision": score.precision, "recall": score.recall, "f1": score.f1} == theirs[measure]
        quantities = theirs["quantities"]
        assert (ours["figures_located"].recall, ours["figures_located"].precision) == (quantities["located"], quantities["precision"])
        for field in ("value", "unit", "comparator", "measure"):
            assert ours[f"figures_{field}"].recall == quantities[field]

    @pytest.mark.parametrize("name", ["guangxi2025-guangxi2026", "cn2018-cn2019"])
    def test_pairs(self, scorer, made, name, tmp_path):
        names = name.split("-")
        ours = by_measure(evaluate_gold(SHARED / "gold", [name]).scores)
        *_, compared = made
        assert len(made) == 3, "each report is read once"
        data = compare_json(compared)
        theirs = self.judge(scorer, tmp_path, "compare", names, data)
        for measure in ("links", "new", "dropped", "number_changed"):
            score = ours[measure]
            assert {"precision": score.precision, "recall": score.recall, "f1": score.f1} == theirs[measure], measure
        theirs = self.judge(scorer, tmp_path, "delivery", names, data)
        for measure in ("linked", "met", "missed", "abstained"):
            found = ours.get(f"delivery_{measure}")
            assert (found.recall if found else 1.0) == theirs[measure], measure
