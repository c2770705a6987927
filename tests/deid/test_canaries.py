"""One canary a hiding place; none of them in the bytes of the result."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from pydicom import dcmread
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from redactor.deid.engine import deidentify
from redactor.deid.legible import values_of
from redactor.deid.profile import BASIC
from tests.deid.samples import CANARY, LENIENT, PATIENT, REPLACEMENTS, data_set, deidentified, element, read, written

NAME = "张三丰"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "shift_jis", "euc_kr", "iso2022_jp")


def nested(one: DataElement, depth: int = 3) -> DataElement:
    for _ in range(depth):
        item = Dataset()
        item.add(one)
        one = DataElement(0x00081115, "SQ", [item])
    return one


PLACES: dict[str, DataElement] = {
    "patient's name": DataElement(0x00100010, "PN", f"{CANARY}^ZELDA"),
    "patient id": element(0x00100020, "LO"),
    "alternative calendar": element(0x00100033, "LO"),
    "free text": element(0x00081030, "LO"),
    "comment": element(0x00204000, "LT"),
    "prose that is not listed": element(0x00181800, "LT"),
    "name that is not listed": element(0x00142006, "PN"),
    "retrieve URL": element(0x00081190, "UR"),
    "retrieve URI": element(0x0040E010, "UR"),
    "device id": element(0x00181003, "LO"),
    "private element": element(0x00091001, "LO"),
    "private creator": element(0x00090010, "LO"),
    "private sequence": element(0x00091002, "SQ"),
    "unknown bytes": element(0x00189999, "UN"),
    "overlay": element(0x60003000, "OW"),
    "overlay description": element(0x60020022, "LO"),
    "curve": element(0x50003000, "OW"),
    "icon": element(0x00880200, "SQ"),
    "encapsulated document": element(0x00420011, "OB"),
    "encrypted attributes": element(0x04000500, "SQ"),
    "original attributes": element(0x04000561, "SQ"),
    "modified attributes": element(0x04000550, "SQ"),
    "digital signatures": element(0xFFFAFFFA, "SQ"),
    "parameters of signatures": element(0x4FFE0001, "SQ"),
    "trailing padding": element(0xFFFCFFFC, "OB"),
    "ICC profile": element(0x00282000, "OB"),
    "waveform": element(0x54001010, "OW"),
    "identification code": element(0x00401101, "SQ"),
    "institution code": element(0x00080082, "SQ"),
    "contributing equipment": element(0x0018A001, "SQ"),
    "file of a directory": element(0x00041500, "CS"),
    "patient id qualifiers": element(0x00100024, "SQ"),
    "annotation": element(0x00700001, "SQ"),
    "itinerary": element(0x40101051, "LO"),
    "tracking id": element(0x00620020, "UT"),
    "length to end": DataElement(0x00080001, "UL", 7),
    "number as text": DataElement(0x00180050, "DS", CANARY, already_converted=True),
    "coded string that names the patient": element(0x00180015, "CS"),
    "model that names the patient": DataElement(0x00081090, "LO", f"of {CANARY}"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_no_canary_is_left(place: str, depth: int):
    source = data_set(nested(PLACES[place], depth), OtherPatientNames=CANARY)
    data = written(deidentified(source).attributes)
    assert CANARY.encode() not in data
    assert read(data)


def test_no_original_uid_is_left_wherever_it_stands():
    uid = "1.2.826.0.1.3680043.8.498.20240501"
    tags = (0x00080018, 0x0020000D, 0x0020000E, 0x00200052, 0x00081155, 0x0040A124, 0x0018991E, 0x00700014)
    source = data_set(*(nested(DataElement(tag, "UI", uid), depth) for depth, tag in enumerate(tags)))
    result = deidentified(source).attributes
    assert uid.encode() not in written(result)
    replaced = {str(v) for one in result.iterall() if one.VR == "UI" for v in values_of(one) if str(v)[:5] == "2.25."}
    assert replaced == {REPLACEMENTS.uid(uid)}


@pytest.mark.parametrize(
    ("character_set", "codec", "name"),
    [
        ("GB18030", "gb18030", NAME),
        ("GBK", "gbk", NAME),
        ("ISO_IR 192", "utf-8", NAME),
        (["", "ISO 2022 IR 87"], "iso2022_jp", "山田太郎"),
        (["", "ISO 2022 IR 58"], "iso2022_cn", "张三丰"),
        ("ISO_IR 144", "iso8859_5", "Канарейка"),
    ],
)
def test_no_name_is_left_in_any_character_set(character_set, codec, name):
    # IR 58 is written by hand: escape sequence and GB 2312 bytes in G1.
    coded = b"\x1b$)A" + name.encode("gb2312") if codec == "iso2022_cn" else name.encode(codec)
    stream = BytesIO()
    for tag, vr, value in (
        (0x00080005, b"CS", "\\".join([character_set] if isinstance(character_set, str) else character_set).encode()),
        (0x00081090, b"LO", b"by " + coded),
        (0x00100010, b"PN", coded),
        (0x00181210, b"SH", coded),
    ):
        padded = value + b" " * (len(value) % 2)
        stream.write(struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, len(padded)) + padded)
    stream.seek(0)
    source = dcmread(stream, force=True)
    source.SOPClassUID, source.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.3"
    data = written(deidentified(source).attributes)
    assert coded not in data
    for encoding in ENCODINGS:
        variant = name.encode(encoding, "ignore")
        assert len(variant) < len(name) or variant not in data


def test_a_name_in_the_wrong_character_set_is_left_nowhere():
    source = data_set(SpecificCharacterSet="ISO_IR 100", PatientName=NAME)
    source[0x00181210] = DataElement(0x00181210, "SH", NAME.encode("gb18030").decode("latin-1"))
    source[0x00100010] = DataElement(0x00100010, "PN", NAME.encode("gb18030").decode("latin-1"))
    data = written(deidentified(source).attributes)
    assert NAME.encode("gb18030").decode("latin-1").encode() not in data


def test_younger_attributes_are_known_in_implicit_vr():
    item = implicit(0x00100012, b"ZZPHI ")
    stream = BytesIO(implicit(0x00080016, b"1.2.840.10008.5.1.4.1.1.7\0") + implicit(0x00100011, sequence(item)))
    source = dcmread(stream, force=True)
    assert source[0x00100011].VR == "SQ"
    assert source[0x00100011].value[0][0x00100012].value == CANARY
    assert 0x00100011 not in deidentified(source).attributes


def test_what_no_dictionary_knows_is_removed_from_implicit_vr():
    source = dcmread(BytesIO(implicit(0x00080016, b"1.2.3\0") + implicit(0x00189998, b"ZZPHI ")), force=True)
    result = deidentified(source, profile=LENIENT)
    assert Tag(0x00189998) not in result.attributes
    assert [(one.path, one.action, one.rule) for one in result.actions] == [("(0018,9998)", "X", "safety-net")]


def implicit(tag: int, value: bytes) -> bytes:
    return struct.pack("<HHL", tag >> 16, tag & 0xFFFF, len(value)) + value


def sequence(item: bytes) -> bytes:
    return struct.pack("<HHL", 0xFFFE, 0xE000, len(item)) + item


def test_errors_and_results_quote_no_value(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture):
    source = data_set(*(nested(one, 0) for one in PLACES.values()))
    result = deidentify(source, profile=BASIC, replacements=REPLACEMENTS, patient=PATIENT)
    said = capsys.readouterr()
    assert CANARY not in f"{result}{said.out}{said.err}{caplog.text}{result.actions}"
