"""The one cache of what was made from frames: bounded in bytes, the least recently used leave first."""

from __future__ import annotations

from collections import OrderedDict
from threading import Condition, get_ident
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

DEFAULT_BYTES: Final = 2 << 30


class Sized(Protocol):
    """Anything that knows how many bytes it holds, such as an array."""

    @property
    def nbytes(self) -> int:
        """Bytes held; the same each time it is asked."""
        ...


_Kept = TypeVar("_Kept", bound=Sized)


class FrameCache:
    """Arrays, and what is made of them, by key. Safe to use from several threads.

    Parameters
    ----------
    limit
        Bytes held at most.
    """

    def __init__(self, limit: int = DEFAULT_BYTES) -> None:
        self._limit = limit
        self._arrays: OrderedDict[Hashable, Sized] = OrderedDict()
        self._bytes = 0
        self._changed = Condition()
        self._making: dict[Hashable, int] = {}  # and the thread that does
        self._round = 0

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
        with self._changed:
            self._limit = limit
            self._make_room()

    def get(self, key: Hashable, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Give the array of a key, read-only, made now if it isn't held.

        Who asks for what another thread is making waits for it. An array larger than the limit is handed out, not
        held.
        """

        def sealed() -> NDArray[Any]:
            array = make()
            array.flags.writeable = False
            return array

        return self.keep(key, sealed)

    def keep(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        """Do the same with a value of another kind, which nobody changes."""
        with self._changed:
            while self._making.get(key, get_ident()) != get_ident():
                self._changed.wait()
            if (held := self._touched(key)) is not None:
                return cast("_Kept", held)
            self._making[key] = get_ident()
            begun = self._round
        made: _Kept | None = None
        try:
            made = make()
        finally:
            with self._changed:
                self._making.pop(key, None)
                if made is not None and key not in self._arrays and self._may_hold(made, begun):
                    self._arrays[key] = made
                    self._bytes += made.nbytes
                    self._make_room()
                self._changed.notify_all()
        return made

    def held(self, key: Hashable) -> object:
        """Give what is held by a key, or None; nothing is made."""
        with self._changed:
            return self._touched(key)

    def clear(self) -> None:
        """Forget everything, and what is being made at this moment, too."""
        with self._changed:
            self._arrays.clear()
            self._bytes = 0
            self._round += 1

    def _may_hold(self, made: Sized, begun: int) -> bool:
        return begun == self._round and made.nbytes <= self._limit

    def _touched(self, key: Hashable) -> Sized | None:
        if key not in self._arrays:
            return None
        self._arrays.move_to_end(key)
        return self._arrays[key]

    def _make_room(self) -> None:
        while self._bytes > self._limit:
            _, dropped = self._arrays.popitem(last=False)
            self._bytes -= dropped.nbytes
