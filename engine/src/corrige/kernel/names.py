"""Answer one question inside a kernel: which modules are loaded? Used by the rehearsal only."""

from __future__ import annotations

import json
import sys

__all__ = ["ANSWER", "Loaded"]

#: The kind of display data in which a kernel answers; the text it carries is JSON.
ANSWER = "application/vnd.corrige.answer+json"


class Loaded:
    """Shows itself as the list of loaded modules."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        names = [name for name in list(sys.modules) if name != "__main__" and sys.modules[name] is not None]
        return {ANSWER: json.dumps(names)}
