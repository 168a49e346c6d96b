"""Fuzz one target in a process of its own: python -m tests.fuzz.one NAME SECONDS FOLDER."""

import sys
from pathlib import Path

SLOWEST = 30
"""Seconds that one input may take; more is a hang."""
MEMORY = 3000
"""MiB that a target may use."""


def main(name: str, seconds: str, keep: str) -> None:
    """Begin with the seeds of a target and the words of the genre; the process ends with the fuzzing."""
    import atheris

    with atheris.instrument_imports(include=["policydiff"]):
        from tests.fuzz.seeds import words
        from tests.fuzz.targets import TARGETS

    target, folder = TARGETS[name], Path(keep) / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    dictionary = folder / "words"
    dictionary.write_text("".join(f'"{escaped(word)}"\n' for word in words()), encoding="ascii")
    limits = {"max_total_time": seconds, "timeout": SLOWEST, "rss_limit_mb": MEMORY, "max_len": target.longest, "dict": dictionary}
    settings = [f"-{key}={value}" for key, value in limits.items()]
    atheris.Setup([name, str(corpus), *settings, f"-artifact_prefix={folder}/"], target.run)
    atheris.Fuzz()


def escaped(word: bytes) -> str:
    """A word as libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    main(*sys.argv[1:])
