"""One canary a hiding place: after apply it is in no byte of what may leave, in no encoding, and in no name."""

from __future__ import annotations

import datetime as dt
import json
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom.datadict import DicomDictionary, dictionary_VM, keyword_for_tag
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from redactor.deid import identity, table
from redactor.dicom.byte_source import MemorySource
from redactor.dicom.instance import Instance
from redactor.model.geometry import Rectangle
from redactor.model.region import Origin, Region
from redactor.workflow.report import ItemStatus
from tests.folders import contents
from tests.instances import header, hiding, noise, save, save_compressed, save_encapsulated, with_pixels
from tests.runs import CORNER, applied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from redactor.model.plan import RedactionPlan

CANARY = "QUETZALIA"
NAME = f"{CANARY}^ZELDONIA"
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "latin-1", "iso2022_jp", "euc_kr", "ascii")


def encoded(word: str) -> set[bytes]:
    """Give the bytes of a word in every encoding that has it."""
    return {word.encode(encoding, "ignore") for encoding in ENCODINGS if word.encode(encoding, "ignore")}


def hits(folder: Path, words: Iterable[str]) -> set[str]:
    """Give the words that are in any byte or any name below a folder; deflated data sets are inflated."""
    found = contents(folder)
    for name in [name for name in found if name.endswith(".dcm")]:
        source = Instance.open(folder / name).header.source
        if isinstance(source, MemorySource):
            found[f"{name} inflated"] = source.data
    everything = b"\n".join([*found.values(), *(name.encode() for name in found)])
    return {word for word in words if any(data in everything for data in encoded(word))}


def leaks(source: Path, words: Iterable[str] = (CANARY,), plan: RedactionPlan = CORNER) -> set[str]:
    """De-identify a file and give the words that are left; the file must hold them, and must be done."""
    assert source.read_bytes()
    out = source.parent / "out"
    # One key for all runs: a random UID may hold any eight digits by chance, and so a date that is looked for.
    project = out.with_name("out.local") / "project"
    project.mkdir(parents=True, exist_ok=True)
    (project / "project.json").write_text(
        json.dumps({"schema": "redactor/project/1", "key": "07" * 32, "generation": 1})
    )
    (item,) = applied([source], out, plan)
    assert item.status is ItemStatus.DONE, item.reason
    return hits(out, words)


def image(**attributes: Any) -> Dataset:
    return with_pixels(header(**{"SOPInstanceUID": "2.25.1003", **attributes}), noise((2, 16, 20)))


# --- attributes -----------------------------------------------------------------------------------------------


def value_for(vr: str, number: int) -> tuple[Any, str] | None:
    """Give a value that is valid for a VR, and the word that it is found by; None where there is none of its own."""
    word, count = f"QZ{number:05}", f"9{number:08}"
    date = (dt.date(1501, 1, 1) + dt.timedelta(days=number)).strftime("%Y%m%d")
    texts = dict.fromkeys(("PN", "LO", "SH", "LT", "ST", "UT", "UC", "CS", "AE"), (word, word))
    opaque = {name: (word.encode() + b"!", word) for name in ("OB", "UN", "OW")}
    numerals = dict.fromkeys(("DS", "IS"), (count, count))
    others = {
        "UR": (f"http://{word}.example", word),
        "UI": (f"1.2.999.{date}.77", date),
        "DA": (date, date),
        "DT": (f"{date}101112", date),
        "TM": (f"235959.{number:06}", f".{number:06}"),
    }
    return (texts | opaque | numerals | others).get(vr)


def everything_listed() -> tuple[Dataset, dict[str, str]]:
    """Give a data set with every attribute of Table E.1-1, and the words with their keywords."""
    ds, words = Dataset(), {}
    for number, row in enumerate(table.load().rows):
        found = value_for(row.vr, number)
        of_a_file = row.pattern.startswith(("0000", "0002", "0004"))
        if found and "X" not in row.pattern and not of_a_file and row.keyword != "SOPInstanceUID":
            ds[int(row.pattern, 16)] = DataElement(int(row.pattern, 16), row.vr, found[0])
            words[found[1]] = row.keyword
    return ds, words


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_nothing_that_the_table_lists_is_left_at_any_depth(depth: int, syntax: Any, tmp_path: Path) -> None:
    listed, words = everything_listed()
    ds = image()
    if depth == 0:
        ds.update(listed)
    if depth == 1:
        ds.FrameContentSequence = [listed, listed]
    if depth == 2:
        outer = Dataset()
        outer.PlanePositionSequence = [listed]
        ds.FrameContentSequence = [outer]
    left = leaks(save(ds, tmp_path / "in.dcm", syntax), words)
    assert {words[word] for word in left} == set()
    assert len(words) > 400


