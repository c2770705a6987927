"""Secret noise of the Laplace distribution."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Random = Callable[[int], bytes]
    """Gives as many random bytes as are asked for."""


def laplace(shape: tuple[int, ...], random: Random | None = None) -> NDArray[np.float64]:
    """Give noise of scale 1, from the system's generator for secrets unless a test brings another.

    Nothing but the noise itself comes from these bytes, and they are kept nowhere: who knew them could subtract it.
    """
    data = (random or secrets.token_bytes)(8 * int(np.prod(shape)))
    words: NDArray[Any] = np.frombuffer(data, np.uint64).reshape(shape)
    uniform = ((words >> np.uint64(11)) + 0.5) * 2.0**-53  # above 0 and at most 1
    noise: NDArray[np.float64] = np.where(words & np.uint64(1), np.log(uniform), -np.log(uniform))
    return noise
