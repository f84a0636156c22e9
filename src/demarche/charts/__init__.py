"""The house style of the course's charts, and the few kinds of chart that the book uses.

Every chart follows four rules: things are labelled where they are, one colour makes the point, grey is
context, and the picture still reads when printed in grey. Each function returns the matplotlib Axes.
Importing this package imports matplotlib; nothing else in `demarche` does.
"""

from demarche.charts.house import ACCENT, CONTEXT, GRID, INK, MUTED, PAPER, WIDTH, style, write_title
from demarche.charts.lines import lines
from demarche.charts.placing import spread
from demarche.charts.rows import bars, intervals
from demarche.charts.stories import VERDICTS, timeline, verdict_tiles

__all__ = [
    "ACCENT",
    "CONTEXT",
    "GRID",
    "INK",
    "MUTED",
    "PAPER",
    "VERDICTS",
    "WIDTH",
    "bars",
    "intervals",
    "lines",
    "spread",
    "style",
    "timeline",
    "verdict_tiles",
    "write_title",
]
