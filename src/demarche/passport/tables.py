"""The warm-ups on tables: numbers, texts, Series and DataFrames."""

from __future__ import annotations

from demarche.data import load
from demarche.passport import made
from demarche.passport.warm_up import WarmUp

TABLES = [
    WarmUp(
        "rows-of-states",
        lambda: len(load("states")),
        "`len(table)` counts rows.",
        "One row is one state.",
        {
            "cells": (
                lambda: load("states").size,
                "You counted cells, rows times columns. `len(states)` counts rows.",
            ),
            "columns": (
                lambda: load("states").shape[1],
                "You counted columns. In `shape` the rows come first.",
            ),
            "shape": (
                lambda: load("states").shape,
                "`shape` gives rows and columns as a pair; its first number is asked for.",
            ),
        },
    ),
    WarmUp(
        "against-france",
        lambda: made.against_france(ours=False),
        "Two masks, joined by `&`: one for the sender, one for the target.",
        "No state acts against itself, so here the mask of the target alone gives the same rows.",
        {
            "turned": (
                lambda: made.against_france(ours=True),
                "These are the acts *of* France. Sender and target have changed places.",
            ),
            "target-forgotten": (
                made.not_french,
                (
                    "The sender is right, and any target will do. Both should hold: join the two masks "
                    "with `&`, not `|`."
                ),
            ),
            "mask": (
                lambda: (made.incidents()["sender"] != "FRA") & (made.incidents()["target"] == "FRA"),
                (
                    "This is the mask itself, a True or False for each row. Put it into `incidents.loc[mask, "
                    "columns]`."
                ),
            ),
        },
    ),
    WarmUp(
        "share-in-nato",
        lambda: float(made.both_nato().mean()),
        "A mask has a mean: the share of True.",
        "The base is all rows, not all events.",
        {
            "count": (
                lambda: int(made.both_nato().sum()),
                "This is a count. Its base is missing: `mean` divides by the number of rows.",
            ),
            "events": (
                made.by_events,
                "You went by events. That may be the better question, but rows are asked for here.",
            ),
            "both-shares": (
                lambda: made.incidents()["both_nato"].value_counts(normalize=True),
                "The number is in there, beside that of the other rows. Take it out by its label, 1.",
            ),
        },
    ),
    WarmUp(
        "targets-per-sender",
        lambda: made.per_sender("target", "nunique"),
        "Group by the sender, and count the different values of `target`.",
        "Sorted, it shows at once how much of the table is one state's.",
        {
            "rows": (
                lambda: made.per_sender("target", "size"),
                "You counted rows. A target that comes twice should count once: `nunique`.",
            ),
            "events": (
                lambda: made.per_sender("event", "nunique"),
                "You counted events. The question is about targets: another column, the same step.",
            ),
            "turned": (
                made.senders_of_targets,
                "You grouped by the target and counted senders. Group by who acts.",
            ),
            "in-all": (
                lambda: int(made.incidents()["target"].nunique()),
                (
                    "This counts targets in the whole table. Inside each group is asked for: `groupby` comes "
                    "first."
                ),
            ),
            "first-five": (
                lambda: made.per_sender("target", "nunique").sort_values(ascending=False).head(),
                "Right, and cut off. Stamp the whole Series; sort it and take `head()` to look at it.",
            ),
        },
    ),
    WarmUp(
        "military-share",
        lambda: made.military("columns"),
        "Of the events *that concern the alliance*: these are the base, and they stand in one column.",
        "Turned round, the same table answers another question with another number.",
        {
            "other-base": (
                lambda: made.military("index"),
                (
                    "This is the share of the military events that concern the alliance. The base is the "
                    "other one: let the columns add up to 1."
                ),
            ),
            "of-all": (
                lambda: made.military("all"),
                "The base is all events. Only those that concern the alliance belong in it.",
            ),
            "count": (
                lambda: int(made.military(False)),
                "This is a count. Divide by all events that concern the alliance: `normalize` does it.",
            ),
        },
    ),
    WarmUp(
        "known-among-recalls",
        lambda: made.known(made.recalls()),
        "Take the recalls first; then the mean of `notna()`.",
        "For the rest no exact day of return was found, which is not the same as no return.",
        {
            "all-rows": (
                lambda: made.known(made.incidents()),
                "The base is the whole table. Keep the recalls first, then ask what is known of them.",
            ),
            "count": (
                lambda: int(made.recalls()["days_to_return"].notna().sum()),
                "This is a count. Say of how many: `mean` gives the share.",
            ),
        },
    ),
    WarmUp(
        "target-names",
        lambda: made.named("target"),
        "Merge with the names once more, this time on the target; then take the three columns.",
        "As many rows as before, and each has found its name.",
        {
            "sender-again": (
                lambda: made.named("sender"),
                "These are the names of the senders. The key on the left is the other column now.",
            ),
            "matches-only": (
                lambda: made.named("target").iloc[:0],
                "Nothing has found a partner. Do the keys on both sides hold the same kind of code?",
            ),
        },
    ),
    WarmUp(
        "strongest-french",
        lambda: str(made.french_measures().max()),
        "Keep the French rows; `measure` is ordered, so it has a maximum.",
        "It stands above the limit on access of 2026.",
        {
            "alphabet": (
                lambda: str(made.french_measures().astype(str).max()),
                (
                    "This is the last one in the alphabet. As text the order is lost: take `max` of the "
                    "column as it is."
                ),
            ),
            "commonest": (
                lambda: str(made.french_measures().mode()[0]),
                "This is the most frequent one. Frequent is not strong.",
            ),
            "latest": (
                lambda: str(made.french_measures().iloc[-1]),
                "This is the latest one. Sort by the measure, not by the day.",
            ),
            "anybody": (
                lambda: str(made.incidents()["measure"].max()),
                "This is the strongest of all senders. Keep the French rows first.",
            ),
        },
    ),
    WarmUp(
        "early-tones",
        made.tones,
        "Years before 1960, grouped by tone, counted, and every tone from -3 to 3 brought back.",
        "The zeros are part of the finding.",
        {
            "no-zeros": (
                lambda: made.tones(whole=False),
                "Tones without an event are gone. `reindex(range(-3, 4), fill_value=0)` brings them back.",
            ),
            "all-years": (lambda: made.tones(None), "These are all years. Keep those before 1960 first."),
            "with-1960": (lambda: made.tones(1960), "1960 is in it. Before 1960 means less than 1960."),
            "empty-not-zero": (
                lambda: made.tones(whole=False).reindex(range(-3, 4)),
                "Two tones are missing values. No event is a count, 0: give `reindex` a `fill_value`.",
            ),
        },
    ),
]
