"""A phantom of a postero-anterior chest radiograph, projected from simple solids, without any lettering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from tools.sample_case.bones import girdle, ribs, spine
from tools.sample_case.projection import COLUMNS, ROWS, Floats, blurred
from tools.sample_case.soft_tissue import soft_tissue, vessels

if TYPE_CHECKING:
    from numpy.typing import NDArray

BORDER: Final = 44
"""Width in pixels of the collimated edge, which is black."""
BLACK: Final = 64
"""Mean stored value of the collimated edge."""

_TOP: Final = 4095
_SOFT: Final = 0.20  # linear attenuation per cm, soft tissue
_BONE: Final = 0.36  # what bone adds to it


def _irregular(picture: Floats, rng: np.random.Generator) -> Floats:
    """Bend a picture a little, because no patient is symmetrical."""
    row, column = np.mgrid[0:ROWS, 0:COLUMNS].astype(np.float32)
    field = []
    for _ in range(2):
        bend = blurred(rng.normal(0, 1, (ROWS, COLUMNS)), 110)
        field.append((bend * (7.0 / np.abs(bend).max())).astype(np.float32))
    turn = np.float32(0.012)
    across, down = column - COLUMNS / 2, row - ROWS / 2 - 14
    zoom = np.float32(1.05)
    source_column = COLUMNS / 2 + (across + turn * down) / zoom + field[0]
    source_row = ROWS / 2 + (down - turn * across) / zoom + field[1]
    bent = cv2.remap(picture, source_column, source_row, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(bent)


def picture() -> NDArray[np.uint16]:
    """Give the stored values.

    Returns
    -------
    numpy.ndarray
        uint16, (ROWS, COLUMNS), 0 to 4095, high values bright (MONOCHROME2).
    """
    rng = np.random.default_rng(20240315)
    soft, lung = soft_tissue(rng)
    bone = ribs(rng) + girdle(rng) + spine()
    bone *= np.clip(soft / 2.0, 0, 1)  # no bone outside the body
    tree = vessels(rng) * np.clip((lung - 0.8) / 7, 0, 1)
    texture = blurred(rng.normal(0, 1, lung.shape), 2.4) * np.clip(lung / 10, 0, 1)
    attenuation = _irregular(_SOFT * (soft + 1.35 * tree + texture) + _BONE * bone, rng)
    thickness = blurred(np.minimum(attenuation, 1.6), 40)

    primary = np.exp(-attenuation)
    exposed = primary + 0.012 * thickness
    photons = 26000 * exposed
    grain = blurred(rng.normal(0, 1, exposed.shape), 0.75) * 1.3
    signal = -np.log(np.maximum(photons + grain * np.sqrt(photons + 40), 1) / 26000)

    # What a computed radiography reader does: flatten large differences, sharpen small ones.
    signal = 0.80 * signal + 0.4 * (signal - blurred(signal, 60)) + 0.7 * (signal - blurred(signal, 9))
    dense = blurred(signal, 5)
    signal -= 0.68 * np.maximum(dense - 2.45, 0)
    tone = 1 / (1 + np.exp(-(signal - 2.2) * 2.2))
    stored = 90 + 3560 * (tone - tone.min()) / (np.quantile(tone, 0.999) - tone.min())

    column = np.arange(COLUMNS)[None, :] + 0.5
    row = np.arange(ROWS)[:, None] + 0.5
    inside = np.minimum(np.minimum(column, COLUMNS - column), np.minimum(row, ROWS - row)) - BORDER
    field = 1 / (1 + np.exp(-inside / 1.2))
    dark = BLACK + rng.normal(0, 3.0, stored.shape)
    rounded = np.clip(np.rint(stored * field + dark * (1 - field)), 0, _TOP)
    return np.asarray(rounded, np.uint16)
