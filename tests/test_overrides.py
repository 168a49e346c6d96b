"""Decisions of a person: kept over the evidence, cited everywhere, reported where they no longer fit."""

import csv
import hashlib
import io
import json
from functools import cache

import pytest
from tests.conftest import SMALL

from policydiff import cli
from policydiff.guards import guarded
from policydiff.model import Commitment, PolicydiffError, Role, Span, Status
from policydiff.overrides import read_overrides
from policydiff.overrides.decisions import Mention, MisfitError
from policydiff.overrides.fitting import Lookup
from policydiff.pipeline import compare_extracts, extract_report, track_delivery
from policydiff.publish import Format, render


@pytest.fixture(scope="module")
def plain():
    return compare_extracts(*both())


@pytest.fixture(scope="module")
def answered(plain):
    """A delivery whose figures are both there."""
    return next(d for d in plain.deliveries if d.status == "met" and d.promised and d.reported)


def rows(*lines, columns="action,old_id,old_text,new_id,new_text,label,note"):
    return "\n".join((columns, *lines, "")).encode()


@cache
def both():
    return tuple(extract_report(text.encode()) for text in SMALL.values())


def compared(*lines):
    return compare_extracts(*both(), overrides=rows(*lines))


def conserved(found):
    for side, extract in (("old", found.earlier), ("new", found.later)):
        ids = sorted(id_ for change in found.changes for id_ in getattr(change, side))
        assert ids == sorted(c.id for c in extract.commitments)


def one_to_one(found, *, numeric=False):
    """Links of one old and one new commitment, the most certain first."""
    linked = [c for c in found.changes if len(c.old) == len(c.new) == 1 and bool(c.numeric) is numeric]
    return sorted(linked, key=lambda change: -change.score)


def alone(found, status):
    return [change for change in found.changes if change.status is status]


def unused(found):
    return [notice.message for notice in found.notices if notice.code == "OVERRIDE_UNUSED"]


class TestPairing:
    def test_a_pair_is_kept_over_the_evidence(self, plain):
        old, new = alone(plain, Status.DROPPED)[0].old[0], alone(plain, Status.NEW)[-1].new[0]
        found = compared(f"pair,{old},,{new},,,the name changed")
        change = found.change_of_old(old)
        assert change is found.change_of_new(new)
        assert change.score == 1.0
        assert change.because[0] == "paired by hand (overrides line 2): the name changed"
        assert (found.overrides.rows, found.overrides.used) == (1, 1)
        conserved(found)

    def test_it_takes_the_place_of_other_links(self, plain):
        one, other = one_to_one(plain)[:2]
        found = compared(f"pair,{one.old[0]},,{other.new[0]},,,")
        change = found.change_of_old(one.old[0])
        assert (change.old, change.new) == (one.old, other.new)
        assert found.change_of_new(one.new[0]) is not change
        conserved(found)

    def test_pairs_by_hand_make_a_split(self, plain):
        linked, fresh = one_to_one(plain)[0], alone(plain, Status.NEW)[0]
        found = compared(f"pair,{linked.old[0]},,{linked.new[0]},,,", f"pair,{linked.old[0]},,{fresh.new[0]},,,")
        change = found.change_of_old(linked.old[0])
        assert set(change.new) == {linked.new[0], fresh.new[0]}
        assert change.facets.cardinality == "split"
        conserved(found)

    def test_confirming_what_is_linked_changes_nothing_else(self, plain):
        lines = [f"pair,{pair.old},,{pair.new},,," for change in plain.changes for pair in change.pairs]
        found = compared(*lines)
        assert [(c.old, c.new, c.status, c.facets) for c in found.changes] == [(c.old, c.new, c.status, c.facets) for c in plain.changes]

    def test_unpairing_parts_two(self, plain):
        linked = one_to_one(plain)[0]
        found = compared(f"unpair,{linked.old[0]},,{linked.new[0]},,,")
        assert found.change_of_old(linked.old[0]) is not found.change_of_new(linked.new[0])
        assert found.change_of_new(linked.new[0]).because[0].startswith("unpaired by hand")
        conserved(found)

    def test_unpairing_one_side_leaves_it_without_any_partner(self, plain):
        linked = one_to_one(plain)[0]
        found = compared(f"unpair,,,{linked.new[0]},,,")
        assert found.change_of_new(linked.new[0]).status is Status.NEW
        found = compared(f"unpair,{linked.old[0]},,,,,")
        assert found.change_of_old(linked.old[0]).status is Status.DROPPED


