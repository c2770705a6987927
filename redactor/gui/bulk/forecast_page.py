"""Step 4: what a run would come to, without a byte being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from redactor.gui.bulk.page import Page, button, fill, table
from redactor.gui.bulk.words import device_words, duration, forecast_words, group_state
from redactor.gui.numbers import number, size
from redactor.gui.translation import translate
from redactor.workflow.grouping import facts_from_text

if TYPE_CHECKING:
    from redactor.gui.bulk.model import BulkModel


class ForecastPage(Page):
    """A table of groups and a few numbers."""

    def __init__(self, model: BulkModel) -> None:
        super().__init__(model)
        self.summary, self.told = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.groups = table(4)
        self.again = button(model.look_ahead)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.groups, 1)
        layout.addWidget(self.told)

    def enter(self) -> None:
        """Begin the dry run if there was none."""
        if self.model.forecast is None:
            self.model.look_ahead()

    def refresh(self) -> None:
        """See `Page`."""
        found = self.model.forecast
        self.again.setText(self.tr("Look again"))
        self.again.setEnabled(not self.model.work.is_running)
        self.groups.setAccessibleName(self.tr("Dry run by group"))
        self.groups.setHorizontalHeaderLabels(
            [self.tr("State"), self.tr("Device, size, modality"), self.tr("Files"), self.tr("Found")]
        )
        if found is None:
            fill(self.groups, ())
            self.summary.setText(self.tr("A dry run looks at the files as a run would. It writes nothing."))
            self.told.setText("")
            return
        rows = [
            (
                group_state(each.group.state, translate),
                device_words(facts_from_text(each.group.facts).device, each.group.kind),
                each.group.images,
                "–" if each.group.template is None else forecast_words(each, translate),
            )
            for each in found.groups
        ]
        fill(self.groups, rows)
        summary = self.tr(
            "To be done: {done} · set aside: {aside} · disk needed: {needed} of {free} free · time: {time}"
        )
        self.summary.setText(
            summary.format(
                done=number(found.counts.get("pending", 0), translate),
                aside=number(found.counts.get("set_aside", 0), translate),
                needed=size(found.disk_needed, translate),
                free=size(found.disk_free, translate),
                time=duration(found.seconds, translate),
            )
        )
        told = []
        if found.disk_needed > found.disk_free:
            told.append(self.tr("⚠ The disk is too small. The run would pause until there is room."))
        if any(each.images_with_text or each.projected_outside for each in found.groups):
            told.append(self.tr("⚠ Images that show text outside the mask will be set aside."))
        told.append(self.tr("Some images of each group were searched; the run searches all. Times are rough."))
        self.told.setText("\n".join(told))
