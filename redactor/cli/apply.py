"""`redactor apply`: write de-identified copies with their edit records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from redactor import styles
from redactor.cli.passphrase import access_from
from redactor.cli.project import KEEPERS, MAPS_LINK_BACK
from redactor.cli.terminal import complain, say, show_progress
from redactor.model.plan import RedactionPlan
from redactor.model.region import StyleChoice
from redactor.options import build
from redactor.plugins import pick
from redactor.trust.keys import Keeper
from redactor.workflow.batch import run as run_batch
from redactor.workflow.document import read_plan
from redactor.workflow.inputs import require_existing
from redactor.workflow.maps import export_maps, require_apart
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
    require_existing(arguments.paths)
    if arguments.export_maps:
        require_apart(arguments.export_maps, [arguments.out, *arguments.paths])
    access = access_from(arguments.passphrase_file)
    output = prepare_output(arguments.out, arguments.paths, arguments.project, access)
    if access.new_under_passphrase and output.project.keeper is not Keeper.PASSPHRASE:
        complain("The passphrase was not needed: the key of this project is not kept under one.")
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
    if arguments.export_maps:
        export_maps(output.map, output.project.key, arguments.export_maps)
        say(f"maps:    {arguments.export_maps}")
        say(MAPS_LINK_BACK)
    return exit_status(items)


def summarize(items: Sequence[Item], output: OutputFolder) -> None:
    """Say how a run ended and where its results are."""
    counts = Counter(str(item.status) for item in items)
    say(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "nothing to do")
    say(f"results: {output.destination}")
    say(f"report:  {output.report}")
    say(f"links:   {output.map} ({KEEPERS[output.project.keeper]})")
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
