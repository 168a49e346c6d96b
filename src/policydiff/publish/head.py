"""What every web page shares: its content policy, its style sheet, and how its files and its template are read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template


def content_policy(style: str, script: str = "") -> str:
    """The policy that admits this style and this script, known by their hashes, and nothing from anywhere.

    >>> content_policy("")
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri 'none'; form-action 'none'"
    """
    scripts = (f"script-src '{_digest(script)}'", "img-src data:", "require-trusted-types-for 'script'") if script else ()
    return "; ".join(("default-src 'none'", f"style-src '{_digest(style)}'", *scripts, "base-uri 'none'", "form-action 'none'"))


def shared_style() -> str:
    """The style sheet that every page begins with."""
    return page_resource("templates/base.css")


def page_resource(name: str) -> str:
    """A file of this package by its path, such as ``templates/base.css``."""
    return resources.files("policydiff.publish").joinpath(name).read_text(encoding="utf-8")


def page_template(name: str, **filters: Callable[..., Any]) -> Template:
    """A template by its path: every word that is put in is escaped but for what the filter ``raw`` lets through."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters |= {"raw": Markup, **filters}
    return environment.from_string(page_resource(name))


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
