"""The templates, and the one rule that holds for all of them: what is put in is made visible and escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corrige.authoring.model import Exercise
from corrige.course import find_course
from corrige.grading.numbers import as_share, decimals, plain, points
from corrige.grading.report.pages.text import flowing, markdown, ticks, visible


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("corrige.grading.report.pages", "templates"),
        autoescape=True,
        finalize=visible,  # nothing reaches a page without it, whatever a template forgets
        undefined=StrictUndefined,
        trim_blocks=True,  # a space after a block at the end of a line has to be written: {{ " " }}
        lstrip_blocks=True,
    )
    made.filters.update(ticks=ticks, markdown=markdown, flowing=flowing)
    made.filters.update(share=as_share, plain=plain, points=points, decimals=decimals)
    return made


def render(template: str, exercises: Sequence[Exercise], **values: Any) -> str:
    """Fill in a template of a page about these exercises, under the title of their course."""
    course = find_course(exercises[0].path.parent).title if exercises else ""
    return _environment().get_template(template).render(course=course, inlined=inlined, **values)


@cache
def inlined(*names: str) -> tuple[Markup, str]:
    """Style sheets or scripts of this package, to stand in a page; and the hash that lets them.

    Returns
    -------
    tuple of str
        The text, and its source expression for a Content-Security-Policy, such as ``'sha256-…'``.
    """
    loader = _environment().loader
    assert loader is not None
    text = "\n" + "".join(loader.get_source(_environment(), name)[0] for name in names)
    hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), Markup(f"'sha256-{hashed}'")  # noqa: S704 - files of this package
