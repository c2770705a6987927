"""One page (HTML) that needs nothing but itself: stacks to scroll, windows to choose, answers to reveal."""

from __future__ import annotations

import base64
import hashlib
import html
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor.exporters.teaching._images import coded
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.rendered import DRAFT, HEADINGS, NOT_FOR_DIAGNOSIS, in_language
from redactor.model.teaching import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.model.rendered import Pixels, Plate, RenderedCase

_STYLE: Final = """
:root{color-scheme:dark}body{margin:0 auto;max-width:60rem;padding:1rem;background:#111;color:#eee;
font:1.05rem/1.5 system-ui,sans-serif}h1{font-size:1.6rem}h2{font-size:1.2rem}figure{margin:1.5rem 0}
figure img{display:none;max-width:100%;max-height:80vh;margin:auto}figure img.shown{display:block}
figure:focus-visible,summary:focus-visible,button:focus-visible{outline:3px solid #8cf;outline-offset:2px}
button,summary{font:inherit;color:inherit;background:#333;border:1px solid #777;border-radius:.3rem;padding:.3rem .7rem}
button[aria-pressed=true]{background:#eee;color:#111}summary{cursor:pointer;width:fit-content}.note{color:#bbb}
details{margin:.6rem 0}figcaption{color:#ccc}output{margin-right:.6rem}
p,li{white-space:pre-wrap}
"""
_SCRIPT: Final = """
'use strict';
for (const stack of document.querySelectorAll('figure')) {
  const sets = new Map();
  for (const image of stack.querySelectorAll('img')) {
    if (!sets.has(image.dataset.set)) sets.set(image.dataset.set, []);
    sets.get(image.dataset.set).push(image);
  }
  const told = stack.querySelector('output'), play = stack.querySelector('.play');
  let set = '0', at = 0, timer = 0;
  const show = () => {
    for (const images of sets.values()) for (const image of images) image.classList.remove('shown');
    const images = sets.get(set);
    images[at].classList.add('shown');
    if (told) told.textContent = (at + 1) + ' / ' + images.length;
  };
  const step = (by, round) => {
    const count = sets.get(set).length;
    at = round ? (at + by + count) % count : Math.min(Math.max(at + by, 0), count - 1);
    show();
  };
  const toggle = () => {
    if (timer) { clearInterval(timer); timer = 0; }
    else timer = setInterval(() => step(1, true), 1000 / Number(stack.dataset.rate));
    if (play) play.setAttribute('aria-pressed', String(Boolean(timer)));
  };
  if (sets.get('0').length > 1) {
    stack.addEventListener('wheel', event => { event.preventDefault(); step(Math.sign(event.deltaY)); },
      {passive: false});
    stack.addEventListener('keydown', event => {
      const moves = {ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -10, PageDown: 10,
        Home: -1e6, End: 1e6};
      if (event.key in moves) { event.preventDefault(); step(moves[event.key]); }
      if (event.key === ' ' && event.target === stack) { event.preventDefault(); toggle(); }
    });
  }
  if (play) play.addEventListener('click', toggle);
  const choices = stack.querySelectorAll('button[data-choose]');
  for (const choice of choices) choice.addEventListener('click', () => {
    set = choice.dataset.choose;
    for (const other of choices) other.setAttribute('aria-pressed', String(other === choice));
    show();
  });
  show();
}
"""
_PAGE: Final = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width,initial-scale=1">
<style>{style}</style></head><body><main>
{body}
</main><script>{script}</script></body></html>
"""


@dataclass(frozen=True)
class QuizPageExporter:
    """Writes ``CASE-0001.html``. Answers are folded away, not locked: they stand in the source of the page."""

    id: str = "quiz_page"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Page with a quiz")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "One HTML file that works without a network.")
    formats: tuple[str, ...] = ("html",)

    def write(self, case: RenderedCase, folder: Path, form: str) -> Sequence[Path]:
        """See `TeachingExporter.write`."""
        file = Path(f"{case.name}.{form}")
        (folder / file).write_text(page_of(case), encoding="utf-8", newline="\n")
        return [file]


def page_of(case: RenderedCase) -> str:
    """Give the page. Its policy lets the style and script of these very bytes work, and nothing else."""
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return _PAGE.format(
        lang="en" if case.language is Language.ENGLISH else "zh-Hans",
        title=html.escape(case.title),
        policy=policy,
        style=_STYLE,
        body="\n".join(_body(case)),
        script=_SCRIPT,
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _body(case: RenderedCase) -> Iterator[str]:
    words = {name: in_language(case.language, heading) for name, heading in HEADINGS.items()}
    sections = {name: text for name, text in vars(case.sections).items() if text}
    yield f"<h1>{html.escape(case.title)}</h1>"
    yield f'<p class="note">{DRAFT + "<br>" if case.draft else ""}{in_language(case.language, NOT_FOR_DIAGNOSIS)}</p>'
    if case.facts:
        yield f"<p>{html.escape(' · '.join(f'{name}: {told}' for name, told in case.facts))}</p>"
    if history := sections.pop("history", ""):
        yield f"<h2>{words['history']}</h2><p>{html.escape(history)}</p>"
    for number, plate in enumerate(case.plates, 1):
        yield from _figure(plate, f"{words['image']} {number}", words, told=not case.quiz)
    for number, question in enumerate(case.questions, 1):
        answer = f"<p>{html.escape(question.answer)}</p>"
        yield f"<h2>{words['question']} {number}</h2><p>{html.escape(question.text)}</p>"
        if question.answer:
            yield f"<details><summary>{words['reveal']}</summary>{answer}</details>"
    rest = [f"<h2>{words[name]}</h2><p>{html.escape(text)}</p>" for name, text in sections.items()]
    if case.quiz:
        captions = [f"{words['image']} {n}: {plate.caption}" for n, plate in enumerate(case.plates, 1) if plate.caption]
        rest += [f"<p>{html.escape(caption)}</p>" for caption in captions]
        if rest:
            yield f"<details><summary>{words['reveal']}</summary>{''.join(rest)}</details>"
    else:
        yield from rest
    yield f'<p class="note">{words["note"]}</p>'


def _figure(plate: Plate, name: str, words: dict[str, str], *, told: bool) -> Iterator[str]:
    yield f'<figure tabindex="0" aria-label="{name}" data-rate="{plate.rate:g}">'
    for number, frames in enumerate([plate.frames, *(frames for _, frames in plate.presets)]):
        yield from (_image(pixels, number, name) for pixels in frames)
    if plate.is_cine:
        yield '<output aria-live="polite"></output>'
        yield f'<button type="button" class="play" aria-pressed="false">▶ {words["play"]}</button>'
    if plate.presets:
        names = [words["as_stored"], *(html.escape(preset) for preset, _ in plate.presets)]
        for number, preset in enumerate(names):
            pressed = "true" if number == 0 else "false"
            yield f'<button type="button" data-choose="{number}" aria-pressed="{pressed}">{preset}</button>'
    caption = html.escape(f"{name}. {plate.caption}") if told and plate.caption else name
    yield f"<figcaption>{caption}</figcaption></figure>"


def _image(pixels: Pixels, number: int, name: str) -> str:
    data = base64.b64encode(coded(pixels, ".png")).decode()
    return f'<img data-set="{number}" alt="{name}" src="data:image/png;base64,{data}">'


PLUGIN = QuizPageExporter()
