"""Import nbformat without what it would bring along if it happens to be installed.

jsonschema (under nbformat) loads what checks kinds of text that no notebook has, such as durations, and
builds the grammars of `rfc3987_syntax`, which takes longer than to grade ten notebooks. It treats these
modules as optional, so they are hidden while it is imported, and only then.
"""

from __future__ import annotations

import sys

_ABSENT = [
    name
    for name in ("isoduration", "rfc3986_validator", "rfc3987_syntax")
    if name not in sys.modules and "jsonschema" not in sys.modules
]
sys.modules.update(dict.fromkeys(_ABSENT))  # type: ignore[arg-type]  # None: "not to be imported"
try:
    import nbformat
finally:
    for _name in _ABSENT:
        del sys.modules[_name]

__all__ = ["nbformat"]
