"""One instance in the making: what goes into it, and what must be true of what comes out."""

from __future__ import annotations

import hashlib
import io
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
)

from tests.benchmarks.mini_midi.answers import Action, Answer, SourceFile
from tests.benchmarks.mini_midi.pictures import box_of
from tests.instances import with_pixels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from pydicom.dataset import Dataset

    from tests.benchmarks.mini_midi.people import Person

_NATIVE: Final = (
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    ExplicitVRBigEndian,
    DeflatedExplicitVRLittleEndian,
)
_LETTERS: Final = "ABEGHIKMNORSTUVX"


@dataclass
class Case:
    """What a seeder plants into.

    Attributes
    ----------
    values
        The picture as shares of the range, (rows, columns), before it is coded; None for objects without one.
    frames
        Number of frames.
    meta
        Additions to the File Meta Information: (tag, VR, value).
    streams
        Changes of every coded frame.
    after
        Changes of the written bytes.
    beside
        Files to write next to the instance, by name.
    """

    kind: str
    number: int
    person: Person
    ds: Dataset
    values: NDArray[np.float64] | None
    file: str
    syntax: str = ExplicitVRLittleEndian
    frames: int = 1
    ink: NDArray[np.bool_] | None = None
    answers: list[Answer] = field(default_factory=list)
    meta: list[tuple[int, str, Any]] = field(default_factory=list)
    streams: list[Callable[[bytes], bytes]] = field(default_factory=list)
    after: list[Callable[[bytes], bytes]] = field(default_factory=list)
    stored: list[Callable[[NDArray[Any]], NDArray[Any]]] = field(default_factory=list)
    beside: dict[str, bytes] = field(default_factory=dict)
    padding: bytes = b""
    trailing: int = 0

    def word(self, place: str) -> str:
        """Give the canary of a place in this instance: ten letters and digits that are nowhere else."""
        digest = hashlib.sha256(f"{place} {self.number}".encode()).digest()
        return f"Z{place}" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:6])

    def digits(self, place: str) -> str:
        """Give a number of nine digits that is nowhere else."""
        digest = hashlib.sha256(f"digits {place} {self.number}".encode()).digest()
        return "7" + "".join(str(byte % 10) for byte in digest[:8])

    def expect(self, place: str, action: Action, path: str = "", text: str = "", **how: str) -> None:
        """Add a row to the answer key; `how` are category, profile and detail."""
        category = how.pop("category", "OURS" if place[0] == "P" else "DICOM")
        self.answers.append(Answer(self.file, place, category, action, path, text, **how))

    def clean(self, place: str, *words: str) -> None:
        """Expect that words are in no byte of what leaves."""
        self.expect(place, Action.BYTES_CLEAN, text="\n".join(words or [self.word(place)]))

    def burn(self, mask: NDArray[np.bool_]) -> None:
        """Note ink that was drawn."""
        self.ink = mask if self.ink is None else self.ink | mask
        boxes = self.ds.__dict__.setdefault("mini_midi_boxes", [])
        boxes.append(box_of(mask))

    @property
    def boxes(self) -> list[tuple[int, int, int, int]]:
        """Where text is."""
        return list(self.ds.__dict__.get("mini_midi_boxes", []))

    @property
    def source(self) -> SourceFile:
        """What the key says of the file."""
        text = "\n".join(",".join(map(str, box)) for box in self.boxes)
        packed = b"" if self.ink is None else np.packbits(self.ink).tobytes()
        names = ("PatientID", "IssuerOfPatientID", "StudyInstanceUID", "SeriesInstanceUID")
        ids = [str(self.ds.get(name, "")) for name in names]
        shape = (0, 0) if self.values is None else self.values.shape
        return SourceFile(
            self.file, self.kind, ids[0], ids[1], ids[2], ids[3], shape[0], shape[1], text, packed, self.trailing
        )

    def write(self, folder: Path) -> Path:
        """Write the instance and what stands beside it."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.values is not None:
            self._pixels()
        self.ds.file_meta = FileMetaDataset()
        self.ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        if self.values is not None and self.syntax not in _NATIVE:
            self._compress()
        self.ds.file_meta.TransferSyntaxUID = UID(self.syntax)
        self.ds.file_meta.MediaStorageSOPClassUID = self.ds.SOPClassUID
        self.ds.file_meta.MediaStorageSOPInstanceUID = self.ds.SOPInstanceUID
        for tag, vr, value in self.meta:
            self.ds.file_meta.add_new(tag, vr, value)
        implicit, little = self.syntax == ImplicitVRLittleEndian, self.syntax != ExplicitVRBigEndian
        self.ds.save_as(path, implicit_vr=implicit, little_endian=little, enforce_file_format=True)
        data = path.read_bytes()
        for change in self.after:
            data = change(data)
        path.write_bytes(data)
        for name, content in self.beside.items():
            (path.parent / name).write_bytes(content)
        os.utime(path, (981_173_106, 981_173_106))
        return path

    def _pixels(self) -> None:
        assert self.values is not None
        ds = self.ds
        bits, signed = int(ds.get("BitsStored", 8)), bool(ds.get("PixelRepresentation", 0))
        if "FloatPixelData" in ds:
            frames: NDArray[Any] = np.repeat((self.values * 1000).astype(np.float32)[None], self.frames, axis=0)
            with_pixels(ds, frames)
            return
        low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
        kind = np.dtype(("i" if signed else "u") + ("1" if bits <= 8 else "2"))
        if bits == 1:
            frames = np.repeat((self.values > 0.4)[None], self.frames, axis=0)
        else:
            # Noise that differs from frame to frame keeps one frame from standing for another.
            generator = np.random.default_rng(self.number)
            noise = generator.normal(0, 0.002, (self.frames, *self.values.shape))
            frames = np.round(low + np.clip(self.values + noise, 0, 1) * (high - low)).astype(kind)
        if ds.get("PhotometricInterpretation") == "MONOCHROME1":
            frames = (high - (frames.astype(np.int64) - low)).astype(kind)
        if ds.get("SamplesPerPixel", 1) == 3:
            frames = np.stack([frames, frames, frames], axis=-1)
        photometric = str(ds.get("PhotometricInterpretation", ""))
        for change in self.stored:
            frames = change(frames)
        number = ds.get("NumberOfFrames")
        with_pixels(ds, frames, photometric=photometric, bits_stored=bits)
        if number is not None:
            ds.NumberOfFrames = self.frames
        if self.syntax == ExplicitVRBigEndian and ds.BitsAllocated > 8:
            ds.PixelData = np.frombuffer(ds.PixelData, "<u2").byteswap().tobytes()
        ds.PixelData += self.padding + b"\0" * (len(self.padding) % 2)

    def _compress(self) -> None:
        if self.syntax == JPEGBaseline8Bit:
            coded = self._jpegs()
        else:
            self.ds.compress(self.syntax, generate_instance_uid=False)
            coded = [bytes(frame) for frame in generate_frames(self.ds.PixelData, number_of_frames=self.frames)]
        for change in self.streams:
            coded = [change(frame) for frame in coded]
        self.ds.PixelData = encapsulate([frame + b"\0" * (len(frame) % 2) for frame in coded])
        self.ds["PixelData"].VR = "OB"
        self.ds["PixelData"].is_undefined_length = True

    def _jpegs(self) -> list[bytes]:
        ds, coded = self.ds, []
        shape: tuple[int, ...] = (self.frames, ds.Rows, ds.Columns)
        shape += (3,) if ds.SamplesPerPixel == 3 else ()
        native = np.frombuffer(ds.PixelData, np.uint8, int(np.prod(shape))).reshape(shape)
        for frame in native:
            target = io.BytesIO()
            Image.fromarray(frame).save(target, "JPEG", quality=88, subsampling=2)
            coded.append(target.getvalue())
        if ds.SamplesPerPixel == 3:
            ds.PhotometricInterpretation = "YBR_FULL_422"
        ds.LossyImageCompression, ds.LossyImageCompressionRatio = "01", "8"
        ds.LossyImageCompressionMethod = "ISO_10918_1"
        return coded
