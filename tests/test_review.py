"""The review queue: the closest decisions first, and a CSV that can be given back."""

import io
import json

import pandas as pd
import pytest

from policydiff import cli
from policydiff.align.assignment import EXTRA_THRESHOLD, THRESHOLD
from policydiff.pipeline import compare_extracts
from policydiff.publish import Format, render
from policydiff.tables import TABLES, review_queue


def shape(comparison):
    return [(c.old, c.new, c.status, c.facets, c.score) for c in comparison.changes]


def test_the_closest_come_first_and_every_link_is_there(compared):
    queue = review_queue(compared, 0)
    distances = [doubt.distance for doubt in queue.doubts]
    assert distances == sorted(distances)
    linked = {(p.old, p.new) for change in compared.changes for p in change.pairs}
    assert {(d.pair.old, d.pair.new) for d in queue.doubts if d.linked} == linked
    apart = [(d.pair.old, d.pair.new) for d in queue.doubts if not d.linked]
    assert len(apart) == len(set(apart))
    assert not set(apart) & linked


def test_what_is_left_apart_has_an_end_without_partner_and_the_right_bar(compared):
    for doubt in review_queue(compared, 0).doubts:
        if not doubt.linked:
            ends = compared.change_of_old(doubt.pair.old).pairs, compared.change_of_new(doubt.pair.new).pairs
            assert not all(ends)
            assert bool(doubt.partners) is any(ends)
            assert doubt.distance == pytest.approx(abs(doubt.pair.score - (EXTRA_THRESHOLD if any(ends) else THRESHOLD)), abs=1e-6)


def test_runners_up_are_candidates_of_one_end(compared):
    for doubt in review_queue(compared, 20).doubts:
        assert all((r.old == doubt.pair.old) != (r.new == doubt.pair.new) for r in doubt.runners_up)
        assert [r.score for r in doubt.runners_up] == sorted((r.score for r in doubt.runners_up), reverse=True)


def test_the_frame_has_the_declared_columns(compared):
    frame = compared.review(7)
    assert list(frame.columns) == [column.name for column in TABLES["review"]]
    assert len(frame) == 7
    assert frame["action"].isna().all()


def test_given_back_unchanged_it_decides_nothing(compared):
    data = render(review_queue(compared), Format.CSV)
    again = compare_extracts(compared.earlier, compared.later, overrides=data)
    assert shape(again) == shape(compared)
    assert (again.overrides.rows, again.notices) == (0, ())


def test_filled_in_it_is_heeded_and_not_asked_again(compared):
    frame = pd.read_csv(io.BytesIO(render(review_queue(compared), Format.CSV)), dtype=str, keep_default_na=False)
    linked, apart = (frame.index[frame["decision"] == word][0] for word in ("linked", "apart"))
    frame.loc[linked, ["action", "note"]] = ["unpair", "two programmes"]
    frame.loc[apart, "action"] = "pair"
    again = compare_extracts(compared.earlier, compared.later, overrides=frame.to_csv(index=False).encode())
    assert again.overrides.used == 2
    assert again.change_of_old(frame.loc[linked, "old_id"]).new != (frame.loc[linked, "new_id"],)
    assert frame.loc[apart, "new_id"] in again.change_of_old(frame.loc[apart, "old_id"]).new
    asked = {(d.pair.old, d.pair.new) for d in review_queue(again, 0).doubts}
    assert not asked & {(frame.loc[place, "old_id"], frame.loc[place, "new_id"]) for place in (linked, apart)}


@pytest.mark.parametrize("format_", list(Format))
def test_the_command_writes_every_format(small, format_, tmp_path, capfdbinary):
    target = tmp_path / f"a{format_.suffix}"
    assert cli.run(["review", *map(str, small), "-n", "3", "-o", str(target)]) == 0
    assert cli.run(["review", *map(str, small), "-n", "3", "-f", format_]) == 0
    assert capfdbinary.readouterr().out == target.read_bytes()


def test_the_command_gives_csv_where_nobody_watches(small, capfdbinary):
    assert cli.run(["review", *map(str, small), "--most", "2"]) == 0
    text = capfdbinary.readouterr().out.decode("utf-8-sig")
    assert text.startswith("action,label,note,old_text,new_text,decision,")
    assert text.count("\r\n") == 3


def test_the_json_names_both_reports(compared):
    data = json.loads(render(review_queue(compared, 1), Format.JSON))
    assert (data["schema"], data["old"]["year"], data["new"]["year"]) == ("policydiff/review/1", 2024, 2025)
    assert list(data["decisions"][0]) == [column.name for column in TABLES["review"]]
