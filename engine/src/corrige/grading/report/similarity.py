"""Answers of two learners that share more than the task explains: pairs to look at, never a verdict.

Each answer is cut into runs of a few tokens. Runs that the course itself contains (stub, solution, given
code, alternatives, mistakes, model answers, prompts, hints) say nothing and are left out, and so are runs
that many learners wrote. What two learners still share is counted by one sparse matrix product.

copydetect, the library nearest to this, was tried and not taken. It replaces every name by the same letter,
so two unrelated pandas answers score above 80 %; it draws its fingerprints with Python's salted hash, so
the score changes from run to run; and it compares pair by pair, which for 2,000 learners is 2,000,000 calls.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corrige.authoring.model import Exercise, Task
from corrige.grading.outcomes import Record

CODE_RUN, TEXT_RUN = 8, 5
"""Tokens in a run of code, and words in a run of text."""
MANY = 10
"""A run that more learners wrote is an idiom of the class, not a trace."""
LEAST_RUNS, LEAST_SHARE = 12, 0.4
"""A pair is shown from so many shared runs on, if they are this share of the shorter one's own runs."""
_MOST_CHARACTERS = 20_000

_CODE = re.compile(r"#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'|[^\W\d]\w*|\d[\w.]*|[^\w\s]")
# What binds a name: x = …, a, b = …, for x in …, as x, lambda x. Short stretches only: no text makes it slow.
_BOUND = re.compile(
    r"^[ \t]{0,40}([\w ,()*]{1,120}?)[ \t]{0,9}=(?!=)|\bfor[ \t]([\w ,()*]{1,120}?)[ \t]in\b"
    r"|\bas[ \t]{1,9}(\w{1,120})|\blambda[ \t]([\w ,*]{1,120}?):",
    re.MULTILINE,
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Pair:
    """Two learners whose answers share runs that neither the course nor the class explains.

    Attributes
    ----------
    shared : int
        Runs in common.
    share : float
        The same as a share of the own runs of the one who wrote less of their own.
    tasks : tuple of str
        Tasks in which they are found, most runs first.
    """

    first: str
    second: str
    shared: int
    share: float
    tasks: tuple[str, ...]


def similar_pairs(records: Sequence[Record], exercise: Exercise) -> list[Pair]:
    """Find the pairs of learners to look at.

    Parameters
    ----------
    records : sequence of Record
        Those of other exercises are passed over.
    exercise : Exercise

    Returns
    -------
    list of Pair
        Most shared runs first; ties in the order of the names.

    References
    ----------
    Schleimer, Wilkerson and Aiken (2003), *Winnowing: Local Algorithms for Document Fingerprinting*, SIGMOD.
    The rule on runs that the course or many learners share is theirs; their thinning of fingerprints
    is not needed for answers of this length.
    """
    mine = sorted((record for record in records if record.exercise == exercise.id), key=lambda r: r.learner)
    rows, columns, task_of = _own_runs(mine, exercise)
    if not rows or len(mine) < 2:
        return []
    # Imported where it is used: a late notebook is alone, and should not wait for it.
    from scipy.sparse import coo_array, triu

    own = np.bincount(rows, minlength=len(mine))
    writers = np.bincount(columns)
    cells = coo_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=(len(mine), len(task_of)))
    telling = (writers > 1) & (writers <= MANY)
    shared = cells.tocsc()[:, telling].tocsr()
    where = np.array(task_of)[telling]
    overlap = triu(shared @ shared.T, k=1).tocoo()
    pairs = []
    for count, i, j in zip(overlap.data, overlap.row, overlap.col, strict=True):
        share = count / min(own[i], own[j])
        if count >= LEAST_RUNS and share >= LEAST_SHARE:
            both = np.intersect1d(_columns(shared, i), _columns(shared, j), assume_unique=True)
            tasks = tuple(
                exercise.tasks[place].id for place, _ in Counter(where[both].tolist()).most_common()
            )
            pairs.append(Pair(mine[i].learner, mine[j].learner, int(count), float(share), tasks))
    return sorted(pairs, key=lambda pair: (-pair.shared, pair.first, pair.second))


def _own_runs(mine: Sequence[Record], exercise: Exercise) -> tuple[list[int], list[int], list[int]]:
    """Who wrote which run: rows, columns, and for each column the place of its task."""
    rows: list[int] = []
    columns: list[int] = []
    task_of: list[int] = []
    numbers: dict[tuple[int, int], int] = {}
    places = {task.id: place for place, task in enumerate(exercise.tasks)}
    common = [common_runs(exercise, task) for task in exercise.tasks]
    for row, record in enumerate(mine):
        for result in record.results:
            place = places.get(result.task)
            if place is None or not result.source or exercise.tasks[place].kind == "choice":
                continue  # two who chose the same options have nothing in common but the options
            for run in sorted(runs(result.source, exercise.tasks[place]) - common[place]):
                column = numbers.setdefault((place, run), len(numbers))
                if column == len(task_of):
                    task_of.append(place)
                rows.append(row)
                columns.append(column)
    return rows, columns, task_of


def _columns(table: Any, row: int) -> Any:
    return table.indices[table.indptr[row] : table.indptr[row + 1]]


def runs(source: str, task: Task) -> set[int]:
    """Hashes of all runs of tokens of an answer.

    Comments do not count. A name that the answer itself binds counts as any other such name, so that
    renaming a variable changes nothing; names of the course and of pandas stay what they are.
    """
    if task.kind == "written":
        words = _WORD.findall(source[:_MOST_CHARACTERS])
        return set(_hashes([word.lower() for word in words], TEXT_RUN))
    source = source[:_MOST_CHARACTERS]
    bound = {name for found in _BOUND.findall(source) for part in found for name in _WORD.findall(part)}
    bound -= {task.name}
    tokens = [token for token in _CODE.findall(source) if not token.startswith("#")]
    return set(_hashes(["=name" if token in bound else token for token in tokens], CODE_RUN))


def common_runs(exercise: Exercise, task: Task) -> set[int]:
    """Runs that the course itself contains for a task."""
    variants = [variant.source for variant in (*task.mistakes, *task.alternatives)]
    texts = [exercise.setup, task.given, task.stub, task.solution, *variants]
    if task.kind == "written":
        texts = [task.prompt, task.stub, task.hint, task.rubric, *(model.text for model in task.models)]
    own = set().union(*(runs(text, task) for text in texts))
    quoted = re.findall(r"`([^`]+)`", f"{task.prompt}\n{task.hint}")
    return own.union(*(runs(text, task) for text in quoted))


def _hashes(tokens: list[str], length: int) -> Iterator[int]:
    for start in range(len(tokens) - length + 1):
        run = "\x1f".join(tokens[start : start + length])
        # hash() is salted: the same class would give other pairs on another day.
        yield int.from_bytes(hashlib.blake2b(run.encode(errors="replace"), digest_size=8).digest(), "big")
