"""What the learner's kernel says, as plain values in the grader's process."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from corrige.codec import Skeleton, Tree, as_asked, decode, encode, family
from corrige.codec.sizes import TooLargeError, check_size
from corrige.feedback.calls import PROBLEMS
from corrige.feedback.messages import a
from corrige.grading.intake.notebook import MOST_PICTURE
from corrige.kernel.errors import ProbeFailed


class NotAttemptedError(Exception):
    """The answer is still the placeholder, or its name was never assigned."""


class UnreadableError(Exception):
    """The answer cannot be read; the text says why, for the learner."""


class CallRaisedError(Exception):
    """The learner's function raised an exception when it was called."""

    def __init__(self, called: str, kind: str, text: str) -> None:
        super().__init__(f"Called {called}: it raised {kind}: {text}")
        self.kind = kind


class Asks(Protocol):
    """Whatever evaluates an expression in a learner's kernel and returns the JSON text it carries."""

    def ask(self, expression: str, timeout: float | None = None) -> str:
        """Return the JSON text; raise `ProbeFailed` with a reason if there is none."""
        ...


#: A call of a function, as it crosses to the kernel: its name, and its arguments as JSON text.
Call = tuple[str, str]

_VALUES = "__import__('corrige.codec', fromlist=['export'])"
#: Seconds for all calls of a task together; after that each is made alone, with the full time of a cell.
_TOGETHER = 2.0
#: Seconds for a chart to be drawn.
_DRAWING = 10.0


def _ask(kernel: Asks, expression: str, timeout: float | None = None) -> str:
    try:
        return kernel.ask(expression, timeout)
    except ProbeFailed as problem:
        raise UnreadableError(f"The answer could not be read: {problem}.") from None


def value_of(name: str) -> str:
    """The expression that writes down the value of a name in the learner's kernel."""
    return f"{_VALUES}.export(globals(), {_identifier(name)!r})"


def _result_of(call: Call) -> str:
    name, arguments = call
    return f"{_VALUES}.call(globals(), {_identifier(name)!r}, {arguments!r})"


def written(arguments: tuple[Any, ...]) -> str:
    """Arguments as they cross to the kernel."""
    return json.dumps([encode(argument) for argument in arguments])


