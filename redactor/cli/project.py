"""`redactor project`: make lasting projects, say what they hold, export their maps, and destroy what links back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from redactor.cli.passphrase import access_for_new, access_from
from redactor.cli.terminal import complain, say
from redactor.errors import KeyUnavailable, NotConfirmed, PassphraseNeeded
from redactor.trust.keys import Keeper, keeper_of
from redactor.workflow.destruction import STATEMENT, destroy_maps, destruction_of, doomed
from redactor.workflow.maps import count_links, export_maps
from redactor.workflow.output import MAP
from redactor.workflow.project import kept_key, make_project, project_at, require_living

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

KEEPERS: Final = {
    Keeper.FILE: "protected by file permissions alone: keep this folder to yourself",
    Keeper.KEY_STORE: "its key is in the key store of this user",
    Keeper.PASSPHRASE: "its key is kept under a passphrase",
}
MAPS_LINK_BACK: Final = "These tables link results back to patients. Never pass them on with the results."
STILL_LINKED: Final = "Results are de-identified (去标识化), not anonymised: this project links them back."


def new(arguments: argparse.Namespace) -> int:
    """Make a project."""
    project = make_project(arguments.folder, access_for_new(arguments.passphrase_file))
    say(f"project: {arguments.folder} ({KEEPERS[project.keeper]})")
    say(STILL_LINKED)
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Say what a project holds, without any value of a patient."""
    if (statement := destruction_of(arguments.folder)) is not None:
        say(f"destroyed: {statement}")
        return 0
    kept, generation = kept_key(arguments.folder)
    say(f"generation: {generation}")
    say(f"key:        {KEEPERS[keeper_of(kept)]}")
    try:
        key = project_at(arguments.folder, access_from(arguments.passphrase_file)).key
    except (KeyUnavailable, PassphraseNeeded) as error:
        complain(str(error))
        return 1
    counts = count_links(arguments.folder / MAP, key)
    say(f"links:      {', '.join(f'{count} {kind}' for kind, count in sorted(counts.items())) or 'none'}")
    say(STILL_LINKED)
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write the tables."""
    require_living(arguments.folder)
    project = project_at(arguments.folder, access_from(arguments.passphrase_file))
    folder = arguments.to or arguments.folder / "maps"
    export_maps(arguments.folder / MAP, project.key, folder)
    say(f"maps: {folder}")
    say(MAPS_LINK_BACK)
    return 0


def destroy(arguments: argparse.Namespace) -> int:
    """Destroy the map and the keys after a confirmation."""
    target = doomed(arguments.folder, access_from(arguments.passphrase_file))
    say("The map and the keys of this project, and these files, will be destroyed. This can't be undone:")
    for file in target.files:
        say(f"  {file}")
    for folder in target.missing:
        complain(f"not found, and so not destroyed: {folder}; plug the medium in, unless it was deleted")
    if not arguments.yes and not _is_confirmed():
        raise NotConfirmed
    statement = destroy_maps(target)
    say(statement)
    if statement != STATEMENT:
        complain("The map could not be read. Delete reports (DIR.local) and exported tables by hand.")
    say("Originals and copies of these files elsewhere (backups, snapshots, flash memory) are not touched.")
    return 0 if statement == STATEMENT else 1


def _is_confirmed() -> bool:
    return sys.stdin.isatty() and input("Type destroy to go on: ").strip() == "destroy"


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "new": new,
    "show": show,
    "export-maps": export,
    "destroy-maps": destroy,
}
