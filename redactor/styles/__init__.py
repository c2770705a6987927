"""Styles: what hidden pixels become. One module each.

A *fill* is never given the pixels that it hides, so it can't leak them. An *obscuring* style does see
them; it has another type, is refused for identifiers, and the record calls its result "obscured", never
"removed".
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

import numpy as np

from redactor import plugins
from redactor.options import build
from redactor.styles._quality import Likeness, Quality, likeness
from redactor.styles._whole_image import NoiseOptions, is_in_cells, noised

__all__ = [
    "Fill",
    "Likeness",
    "NoiseOptions",
    "Obscure",
    "Quality",
    "Style",
    "available",
    "is_in_cells",
    "is_random",
    "likeness",
    "noised",
    "redact",
]

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask
    from redactor.model.region import StyleChoice
    from redactor.options import Dataclass


@runtime_checkable
class Fill(plugins.Plugin, Protocol):
    """A style that can't leak."""

    @property
    def options(self) -> type[Dataclass]:
        """The dataclass that describes the options."""
        ...

    def fill(self, visible: StoredValues, mask: Mask, pixels: PixelFormat, options: Any) -> StoredValues:  # noqa: ANN401
        """Give stored values for the hidden pixels.

        Parameters
        ----------
        visible
            Stored values, shape (rows, columns[, samples]), the hidden ones already black. Not to be changed.
        mask
            Bool, shape (rows, columns), True is hidden.

        Returns
        -------
        numpy.ndarray
            Of the same shape and dtype. What it holds outside the mask is not used.
        """
        ...


@runtime_checkable
class Obscure(plugins.Plugin, Protocol):
    """A style that works on what it hides: "obscured", not removed.

    One that makes another result each time also has an attribute `is_random`, which is True; see `is_random`.
    """

    @property
    def options(self) -> type[Dataclass]:
        """The dataclass that describes the options."""
        ...

    def obscure(self, stored: StoredValues, mask: Mask, pixels: PixelFormat, options: Any) -> StoredValues:  # noqa: ANN401
        """Give stored values for the hidden pixels, made from them; parameters as for `Fill.fill`."""
        ...


@runtime_checkable
class Style(plugins.Plugin, Protocol):
    """Either of the two."""

    @property
    def options(self) -> type[Dataclass]:
        """The dataclass that describes the options."""
        ...


@cache
def available() -> Mapping[str, Style]:
    """Give all styles by id."""
    return plugins.discover(sys.modules[__name__], Style)  # type: ignore[type-abstract]  # a protocol, checked at run time


def is_random(style: Style) -> bool:
    """True if nobody can make a style's result again, so that hidden values can't be checked by comparing them."""
    return getattr(style, "is_random", False) is True


def is_fill(name: str) -> bool:
    """Say whether the style of an id is given nothing of what it hides."""
    return _is_a(Fill, cast("Hashable", plugins.pick(available(), name, "style")))


def is_obscuring(name: str) -> bool:
    """Say whether the style of an id works on what it hides."""
    return _is_a(Obscure, cast("Hashable", plugins.pick(available(), name, "style")))


@cache
def _is_a(kind: type[Fill | Obscure], style: Hashable) -> bool:
    """Ask whether a style is of a kind, once: a protocol asks for each of its names."""
    return isinstance(style, kind)


def redact(
    stored: StoredValues, mask: Mask, pixels: PixelFormat, black: tuple[float, ...], choice: StyleChoice
) -> StoredValues:
    """Give a copy of stored values with the hidden ones replaced.

    Parameters
    ----------
    stored
        Shape (rows, columns[, samples]); not changed.
    mask
        Bool, shape (rows, columns), True is hidden.
    black
        The stored value of black, one number a sample.
    choice
        The style and its options.
    """
    style: Any = plugins.pick(available(), choice.id, "style")
    options = build(style.options, dict(choice.options))
    result = stored.copy()
    result[mask] = np.asarray(black, stored.dtype) if stored.ndim == 3 else black[0]
    if is_fill(choice.id):
        made = style.fill(result, mask, pixels, options)
    elif is_obscuring(choice.id):
        made = style.obscure(stored, mask, pixels, options)
    else:
        raise TypeError(f"style {choice.id} neither fills nor obscures")
    if made is not result:
        result[mask] = made[mask]
    if pixels.photometric_interpretation == "YBR_FULL_422":
        _share_chroma(result, mask)
    return result


def _share_chroma(stored: StoredValues, mask: Mask) -> None:
    """Make both pixels of each hidden pair agree in Cb and Cr, of which native 4:2:2 has one a pair."""
    pairs = stored.shape[1] // 2 * 2
    hidden = mask[:, 0:pairs:2] & mask[:, 1:pairs:2]
    stored[:, 1:pairs:2, 1:][hidden] = stored[:, 0:pairs:2, 1:][hidden]
