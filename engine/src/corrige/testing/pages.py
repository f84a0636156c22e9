"""The pages of the book, taken apart into headings and directives."""

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

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
PARTS = ("protocol-breach", "alliance-cohesion", "historical-context")
PAGES = sorted(page for page in BOOK.rglob("*.md") if not page.relative_to(BOOK).parts[0].startswith("_"))
CHAPTERS = [page for page in PAGES if page.relative_to(BOOK).parts[0] in PARTS]


@dataclass(frozen=True)
class Block:
    """One directive: its name, what follows on the line, its options, its body."""

    name: str
    argument: str
    options: dict[str, Any]
    body: str
    inner: list[Block] = field(default_factory=list)

    def has(self, css: str) -> bool:
        return css in str(self.options.get("class", "")).split()


def parser() -> MarkdownIt:
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
    return [block for block in blocks(text) if block.name == "admonition" and block.has(css)]


def headings(text: str) -> list[tuple[int, str]]:
    tokens = parser().parse(text)
    return [(int(t.tag[1]), tokens[i + 1].content) for i, t in enumerate(tokens) if t.type == "heading_open"]


def items(box: Block) -> list[str]:
    return re.findall(r"^\s*(?:[-*]|\d+\.)\s+(.*)", box.body, re.MULTILINE)


def exactly_one(found: list[Block], what: str) -> list[str]:
    return [] if len(found) == 1 else [f"{len(found)} boxes of class '{what}', one is needed"]


def all_blocks(found: list[Block]) -> Iterator[Block]:
    for block in found:
        yield block
        yield from all_blocks(block.inner)
