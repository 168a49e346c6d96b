"""Programs that open files of strangers are bounded as far as the system goes along."""

import subprocess
import sys

import pytest

from policydiff.read.bounds import bounded, set_bounds

resource = pytest.importorskip("resource", reason="this system has no bounds")
KINDS = (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE)


def limits_of(**bounds):
    """What a program that was bounded says of its own limits."""
    ask = f"import resource; print([resource.getrlimit(kind) for kind in {KINDS}])"
    return subprocess.run(bounded([sys.executable, "-c", ask], **bounds), capture_output=True, text=True, check=True).stdout.strip()


def test_a_program_has_the_bounds_that_it_was_given_for_good():
    assert limits_of(CORE=0, FSIZE=4096) == "[(0, 0), (4096, 4096)]"


def test_bounds_are_never_widened():
    command = bounded(bounded([sys.executable, "-c", f"import resource; print(resource.getrlimit({KINDS[1]}))"], FSIZE=9999), FSIZE=4096)
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "(4096, 4096)"


@pytest.mark.parametrize("trouble", [ValueError, OSError])
def test_a_bound_that_the_system_refuses_keeps_no_other_from_being_set(monkeypatch, trouble):
    tried = []

    def refuse(kind, _):
        tried.append(kind)
        raise trouble

    monkeypatch.setattr(resource, "setrlimit", refuse)
    set_bounds({"CORE": 0, "FSIZE": 0})
    assert tuple(tried) == KINDS


def test_the_arguments_of_a_program_stay_as_they_are():
    words = ["", "a b", "--", "CPU=1"]
    command = bounded([sys.executable, "-c", "import sys; print(sys.argv[1:])", *words], CORE=0)
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == str(words)
