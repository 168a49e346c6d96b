"""A cluster: the workers of Dask do the same tasks to the same bytes as processes do, also where one of them is killed in mid-run."""

import os
import signal
import subprocess
import time
from concurrent.futures import Executor
from uuid import uuid4

import pytest
from tests.corpus.test_batch import CALL
from tests.corpus.towns import files_of, write_towns

from policydiff.corpus import run_batch
from policydiff.corpus.pools import dask_executor
from policydiff.model import PolicydiffError

distributed, dask = pytest.importorskip("distributed"), pytest.importorskip("dask")


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes of one thread each; a worker that dies is started again."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    return write_towns(tmp_path_factory.mktemp("towns"))


@pytest.fixture(scope="module")
def wanted(towns, tmp_path_factory):
    """What processes of this machine make of the towns."""
    to = tmp_path_factory.mktemp("out")
    run_batch(towns, to, workers=2)
    return files_of(to)


class Noting(Executor):
    """Hands tasks on. Each is noted in a folder when it begins, with its process, and takes at least half a second."""

    def __init__(self, inner, folder):
        self.inner, self.folder = inner, folder

    def submit(self, function, task, *rest):
        folder = self.folder

        def noted():
            draft = folder / uuid4().hex
            draft.write_text(f"{os.getpid()} {type(task).__name__} {task.name}", encoding="utf-8")
            draft.rename(f"{draft}.txt")
            time.sleep(0.5)
            return function(task, *rest)

        return self.inner.submit(noted)

    def begun(self, kind):
        """The process and the name of every task of a kind that was begun, the latest last."""
        notes = sorted(self.folder.glob("*.txt"), key=lambda path: path.stat().st_mtime_ns)
        found = (path.read_text(encoding="utf-8").split(" ", 2) for path in notes)
        return [(int(process), name) for process, of, name in found if of == kind]


def test_a_worker_killed_over_a_task_changes_nothing(cluster, towns, wanted, tmp_path):
    killed = []
    (tmp_path / "notes").mkdir()
    with dask_executor(cluster.scheduler_address) as (executor, workers):
        noting = Noting(executor, tmp_path / "notes")

        def kill_one(stage, done, total):
            if stage == "comparing" and not killed:
                while len(noting.begun("PairTask")) == done:
                    time.sleep(0.01)
                killed.append(noting.begun("PairTask")[-1])
                os.kill(killed[0][0], signal.SIGKILL)

        done = run_batch(towns, tmp_path / "out", noting, workers=workers, on_progress=kill_one)
    ((process, name),) = killed
    assert workers == 2 and done.failures == ()
    assert [by == process for by, of in noting.begun("PairTask") if of == name] == [True, False]
    assert files_of(tmp_path / "out") == wanted


def test_the_command_line_takes_the_address_of_a_scheduler(cluster, towns, wanted, tmp_path):
    subprocess.run([*CALL, towns, "-o", tmp_path, "-q", "--scheduler", cluster.scheduler_address], check=True)
    assert files_of(tmp_path) == wanted


def test_an_address_at_which_nobody_answers_is_refused():
    quick = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with quick, pytest.raises(PolicydiffError, match="NO_SCHEDULER"), dask_executor("tcp://127.0.0.1:1"):
        pass
