"""``python3 -m tests.bootstrap TOOL``: provide what TOOL needs, then run it with Odoo at hand."""

import os
import sys

from . import console, odoo_tree, python_env, system
from .paths import ROOT, VENV_PYTHON

# What each tool needs besides Python's venv, Odoo, its Python packages and PostgreSQL.
NEEDS = {
    "bench": (),
    "dist": (),
    "lint": (),
    "run_tests": (
        system.BARCODE_READER,
        system.BROWSER,
        system.PDF_READER,
        system.PDF_WRITER,
    ),
    "server": (),
    "stock_suites": (system.BROWSER,),
    "translations": (),
}
WISHES = {"server": (system.PDF_WRITER,)}


def main():
    """Replace this process by the virtual environment's Python, running the tool."""
    tool, *arguments = sys.argv[1:]
    system.ensure(*NEEDS[tool], system.PYTHON_VENV, wishes=WISHES.get(tool, ()))
    odoo = odoo_tree.odoo_path()
    python_env.ensure(odoo)
    sys.stdout.flush()
    os.chdir(ROOT)
    command = [str(VENV_PYTHON), "-m", f"tests.bootstrap.{tool}", *arguments]
    os.execve(VENV_PYTHON, command, python_env.environment(odoo))


if __name__ == "__main__":
    console.run(main)
