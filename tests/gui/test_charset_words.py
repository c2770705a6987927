"""That a character set is guessed is said in the attribute panel."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from redactor.gui.charset_words import declared, warnings
from tests.instances import capture

NAME = "\u5f20\u4f1f"


def test_a_guessed_name_is_told_with_what_the_file_says(driver, searches, tmp_path):
    path = capture(tmp_path / "a.dcm", rows=48, columns=64, SpecificCharacterSet="ISO_IR 100", PatientName="ABCDEF")
    path.write_bytes(path.read_bytes().replace(b"ABCDEF", f"{NAME}  ".encode("gbk")))
    driver.open(path)
    window = driver.window
    window.side.show_gate("words")
    panel = window.attributes
    driver.until(lambda: panel.charset_text != "")
    assert panel.charset_text == "\u26a0 Name decoded as GBK (file says ISO_IR 100). Check it."
    window._preferences.use_language("zh_CN")
    QApplication.processEvents()
    assert "GBK" in panel.charset_text
    assert "decoded" not in panel.charset_text
    assert NAME not in panel.charset_text


def test_a_file_that_is_right_is_not_warned_about(driver, searches, one_image):
    driver.open(one_image)
    driver.window.side.show_gate("words")
    assert driver.window.attributes.charset_text == ""


@pytest.mark.parametrize(
    ("value", "told"), [("", "ISO_IR 6"), ("ISO_IR 100", "ISO_IR 100"), ("z\u00e9lda", "?"), ("A" * 41, "?")]
)
def test_only_what_a_code_can_be_is_shown(value, told):
    assert declared(value) == told


def test_each_character_set_is_named_once_and_the_name_first():
    guessed = (("(0008,0080)", "UTF-8"), ("(0008,0081)", "UTF-8"), ("(0010,0010)", "GBK"))
    name, other = warnings(guessed, "ISO_IR 6", lambda context, text: text)
    assert name.startswith("Name decoded as GBK")
    assert other.startswith("Other text decoded as UTF-8")
