"""PDF files made for tests: by a small writer of our own that needs no fonts, and by printing through LibreOffice."""

import io
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name
from tests.read.office_makers import save_with_office

WIDTH, HEIGHT, MARGIN = 595, 842, 80
CLOSING = "。！？；：，、）》”%％"


@dataclass(frozen=True)
class Layout:
    """How a text is laid out: what stands at the head and foot of pages, how wide lines and how high pages are, how many columns."""

    header: str = ""
    footer: str = "- {} -"
    size: float = 12
    indent: int = 2
    columns: int = 1
    lines: int = 30
    pitch: float = 1.6
    gutter: float = 24

    @property
    def characters(self) -> int:
        """Chinese characters that a line takes."""
        room = WIDTH - 2 * MARGIN - (self.columns - 1) * self.gutter
        return int(room / self.columns / self.size)


def make_pdf(text, *, font="cmap", stands_for=None, rotate=0, save=None, **layout):
    """A PDF of a text, a paragraph a line, laid out as ``Layout`` says; the other arguments are those of ``draw_pdf``."""
    look = Layout(**layout)
    pages = [[(*place, look.size) for place in (*lines, *furniture(look, n))] for n, lines in enumerate(pages_of(text, look), 1)]
    return draw_pdf(pages, font=font, stands_for=stands_for, rotate=rotate, save=save)


def draw_pdf(pages, *, font="cmap", stands_for=None, rotate=0, save=None, rules=()):
    """A PDF of pages, each of them words with their places and sizes: (x, y, words, size).

    ``font`` is ``cmap`` for a font of Adobe-GB1 that is not embedded, or ``identity`` for one whose characters are known by its
    ToUnicode table alone; there ``stands_for`` says which character the table gives for one. ``save``: arguments of pikepdf, such as
    ``encryption``. ``rules``: level lines on every page, as (left, y, right).
    """
    pdf = pikepdf.new()
    alphabet = sorted({character for page in pages for _, _, words, _ in page for character in words})
    made = pdf.make_indirect(gb_font(pdf) if font == "cmap" else identity_font(pdf, alphabet, stands_for or (lambda character: character)))
    encode = (lambda words: words.encode("utf-16-be")) if font == "cmap" else identity_code(alphabet)
    lines = [b"%g %g m %g %g l S" % (left, y, right, y) for left, y, right in rules]
    for drawn in pages:
        shown = [b"BT /F1 %g Tf %g %g Td <%s> Tj ET" % (size, x, y, encode(words).hex().encode()) for x, y, words, size in drawn]
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = Dictionary(Font=Dictionary(F1=made))
        page.Contents = pdf.make_stream(b"\n".join([*shown, *lines]))
        if rotate:
            page.Rotate = rotate
    return saved(pdf, **(save or {}))


def saved(pdf, **arguments):
    """The bytes of a document."""
    out = io.BytesIO()
    pdf.save(out, **arguments)
    return out.getvalue()


def furniture(look, number):
    """Head and foot of a page."""
    foot = look.footer.format(number)
    yield from ((MARGIN, HEIGHT - 45, look.header),) if look.header else ()
    yield from ((WIDTH / 2 - 10, 40, foot),) if foot else ()


def pages_of(text, look):
    """Lines with their places, column by column and page by page."""
    columns = []
    for at, (indent, words) in enumerate(broken(text, look)):
        if at % look.lines == 0:
            columns.append([])
        columns[-1].append((indent, words))
    step = look.characters * look.size + look.gutter
    for first in range(0, len(columns), look.columns):
        yield [
            (MARGIN + column * step + indent * look.size, HEIGHT - MARGIN - row * look.size * look.pitch, words)
            for column, lines in enumerate(columns[first : first + look.columns])
            for row, (indent, words) in enumerate(lines)
        ]


def broken(text, look):
    """Every paragraph in lines with their indents; no line begins with a closing mark, and no figure is cut."""
    for paragraph in text.strip("\n").split("\n"):
        rest, indent = paragraph, look.indent
        while rest:
            cut = break_at(rest, look.characters - indent)
            yield indent, rest[:cut]
            rest, indent = rest[cut:], 0


