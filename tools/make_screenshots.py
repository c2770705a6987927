"""Make a picture of every screen of the window, from the sample case alone, at 100 % and 150 %, in both themes.

    python tools/make_screenshots.py [--output docs/pictures/screens] [--every] [--platform xcb|offscreen]

Each picture is `LANGUAGE/SCREEN-THEME-SCALE.webp`. Unless `--every` asks for all, each screen is drawn in one theme at
one scale and in the other at the other, which is what the guide has room for. With the platform xcb, each scale is
drawn under an X server of its own (`xvfb-run`), as on a screen; `offscreen` needs none.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from PIL import Image  # noqa: E402 - run from a source tree
from PySide6.QtCore import QBuffer, QSettings, Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit  # noqa: E402

from redactor.errors import NotDicom  # noqa: E402
from redactor.gui.app import application_of, warm_up  # noqa: E402
from redactor.gui.bulk.window import BulkWindow  # noqa: E402
from redactor.gui.canvas.comparison import Comparison  # noqa: E402
from redactor.gui.dialogs.comment import CommentDialog  # noqa: E402
from redactor.gui.dialogs.export import ExportDialog  # noqa: E402
from redactor.gui.dialogs.first_run import FirstRun  # noqa: E402
from redactor.gui.dialogs.handover_code import HandOverCode  # noqa: E402
from redactor.gui.dialogs.problems import ProblemsDialog  # noqa: E402
from redactor.gui.dialogs.projections import ProjectionsDialog  # noqa: E402
from redactor.gui.dialogs.region_editor import RegionEditor  # noqa: E402
from redactor.gui.dialogs.settings import PAGES, SettingsDialog  # noqa: E402
from redactor.gui.dialogs.shortcuts import ShortcutsDialog  # noqa: E402
from redactor.gui.main_window import MainWindow  # noqa: E402
from redactor.gui.position import Position  # noqa: E402
from redactor.gui.preferences import Preferences  # noqa: E402
from redactor.gui.settings import Settings  # noqa: E402
from redactor.workflow.case import Problem  # noqa: E402
from redactor.workflow.sample import sample_paths  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QDialog, QWidget

SIZE: Final = (1440, 900)
SCALES: Final = (100, 150)
THEMES: Final = ("dark", "light")
_HOME: Final = "/home/reader"
_ROOM: Final = "-screen 0 2400x1600x24"
_PATIENCE: Final = 300.0
_QUESTIONS: Final = 4
_QUALITY: Final = 30
"""Of WebP: letters stay sharp, and a radiograph of 1,440 columns takes some 45 kB."""
LANGUAGES: Final = ("en", "zh_CN")
TITLES: Final = {"en": "Pictures of every screen", "zh_CN": "全部界面图"}
FILES: Final = {"en": "screens.md", "zh_CN": "screens.zh_CN.md"}
_OTHERS: Final = {
    "en": "[简体中文](screens.zh_CN.md) · [User guide](user-guide.md)",
    "zh_CN": "[English](screens.md) · [用户指南](user-guide.zh_CN.md)",
}
WANTED: Final = (("dark", 100), ("light", 150))
"""Which themes at which scales the documents have."""
SCREENS: Final = {
    "empty": ("Before anything is open", "尚未打开任何内容"),
    "first-start-1": ("First start: language", "首次启动：语言"),
    "first-start-2": ("First start: looks", "首次启动：外观"),
    "first-start-3": ("First start: use", "首次启动：用途"),
    "first-start-4": ("First start: sample case", "首次启动：示例病例"),
    "searching": ("The first image, while it is searched", "首幅图像，查找进行中"),
    "tour": ("The tour", "导览"),
    "review": ("The review window", "审核窗口"),
    "region-numbers": ("Region by numbers", "用数值编辑区域"),
    "reject-reason": ("Why a sure finding is rejected", "拒绝可信发现项的原因"),
    "curtain": ("Curtain: original and masked", "分界线：原图与遮挡后"),
    "side-by-side": ("Original and masked side by side", "原图与遮挡后并排"),
    "changed-pixels": ("Map of changed pixels", "改变像素图"),
    "attributes": ("What will be removed", "将删除的属性"),
    "hidden-data": ("Hidden data", "隐藏数据"),
    "projections": ("All frames in three pictures", "用三幅图查看所有帧"),
    "queue": ("Review queue", "审核队列"),
    "note": ("Note on a series", "序列批注"),
    "hand-over": ("The code of a hand-over", "交接码"),
    "problems": ("What was left out, and why", "被排除的文件及原因"),
    "shortcuts": ("Keyboard shortcuts", "键盘快捷键"),
    "export": ("Export", "导出"),
    "settings-general": ("Settings: general", "设置：常规"),
    "settings-display": ("Settings: display", "设置：显示"),
    "settings-shortcuts": ("Settings: shortcuts", "设置：快捷键"),
    "settings-detection": ("Settings: detection", "设置：检测"),
    "settings-policies": ("Settings: policies", "设置：策略"),
    "settings-cache": ("Settings: cache", "设置：缓存"),
    "settings-about": ("Settings: about", "设置：关于"),
    "bulk": ("Bulk work", "批量处理"),
    "blank": ("Blanked after idle minutes", "空闲后黑屏"),
}
"""Every screen with what it is called in English and Chinese, in the order in which a person meets them."""


class Stage:
    """One window in one language, and the pictures of it."""

    def __init__(self, folder: Path, output: Path, language: str, *, scale: int, themes: Sequence[str]) -> None:
        self._output = output / language
        self._output.mkdir(parents=True, exist_ok=True)
        self._themes = themes
        self._scale = scale
        self._application = application_of(["redactor"])
        warm_up()
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        settings.language = language
        self.preferences = Preferences(self._application, settings)
        self.window = MainWindow(self.preferences)
        self.window.setWindowState(Qt.WindowState.WindowNoState)  # the screen may be smaller than the picture
        self.window.resize(*SIZE)
        self.window.show()

    def until(self, claim: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + _PATIENCE
        while not claim():
            assert time.monotonic() < end, "the window did not get there in time"
            self._application.processEvents()
            time.sleep(0.005)

    def rest(self, seconds: float = 0.4) -> None:
        """Let the window come to rest: thumbnails are drawn in a thread."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def picture(self, name: str, widget: QWidget) -> Iterator[Path]:
        """Draw a screen in every theme that is wanted of it."""
        for theme in self._themes:
            self.preferences.use_theme(theme)
            self.rest()
            with _neutral(widget):
                yield _save(widget, self._output / f"{name}-{theme}-{self._scale}.webp")

    def dialog(self, name: str, kind: type[QDialog], action: str) -> Iterator[Path]:
        """Draw the dialog that an action opens."""
        self.window.actions_by_id[action].trigger()
        found = self.window.findChildren(kind)[-1]
        self.rest(1.0)
        yield from self.picture(name, found)
        found.reject()
        found.setParent(None)

    def do(self, *names: str) -> None:
        """Do actions one after another, and wait for what they show."""
        for name in names:
            action = self.window.actions_by_id[name]
            assert action.isEnabled(), (name, self.window.actions_by_id.obstacle(name))
            action.trigger()
            self.rest()

    def all(self) -> Iterator[Path]:
        """Draw every screen, in the order in which a person meets them."""
        yield from self._start()
        yield from self._image()
        yield from self._series()
        yield from self._dialogs()
        self.window.shell.idle.blank()
        yield from self.picture("blank", self.window)
        self.window.shell.idle.reveal()
        self.window.opener.journaling.end()
        self.window.session.mark_exported(self.window.session.plan)
        self.window.close()

    def _start(self) -> Iterator[Path]:
        window = self.window
        yield from self.picture("empty", window)
        questions = FirstRun(self.preferences, window)
        questions.open()
        for number in range(1, _QUESTIONS + 1):
            yield from self.picture(f"first-start-{number}", questions)
            if number < _QUESTIONS:
                questions.go_on.click()
        questions.reject()
        window.open_paths(sample_paths())
        self.until(lambda: window.session.case is not None and window.viewport.content is not None)
        yield from self.picture("searching", window)
        self.until(lambda: window.session.searches.unfinished == 0)
        before = window.session.case
        window.shell.start_tour()
        self.until(lambda: window.session.case is not before and window.viewport.content is not None)
        self.until(lambda: window.session.searches.unfinished == 0)
        self.rest(1.5)
        yield from self.picture("tour", window)
        window.shell.tour.end()

    def _image(self) -> Iterator[Path]:
        window = self.window
        self.do("next_finding", "accept", "next_finding", "fit")
        self.rest(1.5)
        yield from self.picture("review", window)
        yield from self.dialog("region-numbers", RegionEditor, "edit_region")
        sure = next(one for one in window.session.regions if one.header_match)
        window.session.select(sure.id)
        self.do("reject")
        yield from self.picture("reject-reason", window)
        window.rejecting.popup.cancel()
        for name, action in (
            ("curtain", "curtain"),
            ("side-by-side", "side_by_side"),
            ("changed-pixels", "change_map"),
        ):
            self.do(action)
            self.rest(1.0)
            yield from self.picture(name, window)
            while window.viewport.comparing.mode is not Comparison.NONE:
                self.do(action)
        for place, name in enumerate(("attributes", "hidden-data"), 1):
            window.side.setCurrentIndex(place)
            self.until(lambda: window.descriptions.of(window.session.image.key) is not None)
            self.rest(1.0)
            yield from self.picture(name, window)
        window.side.setCurrentIndex(0)

    def _series(self) -> Iterator[Path]:
        window = self.window
        window.session.go_to(Position(1, 3, 1))
        self.rest(1.0)
        yield from self.dialog("projections", ProjectionsDialog, "projections")
        window.session.go_to(Position(0, 0, 1))
        self.do("queue")
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*SIZE)
        self.rest(1.0)
        yield from self.picture("queue", window)
        self.do("queue")
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*SIZE)

    def _dialogs(self) -> Iterator[Path]:
        window = self.window
        yield from self.dialog("note", CommentDialog, "comment")
        for name, dialog in (
            ("hand-over", HandOverCode(window, "7KQ2M-4TXWB-N9CDE-5HJRP")),
            ("problems", ProblemsDialog([Problem(Path("/cd/README.TXT"), NotDicom())], window)),
        ):
            dialog.open()
            yield from self.picture(name, dialog)
            dialog.reject()
        yield from self.dialog("shortcuts", ShortcutsDialog, "shortcuts")
        yield from self.dialog("export", ExportDialog, "export")
        settings = SettingsDialog(self.preferences, window.actions_by_id, window)
        settings.open()
        for page in PAGES:
            settings.show_page(page)
            yield from self.picture(f"settings-{page}", settings)
        settings.reject()
        yield from self.dialog("bulk", BulkWindow, "bulk")


