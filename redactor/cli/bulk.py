"""`redactor bulk`: saved masks over thousands of files, here or on a Dask cluster."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from redactor.cli.passphrase import access_from
from redactor.cli.saved_masks import Shown, chosen_from, count_uses, end_if, say_why, stopping
from redactor.cli.terminal import complain, say
from redactor.deid.profile_file import load_profile
from redactor.workflow.awake import awake
from redactor.workflow.bulk import BulkOptions, Watch, run_bulk
from redactor.workflow.bulk_report import CSV, HTML, JSON
from redactor.workflow.dry_run import dry_run
from redactor.workflow.engines import LocalEngine, dask_engine
from redactor.workflow.grouping import facts_from_text
from redactor.workflow.inputs import require_existing
from redactor.workflow.output import prepare_output
from redactor.workflow.templates import Library, user_folder

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from redactor.cli.saved_masks import Chosen
    from redactor.workflow.bulk import BulkResult
    from redactor.workflow.dry_run import Forecast, GroupForecast
    from redactor.workflow.engines import Engine
    from redactor.workflow.output import OutputFolder
    from redactor.workflow.run_journal import Group

DRY_RUN: Final = "redactor/dry-run/1"
BULK: Final = "redactor/bulk/1"
_MEGABYTE: Final = 1 << 20


def run(arguments: argparse.Namespace) -> int:
    """Apply templates, or say what they would do."""
    require_existing(arguments.sources)
    library = Library(arguments.library or user_folder())
    chosen = [chosen_from(word, library) for word in arguments.template]
    templates = [each.template for each in chosen]
    local = LocalEngine(arguments.jobs, arguments.timeout, arguments.memory * _MEGABYTE)
    with stopping() as stopped, awake():
        watch = Watch(Shown().step, stopped.is_set, say_why, wait=not arguments.no_wait)
        if arguments.dry_run:
            forecast = dry_run(arguments.sources, templates, arguments.out, local, sample=arguments.sample, watch=watch)
            say(json.dumps(_forecast(forecast, chosen), indent=1, ensure_ascii=False))
            end_if(stopped)
            return 0 if forecast.is_clear else 1
        profile = load_profile(arguments.profile) if arguments.profile else None
        access = access_from(arguments.passphrase_file)
        output = prepare_output(arguments.out, arguments.sources, arguments.project, access, profile)
        options = BulkOptions(arguments.lossless, arguments.masks, arguments.resume or arguments.retry, arguments.retry)
        with ExitStack() as stack:
            engine: Engine = local
            if arguments.dask:
                engine = stack.enter_context(dask_engine(arguments.dask, output))
            result = run_bulk(arguments.sources, output, templates, engine, options=options, watch=watch)
    count_uses(result, chosen, library)
    say(json.dumps(_result(result, output, chosen), indent=1, ensure_ascii=False))
    complain("These are candidates: nobody has reviewed them.")
    end_if(stopped)
    return result.exit_status


def _group(group: Group, chosen: Sequence[Chosen]) -> dict[str, object]:
    device = facts_from_text(group.facts).device
    return {
        "manufacturer": device.manufacturer,
        "model": device.manufacturer_model_name,
        "modality": device.modality,
        "rows": device.rows,
        "columns": device.columns,
        "kind": group.kind,
        "images": group.images,
        "state": group.state,
        "template": None if group.template is None else chosen[group.template].template.title,
    }


def _forecast_of(each: GroupForecast, chosen: Sequence[Chosen]) -> dict[str, object]:
    told = _group(each.group, chosen)
    if each.group.template is None:
        return told
    return told | {
        "searched": each.looked,
        "with_text_outside": each.images_with_text,
        "losing_marks": each.images_losing_marks,
        "blocked": each.blocked,
        "projections": each.projected,
        "projections_with_text_outside": each.projected_outside,
        "changed_percent": round(100 * each.hidden, 2),
        "seconds": round(each.seconds, 1),
        "problems": dict(each.problems),
    }


def _forecast(forecast: Forecast, chosen: Sequence[Chosen]) -> dict[str, object]:
    return {
        "schema": DRY_RUN,
        "counts": forecast.counts,
        "groups": [_forecast_of(each, chosen) for each in forecast.groups],
        "reasons": [list(reason) for reason in forecast.reasons],
        "disk_needed": forecast.disk_needed,
        "disk_free": forecast.disk_free,
        "seconds": forecast.seconds,
        "clear": forecast.is_clear,
    }


def _result(result: BulkResult, output: OutputFolder, chosen: Sequence[Chosen]) -> dict[str, object]:
    return {
        "schema": BULK,
        "counts": result.counts,
        "groups": [_group(group, chosen) for group in result.groups],
        "reasons": [list(reason) for reason in result.reasons],
        "seconds": result.seconds,
        "stopped": result.stopped,
        "results": str(output.destination),
        "reports": [str(output.local / name) for name in (JSON, CSV, HTML)],
        "links": str(output.map),
    }
