"""Pictures of frames, drawn in a thread of their own: only the one asked for last is still wanted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from redactor.errors import SetAside
from redactor.workflow.inputs import UNFORESEEN, unforeseen
from redactor.workflow.teaching_pictures import Rendering, Stamps

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from redactor.dicom.instance import Instance
    from redactor.model.image import Window
    from redactor.model.teaching import KeyImage


class Painting(QObject):
    """Draws one frame at a time."""

    ready = Signal(int, QImage)
    """The number that was given to the request, and the picture."""
    failed = Signal(int, SetAside)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="teaching")
        self._last = 0
        self._is_closed = False

    @property
    def last(self) -> int:
        """The number of the newest request."""
        return self._last

    def whole(self, instance: Instance, number: int, window: Window | None) -> int:
        """Ask for a frame as it can be cut and drawn on."""
        return self._ask(lambda: instance.display(instance.frame(number), window))

    def final(self, instance: Instance, image: KeyImage, stamps: Stamps, number: int) -> int:
        """Ask for a frame as it will leave."""
        return self._ask(lambda: Rendering.of(instance, image, stamps).picture(number))

    def close(self) -> None:
        """End the thread."""
        self._is_closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _ask(self, draw: Callable[[], NDArray[np.uint8]]) -> int:
        self._last += 1
        if not self._is_closed:
            self._pool.submit(self._work, self._last, draw)
        return self._last

    def _work(self, asked: int, draw: Callable[[], NDArray[np.uint8]]) -> None:
        if asked != self._last or self._is_closed:
            return
        try:
            self.ready.emit(asked, as_picture(draw()))
        except SetAside as problem:
            self.failed.emit(asked, problem)
        except UNFORESEEN as error:
            self.failed.emit(asked, unforeseen(error))


def as_picture(shown: NDArray[np.uint8]) -> QImage:
    """Give display values, shape (rows, columns[, 3]), as a picture that owns its bytes."""
    values = np.ascontiguousarray(shown)
    depth = QImage.Format.Format_Grayscale8 if values.ndim == 2 else QImage.Format.Format_RGB888
    return QImage(values.data, values.shape[1], values.shape[0], values.strides[0], depth).copy()
