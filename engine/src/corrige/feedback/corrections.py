"""Tell a learner in a running notebook that a corrected one exists."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from corrige.edition import claimed, claimed_in
from corrige.start import handed_out

_OLDER = (
    "This notebook has been corrected since you got it: `{package} update` puts the corrected one, with your "
    "answers, beside it."
)
_OLDER_IN_BROWSER = (
    "This notebook has been corrected since you got it. Download yours, delete it in the list of notebooks, "
    "and the corrected one comes back; then copy your answers into it."
)
_told: set[str] = set()


def correction(namespace: Mapping[str, Any], package: str) -> str:
    """A sentence if the running notebook is of another edition than the installed one; said once a session.

    Parameters
    ----------
    namespace : mapping
        The notebook's; IPython keeps there, as ``In``, what was run.
    package : str
        The course's import package.
    """
    ran = namespace.get("In")
    for text in reversed(ran) if isinstance(ran, list) else ():
        exercise, edition = claimed(text) if isinstance(text, str) else ("", "")
        if not exercise:
            continue
        if exercise in _told:
            return ""
        _told.add(exercise)
        for name, content in handed_out(package).items():
            newest = claimed_in(content) if name.startswith(f"{exercise}_") else ""
            if newest and newest != edition:
                browser = sys.platform == "emscripten"
                return (_OLDER_IN_BROWSER if browser else _OLDER).format(package=package)
        return ""
    return ""
