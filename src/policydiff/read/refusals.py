"""Why a file is refused, where several readers refuse it for one reason: each code with its words in one place."""

from __future__ import annotations

from policydiff.model import PolicydiffError


def corrupt(name: str, trouble: str) -> PolicydiffError:
    """That a file is damaged."""
    return PolicydiffError("CORRUPT", name, trouble, "save or download the report again")


def locked(name: str) -> PolicydiffError:
    """That a Word file opens with a password alone."""
    return PolicydiffError("ENCRYPTED", name, "the file is locked with a password", "save it without one")


def other_format(name: str, what: str) -> PolicydiffError:
    """That a file is no Word file, though it is packed like one."""
    return PolicydiffError("OTHER_FORMAT", name, f"this is {what}", "save it as a Word file (.docx) or as plain text")


def too_large(name: str, trouble: str) -> PolicydiffError:
    """That a file holds more than is read."""
    return PolicydiffError("TOO_LARGE", name, trouble, "give the report alone")
