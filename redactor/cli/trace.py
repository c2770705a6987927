"""`redactor trace`: say to whom a picture was given that was found somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor.cli.terminal import complain, say
from redactor.errors import InvalidOption, SetAside
from redactor.workflow.inputs import require_existing
from redactor.workflow.trace import forget_exports, read_picture, trace
from redactor.workflow.trace_mark import BITS

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print a line a picture; 1 if it is not sure of one, or one can't be read. Or forget the marks."""
    require_existing([*arguments.pictures, *arguments.exports])
    if arguments.forget == bool(arguments.pictures):
        raise InvalidOption(name="trace", allowed="pictures, or --forget")
    if arguments.forget:
        say(f"forgotten: {forget_exports(arguments.exports)} exports. Their marks can be read by nobody now.")
        return 0
    status = 0
    for path in arguments.pictures:
        try:
            pixels = read_picture(path)
        except SetAside as reason:
            complain(f"not read {path}: {reason}")
            status = 1
            continue
        found = trace(pixels, arguments.exports)
        if found is None:
            say(f"{path}: not sure. No mark of these exports was found; that proves nothing about where it is from.")
            status = 1
        else:
            right = BITS - found.errors
            told = f"{right} of {BITS} bits, by chance in 1 of {1 / found.chance:.0e} pictures"
            say(f"{path}: export {found.export}, given to {found.recipient} ({told})")
    return status
