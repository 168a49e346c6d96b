"""A batch by itself: what it finds, that its results hang on nothing but its input, and that nothing is done twice."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyarrow.dataset as dataset
import pyarrow.parquet as parquet
import pytest
from tests.corpus.towns import TOWNS, Counting, files_of, text_of, write_towns

from policydiff.corpus import run_batch
from policydiff.corpus.shelves import SHELVES
from policydiff.model import PolicydiffError
from policydiff.pipeline import build_ledger, compare_reports
from policydiff.read.limits import Limits
from policydiff.tables import change_rows, thread_rows

CALL = [sys.executable, "-c", "from policydiff.cli import main; main()", "batch"]


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    return write_towns(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="module")
def done(towns, tmp_path_factory):
    """The batch of the towns, by threads."""
    to = tmp_path_factory.mktemp("out")
    with ThreadPoolExecutor(2) as pool:
        return to, run_batch(towns, to, pool, csv=True)


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def table_of(to, table):
    return dataset.dataset(to / table, partitioning="hive").to_table().to_pylist()


class TestWhatItFinds:
    def test_counts(self, done):
        assert (done[1].reports, done[1].pairs, done[1].places, done[1].failures) == (9, 6, 3, ())

    def test_every_table_is_partitioned_by_year_with_its_columns(self, done):
        for table, columns in SHELVES.items():
            for path in (done[0] / table).glob("*/*"):
                schema = parquet.read_schema(path)
                assert schema.names == [column.name for column in columns if column.name != "year"]
                assert all(field.metadata[b"description"] for field in schema)

    def test_changes_are_those_of_a_comparison(self, done, towns):
        found = compare_reports(towns / "云泽市" / "云泽市-2023.txt", towns / "云泽市" / "云泽市-2024.txt")
        mine = [row for row in table_of(done[0], "changes") if (row["place"], row["year"]) == ("云泽市", 2024)]
        assert [(row["status"], row["old_text"], row["new_text"]) for row in mine] == [
            (row["status"], row["old_text"], row["new_text"]) for row in change_rows(found)
        ]
        assert {(row["old_year"], row["old_file"], row["file"]) for row in mine} == {
            (2023, "云泽市/云泽市-2023.txt", "云泽市/云泽市-2024.txt")
        }

    def test_a_pair_is_counted_and_has_its_warnings(self, done, tmp_path):
        changes = [(row["place"], row["year"], row["status"]) for row in table_of(done[0], "changes")]
        for row in table_of(done[0], "pairs"):
            for status in ("continued", "changed", "new", "dropped"):
                assert row[status] == changes.count((row["place"], row["year"], status))
            assert row["warnings"] is None
        folder = write_towns(tmp_path / "in", TOWNS[:1], (2023, 2025))
        run_batch(folder, tmp_path / "out", Counting())
        assert [(row["old_year"], row["year"], row["warnings"]) for row in table_of(tmp_path / "out", "pairs")] == [
            (2023, 2025, "YEAR_GAP")
        ]

    def test_threads_are_those_of_a_ledger(self, done, towns):
        ledger = build_ledger((towns / "海州县").iterdir())
        mine = [row for row in table_of(done[0], "threads") if row["place"] == "海州县"]
        wanted = thread_rows(ledger.threads)
        assert sorted((row["thread"], row["year"], row["status"]) for row in mine) == sorted(
            (row["thread"], row["year"], row["status"]) for row in wanted
        )

    def test_csv_says_the_same(self, done):
        rows = rows_of(done[0] / "csv" / "commitments-2024.csv")
        assert [row["text"] for row in rows] == [row["text"] for row in table_of(done[0], "commitments") if row["year"] == 2024]

    def test_the_manifest_names_inputs_versions_and_options(self, done):
        manifest = json.loads((done[0] / "manifest.json").read_bytes())
        assert manifest["schema"] == "policydiff/corpus/1" and len(manifest["lexicon"]) == 12
        assert [len(one["sha256"]) for one in manifest["inputs"]] == [64] * 9
        assert manifest["rows"]["reports"] == {"2023": 3, "2024": 3, "2025": 3}


class TestOnlyInputCounts:
    """The files are the same, byte for byte, with any executor, any number of workers, any order of files and of tasks."""

    @pytest.mark.parametrize("workers", [1, 2])
    def test_processes(self, towns, done, workers, tmp_path):
        run_batch(towns, tmp_path, csv=True, workers=workers)
        assert files_of(tmp_path) == files_of(done[0])

    def test_listing_and_ending_in_another_order(self, towns, done, tmp_path, monkeypatch):
        listed, chance = Path.rglob, random.Random(7)

        def shuffled(self, pattern):
            found = [*listed(self, pattern)]
            chance.shuffle(found)
            return iter(found)

        class Late(ThreadPoolExecutor):
            def submit(self, function, *rest):
                return super().submit(lambda: time.sleep(chance.random() / 20) or function(*rest))

        monkeypatch.setattr(Path, "rglob", shuffled)
        with Late(4) as pool:
            run_batch(towns, tmp_path, pool, csv=True)
        monkeypatch.undo()
        assert files_of(tmp_path) == files_of(done[0])

    def test_hash_seed_locale_and_time_zone(self, towns, done, tmp_path):
        env = {**os.environ, "PYTHONHASHSEED": "11", "LC_ALL": "C", "TZ": "Asia/Shanghai", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        subprocess.run([*CALL, towns, "-o", tmp_path, "--csv", "-q", "-w", "2"], check=True, env=env)
        assert files_of(tmp_path) == files_of(done[0])


class TestNothingIsDoneTwice:
    @pytest.fixture
    def mine(self, tmp_path):
        folder = write_towns(tmp_path / "in")
        run_batch(folder, tmp_path / "out", Counting())
        return folder, tmp_path / "out"

    def test_a_second_run_does_nothing(self, mine):
        before, crew = files_of(mine[1]), Counting()
        times = {path: path.stat().st_mtime_ns for path in mine[1].rglob("*") if path.is_file()}
        assert run_batch(*mine, crew).reports == 9
        assert crew.tasks == [] and files_of(mine[1]) == before
        assert all(path.stat().st_mtime_ns == when for path, when in times.items() if path.name != "lock")

    def test_a_changed_file_redoes_what_depends_on_it(self, mine, tmp_path):
        folder, to = mine
        path = folder / "海州县" / "海州县-2025.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("新建公园5座", "新建公园6座"), encoding="utf-8")
        crew = Counting()
        run_batch(folder, to, crew)
        redone = [name for name in crew.names() if not name.startswith("ShelfTask")]
        assert redone == ["PairTask 海州县/海州县-2025.txt", "PlaceTask 海州县", "ReadTask 海州县/海州县-2025.txt"]
        assert not {"ShelfTask commitments 2023", "ShelfTask changes 2024", "ShelfTask reports 2024"} & set(crew.names())
        run_batch(folder, tmp_path / "clean", Counting())
        assert files_of(to) == files_of(tmp_path / "clean")

    def test_a_file_that_is_gone_leaves_nothing_behind(self, mine, tmp_path):
        folder, to = mine
        for place in TOWNS:
            (folder / place / f"{place}-2025.txt").unlink()
        run_batch(folder, to, Counting())
        run_batch(folder, tmp_path / "clean", Counting())
        assert files_of(to) == files_of(tmp_path / "clean")

    def test_files_of_the_user_and_earlier_csv_stay(self, mine):
        folder, to = mine
        run_batch(folder, to, Counting(), csv=True)
        own = [to / "csv" / "changes-2024-my-notes.csv", to / "changes" / "year=2024-copy" / "part-0.parquet"]
        for path in own:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"mine")
        for place in TOWNS:
            (folder / place / f"{place}-2025.txt").unlink()
        run_batch(folder, to, Counting())
        assert (to / "csv" / "changes-2025.csv").exists() and not (to / "changes" / "year=2025" / "part-0.parquet").exists()
        run_batch(folder, to, Counting(), csv=True)
        assert not (to / "csv" / "changes-2025.csv").exists() and all(path.read_bytes() == b"mine" for path in own)

    def test_a_file_over_narrower_limits_is_refused_and_wider_ones_redo_nothing(self, mine):
        done = run_batch(*mine, Counting(), limits=Limits(most_bytes=10))
        assert {failure.code for failure in done.failures} == {"TOO_LARGE"} and len(done.failures) == 9
        crew = Counting()
        assert run_batch(*mine, crew, limits=Limits(most_bytes=1 << 40)).failures == ()
        assert {name.split()[0] for name in crew.names()} <= {"ShelfTask"}

    def test_a_partition_that_is_gone_or_cut_short_is_written_again(self, mine):
        before = files_of(mine[1])
        (mine[1] / "panel" / "year=2024" / "part-0.parquet").unlink()
        (mine[1] / "changes" / "year=2025" / "part-0.parquet").write_bytes(b"PAR1")
        crew = Counting()
        run_batch(*mine, crew)
        assert crew.names() == ["ShelfTask changes 2025", "ShelfTask panel 2024"]
        assert files_of(mine[1]) == before


class TestWhichFiles:
    def test_the_best_source_that_can_be_read_is_taken(self, tmp_path):
        folder = write_towns(tmp_path / "in", TOWNS[:1], (2024, 2025))
        (folder / "云泽市" / "云泽市-2025.docx").write_bytes(b"PK\x03\x04 no archive")
        (folder / "云泽市" / "云泽市-2024.page.txt").write_text("not tried", encoding="utf-8")
        (folder / "web").mkdir()
        (folder / "web" / "云泽市-2024.page.txt").write_text(text_of("云泽市", 2024) + "打印\n", encoding="utf-8")
        done = run_batch(folder, tmp_path / "out", Counting())
        assert (done.reports, done.failures, done.alternates) == (2, (), 3)
        page, untried, docx = rows_of(tmp_path / "out" / "alternates.csv")
        assert (untried["file"], untried["used"]) == ("云泽市/云泽市-2024.page.txt", "云泽市/云泽市-2024.txt")
        assert docx["used"] == "云泽市/云泽市-2025.txt" and docx["year"] == "2025"
        assert (page["used"], page["reason"]) == ("云泽市/云泽市-2024.txt", "a lesser source of the same report")

    def test_what_is_no_report_is_skipped_and_what_claims_to_be_one_fails(self, tmp_path):
        folder = write_towns(tmp_path / "in", TOWNS[:1])
        (folder / "notes.txt").write_text("今天下雨。", encoding="utf-8")
        (folder / "清溪省-2024.txt").write_text("请先登录。", encoding="utf-8")
        (folder / "empty-2023.txt").write_bytes(b"")
        done = run_batch(folder, tmp_path / "out", Counting())
        assert [(failure.file, failure.code) for failure in done.failures] == [
            ("empty-2023.txt", "EMPTY_INPUT"),
            ("清溪省-2024.txt", "NOT_A_REPORT"),
        ]
        assert [row["file"] for row in rows_of(tmp_path / "out" / "skipped.csv")] == ["notes.txt"]
        assert [row["year"] for row in rows_of(tmp_path / "out" / "failures.csv")] == ["2023", "2024"]

    def test_places_come_from_relatives_names_and_folders(self, tmp_path):
        bare = "".join(line for line in text_of("云泽市", 2024).splitlines(True) if not line.startswith("——"))
        for name in ("yz-2025.txt", "bei/nanshan-2024.txt", "东岭镇/2024.txt"):
            (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "in" / name).write_text(bare, encoding="utf-8")
        (tmp_path / "in" / "yz-2024.txt").write_text(text_of("云泽市", 2024), encoding="utf-8")
        run_batch(tmp_path / "in", tmp_path / "out", Counting())
        places = {row["file"]: row["place"] for row in table_of(tmp_path / "out", "reports")}
        assert places == {"yz-2024.txt": "云泽市", "yz-2025.txt": "云泽市", "bei/nanshan-2024.txt": "nanshan", "东岭镇/2024.txt": "东岭镇"}

    def test_a_manifest_gives_place_and_year(self, tmp_path):
        folder = write_towns(tmp_path / "in", TOWNS[:1])
        manifest = tmp_path / "m.csv"
        manifest.write_text("file,place,year\n云泽市/云泽市-2024.txt,北川市,1999\n云泽市/none.txt,,\n", encoding="utf-8")
        done = run_batch(folder, tmp_path / "out", Counting(), manifest=manifest)
        assert [(row["place"], row["year"]) for row in table_of(tmp_path / "out", "reports")] == [("北川市", 1999)]
        assert [(failure.file, failure.code) for failure in done.failures] == [("云泽市/none.txt", "NO_FILE")]

    def test_a_name_in_another_encoding_is_shown_by_its_bytes(self, tmp_path):
        (tmp_path / "in").mkdir()
        name = os.fsdecode("报告-2024.txt".encode("gb18030"))
        (tmp_path / "in" / name).write_text(text_of("云泽市", 2024), encoding="utf-8")
        run_batch(tmp_path / "in", tmp_path / "out", Counting(), csv=True)
        assert [row["file"] for row in table_of(tmp_path / "out", "reports")] == [r"\xb1\xa8\xb8\xe6-2024.txt"]


class TestInterrupted:
    """A run that is killed goes on from where it was, to the same bytes."""

    def start(self, folder, to):
        """A run that heeds the keyboard, even where a shell started the tests in the background and told them not to."""
        heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        command = [*CALL, folder, "-o", to, "-w", "2"]
        return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heed)

    def wait_for_pieces(self, process, to, count):
        while process.poll() is None and sum(1 for _ in to.glob(".work/*/*.json")) < count:
            time.sleep(0.02)

    @pytest.mark.parametrize("count", [1, 8, 14])
    def test_by_kill_9(self, towns, done, tmp_path, count):
        process = self.start(towns, tmp_path)
        self.wait_for_pieces(process, tmp_path, count)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        run_batch(towns, tmp_path, Counting(), csv=True)
        assert files_of(tmp_path) == files_of(done[0])

    def test_by_the_keyboard(self, towns, done, tmp_path):
        process = self.start(towns, tmp_path)
        self.wait_for_pieces(process, tmp_path, 1)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()[1].decode()
        assert process.returncode == 130 and said.splitlines() == ["policydiff: interrupted"]
        run_batch(towns, tmp_path, Counting(), csv=True)
        assert files_of(tmp_path) == files_of(done[0])

    def test_no_process_is_left_behind(self, towns, tmp_path):
        process = self.start(towns, tmp_path)
        self.wait_for_pieces(process, tmp_path, 1)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        end = time.monotonic() + 20
        while group_is_alive(process.pid) and time.monotonic() < end:
            time.sleep(0.1)
        assert not group_is_alive(process.pid)


def group_is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_batches_do_not_write_into_one_folder(towns, tmp_path):
    class Second(Counting):
        def submit(self, function, task, *rest):
            with pytest.raises(PolicydiffError, match="IN_USE"):
                run_batch(towns, tmp_path, Counting())
            return super().submit(function, task, *rest)

    assert run_batch(towns, tmp_path, Second()).reports == 9


@pytest.mark.parametrize("to", [".", "sub/..", ".."])
def test_reports_in_the_folder_of_the_results_are_refused(tmp_path, to):
    folder = write_towns(tmp_path / "in", TOWNS[:1])
    with pytest.raises(PolicydiffError, match="REPORTS_IN_RESULTS"):
        run_batch(folder, folder / to, Counting())
    assert not [*tmp_path.rglob(".work")]
    assert run_batch(folder, folder / "corpus", Counting()).reports == 3
