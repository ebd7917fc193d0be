"""The virtual environment: Odoo's Python packages and our tools, at the pinned versions."""

import os
import shutil
import subprocess
import sys

from .console import quiet, say
from .paths import CACHE, ROOT, VENV, VENV_PYTHON, digest

REQUIREMENTS = ROOT / "requirements.txt"
STAMP = VENV / "installed"
BIN = CACHE / "bin"
WKHTMLTOPDF = BIN / "wkhtmltopdf"


def ensure(odoo):
    """Make the virtual environment match requirements.txt and let it import *odoo*."""
    wanted = digest(REQUIREMENTS.read_text(encoding="utf-8"), sys.version)
    if not (STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and _is_usable()):
        _install(odoo)
        STAMP.write_text(wanted, encoding="utf-8")
    _link_odoo(odoo)
    _link_wkhtmltopdf()


def environment(odoo):
    """Return the variables of a process that imports *odoo* and finds our wkhtmltopdf."""
    return os.environ | {
        "PYTHONPATH": str(odoo),
        "PATH": os.pathsep.join([str(BIN), str(VENV / "bin"), os.environ.get("PATH", "")]),
        "PYTHONUNBUFFERED": "1",
    }


def _is_usable():
    """Return whether the environment is whole and of this Python.

    The project may have moved, the system been upgraded, or another PYTHON been named.
    """
    if not VENV_PYTHON.exists():
        return False
    command = [VENV_PYTHON, "-c", "import sys, pip; print(sys.version)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() == sys.version.strip()


def _install(odoo):
    if not _is_usable():
        say("creating the Python environment")
        shutil.rmtree(VENV, ignore_errors=True)
        quiet([sys.executable, "-m", "venv", VENV], "create the Python environment")
    say("installing the Python packages (about 200 MB)")
    pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    # With Odoo on PYTHONPATH pip knows that "odoo" is there and does not look for it.
    quiet(
        [*pip, "-r", REQUIREMENTS],
        "install the Python packages",
        env=os.environ | {"PYTHONPATH": str(odoo)},
    )


def _link_odoo(odoo):
    """Let the environment import Odoo without PYTHONPATH, for a bare ``pytest``."""
    (site_packages,) = VENV.glob("lib/python3*/site-packages")
    (site_packages / "odoo-19.pth").write_text(f"{odoo}\n", encoding="utf-8")


def _link_wkhtmltopdf():
    """Give the packaged wkhtmltopdf the name Odoo looks for."""
    if not WKHTMLTOPDF.exists():
        BIN.mkdir(exist_ok=True)
        WKHTMLTOPDF.unlink(missing_ok=True)
        WKHTMLTOPDF.symlink_to(VENV / "bin/wkhtmltopdf-pack")
