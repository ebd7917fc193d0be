"""``make test``: run pytest on all tests and doctests, or on those that match ``-k``."""

import argparse
import os
import sys

from . import console, postgres, python_env, system
from .databases import Databases
from .odoo_tree import odoo_path
from .paths import ROOT, own_addons


def main():
    """Become pytest."""
    args = _arguments()
    if not system.starts(python_env.WKHTMLTOPDF):
        raise console.Stop(system.NO_PDF_WRITER)
    if postgres.is_given():
        # Its refusal is one line here; within pytest it would be a traceback.
        Databases(postgres.given(), odoo_path()).names()
    if args.keep:
        os.environ["DOSMART_KEEP"] = "1"
    selection = ["-k", args.k] if args.k else []
    command = [sys.executable, "-m", "pytest", *_paths(), "-rs", *selection]
    os.execv(sys.executable, command)


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("-k", default="", help="only tests whose name matches")
    parser.add_argument("--keep", default="", help="keep the database until the next run")
    return parser.parse_args()


def _paths():
    """Return the tests, and the folders whose functions have doctests."""
    doctests = [f"{name}/logic" for name in own_addons() if (ROOT / name / "logic").is_dir()]
    return ["tests", *doctests]


if __name__ == "__main__":
    console.run(main)
