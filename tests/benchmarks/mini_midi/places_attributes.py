"""Hiding places in the attributes. Each seeder carries the id of the place it plants into."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from pydicom import uid
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from tests.benchmarks.mini_midi.answers import Action

if TYPE_CHECKING:
    from tests.benchmarks.mini_midi.case import Case

_ROOT: Final = "1.2.826.0.1.3680043.9.9999"


def p03(case: Case) -> None:
    """Plant a thumbnail, at the top and inside an item."""
    word = case.word("P03")
    for target in (case.ds, _item(case.ds, "ReferencedImageSequence")):
        icon = Dataset()
        icon.Rows, icon.Columns, icon.SamplesPerPixel, icon.PhotometricInterpretation = 8, 8, 1, "MONOCHROME2"
        icon.BitsAllocated, icon.BitsStored, icon.HighBit, icon.PixelRepresentation = 8, 8, 7, 0
        icon.PixelData = word.encode().ljust(64, b"#")
        icon["PixelData"].VR = "OB"
        target.IconImageSequence = [icon]
    case.clean("P03")


def p04(case: Case) -> None:
    """Plant overlay planes."""
    word = case.word("P04")
    for group in (0x6000, 0x601E):
        case.ds.add_new(group << 16 | 0x0010, "US", 16)
        case.ds.add_new(group << 16 | 0x0011, "US", 16)
        case.ds.add_new(group << 16 | 0x0022, "LO", word)
        case.ds.add_new(group << 16 | 0x0040, "CS", "G")
        case.ds.add_new(group << 16 | 0x0050, "SS", [1, 1])
        case.ds.add_new(group << 16 | 0x0100, "US", 1)
        case.ds.add_new(group << 16 | 0x0102, "US", 0)
        case.ds.add_new(group << 16 | 0x1500, "LO", word)
        case.ds.add_new(group << 16 | 0x3000, "OW", word.encode().ljust(32, b"#"))
        case.ds.add_new(group << 16 | 0x4000, "LT", word)
    case.expect("P04", Action.TEXT_REMOVED, "(6000,0022)", word)
    case.clean("P04")


def p06(case: Case) -> None:
    """Plant curves and sound in curves."""
    word = case.word("P06")
    case.ds.add_new(0x50000022, "LO", word)
    case.ds.add_new(0x50002500, "LO", word)
    case.ds.add_new(0x5000200C, "OW", word.encode())
    case.ds.add_new(0x50003000, "OW", word.encode())
    case.clean("P06")


def p07(case: Case) -> None:
    """Plant typed annotations."""
    word = case.word("P07")
    text, annotation, layer = Dataset(), Dataset(), Dataset()
    text.UnformattedTextValue = f"seen by Dr {word}"
    annotation.GraphicLayer, annotation.TextObjectSequence = "LAYER1", [text]
    layer.GraphicLayer, layer.GraphicLayerOrder, layer.GraphicLayerDescription = "LAYER1", 1, word
    case.ds.GraphicAnnotationSequence, case.ds.GraphicLayerSequence = [annotation], [layer]
    case.ds.ContentLabel, case.ds.ContentDescription = "NOTE", f"for {word}"
    case.ds.ContentCreatorName = f"{word}^Greta"
    case.ds.PresentationCreationDate, case.ds.PresentationCreationTime = "21230304", "101112"
    case.expect("P07", Action.TEXT_REMOVED, "(0070,0001)[1]/(0070,0008)[1]/(0070,0006)", word)
    case.clean("P07")


def p08(case: Case) -> None:
    """Plant a report: a name, text, a date and a UID."""
    word = case.word("P08")
    nodes = []
    for kind, keyword, value in (
        ("TEXT", "TextValue", f"{word} was seen with her daughter"),
        ("PNAME", "PersonName", f"{word}^Observer"),
        ("DATE", "Date", "21230304"),
        ("UIDREF", "UID", f"{_ROOT}.8.{case.number}.21230304"),
    ):
        node = Dataset()
        node.RelationshipType, node.ValueType = "CONTAINS", kind
        node.ConceptNameCodeSequence = [_code("121071", "DCM", "Finding")]
        setattr(node, keyword, value)
        nodes.append(node)
    case.ds.ContentSequence = nodes
    case.ds.VerifyingObserverSequence = [_holding(VerifyingObserverName=f"{word}^Verifier", VerifyingOrganization=word)]
    case.expect("P08", Action.TEXT_REMOVED, "(0040,A730)[1]/(0040,A160)", word)
    case.clean("P08", word, f"{_ROOT}.8.{case.number}.21230304")


def p09(case: Case) -> None:
    """Plant a document."""
    word = case.word("P09")
    document = b"%PDF-1.4\n1 0 obj<</Title(" + word.encode() + b")>>endobj\n%%EOF\n"
    case.ds.EncapsulatedDocument = document + b"\0" * (len(document) % 2)
    case.ds.DocumentTitle = f"Letter about {word}"
    case.expect("P09", Action.TEXT_REMOVED, "(0042,0010)", word)
    case.clean("P09")


def p10(case: Case) -> None:
    """Plant private elements, sequences and creators, at the top and in items."""
    word = case.word("P10")
    for target in (case.ds, _item(case.ds, "ReferencedImageSequence")):
        block = target.private_block(0x0029, f"SIEMENS {word}", create=True)
        block.add_new(0x10, "OB", word.encode())
        block.add_new(0x11, "LO", word)
        block.add_new(0x12, "SQ", [_holding(PatientName=f"{word}^Private", StudyDescription=word)])
    case.ds.add_new(0x00111001, "UN", word.encode())
    case.clean("P10")


def p11(case: Case) -> None:
    """Plant a sequence in VR UN, and a text in UN."""
    word = case.word("P11").encode()
    name = _implicit(0x00100010, word) + _implicit(0x00081030, word)
    item = struct.pack("<HHL", 0xFFFE, 0xE000, len(name)) + name
    case.ds[0x00081140] = RawDataElement(Tag(0x00081140), "UN", len(item), item, 0, False, True)
    case.ds[0x00181030] = DataElement(0x00181030, "UN", word)
    case.ds[0x00189998] = DataElement(0x00189998, "UN", word)
    case.expect("P11", Action.TEXT_REMOVED, "(0018,1030)", word.decode())
    case.clean("P11")


def p19(case: Case) -> None:
    """Plant UIDs that hold a date and a serial number."""
    uids = [f"{_ROOT}.2123.0304.{case.digits('P19')}.{number}" for number in (1, 2)]
    case.ds.FrameOfReferenceUID = uids[0]
    case.ds.DeviceUID = uids[1]
    case.expect("P19", Action.UID_CHANGED, "(0020,0052)", uids[0])
    case.expect("P19", Action.UID_CONSISTENT, "(0020,0052)", uids[0])
    case.clean("P19", *uids, case.digits("P19"))


def p20(case: Case) -> None:
    """Plant references to other instances, at depth and with dates."""
    uids = [f"{_ROOT}.20.{case.number}.{case.digits('P20')}.{number}" for number in range(1, 6)]
    ds = case.ds
    ds.ReferencedImageSequence = [_reference(uids[0]), _reference(uids[1])]
    ds.SourceImageSequence = [_reference(uids[2])]
    series = Dataset()
    series.SeriesInstanceUID, series.ReferencedInstanceSequence = uids[3], [_reference(uids[4])]
    ds.ReferencedSeriesSequence = [series]
    study = _reference(uids[4])
    study.StudyDate = "21230304"
    ds.RelatedSeriesSequence = [_holding(StudyInstanceUID=uids[3], SeriesInstanceUID=uids[4])]
    for index, (path, text) in enumerate(
        (
            ("(0008,1140)[1]/(0008,1155)", uids[0]),
            ("(0008,2112)[1]/(0008,1155)", uids[2]),
            ("(0008,1115)[1]/(0020,000E)", uids[3]),
        )
    ):
        case.expect("P20", Action.UID_CHANGED, path, text)
        # These sequences are optional in images: a profile may leave them out, but not change them by another map.
        case.expect("P20", Action.UID_CONSISTENT, path, text, detail="if_present")
        assert index < len(uids)
    case.clean("P20", *uids)


def p21(case: Case) -> None:
    """Plant what the data set held before."""
    word = case.word("P21")
    before = _holding(PatientName=f"{word}^Before", PatientID=word, OtherPatientIDs=word)
    what = _holding(ModifiedAttributesSequence=[before], SourceOfPreviousValues=word, ModifyingSystem=word)
    what.AttributeModificationDateTime, what.ReasonForTheAttributeModification = "21230304101112", "CORRECT"
    case.ds.OriginalAttributesSequence = [what]
    case.expect("P21", Action.TEXT_REMOVED, "(0400,0561)[1]/(0400,0550)[1]/(0010,0010)", word)
    case.clean("P21")


def p22(case: Case) -> None:
    """Plant what an earlier de-identification left: encrypted and modified attributes, its own words."""
    word = case.word("P22")
    locked = Dataset()
    locked.EncryptedContentTransferSyntaxUID = uid.ExplicitVRLittleEndian
    locked.EncryptedContent = word.encode()
    case.ds.EncryptedAttributesSequence = [locked]
    case.ds.ModifiedAttributesSequence = [_holding(PatientName=f"{word}^Earlier")]
    case.ds.PatientIdentityRemoved = "YES"
    case.ds.DeidentificationMethod = f"by hand for {word}"
    case.ds.DeidentificationMethodCodeSequence = [_code("113100", "DCM", word)]
    case.expect("P22", Action.TEXT_REMOVED, "(0012,0063)", word)
    case.clean("P22")


def p23(case: Case) -> None:
    """Plant a digital signature with its certificate."""
    word = case.word("P23").encode()
    signature = Dataset()
    signature.MACIDNumber, signature.DigitalSignatureUID = 1, f"{_ROOT}.23.{case.number}.1"
    signature.DigitalSignatureDateTime = "21230304101112"
    signature.CertificateType, signature.CertificateOfSigner = "X509_1993_SIG", word
    signature.Signature, signature.CertifiedTimestamp = word, word
    mac = _holding(MACIDNumber=1, MACAlgorithm="SHA256")
    mac.MACCalculationTransferSyntaxUID = uid.ExplicitVRLittleEndian
    mac.DataElementsSigned = [0x00100010]
    case.ds.MACParametersSequence = [mac]
    case.ds.add_new(0xFFFAFFFA, "SQ", [signature])
    case.clean("P23", word.decode(), f"{_ROOT}.23.{case.number}.1")


_DESCRIPTORS: Final = (
    "StudyDescription",
    "SeriesDescription",
    "ProtocolName",
    "ImageComments",
    "PerformedProcedureStepDescription",
    "RequestedProcedureDescription",
    "AdmittingDiagnosesDescription",
    "AdditionalPatientHistory",
    "ContrastBolusAgent",
    "AcquisitionDeviceProcessingDescription",
    "DerivationDescription",
)
_UNLISTED: Final = (
    "SequenceName",
    "FilterType",
    "ViewName",
    "TransducerType",
    "RescaleType",
    "WindowCenterWidthExplanation",
    "AcquisitionProtocolDescription",
    "PulseSequenceName",
    "ConvolutionKernel",
    "Manufacturer",
    "SoftwareVersions",
)
"""Texts that Table E.1-1 does not list."""


def p24(case: Case) -> None:
    """Plant names and numbers into descriptions: the patient's, and somebody else's, listed and unlisted texts."""
    word = case.word("P24")
    for keyword in _DESCRIPTORS:
        setattr(case.ds, keyword, f"for {case.person.family} {word}")
    for keyword in _UNLISTED:
        if keyword in {"RescaleType", "Manufacturer"} and case.number % 2:
            continue
        setattr(case.ds, keyword, f"{word} 555-{case.number:04}"[:16])
    year, month, day = case.person.birth[:4], case.person.birth[4:6], case.person.birth[6:]
    dates = [f"{year}-{month}-{day}", f"{day}.{month}.{year}", f"{month}/{day}/{year}", f"{year}{month}{day}"]
    case.ds.TransducerData = [f"born {date}" for date in dates]
    case.expect("P24", Action.TEXT_REMOVED, "(0018,5010)", "\n".join(dates), category="HIPAA")
    for path in ("(0008,1030)", "(0008,103E)", "(0018,0010)", "(0018,1160)", "(0028,1055)", "(0018,0024)"):
        case.expect("P24", Action.TEXT_REMOVED, path, word)
    case.clean("P24", word, case.person.family)


def p25(case: Case) -> None:
    """Plant hospital numbers where counters and technical numbers belong."""
    number = case.digits("P25")
    ds = case.ds
    ds.StudyID, ds.AccessionNumber, ds.SeriesNumber, ds.InstanceNumber = number, number, int(number), int(number)
    ds.AcquisitionNumber, ds.DeviceSerialNumber, ds.TemporalPositionIndex = int(number), number, int(number) % 2**32
    ds.OtherPatientIDs = number
    for path in ("(0020,0010)", "(0008,0050)", "(0020,0011)", "(0020,0013)", "(0020,0012)", "(0018,1000)"):
        case.expect("P25", Action.TEXT_REMOVED, path, number)
    case.clean("P25", number)


def p26(case: Case) -> None:
    """Plant a great age and a rare size."""
    case.ds.PatientAge, case.ds.PatientSize, case.ds.PatientWeight = "097Y", "2.41", "231.75"
    item = _item(case.ds, "ReferencedImageSequence")
    item.PatientAge = "097Y"
    case.expect("P26", Action.TEXT_REMOVED, "(0010,1010)", "097Y", category="HIPAA")
    case.expect("P26", Action.TEXT_REMOVED, "(0008,1140)[1]/(0010,1010)", "097Y", category="HIPAA")
    case.expect("P26", Action.TEXT_REMOVED, "(0010,1030)", "231.75", profile="basic")


def p27(case: Case) -> None:
    """Plant the patient's name in its own script in names and texts."""
    person, ds = case.person, case.ds
    written = person.name.encode(person.coded).decode("latin-1") if person.coded else person.name
    for keyword in ("ReferringPhysicianName", "PerformingPhysicianName", "OtherPatientNames"):
        setattr(ds, keyword, written)
    last = written.replace("=", "^").rsplit("^", 1)[-1]
    ds.PatientComments, ds.SeriesDescription = f"for {written}", last
    ds.ContrastBolusAgent, ds.AcquisitionProtocolName = last, f"of {last}"
    words = [word for word in person.words if len(word) > 2]
    case.expect("P27", Action.TEXT_REMOVED, "(0010,0010)", "\n".join(person.words), category="HIPAA")
    case.expect("P27", Action.TEXT_REMOVED, "(0018,9423)", "\n".join(person.words), category="HIPAA")
    case.clean("P27", *words)


