"""Redact one region in every frame of an instance and verify it; print the resident memory that this added, in MB."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import psutil

from redactor.dicom.instance import Instance
from redactor.model.geometry import Rectangle
from redactor.model.plan import RedactionPlan
from redactor.model.region import Region
from redactor.model.stages import OutputName
from redactor.workflow.apply import redact_instance
from redactor.workflow.project import Project
from redactor.workflow.verify import verify

source = Path(sys.argv[1])
plan = RedactionPlan((Region("r1", Rectangle(0, 0, 200, 40)),))
before = psutil.Process().memory_info().rss
with tempfile.TemporaryDirectory(dir=source.parent) as folder:
    start = time.perf_counter()
    instance = Instance.open(source)
    redacted = redact_instance(
        instance, plan, project=Project.ephemeral(), name=OutputName(1, 1, 1), folder=Path(folder)
    )
    written = time.perf_counter()
    verify(redacted, instance)
    checked = time.perf_counter()
# Not `ru_maxrss`: a child takes that over from the process that started it.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
peak = int(status["VmHWM"].split()[0]) * 1024
print(json.dumps({"mb": (peak - before) / 1e6, "write_s": written - start, "verify_s": checked - written}))
