"""The project's tools: what ``make run``, ``make test`` and their like call."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older interpreter must get a clear answer
    sys.exit(
        f"✗ Python {sys.version_info.major}.{sys.version_info.minor} is too old: install Python "
        "3.11 or newer and name it, as in `make run PYTHON=python3.11`."
    )
