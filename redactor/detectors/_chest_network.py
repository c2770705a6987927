"""A small network that says where lungs and heart lie in a frontal chest radiograph; run with NumPy alone.

Four scales of two 3×3 convolutions and three on the way back, 96×96 pixels in and out. `tools/learn_chest.py` learns
its numbers; see resources/models/README.md.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor import resources
from redactor.errors import MissingResource

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Gray = NDArray[np.uint8]
    Weights = Mapping[str, tuple[Floats, Floats]]
    Seen = MutableMapping[str, tuple[Floats, Floats]]

SIDE: Final = 96
CLASSES: Final = ("right_lung", "left_lung", "heart")
"""What the last axis of the result stands for; right and left are the patient's."""
LAYERS: Final = {
    "a1": (6, 12),
    "a2": (12, 16),
    "b1": (16, 24),
    "b2": (24, 24),
    "c1": (24, 32),
    "c2": (32, 32),
    "d1": (32, 48),
    "d2": (48, 48),
    "u3": (80, 32),
    "u2": (56, 16),
    "u1": (32, 16),
    "out": (16, 12),
}
"""Channels in and out of each convolution."""
MODEL: Final = "models/chest.npz"
SHA_256: Final = "95fc9de632e20582e4da700e396a4d2eb7fd9e70ca94b93f4abfb576552e7369"
_LEAK: Final = np.float32(0.1)
_FINE: Final = 2 * SIDE
_TILES: Final = (6, 6)
CLIP_LIMIT: Final = 3.0


def prepared(gray: Gray, clip_limit: float = CLIP_LIMIT) -> Floats:
    """Give a picture as the network sees it: its contrast evened out, shape (96, 96), from -1 to 1."""
    small = cv2.resize(gray, (_FINE, _FINE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low, high = np.percentile(small, [1, 99])
    stretched = np.clip((small - low) * (255 / max(float(high - low), 1.0)), 0, 255).astype(np.uint8)
    even = cv2.createCLAHE(clip_limit, _TILES).apply(stretched)
    reduced = cv2.resize(even, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(reduced.astype(np.float32) / 127.5 - 1, np.float32)


def forward(weights: Weights, pictures: Floats, seen: Seen | None = None) -> Floats:
    """Give the log-odds of each class for each pixel.

    Parameters
    ----------
    pictures
        Shape (pictures, 96, 96).
    seen
        Takes what each convolution saw and gave, which learning needs.

    Returns
    -------
    numpy.ndarray
        Shape (pictures, 96, 96, 3).
    """

    def layer(name: str, values: Floats, *, bend: bool = True) -> Floats:
        many, rows, columns, _ = values.shape
        kernel, bias = weights[name]
        around = neighbours(values)
        given = (around @ kernel + bias).reshape(many, rows, columns, -1)
        if seen is not None:
            seen[name] = around, given
        return np.where(given > 0, given, _LEAK * given) if bend else given

    a = layer("a2", layer("a1", _entered(pictures)))
    b = layer("b2", layer("b1", pooled(a)))
    c = layer("c2", layer("c1", pooled(b)))
    back = layer("d2", layer("d1", pooled(c)))
    for name, beside in (("u3", c), ("u2", b), ("u1", a)):
        larger = back.repeat(2, axis=1).repeat(2, axis=2)
        back = layer(name, np.concatenate([larger, beside], axis=-1))
        if seen is not None:
            seen[f"beside {name}"] = beside, larger
    out = layer("out", back, bend=False)
    half = SIDE // 2
    fine = out.reshape(-1, half, half, 2, 2, len(CLASSES)).transpose(0, 1, 3, 2, 4, 5)
    return fine.reshape(-1, SIDE, SIDE, len(CLASSES))


def neighbours(values: Floats) -> Floats:
    """Give the 3×3 values around each place, 0 beyond the border: shape (places, 9 · channels)."""
    _, rows, columns, channels = values.shape
    padded = np.pad(values, ((0, 0), (1, 1), (1, 1), (0, 0)))
    parts = [padded[:, r : r + rows, c : c + columns] for r in range(3) for c in range(3)]
    return np.concatenate(parts, axis=-1).reshape(-1, 9 * channels)


def pooled(values: Floats) -> Floats:
    """Give the largest of each 2×2 places."""
    many, rows, columns, channels = values.shape
    result: Floats = values.reshape(many, rows // 2, 2, columns // 2, 2, channels).max(axis=(2, 4))
    return result


def _entered(pictures: Floats) -> Floats:
    """Give each 2×2 pixels as four channels, beside two that say where they lie."""
    many, half = len(pictures), SIDE // 2
    pixels = pictures.reshape(many, half, 2, half, 2).transpose(0, 1, 3, 2, 4).reshape(many, half, half, 4)
    along = np.linspace(-1, 1, half, dtype=np.float32)
    place = np.stack(np.meshgrid(along, along, indexing="ij"), axis=-1)
    return np.concatenate([pixels, np.broadcast_to(place, (many, half, half, 2))], axis=-1).astype(np.float32)


@cache
def weights() -> Weights:
    """Give the numbers of the network.

    Raises
    ------
    MissingResource
        If they are not there, or others than those that were tested.
    """
    data = resources.path(MODEL).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA_256:
        raise MissingResource(name=f"{MODEL}: not the file that was tested")
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        return {
            name: (held[f"{name}_kernel"].astype(np.float32), held[f"{name}_bias"].astype(np.float32))
            for name in LAYERS
        }


def shares(pictures: Floats) -> Floats:
    """Say how likely each pixel belongs to each class, from 0 to 1: shape (pictures, 96, 96, 3)."""
    odds = np.clip(forward(weights(), pictures), -30, 30)
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)
