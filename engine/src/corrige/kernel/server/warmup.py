"""First use, ahead of time: what pandas and matplotlib do once per process is done once for all kernels.

Importing is not all. The first group-by, the first figure and the first PNG build tables and caches, which
every child would build again. This is general code on made-up numbers: no exercise, no answer.
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from typing import Any

__all__ = ["warm_up"]


def warm_up() -> None:
    """Use once what is imported. Nothing stays but warm caches; a failure costs only speed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for library, use in (("pandas", _frames), ("matplotlib.pyplot", _figure), ("IPython", _shell)):
            if library in sys.modules:
                with contextlib.suppress(Exception):
                    use()


def _frames() -> None:
    import pandas as pd

    text = "place,when,kind,size\n" + "".join(
        f"p{i % 7},2001-0{1 + i % 9}-01,k{i % 3},{i * 1.5}\n" for i in range(60)
    )
    frame = pd.read_csv(io.StringIO(text), parse_dates=["when"])
    frame["kind"] = frame["kind"].astype("category")
    frame["year"] = frame["when"].dt.year
    grouped = frame.groupby("place")["size"].agg(["mean", "sum", "count"]).reset_index()
    frame.merge(grouped, on="place").sort_values(["place", "size"])
    frame.groupby(["place", "kind"], observed=True)["size"].sum().reset_index()
    frame.pivot_table(index="place", columns="kind", values="size", observed=True)
    frame["size"].rolling(3).mean().fillna(0).describe()
    frame["place"].str.upper().value_counts()
    frame[frame["size"] > 3].query("year > 2000").drop_duplicates().isna().sum()
    pd.concat([frame, frame]).to_csv(io.StringIO())
    repr(frame), frame.describe().to_html(), repr(frame["size"])


def _figure() -> None:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([1, 2, 3], [2, 1, 3], marker="o", label="a")
    axes.bar([1, 2, 3], [1, 2, 1])
    axes.scatter([1, 2], [2, 1])
    axes.set(title="t", xlabel="x", ylabel="y")
    axes.legend()
    figure.tight_layout()
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")


def _shell() -> None:
    """A plain IPython shell, used and thrown away: its parsers, patterns and formatters stay compiled."""
    import atexit

    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    kept = sys.displayhook, sys.excepthook, sys.stdout, sys.modules.get("__main__")
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    sys.stdout = io.StringIO()
    try:
        shell: Any = InteractiveShell(config=config)  # type: ignore[no-untyped-call]
        cells = [
            "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2]})\nframe",
            "print(1)\n1/0",
            "1 +",
            "x = 1",
        ]
        for cell in cells if "pandas" in sys.modules else cells[1:]:
            shell.run_cell(cell)
        shell.user_expressions({"answer": "x"})
        shell.atexit_operations()
        atexit.unregister(shell.atexit_operations)
    finally:
        sys.displayhook, sys.excepthook, sys.stdout = kept[:3]
        if kept[3] is not None:
            sys.modules["__main__"] = kept[3]
