"""A teaching case as it leaves: final pixels and final words, nothing of the files that they were made from.

Exporters of teaching cases are given this and nothing else, so that nothing else can get into a package.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from redactor.model.teaching import Language, Question, Sections

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

NOT_FOR_DIAGNOSIS: Final = {"en": "for teaching, not for diagnosis", "zh_CN": "教学用 · 非诊断"}
DRAFT: Final = "DRAFT – NOT RELEASED 草稿-未放行"


@dataclass(frozen=True, eq=False)
class Plate:
    """One image of the case, ready to be shown.

    Attributes
    ----------
    name
        ``CASE-0001_01``, by its place in the case alone.
    frames
        uint8, shape (rows, columns) or (rows, columns, 3) in sRGB, all of one shape; read-only.
    rate
        Frames a second, for a cine.
    sweeps
        It plays forth and back.
    deep
        Of a grayscale still: uint16, the same picture in 65536 steps; None where there is none.
    presets
        (name, frames) in other windows.
    """

    name: str
    frames: tuple[Pixels, ...] = field(repr=False)
    rate: float = 10.0
    sweeps: bool = False
    caption: str = field(default="", repr=False)
    deep: NDArray[np.uint16] | None = field(default=None, repr=False)
    presets: tuple[tuple[str, tuple[Pixels, ...]], ...] = field(default=(), repr=False)

    @property
    def is_cine(self) -> bool:
        """Whether it has more than one frame."""
        return len(self.frames) > 1

    @property
    def played(self) -> tuple[Pixels, ...]:
        """The frames in the order in which they are shown once."""
        return (*self.frames, *self.frames[-2:0:-1]) if self.sweeps else self.frames

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.frames[0].shape[0], self.frames[0].shape[1]


@dataclass(frozen=True, eq=False)
class RenderedCase:
    """All that exporters of a teaching case get.

    Attributes
    ----------
    name
        ``CASE-0001``.
    facts
        (heading, words) in the language of the case: age band, sex, modality …
    draft
        Somebody has not released all of it yet; every picture says so.
    instances
        Released DICOM files with the SHA-256 of their bytes; empty in a draft: no stamp can be put on them.
    """

    name: str
    title: str = field(repr=False)
    plates: tuple[Plate, ...]
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    sections: Sections = field(default=Sections(), repr=False)
    questions: tuple[Question, ...] = field(default=(), repr=False)
    language: Language = Language.ENGLISH
    quiz: bool = False
    draft: bool = False
    instances: tuple[tuple[Path, str], ...] = field(default=(), repr=False)


def in_language(language: Language, words: dict[str, Any]) -> str:
    """Give words of the program in the language of a case; both with a slash between them."""
    if language is Language.BOTH:
        return f"{words['zh_CN']} / {words['en']}"
    return str(words[str(language)])


HEADINGS: Final[dict[str, dict[str, str]]] = {
    "history": {"en": "History", "zh_CN": "病史"},
    "findings": {"en": "Findings", "zh_CN": "影像表现"},
    "diagnosis": {"en": "Diagnosis", "zh_CN": "诊断"},
    "differential": {"en": "Differential diagnosis", "zh_CN": "鉴别诊断"},
    "discussion": {"en": "Discussion", "zh_CN": "讨论"},
    "question": {"en": "Question", "zh_CN": "问题"},
    "answer": {"en": "Answer", "zh_CN": "答案"},
    "age_band": {"en": "Age", "zh_CN": "年龄"},
    "sex": {"en": "Sex", "zh_CN": "性别"},
    "modality": {"en": "Modality", "zh_CN": "检查类型"},
    "body_part": {"en": "Body part", "zh_CN": "部位"},
    "view": {"en": "View", "zh_CN": "体位"},
    "case": {"en": "Teaching case", "zh_CN": "教学病例"},
    "image": {"en": "Image", "zh_CN": "图像"},
    "reveal": {"en": "Show the answer", "zh_CN": "显示答案"},
    "play": {"en": "play, pause", "zh_CN": "播放、暂停"},
    "as_stored": {"en": "as shown", "zh_CN": "默认窗"},
    "note": {
        "en": "Identifying information was removed and all pictures were made anew from their pixels alone.",
        "zh_CN": "已移除身份信息；所有图片均仅由像素重新生成。",
    },
}
"""Words of the program in a package; those of authors stay as they are."""
