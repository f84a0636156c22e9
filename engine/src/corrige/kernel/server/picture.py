"""A figure's PNG from one drawing instead of two.

IPython crops a figure to what is on it, and matplotlib draws everything twice for that: once to learn the
size, once at that size. Here it is drawn as it is and the pixels are cut, unless something sticks out.
"""

from __future__ import annotations

import io
from base64 import b64encode
from typing import Any

from IPython.core.pylabtools import print_figure

__all__ = ["draw_once"]

#: Inches of margin, as matplotlib has it when it crops.
MARGIN = 0.1


def draw_once(figure: Any) -> str | None:
    """The PNG of `figure`, cropped, in base64; None for one with nothing on it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Notes
    -----
    The picture is the one that IPython shows, except that it can be a pixel larger.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    if not figure.axes and not figure.lines:
        return None
    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        return _as_ipython(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    box = figure.get_tightbbox(canvas.get_renderer()).padded(MARGIN)  # type: ignore[no-untyped-call]
    width, height = figure.get_size_inches()
    within = box.x0 > -MARGIN and box.y0 > -MARGIN and box.x1 < width + MARGIN and box.y1 < height + MARGIN
    if not within:
        return _as_ipython(figure)
    whole = Image.frombuffer("RGBA", canvas.get_width_height(physical=True), canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    left, upper = round(box.x0 * figure.dpi), round((height - box.y1) * figure.dpi)
    right, lower = round(box.x1 * figure.dpi), round((height - box.y0) * figure.dpi)
    cropped = whole.crop((max(left, 0), max(upper, 0), min(right, whole.width), min(lower, whole.height)))
    png = io.BytesIO()
    cropped.save(png, "png", dpi=(figure.dpi, figure.dpi))
    return b64encode(png.getvalue()).decode("ascii")


def _as_ipython(figure: Any) -> str | None:
    written: str | None = print_figure(figure, base64=True)  # type: ignore[no-untyped-call]
    return written