class TestRelabelling:
    def test_a_moved_figure_can_be_called_continued(self, plain):
        moved = one_to_one(plain, numeric=True)[0]
        found = compared(f"relabel,{moved.old[0]},,,,continued,another base")
        change = found.change_of_old(moved.old[0])
        assert (change.status, change.numeric, change.facets.value) == (Status.CONTINUED, (), None)
        assert change.because[0] == "called continued by hand (overrides line 2): another base"
        conserved(found)

    def test_continued_can_be_called_changed(self, plain):
        kept = one_to_one(plain)[0]
        assert compared(f"relabel,,,{kept.new[0]},,Changed,").change_of_new(kept.new[0]).status is Status.CHANGED

    def test_the_reason_of_a_dropped_one_can_be_mended(self, plain):
        gone = alone(plain, Status.DROPPED)[0].old[0]
        assert compared(f"relabel,{gone},,,,stated_as_withdrawn,").change_of_old(gone).facets.reason == "stated_as_withdrawn"

    def test_a_label_that_does_not_fit_is_reported(self, plain):
        gone, kept = alone(plain, Status.DROPPED)[0].old[0], one_to_one(plain)[0]
        found = compared(f"relabel,{gone},,,,continued,", f"relabel,{kept.old[0]},,,,absorbed,", f"relabel,{gone},,{kept.new[0]},,changed,")
        assert [message.split(": ")[1] for message in unused(found)] == [
            "what is dropped cannot be called continued",
            "what is continued cannot be called absorbed",
            "the two commitments are not linked; pair them first",
        ]
        assert found.overrides.used == 0

    def test_a_note_is_only_cited(self, plain):
        kept = one_to_one(plain)[0]
        change = compared(f"note,{kept.old[0]},,,,,asked the bureau").change_of_old(kept.old[0])
        assert change.by_hand == ("noted by hand (overrides line 2): asked the bureau",)
        assert (change.status, change.facets) == (kept.status, kept.facets)


class TestFitting:
    def test_words_count_where_the_outline_was_renumbered(self, plain):
        gone = alone(plain, Status.DROPPED)[0].old[0]
        fresh = alone(plain, Status.NEW)[0].new[0]
        words = plain.old_commitments[gone].words
        assert words.isalnum() or "，" not in words
        text = io.StringIO()
        csv.writer(text).writerows([["action", "old_id", "old_text", "new_id"], ["pair", "9.9-ffffff", f" {words} ", fresh]])
        found = compare_extracts(*both(), overrides=text.getvalue().encode())
        assert found.change_of_old(gone).new == (fresh,)

    def test_it_survives_edits_of_unrelated_text(self, plain):
        gone, fresh = alone(plain, Status.DROPPED)[0].old[0], alone(plain, Status.NEW)[0].new[0]
        edited = plain.later.report.source.text.replace("完善科技特派员制度", "完善科技副总制度")
        found = compare_extracts(plain.earlier, extract_report(edited.encode()), overrides=rows(f"pair,{gone},,{fresh},,,"))
        assert found.change_of_old(gone).new == (fresh,)

    def test_what_no_longer_stands_there_is_reported(self, plain):
        found = compared("pair,2.1-ffffff,没有这一条,2.1-eeeeee,,,", "unpair,9-000000,,,,,")
        assert unused(found) == [
            "overrides line 2 (pair) is not used: the old report has no commitment 2.1-ffffff “没有这一条”",
            "overrides line 3 (unpair) is not used: the old report has no commitment 9-000000",
        ]
        assert [(c.old, c.new, c.status) for c in found.changes] == [(c.old, c.new, c.status) for c in plain.changes]

    def test_an_id_whose_words_are_others_is_not_trusted(self, plain):
        linked = one_to_one(plain)[0]
        assert len(unused(compared(f"unpair,{linked.old[0]},改过的话,{linked.new[0]},,,"))) == 1

    def test_of_two_that_contradict_each_other_the_first_counts(self, plain):
        linked = one_to_one(plain)[0]
        ids = f"{linked.old[0]},,{linked.new[0]}"
        found = compared(f"unpair,{linked.old[0]},,,,,", f"pair,{ids},,,")
        assert [message.split(": ")[1] for message in unused(found)] == ["it contradicts line 2"]
        assert found.change_of_old(linked.old[0]).status is Status.DROPPED
        assert compared(f"pair,{ids},,,", f"unpair,{ids},,,").change_of_old(linked.old[0]).new == linked.new

    def test_words_that_stand_twice_want_an_id(self):
        span, text = Span(0, 7), "新建公园3座，"
        twice = [Commitment(f"{section}-ab12cd", span, text, span, section, Role.PLAN) for section in ("2.1", "2.2")]
        lookup = Lookup(twice, "new")
        with pytest.raises(MisfitError, match=r"2 times; give the id of one, such as 2\.1-"):
            lookup.find(Mention("", "新建公园3座"))
        assert lookup.find(Mention("2.2-ffffff", "新建公园3座")).startswith("2.2-")


