"""How an answer is written down as JSON and read back: the only thing that crosses a trust boundary.

`encode` writes a Python value as a tree of plain JSON types, `decode` reads it back, `canonical` brings two
equally right answers to the same form, `seal` lets a file recognise an answer that it does not hold, `same`
compares with a tolerance, `as_asked` turns right content into the form that is asked for. `parts_of` and
`entries_of` take an answer apart, `undone` takes back what may have gone wrong at its end.
Nothing is ever pickled, and no text that Python prints is ever parsed.
"""

from corrige.codec.canonical import canonical, figure_data, in_line, is_ambiguous, same, set_forms
from corrige.codec.chart_marks import goes_along
from corrige.codec.charts import describe_axes, words
from corrige.codec.decode import decode
from corrige.codec.digests import digest, hide, reveal, seal
from corrige.codec.encode import Tree, UnwritableError, encode
from corrige.codec.forms import Skeleton, as_asked, by_one_column, skeleton
from corrige.codec.in_kernel import MIME, call, export, picture, several
from corrige.codec.kinds import choices_of, family, names_of, shape_of, unanswered
from corrige.codec.near_misses import (
    has_fractions,
    has_long,
    numbers_of,
    places_of,
    rough,
    seems_rounded,
    undone,
)
from corrige.codec.parts import LABELS, VALUES, entries_of, has_dots, labels_of, parts_of, shown_labels

__all__ = [
    "LABELS",
    "MIME",
    "VALUES",
    "Skeleton",
    "Tree",
    "UnwritableError",
    "as_asked",
    "by_one_column",
    "call",
    "canonical",
    "choices_of",
    "decode",
    "describe_axes",
    "digest",
    "encode",
    "entries_of",
    "export",
    "family",
    "figure_data",
    "goes_along",
    "has_dots",
    "has_fractions",
    "has_long",
    "hide",
    "in_line",
    "is_ambiguous",
    "labels_of",
    "names_of",
    "numbers_of",
    "parts_of",
    "picture",
    "places_of",
    "reveal",
    "rough",
    "same",
    "seal",
    "seems_rounded",
    "set_forms",
    "several",
    "shape_of",
    "shown_labels",
    "skeleton",
    "unanswered",
    "undone",
    "words",
]
