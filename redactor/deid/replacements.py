"""Replacements under the key of a project: an original always gets the same one; only the key tells which.

An HMAC rather than a hash: identifiers are few enough to be tried one by one (PS3.15 E.1.1 warns of that).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from pydicom.uid import UID

REMOVED: Final = "REMOVED"
"""The dummy of every text."""

_DUMMIES: Final[dict[str, str | bytes | int | float]] = {
    "AE": REMOVED,
    "AS": "000Y",
    "AT": 0,
    "CS": REMOVED,
    "DA": "19000101",
    "DS": "0",
    "DT": "19000101000000",
    "FD": 0.0,
    "FL": 0.0,
    "IS": "0",
    "LO": REMOVED,
    "LT": REMOVED,
    "OB": bytes(2),
    "OD": bytes(8),
    "OF": bytes(4),
    "OL": bytes(4),
    "OV": bytes(8),
    "OW": bytes(2),
    "PN": f"{REMOVED}^",  # a family name alone (PS3.5 6.2.1)
    "SH": REMOVED,
    "SL": 0,
    "SS": 0,
    "ST": REMOVED,
    "SV": 0,
    "TM": "000000",
    "UC": REMOVED,
    "UL": 0,
    "UN": bytes(2),
    "UR": "urn:removed",
    "US": 0,
    "UT": REMOVED,
    "UV": 0,
}


def dummy(vr: str) -> str | bytes | int | float:
    """Give a value that is valid for a VR (PS3.5 6.2), not empty, and plainly a dummy.

    Raises
    ------
    KeyError
        If there is none: SQ and UI have replacements of their own.
    """
    return _DUMMIES[vr]


@dataclass(frozen=True)
class Replacements:
    """What identifiers become.

    Attributes
    ----------
    key
        The secret of the project.
    generation
        Raised for a corrected release: series and instances then get new UIDs, studies and patients do not.
    """

    key: bytes = field(repr=False)
    generation: int = 1

    def uid(self, original: str) -> str:
        """Give the UID that replaces another, well formed (PS3.5 B.2) and the same everywhere.

        UIDs that the Standard defines are given back as they are; an empty one stays empty.
        """
        return self._uid("uid", original)

    def instance_uid(self, original: str) -> str:
        """Give the UID that replaces that of a series or an instance; a later generation has another."""
        return self._uid("uid" if self.generation == 1 else f"uid of generation {self.generation}", original)

    def derived_uid(self, label: str, uid: str) -> str:
        """Give the UID of something that is made from what carries a UID already; the label says what."""
        return self._uid(f"{label} of generation {self.generation}", uid)

    def subject_key(self, value: str) -> str:
        """Give the name under which plans and names remember an instance: 64 hexadecimal digits."""
        return self._digest("subject", value).hex()

    def pseudonym(self, patient: str, study_uid: str) -> str:
        """Give the Patient ID, which is the Patient's Name too.

        Parameters
        ----------
        patient
            Issuer and Patient ID, normalised (`Place.patient`). If it is empty, each study has a patient of
            its own: what names nobody must not be joined.
        study_uid
            The original Study Instance UID.
        """
        return f"RDX{self._short('patient', patient, study_uid)}"

    def accession_number(self, original: str, study_uid: str) -> str:
        """Give an Accession Number: archives refuse empty ones, and join studies that share one."""
        return f"RDA{self._short('accession', original, study_uid)}"

    def _digest(self, label: str, value: str) -> bytes:
        message = f"{label}\0{value}".encode("utf-8", "surrogatepass")
        return hmac.digest(self.key, message, hashlib.sha256)

    def _short(self, label: str, value: str, study_uid: str) -> str:
        """Give 12 letters and digits for a value, or for the study where there is none."""
        # 60 bits: among a million patients, two share a pseudonym with a chance of one in two million.
        digest = self._digest(label, value) if value else self._digest(f"{label} of study", study_uid)
        return base64.b32encode(digest).decode("ascii")[:12]

    def _uid(self, label: str, original: str) -> str:
        text = original.strip(" \0")
        if not text or UID(text).name != text:  # only UIDs of PS3.6 Annex A have a name
            return text
        bits = int.from_bytes(self._digest(label, text)[:16], "big")
        # RFC 9562 5.8: version 8 is a UUID whose other 122 bits are the maker's; variant 10.
        bits = bits & ~(0xF << 76) | 0x8 << 76
        bits = bits & ~(0b11 << 62) | 0b10 << 62
        return f"2.25.{bits}"
