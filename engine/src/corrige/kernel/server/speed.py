"""Every trick of the kernel that only saves time, and what it saves; all are off with ``CORRIGE_PLAIN=all``.

Without them a kernel does and shows the same, a little later: marks do not depend on any of this.
Measured on a notebook of seven cells with two charts: left out alone, `unshown` (see `output`) costs most of
what a chart takes to draw, `rehearse` 0.02 s, `few_modules` 0.01 (and 10 MiB), `warm_up` nothing where a
rehearsal has used the same, and 0.05 where it has not; `compile` 4 s of each start, where uv installed.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corrige.course import installed
from corrige.kernel.results import ANSWER

if TYPE_CHECKING:
    from corrige.kernel.session import KernelSession
    from corrige.kernel.warm import Warm

__all__ = ["Loaded", "few_modules", "on", "rehearse", "warm_up"]

_OFF = frozenset(os.environ.get("CORRIGE_PLAIN", "").split(","))


def on(trick: str) -> bool:
    """Whether a trick is on: ``CORRIGE_PLAIN=all`` leaves all out, ``CORRIGE_PLAIN=rehearse`` one."""
    return not _OFF & {"all", trick}


# --- modules that are loaded ----------------------------------------------------------------------------


class _Sys:
    """The module ``sys``, but for ``modules``, which is empty."""

    modules: dict[str, Any] = {}  # noqa: RUF012 - never written to

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextlib.contextmanager
def few_modules() -> Iterator[None]:
    """Spare the kernel a look at each loaded module.

    It notes their files for a debugger, which isn't here; that look alone would copy 10 MiB of shared memory.
    """
    if not on("few_modules"):
        yield
        return
    ipkernel: Any = sys.modules["ipykernel.ipkernel"]
    ipkernel.sys = _Sys()
    try:
        yield
    finally:
        ipkernel.sys = sys


class Loaded:
    """Shows itself as the list of loaded modules."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        names = [name for name in list(sys.modules) if name != "__main__" and sys.modules[name] is not None]
        return {ANSWER: json.dumps(names)}


# --- a rehearsal ----------------------------------------------------------------------------------------

REHEARSAL = (
    "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2, 2], 'b': list('xyx')})",
    "frame.groupby('b')['a'].mean(), frame.merge(frame, on='b').describe()",
    "frame",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "raise ValueError('made up, to load what shows a traceback')",
)

MODULES = "__import__('sys').modules['corrige.kernel.server.speed'].Loaded()"


def rehearse(
    warm: Warm, open_session: Callable[..., KernelSession]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Run cells in a throw-away kernel, and have `warm` import what they used, for all kernels after it.

    That takes the place of a list of what libraries import late, kept by hand, and goes along with their
    changes. It also proves that a kernel works at all under the protections in force, with or without it.

    Parameters
    ----------
    warm : Warm
        Started; its own ``rehearsal`` cells are run after the general ones.
    open_session : callable
        As in `corrige.kernel.session`.

    Returns
    -------
    tuple of tuple of str
        What was imported, and what went wrong in its own cells, if anything.

    Raises
    ------
    ConfinementError, KernelError
        If a kernel can't be had, or an import started a thread.
    """
    errors, names = [], []
    with open_session(level="warm", warm=warm, limits=warm.limits, unconfined=not warm.confine) as session:
        for cell in REHEARSAL:
            session.run(cell)
        for number, cell in enumerate(warm.rehearsal, 1):
            result = session.run(cell)
            if result.status != "ok":
                errors.append(f"rehearsal cell {number}: {result.ename}: {result.evalue}")
        if session.alive and on("rehearse"):
            found = json.loads(session.ask(MODULES))
            names = [name for name in found if re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", name)]
            warm.load(names)
            compile_once(names)
    return tuple(names), tuple(errors)


def compile_once(names: Iterable[str]) -> None:
    """Compile modules to files, where the installer has not, as uv does not: a warm process may write none.

    It would compile them all each time that it starts.
    """
    if sys.dont_write_bytecode or not on("compile"):
        return
    import compileall  # only here

    for name in names:
        for folder in sys.path:
            module = Path(folder, *name.split("."))
            for file in (module.with_suffix(".py"), module / "__init__.py"):
                if file.is_file():
                    compileall.compile_file(file, quiet=2)  # where nothing can be written, nothing is


# --- first use, ahead of time ---------------------------------------------------------------------------


def warm_up() -> None:
    """Use once what is imported: a first group-by, a first figure and a first PNG build tables and caches.

    Every child would build them again. This is general code on made-up numbers: no exercise, no answer.
    Nothing stays but warm caches; a failure costs only speed.
    """
    if not on("warm_up"):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        uses = (
            ("pandas", _frames),
            ("matplotlib.pyplot", _figure),
            ("IPython", _shell),
            ("corrige", installed),
        )
        for library, use in uses:
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
        atexit.unregister(shell.atexit_operations)  # which collect all garbage there is
    finally:
        sys.displayhook, sys.excepthook, sys.stdout = kept[:3]
        if kept[3] is not None:
            sys.modules["__main__"] = kept[3]
