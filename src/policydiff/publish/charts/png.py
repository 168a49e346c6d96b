"""PNG through the optional extra ``png``: the drawing library is asked for only when a PNG is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policydiff.model import Notice, PolicydiffError
from policydiff.publish.charts.svg import FONTS

if TYPE_CHECKING:
    from types import ModuleType

SPACE = "http://www.w3.org/2000/svg"
PROBE = f'<svg xmlns="{SPACE}" width="32" height="32" font-family="{FONTS}"><text y="26" font-size="28">{{}}</text></svg>'


def render_png(svg: str, scale: float = 2) -> bytes:
    """The bytes of a PNG of a chart on white, ``scale`` pixels for each of the chart's.

    Raises:
        PolicydiffError: the extra is not installed (``NO_PNG``).
    """
    data = _library().svg_to_bytes(svg_string=svg, background="#ffffff", zoom=scale)
    return bytes(data)


@cache
def font_notice() -> Notice | None:
    """A warning where no font of this machine has Chinese glyphs.

    Two characters that look nothing alike are drawn; without such a font both become the same box, or nothing.
    """
    if render_png(PROBE.format("国"), 1) != render_png(PROBE.format("一"), 1):
        return None
    return Notice(
        "NO_CHINESE_FONT", "no font with Chinese characters was found, so the PNG shows boxes for them; install one, such as Noto Sans CJK"
    )


def _library() -> ModuleType:
    try:
        import resvg_py
    except ImportError as error:
        raise PolicydiffError(
            "NO_PNG", "chart", "a PNG wants resvg-py, which is not installed", "pip install resvg-py, or save it as .svg"
        ) from error
    return resvg_py
