"""The walk over the elements of a Word file, in the order of its text: which words count, and in which paragraph they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from policydiff.model import PolicydiffError
from policydiff.read.word.fields import Fields
from policydiff.read.word.numbering import Numbering
from policydiff.read.word.parts import MC, Element, M, V, W, number, switched, too_deep, value
from policydiff.read.word.places import Places
from policydiff.read.word.styles import Styles
from policydiff.read.word.symbols import symbol

KNOWN = {"wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "v", "a14"}
"""Extensions whose alternative is read; for any other it is the fallback."""
WORDS = {f"{W}t", f"{W}delText", f"{M}t"}
ADDED, GONE = {f"{W}ins", f"{W}moveTo"}, {f"{W}del", f"{W}moveFrom"}
XML_SPACES = " \t\r\n"
BLANKS = dict.fromkeys(map(ord, "\t\r\n"), " ")
"""Line ends and tabs within an element of words are shown as spaces."""
PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: where it stands, its automatic number, and its words."""

    where: str
    label: str
    words: str


@dataclass(slots=True)
class Story:
    """A run of paragraphs of its own: the text, or what a text box holds. ``pieces`` are those of the paragraph that is open."""

    places: Places
    fields: Fields = field(default_factory=Fields)
    lines: list[Line] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    where: str = ""
    paragraph: Element = None
    hidden_style: bool = False
    emptied: bool = False
    boxes_seen: int = 0


