"""The middle of the window: what the image is, the image, and what the masks change in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from redactor.errors import SetAside
from redactor.gui import facts, problems
from redactor.gui.ahead import FramesAhead
from redactor.gui.canvas.comparison import Comparison
from redactor.gui.canvas.content import Content
from redactor.gui.canvas.coordinates import fit_scale
from redactor.gui.canvas.faint import FaintLook
from redactor.gui.canvas.lens import FACTORS
from redactor.gui.canvas.view import ImageView, MaskDisplay
from redactor.gui.cine import Cine
from redactor.gui.frames import FrameLoader
from redactor.gui.numbers import number
from redactor.gui.panels.bars import bar
from redactor.gui.panels.cine_bar import CineBar
from redactor.gui.panels.comparing import Comparing
from redactor.gui.presets import AS_STORED, Preset, presets
from redactor.gui.translation import translate
from redactor.gui.uncovered import Uncovered

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.session_model import Session
    from redactor.model.geometry import Point
    from redactor.model.image import Window

_MASK_DISPLAYS: Final[tuple[MaskDisplay, ...]] = ("filled", "outline", "off")


class Viewport(QFrame):
    """Shows the frame of the session and hands what the mouse does to the session."""

    key_refused = Signal(QKeySequence)
    """A key was pressed that no action took."""
    content_changed = Signal()
    frame_appeared = Signal(str, int)
    """A frame (image key, number) was painted, in whatever way it is shown."""
    frame_painted = Signal(str, int, float, object)
    """A frame (image key, number) was painted wholly masked, as it would leave.

    With it come the zoom, against 1 for the whole image in the view, and the `Bounds` of the pixels in sight. Not told
    while the original, a curtain, the map of changes, outlines instead of masks or overlays are shown.
    """
    unlike_result = Signal()
    """What was painted does not look as it would leave."""
    _painted_masked = Signal(str, int, float, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "viewport")
        self._session = session
        self.loader = FrameLoader(session)
        self.content: Content | None = None
        self._shown: tuple[str, int] | None = None
        self._series = ""
        self._windows: dict[str, Window] = {}
        self._problem: SetAside | None = None
        self._is_original = False
        self._ahead = FramesAhead(session, self.loader)
        self.own_presets: Callable[[str], tuple[Preset, ...]] = lambda modality: ()
        self.uncovered = Uncovered(session)
        self.view = ImageView()
        self.comparing = Comparing(session, self.view)
        self.cine = Cine(session, self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._code, self._what, self._window, self._state = QLabel(), QLabel(), QLabel(), QLabel()
        self._what.setProperty("role", "muted")
        self._state.setProperty("role", "state")
        self._masking, self._changed, self._probe, self._zoom = QLabel(), QLabel(), QLabel(), QLabel()
        self._outside = QLabel()
        self._masking.setProperty("role", "state")
        self._probe.setProperty("role", "muted")
        self._message = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._message.setMargin(32)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.comparing.panes)
        self._pages.addWidget(self._message)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar("header", [self._code, self._what], [self._window, self._state]))
        layout.addWidget(self._pages, 1)
        self.cine_bar = CineBar(self.cine)
        layout.addWidget(self.cine_bar)
        layout.addWidget(bar("footer", [self._masking, self._changed, self._outside], [self._probe, self._zoom]))
        self.setFocusProxy(self.view)
        self.view.installEventFilter(self)

    def _connect(self) -> None:
        session, view = self._session, self.view
        session.case_changed.connect(self._forget)
        session.position_changed.connect(self._request)
        session.selection_changed.connect(self._show_regions)
        session.plan_changed.connect(self._show_plan)
        self.uncovered.changed.connect(self._show_plan)
        self.loader.ready.connect(self._show)
        self.loader.failed.connect(self._refuse)
        view.shape_drawn.connect(session.draw)
        view.effect_drawn.connect(session.draw)
        view.shape_changed.connect(session.reshape)
        view.region_clicked.connect(session.select)
        view.window_changed.connect(self._keep_window)
        view.pointer_moved.connect(self._show_probe)
        view.view_changed.connect(self._show_zoom)
        view.original_shown.connect(self._show_whether_original)
        view.looked_up.connect(self._show_window)
        view.appeared.connect(self._note_appeared)
        self.comparing.changed.connect(self._show_masking)
        # Not while it is painted: who listens may want to paint, too.
        self._painted_masked.connect(self.frame_painted, Qt.ConnectionType.QueuedConnection)

    # --- what the actions do ----------------------------------------------------------------------------------

    @property
    def presets(self) -> tuple[Preset, ...]:
        """The window presets of the frame shown."""
        if self.content is None or self._session.case is None:
            return ()
        series = self._session.case.series[self._session.position.series]
        return presets(series.modality, self.content, self.own_presets(series.modality))

    @property
    def changed_text(self) -> str:
        """What the masks change, in words."""
        return self._changed.text()

    @property
    def masking_text(self) -> str:
        """That the image does not look as it would leave; empty where it does."""
        return "" if self._masking.isHidden() else self._masking.text()

    @property
    def window_text(self) -> str:
        """The window and the look of the frame, in words."""
        return self._window.text()

    @property
    def probe_text(self) -> str:
        """The place and value of the pixel under the mouse."""
        return self._probe.text()

    @property
    def problem_text(self) -> str:
        """Why there is no frame to see; empty where there is one."""
        return "" if self._problem is None else self._message.text()

    @property
    def frame_shown(self) -> tuple[str, int] | None:
        """The image key and number of the frame shown; None where there is none."""
        return None if self.content is None else self._shown

    def use_preset(self, number: int) -> None:
        """Choose a window by its number; 0 is the window as stored."""
        preset = AS_STORED if number == 0 else self.presets[number - 1]
        self.use_window(preset.window)

    def use_window(self, window: Window | None) -> None:
        """Show the images of this series in a window; None is the one as stored."""
        self.view.set_look(None)
        self.view.set_window(window)
        self._keep_window(window)

    def next_faint_look(self) -> None:
        """Search faint text: in a narrow window, inverted, with local contrast; then in the window again."""
        looks = (None, *FaintLook)
        self.view.set_look(looks[(looks.index(self.view.look) + 1) % len(looks)])

    def toggle_lens(self) -> None:
        """Show the magnifier, or take it away."""
        self.view.set_lens(FACTORS[0] if self.view.lens is None else None)

    def next_lens(self) -> None:
        """Show the magnifier closer, from the closest as at first."""
        place = FACTORS.index(self.view.lens) + 1 if self.view.lens else 0
        self.view.set_lens(FACTORS[place % len(FACTORS)])

    def toggle_overlays(self) -> None:
        """Draw what overlay planes draw, or show the stored pixels alone."""
        self.view.show_overlays(not self.view.shows_overlays)
        self._show_masking()

    def set_review(self, words: str) -> None:
        """Say where the series shown stands in its review, as icon and word."""
        if words != self._state.text():
            self._state.setText(words)
            self._summarise()

    def next_mask_display(self) -> MaskDisplay:
        """Show masks filled, then as outlines, then not at all; gives what is shown now."""
        place = _MASK_DISPLAYS.index(self.view.mask_display) + 1
        self.view.set_mask_display(_MASK_DISPLAYS[place % len(_MASK_DISPLAYS)])
        self._show_masking()
        return self.view.mask_display

    def close_threads(self) -> None:
        """End what works beside the window."""
        self.cine.stop()
        self.comparing.maps.close()
        self.loader.close()

    # --- from the session to the view -------------------------------------------------------------------------

    @Slot()
    def _forget(self) -> None:
        self._windows.clear()
        self._shown = None
        self.content = None
        self._ahead.forget()
        self.view.show_image(None)
        self.view.show_overlays(False)
        self.comparing.follow_plan(None)
        self.comparing.use(Comparison.NONE)
        self.content_changed.emit()

    @Slot()
    def _request(self) -> None:
        if image := self._session.image:
            self._ahead.follow()
            self.loader.request(image, self._session.position.frame)
        self._show_header()

    @Slot(str, int, Content)
    def _show(self, key: str, number: int, content: Content) -> None:
        if content is self.content and (key, number) == self._shown:
            self._ahead.prepare()  # the case has grown around it
            return
        series = self._series_key()
        stays = self.content is not None and series == self._series
        self._shown, self._series, self.content = (key, number), series, content
        self._pages.setCurrentWidget(self.comparing.panes)
        self._problem = None
        self.view.show_image(content, keep_view=stays)
        self.view.set_window(self._windows.get(series))
        self._show_plan()
        self._show_window()
        self._show_masking()
        self._ahead.prepare()
        self.content_changed.emit()

    @Slot()
    def _note_appeared(self) -> None:
        if self._shown is None:
            return
        self.frame_appeared.emit(*self._shown)
        image = self._session.image  # while another one is being decoded, this mask may be an old one
        is_masked = self.view.shows_masked and not self.uncovered.count(self._shown[1])
        if is_masked and image is not None and image.key == self._shown[0]:
            place = self.view.placement
            zoom = place.transform.scale / fit_scale(place.image, place.view, place.transform.aspect)
            self._painted_masked.emit(*self._shown, zoom, self.view.bounds_seen)
        else:
            self.unlike_result.emit()

    @Slot(str, int, SetAside)
    def _refuse(self, key: str, number: int, error: SetAside) -> None:
        self._shown, self.content, self._problem = (key, number), None, error
        self.view.show_image(None)
        self._pages.setCurrentWidget(self._message)
        self.retranslate()
        self.content_changed.emit()

    @Slot()
    def _show_regions(self) -> None:
        if self._shown is not None and (image := self._session.image) and image.key == self._shown[0]:
            number = self._shown[1]
            here = tuple(region for region in self._session.regions if region.scope.has_frame(number))
            self.view.set_regions(here, self._session.selected_id)

    @Slot()
    def _show_plan(self) -> None:
        image = self._session.image
        if image is None or self._shown is None or self._shown[0] != image.key or self.content is None:
            self._changed.clear()
            return
        mask = self._session.mask(image, self._shown[1])
        self._show_regions()
        self.view.set_mask(self.uncovered.mask(image, self._shown[1]))
        self.comparing.follow_plan(self._shown)
        self._show_masking()
        regions = self._session.plan_for(image.key).active(self._shown[1])
        gone = facts.left_out(self._shown[1] in self._session.plan.dropped_of(image.key), translate)
        self.view.set_struck(gone)
        self._changed.setText(gone or facts.changed(np.count_nonzero(mask) / mask.size, len(regions), translate))
        self._summarise()

    # --- words -----------------------------------------------------------------------------------------------

    def _show_header(self) -> None:
        session = self._session
        if session.case is None or session.image is None:
            return
        self._code.setText(session.code(session.image.key))
        self._what.setText(facts.place(session.case, session.position, translate))

    def _show_window(self) -> None:
        window = None if self.content is None else self.view.window_shown
        told = "" if window is None else facts.window(window)
        self._window.setText(facts.join([facts.look(self.view.look, translate), told], translate))

    def _show_masking(self) -> None:
        """Say so while the image does not look as it would leave."""
        words = {"filled": "", "outline": self.tr("Masks as outlines"), "off": self.tr("Masks off")}
        told = self.comparing.text or words[self.view.mask_display]
        lifted = 0 if self._shown is None else self.uncovered.count(self._shown[1])
        if lifted and not told:
            told = self.tr("Shown uncovered: {count}").format(count=lifted)
        drawn = facts.overlays(self.content, self.view.shows_overlays, translate)
        told = self.tr("Original shown") if self._is_original else facts.join([told, drawn], translate)
        self._masking.setText(f"◉ {told}")
        self._masking.setVisible(bool(told))
        self._outside.setText(self.comparing.outside_text)

    def _summarise(self) -> None:
        """Say to a screen reader what can be seen."""
        session = self._session
        if session.case is not None:
            where = facts.place(session.case, session.position, translate)
            counts = facts.counts(session.regions, translate)
            told = [self._code.text(), where, self.view.struck, counts, self._state.text()]
            self.view.set_summary(facts.join(told, translate))

    @Slot(object)
    def _show_probe(self, point: Point | None) -> None:
        self._probe.setText("")
        image = self._session.image
        if point is None or self.content is None or image is None or self._shown is None:
            return
        hidden = None if self._is_original else self._session.mask(image, self._shown[1])
        self._probe.setText(facts.probe(self.content, point, hidden, translate))

    @Slot(bool)
    def _show_whether_original(self, shown: bool) -> None:
        self._is_original = shown
        self._show_masking()

    @Slot()
    def _show_zoom(self) -> None:
        self._zoom.setText("" if self.content is None else f"{number(self.view.zoom * 100, translate, ',.0f')} %")

    @Slot(object)
    def _keep_window(self, window: Window | None) -> None:
        series = self._series_key()
        if window is None:
            self._windows.pop(series, None)
        else:
            self._windows[series] = window
        self._show_window()

    def _series_key(self) -> str:
        case = self._session.case
        return "" if case is None else case.series[self._session.position.series].key

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        if self._problem is not None:
            self._message.setText(f"⛔\n{problems.sentence(self._problem, translate)}")
        self._show_header()
        self._show_plan()
        self._show_window()
        self.comparing.retranslate()
        self._show_masking()

    # --- Qt --------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of keys that came this far, past the actions: somebody may want to know why nothing happened."""
        is_press = event.type() == QEvent.Type.KeyPress and not self.view.is_drawing
        if isinstance(event, QKeyEvent) and is_press:
            self.key_refused.emit(QKeySequence(event.keyCombination()))
        return super().eventFilter(watched, event)
