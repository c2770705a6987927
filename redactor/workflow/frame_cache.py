"""The one cache of decoded arrays: bounded in bytes, the least recently used leave first."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

DEFAULT_BYTES: Final = 512 << 20


class FrameCache:
    """Arrays by key. Safe to use from several threads; what it hands out is read-only."""

    def __init__(self, limit: int = DEFAULT_BYTES) -> None:
        self._limit = limit
        self._arrays: OrderedDict[Hashable, NDArray[Any]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes held now; never more than the limit."""
        return self._bytes

    @property
    def limit(self) -> int:
        """Bytes held at most; lowering it makes room at once."""
        return self._limit

    @limit.setter
    def limit(self, limit: int) -> None:
        with self._lock:
            self._limit = limit
            self._trim()

    def get(self, key: Hashable, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Give the array of a key, made now if it isn't held. One larger than the limit is handed out, not held."""
        with self._lock:
            if key in self._arrays:
                self._arrays.move_to_end(key)
                return self._arrays[key]
        array = make()
        array.flags.writeable = False
        with self._lock:
            if key not in self._arrays and array.nbytes <= self._limit:
                self._arrays[key] = array
                self._bytes += array.nbytes
                self._trim()
        return array

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._arrays.clear()
            self._bytes = 0

    def _trim(self) -> None:
        while self._bytes > self._limit:
            _, dropped = self._arrays.popitem(last=False)
            self._bytes -= dropped.nbytes
