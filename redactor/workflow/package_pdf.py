"""Take a finished hand-out (PDF) apart with another library than the one that wrote it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import IdentifierInPackage, TeachingExtraMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRAILER: Final = frozenset({"/Size", "/Root", "/Info"})
_INFO: Final = {"/CreationDate": "D:19800101000000Z"}
_CATALOGUE: Final = frozenset({"/Type", "/Pages", "/PageLayout", "/OpenAction"})
_PAGE: Final = frozenset({"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/Group"})
_PICTURE: Final = frozenset(
    {
        "/Type",
        "/Subtype",
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Filter",
        "/DecodeParms",
        "/Length",
    }
)
_END: Final = b"%%EOF"


def parts_of_pdf(data: bytes) -> tuple[list[str], list[bytes]]:
    """Give what a reader sees as text, page by page, and every stream as it is inside.

    Raises
    ------
    IdentifierInPackage
        If the file can't be read, or has more than pages of text and pictures: metadata, notes, attachments, scripts,
        versions before the last, or bytes behind its end.
    TeachingExtraMissing
        If what reads it is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra, which need not be there
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        raise TeachingExtraMissing(package="pypdf", extra="teaching") from None
    _require(data.count(_END) == 1 and data.rstrip().endswith(_END), "more than one version")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
        _require_bare(reader)
        # It gives each code of two bytes as two letters where a font has an encoding of its own, the first one empty.
        texts = [page.extract_text().replace("\0", "") for page in reader.pages]
        streams = list(_streams(reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        raise IdentifierInPackage(check="what can't be read", place="a PDF") from None
    return texts, streams


def _require(fine: bool, check: str) -> None:
    if not fine:
        raise IdentifierInPackage(check=check, place="a PDF")


def _require_bare(reader: Any) -> None:  # noqa: ANN401 - the library's
    _require(set(reader.trailer) <= _TRAILER, "more than pages")
    _require(dict(reader.trailer["/Info"]) == _INFO, "metadata")
    _require(set(reader.trailer["/Root"]) <= _CATALOGUE, "more than pages")
    for page in reader.pages:
        _require(set(page) <= _PAGE, "a note or an attachment")
        for picture in (page["/Resources"].get("/XObject") or {}).values():
            _require(set(picture.get_object()) <= _PICTURE, "more than pixels")


def _streams(reader: Any) -> Iterator[bytes]:  # noqa: ANN401 - the library's
    """Yield what every object of the file holds, whether a page refers to it or not."""
    from pypdf.generic import StreamObject  # noqa: PLC0415

    for number in range(1, int(reader.trailer["/Size"])):
        found = reader.get_object(number)
        if isinstance(found, StreamObject) and found.get("/Subtype") != "/Image":
            yield found.get_data()
        elif found is not None and not isinstance(found, StreamObject):
            yield repr(found).encode()
