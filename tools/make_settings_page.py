"""Make `docs/settings.md` from the descriptions of the settings; the same bytes each time.

python tools/make_settings_page.py [--output docs]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

REPOSITORY: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from redactor.options import describe  # noqa: E402 - run from a source tree
from redactor.workflow.policy import SECTIONS, TITLES, OwnPreset, safe_value  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "settings.md"
_HEAD: Final = """# Settings and policies

Made from the program's own descriptions by `tools/make_settings_page.py`; a test keeps it true.

Settings are one TOML file, `settings.toml`, which the window writes and anybody may edit:

| system | of a person | of the site: read only, and it wins |
| --- | --- | --- |
| Linux | `~/.config/redactor/` | `/etc/xdg/redactor/` |
| macOS | `~/Library/Application Support/redactor/` | `/Library/Application Support/redactor/` |
| Windows | `%LOCALAPPDATA%\\redactor\\` | `%PROGRAMDATA%\\redactor\\` |

Both files have the same tables. What the file of the site names can't be changed in the window, which says who set it;
what it does not name stays the person's choice. A name that is not known, a value of the wrong type or out of range is
told when the program starts, with its key, its file and what is allowed. The last column of the tables says what holds
then: for policies the strictest value. A file that can't be read at all leaves the strictest policies and otherwise the
defaults. Policies keep people from mistakes; who owns the account or the computer can set them aside.

Size and place of the window are kept elsewhere (`redactor.ini`). Nothing of any case is kept in either.
"""


def page() -> str:
    """Give the whole page."""
    return "\n".join([_HEAD, *_tables(), *_presets(), ""])


def _tables() -> Iterator[str]:
    for section, kind in SECTIONS.items():
        yield f"## {TITLES[section]} `[{section}]`"
        yield ""
        yield "| key | meaning | default | allowed | if it can't be used |"
        yield "| --- | --- | --- | --- | --- |"
        for one in describe(kind):
            default, safe = _toml(one.default), _toml(safe_value(section, one.name))
            yield f"| `{one.name}` | {one.label} | `{default}` | {one.allowed()} | `{safe}` |"
        yield ""


def _presets() -> Iterator[str]:
    yield "## Window presets of one's own `[[presets]]`"
    yield ""
    yield "One such table a preset; they follow those of the program for images of the modality. One that"
    yield "can't be used is left out."
    yield ""
    yield "| key | meaning | allowed |"
    yield "| --- | --- | --- |"
    for one in describe(OwnPreset):
        yield f"| `{one.name}` | {one.label} | {one.allowed()} |"


def _toml(value: bool | float | str) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs")
    target = parser.parse_args().output / NAME
    target.write_text(page(), encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()
