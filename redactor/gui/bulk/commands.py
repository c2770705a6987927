"""The two actions of bulk work in the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from redactor.dicom.instance import Instance
from redactor.errors import RedactorError
from redactor.gui import problems, settings
from redactor.gui.bulk.save_template import SaveTemplateDialog
from redactor.gui.translation import translate
from redactor.workflow.templates import Library

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from redactor.gui.action_set import ActionSet
    from redactor.gui.bulk.window import BulkWindow
    from redactor.gui.session_model import Session


class BulkCommands(QObject):
    """Opens the windows; there is one bulk window."""

    told = Signal(str)
    """A passing remark, in the language of the window."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self.window: BulkWindow | None = None
        actions.connect_to("bulk", self.open)
        actions.connect_to("save_template", self.save_template)

    @property
    def is_running(self) -> bool:
        """True while a run is under way."""
        return self.window is not None and self.window.model.is_run

    def open(self) -> None:
        """Show the bulk window as it was left."""
        if self.window is None:
            from redactor.gui.bulk.window import BulkWindow  # noqa: PLC0415 - paid by who opens it, not by each start

            self.window = BulkWindow(_library(), self._session.profile_name, self._parent)
        self.window.show()
        self.window.activateWindow()

    def save_template(self) -> None:
        """Ask for a title, and save."""
        image = self._session.image
        if image is None or not isinstance(image.image, Instance):
            return
        try:
            library = _library() if self.window is None else self.window.model.library
            dialog = SaveTemplateDialog(self._session, library, image.image, self._parent)
        except RedactorError as error:
            self.told.emit(problems.sentence(error, translate))
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self.told.emit(self.tr("The template was saved. Test it on files in File ▸ Bulk…"))
        )
        dialog.open()

    def close(self) -> None:
        """End what runs."""
        if self.window is not None:
            self.window.close_for_good()


def _library() -> Library:
    return Library(settings.user_data() / "templates")
