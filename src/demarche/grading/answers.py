"""What the learner's kernel says, as plain values in the grader's process."""

from __future__ import annotations

import json
from typing import Any, Protocol

from demarche.checking.words import a
from demarche.values import Tree, decode, encode, family


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

    def ask(self, expression: str) -> str:
        """Return the JSON text; raise `UnreadableError` with a reason if there is none."""
        ...


_VALUES = "__import__('demarche.values', fromlist=['export'])"


class Answers:
    """Values and functions of a submission.

    ``answers["rate"]`` fetches a value, ``answers.call("lijphart", a, b)`` runs the learner's function in the
    learner's kernel on inputs given here. What comes back is a claim, compared here with what is right.
    """

    def __init__(self, kernel: Asks) -> None:
        self._kernel = kernel
        self._trees: dict[str, Tree] = {}

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
            self._trees[name] = self._fetch(f"{_VALUES}.export(globals(), {_identifier(name)!r})", name)
        tree = self._trees[name]
        if type(tree) is dict and tree.get("t") == "ellipsis":
            raise NotAttemptedError(name)
        return tree

    def __getitem__(self, name: str) -> Any:
        try:
            return decode(self.tree(name))
        except ValueError as error:
            raise UnreadableError(f"{name} could not be read: {error}") from None

    def call(self, name: str, *arguments: Any) -> Any:
        """Call a function of the notebook.

        Parameters
        ----------
        name : str
            The function's name.
        *arguments : object
            Positional arguments; any value that `demarche.values.encode` writes.

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
        if type(outcome) is dict and outcome.get("t") == "raised":
            raise CallRaisedError(called, str(outcome["v"]), str(outcome.get("text", "")))
        if type(outcome) is dict and outcome.get("t") == "ellipsis":
            raise NotAttemptedError(name)
        try:
            return decode(outcome)
        except ValueError as error:
            raise UnreadableError(f"What {called} returns could not be read: {error}") from None

    def outcome(self, name: str, *arguments: Any) -> Tree:
        """What a call gives, written down; an exception as ``{"t": "raised", "v": its type}``."""
        return self.outcome_of(name, json.dumps([encode(argument) for argument in arguments]))

    def outcome_of(self, name: str, arguments: str) -> Tree:
        """The same for arguments that are already written down."""
        tree = self.tree(name)
        if family(tree) != "function":
            raise UnreadableError(f"{name} is {a(family(tree))}; a function is asked for.")
        if "module" in tree:
            raise UnreadableError(f"{name} is the course's own function; the task asks for one of yours.")
        return self._fetch(f"{_VALUES}.call(globals(), {_identifier(name)!r}, {arguments!r})", name)

    def _fetch(self, expression: str, name: str) -> Tree:
        envelope = _open(self._kernel.ask(expression), name)
        if envelope["ok"] is True:
            return envelope["value"]
        problem, text = str(envelope.get("problem")), str(envelope.get("text", ""))[:300]
        if problem == "missing":
            raise NotAttemptedError(name)
        if problem == "raised":
            return {"t": "raised", "v": str(envelope.get("type", "an exception"))[:80], "text": text}
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
        raise UnreadableError(f"{name} could not be read: the kernel's message is not a written answer.")
    return envelope


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