def unlisted(vrs: set[str]) -> list[tuple[int, str]]:
    """Give (tag, VR) of all attributes of the dictionary that the table doesn't list."""
    own = {0x00080005, 0x00080018}
    kept_groups = (0x0002, 0x0028, 0x7FE0, 0x0000, 0x0004, 0xFFFE)
    return [
        (tag, entry[0])
        for tag, entry in DicomDictionary.items()
        if entry[0] in vrs and tag >> 16 not in kept_groups and table.row_for(tag) is None and tag not in own
    ]


@pytest.mark.parametrize("nested", [False, True])
def test_persons_times_addresses_and_prose_are_nowhere_even_where_no_table_lists_them(
    nested: bool, tmp_path: Path
) -> None:
    found, words = Dataset(), {}
    for number, (tag, vr) in enumerate(unlisted({"PN", "DA", "DT", "TM", "AE", "UR", "ST", "LT", "UT", "UC", "OB"})):
        value, word = value_for(vr, number) or ("", "")
        found[tag] = DataElement(tag, vr, value)
        words[word] = keyword_for_tag(tag)
    ds = image(FrameContentSequence=[found]) if nested else image()
    if not nested:
        ds.update(found)
    assert {words[word] for word in leaks(save(ds, tmp_path / "in.dcm"), words)} == set()
    assert len(words) > 150


def test_the_patients_name_is_in_no_text_that_may_stay(tmp_path: Path) -> None:
    """LO, SH and CS stay where the table lists nothing, unless they name a person."""
    ds = image(PatientName=NAME)
    for tag, vr in unlisted({"LO", "SH", "CS"}):
        enumerated = keyword_for_tag(tag) in identity._ENUMERATED
        if not enumerated and dictionary_VM(tag) != "0":
            ds[tag] = DataElement(tag, vr, CANARY if vr == "CS" else f"of {CANARY.title()}")
    assert leaks(save(ds, tmp_path / "in.dcm"), [CANARY, CANARY.title()]) == set()


# --- other places in the data set -----------------------------------------------------------------------------


def private_element(ds: Dataset) -> None:
    ds.private_block(0x0009, "ACME", create=True).add_new(1, "LO", CANARY)


def private_creator(ds: Dataset) -> None:
    ds.private_block(0x0029, CANARY, create=True).add_new(1, "OB", CANARY.encode() + b" ")


def private_sequence(ds: Dataset) -> None:
    item = Dataset()
    item.PatientName = NAME
    item.StudyDescription = CANARY
    ds.private_block(0x0019, "ACME", create=True).add_new(2, "SQ", [item])


def private_element_in_an_item(ds: Dataset) -> None:
    item = Dataset()
    private_element(item)
    ds.ReferencedImageSequence = [item]


def private_element_without_a_creator(ds: Dataset) -> None:
    ds.add_new(0x00111001, "UN", CANARY.encode() + b" ")


def overlay(ds: Dataset) -> None:
    ds.add_new(0x60000010, "US", 16)
    ds.add_new(0x60000011, "US", 20)
    ds.add_new(0x60000022, "LO", CANARY)
    ds.add_new(0x60003000, "OW", CANARY.encode() * 5 + b" ")
    ds.add_new(0x601E1500, "LO", CANARY)


def curve(ds: Dataset) -> None:
    ds.add_new(0x50000022, "LO", CANARY)
    ds.add_new(0x50003000, "OW", CANARY.encode() + b" ")
    ds.add_new(0x50F22600, "LO", CANARY)


def icon(ds: Dataset) -> None:
    ds.IconImageSequence = [with_pixels(Dataset(), noise((1, 8, 8)))]
    ds.IconImageSequence[0].PixelData = CANARY.encode() * 7 + b" "


def original_attributes(ds: Dataset) -> None:
    before, what = Dataset(), Dataset()
    before.PatientName = NAME
    before.PatientID = CANARY
    what.ModifiedAttributesSequence = [before]
    what.SourceOfPreviousValues = CANARY
    what.ModifyingSystem = CANARY
    what.ReasonForTheAttributeModification = "CORRECT"
    ds.OriginalAttributesSequence = [what]


