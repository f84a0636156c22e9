"""Lay a brief out as the page that the minister gets, charts included, and count its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from demarche.capstone.sources import bibliography


@dataclass(frozen=True, repr=False)
class Page:
    """A brief as text, with its charts named, and as HTML, with its charts drawn."""

    brief: dict[Any, Any]

    def __repr__(self) -> str:
        return "\n".join(_words(text) if kind == "chart" else text for kind, text in _lines(self.brief))

    def _repr_html_(self) -> str:
        tags = {"message": "strong", "claim": "strong"}
        rows = []
        for kind, text in _lines(self.brief):
            if kind == "chart":
                rows.append(f"<p>{_picture(text)}</p>")
                continue
            inner = f"<{tags[kind]}>{escape(text)}</{tags[kind]}>" if kind in tags else escape(text)
            rows.append(f"<p>{inner}</p>")
        return f'<div class="evidence-brief" style="max-width: 44em">{"".join(rows)}</div>'


def brief_page(brief: dict[Any, Any]) -> Page:
    """Lay a brief out, whatever it still lacks.

    Parameters
    ----------
    brief : dict
        As for `check_brief`.

    Returns
    -------
    Page
        Shown by Jupyter as text to read.
    """
    return Page(brief if isinstance(brief, dict) else {})


def words_of(brief: Any) -> int:
    """Number of words that the minister has to read."""
    if not isinstance(brief, dict):
        return 0
    parts = [brief.get("message"), *_items(brief.get("unverifiable"))]
    for finding in _items(brief.get("findings")):
        if isinstance(finding, dict):
            parts += [finding.get("claim"), finding.get("rival")]
    return sum(len(part.split()) for part in parts if isinstance(part, str))


def _lines(brief: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    yield "message", _text(brief.get("message"))
    for number, finding in enumerate(_items(brief.get("findings")), 1):
        if not isinstance(finding, dict):
            continue
        yield "claim", f"{number}. {_text(finding.get('claim'))}"
        yield "chart", finding.get("figure")
        keys = finding.get("source")
        names = "; ".join(_cited(key) for key in ([keys] if isinstance(keys, str) else _items(keys)))
        yield "facts", f"Confidence: {_text(finding.get('confidence'))}. Source: {names or '…'}."
        yield "rival", f"Rival explanation: {_text(finding.get('rival'))}"
    for item in _items(brief.get("unverifiable")):
        yield "open", f"Could not be verified: {_text(item)}"


def _words(chart: Any) -> str:
    """Say in words what a chart is, from the axes or from their description."""
    parts = [_named(chart, part) for part in ("title", "xlabel", "ylabel")]
    said = [part for part in parts if part]
    return f"[Chart: {'; '.join(said)}]" if said else "[No chart, or one without a title and labels.]"


def _named(chart: Any, part: str) -> str:
    if isinstance(chart, dict):
        axes = chart.get("axes") if chart.get("t") == "figure" else [chart]
        texts = [each.get(part) for each in axes or [] if isinstance(each, dict)]
    else:
        axes = [chart] if hasattr(chart, "get_title") else _items(getattr(chart, "axes", []))
        texts = [getattr(each, f"get_{part}", str)() for each in axes]
    return "; ".join(text for text in texts if isinstance(text, str) and text)


def _picture(chart: Any) -> str:
    """Draw a chart that lives in this kernel; what cannot be drawn is said in words."""
    figure = getattr(chart, "figure", None)
    if figure is None or not callable(getattr(figure, "savefig", None)):
        return escape(_words(chart))
    from base64 import b64encode
    from io import BytesIO

    drawn = BytesIO()
    figure.savefig(drawn, format="png", dpi=100)
    source = b64encode(drawn.getvalue()).decode("ascii")
    alt = escape(_words(chart), quote=True)
    return f'<img alt="{alt}" style="max-width: 100%" src="data:image/png;base64,{source}">'


def _items(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [value]
    return list(value) if isinstance(value, list | tuple) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) and value else "…"


def _cited(key: Any) -> str:
    entry = bibliography().get(key) if isinstance(key, str) else None
    return f"{entry['who']} ({entry['year']})" if entry else str(key)
