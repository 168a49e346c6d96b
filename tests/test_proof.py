"""A user's own tables: what is wrong with them is said by file and line."""

import json

import pytest

from policydiff import cli
from policydiff.lexicons import load_lexicon
from policydiff.model import PolicydiffError
from policydiff.proof import check_folder, refuse_malformed
from policydiff.quantities.headlines import name_headline
from policydiff.titles import NATION


@pytest.fixture
def folder(tmp_path):
    """Write tables into a folder called mine."""
    place = tmp_path / "mine"
    place.mkdir()

    def write(**tables):
        for name, text in tables.items():
            (place / f"{name}.csv").write_text(text, encoding="utf-8")
        return place

    return write


def troubles(place):
    return [str(trouble) for trouble in check_folder(place)[1]]


def test_rows_that_hold(folder, capfdbinary):
    place = folder(
        stages="stage,pattern,example,counterexample\nproposed,酝酿,酝酿建设第三水厂,第三水厂通水\n",
        units="words,written,measure,spelled,example,counterexample\n眼,眼,count,counted,打机井8眼,\n",
        cues="cue,words,example,counterexample\ncontinues,赓续,赓续办好夜校,办好夜校\n",
    )
    (place / "README.md").write_text("mine", encoding="utf-8")
    assert check_folder(place) == (3, ())
    assert cli.run(["lexicon", "check", str(place)]) == 0
    assert capfdbinary.readouterr().out == b"3 rows hold\n"


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("stagez", "stage\n", "mine/stagez.csv: LEXICON: the pack has no such table; did you mean stages.csv?"),
        (
            "stages",
            "stage,pattern,example\n",
            "line 1: missing column counterexample; the columns are stage, pattern, example, counterexample",
        ),
        ("stages", "stage,pattern,example,counterexample,mine\n", "line 1: unknown column mine; "),
        ("stages", "stage,pattern,example,counterexample\nproposed,酝酿\n", "line 2: it has not as many cells as the first line (4)"),
        ("stages", "stage,pattern,example,counterexample\nearly,酝酿,酝酿建厂,\n", "line 2: unknown stage 'early'; use one of: proposed, "),
        ("stages", "stage,pattern,example,counterexample\nproposed,酝(酿,酝酿建厂,\n", "line 2: the pattern '酝(酿' is none: "),
        ("stages", "stage,pattern,example,counterexample\nproposed,酝酿,,\n", "line 2: it has no example"),
        ("stages", "stage,pattern,example,counterexample\nproposed,,酝酿,\n", "line 2: it says nothing: "),
        ("stages", 'stage,pattern,example,counterexample\nproposed,"酝酿,酝酿建厂,\n', "line 2: unexpected end of data; "),
        ("unit_factors", "unit,base,factor,example,counterexample\n眼,井,many,1眼 = 2井,\n", "line 2: the factor 'many' is no number; "),
        (
            "measures",
            "units,place,measure,direction,pattern,example,counterexample\nrate,above,share,,率,率6%,\n",
            "line 2: unknown place 'above'; ",
        ),
    ],
)
def test_what_is_malformed(folder, table, text, expected):
    place = folder(**{table: text})
    found = troubles(place)
    assert len(found) == 1
    assert found[0].startswith(f"mine/{table}.csv: LEXICON: ") and expected in found[0]
    with pytest.raises(PolicydiffError, match=r"mine/.*; policydiff lexicon check .* lists every trouble"):
        refuse_malformed(place)


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (
            "strengths",
            "strength,scope,pattern,example,counterexample\nmust,head,务求,力争务求办好,",
            "the example '力争务求办好' is read as strive, not as must",
        ),
        (
            "strengths",
            "strength,scope,pattern,example,counterexample\nmust,head,务求,务求办好,务求落实",
            "the counterexample '务求落实' is read as must too",
        ),
        (
            "stages",
            "stage,pattern,example,counterexample\nfinished,酝酿,酝酿谋划新港,酝酿新港",
            "the counterexample '酝酿新港' shows it too",
        ),
        ("cues", "cue,words,example,counterexample\nstarts,开建,续建开建新港,", "is read as continues, not as starts"),
        ("actions", "words,example,counterexample\n打造样板,新建打造样板间,", "is read as 新建, not as 打造样板"),
        (
            "comparators",
            "comparator,place,pattern,example,counterexample\n≥,after,打底,打底收入50%,",
            "the example '打底收入50%' is read as =, not as ≥",
        ),
        (
            "measures",
            "units,place,measure,direction,pattern,example,counterexample\nrate,before,growth,up,蹿升,蹿升后产值占比6%,",
            "is read as share, not as growth up",
        ),
        (
            "units",
            "words,written,measure,spelled,example,counterexample\n眼,眼,count,counted,打机井多眼,",
            "has no figure in 眼, but nothing",
        ),
        (
            "number_names",
            "pattern,example,counterexample\n六六大顺,六六大顺,新建水厂3座",
            "it is idle: the example '六六大顺' has no figure without it either",
        ),
        (
            "quantity_cues",
            "cue,pattern,example,counterexample\ncounting_verb,打出,打出处理好两个关系,",
            "the example '打出处理好两个关系' has no figure",
        ),
        ("unit_factors", "unit,base,factor,example,counterexample\n垧,面积,10000,1垧 = 20亩,", "the example '1垧 = 20亩' does not hold"),
        ("indicators_capped", "words,example,counterexample\n杠杆,负债率下降,", "the example '负债率下降' does not show it"),
        ("narrower", "words,example,counterexample\n水产,水产品,", "should read: part < whole"),
    ],
)
def test_what_does_not_hold(folder, table, text, expected):
    found = troubles(folder(**{table: f"{text}\n"}))
    assert any(expected in line for line in found), found
    assert all(line.startswith(f"mine/{table}.csv: LEXICON: line 2: ") for line in found)


