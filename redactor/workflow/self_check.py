"""Is the program whole? Plug-ins, codecs, models, resources, and the sample case masked and read back."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor import detectors, exporters, i18n, resources, sources, styles
from redactor.deid import table
from redactor.dicom.codecs import pydicom_decoder
from redactor.errors import BrokenInstallation, MissingResource, RedactorError
from redactor.trust.keys import Access
from redactor.workflow.batch import run
from redactor.workflow.output import prepare_output
from redactor.workflow.report import ItemStatus
from redactor.workflow.sample import sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TRANSFER_SYNTAXES: Final = {
    "RLE Lossless": "1.2.840.10008.1.2.5",
    "JPEG Baseline": "1.2.840.10008.1.2.4.50",
    "JPEG Extended": "1.2.840.10008.1.2.4.51",
    "JPEG Lossless": "1.2.840.10008.1.2.4.57",
    "JPEG Lossless SV1": "1.2.840.10008.1.2.4.70",
    "JPEG-LS Lossless": "1.2.840.10008.1.2.4.80",
    "JPEG-LS Near-lossless": "1.2.840.10008.1.2.4.81",
    "JPEG 2000 Lossless": "1.2.840.10008.1.2.4.90",
    "JPEG 2000": "1.2.840.10008.1.2.4.91",
    "HTJ2K Lossless": "1.2.840.10008.1.2.4.201",
    "HTJ2K": "1.2.840.10008.1.2.4.203",
}

MODELS: Final = {
    "PP-OCRv6_det_small.onnx": "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    "PP-OCRv6_rec_small.onnx": "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
}
"""Files of the package `rapidocr`, which is only their carrier and never imported, with their SHA-256."""


@dataclass(frozen=True)
class Part:
    """A part of the program, and what is wrong with it (empty: nothing)."""

    name: str
    problem: str = ""


def self_check() -> Iterator[Part]:
    """Check every part and yield what was found."""
    points: dict[str, Callable[[], object]] = {
        "sources": sources.available,
        "detectors": detectors.available,
        "styles": styles.available,
        "exporters": exporters.available,
        "attribute table": table.load,
        "translations": lambda: i18n.catalogue("zh_CN")[("Plugins", "Solid")],
        "font": lambda: resources.path("fonts/RedactorSans-Regular.otf"),
    }
    for name, load in points.items():
        yield _part(name, load)
    for name, uid in _TRANSFER_SYNTAXES.items():
        yield _part(f"decoder {name}", partial(pydicom_decoder.decoder_for, uid))
    for name, digest in MODELS.items():
        yield _part(f"model {name}", partial(_require_model, name, digest))
    yield _part("sample case", _require_sample)


def _part(name: str, check: Callable[[], object]) -> Part:
    try:
        check()
    except RedactorError as error:
        return Part(name, str(error))
    except (LookupError, ImportError, OSError, ValueError) as error:
        return Part(name, type(error).__name__)
    return Part(name)


def _require_model(name: str, digest: str) -> None:
    files = metadata.files("rapidocr") or []
    places = [Path(str(file.locate())) for file in files if file.name == name]
    if not places or not places[0].is_file():
        raise MissingResource(name=name)
    with places[0].open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise MissingResource(name=f"{name}: not the file that was tested")


def _require_sample() -> None:
    with tempfile.TemporaryDirectory(prefix="redactor-check-") as folder:
        # A key in the key store would outlive the folder.
        output = prepare_output(Path(folder) / "out", sample_paths(), access=Access(key_store=False))
        items = run(sample_paths(), output)
    if not items or any(item.status is not ItemStatus.DONE for item in items):
        raise BrokenInstallation
