"""`redactor apply`: write de-identified copies with their edit records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from redactor import styles
from redactor.cli.terminal import say, show_progress
from redactor.deid.profile_file import load_profile
from redactor.model.plan import RedactionPlan
from redactor.model.region import StyleChoice
from redactor.options import build
from redactor.plugins import pick
from redactor.workflow.batch import run as run_batch
from redactor.workflow.document import read_plan
from redactor.workflow.inputs import require_existing
from redactor.workflow.masking import require_allowed_styles
from redactor.workflow.output import prepare_output
from redactor.workflow.report import exit_status

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from redactor.workflow.output import OutputFolder
    from redactor.workflow.report import Item


def run(arguments: argparse.Namespace) -> int:
    """De-identify everything below the paths."""
    style = style_named(arguments.style) if arguments.style else None
    plan = read_plan(arguments.plan) if arguments.plan else None
    if plan is not None:
        require_allowed_styles(RedactionPlan(plan.regions, style or plan.style))
    profile = load_profile(arguments.profile) if arguments.profile else None
    require_existing(arguments.paths)
    output = prepare_output(arguments.out, arguments.paths, arguments.project, profile)
    items = run_batch(
        arguments.paths,
        output,
        plan=plan,
        style=style,
        recode_to=arguments.lossless,
        jobs=arguments.jobs,
        resume=arguments.resume,
        progress=show_progress,
    )
    summarize(items, output)
    return exit_status(items)


def summarize(items: Sequence[Item], output: OutputFolder) -> None:
    """Say how a run ended and where its results are."""
    counts = Counter(str(item.status) for item in items)
    say(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "nothing to do")
    say(f"results: {output.destination}")
    say(f"report:  {output.report}")
    say("These are candidates: no one has approved them for release.")


def style_named(text: str) -> StyleChoice:
    """Read ``NAME[:key=value,…]``.

    Raises
    ------
    UnknownPlugin, InvalidOption
        If the style or an option of it does not exist.
    """
    name, _, rest = text.partition(":")
    pairs = [part.partition("=") for part in rest.split(",") if part]
    values = tuple((key.strip(), value.strip()) for key, _, value in pairs)
    build(pick(styles.available(), name, "style").options, dict(values))
    return StyleChoice(name, values)
