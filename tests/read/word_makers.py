"""Word files made without Word: whole ones from paragraphs, and parts of them to be put together by hand."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "v": "urn:schemas-microsoft-com:vml",
}
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_docx(parts: list[str]) -> bytes:
    """A Word file with these paragraphs."""
    return word_file("".join(map(paragraph, parts)))


def paragraph(words: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(words)}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def word_file(body: str, **others: str | bytes) -> bytes:
    """A Word file with this body; ``styles``, ``numbering`` and other parts of that folder by their names."""
    return zipped(word_members(body, **others))


def word_members(body: str, **others: str | bytes) -> dict[str, str | bytes]:
    """The members of a Word file."""
    links = "".join(f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(others))
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(links),
        **{f"word/{kind}.xml": text for kind, text in others.items()},
    }


def relations(links: str) -> str:
    """A part that lists what a part refers to."""
    return (
        f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def part(kind: str, inner: str) -> str:
    """A part of XML with the usual name spaces."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{kind} {spaces}>{inner}</w:{kind}>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """An archive with these members."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def numbering(*levels: tuple[str, str], lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = "") -> str:
    """A part of numbering with one family of levels, each a format and a pattern, and its lists."""
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (format_, text) in enumerate(levels)
    )
    return part("numbering", f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{lists}')


def in_list(list_id: int, level: int = 0) -> str:
    """The properties of a paragraph of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
