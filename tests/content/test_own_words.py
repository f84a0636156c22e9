"""The course tells the article in its own words: no long run of words is the article's.

No copy of the article is kept. `own_words.txt` has a salt and, in no order, a short digest of every fourth run
of seven of its words. So a text that shares ten words in a row is always found, and one that shares seven often;
but from one known run the next cannot be guessed, as four words at once would have to be.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SALT, *DIGESTS = Path(__file__).with_name("own_words.txt").read_text(encoding="ascii").split()
LENGTH = 7


def digest(run: str, salt: str = SALT) -> str:
    return hashlib.sha256(f"{salt} {run}".encode()).hexdigest()[:10]


def runs(text: str) -> list[str]:
    """Every run of words, without case, marks and line breaks."""
    words = re.findall(r"[^\W_]+", text.casefold())
    return [" ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)]


def shared(text: str, digests: set[str]) -> list[str]:
    return [run for run in runs(text) if digest(run) in digests]


def words_of(path: Path) -> str:
    """A text as it is read: of a notebook its cells, without the marks of a comment."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    return re.sub(r"^\s*# ?", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "pattern",
    [
        "*.md",
        "book/**/*.md",
        "solutions/*.py",
        "exercises/*.ipynb",
        "src/demarche/**/*.csv",
        "src/demarche/**/*.py",
    ],
)
def test_no_long_run_of_words_is_the_article_s(pattern: str) -> None:
    paths = sorted(ROOT.glob(pattern))
    assert paths
    found = {str(path.relative_to(ROOT)): shared(words_of(path), set(DIGESTS)) for path in paths}
    assert {path: given for path, given in found.items() if given} == {}


def test_a_shared_run_is_found_across_marks_and_lines() -> None:
    said = "One, two three; four\nfive SIX seven eight nine ten"
    fourth = {digest(run) for run in runs("nil one two three four five six seven eight nine ten eleven")[::4]}
    assert shared(said, fourth) == ["four five six seven eight nine ten"]
    assert shared("four five six seven, eight and nine ten", fourth) == []
    assert len(DIGESTS) > 100
