"""Write the user guide of `docs/` from the chapters that the program shows.

    python tools/make_user_guide.py

A test fails until it was run after a change of a chapter.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
TITLES: Final = {"en": "User guide", "zh_CN": "用户指南"}
FILES: Final = {"en": "user-guide.md", "zh_CN": "user-guide.zh_CN.md"}
_OTHERS: Final = {"en": "[简体中文](user-guide.zh_CN.md)", "zh_CN": "[English](user-guide.md)"}
_SCREENS: Final = {"en": "[Pictures of every screen](screens.md)", "zh_CN": "[全部界面图](screens.zh_CN.md)"}
_PICTURE: Final = re.compile(r"(!\[[^\]]*\]\()([^)]*)")
_PICTURES: Final = Path("resources", "help", "pictures")


def guide(language: str) -> str:
    """Give the guide in a language: the chapters one level deeper, with pictures found from `docs/`."""
    parts = [f"# {TITLES[language]}\n\n{_OTHERS[language]} · {_SCREENS[language]}\n"]
    for file in sorted((REPOSITORY / "resources" / "help" / language).glob("*.md")):
        text = file.read_text(encoding="utf-8")
        parts.append("#" + _PICTURE.sub(lambda found: f"{found[1]}../{picture(language, found[2]).as_posix()}", text))
    return "\n".join(parts)


def picture(language: str, name: str) -> Path:
    """Say where a picture of a chapter lies: in the language, or where all share it."""
    own = _PICTURES / language / name
    return own if (REPOSITORY / own).exists() else _PICTURES / name


def main() -> None:
    """Write both."""
    for language, name in FILES.items():
        (REPOSITORY / "docs" / name).write_text(guide(language), encoding="utf-8")


if __name__ == "__main__":
    main()
