"""The templates, and the one rule that holds for all of them: what is put in is made visible and escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from demarche.grading.pages.text import markdown, ticks, visible
from demarche.grading.words import as_share, decimals, plain, points


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("demarche.grading.pages", "templates"),
        autoescape=True,
        finalize=visible,  # nothing reaches a page without it, whatever a template forgets
        undefined=StrictUndefined,
        trim_blocks=True,  # a space after a block at the end of a line has to be written: {{ " " }}
        lstrip_blocks=True,
    )
    made.filters.update(ticks=ticks, markdown=markdown)
    made.filters.update(share=as_share, plain=plain, points=points, decimals=decimals)
    return made


def render(template: str, **values: Any) -> str:
    """Fill in a template."""
    return _environment().get_template(template).render(**values)