class TestDeliveries:
    """A row whose new side is a passage of the review, or whose label is a verdict, speaks of delivery."""

    def of(self, found, promise):
        return [d for d in found.deliveries if d.commitment == promise]

    def test_a_verdict_can_be_mended(self, answered):
        found = compared(f"relabel,{answered.commitment},,{answered.outcome},,missed,another base")
        (mended,) = [d for d in self.of(found, answered.commitment) if d.outcome == answered.outcome]
        assert mended.status == "missed"
        assert mended.because[0] == "called missed by hand (overrides line 2): another base"

    def test_a_passage_can_be_parted_from_its_promise(self, plain, answered):
        found = compared(f"unpair,{answered.commitment},,{answered.outcome},,,")
        assert answered.outcome not in {d.outcome for d in self.of(found, answered.commitment)}
        assert self.of(found, answered.commitment)
        assert [(c.old, c.new) for c in found.changes] == [(c.old, c.new) for c in plain.changes]

    def test_a_passage_can_be_paired_and_is_judged(self, plain, answered):
        silent = next(d for d in plain.deliveries if d.outcome is None)
        found = compared(f"pair,{silent.commitment},,{answered.outcome},,,see annex")
        (paired,) = self.of(found, silent.commitment)
        assert paired.outcome == answered.outcome
        assert paired.status != "not_reported"
        assert "paired by hand (overrides line 2): see annex" in paired.because
        promises = [d.commitment for d in found.deliveries]
        assert list(dict.fromkeys(promises)) == [c.id for c in found.earlier.commitments]

    def test_what_has_no_such_answer_is_reported(self, plain):
        silent = next(d for d in plain.deliveries if d.outcome is None)
        outcome = plain.later.outcomes[0].id
        found = compared(f"relabel,{silent.commitment},,{outcome},,met,", f"relabel,{silent.commitment},,1-ffffff,,met,")
        assert [message.split(": ")[1] for message in unused(found)] == [
            "the promise has no such answer; pair them first",
            "the new report has no outcome 1-ffffff",
        ]

    def test_only_a_relabelling_looks_at_the_label(self, plain):
        gone, fresh = alone(plain, Status.DROPPED)[0].old[0], alone(plain, Status.NEW)[-1].new[0]
        found = compared(f"pair,{gone},,{fresh},,met,")
        assert (found.change_of_old(gone).new, found.overrides.used) == ((fresh,), 1)

    def test_parting_what_is_no_answer_is_reported(self, plain, answered):
        silent = next(d for d in plain.deliveries if d.outcome is None)
        found = compared(f"unpair,{silent.commitment},,{answered.outcome},,,")
        assert [message.split(": ")[1] for message in unused(found)] == [
            "the passage does not answer the promise, so there is nothing to part"
        ]
        assert (found.overrides.used, found.deliveries) == (0, plain.deliveries)

    def test_where_only_deliveries_are_judged_links_do_not_count(self, plain):
        gone = alone(plain, Status.DROPPED)[0].old[0]
        assert track_delivery(plain.earlier.report, plain.later.report, overrides=rows(f"unpair,{gone},,,,,")).overrides.used == 0

    def test_the_delivery_command_takes_the_file_too(self, answered, small, tmp_path, capfdbinary):
        path = tmp_path / "mine.csv"
        path.write_bytes(rows(f"relabel,{answered.commitment},,,,near,"))
        assert cli.run(["delivery", *map(str, small), "--overrides", str(path), "-f", "json"]) == 0
        data = json.loads(capfdbinary.readouterr().out)
        assert data["overrides"]["used"] == 1
        assert {d["status"] for d in data["deliveries"] if d["commitment"] == answered.commitment} == {"near"}
        assert cli.run(["delivery", *map(str, small), "--overrides", str(path)]) == 0
        assert b"mine.csv" in capfdbinary.readouterr().out


