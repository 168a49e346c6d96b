import pytest

from policydiff import cli, read_report
from policydiff.model import PolicydiffError
from policydiff.read.limits import LIMITS, Limits, set_limits


def test_what_is_not_set_stays():
    assert set_limits(["most_bytes=2KiB", "seconds=3"]) == Limits(most_bytes=2048, seconds=3)
    assert set_limits([]) == LIMITS


@pytest.mark.parametrize(
    ("setting", "trouble"),
    [
        ("most_bytes", "not of the form NAME=NUMBER"),
        ("most_bytes=-1", "not of the form"),
        ("most_bytes=1.5MiB", "not of the form"),
        ("size=3", "there is no limit size; there are most_bytes, "),
        ("seconds=0", "above zero"),
    ],
)
def test_what_cannot_be_a_limit_is_said(setting, trouble):
    with pytest.raises(ValueError, match=trouble):
        set_limits([setting])


def test_a_limit_of_the_command_line_holds(tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    path.write_text("政府工作报告" * 100, encoding="utf-8")
    assert cli.run(["extract", str(path), "--limit", "most_bytes=1KiB"]) == 2
    assert b"a.txt: TOO_LARGE" in capfdbinary.readouterr().err
    assert cli.run(["extract", str(path), "--limit", "bytes=1"]) == 2
    assert b"USAGE: Invalid value: --limit: there is no limit bytes" in capfdbinary.readouterr().err


def test_a_limit_in_python_holds():
    with pytest.raises(PolicydiffError, match="TOO_LARGE"):
        read_report("政府工作报告".encode(), limits=Limits(most_bytes=10))
