"""A rehearsal in a throw-away kernel: what its cells pull in, the warm process imports for all after it.

That takes the place of a list of what libraries import late, kept by hand, and goes along with their changes.
It also proves that a kernel works at all under the protections in force.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corrige.kernel.server.warm import Warm

__all__ = ["REHEARSAL", "rehearse"]

REHEARSAL = (
    "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2, 2], 'b': list('xyx')})",
    "frame.groupby('b')['a'].mean(), frame.merge(frame, on='b').describe()",
    "frame",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "raise ValueError('made up, to load what shows a traceback')",
)

MODULES = "__import__('corrige.kernel.names').kernel.names.Loaded()"


def rehearse(warm: Warm) -> tuple[str, ...]:
    """Run the rehearsal and have `warm` import what it used.

    Parameters
    ----------
    warm : Warm
        Started; its own ``rehearsal`` cells are run after the general ones.

    Returns
    -------
    tuple of str
        What went wrong in its own cells, if anything.

    Raises
    ------
    ConfinementError, KernelError
        If a kernel can't be had, or an import started a thread.
    """
    from corrige.kernel.session import open_session

    errors = []
    with open_session(level="warm", warm=warm, limits=warm.limits, unconfined=not warm.confine) as session:
        for cell in REHEARSAL:
            session.run(cell)
        for number, cell in enumerate(warm.rehearsal, 1):
            result = session.run(cell)
            if result.status != "ok":
                errors.append(f"rehearsal cell {number}: {result.ename}: {result.evalue}")
        if session.alive:
            names = json.loads(session.ask(MODULES))
            warm.load(name for name in names if re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", name))
    return tuple(errors)
