"""`redactor sample`: the main job on the bundled sample case, without a window."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from redactor.cli.apply import summarize
from redactor.cli.terminal import say, show_progress
from redactor.trust.keys import Access
from redactor.workflow.batch import run as run_batch
from redactor.workflow.comparison import write_comparisons
from redactor.workflow.output import prepare_output
from redactor.workflow.report import exit_status
from redactor.workflow.sample import sample_paths

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """De-identify the sample case, and write a before/after picture of its first images beside the report."""
    out = arguments.out or Path(tempfile.mkdtemp(prefix="redactor-sample-")) / "out"
    paths = sample_paths()
    output = prepare_output(out, paths, access=Access(key_store=False))  # made-up patients need no key store
    items = run_batch(paths, output, progress=show_progress)
    summarize(items, output)
    say(f"before/after pictures: {write_comparisons(items, output)}")
    return exit_status(items)
