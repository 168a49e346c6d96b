"""Explanations: the rule and the row behind every field, the evidence behind every link, and help with ids."""

import csv
import json
from pathlib import Path

import pytest

from policydiff import cli, explain_fields, explain_link, pipeline
from policydiff.commitments.explain import reasons_of
from policydiff.commitments.statements import group_clauses
from policydiff.lexicons import load_lexicon
from policydiff.lookup import find_statement
from policydiff.model import Commitment, PolicydiffError, Role, Span, Status
from policydiff.pipeline import compare_reports, extract_commitments
from policydiff.publish import Format, render
from policydiff.tables import waterfall

ROOT = Path(__file__).parents[1]
OLD, NEW = ROOT / "seeds" / "yunze-2024.txt", ROOT / "seeds" / "yunze-2025.txt"
ZH = load_lexicon("zh")
PACK = ROOT / "src" / "policydiff" / "lexicons"
FIELDS = ["kind", "action", "indicator", "strength", "stage", "deadline", "horizon", "cue", "responsible"]


@pytest.fixture
def explain(compared, monkeypatch):
    """Explain a link of the seeds without comparing them again."""
    monkeypatch.setattr(pipeline, "compare_reports", lambda *_, **__: compared)
    return lambda commitment: explain_link(OLD, NEW, commitment)


def reasons(explanation):
    return {reason.field: reason for reason in explanation.reasons}


class TestFields:
    def test_every_field_of_every_kind_of_statement_has_its_reason(self, newer):
        _, planned, reported = group_clauses(newer.report, newer.sections, ZH)
        groups = zip((*newer.commitments, *newer.outcomes), (*planned, *reported), strict=True)
        for statement, group in groups:
            found = {reason.field: reason for reason in reasons_of(statement, group, newer.report, newer.sections, ZH)}
            assert [name for name in found if name in FIELDS] == FIELDS
            for name in FIELDS:
                assert found[name].value == str(getattr(statement, name) or "")
            assert sum(name.endswith(": comparator") for name in found) == len({q.text for q in statement.quantities})

    def test_the_row_is_named_by_file_and_line(self, newer):
        statement = next(c for c in newer.commitments if "以上" in c.text and c.quantities)
        found = explain_fields(newer.report, statement.id)
        reason = next(r for r in found.reasons if r.field.endswith(": comparator") and r.words == "以上")
        file, _, line = reason.row.partition(" line ")
        assert file == "zh/comparators.csv"
        with (PACK / file).open(encoding="utf-8", newline="") as table:
            rows = list(csv.reader(table))
        assert rows[int(line) - 1][2] == reason.pattern

    def test_a_row_of_ones_own_is_named_with_its_folder(self, newer, tmp_path):
        folder = tmp_path / "mine"
        folder.mkdir()
        (folder / "stages.csv").write_text("stage,pattern,example,counterexample\nproposed,公园,新建公园,\n", encoding="utf-8")
        plan = "（一）改善民生。新建公园3座，健全管护办法。推动协会换届，办好赛会。"
        text = f"政府工作报告\n一、2024年工作回顾\n新建学校2所。\n二、2025年重点工作\n{plan}"
        found = reasons(explain_fields(text.encode(), "新建公园3座", lexicon=load_lexicon("zh", folder)))
        assert (found["stage"].value, found["stage"].row) == ("proposed", "mine/stages.csv line 2")

    @pytest.mark.parametrize("format_", list(Format))
    def test_the_command_writes_every_format(self, small, format_, tmp_path, capfdbinary):
        target = tmp_path / f"a{format_.suffix}"
        id_ = extract_commitments(small[1])[0].id
        assert cli.run(["explain", str(small[1]), id_, "-o", str(target)]) == 0
        assert cli.run(["explain", str(small[1]), id_, "-f", format_]) == 0
        assert capfdbinary.readouterr().out == target.read_bytes()

    def test_the_json_holds_statement_and_reasons(self, newer):
        data = json.loads(render(explain_fields(newer.report, newer.commitments[2].id), Format.JSON))
        assert data["schema"] == "policydiff/explain/1"
        assert data["statement"]["id"] == newer.commitments[2].id
        assert list(data["reasons"][0]) == ["field", "value", "rule", "row", "pattern", "words"]


