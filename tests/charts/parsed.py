"""Charts read back: a picture is XML, and what it shows is found by its elements, words and data."""

from xml.etree import ElementTree

from policydiff.publish.charts import Chart

SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart: Chart) -> ElementTree.Element:
    """The root of a chart that is well formed, alone and in a page."""
    assert ElementTree.fromstring(chart.inline).tag == "svg"
    return ElementTree.fromstring(chart.svg)


def texts(root: ElementTree.Element) -> list[str]:
    """All words that are drawn."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def hints(root: ElementTree.Element) -> list[str]:
    """All words that a pointer shows."""
    return [element.text or "" for group in root.iter(f"{SVG}g") for element in group.findall(f"{SVG}title")]


def groups(root: ElementTree.Element, key: str) -> list[ElementTree.Element]:
    """The groups that carry some data."""
    return [element for element in root.iter(f"{SVG}g") if f"data-{key}" in element.attrib]


def shapes(element: ElementTree.Element) -> list[tuple[str, ...]]:
    """Each mark of a group without its place and its colour: what is left must tell it from others."""
    kept = ("r", "d", "fill", "stroke-dasharray")
    return sorted(
        (mark.tag.removeprefix(SVG), *(plain(key, mark.get(key, "")) for key in kept)) for mark in element if mark.tag != f"{SVG}title"
    )


def plain(key: str, value: str) -> str:
    """An attribute with its numbers taken out of a path, and a fill only as filled, patterned or not."""
    if key == "d":
        return "".join(c for c in value if c.isalpha())
    if key == "fill":
        return "pattern" if value.startswith("url") else "none" if value == "none" else "filled"
    return value
