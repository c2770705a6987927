"""Starting: one window a person, no traces of what went wrong, workers that may die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from redactor.gui import app
from redactor.gui.position import by_frames
from redactor.gui.single_instance import Listener, hand_over, server_name
from redactor.gui.tasks import Opening, WorkerProcess
from redactor.trust.local_key import LocalKey
from redactor.workflow.case import OpenedCase
from redactor.workflow.journal_folder import Prepared
from redactor.workflow.private_folder import PrivateFolder
from tests.gui.conftest import PATIENCE
from tests.instances import capture

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def name(tmp_path) -> str:
    return str(tmp_path / "socket")


def test_paths_are_handed_to_the_window_that_runs(qtbot, qapp, name):
    listener = Listener(name)
    second = (
        "import pathlib, sys; from redactor.gui.single_instance import hand_over; "
        "sys.exit(not hand_over([pathlib.Path(path) for path in sys.argv[2:]], sys.argv[1]))"
    )
    with qtbot.waitSignal(listener.received, timeout=PATIENCE) as told:
        started = subprocess.Popen([sys.executable, "-c", second, name, "/some/folder", "图像.dcm"], cwd=REPOSITORY)
    assert started.wait(PATIENCE / 1000) == 0
    listener.close()
    assert told.args[0] == [Path("/some/folder"), REPOSITORY / "图像.dcm"]


def test_several_paths_with_chinese_names_open_in_the_window_that_runs(window, qtbot, name, tmp_path, searches):
    files = [
        capture(tmp_path / "张三 的影像" / f"第{number}次.dcm", SeriesInstanceUID=f"2.25.{number}") for number in (1, 2)
    ]
    listener = Listener(name)
    listener.received.connect(window.open_paths)
    second = (
        "import pathlib, sys; from redactor.gui.single_instance import hand_over; "
        "sys.exit(not hand_over([pathlib.Path(path) for path in sys.argv[2:]], sys.argv[1]))"
    )
    command = [sys.executable, "-c", second, name, *(str(file.relative_to(tmp_path)) for file in files)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "LC_ALL": "C"}
    started = subprocess.Popen(command, cwd=tmp_path, env=environment)
    qtbot.waitUntil(lambda: window.session.case is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.opener.opening.is_running, timeout=PATIENCE)
    assert started.wait(PATIENCE / 1000) == 0
    listener.close()
    assert sorted(image.path for image in window.session.case.images) == files
    assert "张三" not in window.windowTitle()


def test_without_a_window_nothing_is_handed_over(qapp, name):
    assert not hand_over([Path("/some/folder")], name)


def test_a_socket_left_by_a_program_that_was_killed_is_replaced(qtbot, qapp, name):
    Path(name).write_text("")
    listener = Listener(name)
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(PATIENCE)
    socket.abort()
    listener.close()


@pytest.mark.parametrize("words", [b"no json\n", b"{}\n", b"12\n"])
def test_what_is_no_list_of_paths_opens_nothing(qtbot, qapp, name, words):
    listener = Listener(name)
    told = []
    listener.received.connect(told.append)
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(PATIENCE)
    socket.write(words)
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0, timeout=PATIENCE)
    assert told == []
    socket.abort()
    listener.close()


def test_too_long_a_message_is_cut_off(qtbot, qapp, name):
    listener = Listener(name)
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(PATIENCE)
    socket.write(json.dumps(["x" * (16 << 20)]).encode())
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=PATIENCE)
    listener.close()


def test_the_name_of_the_socket_tells_no_user_name():
    assert server_name() == server_name()
    assert os.environ.get("USER", "root") not in server_name()


def test_an_error_is_told_by_kind_and_place_without_its_message():
    with pytest.raises(AttributeError) as caught:
        by_frames("CANARY^ZELDA", None, 1)
    assert app.place_of(caught.type, caught.tb).startswith("AttributeError, position.py:")
    assert app.place_of(ValueError, None) == "ValueError"


def test_an_unforeseen_error_is_a_sentence_in_the_window(window, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    app.report_to(window, tmp_path)
    error = ValueError("CANARY^ZELDA")
    sys.excepthook(ValueError, error, None)
    thread = threading.Thread(target=lambda: int("CANARY^ZELDA"))
    thread.start()
    thread.join()
    QApplication.processEvents()
    (told,) = window.messages.texts
    assert "ValueError" in told
    assert "Your edits are kept" in told
    assert "CANARY" not in told + capsys.readouterr().err


def _kill(number: int) -> None:
    os.kill(os.getpid(), number)


def test_a_worker_that_dies_is_replaced_by_the_next_question():
    worker = WorkerProcess()
    try:
        assert worker.submit(_kill, signal.SIGKILL).exception(PATIENCE / 1000) is not None
        assert worker.submit(os.getpid).result(PATIENCE / 1000) != os.getpid()
    finally:
        worker.stop()


def test_a_worker_ends_when_it_is_stopped():
    worker = WorkerProcess()
    child = worker.submit(os.getpid).result(PATIENCE / 1000)
    worker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_opening_that_was_cancelled_tells_nothing(qtbot, qapp, tmp_path):
    capture(tmp_path / "a.dcm")
    opening = Opening()
    told = []
    opening.opened.connect(lambda case, prepared: told.append(case))

    def start():
        opening.start(lambda: Prepared((tmp_path,), LocalKey.random()), PrivateFolder(tmp_path / "private"))

    start()
    opening.cancel()
    with qtbot.waitSignal(opening.opened, timeout=PATIENCE) as answer:
        start()
    assert isinstance(answer.args[0], OpenedCase)
    assert len(told) == 1
    qtbot.waitUntil(lambda: not opening.is_running, timeout=PATIENCE)
