"""The report of hidden data, in words: what was looked for, how much there is, and what becomes of it. Free of Qt."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from redactor.dicom.unseen import HiddenData
from redactor.gui.finding_groups import Group, group_of
from redactor.gui.numbers import number
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from redactor.gui.describing import Description
    from redactor.gui.problems import Translate
    from redactor.gui.searches import Search
    from redactor.model.region import Region

_TEXT_SEARCH: Final = "text"

_OF_PICTURES: Final = ("exif", "xmp", "iptc", "colour_profiles", "comments", "thumbnails", "others")
_WORDS: Final = {
    "text": QT_TRANSLATE_NOOP("Hidden", "Burned-in text"),
    "faint": QT_TRANSLATE_NOOP("Hidden", "Faint text"),
    "overlays": QT_TRANSLATE_NOOP("Hidden", "Overlay planes"),
    "icons": QT_TRANSLATE_NOOP("Hidden", "Icon images"),
    "private": QT_TRANSLATE_NOOP("Hidden", "Private attributes"),
    "curves": QT_TRANSLATE_NOOP("Hidden", "Curves"),
    "documents": QT_TRANSLATE_NOOP("Hidden", "Embedded documents, sound, waveforms"),
    "preamble": QT_TRANSLATE_NOOP("Hidden", "Bytes in the preamble"),
    "trailing": QT_TRANSLATE_NOOP("Hidden", "Bytes behind the image"),
    "names": QT_TRANSLATE_NOOP("Hidden", "File and folder names that show an identifier"),
    "uids": QT_TRANSLATE_NOOP("Hidden", "UIDs"),
    "dates": QT_TRANSLATE_NOOP("Hidden", "Dates and times"),
    "serials": QT_TRANSLATE_NOOP("Hidden", "Serial numbers of devices"),
    "exif": QT_TRANSLATE_NOOP("Hidden", "EXIF of the picture"),
    "xmp": QT_TRANSLATE_NOOP("Hidden", "XMP of the picture"),
    "iptc": QT_TRANSLATE_NOOP("Hidden", "IPTC and Photoshop data of the picture"),
    "colour_profiles": QT_TRANSLATE_NOOP("Hidden", "Colour profiles of the picture"),
    "comments": QT_TRANSLATE_NOOP("Hidden", "Comments and texts of the picture"),
    "thumbnails": QT_TRANSLATE_NOOP("Hidden", "Small copies inside the picture"),
    "others": QT_TRANSLATE_NOOP("Hidden", "Unknown data beside or behind the picture"),
    "faces": QT_TRANSLATE_NOOP("Hidden", "Recognisable face or body"),
}
_HAPPENS: Final = {
    "text": QT_TRANSLATE_NOOP("Hidden", "Hidden in the pixels, unless you reject or keep a finding."),
    "faint": QT_TRANSLATE_NOOP(
        "Hidden", "The search for text also looks for writing a few grey levels from its surroundings."
    ),
    "overlays": QT_TRANSLATE_NOOP("Hidden", "Removed with all they draw."),
    "icons": QT_TRANSLATE_NOOP("Hidden", "Removed: they show the image as it was."),
    "private": QT_TRANSLATE_NOOP("Hidden", "Removed, but for what the profile declares harmless."),
    "curves": QT_TRANSLATE_NOOP("Hidden", "Removed."),
    "documents": QT_TRANSLATE_NOOP("Hidden", "Removed."),
    "preamble": QT_TRANSLATE_NOOP("Hidden", "Written anew, as zeros."),
    "trailing": QT_TRANSLATE_NOOP("Hidden", "Left out."),
    "names": QT_TRANSLATE_NOOP("Hidden", "The copies get neutral names."),
    "uids": QT_TRANSLATE_NOOP("Hidden", "Replaced alike in all files, unless the profile retains them."),
    "dates": QT_TRANSLATE_NOOP("Hidden", "Removed, emptied or shifted, as the profile says."),
    "serials": QT_TRANSLATE_NOOP("Hidden", "Removed or replaced, unless the profile retains devices."),
    **dict.fromkeys(_OF_PICTURES, QT_TRANSLATE_NOOP("Hidden", "Removed: the copy is made of the pixels alone.")),
    "faces": QT_TRANSLATE_NOOP(
        "Hidden", "Head images may show a face when they are rendered: Review ▸ Surface of the head."
    ),
}
_SEARCHED: Final = QT_TRANSLATE_NOOP("Hidden", "searched")
_NOT_SEARCHED: Final = QT_TRANSLATE_NOOP("Hidden", "not searched")
_OF_FINDINGS: Final = QT_TRANSLATE_NOOP("Hidden", "{count}, {open} to decide")
_HEAD_MODALITIES: Final = frozenset({"CT", "MR", "PT", "NM"})


@dataclass(frozen=True)
class Line:
    """A row of the report.

    Attributes
    ----------
    found
        How much, or that it was searched or not.
    is_striking
        Whether it is more than what every file holds: for a person to read.
    """

    id: str
    name: str
    found: str
    happens: str
    is_striking: bool


def report(
    known: Iterable[Description],
    regions: Sequence[Region],
    searches: Iterable[Search],
    translate: Translate,
    *,
    listed: AbstractSet[str],
    modality: str,
) -> tuple[Line, ...]:
    """Give the report of a series: every row, also of what was looked for and not found.

    Parameters
    ----------
    known
        Its files.
    regions, searches
        Its findings, and how its images were searched.
    listed
        Ids of regions that a search only lists.
    """
    known = tuple(known)
    total = {field.name: sum(getattr(one.hidden, field.name) for one in known) for field in fields(HiddenData)}
    total["names"] = sum(one.names for one in known)
    texts = [region for region in regions if region.kind is Kind.BURNED_IN_TEXT]
    faces = sum(region.kind is Kind.FACE and region.status is not Status.REJECTED for region in regions)
    undecided = sum(group_of(region, listed) is Group.OPEN for region in texts)
    searched = all(_has_read(search) for search in searches)
    word = translate("Hidden", _SEARCHED if searched else _NOT_SEARCHED)
    counted = translate("Hidden", _OF_FINDINGS).format(
        count=number(len(texts), translate), open=number(undecided, translate)
    )
    found = {name: str(count) for name, count in total.items()}
    found |= {
        "text": counted if texts else f"0 ({word})",
        "faint": word,
        "faces": str(faces) if faces else translate("Hidden", _NOT_SEARCHED),
    }
    quiet = {"uids", "dates", "serials"}
    striking = {name for name, count in total.items() if count and name not in quiet} | (
        {"text"} if undecided else set()
    )
    return tuple(
        Line(name, translate("Hidden", told), found[name], translate("Hidden", _HAPPENS[name]), name in striking)
        for name, told in _WORDS.items()
        if (name != "faces" or modality in _HEAD_MODALITIES) and (name not in _OF_PICTURES or total["pictures"])
    )


def _has_read(search: Search) -> bool:
    """Say whether the search for text ran to its end in an image."""
    return any(run.id.partition("@")[0] == _TEXT_SEARCH and not run.problem for run in search.runs)
