"""Lists of names taken apart where a mark or a joining word stands between two, never inside a word that holds such a character."""

from __future__ import annotations

import re

WHOLE_WORDS = (
    "普及|及(?:格(?!局)|时(?![间令])|早)|[涉惠触危波顾遍埃]及|可及性"
    "|(?<!公)共和|和(?:美(?=乡|村|家|社区|宜居|庭院|示范)|谐|睦|平(?![台均原稳价房衡安]))|温和(?=上涨|回升|增长|上升)"
    "|呼和浩特|颐和园|饱和|缓和|祥和|碳中和|总和(?=生育)|暖和"
    "|参与|赠与|与(?:会(?![展议计])|时俱进|日俱增|否)"
)
"""Words in which 和, 与 and 及 join nothing."""
JOINED = re.compile(f"{WHOLE_WORDS}|(?P<parts>、|和|与|以?及)")
"""Such a word, or what stands between two names of a list."""


def split_names(words: str) -> list[str]:
    """The names of a list, parted by 、, 和, 与 and 及; words that hold these characters stay whole.

    >>> split_names("自来水普及率和污水处理率"), split_names("和美乡村、林场以及渔港")
    (['自来水普及率', '污水处理率'], ['和美乡村', '林场', '渔港'])
    """
    names, start = [], 0
    for match in JOINED.finditer(words):
        if match["parts"]:
            names.append(words[start : match.start()])
            start = match.end()
    return [name for name in (*names, words[start:]) if name]
