"""A cluster: the workers of Dask do the same tasks to the same bytes, also where one of them is killed in mid-run."""

import os
import signal
import subprocess

import pytest
from tests.corpus.test_batch import CALL
from tests.corpus.towns import Counting, files_of, write_towns

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
    to = tmp_path_factory.mktemp("out")
    run_batch(towns, to, Counting())
    return files_of(to)


def test_a_worker_killed_in_mid_run_changes_nothing(cluster, towns, wanted, tmp_path):
    killed = []

    def kill_one(stage, done, total):
        if not killed and done == 3:
            killed.append(next(iter(cluster.workers.values())).pid)
            with distributed.Client(cluster) as client:
                pids = client.run(os.getpid)
            os.kill(min(pids.values()), signal.SIGKILL)

    with dask_executor(cluster.scheduler_address) as (executor, workers):
        assert workers == 2
        done = run_batch(towns, tmp_path, executor, workers=workers, on_progress=kill_one)
    assert killed and done.failures == ()
    assert files_of(tmp_path) == wanted


def test_the_command_line_takes_the_address_of_a_scheduler(cluster, towns, wanted, tmp_path):
    subprocess.run([*CALL, towns, "-o", tmp_path, "-q", "--scheduler", cluster.scheduler_address], check=True)
    assert files_of(tmp_path) == wanted


def test_an_address_at_which_nobody_answers_is_refused():
    quick = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with quick, pytest.raises(PolicydiffError, match="NO_SCHEDULER"), dask_executor("tcp://127.0.0.1:1"):
        pass
