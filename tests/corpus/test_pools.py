"""Pools: on systems that are not this one, and what their processes keep to."""

import resource
import sys

from threadpoolctl import threadpool_info

from policydiff.corpus import pools


def test_windows_is_asked_for_no_more_processes_than_it_has(monkeypatch):
    asked = []
    monkeypatch.setattr(pools, "ProcessPoolExecutor", lambda workers, **rest: asked.append(workers))
    monkeypatch.setattr(sys, "platform", "win32")
    for workers in (4, 128):
        pools.process_pool(workers)
    monkeypatch.undo()
    assert asked == [4, 61]


def test_a_limit_that_the_system_refuses_is_no_trouble(monkeypatch):
    def refuse(*_):
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    pools.limit_memory(1 << 30)


def test_a_process_multiplies_matrices_in_one_thread():
    with pools.process_pool(1) as pool:
        libraries = pool.submit(threadpool_info).result()
    assert {library["num_threads"] for library in libraries if library["user_api"] == "blas"} == {1}
