"""Real faults: processes that are killed, hang, or fill their memory, and a file system that takes no more."""

import os
import resource
import signal
import subprocess
import time
from collections import deque
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from pathlib import Path

import pytest
from tests.corpus.test_batch import CALL, rows_of
from tests.corpus.towns import TOWNS, Counting, Fateful, files_of, write_towns

from policydiff.corpus import run_batch
from policydiff.corpus.pools import process_pool
from policydiff.corpus.tasks import perform

VICTIM = "清溪省/清溪省-2024.txt"


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    return write_towns(tmp_path_factory.mktemp("towns"), TOWNS[:2])


@pytest.fixture(scope="module")
def without_victim(towns, tmp_path_factory):
    """What a batch gives where the victim is not there."""
    folder = write_towns(tmp_path_factory.mktemp("others"), TOWNS[:2])
    (folder / VICTIM).unlink()
    to = tmp_path_factory.mktemp("out")
    run_batch(folder, to, Counting())
    return files_of(to)


@pytest.mark.parametrize(
    ("fate", "code"), [("killed", "WORKER_DIED"), ("hangs", "TOO_SLOW"), ("fills memory", "OUT_OF_MEMORY"), ("crashes", "UNEXPECTED")]
)
def test_one_file_is_lost_and_no_other(towns, without_victim, fate, code, tmp_path):
    hire = partial(Fateful, {"ReadTask": {VICTIM: fate}}, 16 << 30)
    done = run_batch(towns, tmp_path, hire, workers=2, task_seconds=20)
    assert [(failure.file, failure.stage, failure.code) for failure in done.failures] == [(VICTIM, "read", code)]
    assert rows_of(tmp_path / "failures.csv")[0]["code"] == code
    differing = {name for name, data in files_of(tmp_path).items() if without_victim.get(name) != data}
    assert differing == {"failures.csv", "manifest.json"}
    assert run_batch(towns, tmp_path, Counting()).failures == ()


def test_a_pair_and_a_place_are_lost_alone(towns, tmp_path):
    fates = {"PairTask": {VICTIM: "killed"}, "PlaceTask": {"云泽市": "killed"}}
    done = run_batch(towns, tmp_path, partial(Fateful, fates, None), workers=2)
    assert [(failure.stage, failure.place, failure.code) for failure in done.failures] == [
        ("follow", "云泽市", "WORKER_DIED"),
        ("compare", "清溪省", "WORKER_DIED"),
    ]
    assert (done.reports, done.pairs, done.places) == (6, 3, 1)


def test_a_pool_that_was_passed_in_and_broke_is_replaced(towns, tmp_path):
    with Fateful({"ReadTask": {VICTIM: "killed"}}, None, 2) as pool:
        assert run_batch(towns, tmp_path, pool, workers=2).failures == ()


def test_too_little_memory_for_anything_is_said_of_every_file(towns, tmp_path):
    done = subprocess.run([*CALL, towns, "-o", tmp_path, "-w", "2", "--task-memory", "100"], capture_output=True)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert {row["code"] for row in rows_of(tmp_path / "failures.csv")} <= {"OUT_OF_MEMORY", "WORKER_DIED", "UNEXPECTED"}


def test_a_file_system_that_takes_no_more_leaves_earlier_results(towns, tmp_path):
    run_batch(towns, tmp_path, Counting())
    before = files_of(tmp_path)
    for path in tmp_path.glob(".work/*/*"):
        path.unlink()
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (2000, 2000))
    done = subprocess.run([*CALL, towns, "-o", tmp_path, "-w", "2"], capture_output=True, preexec_fn=limit)
    assert done.returncode == 2
    assert "CANNOT_WRITE" in done.stderr.decode() and done.stderr.count(b"\n") == 1
    assert files_of(tmp_path) == before
    run_batch(towns, tmp_path, Counting())
    assert files_of(tmp_path) == before


def test_every_failure_is_a_line_and_the_exit_status_is_2(towns, tmp_path):
    folder = write_towns(tmp_path / "in", TOWNS[:1], (2024,))
    for year in (2021, 2022):
        (folder / f"bad-{year}.txt").write_bytes(b"")
    done = subprocess.run([*CALL, folder, "-o", tmp_path / "out", "-w", "1"], capture_output=True)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2 and done.stdout == b""
    assert [line.split(": ")[1:3] for line in lines[:2]] == [["bad-2021.txt", "EMPTY_INPUT"], ["bad-2022.txt", "EMPTY_INPUT"]]
    assert "1 report, 0 pairs, 1 place, 2 failed, 0 files skipped, 0 alternates, " in lines[2]


def test_a_file_in_the_place_of_the_folder_is_called_a_file(tmp_path):
    (tmp_path / "last.txt").write_text("今年", encoding="utf-8")
    done = subprocess.run([*CALL, tmp_path / "last.txt", "-o", tmp_path / "out"], capture_output=True)
    assert done.returncode == 2 and b"is a file" in done.stderr and done.stderr.count(b"\n") == 1


def test_a_folder_that_cannot_be_made_is_said(towns):
    done = subprocess.run([*CALL, towns, "-o", "/dev/null/out"], capture_output=True)
    assert done.returncode == 2 and b"CANNOT_WRITE" in done.stderr and done.stderr.count(b"\n") == 1


@dataclass(frozen=True)
class Endless:
    """A task that notes its process, never ends by itself, and notes when it is ended."""

    folder: Path

    def do(self):
        (self.folder / "process").write_text(str(os.getpid()), encoding="utf-8")
        try:
            self.go_on()
        finally:
            (self.folder / "ended").touch()

    def go_on(self):
        time.sleep(1000)


class Deaf(Endless):
    """One that no signal reaches."""

    def go_on(self):
        deque(repeat(None), 0)


def test_a_task_whose_time_is_over_ends_what_it_started(tmp_path):
    with process_pool(1) as pool, pytest.raises(BrokenExecutor):
        pool.submit(perform, Endless(tmp_path), 0.5).result()
    assert (tmp_path / "ended").exists()


def test_a_task_that_is_interrupted_ends_what_it_started(tmp_path):
    with process_pool(1) as pool:
        future, process = pool.submit(perform, Endless(tmp_path)), tmp_path / "process"
        while not process.exists() or not process.read_text():
            time.sleep(0.05)
        os.kill(int(process.read_text()), signal.SIGINT)
        with pytest.raises(BrokenExecutor):
            future.result()
    assert (tmp_path / "ended").exists()


def test_a_task_that_heeds_nothing_is_ended_all_the_same(tmp_path):
    with process_pool(1) as pool, pytest.raises(BrokenExecutor):
        pool.submit(perform, Deaf(tmp_path), 0.5).result(timeout=60)
    assert not (tmp_path / "ended").exists()
