"""`redactor teach`: make pictures, films, slides and pages for teaching from written results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from redactor.cli.passphrase import access_from
from redactor.cli.terminal import complain, say
from redactor.exporters.teaching import exporter_of
from redactor.model.rendered import DRAFT
from redactor.model.teaching import Language
from redactor.model.teaching_codec import teaching_from_json
from redactor.workflow.document import read_json
from redactor.workflow.inputs import require_existing
from redactor.workflow.report import exit_status
from redactor.workflow.teaching import whole_case
from redactor.workflow.teaching_run import Order, export_teaching, left_out_item, shown

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from redactor.errors import SetAside
    from redactor.model.teaching import TeachingCase
    from redactor.workflow.report import Item


def run(arguments: argparse.Namespace) -> int:
    """Export a teaching case; 1 if something was left out or is a draft, 3 if a package failed its check."""
    require_existing([*arguments.paths, *arguments.original, *([arguments.case] if arguments.case else [])])
    for form in arguments.format:
        exporter_of(form)
    case, items = _case(arguments)
    found = shown(case, arguments.paths, items, complain_of=_complain)
    order = Order(
        arguments.out,
        tuple(dict.fromkeys(arguments.format)),
        tuple(arguments.original),
        arguments.recipient or "",
        access=access_from(arguments.passphrase_file),
    )
    made = export_teaching(found, arguments.paths, order, _tell)
    for item in found.left_out:
        _complain(item)
    if not made.originals_are_known:
        say("The originals are not known here (no linkage map, no --original): packages were searched for the")
        say("identifiers of the results alone.")
    if made.draft:
        say(f"Not every image is released. Every picture is stamped: {DRAFT}")
    say(f"results: {made.destination}")
    return max(exit_status(made.items), 1 if made.draft else 0)


def _tell(item: Item) -> None:
    say(f"{item.status} {item.source}{f': {item.reason}' if item.reason else f' ({item.output})'}")


def _complain(item: Item) -> None:
    complain(f"left out {item.source}: {item.reason}")


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
    return replace(case, **changes), [left_out_item(str(file), reason) for file, reason in left_out]  # type: ignore[arg-type]  # fields of it
