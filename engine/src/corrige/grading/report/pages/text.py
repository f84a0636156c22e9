"""Foreign text made harmless and visible before it stands on a page. Jinja escapes it after that."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

MOST_CHARACTERS = 20_000
MOST_LINES = 400

# Controls, marks that turn the direction of text, invisible breaks, halves of characters, non-characters. The
# joiners U+200C and U+200D stay: names in several scripts are written with them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Around words, not inside of them: 2*3*4 is a product.
_STARS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_TICKS = re.compile(r"`([^`\n]+)`")
# The course's own Markdown, without HTML; without links and images, as a page asks nothing of other hosts.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink", "reference"])


def visible(value: Any) -> Any:
    """Write out the characters that a reader cannot see or that reorder what is seen, as ⟨U+202E⟩.

    Markup that this package made is passed on as it is; anything else becomes text.
    """
    if isinstance(value, Markup):
        return value
    text = str(value).replace("\r\n", "\n")
    return _UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def cut(text: str, characters: int = MOST_CHARACTERS, lines: int = MOST_LINES) -> tuple[str, str]:
    """Shorten a text that is too long to read.

    Returns
    -------
    tuple of str
        What is shown, and a note on what is not; the note is empty if all is shown.
    """
    shown = "\n".join(text[:characters].split("\n")[:lines])
    if len(shown) == len(text):
        # A mark keeps no more than this of an answer, so a text of just this length was cut before.
        whole = len(text) < MOST_CHARACTERS
        return shown, "" if whole else f"Cut here: only the first {len(text):,} characters were kept."
    return shown, f"Cut here: the first {len(shown):,} of {len(text):,} characters are shown."


def ticks(text: str) -> Markup:
    """Text in which `backticks` mean code and *stars* stress, and nothing else. For text of any origin."""
    parts = _TICKS.split(visible(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else _stressed(part)
        for place, part in enumerate(parts)
    )


def _stressed(text: str) -> Markup:
    return Markup("").join(
        Markup("<em>{}</em>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(_STARS.split(text))
    )


def markdown(text: str) -> Markup:
    """Markdown that the course's authors wrote. Never for a learner's text."""
    return Markup(_MARKDOWN.render(visible(text)))  # noqa: S704 - HTML is off; the authors are the course's own


# A line goes on with the one before if it begins with a letter, a quotation mark or a bracket, or with a
# number that counts no item; and if the one before is no heading, table or fence, and was not meant to end.
_GOES_ON = re.compile(r"(?!\d+[.)]\s)[\w(\"'\u2018\u201c\u00ab]")
_ENDS = re.compile(r"\s*(?:[#|>]|```|$)|.*(?:\\| {2})$")


def flowing(text: str) -> str:
    """A text without the ends of lines that mean nothing, as Markdown reads it.

    People who type in a notebook break a line where their window ends. Paragraphs, lists, tables, code and
    breaks that were meant stay as they are.
    """
    lines: list[str] = []
    code = False
    for line in text.split("\n"):
        if lines and not code and _GOES_ON.match(line) and not _ENDS.match(lines[-1]):
            lines[-1] = f"{lines[-1].rstrip()} {line}"
        else:
            lines.append(line)
        code ^= line.lstrip().startswith("```")
    return "\n".join(lines)
