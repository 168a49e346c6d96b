"""The pages within a saved page (MHTML): its parts are taken apart within bounds, as what parses their heads has none of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.errors import MessageDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import Policy, compat32

from policydiff.model import PolicydiffError
from policydiff.read.refusals import corrupt

MOST_PARTS = 5000
"""Parts, such as pictures, that a saved page has at most."""
MOST_NESTED = 20
"""Parts that hold parts: a saved page has one, and one for each saved page within it."""
MOST_HEADERS = 500
"""Lines of the head of one part."""
LONGEST_TYPE = 1000
"""Characters of the type of a part, whose parameters are parsed in the square of its length."""
PARTS = "too many parts within parts"
HOLDS_PARTS = re.compile(rb"content-type:[\0- ]*(?:multipart|message)/", re.IGNORECASE)
PAGES = ("text/html", "application/xhtml+xml")
LABEL = re.compile(r"[\w.:-]{1,40}", re.ASCII)


class TooMuchError(Exception):
    """More parts or a larger head than a saved page has."""


class Unkept(list[MessageDefect]):
    """What is amiss in a part: nobody asks, and a head may have it on every line."""

    def append(self, defect: MessageDefect) -> None:
        """Keep nothing."""


class Part(Message):
    """A part with a bounded head."""

    def __init__(self, policy: Policy = compat32) -> None:
        super().__init__(policy)
        self.defects = Unkept()

    def set_raw(self, name: str, value: str) -> None:
        """Take a line of the head."""
        if len(self) >= MOST_HEADERS or (name.lower() == "content-type" and len(value) > LONGEST_TYPE):
            raise TooMuchError("a head that is too long")
        super().set_raw(name, value)


def bounded_parts() -> Callable[..., Part]:
    """What makes the parts of one file, as many as are allowed."""
    numbers = iter(range(MOST_PARTS))

    def make(policy: Policy) -> Part:
        if next(numbers, None) is None:
            raise TooMuchError(PARTS)
        return Part(policy)

    return make


def saved_pages(data: bytes, name: str) -> list[tuple[bytes, str]]:
    """The pages within a saved page, each with the encoding that its head declares, or nothing.

    Raises:
        PolicydiffError: ``CORRUPT`` where a head makes no sense, ``TOO_LARGE`` where there are too many parts, or parts within parts.
    """
    try:
        if len(HOLDS_PARTS.findall(data)) > MOST_NESTED:
            raise TooMuchError(PARTS)
        message = BytesParser(bounded_parts(), policy=compat32).parsebytes(data)
        return [page_of(part) for part in message.walk() if part.get_content_type() in PAGES]
    except TooMuchError as much:
        raise PolicydiffError("TOO_LARGE", name, f"the saved page has {much}", "save the page of the report itself") from None
    except (ValueError, LookupError):
        raise corrupt(name, "the head of a part of the saved page is damaged") from None


def page_of(part: Message) -> tuple[bytes, str]:
    """The bytes of a page and their label; without its type, the part is decoded by nothing but its transfer encoding."""
    label = part.get_content_charset("")
    del part["Content-Type"]
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b"", label if LABEL.fullmatch(label) else ""
