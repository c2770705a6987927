"""Start the program: `redactor` or `python -m redactor`."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run the command line and give its exit status."""
    multiprocessing.freeze_support()  # a frozen program starts itself again as a worker
    from redactor.cli import run  # noqa: PLC0415 - a worker process must not pay for what it does not use

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
