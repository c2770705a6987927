"""Start the window."""

from __future__ import annotations

import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import redactor
from redactor import detectors
from redactor.gui.crash_report import KEPT, Watch, report_of, write
from redactor.gui.icons import application_icon
from redactor.gui.main_window import MainWindow
from redactor.gui.preferences import Preferences
from redactor.gui.settings import Settings
from redactor.gui.single_instance import Listener, hand_over, server_name
from redactor.workflow.sample import sample_paths

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType, TracebackType

_AFTER_SHOWING: Final = 500
"""Milliseconds until the process that searches is started: an empty window has nothing better to do."""


def run(paths: Sequence[Path], sample: bool) -> int:
    """Open the window and give the exit status.

    If a window of this person is open already, the paths go there.

    Parameters
    ----------
    sample
        Open the sample case, too.
    """
    application = application_of(sys.argv[:1])
    wanted = [*paths, *(sample_paths() if sample else [])]
    name = server_name()
    if hand_over(wanted, name):
        return 0
    warm_up()
    settings = Settings()
    watch = Watch.begin(settings.crash_folder)
    window = MainWindow(Preferences(application, settings))
    listener = Listener(name, application)
    listener.received.connect(window.open_paths)
    listener.received.connect(lambda received: window.bring_to_front())
    report_to(window, settings.crash_folder)
    _end_on_interrupt(application)
    window.show()
    window.opener.look_for_leftovers()
    window.open_paths(wanted)
    if watch.left is not None:
        window.show_broken(watch.left)
    if not wanted:  # whoever opens a file wants to see it; the questions can wait
        window.shell.welcome()
        QTimer.singleShot(_AFTER_SHOWING, window.opener.searching.warm_up)
    status = application.exec()
    listener.close()
    window.shut_down()
    watch.end()
    return status


def warm_up() -> None:
    """Load now what would make the window stand still when it is first needed."""
    detectors.available()  # its words, for the cards of findings


def application_of(arguments: Sequence[str]) -> QApplication:
    """Give the application with its names, made now if there is none."""
    made = QApplication.instance()
    if isinstance(made, QApplication):
        return made
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QCoreApplication.setApplicationName("redactor")
    QCoreApplication.setOrganizationName("redactor")
    QCoreApplication.setApplicationVersion(redactor.__version__)
    QGuiApplication.setDesktopFileName("redactor")
    application = QApplication(list(arguments))
    application.setWindowIcon(application_icon())
    return application


class _Reporter(QObject):
    """Brings the news of an error from any thread to that of the window."""

    happened = Signal(str, object)


def report_to(window: MainWindow, folder: Path) -> None:
    """Have unforeseen errors shown as a sentence, and reported in a file, without their message.

    It may quote a patient's value. An error that comes again is reported once.
    """
    reporter = _Reporter(window)
    reporter.happened.connect(window.show_unexpected)
    written: dict[str, Path | None] = {}

    def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(0)
            return
        place = place_of(kind, trace)
        sys.stderr.write(f"redactor: {place}\n")
        if place not in written and len(written) < KEPT:
            written[place] = write(folder, report_of(kind, error, trace))
        reporter.happened.emit(place, written.get(place))

    sys.excepthook = report
    threading.excepthook = lambda told: report(told.exc_type, told.exc_value, told.exc_traceback)


def place_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Say what kind of error happened where in our code, and nothing of what it was about."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if "redactor" in Path(frame.filename).parts] or frames
    return f"{kind.__name__}, {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else kind.__name__


def _end_on_interrupt(application: QApplication) -> None:
    """Make Ctrl+C in the terminal end the program: Python sees a signal only while Python runs."""
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.setblocking(False)
    signal.set_wakeup_fd(theirs.fileno())

    def interrupted(number: int, frame: FrameType | None) -> None:
        del number, frame
        if application.property("interrupted"):
            application.exit(0)
        application.setProperty("interrupted", True)
        QApplication.closeAllWindows()  # may ask about edits, as closing does; a second Ctrl+C doesn't

    signal.signal(signal.SIGINT, interrupted)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: ours.recv(64))
    application.setProperty("interrupts", [ours, theirs])  # keeps both ends open
