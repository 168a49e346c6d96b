"""The seeds are consistent with themselves: texts, expected changes and facts."""

import csv
import hashlib
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
HECHI = ROOT.parent / "shared" / "reports" / "city" / "hechi-2024.txt"

STATUSES = {"continued", "changed", "new", "dropped"}
NUMERIC_FACETS = {
    "value=raised", "value=lowered", "comparator=tightened", "comparator=loosened", "figure=added", "figure=removed",
}  # fmt: skip
OTHER_FACETS = {
    "strength=firmer", "strength=softer", "stage=advanced", "stage=slipped", "deadline=earlier", "deadline=later",
    "section=moved", "wording=reworded", "cardinality=split", "cardinality=merged",
}  # fmt: skip
REASONS = {"reason=reported_delivered", "reason=not_restated"}
MEASURES = {"level", "growth", "change", "share", "rank", "count", "multiple", "duration"}


def read_rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TEXTS = {year: (SEEDS / f"yunze-{year}.txt").read_text(encoding="utf-8") for year in (2024, 2025)}
CHANGES = read_rows("expected-changes.csv")
FACTS = read_rows("hechi-2024.csv")


def excerpts(row: dict[str, str], side: str) -> list[str]:
    return [words for words in row[f"{side}_words"].split(" | ") if words]


def facets(row: dict[str, str]) -> set[str]:
    return {facet for facet in row["facets"].split(";") if facet}


def section_at(text: str, place: int) -> str:
    """The section label that holds a place, such as 二（三）; 二 alone is the list of main targets."""
    part = theme = ""
    for line in text[:place].split("\n"):
        if heading := re.match(r"([一二三])、", line):
            part, theme = heading[1], ""
        elif line.startswith("附件："):
            part, theme = "附件", ""
        elif heading := re.match(r"（[一二三四五六七八]）", line):
            theme = heading[0]
    return part + theme


@pytest.mark.parametrize("year", TEXTS)
def test_report_has_full_length(year):
    assert 8_000 <= len(TEXTS[year]) <= 12_000
    assert 8_000 <= len(re.findall("[一-鿿]", TEXTS[year])) <= 12_000


@pytest.mark.parametrize("year", TEXTS)
def test_report_has_its_parts(year):
    lines = TEXTS[year].splitlines()
    assert lines[0] == "政府工作报告"
    assert re.fullmatch(rf"——{year}年1月\d+日在云泽市第六届人民代表大会第[四五]次会议上", lines[1])
    assert all(lines) and not any(line != line.strip() for line in lines)
    assert [line[0] for line in lines if re.match("[一二三]、", line)] == ["一", "二", "三"]
    plan = TEXTS[year][TEXTS[year].index("\n二、") : TEXTS[year].index("\n三、")]
    assert re.findall(r"\n（(.)）", plan) == list("一二三四五六七八")
    annex = lines[lines.index(f"附件：{year}年为民办实事项目") + 1 :]
    assert [line.partition("．")[0] for line in annex] == [str(number) for number in range(1, 11)]
    assert all(re.search(r"（责任单位：.+）$", line) for line in annex)


def test_figures_of_the_two_reports_agree():
    def figure(year: int, words: str) -> Decimal:
        found = re.search(rf"{words}([\d.]+)", TEXTS[year])
        assert found, words
        return Decimal(found[1])

    assert figure(2025, "比上年增加") == figure(2025, "地区生产总值") - figure(2024, "地区生产总值达到")
    assert figure(2025, "总数达到") == figure(2024, "高新技术企业达到") + figure(2025, "高新技术企业净增")
    for year, total in ((2024, 320), (2025, 300)):
        assert figure(year, "其中工业项目投资") < figure(year, rf"全年实施市级重点项目{total}个、完成投资")


def test_expected_changes_has_its_columns():
    assert list(CHANGES[0]) == ["status", "old_words", "new_words", "old_section", "new_section", "facets", "note"]
    assert len(CHANGES) >= 80
    assert {row["status"] for row in CHANGES} == STATUSES
    assert set().union(*map(facets, CHANGES)) == NUMERIC_FACETS | OTHER_FACETS | REASONS


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: row["old_words"] or row["new_words"])
def test_expected_change_is_sound(row):
    old, new = excerpts(row, "old"), excerpts(row, "new")
    for side, words, text in (("old", old, TEXTS[2024]), ("new", new, TEXTS[2025])):
        assert bool(words) == bool(row[f"{side}_section"])
        for excerpt in words:
            assert text.count(excerpt) == 1
            assert not re.search("[，。；！？].", excerpt), "an excerpt stays within one clause"
            assert section_at(text, text.index(excerpt)) == row[f"{side}_section"]
    shown = facets(row)
    match row["status"]:
        case "changed":
            assert old and new and shown & NUMERIC_FACETS and not shown & REASONS
        case "continued":
            assert old and new and not shown & (NUMERIC_FACETS | REASONS)
            assert shown or not row["note"].startswith("verbatim") or old[0].strip("，") == new[0].strip("，")
        case "new":
            assert not old and new and not shown
        case "dropped":
            assert old and not new and len(shown & REASONS) == 1
    assert ("cardinality=split" in shown) == (len(new) > 1)
    assert ("cardinality=merged" in shown) == (len(old) > 1)
    if old and new:
        assert ("section=moved" in shown) == (row["old_section"] != row["new_section"])


@pytest.mark.parametrize(("year", "side"), [(2024, "old"), (2025, "new")])
def test_no_words_are_expected_twice(year, side):
    text = TEXTS[year]
    spans = sorted((text.index(words), text.index(words) + len(words)) for row in CHANGES for words in excerpts(row, side))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize(("year", "side"), [(2024, "old"), (2025, "new")])
def test_every_main_target_is_expected(year, side):
    listed = re.search(r"主要预期目标是：(.+)。\n", TEXTS[year])
    assert listed
    words = [excerpt for row in CHANGES for excerpt in excerpts(row, side) if row[f"{side}_section"] == "二"]
    for target in re.split("[；，]", listed[1]):
        assert any(excerpt.strip("；，") in target for excerpt in words), target


def test_facts_of_the_real_report_are_bare():
    assert list(FACTS[0]) == ["part", "indicator", "measure", "value", "value_high", "unit", "comparator", "direction"]
    assert {row["part"] for row in FACTS} == {"target", "outcome"}
    for row in FACTS:
        assert row["indicator"] and len(row["indicator"]) <= 24 and not re.search("[，。；：]", row["indicator"])
        assert row["measure"] in MEASURES
        assert row["comparator"] in {"=", "≥", ">", "≤", "<", "≈", "range"}
        assert Decimal(row["value"]) >= 0
        assert bool(row["value_high"]) == (row["comparator"] == "range")
        assert row["direction"] in ({"", "up", "down"} if row["measure"] in {"growth", "change", "multiple"} else {""})


def test_facts_name_the_file_they_come_from():
    if not HECHI.exists():
        pytest.skip(f"the real report is not part of the project and is not at {HECHI}")
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    content = HECHI.read_bytes()
    assert hashlib.sha256(content).hexdigest() in readme
    assert f"{len(content.decode('utf-8'))} characters" in readme