def break_at(words, room):
    """How many characters go on a line."""
    end, used = 0, 0.0
    while end < len(words) and used + width(words[end]) <= room:
        used += width(words[end])
        end += 1
    while 1 < end < len(words) and (
        words[end] in CLOSING or (words[end - 1].isascii() and words[end].isascii()) or words[end - 1] in "（《“"
    ):
        end -= 1
    return end


def width(character):
    """Its width in Chinese characters."""
    return 0.5 if character.isascii() else 1.0


def gb_font(pdf):
    """A song typeface that every reader of PDF knows by name, with its common table of codes."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=6, FontBBox=[-25, -254, 1000, 880], ItalicAngle=0, Ascent=880,
        Descent=-120, CapHeight=880, StemV=93,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), DW=1000, W=[1, 95, 500],
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="GB1", Supplement=4), FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light-UniGB-UTF16-H"), Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )  # fmt: skip


def identity_font(pdf, alphabet, stands_for):
    """A font that is known by its ToUnicode table alone."""
    rows = [b"<%04x> <%s>" % (code, stands_for(c).encode("utf-16-be").hex().encode()) for code, c in enumerate(alphabet, 1)]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    table = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts)
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
    head += b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Made, DW=1000,
        W=Array([1, Array([int(1000 * width(character)) for character in alphabet])]),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Made, Flags=4, FontBBox=[0, -120, 1000, 880], ItalicAngle=0, Ascent=880,
                       Descent=-120, CapHeight=880, StemV=80)
        ),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Made, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pdf.make_stream(head + table + b"\nendcmap end end"),
    )  # fmt: skip


def identity_code(alphabet):
    """Words as codes of a font whose characters are numbered."""
    numbers = {character: code for code, character in enumerate(alphabet, 1)}
    return lambda words: b"".join(numbers[character].to_bytes(2, "big") for character in words)


def picture_pdf(pages=2, words=""):
    """Pages that one picture covers, with some words on the first of them."""
    pdf = pikepdf.open(io.BytesIO(make_pdf(words or " ", footer="")))
    entry = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 64, "Height": 64, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    picture = pdf.make_stream(bytes(64 * 64), **entry)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = Dictionary(XObject=Dictionary(I=picture))
        page.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /I Do Q" % (WIDTH, HEIGHT))
    if not words:
        del pdf.pages[0]
    return saved(pdf)


NAMES = "urn:oasis:names:tc:opendocument:xmlns"
FLAT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{NAMES}:office:1.0" xmlns:style="{NAMES}:style:1.0" xmlns:text="{NAMES}:text:1.0"
 xmlns:fo="{NAMES}:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:text-indent="%(indent)spt" fo:text-align="justify" style:punctuation-wrap="simple" fo:line-height="150%%"/>
<style:text-properties style:font-name-asian="Noto Serif CJK SC" fo:font-size="%(size)spt" style:font-size-asian="%(size)spt"
 fo:language="zh" style:language-asian="zh" style:country-asian="CN"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="P">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm">
<style:columns fo:column-count="%(columns)s" fo:column-gap="0.8cm"/></style:page-layout-properties>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p>%(header)s</text:p></style:header>
<style:footer><text:p>— <text:page-number>1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>%(body)s</office:text></office:body></office:document>
"""


def print_pdf(text, folder, *, size=12, columns=1, header="政府工作报告"):
    """A PDF of a text as LibreOffice prints it, with a running head and page numbers.

    Punctuation does not hang in the margin: LibreOffice leaves out what does.
    """
    body = "\n".join(f"<text:p>{escape(line)}</text:p>" for line in text.strip("\n").split("\n"))
    source = Path(folder) / "report.fodt"
    parts = {"indent": 2 * size, "size": size, "columns": columns, "header": escape(header), "body": body}
    source.write_text(FLAT % parts, encoding="utf-8")
    save_with_office([source], Path(folder), "pdf")
    return source.with_suffix(".pdf").read_bytes()
