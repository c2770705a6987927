"""What a person or a site may choose, as values: every setting and every policy, each described once.

The forms of the window, the file (`settings_file`) and `docs/settings.md` come from these descriptions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final

from redactor.i18n import LANGUAGES, QT_TRANSLATE_NOOP
from redactor.model.body_parts import BodyPart
from redactor.options import option

if TYPE_CHECKING:
    from redactor.options import Dataclass

SYSTEM: Final = "system"
"""A choice that follows the computer."""


@dataclass(frozen=True)
class General:
    """Of the program as a whole."""

    language: str = option(
        SYSTEM, label=QT_TRANSLATE_NOOP("Settings", "Language of the window"), choices=(SYSTEM, *LANGUAGES)
    )
    use: str = option(
        "review",
        label=QT_TRANSLATE_NOOP(
            "Settings", "What the program is used for; it decides how wide the panels are at first"
        ),
        choices=("review", "bulk", "teaching"),
    )
    welcomed: bool = option(False, label=QT_TRANSLATE_NOOP("Settings", "The questions of the first start are answered"))
    tour_finished: bool = option(False, label=QT_TRANSLATE_NOOP("Settings", "The guided tour was finished or skipped"))


@dataclass(frozen=True)
class Display:
    """What things look like, and how the mouse and the cine work."""

    theme: str = option("dark", label=QT_TRANSLATE_NOOP("Settings", "Theme"), choices=(SYSTEM, "dark", "dim", "light"))
    text_scale: int = option(
        100, label=QT_TRANSLATE_NOOP("Settings", "Size of the text"), unit="%", minimum=80, maximum=200
    )
    invert_window_drag: bool = option(
        False, label=QT_TRANSLATE_NOOP("Settings", "Drag up for darker, and left for a wider window")
    )
    cine_rate: float = option(
        3.0, label=QT_TRANSLATE_NOOP("Settings", "Rate of a cine that states none"), unit="1/s", minimum=1, maximum=60
    )
    lock_panels: bool = option(True, label=QT_TRANSLATE_NOOP("Settings", "Panels stay where they are"))
    idle_minutes: int = option(
        5,
        label=QT_TRANSLATE_NOOP("Settings", "Minutes without key or mouse until the window blanks; 0 is never"),
        unit="min",
        minimum=0,
        maximum=240,
    )


@dataclass(frozen=True)
class Cache:
    """What is kept for speed."""

    memory_mb: int = option(
        2048,
        label=QT_TRANSLATE_NOOP("Settings", "Memory for decoded frames"),
        unit="MB",
        minimum=256,
        maximum=65_536,
    )
    hours: int = option(
        72,
        label=QT_TRANSLATE_NOOP(
            "Settings", "Hours until saved edits, and what is kept on disk for speed, are destroyed"
        ),
        unit="h",
        minimum=0,
        maximum=8760,
    )


@dataclass(frozen=True)
class Policies:
    """What has to be so before something is released. A site can set these for all its users."""

    one_person_release: bool = option(
        True, label=QT_TRANSLATE_NOOP("Settings", "One person alone may review and release; records say so")
    )
    sampled_review: bool = option(
        False, label=QT_TRANSLATE_NOOP("Settings", "A sample may be reviewed for the whole; records say so")
    )
    shown_ms: int = option(
        250,
        label=QT_TRANSLATE_NOOP("Settings", "How long a frame must be shown to count as looked at"),
        unit="ms",
        minimum=0,
        maximum=10_000,
    )
    projection_ct: bool = option(
        True, label=QT_TRANSLATE_NOOP("Settings", "CT: a projection may stand for frames of one size")
    )
    projection_mr: bool = option(
        True, label=QT_TRANSLATE_NOOP("Settings", "MR: a projection may stand for frames of one size")
    )
    projection_xa: bool = option(
        True, label=QT_TRANSLATE_NOOP("Settings", "XA: a projection may stand for frames of one size")
    )
    projection_us: bool = option(
        True, label=QT_TRANSLATE_NOOP("Settings", "US: a projection may stand for frames of one size")
    )
    search_faces: bool = option(True, label=QT_TRANSLATE_NOOP("Settings", "Faces are searched in every case"))
    search_breasts: bool = option(
        False, label=QT_TRANSLATE_NOOP("Settings", "Breast contours are searched in every case")
    )
    search_genitals: bool = option(
        False, label=QT_TRANSLATE_NOOP("Settings", "The genital region is searched in every case")
    )
    reason_from_confidence: float = option(
        0.9,
        label=QT_TRANSLATE_NOOP(
            "Settings",
            "Rejecting a finding asks for a reason from this confidence on, and for every match with the header",
        ),
        minimum=0,
        maximum=1,
    )

    def may_project(self, modality: str, *, one_size: bool) -> bool:
        """Say whether a projection may stand for the frames of a modality; only where all have one size."""
        allowed = {
            "CT": self.projection_ct,
            "MR": self.projection_mr,
            "XA": self.projection_xa,
            "US": self.projection_us,
        }
        return one_size and allowed.get(modality, False)

    @property
    def searched_parts(self) -> frozenset[BodyPart]:
        """The parts of the body that are searched whatever was chosen for a case."""
        asked = {
            BodyPart.FACE: self.search_faces,
            BodyPart.CHEST: self.search_breasts,
            BodyPart.PELVIS: self.search_genitals,
        }
        return frozenset(part for part, is_searched in asked.items() if is_searched)

    def asks_for_reason(self, confidence: float | None, *, matches_header: bool) -> bool:
        """Say whether rejecting a finding needs a reason; one of unknown confidence does."""
        return matches_header or confidence is None or confidence >= self.reason_from_confidence


STRICTEST: Final = Policies(
    one_person_release=False,
    sampled_review=False,
    shown_ms=250,
    projection_ct=False,
    projection_mr=False,
    projection_xa=False,
    projection_us=False,
    search_faces=True,
    search_breasts=True,
    search_genitals=True,
    reason_from_confidence=0.0,
)
"""What holds for a policy that can't be read: nobody knows what it would have allowed."""


