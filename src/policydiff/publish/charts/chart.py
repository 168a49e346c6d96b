"""The chart that users hold: a picture as text, shown by notebooks, saved as SVG or PNG."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path

from policydiff.model import PolicydiffError
from policydiff.publish.charts.svg import BOLD, FONTS, INK, SIZE, fit, tag, words, write
from policydiff.publish.files import write_file
from policydiff.publish.formats import ChartFormat

WIDTH = 960
"""Of a chart, in pixels before it is scaled, unless it is for a narrow window."""
STYLE = (
    ".policydiff-chart{color:#1d2330;background:#fff}@media(prefers-color-scheme:dark){.policydiff-chart{color:#e6e9ee;background:#14171c}}"
)
"""For a picture that stands by itself; in a page the page's own colours hold."""


def draw_title(title: str, margin: float = 16, width: float = WIDTH) -> str:
    """The words at the head of a chart."""
    return write(margin, 28, fit(title, 17 * BOLD, width - 2 * margin), size=17, bold=True)


def wordy_chart(kind: str, title: str, text: str) -> Chart:
    """A chart that says that there is nothing to draw."""
    return Chart(kind, title, text, 76, draw_title(title) + write(16, 56, text, soft=True))


def chart_format(path: Path) -> ChartFormat:
    """The format that a file's ending names.

    >>> str(chart_format(Path("growth.PNG")))
    'png'
    """
    ending = path.suffix.lower().lstrip(".")
    if ending not in list(ChartFormat):
        raise PolicydiffError("NO_FORMAT", str(path), f"no chart has the ending {path.suffix!r}", "use .svg or .png")
    return ChartFormat(ending)


@dataclass(frozen=True, repr=False)
class Chart:
    """A picture of a result.

    Attributes:
        kind: slope, flow or indicator.
        title: what it shows, also for readers of the screen.
        description: the same in a sentence or two, with the counts.
        height: in pixels before it is scaled.
        width: the same; 960 but for a narrow window.
        narrow: the same picture for a narrow window, where there is one.

    >>> Chart("flow", "云泽市 2024–2025", "", 120, "")
    <Chart flow: 云泽市 2024–2025>
    """

    kind: str
    title: str
    description: str
    height: float
    body: str = field(repr=False)
    width: float = WIDTH
    narrow: Chart | None = None

    @property
    def svg(self) -> str:
        """A whole SVG document that needs nothing else: no script, no font file, no address."""
        return f"{self._drawn(tag('style', STYLE), xmlns='http://www.w3.org/2000/svg', **{'class': 'policydiff-chart'})}\n"

    @property
    def inline(self) -> str:
        """The picture to be put into an HTML page: it has no style of its own and takes the colour of the words around it."""
        return self._drawn()

    def _drawn(self, *head: str, **attributes: str) -> str:
        return tag(
            "svg",
            tag("title", words(self.title)),
            tag("desc", words(self.description)),
            *head,
            self.body,
            **attributes,
            viewBox=f"0 0 {self.width:.10g} {self.height:.10g}",
            width=self.width,
            height=self.height,
            role="img",
            lang="zh-Hans",
            font_family=FONTS,
            font_size=SIZE,
            fill=INK,
        )

    def png(self, scale: float = 2) -> bytes:
        """The picture as a PNG file.

        Args:
            scale: pixels of the file for each of the chart.

        Raises:
            PolicydiffError: the extra ``png`` is not installed (``NO_PNG``).
        """
        from policydiff.publish.charts.png import font_notice, render_png

        data = render_png(self.svg, scale)
        if notice := font_notice():
            warnings.warn(f"{notice.code}: {notice.message}", stacklevel=2)
        return data

    def save(self, path: str | Path) -> Path:
        """Write the picture, as the ending of the file says: ``.svg``, or ``.png`` with the extra ``png``.

        Raises:
            PolicydiffError: another ending (``NO_FORMAT``), no extra (``NO_PNG``), or the file cannot be written (``CANNOT_WRITE``).
        """
        target = Path(path)
        return write_file(target, self.png() if chart_format(target) is ChartFormat.PNG else self.svg.encode("utf-8"))

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<Chart {self.kind}: {self.title}>"