def p28(case: Case) -> None:
    """Plant text in the meanings of private and of standard codes."""
    word = case.word("P28")
    case.ds.AnatomicRegionSequence = [_code("85562004", "SCT", f"Hand of {word}")]
    case.ds.PrimaryAnatomicStructureSequence = [_code(f"X{case.number}", "99QUILL", f"{word} ward")]
    case.ds.ProcedureCodeSequence = [_code(f"Q{case.number}", "99QUILL", f"for Dr {word}")]
    case.expect("P28", Action.TEXT_REMOVED, "(0008,2218)[1]/(0008,0104)", word)
    case.expect("P28", Action.TEXT_REMOVED, "(0008,2228)[1]/(0008,0104)", word)
    case.clean("P28")


def p36(case: Case) -> None:
    """Plant sound."""
    word = case.word("P36")
    group = _holding(MultiplexGroupLabel=word, WaveformOriginality="ORIGINAL", NumberOfWaveformChannels=1)
    group.NumberOfWaveformSamples, group.SamplingFrequency = len(word), "8000"
    group.WaveformBitsAllocated, group.WaveformSampleInterpretation = 8, "UB"
    group.ChannelDefinitionSequence = [_holding(ChannelLabel=word)]
    group.add_new(0x54001010, "OB", word.encode())
    case.ds.WaveformSequence = [group]
    case.expect("P36", Action.TEXT_REMOVED, "(5400,0100)[1]/(003A,0020)", word)
    case.clean("P36")