class Answers:
    """Values and functions of a submission.

    ``answers["rate"]`` fetches a value, ``answers.call("lijphart", a, b)`` runs the learner's function in the
    learner's kernel on inputs given here. What comes back is a claim, compared here with what is right.

    Parameters
    ----------
    kernel : Asks
    known : mapping of str to str, optional
        What the kernel has answered already: expression -> JSON text.
    """

    def __init__(self, kernel: Asks, known: Mapping[str, str] | None = None) -> None:
        self._kernel = kernel
        self._trees: dict[str, Tree] = {}
        #: Name -> the containers that its answer, or what it returns, is asked for in: checks see these.
        self.asked: dict[str, Skeleton] = {}
        self._known = {expression: deque([text]) for expression, text in (known or {}).items()}

    def read_ahead(self, calls: Sequence[Call]) -> bool:
        """Make calls that will be wanted, in this order, with one message for all.

        Returns
        -------
        bool
            False if they could not be made together; each will then be made alone.
        """
        if not calls:
            return True
        wanted = json.dumps(calls)
        try:
            text = _ask(self._kernel, f"{_VALUES}.several(globals(), {wanted!r})", _TOGETHER)
            envelopes = _open(text, "")["value"]
        except (UnreadableError, KeyError):
            return False
        if type(envelopes) is not list:
            return False
        for call, envelope in zip(calls, envelopes, strict=False):
            self._known.setdefault(_result_of(call), deque()).append(json.dumps(envelope))
        return True

    def picture(self, name: str) -> str:
        """The chart under this name, drawn: a PNG in base64, unchecked; empty if there is none to keep."""
        try:
            text = _ask(self._kernel, f"{_VALUES}.picture(globals(), {_identifier(name)!r})", _DRAWING)
            drawn = _open(text, name).get("value")
        except UnreadableError:
            return ""
        return drawn if type(drawn) is str and len(drawn) <= MOST_PICTURE else ""

    def tree(self, name: str) -> Tree:
        """The value as it was written down in the kernel.

        Raises
        ------
        NotAttemptedError
            If there is no such name, or it holds the placeholder.
        UnreadableError
            If the value is of a type that no answer has, or the kernel's message is not a written answer.
        """
        if name not in self._trees:
            self._trees[name] = self._fetch(value_of(name), name)
        tree = self._trees[name]
        if type(tree) is dict and tree.get("t") == "ellipsis":
            raise NotAttemptedError(name)
        return tree

    def __getitem__(self, name: str) -> Any:
        try:
            return decode(self._in_form(name, self.tree(name)))
        except ValueError as error:
            raise UnreadableError(f"{name} could not be read: {error}") from None

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function of the notebook.

        Parameters
        ----------
        name : str
            The function's name.
        *arguments : object
            Positional arguments; any value that `corrige.codec.encode` writes.

        Raises
        ------
        NotAttemptedError
            If there is no such function, or it returns the placeholder.
        CallRaisedError
            If it raises.
        UnreadableError
            If what it returns cannot be read.
        """
        outcome = self.outcome(name, *arguments)
        called = f"{name}({', '.join(_short(argument) for argument in arguments)})"
        if type(outcome) is dict and outcome.get("problem") in PROBLEMS:
            problem, text = outcome["problem"], str(outcome.get("text", ""))
            raise UnreadableError(PROBLEMS[problem].format(name=name, text=text, called=called))
        if type(outcome) is dict and outcome.get("t") == "raised":
            raise CallRaisedError(called, str(outcome["v"]), str(outcome.get("text", "")))
        if type(outcome) is dict and outcome.get("t") == "ellipsis":
            raise NotAttemptedError(name)
        try:
            return decode(self._in_form(name, outcome))
        except ValueError as error:
            raise UnreadableError(f"What {called} returns could not be read: {error}") from None

    def _in_form(self, name: str, tree: Tree) -> Tree:
        """In the containers asked for; as it is where nobody has said what is asked for."""
        return as_asked(self.asked[name], tree) if name in self.asked else tree

    def outcome(self, name: str, *arguments: Any) -> Tree:
        """What a call gives, written down; an exception as ``{"t": "raised", "v": its type}``."""
        return self.outcome_of(name, written(arguments))

    def outcome_of(self, name: str, arguments: str) -> Tree:
        """The same for arguments that are already written down."""
        tree = self.tree(name)
        if family(tree) != "function":
            raise UnreadableError(f"{name} is {a(family(tree))}; a function is asked for.")
        if "module" in tree:
            raise UnreadableError(f"{name} is the course's own function; the task asks for one of yours.")
        return self._fetch(_result_of((name, arguments)), name)

    def _fetch(self, expression: str, name: str) -> Tree:
        known = self._known.get(expression)
        envelope = _open(known.popleft() if known else _ask(self._kernel, expression), name)
        if envelope["ok"] is True:
            if not _is_tree(envelope["value"]):
                raise UnreadableError(
                    f"{name} could not be read: the kernel's message is not a written answer."
                )
            try:
                check_size(envelope["value"])
            except TooLargeError as error:
                raise UnreadableError(f"{name} is too large to be an answer: it has {error}.") from None
            return envelope["value"]
        problem, text = str(envelope.get("problem")), str(envelope.get("text", ""))[:300]
        if problem == "missing":
            raise NotAttemptedError(name)
        if problem == "raised":
            return {"t": "raised", "v": str(envelope.get("type", "an exception"))[:80], "text": text}
        if problem in ("changed", "handed on"):
            return {"t": "raised", "v": problem, "text": text, "problem": problem}
        if problem == "large":
            raise UnreadableError(f"{name} is too large to be handed in ({text}).")
        raise UnreadableError(f"{name}: {text}" if text else f"{name} could not be read.")


def _open(text: str, name: str) -> dict[str, Any]:
    """Open the kernel's message: it may be anything, as the kernel is the learner's."""
    try:
        envelope = json.loads(text)
    except (ValueError, RecursionError):
        envelope = None
    if (
        type(envelope) is not dict
        or type(envelope.get("ok")) is not bool
        or (envelope["ok"] and "value" not in envelope)
    ):
        raise UnreadableError(f"{name} could not be read: what the kernel sent is no written answer.")
    return envelope


def _is_tree(value: Any) -> bool:
    """Whether it is a value, or a mapping that says of what type: all that `encode` gives."""
    return type(value.get("t")) is str if type(value) is dict else type(value) is not list


def _identifier(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not a Python name")
    return name


def _short(value: Any) -> str:
    text = (
        repr(value)
        if type(value) in (int, float, str, bool, list, tuple, dict)
        else f"a {type(value).__name__}"
    )
    return text if len(text) <= 60 else text[:57] + "..."
