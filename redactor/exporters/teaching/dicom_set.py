"""Released DICOM files as a set for a medium or another program, with a directory that is made anew."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydicom import dcmread

from redactor.errors import CheckFailed, NothingReleased
from redactor.exporters.teaching._directory import directory
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.rendered import HEADINGS, NOT_FOR_DIAGNOSIS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.model.rendered import RenderedCase

_UID_ROOT: Final = "2.25."


@dataclass(frozen=True)
class DicomSetExporter:
    """Writes ``DICOM/DICOMDIR`` and ``DICOM/CASE0001/S001/I0001``, unchanged copies; no mark is ever put on them."""

    id: str = "dicom_set"
    title: str = QT_TRANSLATE_NOOP("Plugins", "DICOM file-set")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Released DICOM files with a new DICOMDIR, a README and a manifest.")
    formats: tuple[str, ...] = ("dicom",)

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        if not case.instances:
            raise NothingReleased
        home = Path(form.upper())
        written: dict[Path, str] = {}
        entries = []
        series: dict[str, int] = {}
        counts: dict[int, int] = {}
        for source, digest in case.instances:
            attributes = dcmread(source, stop_before_pixels=True)
            number = series.setdefault(str(attributes.SeriesInstanceUID), len(series) + 1)
            counts[number] = counts.get(number, 0) + 1
            file_id = ("CASE0001", f"S{number:03}", f"I{counts[number]:04}")
            target = home.joinpath(*file_id)
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / target)
            if _sha256(folder / target) != digest:  # it was another file when its record was read
                raise CheckFailed(check="the file is the one that was released")
            written[target] = digest
            entries.append((file_id, attributes))
        # The same set has the same UID, and no clock, computer or person is in it.
        sums = "".join(written.values()).encode()
        uid = _UID_ROOT + str(int.from_bytes(hashlib.sha256(sums).digest()[:16], "big"))
        texts = {
            home / "DICOMDIR": directory(entries, uid),
            home / "README.TXT": _readme(case).encode(),
        }
        manifest = "".join(f"{digest}  {path.relative_to(home).as_posix()}\n" for path, digest in written.items())
        texts[home / "MANIFEST.TXT"] = manifest.encode()
        for path, data in texts.items():
            (folder / path).write_bytes(data)
        return [*written, *texts]


def _readme(case: RenderedCase) -> str:
    return "\n".join(
        [
            case.name,
            "",
            NOT_FOR_DIAGNOSIS["en"] + " / " + NOT_FOR_DIAGNOSIS["zh_CN"],
            "",
            "De-identified and released DICOM instances. Their headers and pixels say by method codes what was done.",
            "UIDs and patient identifiers are replacements; nothing here leads back. De-identified is not anonymous:",
            "rare findings can identify a patient. The view of the pictures of this case (windows, crops) is not here.",
            "DICOMDIR was made anew. MANIFEST.TXT has the SHA-256 of each file.",
            "",
            "已去标识并放行的 DICOM 实例；UID 与患者标识均为替代值。去标识不等于匿名。DICOMDIR 为重新生成。",
            *(f"{HEADINGS['case']['en']}: {len(case.instances)} files".splitlines()),
            "",
        ]
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


PLUGIN = DicomSetExporter()