@dataclass(frozen=True)
class OwnPreset:
    """A window that a person added for the images of a modality."""

    modality: str = option(
        "", label=QT_TRANSLATE_NOOP("Settings", "Modality, such as CT; - is pictures that state none")
    )
    name: str = option("", label=QT_TRANSLATE_NOOP("Settings", "Name"))
    center: float = option(0.0, label=QT_TRANSLATE_NOOP("Settings", "Window center"))
    width: float = option(1.0, label=QT_TRANSLATE_NOOP("Settings", "Window width"), minimum=1)
    function: str = option(
        "LINEAR",
        label=QT_TRANSLATE_NOOP("Settings", "VOI LUT Function; LINEAR if it is left out"),
        choices=("LINEAR", "LINEAR_EXACT", "SIGMOID"),
    )


@dataclass(frozen=True)
class Settings:
    """Everything that can be set. Each field but `presets` is a table of the file."""

    general: General = General()
    display: Display = Display()
    cache: Cache = Cache()
    policies: Policies = Policies()
    presets: tuple[OwnPreset, ...] = field(default=())

    def presets_for(self, modality: str) -> tuple[OwnPreset, ...]:
        """Give a person's own presets for a modality, in the order of the file."""
        return tuple(one for one in self.presets if one.modality == modality)


SECTIONS: Final[dict[str, type[Dataclass]]] = {
    "general": General,
    "display": Display,
    "cache": Cache,
    "policies": Policies,
}
"""The tables of the file, in the order in which they are written and shown."""

TITLES: Final[dict[str, str]] = {
    "general": QT_TRANSLATE_NOOP("Settings", "General"),
    "display": QT_TRANSLATE_NOOP("Settings", "Display"),
    "cache": QT_TRANSLATE_NOOP("Settings", "Cache"),
    "policies": QT_TRANSLATE_NOOP("Settings", "Policies"),
}


def safe_value(section: str, name: str) -> bool | int | float | str:
    """Give what holds instead of a value that can't be used: the strictest policy, else the default."""
    source = STRICTEST if section == "policies" else SECTIONS[section]()
    known = {one.name: getattr(source, one.name) for one in fields(source)}
    return known[name]  # type: ignore[no-any-return]  # fields of these classes are options, which hold plain values
