"""What fuzzing begins with: small reports in every kind of file, and the words that reports are made of."""

import random
from collections.abc import Callable, Iterator

from tests.docs.readers import make_html, make_markdown, make_mhtml, make_site
from tests.faults.report import REPORT
from tests.laws.texts import PIECES, PROMISES, REPORTED
from tests.read.pdf_makers import make_pdf
from tests.read.word_makers import in_list, make_docx, numbering, paragraph, word_file

LATER = REPORT.replace("2024", "2025").replace("2023", "2024").replace("9座", "12座").replace("6%左右", "5.5%以上")
SHORTER = "政府工作报告\n一、2023年工作回顾\n新建公园3座。\n二、2024年工作\n（一）办好实事。新建公园5座，粮食产量不低于30万吨。\n"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
NUMBERED = "".join(paragraph(line, in_list(1, place % 2)) for place, line in enumerate(SHORTER.split("\n")))
FILES: dict[str, Callable[[], list[bytes]]] = {
    "txt": lambda: [text.encode(encoding) for encoding in ENCODINGS for text in (REPORT, SHORTER)],
    "docx": lambda: [
        make_docx(REPORT.split("\n")),
        word_file(NUMBERED, numbering=numbering(("chineseCounting", "%1、"), ("decimal", "%2."))),
    ],
    "md": lambda: [make_markdown(REPORT.splitlines())],
    "html": lambda: [make(REPORT.splitlines()) for make in (make_html, make_site)],
    "pdf": lambda: [make_pdf(REPORT), make_pdf(SHORTER, font="identity", columns=2)],
    "mhtml": lambda: [make_mhtml(REPORT.splitlines())],
}
"""For every kind of file, reports of that kind."""


def texts() -> list[bytes]:
    """Reports as text, two of them in a row where two years are wanted."""
    return [f"{SHORTER}\f{LATER}".encode(), f"{REPORT}\f{LATER}".encode(), "\f".join(PROMISES).encode(), "".join(PIECES).encode()]


def words() -> list[bytes]:
    """Words of the genre, which a mutation may put anywhere."""
    return [word.encode() for word in (*PIECES, *PROMISES, *REPORTED) if word.strip()]


def mutated(seed: bytes, count: int) -> Iterator[bytes]:
    """The same few damaged copies of some bytes every time: cut, doubled, overwritten, words put in."""
    chance = random.Random(len(seed))
    for _ in range(count):
        data = bytearray(seed)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data) + 1)
            end = min(len(data), place + chance.randint(1, 40))
            data[place:end] = chance.choice([b"", data[place:end] * 2, chance.randbytes(end - place), chance.choice(words())])
        yield bytes(data)
