"""The pages of a course's book, taken apart into headings and directives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from corrige.course import Course


@dataclass(frozen=True)
class Page:
    """The text of one page, and the course that it belongs to."""

    text: str
    course: Course


def pages(course: Course) -> list[Path]:
    """The pages of a course's book, but for what lies in folders such as `_static`."""
    book = course.root / "book"
    return sorted(page for page in book.rglob("*.md") if not page.relative_to(book).parts[0].startswith("_"))


@dataclass(frozen=True)
class Block:
    """One directive: its name, what follows on the line, its options, its body."""

    name: str
    argument: str
    options: dict[str, Any]
    body: str
    inner: list[Block] = field(default_factory=list)

    def has(self, css: str) -> bool:
        """Whether it has this class."""
        return css in str(self.options.get("class", "")).split()


def parser() -> MarkdownIt:
    """Markdown with directives, as the book is read."""
    return MarkdownIt("commonmark").use(front_matter_plugin).use(colon_fence_plugin)


def blocks(text: str) -> list[Block]:
    """Directives of a page, each with those inside it."""
    found = []
    for token in parser().parse(text):
        head = re.match(r"\{([\w:-]+)\}\s*(.*)", token.info)
        if token.type in {"fence", "colon_fence"} and head:
            options, body = _options(token.content)
            inner = [] if head[1] == "code-cell" else blocks(body)
            found.append(Block(head[1], head[2], options, body, inner))
    return found


def _options(content: str) -> tuple[dict[str, Any], str]:
    if content.startswith("---\n"):
        head, _end, body = content[4:].partition("\n---\n")
        return yaml.safe_load(head) or {}, body
    lines, options = content.splitlines(), {}
    while lines and (option := re.match(r":([\w-]+):\s*(.*)", lines[0])):
        options[option[1]] = option[2]
        lines.pop(0)
    return options, "\n".join(lines)


def boxes(text: str, css: str) -> list[Block]:
    """Admonitions of a class."""
    return [block for block in blocks(text) if block.name == "admonition" and block.has(css)]


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    tokens = parser().parse(text)
    return [(int(t.tag[1]), tokens[i + 1].content) for i, t in enumerate(tokens) if t.type == "heading_open"]


def items(box: Block) -> list[str]:
    """The items of the lists in a box."""
    return re.findall(r"^\s*(?:[-*]|\d+\.)\s+(.*)", box.body, re.MULTILINE)


def exactly_one(found: list[Block], what: str) -> list[str]:
    """A problem unless there is one."""
    return [] if len(found) == 1 else [f"{len(found)} boxes of class '{what}', one is needed"]


def all_blocks(found: list[Block]) -> Iterator[Block]:
    """Directives, and those inside them."""
    for block in found:
        yield block
        yield from all_blocks(block.inner)
