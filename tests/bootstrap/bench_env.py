"""What only the bench needs: in a folder of its own, out of sight of Odoo and of the tests."""

import shutil
import sys

from .console import quiet, say
from .paths import CACHE, ROOT, VENV_PYTHON

REQUIREMENTS = ROOT / "tests/bench/requirements.txt"
FOLDER = CACHE / "bench"


def ensure():
    """Make the folder match the requirements, and let this process import from it."""
    wanted, stamp = REQUIREMENTS.read_text(encoding="utf-8") + sys.version, FOLDER / "installed"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        say("installing the packages of the bench (about 100 MB)")
        shutil.rmtree(FOLDER, ignore_errors=True)
        pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
        command = [*pip, "--target", FOLDER, "-r", REQUIREMENTS]
        quiet(command, "install the packages of the bench")
        stamp.write_text(wanted, encoding="utf-8")
    sys.path.append(str(FOLDER))
