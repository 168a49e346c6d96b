"""The store of pieces: what a power cut or a stranger left there does no harm, and errors come back from it as they were."""

from policydiff.corpus.findings import error_in
from policydiff.corpus.tasks import trouble_facts
from policydiff.model import PolicydiffError


def test_an_error_comes_back_as_four_facts():
    facts = trouble_facts(PolicydiffError("CORRUPT", "a: b.txt", "the end is missing; so is the head", "save it again"))
    error = error_in(facts)
    assert (error.code, error.name, error.trouble, error.step) == (
        "CORRUPT",
        "a: b.txt",
        "the end is missing; so is the head",
        "save it again",
    )