@dataclass(slots=True)
class Walk:
    """What was met on the way. ``original``: the text before the tracked changes is wanted, not the text after them."""

    name: str
    styles: Styles
    numbering: Numbering
    original: bool
    most_depth: int
    stories: list[Story] = field(default_factory=lambda: [Story(Places())])
    left_out: list[str] = field(default_factory=list)
    branches: list[Element] = field(default_factory=list)
    hidden_run: bool = False
    hidden: int = 0
    added: int = 0
    gone: int = 0
    notes: int = 0

    @property
    def story(self) -> Story:
        """The innermost story that is open."""
        return self.stories[-1]

    def lines(self, root: Element) -> list[Line]:
        """The paragraphs of the text.

        Raises:
            PolicydiffError: ``TOO_LARGE`` where elements are nested too deep, ``OTHER_FORMAT`` where the text stands in other files.
        """
        self.story.fields.sound = balanced(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        depth = 0
        for event, element in walker:
            depth += 1 if event == "start" else -1
            if depth > self.most_depth:
                raise too_deep(self.name)
            step = (STARTS if event == "start" else ENDS).get(element.tag)
            if step is not None and step(self, element):
                walker.skip_subtree()
        self.close_line()
        return self.story.lines

    def put(self, words: str) -> None:
        """Words of the open paragraph, unless they belong to what is left out."""
        if self.hidden_run or self.story.fields.silent:
            self.leave(words)
        else:
            self.story.pieces.append(words)

    def leave(self, words: str) -> None:
        """Words that are left out for a reason."""
        self.left_out.append(words)
        self.story.emptied = True

    def leave_all(self, element: Element) -> bool:
        """Leave out all words within an element."""
        for found in element.iter(*WORDS):
            self.leave(found.text or "")
        return True

    def track(self, *, added: bool, gone: bool) -> bool:
        """Count a tracked change, and say whether what it is of does not count."""
        self.added, self.gone = self.added + added, self.gone + gone
        return added if self.original else gone

    def track_in(self, properties: Element) -> bool:
        """The same of the changes that stand in the properties of a row or of the mark of a paragraph."""
        added, gone = (any(properties.find(tag) is not None for tag in tags) for tags in (ADDED, GONE))
        return self.track(added=added, gone=gone)

    def close_line(self) -> None:
        """End the open paragraph; one that only held what is left out is no empty line."""
        story = self.story
        words = "".join(story.pieces)
        paragraph, story.paragraph = story.paragraph, None
        if paragraph is not None or words:
            label = self.label(paragraph)
            if words.strip() or not story.emptied:
                story.lines.append(Line(story.where, label if words.strip() else "", words))
        story.lines.extend(story.boxes)
        story.pieces, story.boxes, story.emptied, story.boxes_seen = [], [], False, 0

    def label(self, paragraph: Element | None) -> str:
        """The automatic number of a paragraph, counted on."""
        if paragraph is None:
            return ""
        properties = properties_of(paragraph, self.original)
        direct = None if properties is None else properties.find(f"{W}numPr")
        list_id, depth = value(None if direct is None else direct.find(f"{W}numId")), None if direct is None else direct.find(f"{W}ilvl")
        if list_id is not None:
            return self.numbering.next_label(list_id, number(depth, 0))
        style = self.styles.list_of(style_of(properties, self.styles))
        if style is None:
            return ""
        return self.numbering.next_label(style.list_id or "", number(depth, self.numbering.depth_of(style)))


def properties_of(paragraph: Element, original: bool) -> Element | None:
    """The properties of a paragraph, or those before the tracked changes."""
    properties = paragraph.find(f"{W}pPr")
    before = None if properties is None or not original else properties.find(f"{W}pPrChange/{W}pPr")
    return properties if before is None else before


def style_of(properties: Element | None, styles: Styles) -> str:
    """The style of a paragraph."""
    return value(None if properties is None else properties.find(f"{W}pStyle")) or styles.usual


def balanced(root: Element) -> bool:
    """Whether every field that begins ends too; where not, what is an instruction cannot be known."""
    kinds = [value(element, "fldCharType") for element in root.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def start_paragraph(walk: Walk, element: Element) -> None:
    """A paragraph begins; where the mark of the one before is gone, it goes on."""
    story = walk.story
    story.places.enter_paragraph()
    if not story.pieces:
        story.where = story.places.where()
    story.paragraph = element
    story.hidden_style = walk.styles.hidden(style_of(element.find(f"{W}pPr"), walk.styles))


def end_paragraph(walk: Walk, element: Element) -> None:
    """A paragraph ends, unless its mark is deleted or hidden."""
    if mark_is_gone(walk, element.find(f"{W}pPr/{W}rPr")):
        walk.story.paragraph = None
        walk.story.emptied = True
    else:
        walk.story.paragraph = element
        walk.close_line()


def mark_is_gone(walk: Walk, mark: Element | None) -> bool:
    """Whether the end of a paragraph does not count, so that the next one goes on with it."""
    return mark is not None and (walk.track_in(mark) or bool(switched(mark.find(f"{W}vanish"))))


def start_run(walk: Walk, element: Element) -> None:
    """A run begins: it may be hidden, by itself, by its style or by that of the paragraph."""
    properties = element.find(f"{W}rPr")
    said = None if properties is None else switched(properties.find(f"{W}vanish"))
    if said is None:
        style = value(None if properties is None else properties.find(f"{W}rStyle"))
        said = walk.story.hidden_style or (style is not None and walk.styles.hidden(style))
    walk.hidden_run = said


def end_run(walk: Walk, element: Element) -> None:
    """A run ends."""
    walk.hidden_run = False


def read_words(walk: Walk, element: Element) -> None:
    """Words: white space at their ends counts only where the file says so."""
    words = element.text or ""
    if walk.hidden_run:
        walk.hidden += len(words)
    walk.put((words if element.get(PRESERVE) == "preserve" else words.strip(XML_SPACES)).translate(BLANKS))


def read_deleted(walk: Walk, element: Element) -> None:
    """Words of a deletion, where the text before the changes is wanted."""
    if walk.original:
        read_words(walk, element)


def read_change(walk: Walk, element: Element) -> bool:
    """What was inserted or deleted: counted, and read or left out."""
    added = element.tag in ADDED
    return walk.track(added=added, gone=not added) and walk.leave_all(element)


def start_alternative(walk: Walk, element: Element) -> None:
    """One branch of an alternative is read: the first whose extensions are known, else the fallback, else the first."""
    branches = [child for child in element if child.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    fit = (branch for branch in branches if branch.tag == f"{MC}Fallback" or KNOWN.issuperset(branch.get("Requires", "").split()))
    walk.branches.append(next(fit, branches[0] if branches else None))


def end_alternative(walk: Walk, element: Element) -> None:
    """The end of an alternative."""
    walk.branches.pop()


def start_branch(walk: Walk, element: Element) -> bool:
    """A branch that is not the one to be read is left out."""
    return bool(walk.branches) and element is not walk.branches[-1] and walk.leave_all(element)


def start_table(walk: Walk, element: Element) -> None:
    """A table begins; what is open before it does not go on in its first cell."""
    if walk.story.pieces:
        walk.close_line()
    walk.story.places.enter_table()


def start_row(walk: Walk, element: Element) -> bool:
    """A row of a table, which may be deleted, inserted or hidden as a whole."""
    properties = element.find(f"{W}trPr")
    walk.story.places.enter_row(number(None if properties is None else properties.find(f"{W}gridBefore"), 0))
    left_out = properties is not None and (walk.track_in(properties) or switched(properties.find(f"{W}hidden")))
    return bool(left_out) and walk.leave_all(element)


def start_cell(walk: Walk, element: Element) -> bool:
    """A cell of a table; one that goes on with the cell above or beside it shows nothing of its own."""
    walk.story.places.enter_cell(number(element.find(f"{W}tcPr/{W}gridSpan"), 1))
    for merge in ("vMerge", "hMerge"):
        found = element.find(f"{W}tcPr/{W}{merge}")
        if found is not None and value(found) != "restart":
            return walk.leave_all(element)
    return False


def start_box(walk: Walk, element: Element) -> None:
    """A text box: its paragraphs come after the one that it hangs on."""
    outer = walk.story
    outer.boxes_seen += 1
    where = outer.places.within or f"{outer.where or outer.places.where()} text box {outer.boxes_seen}"
    walk.stories.append(Story(Places(where), Fields(sound=outer.fields.sound)))
    walk.hidden_run = False


def end_box(walk: Walk, element: Element) -> None:
    """The end of a text box."""
    walk.close_line()
    inner = walk.stories.pop()
    walk.story.boxes.extend(inner.lines)


def art(walk: Walk, element: Element) -> None:
    """Words drawn as a picture."""
    if words := element.get("string", "").strip():
        walk.story.boxes.append(Line(walk.story.where, "", words))


def placeholder(walk: Walk, element: Element) -> bool:
    """What a form shows where nobody has filled it in is no text."""
    return element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None and walk.leave_all(element)


def elsewhere(walk: Walk, element: Element) -> None:
    """A file that only refers to the files that hold its text."""
    raise PolicydiffError(
        "OTHER_FORMAT", walk.name, "the file embeds another file instead of its text", "open it in Word and save it again"
    )


def note(walk: Walk, element: Element) -> None:
    """The mark of a footnote or endnote."""
    walk.notes += 1


def skip(walk: Walk, element: Element) -> bool:
    """Properties hold no text."""
    return True


def putting(words: str) -> Callable[[Walk, Element], None]:
    """A step for an element that stands for some characters."""
    return lambda walk, element: walk.put(words)


STARTS: dict[str, Callable[[Walk, Element], bool | None]] = {
    f"{W}p": start_paragraph,
    f"{W}r": start_run,
    f"{W}t": read_words,
    f"{M}t": read_words,
    f"{W}delText": read_deleted,
    f"{W}tab": putting("\t"),
    f"{W}ptab": putting("\t"),
    f"{W}br": putting("\n"),
    f"{W}cr": putting("\n"),
    f"{W}noBreakHyphen": putting("-"),
    f"{W}sym": lambda walk, element: walk.put(symbol(value(element, "font") or "", value(element, "char") or "")),
    f"{W}fldChar": lambda walk, element: walk.story.fields.mark(value(element, "fldCharType") or "", walk.put),
    f"{W}instrText": lambda walk, element: walk.story.fields.instruct(element.text or ""),
    f"{W}ins": read_change,
    f"{W}moveTo": read_change,
    f"{W}del": read_change,
    f"{W}moveFrom": read_change,
    f"{MC}AlternateContent": start_alternative,
    f"{MC}Choice": start_branch,
    f"{MC}Fallback": start_branch,
    f"{W}tbl": start_table,
    f"{W}tr": start_row,
    f"{W}tc": start_cell,
    f"{W}txbxContent": start_box,
    f"{V}textpath": art,
    f"{W}sdt": placeholder,
    f"{W}rt": Walk.leave_all,
    f"{W}altChunk": elsewhere,
    f"{W}subDoc": elsewhere,
    f"{W}footnoteReference": note,
    f"{W}endnoteReference": note,
} | dict.fromkeys((f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr")), skip)
"""What to do where an element begins; true where nothing within it is read."""
ENDS: dict[str, Callable[[Walk, Element], None]] = {
    f"{MC}AlternateContent": end_alternative,
    f"{W}p": end_paragraph,
    f"{W}r": end_run,
    f"{W}tc": lambda walk, element: walk.close_line() if walk.story.pieces else None,
    f"{W}tbl": lambda walk, element: walk.story.places.leave_table(),
    f"{W}txbxContent": end_box,
}
"""What to do where it ends."""
