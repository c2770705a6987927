"""Is the program whole? Plug-ins, codecs, models, resources, and the sample case masked and read back."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor import detectors, exporters, i18n, resources, sources, styles
from redactor.deid import table, vocabulary
from redactor.deid.profile_file import available, load_profile
from redactor.detectors._chest_network import weights as chest_network
from redactor.detectors._models import models_to_check, network
from redactor.dicom.codecs import pydicom_decoder
from redactor.errors import BrokenInstallation, RedactorError
from redactor.exporters import teaching
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
        "teaching exporters": teaching.available,
        "attribute table": table.load,
        "profiles": lambda: [load_profile(name) for name in available()],
        "vocabulary": vocabulary.standard,
        "translations": lambda: i18n.catalogue("zh_CN")[("Plugins", "Solid")],
        "font": lambda: resources.path("fonts/RedactorSans-Regular.otf"),
    }
    for name, load in points.items():
        yield _part(name, load)
    for name, uid in _TRANSFER_SYNTAXES.items():
        yield _part(f"decoder {name}", partial(pydicom_decoder.decoder_for, uid))
    for name in models_to_check():
        yield _part(f"model {name}", partial(network, name))
    yield _part("model chest", chest_network)
    yield _part("sample case", _require_sample)


def _part(name: str, check: Callable[[], object]) -> Part:
    try:
        check()
    except RedactorError as error:
        return Part(name, str(error))
    except (LookupError, ImportError, OSError, ValueError) as error:
        return Part(name, type(error).__name__)
    return Part(name)


def _require_sample() -> None:
    with tempfile.TemporaryDirectory(prefix="redactor-check-") as folder:
        # A key in the key store would outlive the folder.
        output = prepare_output(Path(folder) / "out", sample_paths(), access=Access(key_store=False))
        items = run(sample_paths(), output)
    if not items or any(item.status is not ItemStatus.DONE for item in items):
        raise BrokenInstallation
