"""Make the pictures of the guide from the screenshots in `docs/`: fewer colours, and a format that every Qt reads.

    python tools/make_help_pictures.py

Run it after `tools/make_screenshots.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

REPOSITORY: Final = Path(__file__).resolve().parents[1]
SCREENS: Final = REPOSITORY / "docs" / "pictures" / "screens"
HELP: Final = REPOSITORY / "resources" / "help" / "pictures"
WANTED: Final = ("review", "side-by-side", "reject-reason", "attributes", "hidden-data", "queue", "export", "bulk")
_COLUMNS: Final = 1000
_GRAYS: Final = 96
_COLOURS: Final = 256 - _GRAYS
_GRAY: Final = 4
"""How far the channels of a gray may lie apart."""


def main() -> None:
    """Make all of them."""
    for folder in sorted(path for path in SCREENS.iterdir() if path.is_dir()):
        (HELP / folder.name).mkdir(parents=True, exist_ok=True)
        for name in WANTED:
            with Image.open(folder / f"{name}-dark-100.webp") as screen:
                picture = screen.convert("RGB")
            picture.thumbnail((_COLUMNS, _COLUMNS), Image.Resampling.LANCZOS)
            few = picture.quantize(palette=_palette(picture), dither=Image.Dither.NONE)
            few.save(HELP / folder.name / f"{name}.png", optimize=True)


def _palette(picture: Image.Image) -> Image.Image:
    """Give a palette of grays, for the radiograph, and of each other colour however few pixels have it."""
    pixels = np.unique(np.asarray(picture).reshape(-1, 3), axis=0)
    coloured = pixels[np.ptp(pixels.astype(np.int16), axis=1) > _GRAY]
    others = Image.fromarray(coloured[np.newaxis]).quantize(_COLOURS, method=Image.Quantize.MEDIANCUT).getpalette()
    grays = [level for level in np.linspace(0, 255, _GRAYS).round().astype(int).tolist() for _ in range(3)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(grays + (others or []))
    return palette


if __name__ == "__main__":
    main()
