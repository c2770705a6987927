"""One window a person: a second start hands its paths to the first, over a local socket that only its owner may use."""

from __future__ import annotations

import getpass
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATIENCE: Final = 5000
"""How long a second start waits for the first, in milliseconds."""
_LONGEST: Final = 8 << 20
"""More than any command line holds (Linux: 2 MiB), each byte of which may be escaped."""
_HEARD: Final = b"heard\n"


def server_name() -> str:
    """Give the name of the socket: one for each person who is logged in."""
    return f"redactor-{hashlib.sha256(getpass.getuser().encode()).hexdigest()[:16]}"


def hand_over(paths: Sequence[Path], name: str) -> bool:
    """Give paths to the window that runs already; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in paths]).encode() + b"\n")
    while socket.bytesAvailable() < len(_HEARD) and socket.waitForReadyRead(_PATIENCE):
        pass
    return bytes(socket.readAll().data()) == _HEARD


class Listener(QObject):
    """Listens for a second start."""

    received = Signal(list)
    """Paths to open; empty if the person only started the program again."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(name) and not _is_alive(name):
            QLocalServer.removeServer(name)  # left over by a program that was killed
            self._server.listen(name)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._heard[socket] = b""
            # Methods of this object, not lambdas: with the object the connections end, too.
            socket.readyRead.connect(self._listen)
            socket.disconnected.connect(self._forget)

    @Slot()
    def _listen(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        heard = self._heard.get(socket, b"") + bytes(socket.readAll().data())
        self._heard[socket] = heard
        if len(heard) > _LONGEST:
            socket.abort()
        elif heard.endswith(b"\n"):
            socket.write(_HEARD)
            socket.flush()
            paths = _paths(heard)
            if paths is not None:
                self.received.emit(paths)

    @Slot()
    def _forget(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard.pop(socket, None)
            socket.deleteLater()


def _is_alive(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket.waitForConnected(_PATIENCE)


def _paths(heard: bytes) -> list[Path] | None:
    try:
        names = json.loads(heard)
    except ValueError:
        return None
    return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else None