@contextmanager
def _neutral(widget: QWidget) -> Iterator[None]:
    """Show no folder of the computer on which the pictures are made."""
    home, place = str(Path.home()), tempfile.gettempdir()
    shown = [one for kind in (QLabel, QLineEdit) for one in widget.findChildren(kind)]
    before = [(one, one.text()) for one in shown if home in one.text() or place in one.text()]
    for one, text in before:
        one.setText(re.sub(rf"{place}/[^/]+", _HOME, text).replace(f"{home}/", f"{_HOME}/"))
    QApplication.processEvents()
    try:
        yield
    finally:
        for one, text in before:
            one.setText(text)


def _save(widget: QWidget, target: Path) -> Path:
    """Write a picture in the smaller of two forms."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert widget.grab().save(buffer, "PNG")  # type: ignore[call-overload]  # a device is taken, too
    picture = Image.open(io.BytesIO(bytes(buffer.data()))).convert("RGB")
    forms = []
    for options in ({"quality": _QUALITY}, {"lossless": True}):
        form = io.BytesIO()
        picture.save(form, "WEBP", method=6, **options)
        forms.append(form.getvalue())
    target.write_bytes(min(forms, key=len))
    return target


def page(language: str) -> str:
    """Give the page of `docs/` that shows all screens in a language."""
    place, folder = LANGUAGES.index(language), f"pictures/screens/{language}"
    parts = [f"# {TITLES[language]}\n\n{_OTHERS[language]}\n"]
    for name, words in SCREENS.items():
        shown = (f"![{words[place]}]({folder}/{name}-{theme}-{scale}.webp)" for theme, scale in WANTED)
        parts.append(f"## {words[place]}\n\n" + "\n\n".join(shown) + "\n")
    return "\n".join(parts)


def draw(output: Path, language: str, scale: int, themes: Sequence[str]) -> None:
    """Draw every screen at one scale, in this process."""
    with tempfile.TemporaryDirectory() as place:
        # A journal of whoever runs this would be restored, and one of these pictures offered to them.
        os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = place
        for path in Stage(Path(place), output, language, scale=scale, themes=themes).all():
            print(path, flush=True)


def main() -> None:
    """Draw each scale in a process of its own, since Qt reads the scale when it starts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs" / "pictures" / "screens")
    parser.add_argument("--language", choices=LANGUAGES, help="this one alone")
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb")
    parser.add_argument("--scale", type=int, choices=SCALES, help="draw this one alone, in this process")
    parser.add_argument("--every", action="store_true", help="draw each screen in each theme at each scale")
    given = parser.parse_args()
    for language, name in FILES.items():
        (REPOSITORY / "docs" / name).write_text(page(language), encoding="utf-8")
    if given.scale is not None:
        themes = [theme for theme in THEMES if given.every or (theme, given.scale) in WANTED]
        draw(given.output, given.language or "en", given.scale, themes)
        return
    for language, scale in product([given.language] if given.language else LANGUAGES, SCALES):
        command = [sys.executable, __file__, "--output", str(given.output), "--language", language]
        command += ["--scale", str(scale), *(["--every"] if given.every else [])]
        if given.platform == "xcb":
            command = ["xvfb-run", "-a", "-s", _ROOM, *command]
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale / 100), "QT_QPA_PLATFORM": given.platform}
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":  # a worker process imports this module, too
    main()
