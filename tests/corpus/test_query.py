"""Questions to a drawn corpus whose answers are known."""

import csv
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pyarrow.parquet as parquet
import pytest

from policydiff import cli
from policydiff.corpus import list_queries, run_batch, run_query
from policydiff.corpus.terms import terms_of
from policydiff.lexicons import load_lexicon
from policydiff.model import Role, Span, Statement

HEAD = "政府工作报告\n——{}年1月9日在{}第六届人民代表大会第四次会议上\n一、{}年工作回顾\n过去一年，新建书屋3家。\n二、{}年重点工作\n"
PLAN = "今年主要预期目标是：地区生产总值增长{}%左右。\n（一）改善民生。新建公园{}座。推广绿色建材下乡。{}\n"
TRIAL = "开展夜间图书馆试点行动。"
DRAWN = {
    "全国": {2021: TRIAL, 2022: TRIAL, 2023: TRIAL},
    "清溪省": {2021: "办好渔业丰收节。", 2022: TRIAL, 2023: TRIAL},
    "北川省": {2021: "办好渔业丰收节。", 2022: "办好渔业丰收节。", 2023: TRIAL},
    "东岭省": {2023: TRIAL},
    "云泽市": {2021: "办好渔业丰收节。", 2022: "完善科技特派员制度。", 2023: "完善科技特派员制度。"},
    "南江市": {2021: "办好渔业丰收节庆活动。", 2022: "办好渔业丰收节。", 2023: "办好渔业丰收节。"},
    "河西市": {2021: "完善科技特派员制度。", 2022: "办好渔业丰收节。", 2023: "办好渔业丰收节。"},
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder, to = tmp_path_factory.mktemp("drawn"), tmp_path_factory.mktemp("corpus")
    for place, years in DRAWN.items():
        for year, own in years.items():
            text = HEAD.format(year, place, year - 1, year) + PLAN.format(2027 - year, year - 2020, own)
            (folder / f"{place}-{year}.txt").write_text(text.replace("在全国第六届", "在第六届全国"), encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:
        assert run_batch(folder, to, pool).failures == ()
    return to


def records(answer):
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


class TestAnswers:
    def test_targets_by_place_and_year(self, corpus):
        found = records(run_query(corpus, "targets", {"indicator": "生产总值", "place": "清溪"}))
        assert [(row["year"], row["value"]) for row in found] == [(2021, 6), (2022, 5), (2023, 4)]

    def test_who_was_first(self, corpus):
        found = records(run_query(corpus, "first", {"phrase": "夜间图书馆"}))
        assert [(row["level"], row["place"], row["year"], row["years_after_first"], row["reports_before"]) for row in found] == [
            ("nation", "全国", 2021, 0, 0),
            ("province", "清溪省", 2022, 1, 1),
            ("province", "东岭省", 2023, None, 0),
            ("province", "北川省", 2023, 2, 2),
        ]

    def test_a_thing_may_have_several_names(self, corpus):
        found = records(run_query(corpus, "first", {"phrase": "渔业丰收|特派员|"}))
        assert {row["place"]: (row["year"], row["commitments"]) for row in found} == {
            "清溪省": (2021, 1),
            "北川省": (2021, 2),
            "云泽市": (2021, 3),
            "河西市": (2021, 3),
            "南江市": (2021, 3),
        }
        uses = records(run_query(corpus, "uses", {"phrase": "渔业丰收|特派员|", "level": "city"}))
        assert [row["commitments"] for row in uses] == [1] * 9
        reach = records(run_query(corpus, "reach", {"phrase": "渔业丰收|特派员|"}))
        assert [row["promise_it"] for row in reach if row["level"] == "city"] == [3, 3, 3]

    def test_how_far_it_reached(self, corpus):
        found = records(run_query(corpus, "reach", {"phrase": "夜间图书馆"}))
        assert [(row["year"], row["promise_it"], row["reports"]) for row in found if row["level"] == "province"] == [
            (2021, 0, 2),
            (2022, 1, 2),
            (2023, 3, 3),
        ]

    def test_what_spread_from_the_nation_to_provinces(self, corpus):
        (found,) = records(run_query(corpus, "spread"))
        assert (found["term"], found["first_places"], found["took_it_up"], found["years"]) == ("夜间图书馆试点行动", "全国", 2, 1.5)
        assert found["places"] == "清溪省 2022; 北川省 2023"

    def test_of_several_places_that_were_first_none_is_called_the_first(self, corpus):
        (found,) = records(run_query(corpus, "spread", {"above": "province", "below": "city", "places": 1}))
        assert (found["term"], found["first_places"], found["first_year"]) == ("渔业丰收节", "北川省; 清溪省", 2021)
        assert (found["reports_before"], found["at_once"], found["places"]) == (0, 2, "河西市 2022")

    def test_among_equals_those_that_began_together_took_nothing_up(self, corpus):
        (found,) = records(run_query(corpus, "spread", {"above": "province", "places": 1}))
        assert (found["first_places"], found["reports_before"], found["places"]) == ("清溪省", 1, "北川省 2023")

    def test_what_is_new_apart_from_length(self, corpus):
        found = {(row["place"], row["year"]): row for row in records(run_query(corpus, "novelty"))}
        assert found["全国", 2022]["novelty"] == 0
        assert found["云泽市", 2022]["novelty"] > 0 and found["云泽市", 2023]["novelty"] == 0

    def test_what_was_dropped(self, corpus):
        found = {row["term"]: row for row in records(run_query(corpus, "dropped"))}
        assert "夜间图书馆试点行动" not in found
        assert all(row["reports"] >= row["gone"] >= row["unanswered"] for row in found.values())
        festival = found["渔业丰收节"]
        assert [festival[column] for column in ("times", "reports", "gone", "share", "places")] == [3, 6, 3, 0.5, 3]

    def test_what_one_place_dropped(self, corpus):
        (found,) = records(run_query(corpus, "dropped", {"place": "河西"}))
        assert (found["term"], found["reports"], found["gone"], found["last_year"]) == ("科技特派员制度", 1, 1, 2022)

    def test_the_same_question_has_the_same_answer(self, corpus):
        one, other = (run_query(corpus, "spread", {"above": "province", "places": 1}) for _ in range(2))
        assert one == other


class TestCommand:
    @pytest.fixture
    def ask(self, capfdbinary):
        def call(*arguments):
            status = cli.run(["query", *map(str, arguments)])
            return status, *capfdbinary.readouterr()

        return call

    def test_formats(self, ask, corpus, tmp_path):
        question = (corpus, "first", "--phrase", "夜间图书馆")
        shown = json.loads(ask(*question, "-f", "json")[1])
        table = ask(*question)[1].decode()
        rows = list(csv.DictReader(io.StringIO(ask(*question, "--format", "csv")[1].decode("utf-8-sig"))))
        ask(*question, "-o", tmp_path / "a.parquet")
        assert [row["place"] for row in shown] == [row["place"] for row in rows] == ["全国", "清溪省", "东岭省", "北川省"]
        assert parquet.read_table(tmp_path / "a.parquet").to_pylist() == shown
        assert table.splitlines()[0].split()[:3] == ["level", "place", "year"]

    def test_nothing_found_is_told_with_what_it_may_mean(self, ask, corpus):
        said = ask(corpus, "first", "--phrase", "水厂")[1].decode()
        assert said == "Nothing was found. No commitment has these words; what is meant may go by another name.\n"
        assert json.loads(ask(corpus, "first", "--phrase", "水厂", "-f", "json")[1]) == []

    def test_whole_figures_have_no_point(self, ask, corpus):
        said = ask(corpus, "targets", "--indicator", "生产总值", "--place", "清溪", "-f", "csv")[1].decode("utf-8-sig")
        assert [row["value"] for row in csv.DictReader(io.StringIO(said))] == ["6", "5", "4"]

    def test_a_table_leaves_out_columns_without_anything(self, ask, corpus):
        question = (corpus, "novelty", "--place", "北川")
        shown = ask(*question)[1].decode().splitlines()[0].split()
        assert "warnings" not in shown and shown == [name for name in run_query(corpus, "novelty").columns if name != "warnings"]
        assert b"warnings" in ask(*question, "-f", "csv")[1]

    def test_the_list_names_every_question_and_option(self, ask):
        said = ask("--list")[1].decode()
        for query in list_queries():
            assert f"\n{query.name}\n  {query.about}\n" in f"\n{said}" and query.about
            assert all(f"--{option.name}: {option.words}" in said for option in query.options)

    @pytest.mark.parametrize(
        ("arguments", "trouble"),
        [
            (("novel",), "NO_QUERY: there are dropped, "),
            (("first",), "QUERY_OPTION: it wants the option phrase"),
            (("first", "--word", "公园"), "QUERY_OPTION: it has no option word"),
            (("spread", "--places", "two"), "QUERY_OPTION: places is no number"),
            (("spread", "--most", "-1"), "QUERY_OPTION: most is no number from 0 up: -1"),
            (("dropped", "--most=inf"), "QUERY_OPTION: most is no number from 0 up: inf"),
            (("spread", "--most=1e30"), "QUERY_FAILED: DuckDB: "),
            (("first", "--phrase"), "USAGE"),
            ((), "USAGE"),
        ],
    )
    def test_trouble_is_one_line(self, ask, corpus, arguments, trouble):
        status, _, said = ask(corpus, *arguments)
        assert status == 2 and trouble in said.decode() and said.count(b"\n") == 1

    @pytest.mark.parametrize("name", ["out[1]", "o*t", "o'ut?"])
    def test_a_folder_of_any_name(self, corpus, tmp_path, name):
        copytree(corpus, tmp_path / name)
        assert run_query(tmp_path / name, "novelty") == run_query(corpus, "novelty")

    def test_a_damaged_partition_is_one_line(self, ask, corpus, tmp_path):
        copytree(corpus, tmp_path / "copy")
        (tmp_path / "copy" / "changes" / "year=2022" / "part-0.parquet").write_bytes(b"PAR1")
        status, _, said = ask(tmp_path / "copy", "novelty")
        assert status == 2 and b"QUERY_FAILED: DuckDB: " in said and said.count(b"\n") == 1

    def test_a_folder_without_a_corpus_is_refused(self, ask, tmp_path):
        assert b"NO_CORPUS" in ask(tmp_path, "novelty")[2]

    @pytest.mark.parametrize(("package", "command"), [("duckdb", "query"), ("pyarrow", "batch")])
    def test_a_package_that_is_missing_is_named(self, corpus, tmp_path, package, command):
        arguments = [str(corpus), "novelty"] if command == "query" else [str(tmp_path), "-o", str(tmp_path / "out")]
        code = (
            "import sys, importlib.util as u; from policydiff import cli; f = u.find_spec; "
            f"sys.modules['{package}'] = None; u.find_spec = lambda name, *a: None if name == '{package}' else f(name, *a); "
            f"sys.exit(cli.run(['{command}', *sys.argv[1:]]))"
        )
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True)
        assert done.returncode == 2 and b"NO_PACKAGE" in done.stderr and done.stderr.count(b"\n") == 1


def test_an_empty_table_still_has_its_columns(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a-2021.txt").write_text(HEAD.format(2021, "云泽市", 2020, 2021) + PLAN.format(6, 1, TRIAL), encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:
        run_batch(folder, tmp_path / "out", pool)
    assert run_query(tmp_path / "out", "novelty").rows == ()


def test_terms_leave_figures_and_verbs_out():
    words = "深入推进“人工智能+”行动，参与和平建设公园20座、夜间图书馆"
    statement = Statement("1", Span(0, 1), words, Span(0, 1), "1", Role.PLAN)
    assert terms_of(statement, load_lexicon("zh")) == ("人工智能+", "和平建设公园", "夜间图书馆")


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("促进重点群体就业", ("重点群体就业",)),
        ("大力推进高标准农田建设", ("高标准农田建设",)),
        ("继续深入实施夜间图书馆计划", ("夜间图书馆计划",)),
        ("建设一批零碳园区", ("零碳园区",)),
    ],
)
def test_a_word_that_belongs_to_the_name_stays(words, terms):
    statement = Statement("1", Span(0, 1), words, Span(0, 1), "1", Role.PLAN)
    assert terms_of(statement, load_lexicon("zh")) == terms


def test_every_question_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text(encoding="utf-8")
    assert all(f"`{query.name}`" in page for query in list_queries())
