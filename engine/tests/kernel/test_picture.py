"""A figure drawn once is the picture that IPython shows."""

from __future__ import annotations

import io
from base64 import b64decode

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.pylabtools import print_figure
from matplotlib.figure import Figure
from PIL import Image

from corrige.kernel.server.speed import draw_once


@pytest.fixture
def figure() -> Figure:
    plt.switch_backend("agg")
    figure, axes = plt.subplots()
    axes.plot([1960, 1970, 1980], [3, 1, 2], marker="o")
    axes.set(title="By decade", xlabel="year")
    return figure


def pixels(png: str | None) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(b64decode(png or ""))).convert("L"), dtype=float)


def test_the_same_picture_within_a_pixel(figure: Figure):
    once, twice = pixels(draw_once(figure)), pixels(print_figure(figure, base64=True))
    assert np.abs(np.subtract(once.shape, twice.shape)).max() <= 1
    assert (once < 128).sum() == pytest.approx((twice < 128).sum(), rel=0.02)  # as much ink
    assert once[0].min() == once[:, 0].min() == 255  # and a margin around it


def test_a_legend_outside_is_not_cut_off(figure: Figure):
    figure.axes[0].plot([1960], [1], label="a label")
    figure.axes[0].legend(loc="center left", bbox_to_anchor=(1.2, 0.5))
    expected = pixels(print_figure(figure, base64=True))
    assert pixels(draw_once(figure)).shape == expected.shape
    assert expected.shape[1] > figure.canvas.get_width_height()[0]


def test_an_empty_figure_is_no_picture():
    assert draw_once(plt.figure()) is None
