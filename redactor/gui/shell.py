"""What surrounds the work in the window: settings, jobs, the layout of panels, blanking, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from redactor.errors import RedactorError
from redactor.gui import problems
from redactor.gui.dialogs.first_run import FirstRun
from redactor.gui.dialogs.settings import SettingsDialog
from redactor.gui.idle import IdleGuard
from redactor.gui.jobs import Phase
from redactor.gui.panels.jobs import JobBar
from redactor.gui.panels.messages import Message
from redactor.gui.tour import Tour, TourCard
from redactor.gui.translation import translate
from redactor.workflow.states import Rules

if TYPE_CHECKING:
    from redactor.gui.docks import Docks
    from redactor.gui.main_window import MainWindow
    from redactor.gui.preferences import Preferences

_MEGABYTE: Final = 1 << 20
_HOUR: Final = 3600.0
_PROJECTED: Final = ("CT", "MR", "US", "XA")


class Shell(QObject):
    """Puts these parts into a main window."""

    def __init__(self, window: MainWindow, preferences: Preferences, docks: Docks) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._docks = docks
        self._exported = (0, 0)
        actions = window.actions_by_id
        self.idle = IdleGuard(window, actions.all)
        self.tour = Tour(actions, window.viewport.view, self)
        self.card = TourCard(self.tour, window.viewport)
        self.searches, self.export = JobBar(Phase.SEARCHING), JobBar(Phase.EXPORTING)
        for bar in (self.searches, self.export):
            window.statusBar().addPermanentWidget(bar)
        docks.restore(preferences.settings.layout)
        self._connect()
        self._take_settings()
        self._tell_problems()

    def _connect(self) -> None:
        window, preferences = self._window, self._preferences
        actions, searching, exporting = window.actions_by_id, window.opener.searching, window.exporting
        preferences.changed.connect(self._take_settings)
        preferences.failed.connect(self._tell)
        actions.connect_to("settings", self.open_settings)
        actions.connect_to("reset_layout", self._docks.reset)
        actions["lock_panels"].triggered.connect(lambda on=False: preferences.choose("display", "lock_panels", on))
        actions.connect_to("restart_tour", self.start_tour)
        self.tour.finished.connect(lambda: preferences.choose("general", "tour_finished", True))
        window.session.searches_changed.connect(self._show_searches)
        window.session.case_changed.connect(self._show_searches)
        window.session.case_changed.connect(self._tell_problems)  # opening a case takes older messages away
        self.searches.pause_asked.connect(self._pause_searches)
        self.searches.stop_asked.connect(window.opener.stop_searching)
        searching.finished.connect(self._show_searches)
        exporting.progress.connect(self._show_export)
        exporting.finished.connect(self._end_export)
        exporting.failed.connect(self._end_export)
        self.export.pause_asked.connect(self._pause_export)
        self.export.stop_asked.connect(exporting.cancel)

    def open_settings(self) -> None:
        """Show the settings."""
        SettingsDialog(self._preferences, self._window.actions_by_id, self._window).open()

    def welcome(self) -> None:
        """Ask the questions of the first start if nobody answered them yet; later offer the tour until it was taken."""
        general = self._preferences.settings.all.general
        if not general.welcomed:
            questions = FirstRun(self._preferences, self._window)
            questions.tour_asked.connect(self.start_tour)
            questions.open()
        elif not general.tour_finished:
            offer = Message(
                "info",
                lambda: self.tr("A short tour of the sample case shows all that a review needs."),
                lambda: self.tr("Start the tour"),
                self.start_tour,
            )
            self._window.messages.show_message("tour", offer)

    @Slot()
    def start_tour(self) -> None:
        """Open the sample case and begin the tour."""
        self._window.opener.open_sample()
        self.tour.start()

    def keep_layout(self) -> None:
        """Keep where the window and its panels stand, for the next start."""
        settings = self._preferences.settings
        settings.geometry, settings.layout = self._window.saveGeometry(), self._docks.layout

    @Slot()
    def _take_settings(self) -> None:
        values = self._preferences.settings.all
        self._window.session.cache.limit = values.cache.memory_mb * _MEGABYTE
        self._window.opener.journaling.set_kept_for(values.cache.hours * _HOUR)
        self._window.viewport.cine.set_unsaid(values.display.cine_rate)
        self.idle.set_minutes(values.display.idle_minutes)
        self._window.viewport.view.is_window_drag_inverted = values.display.invert_window_drag
        policies = values.policies
        projected = frozenset(one for one in _PROJECTED if policies.may_project(one, one_size=True))
        self._window.session.look_always_for(policies.searched_parts)
        rules = Rules(one_person=policies.one_person_release, projected=projected)
        self._window.reviewing.set_rules(rules, policies.shown_ms)
        self._docks.take_use(values.general.use)
        self._docks.lock(values.display.lock_panels)
        self._window.actions_by_id["lock_panels"].setChecked(values.display.lock_panels)

    @Slot()
    def _tell_problems(self) -> None:
        for problem in self._preferences.settings.problems:
            self._tell(problem)

    @Slot(RedactorError)
    def _tell(self, problem: RedactorError) -> None:
        name = f"settings {problem.facts.get('key', '')} {problem.facts.get('file', '')}"
        self._window.messages.show_message(name, Message("warning", lambda: problems.sentence(problem, translate)))

    # --- jobs -------------------------------------------------------------------------------------------------

    @Slot()
    def _show_searches(self) -> None:
        session, searching = self._window.session, self._window.opener.searching
        total = 0 if session.case is None else len(session.case.images)
        done = total - session.searches.unfinished
        self.searches.show_progress(done, total, is_paused=searching.is_paused, is_busy=searching.is_running)

    @Slot(bool)
    def _pause_searches(self, paused: bool) -> None:
        self._window.opener.searching.pause(paused)
        self._show_searches()

    @Slot(int, int, str)
    def _show_export(self, done: int, total: int, name: str) -> None:
        del name
        self._exported = (done, total)
        paused = self._window.exporting.is_paused
        self.export.show_progress(done, total, is_paused=paused, is_busy=not paused)

    @Slot()
    def _end_export(self) -> None:
        self.export.show_progress(0, 0, is_paused=False, is_busy=False)

    @Slot(bool)
    def _pause_export(self, paused: bool) -> None:
        self._window.exporting.pause(paused)
        self.export.show_progress(*self._exported, is_paused=paused, is_busy=True)

    # --- words and colours ------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Name the panels in the language of the window."""
        self._docks.name((self.tr("Series"), self.tr("Findings")))
