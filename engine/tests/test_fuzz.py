"""Anything at all, at the doors: what comes from outside is read or refused with a reason, and never surprises.

For a nightly run: ``pytest -m nightly engine/tests/test_fuzz.py``.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import zmq.asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jupyter_client.session import Session

from corrige.authoring.notebooks import solution_notebook
from corrige.authoring.reader import read_exercise
from corrige.codec import decode
from corrige.codec.sizes import TooLargeError, check_size
from corrige.grading.intake.discovery import find_submissions
from corrige.grading.intake.hand_in_names import folder_names, read_names
from corrige.grading.intake.notebook import UnreadableNotebookError, read_notebook
from corrige.grading.intake.plan import make_plan
from corrige.grading.intake.unpack import IntakeError, taken_in
from corrige.grading.run.answers import Answers, CallRaisedError, NotAttemptedError, UnreadableError
from corrige.kernel.errors import ProbeFailed
from corrige.kernel.guard import Guard, GuardedChannel
from corrige.kernel.results import error_line, read_answer

pytestmark = pytest.mark.nightly

COURSE = Path(__file__).with_name("course")
EXERCISE = read_exercise(COURSE / "solutions" / "ex01_counting.py")
SOLUTION = solution_notebook(EXERCISE)

often = settings(
    max_examples=10_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
WORDS = ["cells", "source", "id", "metadata", "corrige", "role", "answer", "task", "worksheets", "cell_type"]
KINDS = ["list", "tuple", "set", "dict", "series", "frame", "array", "date", "datetime", "seconds", "float"]
KINDS += ["missing", "ellipsis", "axes", "figure", "function", "raised", "period"]
KEYS = ["t", "v", "rows", "columns", "index", "levels", "names", "name", "shape", "marks", "pairs", "axes"]

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)


def trees(keys: list[str], texts: list[str]) -> st.SearchStrategy[Any]:
    leaf = leaves | st.sampled_from(texts)
    key = st.sampled_from(keys) | st.text(max_size=5)
    return st.recursive(
        leaf,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(key, inner, max_size=5),
        max_leaves=30,
    )


answers = trees(KEYS, KINDS)


def told(problem: Exception) -> None:
    """A refusal says why."""
    assert str(problem).strip()


@often
@given(trees(WORDS, [f"ex01-{task.id}-answer" for task in EXERCISE.tasks]))
def test_any_json_is_a_plan_or_a_reason(content: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "n.ipynb")
        path.write_bytes(json.dumps(content).encode())
        read(path)


@often
@given(
    st.lists(
        st.tuples(st.integers(0, len(SOLUTION) - 1), st.binary(max_size=6), st.integers(0, 40)), max_size=8
    )
)
def test_a_notebook_with_bytes_changed_is_a_plan_or_a_reason(edits: list[tuple[int, bytes, int]]) -> None:
    raw = bytearray(SOLUTION.encode())
    for place, new, gone in edits:
        raw[place : place + gone] = new
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "n.ipynb")
        path.write_bytes(raw)
        read(path)


def read(path: Path) -> None:
    try:
        cells = read_notebook(path)
    except UnreadableNotebookError as problem:
        told(problem)
        return
    plan = make_plan(EXERCISE, cells)
    for step in plan.steps:
        step.source.encode()  # whatever is sent to a kernel can be sent
    assert plan.sources


NAMES = st.text(max_size=120) | st.from_regex(
    r"[a-z]{1,3}(_LATE)?_[0-9]{1,3}_[0-9]{1,2}_(x_[0-9]+_assignsubmission_file_)?ex01[a-z_]{0,9}\.ipynb",
    fullmatch=True,
)


@often
@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=8))
def test_any_names_give_folders_that_can_be_made(names: list[str]) -> None:
    entries = read_names(names)
    assert [entry.path for entry in entries] == names
    folders = folder_names([entries])
    assert len(set(map(str.casefold, folders.values()))) == len(folders)
    for folder in folders.values():
        assert 0 < len(folder.encode()) <= 255
        assert folder not in (".", "..")
        assert not set(folder) & set("/\\\0")


@settings(often, max_examples=3_000)
@given(
    st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=8, unique=True),
    st.binary(max_size=99),
)
def test_any_zip_is_unpacked_inside_or_refused(names: list[str], content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "class.zip")
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                try:
                    archive.writestr(name, content)
                except (ValueError, UnicodeEncodeError):
                    continue
        before = set(Path(place).rglob("*"))
        try:
            with taken_in(path) as intake:
                for each in intake.folder.rglob("*"):
                    assert not each.is_symlink()
                find_submissions(intake.folder, [EXERCISE])
        except (IntakeError, FileNotFoundError) as problem:
            told(problem)
        assert set(Path(place).rglob("*")) == before


@often
@given(answers)
def test_any_tree_is_read_or_refused(tree: Any) -> None:
    try:
        check_size(tree)
        decode(tree)
    except (TooLargeError, ValueError) as problem:
        told(problem)


FEW = {"t": "axes", "marks": [], "also": []}


@pytest.mark.parametrize(
    "tree",
    [
        {"t": "dict", "v": [[k * (2**61 - 1), 0] for k in range(1, 20_000)]},
        {"t": "list", "v": [{"t": "set", "v": [k * (2**61 - 1) for k in range(1, 20_000)]}]},
        {"t": "datetime", "v": "1 a" * 20_000},
        {"t": "frame", "columns": [], "index": None, "rows": "1000000000000", "v": []},
        {"t": "array", "shape": ["1000000000000", 0], "v": []},
        {**FEW, "marks": [{"kind": "bars", "label": "", "pairs": [["a", i]]} for i in range(2_000)]},
        {**FEW, "also": [[{"kind": "bars", "label": "", "pairs": [["a", i]]} for i in range(2_000)]]},
    ],
    ids=["one hash", "one hash, deeper", "a long date", "rows in words", "a side in words", "marks", "also"],
)
def test_what_takes_the_square_of_its_length_is_refused(tree: Any) -> None:
    with pytest.raises(TooLargeError):
        check_size(tree)


class Kernel:
    def __init__(self, text: str) -> None:
        self.text = text

    def ask(self, expression: str, timeout: float | None = None) -> str:
        return self.text


@often
@given(
    st.fixed_dictionaries(
        {"ok": st.booleans() | leaves, "value": answers, "problem": answers, "text": answers}
    )
    | answers
)
def test_any_envelope_is_an_answer_or_a_reason(envelope: Any) -> None:
    kernel = Kernel(json.dumps(envelope))
    for act in (
        lambda given: given["x"],
        lambda given: given.call("x", 1),
        lambda given: given.outcome("x", 1),
    ):
        try:
            act(Answers(kernel))
        except (UnreadableError, NotAttemptedError, CallRaisedError) as problem:
            told(problem)


async def received(channel: GuardedChannel, frames: list[bytes]) -> dict[str, Any]:
    """What a channel makes of a message that came over a socket."""
    with zmq.asyncio.Context() as context, context.socket(zmq.PAIR) as near, context.socket(zmq.PAIR) as far:
        near.bind("inproc://here")
        far.connect("inproc://here")
        await far.send_multipart(frames)
        channel.socket = near
        return await channel._recv()


@often
@given(
    st.lists(st.binary(max_size=60), max_size=9)
    | st.lists(
        trees(["msg_id", "msg_type", "content"], ["status"]).map(lambda x: json.dumps(x).encode()),
        min_size=4,
        max_size=6,
    )
)
def test_any_frames_are_a_message_or_blamed(frames: list[bytes]) -> None:
    session = Session(key=b"k")
    signed = [b"x", b"<IDS|MSG>", session.sign(frames[:4]), *frames] if len(frames) >= 4 else frames
    stopped: list[bool] = []
    channel = GuardedChannel.__new__(GuardedChannel)
    channel.session = session
    channel.guard = Guard(1000, lambda: stopped.append(True))
    try:
        message = asyncio.run(received(channel, signed or [b""]))
    except Exception:
        assert stopped
        assert channel.guard.fault is not None
    else:
        assert isinstance(message["content"], dict)
        assert isinstance(message["msg_type"], str)
    finally:
        channel.socket = None


@often
@given(
    st.dictionaries(st.sampled_from(["user_expressions", "traceback", "execution_count", "status"]), answers)
)
def test_any_reply_is_an_answer_or_a_reason(content: dict[str, Any]) -> None:
    try:
        assert isinstance(read_answer(content, 100), str)
    except ProbeFailed as problem:
        told(problem)
    assert error_line(content, "x = 1\n") in (None, 1, 2)
