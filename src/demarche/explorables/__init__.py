"""What a reader of the book can play with, one or two a chapter, on the numbers of the course's own methods.

An explorable is a script under `book/_static/explore` and a module here. The module says what is asked, gives
the script its numbers, and works out the answer for a few settings. These stand on the page as a table, for
paper, e-readers and whoever has no scripts, each under a label made from its inputs; the tests hold the
script's answers against them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from importlib import import_module
from typing import Any, Final, NamedTuple

from demarche.explorables.words import unbroken

NAMES: Final = (
    "share",
    "kappa",
    "paths",
    "rate",
    "dyad",
    "burden",
    "challenge",
    "hosts",
    "weights",
    "breaks",
    "survival",
    "forecast",
)
"""All explorables, in the order of the chapters."""
SCRIPTS: Final = "../../_static/explore"


class Explorable(NamedTuple):
    """One explorable: its words, its numbers, and its answers at a few settings."""

    name: str
    title: str
    ask: str
    data: Mapping[str, Any]
    settings: Mapping[str, Mapping[str, Any]]
    say: Callable[..., str]

    def answers(self) -> dict[str, str]:
        """Answer at each of the settings, by what the page calls them."""
        return {unbroken(words): unbroken(self.say(**settings)) for words, settings in self.settings.items()}

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{escape(words)}</th><td>{escape(answer)}</td></tr>'
            for words, answer in self.answers().items()
        )
        numbers = {"title": unbroken(self.title), "ask": unbroken(self.ask), **self.data}
        text = json.dumps(numbers, ensure_ascii=False, separators=(",", ":")).replace("</", r"<\/")
        place = f"explore-{self.name}"
        return (
            f'<section class="explorable" id="{place}" data-explorable="{self.name}"'
            f' aria-labelledby="{place}-title">'
            f'<p class="explorable-title" id="{place}-title">{escape(unbroken(self.title))}</p>'
            f'<div class="explorable-twin"><p>{escape(unbroken(self.ask))}</p>'
            f"<table><caption>What comes out at {len(self.settings)} settings</caption>"
            '<thead><tr><th scope="col">setting</th><th scope="col">result</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
            f'<script type="application/json">{text}</script>'
            f'<script src="{SCRIPTS}/shared.js" defer="defer"></script>'
            f'<script src="{SCRIPTS}/{self.name}.js" defer="defer"></script>'
            "</section>"
        )


def explorable(name: str) -> Explorable:
    """One explorable, ready to stand on a page.

    Parameters
    ----------
    name : str
        One of `NAMES`.

    Returns
    -------
    Explorable
        Shown by Jupyter as the section of a page.

    Raises
    ------
    ValueError
        If there is none of this name.
    """
    if name not in NAMES:
        raise ValueError(f"no explorable {name!r}: there are {', '.join(NAMES)}")
    module = import_module(f"{__name__}.{name}")
    settings = {module.label(**one): one for one in module.SETTINGS}
    return Explorable(name, module.TITLE, module.ASK, module.data(), settings, module.say)
