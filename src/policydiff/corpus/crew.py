"""Who does the tasks: any executor, a bounded number of tasks at a time, and what happens where a worker dies over one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import suppress
from time import monotonic
from typing import TypeVar

from policydiff.corpus.store import Facts
from policydiff.corpus.tasks import Task, perform, trouble_facts, unforeseen
from policydiff.model import PolicydiffError

Hire = Callable[[int], Executor]
"""From a number of workers to an executor."""
AnyTask = TypeVar("AnyTask", bound=Task)
AHEAD = 2
"""So many tasks are given out for each worker."""


class Crew:
    """Workers that are hired when the first task comes, and again where one of them died.

    A task that was under way when a worker died is suspect: it is done once more, alone. If the worker dies again, the task is given up
    with a code, and all others go on.

    Args:
        hire: makes an executor of so many workers.
        workers: how many do tasks at the same time.
        seconds: a task that takes longer is given up; None lets it take its time.
        given: an executor to begin with, if any; it is not shut down.
    """

    def __init__(self, hire: Hire, workers: int, seconds: float | None, given: Executor | None) -> None:
        self.hire, self.workers, self.seconds = hire, workers, seconds
        self.given = self.team = given
        self.lone: Executor | None = None

    def run(self, todo: deque[AnyTask]) -> Iterator[tuple[AnyTask, Facts]]:
        """Do tasks, those that are known already at once; tasks may be added while it runs.

        Returns:
            Each task with its facts as it is done, in no order; a task that failed has the fact ``error``.
        """
        under_way: dict[Future[Facts], AnyTask] = {}
        suspects: deque[AnyTask] = deque()
        while todo or under_way or suspects:
            yield from self.give_out(todo, under_way)
            for future in wait(under_way, return_when=FIRST_COMPLETED).done if under_way else ():
                task = under_way.pop(future)
                facts = self.facts_of(future, task)
                if facts is None:
                    suspects.append(task)
                else:
                    yield task, facts
            if suspects and not under_way:
                task = suspects.popleft()
                yield task, self.do_alone(task)

    def give_out(self, todo: deque[AnyTask], under_way: dict[Future[Facts], AnyTask]) -> Iterator[tuple[AnyTask, Facts]]:
        """Give out as many tasks as there is room for; those that are known take none."""
        while todo and len(under_way) < AHEAD * self.workers:
            task = todo.popleft()
            known = task.known()
            if known is not None:
                yield task, known
                continue
            try:
                under_way[self.at_work().submit(perform, task, self.seconds)] = task
            except BrokenExecutor:
                todo.appendleft(task)
                self.team = None
                if under_way:
                    return

    def at_work(self) -> Executor:
        """The executor, hired if there is none."""
        if self.team is None:
            self.team = self.hire(self.workers)
        return self.team

    def facts_of(self, future: Future[Facts], task: Task) -> Facts | None:
        """The facts of a task that ended; None where its worker did not live to tell."""
        try:
            return future.result()
        except (BrokenExecutor, MemoryError, CancelledError) as error:
            if isinstance(error, BrokenExecutor):
                self.team = None
            return task.known()
        except Exception as error:
            return trouble_facts(foreign_trouble(task.name, error))

    def do_alone(self, task: Task) -> Facts:
        """Do a suspect in a process of its own; one that outlives its task takes the next suspect."""
        start = monotonic()
        try:
            if self.lone is None:
                self.lone = self.hire(1)
            return self.lone.submit(perform, task, self.seconds).result()
        except MemoryError:
            return trouble_facts(out_of_memory(task.name))
        except BrokenExecutor:
            self.lone = None
            return trouble_facts(died(task.name, self.seconds, monotonic() - start))
        except Exception as error:
            return trouble_facts(foreign_trouble(task.name, error))

    def leave(self) -> None:
        """Send the workers home when they have ended what they are doing; an interruption from the keyboard has ended them already."""
        for team in (self.team, self.lone):
            if team is not None and team is not self.given:
                with suppress(Exception):
                    team.shutdown(cancel_futures=True)


def died(name: str, seconds: float | None, took: float) -> PolicydiffError:
    """Why a worker that did one task alone is no more."""
    if seconds and took >= seconds:
        return PolicydiffError("TOO_SLOW", name, f"it took more than {seconds:g} s", "allow more time with --task-seconds")
    return PolicydiffError(
        "WORKER_DIED", name, "the process that worked on it died, also when it did nothing else", "look at the file; see docs/corpus.md"
    )


def out_of_memory(name: str) -> PolicydiffError:
    """That the memory that a worker may have is too little for a task."""
    return PolicydiffError("OUT_OF_MEMORY", name, "it wants more memory than a worker may have", "allow more with --task-memory")


def foreign_trouble(name: str, error: Exception) -> PolicydiffError:
    """What an executor of another kind says of a task that it gave up."""
    if type(error).__name__ == "KilledWorker":
        return PolicydiffError("WORKER_DIED", name, "the workers that worked on it died", "look at the file; see docs/corpus.md")
    return unforeseen(name, error)