class TestLinks:
    def test_the_waterfall_runs_from_the_start_to_the_probability(self, compared, explain):
        pair = min((p for change in compared.changes for p in change.pairs), key=lambda p: p.score)
        found = explain(f"new:{pair.new}")
        assert pair in found.change.pairs
        steps = waterfall(pair)
        assert steps[0].evidence.name == "start"
        weights = [abs(step.evidence.worth) for step in steps[1:]]
        assert weights == sorted(weights, reverse=True)
        assert steps[-1].sum == pytest.approx(sum(part.worth for part in pair.evidence), abs=0.01)

    def test_runners_up_are_candidates_of_the_change_the_most_probable_first(self, compared, explain):
        change = next(c for c in compared.changes if c.pairs and c.score < 0.8)
        found = explain(f"new:{change.new[0]}")
        linked = {(p.old, p.new) for p in change.pairs}
        assert found.change == change
        assert all((p.old in change.old or p.new in change.new) and (p.old, p.new) not in linked for p in found.runners_up)
        assert [p.score for p in found.runners_up] == sorted((p.score for p in found.runners_up), reverse=True)

    def test_what_has_no_partner_shows_its_best_candidate(self, compared, explain):
        gone = next(c for c in compared.changes if c.status is Status.DROPPED and any(r.old == c.old[0] for r in compared.rivals))
        found = explain(f"old:{gone.old[0]}")
        assert found.shown == found.runners_up[:1]
        assert "Not linked; the best candidate" in render(found, Format.TABLE, width=200).decode()

    def test_decisions_by_hand_are_said(self, small):
        gone, fresh = (compare_reports(*small).with_status(status)[0] for status in (Status.DROPPED, Status.NEW))
        overrides = f"action,old_id,new_id\npair,{gone.old[0]},{fresh.new[0]}\n".encode()
        data = json.loads(render(explain_link(*small, f"old:{gone.old[0]}", overrides=overrides), Format.JSON))
        assert (data["links"][0]["probability"], data["links"][0]["because"]) == (1.0, "decided by hand")

    def test_the_same_words_are_trusted(self, compared, explain):
        pair = next(
            p for c in compared.changes for p in c.pairs if compared.old_commitments[p.old].words == compared.new_commitments[p.new].words
        )
        data = json.loads(render(explain(f"new:{pair.new}"), Format.JSON))
        assert "the same words are always trusted" in {link["because"] for link in data["links"]}

    def test_words_of_both_years_will_do_where_the_two_are_linked(self, compared, explain):
        everything = [*compared.earlier.commitments, *compared.later.commitments]
        linked = ((c, compared.new_commitments[c.new[0]].indicator) for c in compared.changes if c.numeric and c.old and c.new)
        change, words = next(
            (c, words) for c, words in linked if words and {s.id for s in everything if words in s.text} == {*c.old, *c.new}
        )
        assert explain(words).change == change

    @pytest.mark.parametrize("format_", list(Format))
    def test_the_command_writes_every_format(self, small, format_, tmp_path, capfdbinary):
        target = tmp_path / f"a{format_.suffix}"
        change = next(change for change in compare_reports(*small).changes if change.pairs)
        id_ = f"old:{change.old[0]}"
        assert cli.run(["explain", *map(str, small), id_, "-o", str(target)]) == 0
        assert cli.run(["explain", *map(str, small), id_, "-f", format_]) == 0
        assert capfdbinary.readouterr().out == target.read_bytes()


class TestLookup:
    STATEMENTS = tuple(
        Commitment(id_, Span(0, 8), text, Span(0, 8), id_.split("-")[0], Role.PLAN)
        for id_, text in (("2.1-aa11bb", "新建公园3座，"), ("2.1-aa22cc", "新建公园3座、绿道8公里，"), ("2.10-bb33dd", "开通航线2条。"))
    )

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            ("2.1-aa11bb", "2.1-aa11bb"),
            ("2.1-aa2", "2.1-aa22cc"),
            ("2.10", "2.10-bb33dd"),
            ("新建公园３座", "2.1-aa11bb"),
            ("绿道", "2.1-aa22cc"),
            (" 航线2条 ", "2.10-bb33dd"),
        ],
    )
    def test_ids_may_be_short_and_words_may_be_few(self, wanted, found):
        assert find_statement(wanted, self.STATEMENTS, "a.txt").id == found

    @pytest.mark.parametrize(
        ("wanted", "message"),
        [
            ("2.1-aa11xx", "a.txt: NO_SUCH_ID: no commitment and no outcome fits '2.1-aa11xx'; the nearest is 2.1-aa11bb “新建公园3座”"),
            ("开通航班", "a.txt: NO_SUCH_ID: no commitment and no outcome fits '开通航班'; the nearest is 2.10-bb33dd “开通航线2条”"),
            ("公园", "a.txt: AMBIGUOUS_ID: 2 statements fit '公园': 2.1-aa11bb “新建公园3座”, 2.1-aa22cc “新建公园3座、绿道8公里”; "),
            ("，", "a.txt: NO_SUCH_ID: no id and no words are given; give the id of a commitment or some of its words"),
        ],
    )
    def test_what_is_not_found_is_one_helpful_line(self, wanted, message):
        with pytest.raises(PolicydiffError) as caught:
            find_statement(wanted, self.STATEMENTS, "a.txt")
        assert str(caught.value).startswith(message)

    @pytest.mark.parametrize("arguments", [[1, "没有这样的话"], [0, 1, "没有这样的话"], [0, 1, "old:没有这样的话"], [0, 1]])
    def test_the_command_says_it_in_one_line(self, arguments, small, capfdbinary):
        assert cli.run(["explain", *(str(small[a]) if isinstance(a, int) else a for a in arguments)]) == 2
        error = capfdbinary.readouterr().err.decode()
        assert error.count("\n") == 1
        assert "NO_SUCH_ID" in error or "USAGE" in error
