"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines that run the tests may be busy with something else, and a failure must come back when it is looked for.
settings.register_profile("redactor", deadline=None, derandomize=True)
settings.load_profile("redactor")

# Tests must not leave keys in the key store of whoever runs them; child processes inherit it, too.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of images with ground truth, which is no part of the repository; else skip the test."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip("the shared test images are not on this computer (../shared/data)")
    return folder
