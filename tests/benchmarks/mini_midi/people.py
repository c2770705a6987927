"""Invented people and hospitals. None of them lives anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Site:
    """A hospital and what its devices write of it."""

    name: str
    address: str
    department: str
    station: str
    physician: str
    operator: str
    issuer: str
    host: str


@dataclass(frozen=True)
class Person:
    """A patient.

    Attributes
    ----------
    name
        As Patient's Name is written, component groups joined by ``=``.
    declared
        Specific Character Set (0008,0005); empty where the default is meant.
    coded
        The encoding that the bytes really are in where it is another than declared; else empty.
    words
        What names this person in any text, at least four letters or two ideographs each.
    """

    number: int
    name: str
    declared: tuple[str, ...]
    coded: str
    words: tuple[str, ...]
    mrn: str
    birth: str
    phone: str
    ssn: str
    mail: str
    address: str
    site: Site

    @property
    def family(self) -> str:
        """The Latin family name, which stands in file names and burned-in text."""
        return self.words[0]


SITES: Final = (
    Site(
        "Quillmoor General Hospital",
        "9 Tannery Wharf, Quillmoor 70331",
        "Radiology Ward Zephyr",
        "QMRCT07",
        "Ostrander^Philippa",
        "Wexcombe^Tobiah",
        "QUILLMOORMPI",
        "pacs.quillmoor.example",
    ),
    Site(
        "青禾湖市第九人民医院",
        "青禾湖市望江东路四百一十二号",
        "放射科二病区",
        "QHH9MR2",
        "Ouyang^Jinhong=欧阳^锦鸿瑞",
        "Situ^Wanqing=司徒^婉清雅",
        "QINGHEHUMPI",
        "pacs.qinghehu.example",
    ),
    Site(
        "Clinique Sainte-Aldégonde-du-Lac",
        "3 quai des Brumes, Aldégonde",
        "Imagerie Médicale Nord",
        "ALDUS04",
        "Mérignac^Théodule",
        "Vauxcelles^Ombeline",
        "ALDEGONDEMPI",
        "192.0.2.77",
    ),
)

_LATIN: Final = "ISO_IR 100"
_NAMES: Final[tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...]] = (
    ("Thornquist^Beatrix", (), "", ("Thornquist", "Beatrix")),
    ("Vanderzwaag^Cornelis^J", (), "", ("Vanderzwaag", "Cornelis")),
    ("Mirecourt^Jérômette", (_LATIN,), "", ("Mirecourt", "Jérômette")),
    ("Zhuge^Mingzhao=诸葛^明昭远", ("GB18030",), "", ("Zhuge", "Mingzhao", "诸葛", "明昭远")),
    ("Shangguan^Yunxi=上官^云熙华", (_LATIN,), "gb18030", ("Shangguan", "Yunxi", "上官", "云熙华")),
    ("Huangfu^Xiaochen=皇甫^晓晨星", ("", "ISO 2022 IR 58"), "", ("Huangfu", "Xiaochen", "皇甫", "晓晨星")),
    (
        "Takanashi^Shiori=小鳥遊^詩織里=たかなし^しおり",
        ("", "ISO 2022 IR 87"),
        "",
        ("Takanashi", "Shiori", "小鳥遊", "しおり"),
    ),
    ("Namgung^Haneul=南宮^河訥乙=남궁^하늘빛", ("", "ISO 2022 IR 149"), "", ("Namgung", "Haneul", "河訥乙", "하늘빛")),
    ("Dongfang^Ruoxuan=东方^若轩宁", ("ISO_IR 192",), "", ("Dongfang", "Ruoxuan", "东方", "若轩宁")),
    ("Люксембурцева^Розалинда", ("ISO_IR 144",), "", ("Люксембурцева", "Розалинда")),
)
_ADDITIONS: Final = ("", "son", "ova")


def person(number: int) -> Person:
    """Give the patient of a number, from 0; the same number gives the same patient."""
    name, declared, coded, words = _NAMES[number % len(_NAMES)]
    addition = _ADDITIONS[number // len(_NAMES) % len(_ADDITIONS)]
    family = words[0]
    latin = family + (addition if family.isascii() else "")
    mrn = f"MR{7310044 + 9173 * number:08}"
    return Person(
        number=number,
        name=name.replace(family, latin, 1),
        declared=declared,
        coded=coded,
        words=(latin, *words[1:]),
        mrn=mrn,
        birth=f"{1931 + number * 2}{number % 12 + 1:02}{number % 27 + 1:02}",
        phone=f"+49-555-{4100871 + 613 * number}",
        ssn=f"{731 + number}-55-{6021 + 37 * number}",
        mail=f"patient.{number}.zz@mailbox.example",
        address=f"{17 + number} Larkspur Terrace, Nettlebury {40117 + number}",
        site=SITES[number % len(SITES)],
    )
