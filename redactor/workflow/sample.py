"""The bundled sample case: fictitious images to try everything on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redactor import resources

if TYPE_CHECKING:
    from pathlib import Path


def sample_paths() -> list[Path]:
    """Give the folder of the sample case, as paths that a person could have opened."""
    return sorted(path for path in resources.path("sample").iterdir() if path.is_dir())
