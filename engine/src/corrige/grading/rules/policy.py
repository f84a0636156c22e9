"""The rules of a course: deadlines, what a late day costs, and which of several attempts counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from corrige.authoring.model import Exercise

Attempts = Literal["exact", "best", "last"]


@dataclass(frozen=True)
class Exemption:
    """What a rule does not ask of one learner in one exercise, and why.

    Attributes
    ----------
    excused : bool
        The exercise does not count.
    no_penalty : bool
        Lateness costs nothing.
    """

    reason: str
    excused: bool = False
    no_penalty: bool = False


class PolicyError(ValueError):
    """The rules cannot be read; says which file, which key, and what to do."""

    def __init__(self, path: Path, key: str, problem: str, advice: str) -> None:
        super().__init__(f"{path}, {key}: {problem}\n  {advice}")


@dataclass(frozen=True)
class Policy:
    """The rules of a course. The default: no deadline, no penalty, and the file with the exact name counts.

    Attributes
    ----------
    penalty_per_day : float
        Per cent of the points earned that each day begun after the deadline costs.
    floor : float
        Per cent of the points earned that are left however late the work is.
    grace_minutes : float
        For how long after the deadline (and after each day that follows) work still counts as in time.
    attempts : {"exact", "best", "last"}
        Of several notebooks for one exercise: the one with the released name, the one with most points
        after the penalty, or the latest one.
    deadlines : mapping of str to datetime
        By exercise; each with a time zone.
    extensions : mapping of (str, str) to datetime
        By learner and exercise: a deadline of their own.
    extra_credit : frozenset of str
        Tasks whose points come on top of an exercise's maximum.
    points_beyond : float
        How many points a person may give beyond a task's own.
    group_exercises : frozenset of str
        Exercises that groups hand in; empty: all, as soon as the roster names groups.
    exceptions : mapping of (str, str) to Exemption
        By learner and exercise.
    """

    penalty_per_day: float = 0.0
    floor: float = 0.0
    grace_minutes: float = 0.0
    attempts: Attempts = "exact"
    deadlines: Mapping[str, datetime] = field(default_factory=dict)
    extensions: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    extra_credit: frozenset[str] = frozenset()
    points_beyond: float = 0.0
    group_exercises: frozenset[str] = frozenset()
    exceptions: Mapping[tuple[str, str], Exemption] = field(default_factory=dict)

    def deadline(self, learner: str, exercise: str) -> datetime | None:
        """The deadline that holds for a learner; None if there is none."""
        return self.extensions.get((learner, exercise), self.deadlines.get(exercise))


def read_policy(path: Path | None, root: Path, exercises: Sequence[Exercise]) -> Policy:
    """Read the rules of a course.

    Parameters
    ----------
    path : Path, optional
        A TOML file whose top level holds the rules. Without it: ``[tool.corrige.policy]`` in the course's
        pyproject.toml, if there is one.
    root : Path
        The course.
    exercises : sequence of Exercise

    Raises
    ------
    FileNotFoundError
        If the file is named and not there.
    PolicyError
        If it is not TOML, or a key is unknown or has a value that makes no sense.
    """
    source = path or root / "pyproject.toml"
    try:
        content = tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if path is None:
            return Policy()
        raise FileNotFoundError(f"There is no file {path}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise PolicyError(source, "the file", f"it is not TOML ({problem}).", "Correct it there.") from None
    table = content if path else content.get("tool", {}).get("corrige", {}).get("policy", {})
    tasks = {task.id for exercise in exercises for task in exercise.tasks}
    return _Reader(source, table).policy({exercise.id for exercise in exercises}, tasks)


class _Reader:
    """Reads one table of rules, and says of each key what is wrong with it."""

    def __init__(self, path: Path, table: Any) -> None:
        if not isinstance(table, dict):
            raise PolicyError(
                path, "policy", "it is not a table.", "Write [tool.corrige.policy] above the rules."
            )
        self.path, self.table = path, table

    def policy(self, exercises: set[str], tasks: set[str]) -> Policy:
        known = {"timezone", *(rule.name for rule in fields(Policy))}
        for key in self.table:
            if key not in known:
                raise PolicyError(
                    self.path, key, "there is no such rule.", f"Rules: {', '.join(sorted(known))}."
                )
        zone = self._zone()
        return Policy(
            penalty_per_day=self._number("penalty_per_day", 100),
            floor=self._number("floor", 100),
            grace_minutes=self._number("grace_minutes", 7 * 24 * 60),
            attempts=self._attempts(),
            deadlines=self._deadlines(zone, exercises),
            extensions=self._extensions(zone, exercises),
            extra_credit=self._names("extra_credit", tasks, "task"),
            points_beyond=self._number("points_beyond", 100),
            group_exercises=self._names("group_exercises", exercises, "exercise"),
            exceptions=self._exceptions(exercises),
        )

    def _zone(self) -> ZoneInfo | None:
        name = self.table.get("timezone")
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, TypeError, OSError, AttributeError):
            advice = "Write a name of the IANA data base, such as Europe/Paris."
            raise PolicyError(self.path, "timezone", f"there is no time zone {name!r}.", advice) from None

    def _number(self, key: str, most: float) -> float:
        value = self.table.get(key, 0)
        # In TOML, nan and inf are numbers too.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise PolicyError(
                self.path, key, f"{value!r} is not a number from 0 to {most}.", "Correct the number."
            )
        return float(value)

    def _attempts(self) -> Attempts:
        value = self.table.get("attempts", "exact")
        if value in ("exact", "best", "last"):
            chosen: Attempts = value
            return chosen
        raise PolicyError(self.path, "attempts", f"there is no rule {value!r}.", "Write exact, best or last.")

    def _deadlines(self, zone: ZoneInfo | None, exercises: set[str]) -> dict[str, datetime]:
        table = self.table.get("deadlines", {})
        if not isinstance(table, dict):
            advice = "Write ex03 = 2026-03-29T23:59:00 below [deadlines]."
            raise PolicyError(self.path, "deadlines", "it is not a table.", advice)
        return {
            self._exercise("deadlines", name, exercises): self._instant(f"deadlines.{name}", value, zone)
            for name, value in table.items()
        }

    def _extensions(self, zone: ZoneInfo | None, exercises: set[str]) -> dict[tuple[str, str], datetime]:
        given = self.table.get("extensions", [])
        advice = "Write [[extensions]] with learner, exercise and deadline below it, once for each."
        if not isinstance(given, list):
            raise PolicyError(self.path, "extensions", "it is not a list of tables.", advice)
        found = {}
        for place, each in enumerate(given, 1):
            key = f"extensions, number {place}"
            if not isinstance(each, dict) or set(each) != {"learner", "exercise", "deadline"}:
                raise PolicyError(self.path, key, "it needs learner, exercise and deadline.", advice)
            exercise = self._exercise(key, each["exercise"], exercises)
            found[str(each["learner"]), exercise] = self._instant(key, each["deadline"], zone)
        return found

    def _names(self, key: str, known: set[str], what: str) -> frozenset[str]:
        given = self.table.get(key, [])
        if not isinstance(given, list):
            raise PolicyError(
                self.path, key, "it is not a list.", f'Write {key} = ["{min(known, default="")}"].'
            )
        for name in given:
            if name not in known:
                close = get_close_matches(str(name), known, n=3) or sorted(known)[:5]
                raise PolicyError(
                    self.path, key, f"there is no {what} {name!r}.", f"Did you mean {' or '.join(close)}?"
                )
        return frozenset(given)

    def _exceptions(self, exercises: set[str]) -> dict[tuple[str, str], Exemption]:
        given = self.table.get("exceptions", [])
        advice = (
            "Write [[exceptions]] with learner, exercise, reason, and excused = true or no_penalty = true "
            "below it, once for each."
        )
        if not isinstance(given, list):
            raise PolicyError(self.path, "exceptions", "it is not a list of tables.", advice)
        found = {}
        for place, each in enumerate(given, 1):
            key = f"exceptions, number {place}"
            ways = {name: each[name] for name in ("excused", "no_penalty") if name in each}
            if {"learner", "exercise", "reason"} != {*each} - {*ways} or not each["reason"]:
                raise PolicyError(self.path, key, "it needs learner, exercise and reason.", advice)
            if not any(ways.values()) or not all(isinstance(way, bool) for way in ways.values()):
                raise PolicyError(self.path, key, "it excepts nothing.", advice)
            exercise = self._exercise(key, each["exercise"], exercises)
            found[str(each["learner"]), exercise] = Exemption(str(each["reason"]), **ways)
        return found

    def _exercise(self, key: str, name: object, exercises: set[str]) -> str:
        if name not in exercises:
            known = ", ".join(sorted(exercises))
            raise PolicyError(self.path, key, f"there is no exercise {name!r}.", f"Exercises: {known}.")
        return str(name)

    def _instant(self, key: str, value: object, zone: ZoneInfo | None) -> datetime:
        if not isinstance(value, datetime):
            advice = "Write a date and a time without quotes, such as 2026-03-29T23:59:00."
            raise PolicyError(self.path, key, f"{value} is not a date with a time.", advice)
        if not 1970 <= value.year <= 2200:
            raise PolicyError(self.path, key, f"{value} is not of this time.", "Correct the year.")
        if value.tzinfo is not None:
            return value
        if zone is None:
            advice = 'Add an offset, as in 2026-03-29T23:59:00+02:00, or timezone = "Europe/Paris" above.'
            raise PolicyError(self.path, key, "the time has no time zone.", advice)
        return local(value, zone)


def local(wall: datetime, zone: ZoneInfo) -> datetime:
    """A time on the clock as an instant.

    Where the clock shows a time twice, or skips it, the later of the two readings: in the learner's favour.
    """
    readings = [wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    return max(readings, key=lambda reading: reading.astimezone(UTC))
