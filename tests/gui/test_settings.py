"""Settings in the window: kept in one file, chosen in a dialog, those of the site only shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QCheckBox, QDockWidget, QLabel

from redactor.errors import DiskFull
from redactor.gui.dialogs.first_run import FirstRun
from redactor.gui.dialogs.setting_form import SettingForm
from redactor.gui.dialogs.settings import PAGES, SettingsDialog
from redactor.gui.dialogs.shortcuts import ShortcutsPage
from redactor.gui.settings import Settings
from redactor.options import describe
from redactor.workflow import settings_file
from redactor.workflow.policy import SECTIONS


@pytest.fixture
def site(settings_of):
    """A file of the site, heard by the next `Settings` beside it."""
    return settings_of.file.with_name("site.toml")


@pytest.fixture
def governed(settings_of, site):
    """Settings of which the site has set two; the window takes them."""
    site.write_text("[policies]\none_person_release = false\n[display]\nidle_minutes = 2\n[nonsense]\n")
    settings_of.__init__(settings_of._store)
    return settings_of


def dialog_of(window) -> SettingsDialog:
    window.actions_by_id["settings"].trigger()
    return window.findChild(SettingsDialog)


def form_of(dialog, section) -> SettingForm:
    return dialog.show_page(section).findChild(SettingForm)


def test_what_is_chosen_is_there_at_the_next_start(settings_of):
    settings_of.choose("cache", "memory_mb", 512)
    settings_of.theme = "light"
    again = Settings(QSettings(settings_of._store.fileName(), QSettings.Format.IniFormat))
    assert again.all.cache.memory_mb == 512
    assert again.theme == "light"
    assert "memory_mb = 512" in settings_of.file.read_text()


def test_the_language_follows_the_system_until_one_is_chosen(settings_of):
    assert settings_of.language in {"en", "zh_CN"}
    settings_of.language = "zh_CN"
    assert settings_of.language == "zh_CN"


def test_every_setting_has_a_field_that_says_what_it_is(window):
    dialog = dialog_of(window)
    assert dialog.list.count() == len(PAGES)
    assert dialog.pages.count() == 1
    for section in SECTIONS:
        form = form_of(dialog, section)
        asked = {one.name for one in describe(SECTIONS[section])} - {"welcomed", "tour_finished"}
        assert set(form.fields) == asked
        assert all(field.accessibleName() for field in form.fields.values())
    pages = [dialog.show_page(name) for name in PAGES]
    assert isinstance(pages[2], ShortcutsPage)
    assert dialog.pages.count() == len(set(pages)) == len(PAGES)
    assert dialog.show_page("about") is pages[-1]
    told = [label.text() for page in (pages[3], pages[6]) for label in page.findChildren(QLabel)]
    assert any("Bar codes" in text for text in told)
    assert any(str(window._preferences.settings.file) in text for text in told)
    dialog.reject()


def test_what_is_chosen_in_the_dialog_holds_at_once(window, qtbot):
    dialog = dialog_of(window)
    settings = window._preferences.settings
    tick = form_of(dialog, "policies").fields["one_person_release"]
    assert isinstance(tick, QCheckBox)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert not settings.all.policies.one_person_release
    form_of(dialog, "policies").fields["reason_from_confidence"].setValue(0.75)
    form_of(dialog, "cache").fields["memory_mb"].setValue(300)
    form_of(dialog, "display").fields["invert_window_drag"].setChecked(True)
    assert settings.all.policies.reason_from_confidence == 0.75
    assert window.session.cache._limit == 300 << 20
    assert window.viewport.view.is_window_drag_inverted
    languages = form_of(dialog, "general").fields["language"]
    languages.setCurrentIndex(languages.findData("zh_CN"))
    languages.activated.emit(languages.currentIndex())
    qtbot.waitUntil(lambda: dialog.windowTitle() == "设置")
    assert dialog.list.item(4).text() == "策略"
    assert settings_file.load(settings.file, settings.site).settings == settings.all
    dialog.reject()


def test_what_the_site_has_set_is_shown_and_cannot_be_changed(governed, window, site):
    form = form_of(dialog_of(window), "policies")
    assert not form.fields["one_person_release"].isEnabled()
    assert not form.fields["one_person_release"].isChecked()
    assert form.fields["sampled_review"].isEnabled()
    told = [label.text() for label in form.findChildren(QLabel) if not label.isHidden()]
    assert f"Set by {site}" in told
    window._preferences.choose("policies", "one_person_release", True)
    assert not window._preferences.settings.all.policies.one_person_release
    assert window.shell.idle._timer.interval() == 2 * 60_000
    window.findChild(SettingsDialog).reject()


def test_what_cannot_be_used_is_said_in_the_window_and_again_with_the_next_case(
    governed, window, searches, one_image, driver
):
    (told,) = window.messages.texts
    assert "nonsense" in told
    assert str(governed.site) in told
    driver.open(one_image)
    assert any("nonsense" in text for text in window.messages.texts)


def test_a_file_that_cannot_be_written_is_told_and_the_choice_holds(window, monkeypatch):
    def full(*_, **__):
        raise DiskFull

    monkeypatch.setattr(settings_file, "save", full)
    window._preferences.use_theme("light")
    assert window._preferences.settings.theme == "light"
    assert any("full" in text for text in window.messages.texts)


def test_a_broken_line_of_ones_own_is_kept_beside(settings_of):
    settings_of.file.write_text("[display]\ntheme = 'pink'\n")
    settings_of.__init__(settings_of._store)
    assert len(settings_of.problems) == 1
    settings_of.choose("display", "text_scale", 120)
    settings_of.choose("display", "text_scale", 130)
    assert "pink" in settings_of.file.with_suffix(".before").read_text()
    assert settings_of.all.display.theme == "dark"


# --- the layout of panels -----------------------------------------------------------------------------------


def docks(window):
    return {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}


def test_panels_are_locked_until_asked_otherwise(window, driver, searches, one_image):
    driver.open(one_image)
    assert all(dock.features() == QDockWidget.DockWidgetFeature.NoDockWidgetFeatures for dock in docks(window).values())
    driver.do("lock_panels")
    assert docks(window)["series"].features() & QDockWidget.DockWidgetFeature.DockWidgetMovable
    assert docks(window)["series"].titleBarWidget() is None
    assert docks(window)["series"].windowTitle() == "Series"
    assert not window._preferences.settings.all.display.lock_panels


def test_the_layout_is_kept_and_can_be_reset(window, driver, searches, one_image):
    driver.open(one_image)
    area = Qt.DockWidgetArea.RightDockWidgetArea
    window.addDockWidget(area, docks(window)["series"])
    window.shell.keep_layout()
    kept = window._preferences.settings.layout
    assert not kept.isEmpty()
    driver.do("reset_layout")
    assert window.dockWidgetArea(docks(window)["series"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    window._docks.restore(kept)
    window._docks._has_stood = False  # as at the next start
    window._docks.show(False)
    window._docks.show(True)
    assert window.dockWidgetArea(docks(window)["series"]) == area
    assert all(dock.isVisible() for dock in docks(window).values())


# --- the first start ----------------------------------------------------------------------------------------


def test_the_questions_are_asked_once_and_can_be_skipped(window, qtbot):
    window.shell.welcome()
    questions = window.findChild(FirstRun)
    qtbot.mouseClick(questions.skip, Qt.MouseButton.LeftButton)
    assert not questions.isVisible()
    assert window._preferences.settings.all.general.welcomed
    questions.setParent(None)
    window.shell.welcome()
    assert window.findChild(FirstRun) is None
    assert len(window.messages.texts) == 1  # the tour is offered
    window.messages.clear()
    window.shell.tour.start()
    window.shell.tour.end()
    window.shell.welcome()
    assert window.messages.texts == []


def test_who_wants_no_tour_is_not_offered_it_again(window, qtbot):
    window.shell.welcome()
    questions = window.findChild(FirstRun)
    for _ in range(3):
        qtbot.mouseClick(questions.go_on, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(questions.skip, Qt.MouseButton.LeftButton)
    assert window.shell.tour.number == 0
    assert window._preferences.settings.all.general.tour_finished


def test_the_questions_end_with_the_tour_of_the_sample_case(window, qtbot, searches, driver):
    window.shell.welcome()
    questions = window.findChild(FirstRun)
    for place in range(4):
        assert questions.pages.currentIndex() == place
        qtbot.mouseClick(questions.go_on, Qt.MouseButton.LeftButton)
    assert not questions.isVisible()
    assert window.shell.tour.number == 1
    driver.until(lambda: window.session.case is not None)


def test_the_rate_of_a_cine_that_states_none_and_how_long_journals_stay_are_heard(window, tmp_path):
    preferences, cine = window._preferences, window.viewport.cine
    assert cine.rate == preferences.settings.all.display.cine_rate == 3.0
    preferences.choose("display", "cine_rate", 12.0)
    assert cine.rate == 12.0
    assert window.opener.journaling._folder.kept_for == 72 * 3600
    preferences.choose("cache", "hours", 5)
    assert window.opener.journaling._folder.kept_for == 5 * 3600
    window.opener.journaling.use_folder(tmp_path / "other")
    assert window.opener.journaling._folder.kept_for == 5 * 3600
