"""What authors write about a case: what in it looks like a date, a number of somebody, or a name.

No rule finds every name. What is certain are the words of the header; beside them stand forms that names, dates and
numbers have. It rather asks too often: a word that is known to name nobody can be confirmed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor.deid.vocabulary import standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from redactor.deid.identity import PersonWords


class Suspect(StrEnum):
    """What a part of a text may be."""

    HEADER = "a word of the header"
    DATE = "a date"
    NUMBER = "a number of somebody"
    CONTACT = "an address"
    NAME = "a name"


@dataclass(frozen=True)
class Suspicion:
    """A part of a text, by characters from `begin` up to before `end`; never the words themselves."""

    kind: Suspect
    begin: int
    end: int


_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE: Final = re.compile(
    r"(?<!\d)(?:\d{1,4}\s?([-/.])\s?\d{1,2}\s?\1\s?\d{1,4}|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?!\d)"
    r"|\d{2,4}\s*年\s*\d{1,2}\s*月|\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s*(?:of\s+)?{_MONTH}\b|\b{_MONTH}\.?,?\s+\d{{1,4}}\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?<![\d.])\+?\(?\d(?:[ ()/-]{0,2}\d){5,}(?!\.?\d)"
    r"|\b[A-Za-z]{1,6}[-_ /#]?\d{4,}\b|\b\d{1,4}[A-Za-z]{1,4}\d{3,}\w*|\b[A-Za-z]{1,4}(?:-\d{2,}){2,}"
    r"|(?<![\d.])\d+(?:\.\d+){4,}"
    r"|(?:\b(?:MRN|ID|acc(?:ession)?|case\s+no|phone|tel)\b|病历号|住院号|门诊号|登记号|检查号|影像号|身份证|床号|电话|医保)"
    r"\W{0,3}(?:no\.?|号|number|code)?\W{0,3}\w*\d\w*",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w+|\b(?:www\.|https?://|ftp://|file:|\\\\)\S+", re.IGNORECASE)
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_TITLE: Final = "主任|医生|医师|教授|护士|大夫|先生|女士|小姐|同志|院长"
_NAME: Final = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Prof|Professor|Doctor|Sir|Herr|Frau|Mme)\b\.?\s*[^\W\d_][\w'’-]*"
    r"|[^\W\d_]+\^[^\W\d_]+"
    r"|\b(?:name|named|called|surname)\b\s*(?:is|was)?[ :=]*[A-Z\u4e00-\u9fff][\w'’-]*"
    r"|(?:姓名|名叫|名字)[是为:： ]*[\u4e00-\u9fff\w]{1,4}"
    rf"|[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:{_TITLE})"
    rf"|(?:患者|病人|患儿)[:： ]?[{_SURNAMES}][\u4e00-\u9fff某]{{1,2}}(?=[,，、。；\s(（]|$)"
    rf"|(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff某]{{1,2}}(?=[,，、\s]*[男女](?:[,，、。；\s\d]|$))"
)
_CAPITALS: Final = re.compile(r"\b(?:[A-Z][a-z'’]{2,}(?:-[A-Z][a-z]+)*|Mc[A-Z][a-z]+|O['’][A-Z][a-z]+|[A-Z]{5,})\b")
_SENTENCE_ENDS: Final = ".!?:;\n。！？：；•*"


def suspicions(text: str, persons: Iterable[PersonWords] = (), confirmed: Iterable[str] = ()) -> tuple[Suspicion, ...]:
    """Find what in a text may identify somebody, in order, each character told once.

    Parameters
    ----------
    persons
        Words of the persons that the images are of, or were made by.
    confirmed
        Words that name nobody. They excuse names only, never a date, a number, or a word of the header.
    """
    plain, origin = _folded(text)
    allowed = frozenset(word.casefold() for word in confirmed)
    found = [(0, len(plain), Suspect.HEADER)] if any(words.are_in_text(plain) for words in persons) else []
    for kind, pattern in ((Suspect.DATE, _DATE), (Suspect.NUMBER, _NUMBER), (Suspect.CONTACT, _CONTACT)):
        found += [(match.start(), match.end(), kind) for match in pattern.finditer(plain)]
    found += [(begin, end, Suspect.NAME) for begin, end in _names(plain) if plain[begin:end].casefold() not in allowed]
    told: list[Suspicion] = []
    reached = 0
    for begin, end, kind in sorted(found, key=lambda each: (each[0], -each[1])):
        if end > reached:
            told.append(Suspicion(kind, origin[begin], origin[end - 1] + 1))
            reached = end
    return tuple(told)


def _names(plain: str) -> Iterator[tuple[int, int]]:
    for match in _NAME.finditer(plain):
        yield match.start(), match.end()
    for match in _CAPITALS.finditer(plain):
        before = plain[: match.start()].rstrip(" \t\"'“‘(（[-–—")
        if before and before[-1] not in _SENTENCE_ENDS and not standard().knows(match.group()):
            yield match.start(), match.end()


def _folded(text: str) -> tuple[str, list[int]]:
    """Give a text with full-width letters and digits as plain ones, and where each of its characters comes from."""
    plain: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        for each in unicodedata.normalize("NFKC", character):
            # Letters of no width inside a name or number would hide it.
            if unicodedata.category(each) != "Cf":
                plain.append(each)
                origin.append(index)
    return "".join(plain), origin