def p41(case: Case) -> None:
    """Plant group lengths, one of them with letters."""
    word = case.word("P41").encode()
    case.ds[0x00180000] = DataElement(0x00180000, "OB", word)
    case.ds[0x00080001] = DataElement(0x00080001, "OB", word)
    case.ds[0x00100000] = DataElement(0x00100000, "UL", 0x5A503431)
    case.expect("P41", Action.TEXT_REMOVED, "(0008,0001)", word.decode())
    case.clean("P41")


def p42(case: Case) -> None:
    """Plant references to the patient and the study."""
    word, digits = case.word("P42"), case.digits("P42")
    reference = f"{_ROOT}.42.{digits}"
    case.ds.ReferencedPatientSequence = [_reference(reference)]
    case.ds.ReferencedStudySequence = [_reference(reference)]
    case.ds.OtherPatientIDsSequence = [_holding(PatientID=word, IssuerOfPatientID=word, TypeOfPatientID="TEXT")]
    case.ds.ReferencedPatientPhotoSequence = [
        _holding(StudyInstanceUID=reference, RetrieveURL=f"http://{word}.example")
    ]
    case.expect("P42", Action.TEXT_REMOVED, "(0010,1002)[1]/(0010,0020)", word)
    case.clean("P42", word, reference)


def p43(case: Case) -> None:
    """Plant equipment that took part, and devices."""
    word = case.word("P43")
    equipment = _holding(Manufacturer="Acme", InstitutionName=word, StationName=word, OperatorsName=f"{word}^Op")
    equipment.ContributionDateTime, equipment.ContributionDescription = "21230304101112", word
    equipment.PurposeOfReferenceCodeSequence = [_code("109101", "DCM", "Acquisition Equipment")]
    case.ds.ContributingEquipmentSequence = [equipment]
    device = _holding(DeviceSerialNumber=word, DeviceID=word, DeviceDescription=word)
    case.ds.DeviceSequence = [device]
    case.expect("P43", Action.TEXT_REMOVED, "(0018,A001)[1]/(0008,0080)", word)
    case.expect("P43", Action.TEXT_REMOVED, "(0050,0010)[1]/(0018,1003)", word)
    case.clean("P43")


