"""The main window: it puts the parts together and hands what one says to the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import redactor
from redactor.gui import menus, review_words
from redactor.gui.action_set import ActionSet
from redactor.gui.after_paint import AfterPaint
from redactor.gui.body_parts.commands import BodyPartsCommands
from redactor.gui.body_parts.reminder import ReminderStrip
from redactor.gui.bulk.commands import BulkCommands
from redactor.gui.bulk.save_template import accepted_hiding
from redactor.gui.commands import Commands
from redactor.gui.copying import Copying
from redactor.gui.descriptions import Descriptions
from redactor.gui.dialogs import choose
from redactor.gui.dialogs.crash import show_report
from redactor.gui.dialogs.export import ExportDialog
from redactor.gui.dialogs.own_presets import OwnPresetsDialog
from redactor.gui.dialogs.projections import ProjectionsDialog
from redactor.gui.dialogs.shortcuts import ShortcutsDialog
from redactor.gui.docks import Docks
from redactor.gui.handing_over import HandingOver
from redactor.gui.opening import CaseOpener
from redactor.gui.own_presets import OwnPresets
from redactor.gui.panels.action_bar import ActionBar
from redactor.gui.panels.attributes import AttributesPanel
from redactor.gui.panels.coverage_strip import CoverageStrip
from redactor.gui.panels.findings import FindingsPanel
from redactor.gui.panels.hidden_data import HiddenDataPanel
from redactor.gui.panels.messages import Message, MessageStrip
from redactor.gui.panels.series import SeriesPanel
from redactor.gui.panels.side import SidePanels
from redactor.gui.panels.viewport import Viewport
from redactor.gui.panels.welcome import Welcome
from redactor.gui.preferences import PreferenceMenus
from redactor.gui.problems import UNEXPECTED
from redactor.gui.queue.mode import QueueMode
from redactor.gui.region_commands import RegionCommands
from redactor.gui.rejecting import Rejecting
from redactor.gui.remembering import Remembering
from redactor.gui.review_commands import ReviewCommands
from redactor.gui.reviewing import Reviewing
from redactor.gui.session_model import Session
from redactor.gui.shell import Shell
from redactor.gui.standing_commands import StandingCommands
from redactor.gui.surface.commands import SurfaceCommands
from redactor.gui.tasks import Exporting
from redactor.gui.teaching.commands import TeachingCommands
from redactor.gui.theme import Theme
from redactor.gui.translation import translate
from redactor.model.region import Region
from redactor.workflow.states import may_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.gui.actions import Situation
    from redactor.gui.preferences import Preferences
    from redactor.workflow.case import Series

_FIRST_SIZE = QSize(1440, 900)
_FRAME = QSize(16, 40)
"""What a window manager puts around a window, about."""
_READABLE_FOR = 6000
"""How long a passing remark stays in the status bar, in milliseconds."""


class MainWindow(QMainWindow):
    """One window, one case."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(animated=False)  # docks take their places at once: nothing moves that nobody plays
        self._preferences = preferences
        self.session = Session(self)
        self.exporting = Exporting(self)
        self.viewport = Viewport(self.session)
        self.own_presets = OwnPresets(preferences.settings, preferences.failed.emit)
        self.viewport.own_presets = self.own_presets.of
        self.actions_by_id = ActionSet(self, self.viewport)
        self.messages = MessageStrip()
        self.welcome = Welcome(self.actions_by_id)
        self.reviewing = Reviewing(self.session, parent=self)
        self.after_paint = AfterPaint(self.session, self.viewport)
        self.descriptions = Descriptions(self.session, self.reviewing, self.after_paint, self)
        self.findings = FindingsPanel(self.session, self.actions_by_id, self.viewport.uncovered)
        self.attributes = AttributesPanel(self.session, self.reviewing, self.descriptions)
        self.hidden_data = HiddenDataPanel(self.session, self.reviewing, self.descriptions)
        self.side = SidePanels(self.reviewing, self.findings, self.attributes, self.hidden_data)
        self.coverage = CoverageStrip(self.session, self.reviewing)
        self.series = SeriesPanel(self.session)
        self.opener = CaseOpener(self.session, preferences.settings, self.messages, self.welcome, self)
        self.remembering = Remembering(self.session, self.reviewing, self.opener.journaling, self.messages)
        self.regions = RegionCommands(self.session, self.viewport, self.actions_by_id)
        self._commands = Commands(self.session, self.viewport, self.actions_by_id)
        self.queue = QueueMode(self, self.session, self.reviewing, self.viewport, self.actions_by_id, self._commands)
        self.review_commands = ReviewCommands(self.session, self.reviewing, self.actions_by_id, self._commands, self)
        self.standing = StandingCommands(
            self.session, self.reviewing, self.viewport.view, self.actions_by_id, self.messages, self
        )
        self.handing_over = HandingOver(self.session, self.reviewing, self.actions_by_id, self.messages, self)
        self.rejecting = Rejecting(
            self.session,
            self.reviewing,
            self.viewport.view,
            self.actions_by_id,
            lambda: preferences.settings.all.policies,
        )
        self.copying = Copying(self.session, self.reviewing, self.viewport, self.actions_by_id)
        self.regions.ask_first = self.rejecting.ask_first
        self.bulk = BulkCommands(self.session, self.actions_by_id, self)
        self.body_parts = BodyPartsCommands(
            self.session, self.reviewing, self.opener.journaling, self.actions_by_id, preferences, self
        )
        self.surface = SurfaceCommands(self.session, self.actions_by_id, self.messages, self)
        self.reminder = ReminderStrip(self.session, self.reviewing)
        self.teaching = TeachingCommands(self.session, self.viewport, self.actions_by_id, self.exporting, self)
        self.action_bar = ActionBar(self.session, self.reviewing, self.actions_by_id)
        self._closing = False
        self._build()
        self._connect()
        self._take_theme(preferences.theme)
        self.setAcceptDrops(True)
        self._take_size()
        self._show_case()
        self.retranslate()

    # --- parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.viewport)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.messages)
        layout.addWidget(self.queue.header)
        row = QHBoxLayout()
        row.addWidget(self._pages, 1)
        row.addWidget(self.queue.card)
        layout.addLayout(row, 1)
        layout.addWidget(self.reminder)
        layout.addWidget(self.coverage)
        layout.addWidget(self.action_bar)
        self.setCentralWidget(centre)
        stops = (
            self.series.list,
            self.series.images,
            self.viewport.view,
            self.findings.list,
            self.attributes.tree,
            self.hidden_data.table,
        )
        self._docks = Docks(self, self.series, self.side, stops)
        self.queue.use_docks(self._docks)
        self.side.confirmed.connect(self.viewport.setFocus)
        self.side.wide_wanted.connect(self._docks.widen)
        choices = PreferenceMenus(self._preferences, self)
        self.menuBar().setCornerWidget(choices.switch)
        toolbar = menus.toolbar(self.actions_by_id)
        toolbar.setObjectName("toolbar")
        self.addToolBar(toolbar)
        self._menus = menus.Menus(self.menuBar(), self.actions_by_id, [choices.language_menu, choices.theme_menu])
        self._local = QLabel()
        self.statusBar().addPermanentWidget(self._local)
        self.statusBar().setSizeGripEnabled(False)
        self.shell = Shell(self, self._preferences, self._docks)

    def _take_size(self) -> None:
        """Be as large as when it was closed last, at first as a screen has room for."""
        if not self.restoreGeometry(self._preferences.settings.geometry):
            room = self.screen().availableSize()
            self.resize(_FIRST_SIZE.boundedTo(room))
            if (_FIRST_SIZE + _FRAME).boundedTo(room) != _FIRST_SIZE + _FRAME:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def _connect(self) -> None:
        session, actions = self.session, self.actions_by_id
        session.case_changed.connect(self._show_case)
        for signal in (self.reviewing.changed, session.selection_changed, session.position_changed):
            signal.connect(self._show_situation)
        session.searches_changed.connect(self._show_situation)
        self.opener.searching.is_held = lambda: self.after_paint.is_holding
        self.after_paint.released.connect(self.opener.searching.go_on)
        self.viewport.content_changed.connect(self._show_content)
        self.viewport.frame_painted.connect(self.reviewing.painted)
        self.series.list.series.standing = self._standing
        self.reviewing.changed.connect(self.series.list.series.retranslate)
        self.viewport.unlike_result.connect(self.reviewing.hidden)
        self.viewport.key_refused.connect(self._explain)
        view = self.viewport.view
        view.maximise_requested.connect(self._docks.toggle)
        view.context_menu_requested.connect(self._show_region_menu)
        self.findings.region_chosen.connect(self._look_at_region)
        self.review_commands.panel_wanted.connect(self.queue.show_panel)
        self.review_commands.panel_wanted.connect(self.side.show_gate)
        self.review_commands.panel_wanted.connect(self.reminder.show_gate)
        self.opener.searching.finished.connect(self.surface.search_wanted)
        self.opener.searching.finished.connect(self.body_parts.carry_found)
        self.surface.searched.connect(self.body_parts.carry_found)
        self.surface.told.connect(lambda text: self.statusBar().showMessage(text, _READABLE_FOR))
        self.body_parts.told.connect(lambda text: self.statusBar().showMessage(text, _READABLE_FOR))
        self.series.list.clicked.connect(self.viewport.setFocus)
        self.series.images.clicked.connect(self.viewport.setFocus)
        self.exporting.finished.connect(self._show_situation)
        self.exporting.failed.connect(self._show_situation)
        self._preferences.theme_changed.connect(self._take_theme)
        self.regions.changed.connect(self._show_situation)
        self.handing_over.changed.connect(self._show_situation)
        self.copying.told.connect(lambda text: self.statusBar().showMessage(text, _READABLE_FOR))
        self.regions.told.connect(lambda text: self.statusBar().showMessage(text, _READABLE_FOR))
        self.bulk.told.connect(lambda text: self.statusBar().showMessage(text, _READABLE_FOR))
        self.teaching.told.connect(lambda text: self.statusBar().showMessage(text, _READABLE_FOR))
        actions.connect_to("open_files", self._ask_files)
        actions.connect_to("open_folder", self._ask_folder)
        actions.connect_to("open_sample", self.opener.open_sample)
        actions.connect_to("close_case", self.opener.close_case)
        actions.connect_to("export", self._export)
        actions.connect_to("quit", self.close)
        actions.connect_to(
            "full_screen", lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        )
        actions.connect_to("next_panel", lambda: self._docks.go_on(1))
        actions.connect_to("previous_panel", lambda: self._docks.go_on(-1))
        actions.connect_to("own_presets", self._show_own_presets)
        actions.connect_to("projections", self._show_projections)
        actions.connect_to("shortcuts", lambda: ShortcutsDialog(actions, self).open())
        actions.connect_to("help", self._show_help)
        actions.connect_to("about", self._show_about)

    # --- what the session says --------------------------------------------------------------------------------

    @Slot()
    def _show_case(self) -> None:
        has_case = self.session.case is not None
        self._pages.setCurrentWidget(self.viewport if has_case else self.welcome)
        self._docks.show(has_case)
        if has_case:
            self.viewport.setFocus()
        self._name()
        self._show_situation()

    @Slot()
    def _show_content(self) -> None:
        self.actions_by_id.set_presets(tuple(preset.title for preset in self.viewport.presets))
        self._name()
        self._show_situation()

    @Slot()
    def _show_situation(self) -> None:
        self.actions_by_id.update(self._situation())
        if unit := self.reviewing.current:
            self.findings.follow_reasons(self.reviewing.review(unit).reasons)
            self.viewport.set_review(review_words.state_words(self.reviewing.state(unit), translate))

    def _standing(self, series: Series) -> str:
        unit = self.reviewing.unit_of(series.images[0].key)
        if unit is None:
            return ""
        words = review_words.state_words(self.reviewing.state(unit), translate)
        return f"{words} {review_words.NOTE}" if self.reviewing.review(unit).comment else words

    def _situation(self) -> Situation:
        unit = self.reviewing.current
        return replace(
            self._commands.situation(self.reviewing, is_busy=self.exporting.is_running),
            region_obstacles=self.regions.obstacles(),
            can_project=unit is not None and may_project(unit, self.reviewing.rules),
            is_queue_on=self.queue.is_on,
            state=None if unit is None else self.reviewing.state(unit),
            needs_approval=not self.reviewing.rules.one_person,
            can_give_back=self.handing_over.can_give_back,
            accepted_hiding=accepted_hiding(self.session),
            can_carry=self.body_parts.can_carry,
            can_render=self.surface.can_render,
        )

    @Slot(str, object)
    def show_unexpected(self, kind: str, report: Path | None = None) -> None:
        """Save what is not saved, and say that something unexpected happened, without a word of what it was about."""
        self.opener.journaling.save_now()
        told = Message("error", lambda: translate("Errors", UNEXPECTED).format(kind=kind))
        if report is not None:
            told = replace(told, button=lambda: self.tr("Show the report"), do=lambda: show_report(report, self))
        self.messages.show_message("unexpected", told)

    def show_broken(self, report: Path) -> None:
        """Say that the program broke off last time; what was saved is offered by itself."""
        self.messages.show_message(
            "broken",
            Message(
                "warning",
                lambda: self.tr("The program broke off last time. A report without patient values was written."),
                lambda: self.tr("Show the report"),
                lambda: show_report(report, self),
            ),
        )

    # --- what a person does -----------------------------------------------------------------------------------

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files and folders."""
        if not self.exporting.is_running:
            self.opener.open(paths)

    def bring_to_front(self) -> None:
        """Show the window above others: the program was started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _ask_files(self) -> None:
        self.open_paths(choose.files(self, self.tr("Open files")))

    def _ask_folder(self) -> None:
        if folder := choose.folder(self, self.tr("Open folder")):
            self.open_paths([folder])

    def _export(self) -> None:
        dialog = ExportDialog(self.session, self.reviewing, self.exporting, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_own_presets(self) -> None:
        dialog = OwnPresetsDialog(self.own_presets, self.session, self.viewport, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_help(self) -> None:
        from redactor.gui.help.window import HelpWindow  # noqa: PLC0415 - paid by who opens it, not by each start

        window = self.findChild(HelpWindow) or HelpWindow(lambda: self._preferences.language, self)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.show()
        window.activateWindow()

    def _show_about(self) -> None:
        text = self.tr("redactor {version}\n\nTakes patient identity out of DICOM images, on this computer alone.")
        QMessageBox(QMessageBox.Icon.NoIcon, "redactor", text.format(version=redactor.__version__), parent=self).open()

    def _show_projections(self) -> None:
        case = self.session.case
        if case is not None:
            dialog = ProjectionsDialog(self.session, self.reviewing, case.series[self.session.position.series], self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot(Region)
    def _look_at_region(self, region: Region) -> None:
        self._commands.look_at(region)
        self.viewport.setFocus()  # where the keys to decide it work

    @Slot(object, QPoint)
    def _show_region_menu(self, region_id: str | None, place: QPoint) -> None:
        self.session.select(region_id)
        self._show_situation()  # what can be done may depend on the place
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = menus.REGION_MENU if region_id is not None else menus.IMAGE_MENU
        menus.fill(menu, names, self.actions_by_id)
        menu.popup(place)

    @Slot(QKeySequence)
    def _explain(self, key: QKeySequence) -> None:
        """Say why a key did nothing."""
        if reason := self.actions_by_id.obstacle_of_key(key):
            self.statusBar().showMessage(reason, _READABLE_FOR)

    # --- words and colours ------------------------------------------------------------------------------------

    def _name(self) -> None:
        image = self.session.image
        code = "" if image is None else self.session.code(image.key)
        told = ["redactor", self.tr("Local only – no network"), code]
        self.setWindowTitle(" – ".join(part for part in told if part))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.actions_by_id.retranslate()
        self._local.setText(self.tr("Local only – no network"))
        self.shell.retranslate()
        self.teaching.refresh()
        self._name()
        self._show_situation()

    @Slot(Theme)
    def _take_theme(self, colours: Theme) -> None:
        self.actions_by_id.set_theme(colours)
        bars = self.action_bar, self.coverage, self.shell.searches, self.shell.export
        parts = (self.series, self.findings, self.messages, self.hidden_data, *bars)
        for part in parts:
            part.set_theme(colours)

    # --- Qt ---------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, anywhere on the window."""
        if _dropped(event) and not self.exporting.is_running:
            event.acceptProposedAction()
            self.welcome.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """See `QWidget.dragLeaveEvent`."""
        self.welcome.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.welcome.set_over(False)
        event.acceptProposedAction()
        self.open_paths(_dropped(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask where decisions would be lost, then end what runs."""
        if self.bulk.is_running:
            event.ignore()
            self.bulk.open()  # a run is ended there
            return
        if self.exporting.is_running or (self.session.has_unexported_edits and not self._closing):
            event.ignore()
            if not self.exporting.is_running:
                self.opener.after_asking(self._close_for_good)
            return
        self.shell.keep_layout()
        self.setUpdatesEnabled(False)  # an update that waits would find no window to paint on
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """End all threads and processes; an export ends with the file that it writes."""
        self.exporting.wait()
        self.remembering.keep()
        self.bulk.close()
        self.body_parts.carrying.close()
        self.teaching.close()
        self.surface.close()
        self.review_commands.close()
        self.handing_over.close()
        self.opener.close()
        self.descriptions.close()
        self.viewport.close_threads()
        self.series.list.series.thumbnails.close()

    def _close_for_good(self) -> None:
        self._closing = True
        self.opener.journaling.end()
        self.close()


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
