"""Mark a case for a recipient, keep what is needed to read the mark, and say whose a picture is that was found."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.errors import InvalidDocument, NoTraceLedger, Unreadable, reason_of
from redactor.files import destroy, discarding, move_into_place, unfinished, write_text, writing_errors
from redactor.workflow.document import read_json
from redactor.workflow.trace_mark import BITS, MOST_ERRORS, added, chance, errors_of, likeness, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.rendered import Pixels, Plate, RenderedCase

SCHEMA: Final = "redactor/trace/1"
FOLDER: Final = "trace"
LEDGER: Final = "ledger.json"
QUARANTINE: Final = "quarantine"
"""Packages that failed their check, beside the exports."""
_MOST_TRIED: Final = 12
"""Unmarked pictures that a found one is compared with closely: those that look most like it."""


@dataclass(frozen=True)
class Export:
    """One export for one recipient, as the ledger has it.

    Attributes
    ----------
    id
        Random; it stands nowhere else.
    key, payload
        Where the mark lies, and what it says.
    """

    id: str
    recipient: str = field(repr=False)
    key: bytes = field(repr=False)
    payload: int = field(repr=False)

    @classmethod
    def new(cls, recipient: str) -> Export:
        """Make an export with a mark of its own."""
        return cls(secrets.token_hex(4), recipient, secrets.token_bytes(16), secrets.randbits(BITS))


@dataclass(frozen=True)
class Traced:
    """To whom a picture was given.

    Attributes
    ----------
    errors
        Wrong bits of 64.
    chance
        The probability that a picture without this mark looks as if it had it.
    """

    export: str
    recipient: str = field(repr=False)
    errors: int
    chance: float


def mark_case(case: RenderedCase, export: Export, local: Path) -> RenderedCase:
    """Give a case with an invisible mark in every picture; the unmarked ones stay in the local folder.

    DICOM files of the case are left as they are.

    Raises
    ------
    CannotWrite, DiskFull
        If the local folder can't be written; nothing is marked then that could not be traced.
    """
    home = local / FOLDER / export.id
    plates = tuple(_marked(plate, export, home) for plate in case.plates)
    document = {
        "schema": SCHEMA,
        "export": export.id,
        "recipient": export.recipient,
        "key": export.key.hex(),
        "payload": f"{export.payload:016x}",
    }
    write_text(home / LEDGER, json.dumps(document, ensure_ascii=False, indent=1) + "\n", private=True)
    return replace(case, plates=plates)


def trace(pixels: Pixels, folders: Sequence[Path]) -> Traced | None:
    """Say whose a picture is; None is "not sure".

    Parameters
    ----------
    pixels
        The picture that was found: uint8, gray or RGB.
    folders
        Output folders of exports, or their local ones.

    Raises
    ------
    NoTraceLedger
        If none of them has kept an export.
    InvalidDocument, Unreadable
        If what was kept can't be read.
    """
    exports = list(_kept(folders))
    if not exports:
        raise NoTraceLedger
    references = [(likeness(pixels, kept), kept, export) for export, home in exports for kept in _unmarked(home)]
    references.sort(key=lambda each: -each[0])
    found: dict[str, Traced] = {}
    for _, kept, export in references[:_MOST_TRIED]:
        errors = errors_of(pixels, kept, export.key, export.payload)
        if errors <= MOST_ERRORS:
            before = found.get(export.id)
            if before is None or errors < before.errors:
                found[export.id] = Traced(export.id, export.recipient, errors, chance(errors))
    # Two marks in one picture: it was put together of two.
    return next(iter(found.values())) if len(found) == 1 else None


def forget_exports(folders: Sequence[Path]) -> int:
    """Overwrite and delete the unmarked pictures, keys and recipients of exports, and what lies in quarantine there.

    Marks in pictures that were given away can be read by nobody then.

    Returns
    -------
    int
        How many exports were forgotten.

    Raises
    ------
    NoTraceLedger
        If none of the folders has kept anything.
    CannotWrite, DiskFull
        If the file system refuses; what was reached is gone, and it can be begun again.
    """
    places = [place / name for folder in folders for place in _places(folder) for name in (FOLDER, QUARANTINE)]
    kept = [place for place in dict.fromkeys(places) if place.is_dir() and not place.is_symlink()]
    if not kept:
        raise NoTraceLedger
    count = sum(len(list(place.glob(f"*/{LEDGER}"))) for place in kept if place.name == FOLDER)
    for place in kept:
        for file in sorted(place.rglob("*")):
            if file.is_file() and not file.is_symlink():
                destroy(file)
        with writing_errors():
            shutil.rmtree(place)
    return count


def read_picture(path: Path) -> Pixels:
    """Read a picture that was found: uint8, gray or RGB.

    Raises
    ------
    Unreadable
        If it is none.
    """
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    try:
        found = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB) if len(data) else None
    except cv2.error:
        found = None
    if found is None:
        raise Unreadable(reason="not a picture")
    return np.asarray(found, np.uint8)


def _marked(plate: Plate, export: Export, home: Path) -> Plate:
    def mark(pixels: Pixels, name: str) -> Pixels:
        _keep(home / f"{name}.png", pixels)
        done = marked(pixels, added(pixels, export.key, export.payload))
        done.setflags(write=False)
        return np.asarray(done, np.uint8)

    frames = tuple(mark(pixels, f"{plate.name}_{number:03}") for number, pixels in enumerate(plate.frames, 1))
    presets = tuple(
        (name, tuple(mark(p, f"{plate.name}_w{window}_{number:03}") for number, p in enumerate(shown, 1)))
        for window, (name, shown) in enumerate(plate.presets, 1)
    )
    deep = None
    if plate.deep is not None:
        deep = marked(plate.deep, added(plate.frames[0], export.key, export.payload))
    return replace(plate, frames=frames, presets=presets, deep=deep)


def _keep(file: Path, pixels: Pixels) -> None:
    ordered = pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[:, :, ::-1])
    with unfinished(file.parent, ".tmp", private=True) as (stream, path):
        stream.write(cv2.imencode(".png", ordered)[1].tobytes())
    with discarding(path):
        move_into_place(path, file)


def _kept(folders: Iterable[Path]) -> Iterator[tuple[Export, Path]]:
    for folder in folders:
        for place in _places(folder):
            for ledger in sorted((place / FOLDER).glob(f"*/{LEDGER}")):
                yield _export(ledger), ledger.parent


def _places(folder: Path) -> tuple[Path, Path]:
    return folder, folder.resolve().with_name(f"{folder.resolve().name}.local")


def _export(ledger: Path) -> Export:
    document: Any = read_json(ledger)
    try:
        if document["schema"] != SCHEMA:
            raise InvalidDocument(where="ledger.schema", problem=f"{SCHEMA} is needed")
        key, payload = bytes.fromhex(document["key"]), int(document["payload"], 16)
        return Export(str(document["export"]), str(document["recipient"]), key, payload)
    except (KeyError, TypeError, ValueError):
        raise InvalidDocument(where="ledger", problem="a field is missing") from None


def _unmarked(home: Path) -> Iterator[Pixels]:
    for file in sorted(home.glob("*.png")):
        yield read_picture(file)
