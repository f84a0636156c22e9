"""From recorded days to durations, of which some are known only to be longer than something.

Nothing here is estimated. Each row gets a number of days and a word that says what the number means.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

RECORD_ENDS: Final = "2026-02-24"
"""Last day that the course's record of events covers."""
LASTING: Final = (
    "access_restricted",
    "recall_consultations",
    "recall_indefinite",
    "downgrade",
    "visa_or_mission_closure",
    "break_relations",
)
"""Measures that stay in force for some time; a summons or an expulsion is over when it is done."""
_RECALLS: Final = ("recall_consultations", "recall_indefinite")


def spells(incidents: pd.DataFrame, *, until: str = RECORD_ENDS, recent_days: int = 365) -> pd.DataFrame:
    """Days for which each measure is known to have lasted, and whether it is known to have ended then.

    Parameters
    ----------
    incidents : DataFrame, shape (n_rows, ...)
        The table `incidents`, or some of its rows.
    until : str
        Last day that the record covers, as an ISO date.
    recent_days : int
        A measure without a known end that began at most this many days before `until` is taken to have been
        in force on that day. Nobody confirmed this; with 0 all of them become ``unknown``.

    Returns
    -------
    DataFrame, shape (n_spells, 7)
        Columns ``row``, ``event``, ``measure`` and

        - ``known``: ``ended`` (both days are known), ``at_least`` (it lasted at least so long: its end is
          known to an interval, month or year only, or the record stops, or a recall ended in another
          measure instead of a return) or ``unknown`` (no end was found, so nothing is known);
        - ``days``: whole number; missing if ``unknown``;
        - ``ended``: 1 for ``ended``, else 0;
        - ``days_most``: the longest it can have lasted: ``days`` if ``ended``, to the last day of the
          interval, month or year in which it ended, if only that is known. Missing where no end bounds it.

        Left out: measures that do not last, and those whose start is not known to the day.

    Raises
    ------
    KeyError
        If a column is missing.

    Notes
    -----
    ``end`` holds the first day of the period that the sources give, so ``end - start`` is the least number of
    days where the end is not known to the day. Such a measure is not lost from sight: it did end, on a
    day between ``days`` and ``days_most``. Whoever treats it as censored at ``days`` throws the second away.
    A recall has ended when the ambassador is back.
    """
    lasting = incidents[
        incidents["measure"].isin(LASTING) & (incidents["start_precision"] == "day")
    ].reset_index(drop=True)
    recall = lasting["measure"].isin(_RECALLS)
    to_the_day = lasting["end_precision"] == "day"
    ended = (to_the_day & ~recall) | lasting["days_to_return"].notna()
    to_record_end = (pd.Timestamp(until) - lasting["start"]).dt.days
    running = (
        lasting["end"].isna() & to_record_end.between(0, recent_days, inclusive="both") & (recent_days > 0)
    )
    days = (lasting["end"] - lasting["start"]).dt.days.astype("Int64")
    days = days.mask(running, to_record_end.astype("Int64"))
    most = (_last_possible(lasting) - lasting["start"]).dt.days.astype("Int64").mask(ended, days)
    known = pd.Series("unknown", index=lasting.index).mask(days.notna(), "at_least").mask(ended, "ended")
    return pd.DataFrame(
        {
            "row": lasting["row"],
            "event": lasting["event"],
            "measure": lasting["measure"].astype(str),
            "known": known,
            "days": days,
            "ended": ended.astype("int64"),
            "days_most": most,
        }
    )


def _last_possible(lasting: pd.DataFrame) -> pd.Series:
    """Last day of the period in which each measure ended; missing where that is one day, or unknown."""
    end, precision = lasting["end"], lasting["end_precision"]
    last = pd.Series(pd.NaT, index=lasting.index, dtype=end.dtype)
    last = last.mask(precision == "month", end + pd.offsets.MonthEnd(0))
    last = last.mask(precision == "year", end + pd.offsets.YearEnd(0))
    between = pd.to_datetime(lasting["end_recorded"].astype("str").str.split("/").str[-1], errors="coerce")
    return last.mask(precision == "interval", between)
