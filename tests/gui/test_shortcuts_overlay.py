"""The overlay of all keys fits on a screen of 1920 by 1080 in both languages; the Review menu has all its actions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from redactor.gui import actions, menus
from redactor.gui.dialogs.shortcuts import _COLUMNS, _WIDE, ShortcutsDialog

_ROOM = (1920 - 96, 1040 - 96)
"""Without the bar of the system and what is around the page."""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_all_keys_are_in_sight_at_once(window, language):
    window._preferences.use_language(language)
    QApplication.processEvents()
    dialog = ShortcutsDialog(window.actions_by_id, window)
    page = dialog.page.content_size
    assert page.width() <= _ROOM[0]
    assert page.height() <= _ROOM[1]


def test_every_group_with_a_key_is_listed_once():
    groups = {spec.group for spec in (*actions.SPECS, *actions.tool_specs()) if spec.keys}
    for columns in (_COLUMNS, _WIDE):
        listed = [group for column in columns for group in column]
        assert sorted(listed) == sorted(set(listed))
        assert groups <= set(listed)


def test_every_action_of_the_review_is_in_its_menu():
    listed = dict(menus.MENUS)[actions.REVIEW]
    assert {spec.id for spec in actions.SPECS if spec.group == actions.REVIEW} <= {
        entry for entry in listed if isinstance(entry, str)
    }
