"""Many patterns as one, laid out so that the engine of regular expressions can pass over a text quickly.

The engine leaps from one possible first character to the next where every alternative begins with a plain character, and tries every
place of the text where a single one does not. So what stands before the first plain character is moved behind it or multiplied out:
``(?:甲|乙)丙`` becomes ``甲丙|乙丙``, ``甲?乙`` becomes ``甲乙|乙``, ``(?<!甲)乙`` becomes ``乙(?<!甲乙)``. What is matched stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""The smallest part of a pattern that may not be cut: an escape, a class, a character."""
PLAIN = re.compile(r"[^\\\[\](){}^$.*+?|](?![*+{])")
"""A character that stands for itself, once or not at all."""
CERTAIN = re.compile(rf"{PLAIN.pattern}(?!\?)")
"""A character that stands for itself, once."""
REPEATED = ("*", "+", "{", "??", "?+")
OPTIONAL, CLASS = "?", "["
FEW = 4
"""So many alternatives of a group are multiplied out with a class that stands behind it, which takes long to compile."""
GROUP, NOT_AFTER = "(?:", "(?<!"


def quick_union(patterns: Sequence[str]) -> str:
    """One pattern that matches what any of them does, laid out where every alternative then has a plain character in front.

    >>> quick_union(["(?:扩大|新上?)项目", "投产"]), quick_union(["(?:扩大|新上?)项目", "^投产"])
    ('扩大项目|新上?项目|投产', '(?:(?:扩大|新上?)项目)|(?:^投产)')
    """
    if not all(map(closed, patterns)):
        return union(patterns)
    laid_out = [alternative for pattern in patterns for alternative in alternatives(pattern)]
    return "|".join(laid_out) if all(map(CERTAIN.match, laid_out)) else union(patterns)


def union(patterns: Sequence[str]) -> str:
    """One pattern that matches what any of them does."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, in their order, each with a plain character in front as far as that can be.

    >>> list(alternatives("(?:扩大|新上?)项目")), list(alternatives("^(?:甲|乙)")), list(alternatives("(?<!直)通车"))
    (['扩大项目', '新上?项目'], ['^(?:甲|乙)'], ['通(?<!直通)车'])
    """
    for alternative in split(pattern):
        if alternative.startswith(GROUP):
            inner, rest = close(alternative, GROUP)
        elif PLAIN.match(alternative):
            inner, rest = alternative[0], alternative[1:]
        else:
            yield after_plain(alternative)
            continue
        if rest.startswith(REPEATED) or (CLASS in rest and len(split(inner)) > FEW):
            yield alternative
        elif rest.startswith(OPTIONAL):
            yield from alternatives(f"{GROUP}{inner}){rest[1:]}|{rest[1:]}")
        elif alternative.startswith(GROUP):
            yield from alternatives("|".join(part + rest for part in split(inner)))
        else:
            yield alternative


def after_plain(alternative: str) -> str:
    """The same with what may not go before its first plain character said behind it."""
    barred, rest = [], alternative
    while rest.startswith(NOT_AFTER):
        inner, rest = close(rest, NOT_AFTER)
        barred.append(inner)
    if not CERTAIN.match(rest):
        return alternative
    first = rest[0]
    return first + "".join(f"{NOT_AFTER}{'|'.join(part + first for part in split(inner))})" for inner in barred) + rest[1:]


def closed(pattern: str) -> bool:
    """Whether every group of a pattern is closed; one that is not is left for the engine to refuse.

    >>> closed("(?:甲|乙)"), closed("(?:甲|乙")
    (True, False)
    """
    tokens = TOKEN.findall(pattern)
    return bool(tokens.count("(") == tokens.count(")"))


def split(pattern: str) -> list[str]:
    """A pattern cut at the bars that stand in no group.

    >>> split("甲|(?:乙|丙)丁|[|]")
    ['甲', '(?:乙|丙)丁', '[|]']
    """
    parts, depth = [""], 0
    for token in TOKEN.findall(pattern):
        depth += (token == "(") - (token == ")")
        if token == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def close(pattern: str, opening: str) -> tuple[str, str]:
    """What stands in the group with which a pattern begins, and what stands after it.

    >>> close("(?:甲(乙)?|丙)丁", "(?:")
    ('甲(乙)?|丙', '丁')
    """
    depth, end = 0, 0
    for token in TOKEN.findall(pattern):
        depth += (token == "(") - (token == ")")
        end += len(token)
        if not depth:
            break
    return pattern[len(opening) : end - 1], pattern[end:]
