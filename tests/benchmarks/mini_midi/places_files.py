"""Hiding places around the data set: the file, its name, its neighbours, and what is said while working on it."""

from __future__ import annotations

import hashlib
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final

from pydicom import uid
from pydicom.dataset import Dataset, FileMetaDataset

from tests.benchmarks.mini_midi.answers import Action

if TYPE_CHECKING:
    from tests.benchmarks.mini_midi.case import Case

_ROOT: Final = "1.2.826.0.1.3680043.9.9999"
LOG: Final = "log"
"""Detail of `bytes_clean`: look in what the program said, not in its files."""

DICOMDIR: Final = "DICOMDIR"
XATTR: Final = "user.comment"


def p12(case: Case) -> None:
    """Plant a TIFF header with text into the preamble."""
    head = b"II*\0\x08\0\0\0" + case.word("P12").encode()
    case.after.append(lambda data: head.ljust(128, b"\0") + data[128:])
    case.expect("P12", Action.BYTES_CLEAN, text="II*", detail="preamble")
    case.clean("P12")


def p13(case: Case) -> None:
    """Plant a second personality: an IFD with a description in trailing padding."""
    word = case.word("P13").encode()
    ifd = struct.pack("<HHHLL", 1, 270, 2, len(word), 26) + word
    trailer = b"\xfc\xff\xfc\xffOB\0\0" + struct.pack("<L", len(ifd) + len(ifd) % 2) + ifd + b"\0" * (len(ifd) % 2)
    case.after.append(lambda data: b"II*\0" + struct.pack("<L", len(data)) + data[8:] + trailer)
    case.clean("P13")


def p14(case: Case) -> None:
    """Plant text into Data Set Trailing Padding."""
    word = case.word("P14")
    case.ds.add_new(0xFFFCFFFC, "OB", word.encode())
    case.expect("P14", Action.TEXT_REMOVED, "(FFFC,FFFC)", word)
    case.clean("P14")


def p15(case: Case) -> None:
    """Plant bytes after the data set."""
    word = case.word("P15").encode()
    case.after.append(lambda data: data + word * 3)
    case.trailing = len(word) * 3
    case.clean("P15")


def p17(case: Case) -> None:
    """Plant addresses, titles and private information into the File Meta Information."""
    word = case.word("P17")
    case.meta += [
        (0x00020013, "SH", word),
        (0x00020016, "AE", word),
        (0x00020017, "AE", word),
        (0x00020018, "AE", word),
        (0x00020026, "UR", f"http://{word}.example"),
        (0x00020100, "UI", f"{_ROOT}.17"),
        (0x00020102, "OB", word.encode()),
    ]
    case.expect("P17", Action.TEXT_REMOVED, "(0002,0016)", word)
    case.clean("P17")


def p18(case: Case) -> None:
    """The SOP Instance UID stands in the File Meta Information, too."""
    case.expect("P18", Action.UID_CHANGED, "(0002,0003)", str(case.ds.SOPInstanceUID))
    case.expect("P18", Action.UID_CONSISTENT, "(0002,0003)", str(case.ds.SOPInstanceUID))
    case.clean("P18", str(case.ds.SOPInstanceUID))


def p38(case: Case) -> None:
    """Plant the patient into the names of folders and files."""
    person, word = case.person, case.word("P38")
    case.file = f"{person.family}_{person.mrn}/{word}_{person.birth}.dcm"
    case.expect("P38", Action.FILENAME_CLEAN, text=f"{word}\n{person.family}\n{person.mrn}\n{person.birth}")


def p39(case: Case) -> None:
    """Plant a DICOMDIR beside the instance."""
    word = case.word("P39")
    case.beside[DICOMDIR] = _directory(word)
    case.expect("P39", Action.FILENAME_CLEAN, text=DICOMDIR)
    case.clean("P39")


def p40(case: Case) -> None:
    """Plant neighbours: thumbnails, notes, an extended attribute; times of files are set by `Case.write`."""
    word = case.word("P40")
    case.beside |= {".DS_Store": word.encode(), "Thumbs.db": word.encode("utf-16-le"), f"{word}.txt": word.encode()}
    case.expect("P40", Action.FILENAME_CLEAN, text=f".DS_Store\nThumbs.db\n{word}", detail="mtime")
    case.clean("P40")


def p46(case: Case) -> None:
    """What the program says, and what lies beside the results, must not name the patient."""
    words = [case.person.mrn, case.person.family, case.word("HL")]
    case.expect("P46", Action.BYTES_CLEAN, text="\n".join(words), detail=LOG)


def p47(case: Case) -> None:
    """A plain hash of an identifier can be tried out."""
    texts = [case.person.mrn, str(case.ds.SOPInstanceUID), case.person.name]
    made = [getattr(hashlib, name)(text.encode()).hexdigest() for text in texts for name in ("sha256", "sha1", "md5")]
    case.expect("P47", Action.BYTES_CLEAN, text="\n".join(made))


def p48(case: Case) -> None:
    """Plant into a deflated data set."""
    word = case.word("P48")
    case.syntax = uid.DeflatedExplicitVRLittleEndian
    case.ds.PatientComments = f"inflate me, {word}"
    case.expect("P48", Action.TEXT_REMOVED, "(0010,4000)", word)
    case.clean("P48")


def _directory(word: str) -> bytes:
    """Give a DICOMDIR that names a patient."""
    record, ds = Dataset(), Dataset()
    record.OffsetOfTheNextDirectoryRecord, record.RecordInUseFlag = 0, 0xFFFF
    record.OffsetOfReferencedLowerLevelDirectoryEntity, record.DirectoryRecordType = 0, "PATIENT"
    record.PatientName, record.PatientID = f"{word}^Directory", word
    ds.FileSetID, ds.DirectoryRecordSequence = "SET", [record]
    ds.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity = 0
    ds.OffsetOfTheLastDirectoryRecordOfTheRootDirectoryEntity = 0
    ds.FileSetConsistencyFlag = 0
    ds.file_meta = FileMetaDataset()
    ds.file_meta.TransferSyntaxUID = uid.UID(uid.ExplicitVRLittleEndian)
    ds.file_meta.MediaStorageSOPClassUID = uid.MediaStorageDirectoryStorage
    ds.file_meta.MediaStorageSOPInstanceUID = uid.UID(f"{_ROOT}.39")
    target = BytesIO()
    ds.save_as(target, implicit_vr=False, little_endian=True, enforce_file_format=True)
    return target.getvalue()
