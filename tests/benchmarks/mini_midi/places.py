"""All hiding places by id, and the kinds of object that each is planted into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.benchmarks.mini_midi import places_attributes as attributes
from tests.benchmarks.mini_midi import places_files as files
from tests.benchmarks.mini_midi import places_pixels as pixels

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.mini_midi.case import Case


@dataclass(frozen=True)
class Place:
    """A hiding place.

    Attributes
    ----------
    kinds
        Where it is planted, the first one alone in the small run.
    recodes
        Whether it chooses the Transfer Syntax: two of those don't go together.
    """

    seed: Callable[[Case], None]
    kinds: tuple[str, ...]
    recodes: bool = False


_ANY: Final = ("CT", "MR", "SC", "US", "CR", "DX", "MG", "NM", "PT", "XC", "USMF", "SCMF", "ECT", "EMR")
_GRAY8: Final = ("SC", "SCMF")
_LARGE: Final = ("US", "SC", "CR", "DX", "MG", "XC", "USMF")

PLACES: Final[dict[str, Place]] = {
    "P01": Place(pixels.p01, _LARGE),
    "P02": Place(pixels.p02, ("SC", "US", "XC"), recodes=True),
    "P03": Place(attributes.p03, _ANY),
    "P04": Place(attributes.p04, _ANY),
    "P05": Place(pixels.p05, ("MR", "CT", "CR", "DX")),
    "P06": Place(attributes.p06, _ANY),
    "P07": Place(attributes.p07, ("SC", "PR", "CT")),
    "P08": Place(attributes.p08, ("SC", "SR", "KO")),
    "P09": Place(attributes.p09, ("SC", "PDF")),
    "P10": Place(attributes.p10, (*_ANY, "SEG", "PM")),
    "P11": Place(attributes.p11, _ANY),
    "P12": Place(files.p12, (*_ANY, "WSI")),
    "P13": Place(files.p13, ("WSI", "SC", "CT")),
    "P14": Place(files.p14, _ANY),
    "P15": Place(files.p15, _ANY),
    "P16": Place(pixels.p16, ("SC", "CT", "MR", "CR")),
    "P17": Place(files.p17, (*_ANY, "RTSTRUCT", "RTPLAN")),
    "P18": Place(files.p18, (*_ANY, "SEG", "PM", "WSI")),
    "P19": Place(attributes.p19, _ANY),
    "P20": Place(attributes.p20, (*_ANY, "SEG")),
    "P21": Place(attributes.p21, _ANY),
    "P22": Place(attributes.p22, _ANY),
    "P23": Place(attributes.p23, _ANY),
    "P24": Place(attributes.p24, _ANY),
    "P25": Place(attributes.p25, _ANY),
    "P26": Place(attributes.p26, _ANY),
    "P27": Place(attributes.p27, _ANY),
    "P28": Place(attributes.p28, ("CT", "DX", "MG", "MR")),
    "P29": Place(pixels.p29, ("SC", "US", "XC", "USMF"), recodes=True),
    "P30": Place(pixels.p30, ("SC", "US", "SCMF"), recodes=True),
    "P31": Place(pixels.p31, ("SC", "US", "CT"), recodes=True),
    "P32": Place(pixels.p32, ("SC",), recodes=True),
    "P33": Place(pixels.p33, ("SC",)),
    "P34": Place(pixels.p34, ("CR", "MR")),
    "P35": Place(pixels.p35, ("PM", "WSI")),
    "P36": Place(attributes.p36, ("SC", "ECG", "XC")),
    "P37": Place(pixels.p37, ("CT", "MR")),
    "P38": Place(files.p38, _ANY),
    "P39": Place(files.p39, ("CT", "SC")),
    "P40": Place(files.p40, ("SC", "CT")),
    "P41": Place(attributes.p41, _ANY),
    "P42": Place(attributes.p42, _ANY),
    "P43": Place(attributes.p43, _ANY),
    "P44": Place(attributes.p44, _ANY),
    "P45": Place(attributes.p45, ("CT", "DX", "SC", "MR")),
    "P46": Place(files.p46, _ANY),
    "P47": Place(files.p47, _ANY),
    "P48": Place(files.p48, ("SC", "CT", "MR"), recodes=True),
}
"""By the ids of the list of 48."""
