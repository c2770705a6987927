"""ZIP archives whose members have names and bytes, and neither dates nor anything else."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIME: Final = (1980, 1, 1, 0, 0, 0)
_COMPRESSED: Final = (".png", ".gif", ".jpg")


def packed(members: Mapping[str, bytes]) -> bytes:
    """Give an archive of these members, in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same from every system
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Give the members of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
