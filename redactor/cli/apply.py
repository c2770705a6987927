"""`redactor apply`: write de-identified copies with their edit records."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from redactor import styles
from redactor.cli.passphrase import access_from
from redactor.cli.project import KEEPERS, MAPS_LINK_BACK
from redactor.cli.saved_masks import Shown, chosen_from, count_uses, end_if, stopping
from redactor.cli.terminal import complain, say, show_progress
from redactor.deid.profile_file import load_profile
from redactor.errors import InvalidOption
from redactor.model.plan import RedactionPlan
from redactor.model.region import StyleChoice
from redactor.options import build
from redactor.plugins import pick
from redactor.styles import NoiseOptions
from redactor.trust.keys import Keeper
from redactor.workflow.awake import awake
from redactor.workflow.batch import run as run_batch
from redactor.workflow.bulk import BulkOptions, Watch, run_bulk
from redactor.workflow.document import read_plan
from redactor.workflow.engines import MEMORY, SECONDS, LocalEngine
from redactor.workflow.inputs import require_existing
from redactor.workflow.maps import export_maps, require_apart
from redactor.workflow.masking import require_allowed_styles
from redactor.workflow.output import prepare_output
from redactor.workflow.report import exit_status
from redactor.workflow.templates import Library, user_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from redactor.model.record import ObscuredRecord
    from redactor.model.template import MaskTemplate
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.report import Item, NoiseItem


def run(arguments: argparse.Namespace) -> int:
    """De-identify everything below the paths."""
    style = style_named(arguments.style) if arguments.style else None
    noise = noise_named(arguments.dp_noise) if arguments.dp_noise is not None else None
    if arguments.template:
        return _with_templates(arguments, style)
    plan = read_plan(arguments.plan) if arguments.plan else None
    if plan is not None:
        require_allowed_styles(RedactionPlan(plan.regions, style or plan.style))
    profile = load_profile(arguments.profile) if arguments.profile else None
    require_existing(arguments.paths)
    if arguments.export_maps:
        require_apart(arguments.export_maps, [arguments.out, *arguments.paths])
    access = access_from(arguments.passphrase_file)
    output = prepare_output(arguments.out, arguments.paths, arguments.project, access, profile)
    if access.new_under_passphrase and output.project.keeper is not Keeper.PASSPHRASE:
        complain("The passphrase was not needed: the key of this project is not kept under one.")
    items = run_batch(
        arguments.paths,
        output,
        plan=plan,
        style=style,
        recode_to=arguments.lossless,
        noise=noise,
        include_screen_captures=arguments.include_screen_captures,
        jobs=arguments.jobs,
        resume=arguments.resume,
        progress=show_progress,
    )
    summarize(items, output)
    if arguments.export_maps:
        _export_maps(arguments.export_maps, output)
    return exit_status(items)


def _with_templates(arguments: argparse.Namespace, style: StyleChoice | None) -> int:
    """Give each image the mask of the one saved template that fits; what none or several fit is set aside."""
    for name in ("dp_noise", "include_screen_captures"):
        if getattr(arguments, name):
            raise InvalidOption(name=name.replace("_", "-"), allowed="not with --template")
    require_existing(arguments.paths)
    if arguments.export_maps:
        require_apart(arguments.export_maps, [arguments.out, *arguments.paths])
    library = Library(arguments.library or user_folder())
    chosen = [chosen_from(word, library) for word in arguments.template]
    templates = [each.template if style is None else _styled(each.template, style) for each in chosen]
    profile = load_profile(arguments.profile) if arguments.profile else None
    access = access_from(arguments.passphrase_file)
    output = prepare_output(arguments.out, arguments.paths, arguments.project, access, profile)
    options = BulkOptions(arguments.lossless, resume=arguments.resume)
    with stopping() as stopped, awake():
        watch = Watch(Shown().step, stopped.is_set, wait=False)
        engine = LocalEngine(arguments.jobs, SECONDS, MEMORY)
        result = run_bulk(arguments.paths, output, templates, engine, options=options, watch=watch)
    count_uses(result, chosen, library)
    for status, reason, count in result.reasons:
        complain(f"{count} {status}: {reason}")
    _say_where(result.counts, output, ())
    if arguments.export_maps:
        _export_maps(arguments.export_maps, output)
    end_if(stopped)
    return result.exit_status


def _styled(template: MaskTemplate, style: StyleChoice) -> MaskTemplate:
    """Give a template with another default style; regions with a style of their own keep it."""
    return replace(template, plan=replace(template.plan, style=style))


def _export_maps(folder: Path, output: OutputFolder) -> None:
    export_maps(output.map, output.project.key, folder)
    say(f"maps:    {folder}")
    say(MAPS_LINK_BACK)


def summarize(items: Sequence[Item], output: OutputFolder) -> None:
    """Say how a run ended and where its results are."""
    lines = hidden_pixels(items) + noise_copies(items)
    _say_where(Counter(str(item.status) for item in items), output, lines)


def _say_where(counts: Mapping[str, int], output: OutputFolder, lines: Sequence[str]) -> None:
    say(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "nothing to do")
    for line in lines:
        say(line)
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
    values = _pairs(rest)
    build(pick(styles.available(), name, "style").options, dict(values))
    return StyleChoice(name, values)


def noise_named(text: str) -> NoiseOptions:
    """Read ``epsilon=1.0[,m=16,b=8]``.

    Raises
    ------
    InvalidOption
        If epsilon is missing, a value is not allowed, or a name unknown.
    """
    values = dict(_pairs(text))
    if "epsilon" not in values:  # how much is lost is a decision, never a default
        raise InvalidOption(name="dp-noise", allowed="epsilon=NUMBER[,m=NUMBER,b=NUMBER]")
    return build(NoiseOptions, values)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    parts = [part.partition("=") for part in text.split(",") if part]
    return tuple((key.strip(), value.strip()) for key, _, value in parts)


def hidden_pixels(items: Sequence[Item]) -> list[str]:
    """Say what was put over hidden pixels: fill values with their rule, and how much obscuring left."""
    fills = Counter((fill.values, fill.rule) for item in items for fill in item.fills)
    lines = [
        f"fill:    {' '.join(f'{value:g}' for value in values)} ({rule}) in {count} instance(s)"
        for (values, rule), count in sorted(fills.items())
    ]
    found: dict[str, list[ObscuredRecord]] = {}
    for item in items:
        for told in item.obscured:
            options = ",".join(f"{name}={value}" for name, value in told.options)
            found.setdefault(f"{told.style}:{options}", []).append(told)
    lines += [
        f"obscured, not removed: {style} in {len(many)} instance(s), {_likeness(many)}"
        for style, many in sorted(found.items())
    ]
    return lines


def noise_copies(items: Sequence[Item]) -> list[str]:
    """Say how many copies with noise there are, what they cost, and what they are not for."""
    copies = [item.noise for item in items if item.noise]
    made = [copy for copy in copies if copy.output]
    lines = [f"no copy with noise of {len(copies) - len(made)} instance(s): see the report"] if made != copies else []
    if made:
        spent = sum(copy.total_epsilon for copy in made)
        lines.append(f"noise:   {len(made)} derived copies, epsilon {spent:g} in all, {_likeness(made)}")
        lines.append("Copies with noise are not for diagnosis. Noise hides no face, no text and no outline.")
    return lines


def _likeness(found: Sequence[ObscuredRecord | NoiseItem]) -> str:
    """Give the range of what can be told."""
    psnr = [told.psnr for told in found if told.psnr is not None]
    ssim = [told.ssim for told in found if told.ssim is not None]
    if not psnr or not ssim:
        return "likeness not told"
    return f"PSNR {min(psnr):g} to {max(psnr):g} dB, SSIM {min(ssim):g} to {max(ssim):g}"
