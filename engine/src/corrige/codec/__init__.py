"""How an answer is written down as JSON and read back: the only thing that crosses a trust boundary.

`encode` writes a Python value as a tree of plain JSON types, `decode` reads it back, `canonical` brings two
equally right answers to the same form, `seal` lets a file recognise an answer that it does not hold, `same`
compares with a tolerance. `variants` and `parts_of` make what is nearly right.
Nothing is ever pickled, and no text that Python prints is ever parsed.
"""

from corrige.codec.canonical import canonical, figure_data, is_ambiguous, same, set_forms
from corrige.codec.charts import describe_axes
from corrige.codec.decode import decode
from corrige.codec.digests import digest, hide, mark, reveal, seal
from corrige.codec.encode import Tree, UnwritableError, encode
from corrige.codec.export import MIME, call, export, several
from corrige.codec.kinds import choices_of, family, names_of, shape_of, unanswered
from corrige.codec.near_misses import variants
from corrige.codec.parts import LABELS, VALUES, has_dots, labels_of, parts_of

__all__ = [
    "LABELS",
    "MIME",
    "VALUES",
    "Tree",
    "UnwritableError",
    "call",
    "canonical",
    "choices_of",
    "decode",
    "describe_axes",
    "digest",
    "encode",
    "export",
    "family",
    "figure_data",
    "has_dots",
    "hide",
    "is_ambiguous",
    "labels_of",
    "mark",
    "names_of",
    "parts_of",
    "reveal",
    "same",
    "seal",
    "set_forms",
    "several",
    "shape_of",
    "unanswered",
    "variants",
]
