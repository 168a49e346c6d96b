"""Small folders of reports of fictional places, and executors that do to their tasks what a test asks for."""

import os
import signal
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from tests.conftest import SMALL

from policydiff.corpus.pools import prepare
from policydiff.corpus.tasks import perform

TOWNS = ("云泽市", "清溪省", "海州县")


def text_of(place, year):
    """A report of a few lines: one of two texts in turn, for any place and year."""
    text = SMALL[f"small-{2024 + year % 2}.txt"]
    own = 2024 + year % 2
    return text.replace("云泽市", place).replace(str(own - 1), str(year - 1)).replace(str(own), str(year))


def write_towns(folder, towns=TOWNS, years=(2023, 2024, 2025)):
    """A folder of each town with its reports."""
    for place in towns:
        (folder / place).mkdir(parents=True, exist_ok=True)
        for year in years:
            (folder / place / f"{place}-{year}.txt").write_text(text_of(place, year), encoding="utf-8")
    return folder


def files_of(folder):
    """The bytes of every file of a result by its path, the store left out."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if ".work" not in path.parts}


class Counting(Executor):
    """Does tasks at once, in this process, and remembers them."""

    def __init__(self):
        self.tasks = []

    def submit(self, function, task, *rest):
        self.tasks.append(task)
        future = Future()
        future.set_result(function(task, *rest))
        return future

    def names(self):
        return sorted(f"{type(task).__name__} {task.name}" for task in self.tasks)


@dataclass(frozen=True)
class Doomed:
    """A task that meets with a fate instead of being done."""

    task: object
    fate: str

    @property
    def name(self):
        return self.task.name

    def do(self):
        if self.fate == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.fate == "hangs":
            time.sleep(1000)
        if self.fate == "fills memory":
            return {"filled": len(bytearray(1 << 36))}
        raise ZeroDivisionError("nobody foresaw this")


class Fateful(ProcessPoolExecutor):
    """Processes in which the tasks of some names meet with a fate."""

    def __init__(self, fates, memory, workers):
        super().__init__(workers, mp_context=get_context("spawn"), initializer=partial(prepare, memory))
        self.fates = fates

    def submit(self, function, task, *rest):
        assert function is perform
        fate = self.fates.get(type(task).__name__, {}).get(task.name)
        return super().submit(function, Doomed(task, fate) if fate else task, *rest)
