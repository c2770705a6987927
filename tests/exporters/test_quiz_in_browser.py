"""The quiz page in a real browser, headless: its keys, its windows, its answers, and that it asks for nothing."""

from __future__ import annotations

import importlib.util
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from redactor.exporters.teaching.quiz_page import PLUGIN
from redactor.model.image import Window
from redactor.model.teaching import KeyImage, Preset, Question, Sections, TeachingCase
from redactor.workflow.teaching import open_result, render
from tests.teaching import written_results

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSER, DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not BROWSER or not DRIVER or importlib.util.find_spec("selenium") is None,
        reason="Chromium, chromedriver and the Python package selenium are needed, and are not all here",
    ),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Open a quiz with a still of two windows and a film."""
    from selenium import webdriver  # noqa: PLC0415 - which need not be there
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("quiz")
    still, _, film = (open_result(file) for file in written_results(folder))
    case = TeachingCase(
        title="<b>A mass</b>",
        images=(
            KeyImage("a", presets=(Preset("bone", Window(480, 2500)),)),
            KeyImage("b", tuple(range(1, film.instance.pixel_format.number_of_frames + 1))),
        ),
        sections=Sections(diagnosis="Carcinoma."),
        questions=(Question("What is it?", "A tumour."),),
        quiz=True,
    )
    PLUGIN.write(render(case, [still, film]), folder, "html")
    options = webdriver.ChromeOptions()
    for word in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=900,1200",
    ):
        options.add_argument(word)
    options.binary_location = str(BROWSER)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        driver.get((folder / "CASE-0001.html").as_uri())
        yield driver
    finally:
        driver.quit()


def found(page: Any, css: str) -> list[Any]:
    return list(page.find_elements("css selector", css))


def test_a_stack_is_gone_through_by_keys(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    _, film = found(page, "figure")
    counted = film.find_element("css selector", "output")
    assert counted.text == "1 / 5"
    steps = (
        (Keys.ARROW_DOWN, 2),
        (Keys.ARROW_RIGHT, 3),
        (Keys.ARROW_UP, 2),
        (Keys.END, 5),
        (Keys.PAGE_UP, 1),
        (Keys.HOME, 1),
    )
    for key, number in steps:
        film.send_keys(key)
        assert counted.text == f"{number} / 5"
        assert len([each for each in film.find_elements("css selector", "img") if each.is_displayed()]) == 1
    film.send_keys(" ")
    play = film.find_element("css selector", ".play")
    assert play.get_attribute("aria-pressed") == "true"
    play.send_keys(Keys.ENTER)
    assert play.get_attribute("aria-pressed") == "false"


def test_a_window_is_chosen(page: Any) -> None:
    stored, bone = found(page, "figure button[data-choose]")
    bone.click()
    assert [each.get_attribute("aria-pressed") for each in (stored, bone)] == ["false", "true"]
    (shown,) = [each for each in found(page, "figure:first-of-type img") if each.is_displayed()]
    assert shown.get_attribute("data-set") == "1"


def test_answers_are_not_seen_until_they_are_asked_for_by_a_key(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    text = page.find_element("css selector", "body").text
    assert "What is it?" in text
    assert "A tumour." not in text
    assert "Carcinoma." not in text
    for each in found(page, "summary"):
        each.send_keys(Keys.ENTER)
    text = page.find_element("css selector", "body").text
    assert "A tumour." in text
    assert "Carcinoma." in text
    assert "<b>A mass</b>" in text


def test_the_policy_holds_and_nothing_is_asked_for(page: Any) -> None:
    page.execute_script("window.done = 0")
    page.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.done = 1'; document.body.append(s)"
    )
    assert page.execute_script("return window.done") == 0
    messages = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    sent = [each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"]
    assert sent
    assert not [address for address in sent if not address.startswith(("file:", "data:"))]
