"""Find plug-ins by walking the package that they live in."""

from __future__ import annotations

import importlib
import pkgutil
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Protocol, TypeVar

from redactor.errors import BrokenPlugin, UnknownPlugin

if TYPE_CHECKING:
    from collections.abc import Mapping


class Plugin(Protocol):
    """What every plug-in says of itself."""

    @property
    def id(self) -> str:
        """Stable name: lower case, as the module; it stands in records, so it never changes."""
        ...

    @property
    def title(self) -> str:
        """Short name for menus, marked for translation in the context ``Plugins``."""
        ...

    @property
    def summary(self) -> str:
        """One sentence for tool-tips and help, marked for translation."""
        ...


P = TypeVar("P", bound=Plugin)


def module_names(package: ModuleType) -> list[str]:
    """Give the full names of the plug-in modules of a package.

    Names that start with ``_`` are helpers; a package inside is a point of its own.
    """
    return [
        f"{package.__name__}.{info.name}"
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_") and not info.ispkg
    ]


def discover(package: ModuleType, kind: type[P]) -> Mapping[str, P]:
    """Import every module of `package` and give its `PLUGIN` by id, in order of the module names.

    Parameters
    ----------
    package
        The package that holds one module a plug-in.
    kind
        A runtime-checkable protocol that each plug-in must satisfy.

    Raises
    ------
    BrokenPlugin
        If the package is empty (a frozen program that lost its plug-ins must not start), a module has no
        `PLUGIN`, it is of the wrong kind, or two have the same id.
    """
    found: dict[str, P] = {}
    for name in module_names(package):
        plugin = getattr(importlib.import_module(name), "PLUGIN", None)
        if not isinstance(plugin, kind) or plugin.id in found:
            raise BrokenPlugin(name=name)
        found[plugin.id] = plugin
    if not found:
        raise BrokenPlugin(name=package.__name__)
    return MappingProxyType(found)


def pick(available: Mapping[str, P], name: str, point: str) -> P:
    """Give the plug-in called `name`, or raise `UnknownPlugin` with the names that there are."""
    if name not in available:
        raise UnknownPlugin(point=point, name=name, known=", ".join(available))
    return available[name]
