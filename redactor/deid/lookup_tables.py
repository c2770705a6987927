"""Tables of an image, no longer than their descriptors say: bytes behind the last entry show in no picture."""

from __future__ import annotations

from typing import Final

from pydicom.dataelem import DataElement

from redactor.deid.legible import values_of

DESCRIPTORS: Final = {"LUTData": "LUTDescriptor"} | {
    f"{colour}PaletteColorLookupTableData": f"{colour}PaletteColorLookupTableDescriptor"
    for colour in ("Red", "Green", "Blue", "Alpha")
}
"""Tables of an image, and what says how long they are (PS3.3 C.7.6.3.1.5, C.11.1.1.1)."""


def entries_of(descriptor: object) -> int:
    """Give the number of entries that a descriptor of three values says, 0 where it is none."""
    return _told(descriptor)[0]


def _told(descriptor: object) -> tuple[int, int]:
    """Give the number of entries and the bits of each; 0 entries where the descriptor is none."""
    match descriptor:
        case [int() as entries, _, int() as bits]:
            return entries & 0xFFFF or 65536, bits  # 0 says 65536; some read the 16 bits as a signed number
        case _:
            return 0, 0


def trimmed(element: DataElement, descriptor: object, *, is_little_endian: bool) -> DataElement:
    """Give a table without what follows its entries, or the same element if nothing does.

    Tables that are shorter than they should be, or have no descriptor, stay as they are.

    Parameters
    ----------
    descriptor
        The value of what `DESCRIPTORS` names, in the data set or item that holds the table.
    is_little_endian
        Of the words: an odd number of entries of 8 bits leaves half of the last word empty.
    """
    entries, bits = _told(descriptor)
    packed = bits <= 8
    data = element.value if isinstance(element.value, bytes) else b""
    length = len(data) or 2 * element.VM
    words, octets = 2 * entries, entries + entries % 2
    if not entries or element.is_empty or length <= (octets if packed else words) or length == words:
        return element
    # Entries of 8 bits are stored two in a word, or each in one with nothing in its upper half.
    two_in_a_word = packed and (length < words or any(data[1 if is_little_endian else 0 : words : 2]))
    fits = octets if two_in_a_word else words
    if not data:
        return DataElement(element.tag, element.VR, values_of(element)[: fits // 2])
    kept = bytearray(data[:fits])
    if two_in_a_word and octets > entries:
        kept[-1 if is_little_endian else -2] = 0
    return DataElement(element.tag, element.VR, bytes(kept))