def signature(ds: Dataset) -> None:
    item = Dataset()
    item.DigitalSignatureUID = "1.2.3"
    item.CertificateOfSigner = CANARY.encode() + b" "
    item.Signature = CANARY.encode() + b" "
    ds.DigitalSignaturesSequence = [item]
    ds.MACParametersSequence = [item]


def encrypted_attributes(ds: Dataset) -> None:
    item = Dataset()
    item.EncryptedContentTransferSyntaxUID = ExplicitVRLittleEndian
    item.EncryptedContent = CANARY.encode() + b" "
    ds.EncryptedAttributesSequence = [item]


def earlier_deidentification(ds: Dataset) -> None:
    ds.PatientIdentityRemoved = "YES"
    ds.DeidentificationMethod = f"by hand for {CANARY}"
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = "113100", "DCM", CANARY
    ds.DeidentificationMethodCodeSequence = [code]


def graphic_annotation(ds: Dataset) -> None:
    text, annotation = Dataset(), Dataset()
    text.UnformattedTextValue = CANARY
    annotation.TextObjectSequence = [text]
    annotation.GraphicLayer = "LAYER"
    ds.GraphicAnnotationSequence = [annotation]


def structured_text(ds: Dataset) -> None:
    item = Dataset()
    item.ValueType = "TEXT"
    item.TextValue = CANARY
    item.PersonName = NAME
    ds.ContentSequence = [item]
    ds.AcquisitionContextSequence = [item]


def waveform(ds: Dataset) -> None:
    item = Dataset()
    item.add_new(0x54001010, "OW", CANARY.encode() + b" ")
    item.MultiplexGroupLabel = CANARY
    ds.WaveformSequence = [item]


def document(ds: Dataset) -> None:
    ds.EncapsulatedDocument = CANARY.encode() + b" "
    ds.DocumentTitle = CANARY


def colour_profile(ds: Dataset) -> None:
    ds.ICCProfile = bytes(128) + CANARY.encode() + b" "


def group_lengths(ds: Dataset) -> None:
    ds[0x00100000] = DataElement(0x00100000, "UL", 0x4A4B4C4D)
    ds[0x00180000] = DataElement(0x00180000, "LO", CANARY)


def length_to_end(ds: Dataset) -> None:
    ds[0x00080001] = DataElement(0x00080001, "LO", CANARY)


def unknown_even_group(ds: Dataset) -> None:
    ds.add_new(0x00469988, "UN", CANARY.encode() + b" ")
    ds.add_new(0x00469989, "LT", CANARY)


def wrong_vr(ds: Dataset) -> None:
    ds[0x00181030] = DataElement(0x00181030, "UN", CANARY.encode() + b" ")
    ds[0x00180050] = RawDataElement(Tag(0x00180050), "DS", 10, CANARY.encode() + b" ", 0, False, True)


def uid_with_a_date(ds: Dataset) -> None:
    ds.SOPInstanceUID = "1.2.999.19530823.1"
    ds.FrameOfReferenceUID = "1.2.999.19530823.2"
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.999.19530823.3"
    ds.ReferencedImageSequence = [item]
    ds.SourceImageSequence = [item]


def free_text(ds: Dataset) -> None:
    ds.PatientComments = f"likes tea, {CANARY}"
    ds.ImageComments = CANARY
    ds.AdditionalPatientHistory = CANARY
    ds.add_new(0x00189998, "UT", CANARY)


def many_values(ds: Dataset) -> None:
    ds.OtherPatientIDs = ["a", CANARY]
    ds.OperatorsName = ["A^B", NAME]
    ds.ImageType = ["ORIGINAL", "PRIMARY"]
    ds.OtherPatientNames = [NAME, NAME]


def hidden_after_a_null(ds: Dataset) -> None:
    ds.PatientName = "SOMEBODY"
    ds.BodyPartExamined = f"HEAD\0{CANARY}"
    ds.ContrastBolusAgent = f"none\0{CANARY}"
    ds.PatientID = CANARY


def functional_groups(ds: Dataset) -> None:
    item, content = Dataset(), Dataset()
    content.FrameAcquisitionDateTime = "19530823101112"
    content.FrameComments = CANARY
    content.StackID = CANARY
    ds.PatientID = CANARY
    item.FrameContentSequence = [content]
    private_element(item)
    ds.PerFrameFunctionalGroupsSequence = [item, item]
    ds.SharedFunctionalGroupsSequence = [item]


