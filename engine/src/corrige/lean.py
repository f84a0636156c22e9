"""Import jupytext and nbformat without what they would bring along if it happens to be installed.

jsonschema (under nbformat) loads what checks kinds of text that no notebook has, such as durations, and
builds the grammars of `rfc3987_syntax`, which takes longer than to grade ten notebooks; jupytext loads a web
server for a plug-in that nobody here runs. Both treat these modules as optional, so they are hidden while the
two are imported, and only then.
`reads` is jupytext's, without nbformat's check of each cell that jupytext itself has made: half the time.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

_BAGGAGE = ("isoduration", "jupyter_server", "rfc3986_validator", "rfc3987_syntax", "tornado.web")


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Make an import of these modules fail, unless they are there already."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: "not to be imported"
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


with _hidden(*_BAGGAGE):
    import jupytext
    import nbformat
    import nbformat.v4.nbbase

__all__ = ["jupytext", "nbformat", "reads"]


def reads(text: str) -> nbformat.NotebookNode:
    """Read a percent-format text."""
    with mock.patch.object(nbformat.v4.nbbase, "validate"):
        notebook: nbformat.NotebookNode = jupytext.reads(text, fmt="py:percent")
    return notebook
