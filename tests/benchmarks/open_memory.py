"""Open an instance, show its last frame, and print the resident memory that this added, in MB."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psutil

from redactor.workflow.inputs import open_images

before = psutil.Process().memory_info().rss
(image,) = open_images(Path(sys.argv[1]))
image.display(image.frame(image.pixel_format.number_of_frames))
print(json.dumps({"mb": (psutil.Process().memory_info().rss - before) / 1e6}))
