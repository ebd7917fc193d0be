"""Everything a tool needs before it can import Odoo: found, fetched or installed."""

import os
import sys

from . import odoo_tree, python_env, system
from .paths import ROOT, VENV_PYTHON


def prepare(*needs):
    """Return the folder of Odoo, once it, its packages and the programs *needs* are there."""
    system.ensure(*needs)
    odoo = odoo_tree.odoo_path()
    python_env.ensure(odoo)
    return odoo


def become(odoo, *arguments):
    """Replace this process by the virtual environment's Python, run with *arguments*."""
    sys.stdout.flush()
    os.chdir(ROOT)
    command = [str(part) for part in (VENV_PYTHON, *arguments)]
    os.execve(VENV_PYTHON, command, python_env.environment(odoo))


def inside(odoo):
    """Return whether this process already is the virtual environment's, with Odoo."""
    return os.environ.get("PYTHONPATH") == str(odoo) and sys.prefix == str(VENV_PYTHON.parents[1])