PLACES: list[Callable[[Dataset], None]] = [
    private_element,
    private_creator,
    private_sequence,
    private_element_in_an_item,
    private_element_without_a_creator,
    overlay,
    curve,
    icon,
    original_attributes,
    signature,
    encrypted_attributes,
    earlier_deidentification,
    graphic_annotation,
    structured_text,
    waveform,
    document,
    colour_profile,
    group_lengths,
    length_to_end,
    unknown_even_group,
    wrong_vr,
    uid_with_a_date,
    free_text,
    many_values,
    hidden_after_a_null,
    functional_groups,
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian], ids=lambda uid: uid.name)
def test_no_canary_sings_in_the_data_set(place: Callable[[Dataset], None], syntax: Any, tmp_path: Path) -> None:
    ds = image()
    place(ds)
    source = save(ds, tmp_path / "in.dcm", syntax)
    assert leaks(source, [CANARY, CANARY.title(), "19530823"]) == set()


# --- names in other scripts -----------------------------------------------------------------------------------

SCRIPTS = {
    "GB18030": (["GB18030"], "Wang^XiaoDong=王^小东东", ["王", "小东东", "XiaoDong"]),
    "GBK": (["GBK"], "Wang^XiaoDong=王^小东东", ["小东东", "XiaoDong"]),
    "Unicode": (["ISO_IR 192"], "Wang^XiaoDong=王^小东东", ["小东东", "XiaoDong"]),
    "ISO 2022 Japanese": (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう", ["山田", "やまだ", "Yamada"]),
    "ISO 2022 Korean": (["", "ISO 2022 IR 149"], "Hong^Gildong=洪^吉洞=홍^길동", ["吉洞", "길동", "Gildong"]),
    "ISO 2022 Chinese": (["", "ISO 2022 IR 58"], "Zhang^XiaoDong=张^小东", ["小东", "XiaoDong"]),
    "Latin 1": (["ISO_IR 100"], "Buc^Jérômexé", ["Jérômexé"]),
    "Cyrillic": (["ISO_IR 144"], "Люксембургская^Роза", ["Люксембургская"]),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_in_every_script_are_gone(script: str, tmp_path: Path) -> None:
    character_set, name, words = SCRIPTS[script]
    ds = image(SpecificCharacterSet=character_set, PatientName=name, ReferringPhysicianName=name)
    ds.ContrastBolusAgent = f"for {words[-1]}"
    ds.SeriesDescription = words[0]
    ds.StationName = words[0][:16]
    ds.PatientComments = " ".join(words)
    source = save(ds, tmp_path / "in.dcm")
    assert leaks(source, [*words, *name.replace("=", "^").split("^")[1:]]) == set()


def test_a_name_in_another_script_than_the_data_set_says_is_gone(tmp_path: Path) -> None:
    ds = image(SpecificCharacterSet="ISO_IR 100")
    name = "王小东".encode("gb18030")
    for tag, vr in ((0x00100010, "PN"), (0x00180010, "LO"), (0x00080090, "PN"), (0x00104000, "LT")):
        ds[tag] = RawDataElement(Tag(tag), vr, len(name), name, 0, False, True)
    assert leaks(save(ds, tmp_path / "in.dcm"), ["王小东", "小东"]) == set()


# --- the file around the data set -----------------------------------------------------------------------------


def saved(ds: Dataset, path: Path, change: Callable[[bytes], bytes]) -> Path:
    save(ds, path)
    path.write_bytes(change(path.read_bytes()))
    return path


FILES: dict[str, Callable[[bytes], bytes]] = {
    "preamble": lambda data: CANARY.encode().ljust(128, b"!") + data[128:],
    "after the pixels": lambda data: data + CANARY.encode(),
    "a padding element": lambda data: data + b"\xfc\xff\xfc\xffOB\0\0" + struct.pack("<L", 10) + CANARY.encode() + b" ",
    "a private element after the pixels": lambda data: (
        data + b"\xe1\x7f\x10\0LO\x04\0ACME\xe1\x7f\x01\x10LO" + struct.pack("<H", 10) + CANARY.encode() + b" "
    ),
    "a signature after the pixels": lambda data: (
        data + b"\xfa\xff\xfa\xffOB\0\0" + struct.pack("<L", 10) + CANARY.encode() + b" "
    ),
}


@pytest.mark.parametrize("place", FILES)
def test_no_canary_sings_around_the_data_set(place: str, tmp_path: Path) -> None:
    assert leaks(saved(image(), tmp_path / "in.dcm", FILES[place])) == set()


META = {
    "SourceApplicationEntityTitle": CANARY,
    "SendingApplicationEntityTitle": CANARY,
    "ReceivingApplicationEntityTitle": CANARY,
    "SourcePresentationAddress": f"http://{CANARY}.example",
    "SendingPresentationAddress": f"http://{CANARY}.example",
    "ReceivingPresentationAddress": f"http://{CANARY}.example",
    "ImplementationVersionName": CANARY,
    "ImplementationClassUID": "1.2.999.19530823",
    "RTVMetaInformationVersion": CANARY.encode() + b" ",
}


def test_no_canary_sings_in_the_file_meta_information(tmp_path: Path) -> None:
    ds = image()
    source = save(ds, tmp_path / "in.dcm")
    for keyword, value in META.items():
        setattr(ds.file_meta, keyword, value)
    ds.file_meta.add_new(0x00020100, "UI", "1.2.999.19530823")
    ds.file_meta.add_new(0x00020102, "OB", CANARY.encode() + b" ")
    ds.save_as(source, enforce_file_format=True)
    assert CANARY.encode() in source.read_bytes()
    assert leaks(source, [CANARY, "19530823"]) == set()


@pytest.mark.parametrize("name", [f"{CANARY}.dcm", f"{CANARY}/x.dcm", "王小东.dcm"])
def test_no_canary_sings_in_a_name(name: str, tmp_path: Path) -> None:
    source = save(image(), tmp_path / name)
    (item,) = applied([source], tmp_path / "out")
    assert item.status is ItemStatus.DONE
    assert hits(tmp_path / "out", [CANARY, "王小东", "小东", str(tmp_path)]) == set()


# --- in and around the pixels ---------------------------------------------------------------------------------


def test_pixel_data_is_not_longer_than_its_frames(tmp_path: Path) -> None:
    ds = image()
    ds.PixelData += CANARY.encode() + b" "
    assert leaks(save(ds, tmp_path / "in.dcm")) == set()


@pytest.mark.parametrize("plan", [CORNER, hiding()], ids=["hiding", "nothing"])
def test_nothing_stays_in_the_bits_above_high_bit(plan: RedactionPlan, tmp_path: Path) -> None:
    """An overlay in unused bits: here each stored value has a letter of the canary above its lowest 8 bits."""
    letters = np.resize(np.frombuffer(CANARY.encode(), np.uint8), 16 * 20).astype(np.uint16)
    values = noise((1, 16, 20), np.uint16, high=256) | (letters.reshape(1, 16, 20) << 8)
    source = save(with_pixels(header(), values, bits_stored=8), tmp_path / "in.dcm")
    assert leaks(source, plan=plan) == set()
    (name,) = [name for name in contents(tmp_path / "out") if name.endswith(".dcm")]
    raw = np.frombuffer(Instance.open(tmp_path / "out" / name).pixel_data.coded_frame(1), "<u2")
    assert not (raw >> 8).any()


def test_nothing_stays_under_the_mask(tmp_path: Path) -> None:
    frames = noise((2, 16, 20))
    frames[:, 3, 2 : 2 + len(CANARY)] = np.frombuffer(CANARY.encode(), np.uint8)
    source = save(with_pixels(header(), frames), tmp_path / "in.dcm")
    assert leaks(source, plan=hiding((2, 3, len(CANARY), 1))) == set()
    assert leaks(source, plan=hiding((2, 3, len(CANARY) - 1, 1))) == set()


def rle(ds: Dataset, path: Path) -> Path:
    """Give RLE frames with bytes after their last segment."""
    save_compressed(ds, path, RLELossless)
    frames = [bytes(Instance.open(path).pixel_data.coded_frame(number)) for number in (1, 2)]
    return save_encapsulated(ds, path, RLELossless, [frame + CANARY.encode() + b" " for frame in frames])


def with_marker(start: bytes, marker: bytes, syntax: str) -> Callable[[Dataset, Path], Path]:
    """Give compressed frames with a comment marker after the given start, and bytes after their end."""

    def make(ds: Dataset, path: Path) -> Path:
        save_compressed(ds, path, syntax)
        frames = [bytes(Instance.open(path).pixel_data.coded_frame(number)) for number in (1, 2)]
        segment = marker + struct.pack(">H", len(CANARY) + 4) + b"\0\1" + CANARY.encode()
        assert all(frame.startswith(start) for frame in frames)
        coded = [start + segment + frame.rstrip(b"\0")[len(start) :] + CANARY.encode() for frame in frames]
        return save_encapsulated(ds, path, syntax, [frame + b"\0" * (len(frame) % 2) for frame in coded])

    return make


def with_another_fragment(ds: Dataset, path: Path) -> Path:
    """Give encapsulated Pixel Data with an item after its last frame, reached by no offset."""
    ds = with_pixels(header(), noise((1, 16, 20)))
    save_compressed(ds, path, RLELossless)
    data = path.read_bytes()
    end = data.rindex(b"\xfe\xff\xdd\xe0")
    item = b"\xfe\xff\0\xe0" + struct.pack("<L", len(CANARY) + 1) + CANARY.encode() + b" "
    path.write_bytes(data[:end] + item + data[end:])
    return path


CODED: dict[str, Callable[[Dataset, Path], Path]] = {
    "after RLE segments": rle,
    "in a JPEG-LS comment": with_marker(b"\xff\xd8", b"\xff\xfe", JPEGLSLossless),
    "in another fragment": with_another_fragment,
}


@pytest.mark.parametrize("place", CODED)
def test_no_canary_sings_in_coded_frames(place: str, tmp_path: Path) -> None:
    source = CODED[place](image(), tmp_path / "in.dcm")
    assert CANARY.encode() in source.read_bytes()
    assert leaks(source) == set()


def test_no_canary_sings_in_a_jpeg_2000_comment(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((2, 64, 64)))
    save_compressed(ds, tmp_path / "in.dcm", JPEG2000Lossless)
    frames = [bytes(Instance.open(tmp_path / "in.dcm").pixel_data.coded_frame(number)) for number in (1, 2)]
    segment = b"\xff\x64" + struct.pack(">HH", len(CANARY) + 4, 1) + CANARY.encode()
    coded = [frame.replace(b"\xff\x52", segment + b"\xff\x52", 1) for frame in frames]
    coded = [frame + b"\0" * (len(frame) % 2) for frame in coded]
    source = save_encapsulated(ds, tmp_path / "in.dcm", JPEG2000Lossless, coded)
    assert CANARY.encode() in source.read_bytes()
    assert leaks(source) == set()


def test_no_canary_sings_in_the_surplus_of_a_palette(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 16, 20)), photometric="PALETTE COLOR")
    for colour in ("Red", "Green", "Blue"):
        setattr(ds, f"{colour}PaletteColorLookupTableDescriptor", [256, 0, 8])
        setattr(ds, f"{colour}PaletteColorLookupTableData", bytes(range(256)) + CANARY.encode() + b" ")
    applied([save(ds, tmp_path / "in.dcm")], tmp_path / "out")
    assert hits(tmp_path / "out", [CANARY]) == set()


# --- what a person wrote --------------------------------------------------------------------------------------


def test_no_canary_sings_in_the_record_of_a_plan_that_names_the_patient(tmp_path: Path) -> None:
    region = Region(CANARY, Rectangle(0, 0, 4, 3), reason=f"hides {CANARY}", origin=Origin())
    source = save(image(), tmp_path / "in.dcm")
    assert leaks(source, plan=replace(CORNER, regions=(region,))) == set()


# --- reasons --------------------------------------------------------------------------------------------------


def set_aside(source: Path) -> str:
    (item,) = applied([source], source.parent / "out")
    assert item.status is ItemStatus.SET_ASIDE
    return item.reason


def test_a_reason_does_not_quote_a_sop_class(tmp_path: Path) -> None:
    assert CANARY not in set_aside(save(header(SOPClassUID=CANARY), tmp_path / "in.dcm"))


def test_a_reason_does_not_quote_a_transfer_syntax(tmp_path: Path) -> None:
    source = save(image(), tmp_path / "in.dcm")
    data = source.read_bytes().replace(ExplicitVRLittleEndian.encode() + b"\0", CANARY.encode().ljust(20, b"\0"), 1)
    source.write_bytes(data)
    assert CANARY not in set_aside(source)