def test_every_trouble_is_one_line_and_the_status_is_2(folder, capfdbinary):
    head = "stage,pattern,example,counterexample\n"
    place = folder(stages=f"{head}proposed,酝酿,新建水厂,\nproposed,酝酿,酝酿水厂,\nearly,a,a,\n", cues="cue,words\n")
    assert cli.run(["lexicon", "check", str(place)]) == 2
    done = capfdbinary.readouterr()
    assert done.out == b""
    lines = done.err.decode().splitlines()
    assert [line.split(": ")[1:4] for line in lines] == [
        ["mine/cues.csv", "LEXICON", "line 1"],
        ["mine/stages.csv", "LEXICON", "line 4"],
    ]


def test_an_encoding_that_is_not_utf8_is_said(folder):
    place = folder()
    (place / "cues.csv").write_bytes("cue,words,example,counterexample\nstarts,开建,开建新港,\n".encode("gb18030"))
    assert troubles(place) == ["mine/cues.csv: LEXICON: it is not UTF-8; save it as CSV UTF-8"]


def test_weights_must_have_the_same_keys(folder):
    place = folder()
    (place / "alignment.json").write_text("{}", encoding="utf-8")
    (place / "clause_tags.json").write_text("[", encoding="utf-8")
    found = troubles(place)
    assert "its keys are ; they should be " in found[0] and "no JSON: " in found[1]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda own: own["worth"].pop("same_figure"), "under worth, its keys are "),
        (lambda own: own.update(worth=1), "under worth, it holds a number where it should hold named values"),
        (lambda own: own["worth"].update(same_figure="much"), "under worth same_figure, it holds text where it should hold a number"),
    ],
)
def test_weights_are_compared_to_the_bottom(folder, spoil, expected):
    own = json.loads(load_lexicon("zh").data("delivery.json"))
    spoil(own)
    place = folder()
    (place / "delivery.json").write_text(json.dumps(own), encoding="utf-8")
    (found,) = troubles(place)
    assert found.startswith(f"mine/delivery.json: LEXICON: {expected}")


def test_the_own_weights_of_the_pack_hold(folder):
    place = folder()
    for name in ("alignment.json", "delivery.json", "clause_tags.json"):
        (place / name).write_text(load_lexicon("zh").data(name), encoding="utf-8")
    assert troubles(place) == []


def test_flags_for_all_rows_are_refused(folder):
    found = troubles(folder(stages="stage,pattern,example,counterexample\nproposed,(?i)ppp,酝酿PPP项目,第三水厂通水\n"))
    assert found == ["mine/stages.csv: LEXICON: line 2: the pattern '(?i)ppp' sets flags for all rows; write (?i:…)"]


def test_an_edited_table_is_read_again(folder):
    head = "cue,words,example,counterexample\n"
    first = load_lexicon("zh", folder(cues=f"{head}continues,赓续,赓续办好夜校,办好夜校\n"))
    assert load_lexicon("zh", folder()) is first
    second = load_lexicon("zh", folder(cues=f"{head}continues,续写,续写水乡新篇,水乡\n"))
    assert second.rows("cues")[0]["words"] == "续写"
    assert second is not first


def test_commands_refuse_malformed_tables_in_one_line(folder, capfdbinary):
    place = folder(stagez="stage\n")
    assert cli.run(["extract", "a.txt", "--lexicon", str(place)]) == 2
    assert cli.run(["lexicon", "check", str(place / "none")]) == 2
    assert capfdbinary.readouterr().err.count(b"\n") == 2


def test_the_nation_and_a_place_have_each_their_own_name():
    named = [name_headline("经济增长", load_lexicon("zh"), place) for place in (NATION, "云泽市")]
    assert [found.indicator for found in named if found] == ["国内生产总值", "地区生产总值"]
