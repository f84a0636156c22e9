"""The commands that README, book, bundle, instructor's and maintainer's pages print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(?:\{code-block\} )?(?:console|bat|bash|sh)\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`((?:\.venv/bin/)?(?:demarche|corrige|make|bash|pip install|python -m)(?: [^`\n]*)?)`")
PAGES = [
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "RELEASING.md", "SECURITY.md", "engine/README.md")
    ),
    *sorted((ROOT / "book").rglob("*.md")),
    *sorted((ROOT / "engine" / "docs").glob("*.md")),
    ROOT / "engine/src/corrige/authoring/release_files/README.md",
]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
#: Stand for something in a line of text.
WORDS = {
    "{{package}}": "demarche",
    "{{wheel}}": "demarche_course.whl",
    "{{engine}}": "corrige.whl",
    "…": "x",
    "exNN": "ex01",
}


def commands(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for name, word in WORDS.items():
        text = text.replace(name, word)
    for block in FENCE.findall(text):
        lines = block.replace("\\\n", " ").splitlines()
        prompted = any(line.startswith("$ ") for line in lines)
        for line in lines:
            if not prompted or line.startswith("$ "):
                yield line.removeprefix("$ ").strip()
    yield from INLINE.findall(text)


def steps(path: Path) -> Iterator[str]:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        for step in job["steps"]:
            yield from re.sub(r"\$\{\{ *matrix\.\w+ *\}\}", "2.2", step.get("run", "")).splitlines()


TOLD = [
    *((page, line) for page in PAGES for line in commands(page) if line),
    *((workflow, line) for workflow in WORKFLOWS for line in steps(workflow) if line),
]
