"""Copy image: what is on the clipboard is masked, and marked until it was released."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from redactor.gui.copying import DRAFT, picture, with_draft_mark
from redactor.model.geometry import Rectangle
from tests.gui.test_review import reviewed


def array_of(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def on_clipboard():
    return array_of(QGuiApplication.clipboard().image())


@pytest.fixture
def masked(driver, searches, one_image):
    driver.open(one_image)
    window = driver.window
    window.session.draw(Rectangle(30, 30, 20, 10))
    content = window.viewport.content
    bare = array_of(picture(content, np.zeros((48, 64), bool), window=None, is_inverted=False))
    assert bare[31 * 8 : 39 * 8, 31 * 8 : 49 * 8].any()
    return driver


def test_what_is_copied_is_masked_and_carries_the_mark(masked):
    window = masked.window
    masked.press("Ctrl+Shift+C")
    copied = on_clipboard()
    mask = window.session.mask(window.session.image, 1)
    plain = array_of(picture(window.viewport.content, mask, window=None, is_inverted=False))
    assert copied.shape == plain.shape == (48 * 8, 64 * 8, 3)
    assert not plain[31 * 8 : 39 * 8, 31 * 8 : 49 * 8].any()
    assert (copied != plain).mean() > 0.02
    assert "not released" in window.statusBar().currentMessage()


def test_held_or_lifted_masks_are_copied_all_the_same(masked):
    masked.press("Ctrl+Shift+C")
    before = on_clipboard().copy()
    masked.press("M")
    masked.press("M")
    masked.window.viewport.view.show_original(True)
    masked.press("Ctrl+Shift+C")
    assert np.array_equal(on_clipboard(), before)


def test_a_released_series_is_copied_without_the_mark(masked):
    window = masked.window
    reviewed(masked)
    masked.press("Ctrl+Shift+C")
    draft = on_clipboard().copy()
    window.reviewing.note_release(window.reviewing.current)
    masked.press("Ctrl+Shift+C")
    mask = window.session.mask(window.session.image, 1)
    plain = array_of(picture(window.viewport.content, mask, window=None, is_inverted=False))
    assert np.array_equal(on_clipboard(), plain)
    assert not np.array_equal(draft, plain)


def test_a_frame_that_is_left_out_is_not_copied(driver, searches, tmp_path, stack):
    driver.open(stack / "cine.dcm")
    driver.press("Shift+X")
    assert "left out" in driver.window.actions_by_id.obstacle("copy_image")
    assert not driver.window.actions_by_id["copy_image"].isEnabled()


def test_the_mark_says_it_in_both_languages_and_lies_inside_pictures_of_any_shape():
    assert "DRAFT – NOT RELEASED" in DRAFT
    assert "草稿-未放行" in DRAFT
    for width, height in ((512, 384), (600, 60), (60, 600)):
        grey = QImage(width, height, QImage.Format.Format_RGB32)
        grey.fill(0x808080)
        changed = (array_of(with_draft_mark(grey)) != 128).any(axis=2)
        assert changed.any()
        assert not changed[[0, -1]].any()
        assert not changed[:, [0, -1]].any()