class TestReading:
    @pytest.mark.parametrize(
        ("text", "line", "what"),
        [
            ("", 1, "no column is called action"),
            ("old_id,new_id\na,b\n", 1, "no column is called action"),
            ("action,old_id,new_id\njoin,a,b\n", 2, "unknown action 'join'"),
            ("action,old_id,new_id\n,a,b\npair,a,\n", 3, "pair needs an old and a new commitment"),
            ("action,old_id\nunpair,\n", 2, "unpair names no commitment"),
            ("action,old_id,label\nrelabel,a,new\n", 2, "unknown label 'new'"),
            ("action,new_id,label\nrelabel,a,met\n", 2, "met names no promise"),
            ("action,old_id,note\nnote,a,\n", 2, "note says nothing"),
            ("action,old_id\nunpair,a,b\n", 2, "it has more cells than the first line"),
            ('action,old_id\nunpair,"a\n', 2, "unexpected end of data"),
        ],
    )
    def test_a_malformed_line_is_one_clear_error(self, text, line, what):
        with pytest.raises(PolicydiffError) as caught:
            read_overrides(text.encode(), name="a.csv")
        assert str(caught.value).startswith(f"a.csv: OVERRIDES: line {line}: {what}; ")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_as_spreadsheets_save_it(self, encoding, separator):
        text = "action,old_id,new_text,mine\r\nPair,2.1-0a1b2c,'-3%以上，改造小区的各项工作,一\r\n,,,\r\n".replace(",", separator)
        (row,) = read_overrides(text.encode(encoding)).rows
        assert (row.line, row.old, row.new) == (2, Mention("2.1-0a1b2c"), Mention("", "-3%以上，改造小区的各项工作"))

    @pytest.mark.parametrize("words", ["=1", "'=1", "'十四五'规划", "'", "a\u202eb", "\x1b＝1", "[U+4E2D]文", "新建公园3座"])
    def test_words_come_back_from_a_spreadsheet_as_they_were(self, words):
        (row,) = read_overrides(f"action,old_text\r\nunpair,{guarded(words)}\r\n".encode()).rows
        assert row.old.words == words


class TestCommandLine:
    def test_every_format_cites_the_file_and_the_decision(self, plain, tmp_path):
        path = tmp_path / "mine.csv"
        gone, fresh = alone(plain, Status.DROPPED)[0].old[0], alone(plain, Status.NEW)[0].new[0]
        path.write_bytes(rows(f"pair,{gone},,{fresh},,,see <u>", f"unpair,{alone(plain, Status.DROPPED)[1].old[0]},,,,,"))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found = compare_extracts(*both(), overrides=path)
        for format_ in (Format.HTML, Format.MARKDOWN, Format.JSON):
            text = render(found, format_).decode()
            assert "mine.csv" in text and digest in text and "paired by hand" in text and "unpaired by hand" in text
            assert "<u>" not in text or format_ is Format.JSON
        assert digest in "".join(render(found, Format.TABLE).decode().split())
        assert "paired by hand (mine.csv line 2): see <u>" in render(found, Format.CSV).decode()
        assert json.loads(render(found, Format.JSON))["overrides"] == {"name": "mine.csv", "sha256": digest, "rows": 2, "used": 2}
        assert render(found, Format.XLSX)

    def test_without_a_file_the_json_is_as_ever(self, plain):
        assert "overrides" not in json.loads(render(plain, Format.JSON))

    def test_compare_takes_the_option(self, small, tmp_path, capfdbinary):
        path = tmp_path / "mine.csv"
        path.write_bytes(rows("pair,1-ffffff,,1-eeeeee,,,"))
        assert cli.run(["compare", *map(str, small), "--overrides", str(path), "-f", "json"]) == 0
        done = capfdbinary.readouterr()
        assert json.loads(done.out)["overrides"]["used"] == 0
        assert done.err.count(b"OVERRIDE_UNUSED") == 1

    @pytest.mark.parametrize(("name", "code"), [("none.csv", "NO_FILE"), ("bad.csv", "OVERRIDES: line 2")])
    def test_trouble_is_one_line(self, name, code, small, tmp_path, capfdbinary):
        (tmp_path / "bad.csv").write_bytes(rows("join,a,,b,,,"))
        assert cli.run(["compare", *map(str, small), "--overrides", str(tmp_path / name)]) == 2
        error = capfdbinary.readouterr().err.decode()
        assert error.count("\n") == 1 and name in error and code in error
