"""The words of the command line (a contract: names change only with a line in the change log)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import redactor
from redactor.cli import (
    apply,
    bulk,
    open_window,
    project,
    propose,
    sample,
    self_check,
    teach,
    template,
    trace,
    verify,
)
from redactor.exporters.teaching import formats
from redactor.model.teaching import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS = ("open", "sample", "propose", "apply", "verify", "bulk", "template", "teach", "trace", "project")


class Arguments(argparse.Namespace):
    """What was asked for; `command` runs it."""

    command: Callable[[argparse.Namespace], int]


def parse(words: Sequence[str]) -> Arguments:
    """Read the words of the command line; `open` is the command where none is named.

    Raises
    ------
    SystemExit
        After the help, or after saying what is wrong (status 2).
    """
    given = list(words)
    if not given or (given[0] not in COMMANDS and given[0] not in {"-h", "--help", "--version", "--self-check"}):
        given.insert(0, "open")
    return _parser().parse_args(given, Arguments())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="redactor", description="De-identify medical images: propose, adjust, export, prove."
    )
    parser.add_argument("--version", action="version", version=f"redactor {redactor.__version__}")
    parser.add_argument(
        "--self-check",
        dest="command",
        action="store_const",
        const=self_check.run,
        help="check that the program is whole",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    command = commands.add_parser("open", help="the window (default)")
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    command.add_argument("--sample", action="store_true", help="open the bundled sample case")
    command.set_defaults(command=open_window.run)

    command = commands.add_parser("sample", help="the main job on the bundled sample case, without a window")
    command.add_argument("--out", type=Path, metavar="DIR", help="where results go (default: a new temporary folder)")
    command.set_defaults(command=sample.run)

    command = commands.add_parser("propose", help="print proposed regions as JSON Lines")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--json", type=Path, metavar="FILE", help="write there instead; - is the standard output")
    command.add_argument("--detectors", type=lambda text: text.split(","), metavar="A,B", help="only these")
    command.add_argument("--show-text", action="store_true", help="print recognised text, too")
    command.set_defaults(command=propose.run)

    _add_apply(commands.add_parser("apply", help="write de-identified copies"))
    command = commands.add_parser("verify", help="check de-identified instances")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--original", nargs="+", type=Path, default=[], metavar="PATH")
    command.add_argument("--record", type=Path, metavar="FILE")
    command.add_argument(
        "--profile", metavar="NAME|FILE", help="the profile they were made with (default: the record's)"
    )
    command.set_defaults(command=verify.run)

    _add_bulk(commands.add_parser("bulk", help="apply saved masks to many files"))
    _add_templates(commands.add_parser("template", help="saved masks, and the images that they are for"))
    command = commands.add_parser("teach", help="pictures, films, slides and pages for teaching, from written results")
    _add_teach(command)

    command = commands.add_parser("trace", help="say to whom a picture was given that was found somewhere")
    _add_trace(command)

    command = commands.add_parser("project", help="lasting projects: keys, and maps that link back")
    _add_project(command)
    return parser


def _add_apply(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    regions = command.add_mutually_exclusive_group(required=True)
    regions.add_argument("--plan", type=Path, metavar="FILE", help="a saved plan (redactor/plan/1)")
    regions.add_argument(
        "--template",
        nargs="+",
        action="extend",
        metavar="FILE|NAME",
        help="saved masks, each for the images that it fits, as files or by their names in the library",
    )
    regions.add_argument(
        "--accept-proposals", action="store_true", help="mask what the detectors propose; no one has looked"
    )
    command.add_argument(
        "--include-screen-captures",
        action="store_true",
        help="with --accept-proposals, mask the text on dose reports and other copies of screens instead of leaving "
        "such images out; no one has looked",
    )
    command.add_argument(
        "--profile", metavar="NAME|FILE", help="confidentiality profile (default: the project's, basic for a new one)"
    )
    command.add_argument("--style", metavar="NAME[:KEY=VALUE,…]", help="what hidden areas become (default: solid)")
    command.add_argument(
        "--lossless",
        choices=["jpeg_ls", "jpeg_2000"],
        default="jpeg_ls",
        help="what touched frames of a lossy syntax become that can't be changed in blocks (default jpeg_ls)",
    )
    command.add_argument(
        "--dp-noise",
        metavar="epsilon=N[,m=N,b=N]",
        help="also write a derived copy with differential-privacy noise, in a series of its own; not for diagnosis",
    )
    command.add_argument(
        "--project", type=Path, metavar="DIR", help="a lasting project, for the same names in every run"
    )
    _add_passphrase(command)
    command.add_argument(
        "--export-maps", type=Path, metavar="DIR", help="write uid_map.csv and patient_map.csv there: they link back"
    )
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="worker processes (default 1)")
    command.add_argument("--resume", action="store_true", help="skip what an earlier run finished")
    _add_library(command)
    command.set_defaults(command=apply.run)


def _add_bulk(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", nargs="+", type=Path, metavar="SOURCE")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.add_argument(
        "--template",
        nargs="+",
        action="extend",
        required=True,
        metavar="FILE|NAME",
        help="files (redactor/template/1), or names of templates in use of the library",
    )
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    command.add_argument(
        "--sample",
        type=_from_zero,
        default=10,
        metavar="N",
        help="with --dry-run, images of each group that are searched by themselves; 0 is all (default 10)",
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=_positive, default=1, metavar="N", help="worker processes (default 1)")
    where.add_argument("--dask", metavar="ADDRESS", help="the scheduler of a Dask cluster with shared storage")
    command.add_argument("--resume", action="store_true", help="go on with the run that began in this folder")
    command.add_argument(
        "--retry", action="store_true", help="the same, and take up again what was set aside or failed in work"
    )
    command.add_argument("--masks", action="store_true", help="also write each mask as DICOM SEG")
    command.add_argument("--timeout", type=_positive, default=300, metavar="SECONDS", help="for one file (default 300)")
    command.add_argument(
        "--memory", type=_from_zero, default=4096, metavar="MB", help="for one worker; 0 is any (default 4096; Linux)"
    )
    command.add_argument("--no-wait", action="store_true", help="end at a full disk instead of waiting for room")
    command.add_argument(
        "--lossless",
        choices=["jpeg_ls", "jpeg_2000"],
        default="jpeg_ls",
        help="what touched frames of a lossy syntax become that can't be changed in blocks (default jpeg_ls)",
    )
    command.add_argument(
        "--profile", metavar="NAME|FILE", help="confidentiality profile (default: the project's, basic for a new one)"
    )
    command.add_argument(
        "--project", type=Path, metavar="DIR", help="a lasting project, for the same names in every run"
    )
    _add_library(command)
    _add_passphrase(command)
    command.set_defaults(command=bulk.run)


def _add_templates(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    made = {}
    for name, words in (
        ("list", "print the templates of the library"),
        ("show", "print a template"),
        ("new", "save a template"),
        ("test", "search files for text that a template leaves; without that it can't be put in use"),
        ("use", "put a tested version in use"),
        ("retire", "take a template out of use"),
        ("import", "save what a template, an RSNA CTP pixel script or a pydicom/deid recipe holds"),
        ("export", "write a template to a file"),
    ):
        made[name] = action = actions.add_parser(name, help=words)
        _add_library(action)
        action.set_defaults(command=template.COMMANDS[name])
    for name in ("show", "test", "use", "retire", "export"):
        made[name].add_argument("name", metavar="NAME")
        made[name].add_argument("--version", dest="template_version", type=_positive, metavar="N")
    made["new"].add_argument("--title", required=True)
    made["new"].add_argument("--plan", type=Path, required=True, metavar="FILE", help="a saved plan (redactor/plan/1)")
    made["new"].add_argument("--like", type=Path, required=True, metavar="IMAGE", help="an image of the kind it is for")
    made["new"].add_argument("--update", metavar="NAME", help="save it as the next version of this one")
    made["new"].add_argument("--view-position", action="store_true", help="for this View Position only")
    made["new"].add_argument("--ultrasound-regions", action="store_true", help="for these ultrasound regions only")
    made["test"].add_argument("paths", nargs="+", type=Path, metavar="PATH")
    made["test"].add_argument("--sample", type=_from_zero, default=0, metavar="N", help="search so many; 0 is all")
    made["test"].add_argument("--jobs", type=_positive, default=1, metavar="N")
    made["test"].add_argument(
        "--pictures", type=Path, metavar="DIR", help="write projections with the mask drawn there"
    )
    for name in ("import", "export"):
        made[name].add_argument("file", type=Path, metavar="FILE")
    for side in ("--rows", "--columns"):
        made["import"].add_argument(
            side, type=_positive, default=0, metavar="N", help="of the images, for entries that name no size"
        )


def _add_library(command: argparse.ArgumentParser) -> None:
    command.add_argument("--library", type=Path, metavar="DIR", help="a shared folder of templates (default: your own)")


def _add_teach(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="results with their edit records")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    command.add_argument(
        "--format",
        type=lambda text: text.split(","),
        required=True,
        metavar="A,B",
        help=", ".join(formats()),
    )
    command.add_argument("--case", type=Path, metavar="FILE", help="a teaching case (redactor/teaching/1)")
    command.add_argument("--title", metavar="TEXT")
    command.add_argument("--language", choices=[str(language) for language in Language], help="of headings")
    command.add_argument("--quiz", action="store_true", help="findings, diagnosis and answers come after the images")
    command.add_argument(
        "--original", nargs="+", type=Path, default=[], metavar="PATH", help="whose identifiers are searched for, too"
    )
    command.add_argument(
        "--recipient", metavar="NAME", help="put an invisible mark for this recipient into every picture (not DICOM)"
    )
    _add_passphrase(command)
    command.set_defaults(command=teach.run)


def _add_trace(command: argparse.ArgumentParser) -> None:
    command.add_argument("pictures", nargs="*", type=Path, metavar="PICTURE")
    command.add_argument(
        "--forget", action="store_true", help="destroy what reads the marks of these exports, and their quarantine"
    )
    command.add_argument(
        "--exports",
        nargs="+",
        type=Path,
        default=[Path()],
        metavar="DIR",
        help="folders that teach wrote (default: here)",
    )
    command.set_defaults(command=trace.run)


def _add_project(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, words in (
        ("new", "make a project"),
        ("show", "say what a project holds, without any value of a patient"),
        ("export-maps", "write uid_map.csv and patient_map.csv: they link back"),
        ("destroy-maps", "destroy the map and the keys, so that nothing here links back"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("folder", type=Path, metavar="DIR", help="the folder of the project")
        _add_passphrase(action)
        if name == "export-maps":
            action.add_argument("--to", type=Path, metavar="MAPS", help="where the tables go (default: DIR/maps)")
        if name == "destroy-maps":
            action.add_argument("--yes", action="store_true", help="do not ask; it can't be undone")
        action.set_defaults(command=project.COMMANDS[name])


def _add_passphrase(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="holds the passphrase that the project's key is kept under"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 is needed")
    return number


def _from_zero(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("a number from 0 is needed")
    return number
