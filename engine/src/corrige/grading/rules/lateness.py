"""How late a submission is, and what that costs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from corrige.authoring.model import Exercise
from corrige.grading.intake.times import Times
from corrige.grading.numbers import number
from corrige.grading.outcomes import Record
from corrige.grading.rules.policy import Policy, local
from corrige.grading.tables import read_table

_LONGEST = 366  # days; later than that costs no more
# Not `strftime`, which follows the language of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def read_times(
    path: Path, learners: Collection[str], exercises: Sequence[Exercise]
) -> dict[tuple[str, str, str], datetime]:
    """Read when work was handed in.

    Parameters
    ----------
    path : Path
        A CSV file with the columns learner, exercise, submitted (ISO 8601 with a zone); and file, if each of
        several attempts has its own time.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    TableError
        If a learner or an exercise is unknown, a time is none or has no zone, or a row is there twice.
    """
    times: dict[tuple[str, str, str], datetime] = {}
    ids = [exercise.id for exercise in exercises]
    for row in read_table(path, ("learner", "exercise", "submitted"), ("file",)):
        key = row.one_of("learner", learners, "learner"), row.one_of("exercise", ids, "exercise"), row["file"]
        text = row.needed("submitted")
        try:
            submitted = datetime.fromisoformat(text)
        except ValueError:
            advice = "Write it as in 2026-03-29T23:59:00+02:00."
            raise row.error("submitted", f"{text!r} is not a time.", advice) from None
        if submitted.tzinfo is None:
            advice = "Add it, as in 2026-03-29T23:59:00+02:00, or Z for UTC."
            raise row.error("submitted", f"{text} has no time zone.", advice)
        if not 1970 <= submitted.year <= 2200:
            raise row.error("submitted", f"{text} is not of this time.", "Correct the year.")
        if key in times:
            raise row.error(
                "submitted", f"{key[0]} has a time for {key[1]} already.", "Keep one of the rows."
            )
        times[key] = submitted
    return times


def days_late(submitted: datetime, deadline: datetime, grace_minutes: float = 0.0) -> int:
    """Days begun between a deadline and a submission.

    A day ends at the deadline's time on the next day's clock, so one day has 23 or 25 hours where the clock
    is changed. The grace is granted at the deadline and at the end of each day after it.

    Parameters
    ----------
    submitted, deadline : datetime
        With time zones; the deadline's zone says what a day is.
    grace_minutes : float

    Returns
    -------
    int
        0 if in time; at most 366.
    """
    grace = timedelta(minutes=grace_minutes)
    for days in range(_LONGEST):
        if submitted.astimezone(UTC) <= _after(deadline, days).astimezone(UTC) + grace:
            return days
    return _LONGEST


def _after(deadline: datetime, days: int) -> datetime:
    if days == 0:
        return deadline
    later = deadline + timedelta(days=days)
    zone = deadline.tzinfo
    return local(later.replace(tzinfo=None), zone) if isinstance(zone, ZoneInfo) else later


def with_penalty(record: Record, policy: Policy, times: Times) -> Record:
    """Take off what lateness costs, and say why.

    Where the time of the hand-in is not known, nothing is taken off, and the reason says so. Work that the
    platform calls late without saying by how much counts as one day late: the least it can be.
    """
    place = record.learner, record.exercise
    deadline = policy.deadline(*place)
    if deadline is None or not record.file:
        return record
    exception = policy.exceptions.get(place)
    if exception is not None and exception.no_penalty:
        return replace(record, penalty_reason=f"Lateness costs nothing here: {exception.reason}")
    hand_in = record.handed_in_by or record.learner
    submitted = times.of(hand_in, record.exercise, record.file)
    by = f"the deadline of {_clock(deadline)}"
    if submitted is not None:
        days = days_late(submitted, deadline, policy.grace_minutes)
        when = f"Handed in on {_clock(submitted.astimezone(deadline.tzinfo))}"
        if days == 0:
            return record
        story = f"{when}, in day {days} after {by}"
    elif (hand_in, record.exercise) in times.late and place not in policy.extensions:
        days, story = (
            1,
            f"Marked as late by the learning platform without a time: counted as one day after {by}",
        )
    elif policy.penalty_per_day and (hand_in, record.exercise) not in times.in_time:
        return replace(record, penalty_reason=f"No time of the hand-in is known, so {by} was not applied.")
    else:
        return record
    return _charged(record, policy, days, story)


def _clock(instant: datetime) -> str:
    """A time as a person writes it, with its zone: ``3 June 2026, 11:00 UTC``."""
    clock = f"{instant:%H:%M:%S}".removesuffix(":00")
    return f"{instant.day} {_MONTHS[instant.month - 1]} {instant.year}, {clock} {instant.tzname()}"


def _charged(record: Record, policy: Policy, days: int, story: str) -> Record:
    left = max(policy.floor, 100 - policy.penalty_per_day * days)
    penalty = round(record.earned * (1 - left / 100), 6)
    floor = " (the least that the rules leave)" if left > 100 - policy.penalty_per_day * days else ""
    reason = (
        f"{story}: {number(left)} per cent of {number(record.earned)} points{floor}, so "
        f"{number(record.earned - penalty)}."
    )
    return replace(record, penalty=penalty, penalty_reason=reason)
