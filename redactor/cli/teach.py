"""`redactor teach`: make pictures, films, slides and pages for teaching from written results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from redactor.cli.passphrase import access_from
from redactor.cli.terminal import complain, say
from redactor.errors import NoInput, SetAside
from redactor.exporters.teaching import exporter_of
from redactor.model.rendered import DRAFT
from redactor.model.teaching import Language
from redactor.model.teaching_codec import teaching_from_json
from redactor.workflow.document import read_json
from redactor.workflow.inputs import require_existing
from redactor.workflow.report import Item, ItemStatus, exit_status, write_report
from redactor.workflow.teaching import open_result, render, require_harmless, resolve, whole_case
from redactor.workflow.teaching_export import export_packages, prepare_place
from redactor.workflow.teaching_words import known_words
from redactor.workflow.trace import Export, mark_case

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from redactor.model.teaching import TeachingCase
    from redactor.workflow.teaching import Result


def run(arguments: argparse.Namespace) -> int:
    """Export a teaching case; 1 if something was left out or is a draft, 3 if a package failed its check."""
    require_existing([*arguments.paths, *arguments.original, *([arguments.case] if arguments.case else [])])
    for form in arguments.format:
        exporter_of(form)
    case, results, items = _shown(arguments)
    folders = [folder for result in results for folder in list(result.file.resolve().parents)[:4]]
    instances = [result.instance for result in results]
    known = known_words(instances, folders, arguments.original, access_from(arguments.passphrase_file))
    require_harmless(case, known.headers)
    place = prepare_place(arguments.out, [*arguments.paths, *arguments.original])
    rendered = render(case, results)
    if arguments.recipient:
        rendered = mark_case(rendered, Export.new(arguments.recipient), place.local)
    for item in export_packages(rendered, arguments.format, place, known):
        say(f"{item.status} {item.source}{f': {item.reason}' if item.reason else f' ({item.output})'}")
        items.append(item)
    write_report(place.local / "report.json", items)
    for item in items:
        if item.source not in arguments.format:
            complain(f"left out {item.source}: {item.reason}")
    if not known.map_is_read and not arguments.original:
        say("The originals are not known here (no linkage map, no --original): packages were searched for the")
        say("identifiers of the results alone.")
    if rendered.draft:
        say(f"Not every image is released. Every picture is stamped: {DRAFT}")
    say(f"results: {place.destination}")
    return max(exit_status(items), 1 if rendered.draft else 0)


def _shown(arguments: argparse.Namespace) -> tuple[TeachingCase, list[Result], list[Item]]:
    """Give the case with the images that can be shown, the results that they are of, and what was left out.

    Raises
    ------
    NoInput
        If no image is left.
    """
    case, items = _case(arguments)
    images, results = [], []
    for image in case.images:
        try:
            results.append(open_result(resolve(image.file, arguments.paths)))
            images.append(image)
        except SetAside as reason:
            items.append(_left_out(image.file, reason))
    if not results:
        for item in items:
            complain(f"left out {item.source}: {item.reason}")
        raise NoInput
    return replace(case, images=tuple(images)), results, items


def _case(arguments: argparse.Namespace) -> tuple[TeachingCase, list[Item]]:
    """Give the case that was asked for, and what was left out of it; words of the command line go before its own."""
    left_out: list[tuple[Path, SetAside]] = []
    if arguments.case:
        case = teaching_from_json(read_json(arguments.case))
    else:
        case, left_out = whole_case(arguments.paths)
    changes: dict[str, object] = {}
    if arguments.title is not None:
        changes["title"] = arguments.title
    if arguments.language is not None:
        changes["language"] = Language(arguments.language)
    if arguments.quiz:
        changes["quiz"] = True
    return replace(case, **changes), [_left_out(str(file), reason) for file, reason in left_out]  # type: ignore[arg-type]  # fields of it


def _left_out(source: str, reason: SetAside) -> Item:
    return Item(source, None, ItemStatus.SET_ASIDE, str(reason), 0.0)
