"""A program that bounds itself and then becomes another one, so that what opens the files of strangers gets no more than it is given.

It is run by its path and imports nothing of policydiff, so that it starts quickly. Nothing runs between the fork and the program, which
is the one way that is safe beside threads.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress


def bounded(command: Sequence[str], **bounds: int) -> list[str]:
    """The command line that runs a program within bounds, where the system has any.

    Args:
        command: the path of the program and its arguments.
        bounds: the most of what it may use, by the system's own names: ``AS`` for ``RLIMIT_AS``.
    """
    if sys.platform == "win32":
        return list(command)
    return [sys.executable, "-I", "-S", __file__, ",".join(f"{kind}={most}" for kind, most in bounds.items()), *command]


def set_bounds(bounds: Mapping[str, int]) -> None:
    """Bound this process; what the system does not let it bound stays as it is, as memory does on macOS."""
    import resource

    for kind, most in bounds.items():
        with suppress(ValueError, OSError):
            limit = getattr(resource, f"RLIMIT_{kind}")
            hard = resource.getrlimit(limit)[1]
            bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (bound, bound))


def main() -> None:
    """Bound this process as the first argument says, and become the program that the others name."""
    pairs = (pair.split("=") for pair in sys.argv[1].split(","))
    set_bounds({kind: int(most) for kind, most in pairs})
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
