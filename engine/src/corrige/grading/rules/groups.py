"""Groups that hand in one notebook: a row for each member."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from corrige.grading.intake.times import Times
from corrige.grading.outcomes import Record


def share_out(
    records: Sequence[Record],
    groups: Mapping[str, Sequence[str]],
    times: Times,
    only: Collection[str] = (),
) -> list[Record]:
    """Give every member of a group the record of the notebook that the group handed in.

    A group hands in under the name of a member or under its own. If several members did, the notebook that
    was handed in last counts, if that is known of all of them; else the one of the member whom the roster
    names first. Whoever belongs to no group keeps the record they have.

    Parameters
    ----------
    records : sequence of Record
        Of one run, as marked.
    groups : mapping of str to sequence of str
        Members by group.
    times : Times
    only : collection of str
        Exercises that groups hand in; all if it is empty.

    Returns
    -------
    list of Record
        By exercise and learner; a group's own name has no row.
    """
    if not groups:
        return list(records)
    of = {member: group for group, members in groups.items() for member in members} | {
        group: group for group in groups
    }
    exercises = list(dict.fromkeys(record.exercise for record in records))
    shared: list[Record] = []
    for exercise in exercises:
        mine = [record for record in records if record.exercise == exercise]
        if only and exercise not in only:
            shared += [record for record in mine if record.learner not in groups]
            continue
        rows = [record for record in mine if record.learner not in of]
        for group, members in groups.items():
            handed = {record.learner: record for record in mine if of.get(record.learner) == group}
            rows += _rows(group, members, handed, times)
        shared += sorted(rows, key=lambda record: record.learner)
    return shared


def once_a_group(records: Sequence[Record]) -> list[Record]:
    """The records with a group's notebook once, for whatever counts notebooks."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for record in records:
        place = record.group, record.exercise
        if record.handed_in_by and place in seen:
            continue
        if record.handed_in_by:
            seen.add(place)
        kept.append(record)
    return kept


def _rows(group: str, members: Sequence[str], handed: Mapping[str, Record], times: Times) -> list[Record]:
    """The rows of one group's members; none if nobody of them, nor the group, is in the class."""
    chosen = [handed[name] for name in (*members, group) if name in handed and handed[name].file]
    if not chosen:
        absent = next(iter(handed.values()), None)
        return [] if absent is None else [replace(absent, learner=member, group=group) for member in members]
    record = _latest(chosen, times)
    notes: tuple[str, ...] = (f"Handed in by {record.learner} for the group {group}.",)
    if len(chosen) > 1:
        names = ", ".join(each.learner for each in chosen)
        notes += (f"{names} handed in; {record.learner}'s notebook counts for all.",)
    return [
        replace(
            record,
            learner=member,
            group=group,
            handed_in_by=record.learner,
            notes=(*record.notes, *notes),
        )
        for member in members
    ]


def _latest(records: Sequence[Record], times: Times) -> Record:
    known = [times.of(each.learner, each.exercise, each.file) for each in records]
    if any(instant is None for instant in known):
        return records[0]
    never = datetime.min.replace(tzinfo=UTC)
    newest = max(range(len(records)), key=lambda place: (known[place] or never).astimezone(UTC))
    return records[newest]
