"""What the head of every web page shares: the content policy and the style sheet."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources


def content_policy(style: str, script: str = "") -> str:
    """The policy that admits this style and this script, known by their hashes, and nothing from anywhere.

    >>> content_policy("")
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri 'none'; form-action 'none'"
    """
    scripts = (f"script-src '{_digest(script)}'", "img-src data:", "require-trusted-types-for 'script'") if script else ()
    return "; ".join(("default-src 'none'", f"style-src '{_digest(style)}'", *scripts, "base-uri 'none'", "form-action 'none'"))


def shared_style() -> str:
    """The style sheet that every page begins with."""
    return page_resource("base.css")


def page_resource(name: str) -> str:
    """A file of the folder ``templates``."""
    return (resources.files("policydiff.publish") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
