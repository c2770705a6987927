"""What the person chooses beside the folder: the confidentiality profile, and what lossy images become."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from redactor.deid.profile_file import available, words_for_people
from redactor.dicom.recode import LOSSLESS_CHOICES


class ExportChoices(QWidget):
    """Two lists. The Basic profile and JPEG-LS come first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profile, self._profile_label = QComboBox(), QLabel()
        for name in ["basic", *sorted(set(available()) - {"basic"})]:
            self.profile.addItem(name, name)
        self.lossless, self._lossless_label = QComboBox(), QLabel()
        for name in LOSSLESS_CHOICES:
            self.lossless.addItem(name, name)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label, field in ((self._profile_label, self.profile), (self._lossless_label, self.lossless)):
            label.setBuddy(field)
            layout.addRow(label, field)

    def use_profile(self, name: str) -> None:
        """Choose a profile by its name."""
        self.profile.setCurrentIndex(max(self.profile.findData(name), 0))

    @property
    def profile_name(self) -> str:
        """The name of the chosen profile."""
        return str(self.profile.currentData())

    @property
    def recode_to(self) -> str:
        """One of `LOSSLESS_CHOICES`."""
        return str(self.lossless.currentData())

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self._profile_label.setText(self.tr("Confidentiality profile:"))
        self._lossless_label.setText(self.tr("Lossy images that must be coded again become:"))
        self.profile.setAccessibleName(self._profile_label.text())
        self.lossless.setAccessibleName(self._lossless_label.text())
        names = {"jpeg_ls": self.tr("JPEG-LS lossless"), "jpeg_2000": self.tr("JPEG 2000 lossless")}
        for index in range(self.lossless.count()):
            self.lossless.setItemText(index, names[str(self.lossless.itemData(index))])
        language = self.tr("en")  # the code of the language, which a translation gives as its own
        for index in range(self.profile.count()):
            title, summary = words_for_people(str(self.profile.itemData(index)), language)
            self.profile.setItemText(index, title)
            self.profile.setItemData(index, summary, Qt.ItemDataRole.ToolTipRole)
