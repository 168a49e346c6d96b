"""Feed every reader and every stage mutated reports for a set time; what makes one fail is kept and named.

    make fuzz [SECONDS=600]
    python -m tests.fuzz.run [--seconds 600] [--only NAME] [--keep FOLDER]

The time is shared out among the targets, two of which run at once. Exit status 1 where anything failed; the input stands in FOLDER then and
belongs into the tests of the stage that failed.
"""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.fuzz.targets import TARGETS

AT_ONCE = 2
TO_START = 120
"""Seconds over its time after which a target has hung."""


def main() -> int:
    """Fuzz all targets, each in a process of its own, and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--only", choices=sorted(TARGETS))
    options.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    given = options.parse_args()
    names = [given.only] if given.only else list(TARGETS)
    each = max(1, given.seconds * min(AT_ONCE, len(names)) // len(names))
    print(f"{len(names)} targets, {each} seconds each", flush=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        fine = list(pool.map(partial(is_fine, seconds=each, keep=given.keep), names))
    failed = [name for name, passed in zip(names, fine, strict=True) if not passed]
    print(f"failed: {', '.join(failed)}" if failed else "no crash, no hang, no traceback", flush=True)
    return bool(failed)


def is_fine(name: str, seconds: int, keep: Path) -> bool:
    """Fuzz one target and tell how it went; whether nothing was found."""
    command = [sys.executable, "-m", "tests.fuzz.one", name, str(seconds), str(keep)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=seconds + TO_START)
    except subprocess.TimeoutExpired:
        print(f"{name}: hung", flush=True)
        return False
    last = [line for line in done.stderr.splitlines() if line.startswith("Done ")]
    print(f"{name}: {last[-1] if last and not done.returncode else done.stdout[-3000:] + done.stderr[-1500:]}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
