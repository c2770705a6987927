"""Asks after drawing where else the region applies. It asks nothing: who goes on drawing has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet
    from redactor.gui.canvas.view import ImageView
    from redactor.gui.session_model import Session

_ACTIONS: Final = ("scope_frame", "scope_range", "scope_series", "scope_device")
_AWAY: Final = 8
_ENDS: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel})


class ApplyTo(QFrame):
    """A strip below a region that was drawn just now. It never takes the focus, and goes with the next gesture."""

    def __init__(self, session: Session, view: ImageView, actions: ActionSet) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._actions = actions
        self._region: str | None = None
        self.setProperty("role", "popup")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._title = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        for name in _ACTIONS:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("role", "button")
            button.clicked.connect(self.hide)
            layout.addWidget(button)
        self._close = QToolButton()
        self._close.setText("×")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.hide)
        layout.addWidget(self._close)
        self.hide()
        session.region_drawn.connect(self._offer)
        session.selection_changed.connect(self._hide_if_gone)
        session.plan_changed.connect(self._hide_if_gone)
        session.position_changed.connect(self.hide)
        view.installEventFilter(self)
        self.retranslate()

    @Slot(str)
    def _offer(self, region_id: str) -> None:
        """Show what else the region could apply to, if there is anything."""
        region = self._session.selected
        if region is None or not any(self._actions[name].isEnabled() for name in _ACTIONS):
            self.hide()
            return
        self._region = region_id
        for button in self.findChildren(QToolButton):
            button.setVisible(button is self._close or button.defaultAction().isEnabled())
        self.adjustSize()
        bounds, ratio = region.shape.bounds, self._view.devicePixelRatioF()
        transform = self._view.placement.transform
        left, top = transform.to_view((bounds.column, bounds.row))
        _, bottom = transform.to_view((bounds.column, bounds.row + bounds.rows))
        place = QPoint(round(left / ratio), round(bottom / ratio) + _AWAY)
        if place.y() + self.height() > self._view.height():  # there is no room below it
            place.setY(round(top / ratio) - _AWAY - self.height())
        room = self._view.rect().size() - self.size()
        self.move(min(max(place.x(), 0), max(room.width(), 0)), min(max(place.y(), 0), max(room.height(), 0)))
        self.show()
        self.raise_()

    @Slot()
    def _hide_if_gone(self) -> None:
        if self._session.selected_id != self._region or self._session.selected is None:
            self.hide()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self._title.setText(self.tr("Apply to:"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.setToolTip(self.tr("Close"))
        self.setAccessibleName(self.tr("Where the region applies"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go when something else begins on the image."""
        if event.type() in _ENDS:
            self.hide()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