def p44(case: Case) -> None:
    """Plant persons and hospitals at depth."""
    word = case.word("P44")
    person = _holding(InstitutionName=word, InstitutionAddress=word, PersonAddress=word, PersonTelephoneNumbers=word)
    person.PersonIdentificationCodeSequence = [_code(word, "99X", word)]
    deeper = _holding(ReferencedImageSequence=[_holding(OperatorIdentificationSequence=[person], OperatorsName=word)])
    case.ds.PerformingPhysicianIdentificationSequence = [person]
    case.ds.AnatomicRegionSequence = [_code("85562004", "SCT", "Hand")]
    case.ds.AnatomicRegionSequence[0].AnatomicRegionModifierSequence = [_code("24028007", "SCT", "Right")]
    case.ds.AnatomicRegionSequence[0].update(deeper)
    case.clean("P44")


def p45(case: Case) -> None:
    """Plant text and numbers into values that should be numbers, codes and ages."""
    word, number = case.word("P45"), case.digits("P45")
    for tag, vr, text in (
        (0x00181050, "DS", f"{word}"),
        (0x00280008 if case.frames > 9 else 0x00201002, "IS", number),
        (0x00180015, "CS", word),
        (0x00101010, "AS", word[:4]),
        (0x00180081, "DS", f"{number}.0"),
        (0x0018113E, "DS", f"1\\{word}"),
    ):
        data = text.encode() + b" " * (len(text) % 2)
        case.ds[tag] = RawDataElement(Tag(tag), vr, len(data), data, 0, False, True)
    case.ds.OtherPatientIDs = [number, word]
    case.expect("P45", Action.TEXT_REMOVED, "(0018,1050)", word)
    case.expect("P45", Action.TEXT_REMOVED, "(0020,1002)", number)
    case.expect("P45", Action.TEXT_REMOVED, "(0018,0015)", word)
    case.clean("P45", word, number)


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    return _holding(CodeValue=value, CodingSchemeDesignator=scheme, CodeMeaning=meaning)


def _holding(**attributes: object) -> Dataset:
    made = Dataset()
    for keyword, value in attributes.items():
        setattr(made, keyword, value)
    return made


def _reference(instance: str) -> Dataset:
    return _holding(ReferencedSOPClassUID=uid.CTImageStorage, ReferencedSOPInstanceUID=instance)


def _item(ds: Dataset, keyword: str) -> Dataset:
    """Give the first item of a sequence, made if need be."""
    if keyword not in ds:
        setattr(ds, keyword, [_reference(f"{_ROOT}.1140.{ds.InstanceNumber}")])
    item: Dataset = ds[keyword].value[0]
    return item


def _implicit(tag: int, value: bytes) -> bytes:
    return struct.pack("<HHL", tag >> 16, tag & 0xFFFF, len(value)) + value
