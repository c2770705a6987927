"""Make a teaching case from written results: final pixels, checked words, and the facts that stay."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from redactor.deid.free_text import suspicions
from redactor.deid.vocabulary import standard
from redactor.dicom.instance import Instance
from redactor.errors import IdentifierInText, InvalidDocument, NotAResult, SetAside
from redactor.model.codec import RECORD
from redactor.model.rendered import HEADINGS, Plate, RenderedCase, in_language
from redactor.model.teaching import KeyImage, Language, TeachingCase
from redactor.workflow.document import read_json
from redactor.workflow.inputs import files_below, open_instance
from redactor.workflow.package_check import SourceWords
from redactor.workflow.teaching_pictures import Rendering, Stamps
from redactor.workflow.written import file_sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.image import Identifiers

_REVIEWED: Final = frozenset({"single-person", "two-person"})
_RATE: Final = 10.0
_FASTEST: Final = 30.0
_CAP: Final = 90
"""Years from which an age is told as this or more."""
_SEXES: Final = {
    "F": {"en": "female", "zh_CN": "女"},
    "M": {"en": "male", "zh_CN": "男"},
    "O": {"en": "other", "zh_CN": "其他"},
}


@dataclass(frozen=True)
class Result:
    """A written result whose record is of this very file. The repr shows no path."""

    file: Path = field(repr=False)
    instance: Instance = field(repr=False)
    sha256: str
    released: bool
    further: tuple[Result, ...] = field(default=(), repr=False)
    """Those that follow in one stack."""

    @property
    def all(self) -> tuple[Result, ...]:
        """It and those that follow."""
        return self, *self.further


def open_result(file: Path) -> Result:
    """Open a written result.

    Raises
    ------
    SetAside
        If it is none, or no image.
    """
    record = file.with_suffix(".record.json")
    if not record.is_file():
        raise NotAResult
    try:
        document: Any = read_json(record)
    except InvalidDocument:
        raise NotAResult from None
    digest = file_sha256(file)
    if not isinstance(document, dict) or (document.get("schema"), document.get("file_sha256")) != (RECORD, digest):
        raise NotAResult
    instance = open_instance(file)
    if not isinstance(instance, Instance) or instance.picture is not None:
        raise NotAResult
    return Result(file, instance, digest, released=document.get("review") in _REVIEWED)


def whole_case(paths: Iterable[Path], title: str = "") -> tuple[TeachingCase, list[tuple[Path, SetAside]]]:
    """Give a case of every written result that the paths lead to, in order, and what was left out with the reason."""
    images, left_out = [], []
    for file, problem in files_below(paths):
        if file.name.endswith(".json"):
            continue
        try:
            if problem is not None:
                raise problem
            frames = open_result(file).instance.pixel_format.number_of_frames
            images.append(KeyImage(str(file), tuple(range(1, frames + 1))))
        except ValueError:
            left_out.append((file, SetAside()))
        except SetAside as reason:
            left_out.append((file, reason))
    return TeachingCase(title=title, images=tuple(images)), left_out


def resolve(file: str, roots: Sequence[Path]) -> Path:
    """Find the result that a key image names, below one of the folders or as one of the files.

    Raises
    ------
    NotAResult
        If there is none; nor does a name lead out of the folders.
    """
    for root in roots:
        found = (root if root.is_dir() else root.parent) / file
        if found.is_file() and found.resolve().is_relative_to(root.resolve()):
            return found
    raise NotAResult


def require_harmless(case: TeachingCase, identifiers: Iterable[Identifiers]) -> None:
    """Scan every text of a case.

    Raises
    ------
    IdentifierInText
        Naming each place and what is suspected there, never the words.
    """
    words = SourceWords.of(identifiers)
    places = [
        f"{place} ({suspicion.kind}, characters {suspicion.begin + 1} to {suspicion.end})"
        for place, text in case.texts()
        for suspicion in suspicions(text, words.persons, case.confirmed)
    ]
    if places:
        raise IdentifierInText(places="; ".join(places))


def render(
    case: TeachingCase,
    results: Sequence[Result],
    *,
    name: str = "CASE-0001",
    watermark: bool = True,
    told: Callable[[int], None] = lambda done: None,
) -> RenderedCase:
    """Make the final pixels and words.

    Parameters
    ----------
    results
        One for each key image, in order. If one is not released, every picture is stamped as a draft.
    told
        Takes how many images are done.

    Raises
    ------
    SetAside
        If a frame can't be decoded, or a crop does not fit.
    """
    every = [one for result in results for one in result.all]
    draft = not all(one.released for one in every)
    stamps = Stamps(watermark=watermark, draft=draft)
    plates = []
    for number, (image, result) in enumerate(zip(case.images, results, strict=True), 1):
        told(number - 1)
        plates.append(_plate(result, image, stamps, f"{name}_{number:02}"))
    instances = dict.fromkeys((one.file, one.sha256) for one in every)
    return RenderedCase(
        name=name,
        title=case.title or f"{in_language(case.language, HEADINGS['case'])} {name}",
        plates=tuple(plates),
        facts=tuple(facts_of(case, [one.instance for one in every])),
        sections=case.sections,
        questions=case.questions,
        language=case.language,
        quiz=case.quiz,
        draft=draft,
        instances=() if draft else tuple(instances),
    )


def _plate(result: Result, image: KeyImage, stamps: Stamps, name: str) -> Plate:
    rendering = Rendering.of(result.instance, image, stamps)
    playback = result.instance.playback
    views = [(rendering, number) for number in image.frames]
    views += [(rendering.of_another(one.instance), 1) for one in result.further]
    return Plate(
        name=name,
        frames=tuple(view.picture(number) for view, number in views),
        rate=min(playback.rate or _RATE, _FASTEST),
        sweeps=playback.sweeps,
        caption=image.caption,
        deep=rendering.deep_picture(image.frames[0]) if len(views) == 1 else None,
        presets=tuple(
            (preset.name, tuple(view.picture(number, preset.window) for view, number in views))
            for preset in image.presets
        ),
    )


def facts_of(case: TeachingCase, instances: Sequence[Instance]) -> Iterator[tuple[str, str]]:
    """Yield what stays of the headers: only words that are known to name nobody."""
    for kept in dataclasses.fields(case.kept):
        if not getattr(case.kept, kept.name):
            continue
        told = dict.fromkeys(filter(None, (_fact(kept.name, instance, case.language) for instance in instances)))
        if told:
            yield in_language(case.language, HEADINGS[kept.name]), ", ".join(told)


def _fact(name: str, instance: Instance, language: Language) -> str:
    if name == "age_band":
        return age_band(instance.text("PatientAge"), language)
    if name == "sex":
        words = _SEXES.get(instance.text("PatientSex"))
        return in_language(language, words) if words else ""
    keywords = {"modality": ["Modality"], "body_part": ["BodyPartExamined", "Laterality"], "view": ["ViewPosition"]}
    texts = [instance.text(keyword) for keyword in keywords[name]]
    return " ".join(text for text in texts if text and standard().knows(text))


def age_band(age: str, language: Language) -> str:
    """Give Patient's Age (0010,1010) as a band of five years; from 90 years on one band, as below one year."""
    number, unit = age[:3], age[3:]
    if not number.isdecimal() or len(age) != 4 or unit not in "DWMY":
        return ""
    days = int(number) * {"D": 1, "W": 7, "M": 30.4375, "Y": 365.25}[unit]
    years = int(days / 365.25 + 1e-9)
    if days < 28:
        return in_language(language, {"en": "under 4 weeks", "zh_CN": "不足4周"})
    if years < 1:
        return in_language(language, {"en": "4 weeks to 1 year", "zh_CN": "4周至1岁"})
    if years >= _CAP:
        return in_language(language, {"en": f"{_CAP} years or more", "zh_CN": f"{_CAP}岁及以上"})
    low = years // 5 * 5
    return in_language(language, {"en": f"{max(low, 1)}–{low + 4} years", "zh_CN": f"{max(low, 1)}–{low + 4}岁"})
