"""``make test``: set up what is missing, then run pytest in the virtual environment."""

import argparse
import os

from . import console, ground, python_env, system
from .paths import ROOT, own_addons


def main():
    """Run all tests and doctests, or those that match ``-k``."""
    args = _arguments()
    odoo = ground.prepare(system.BROWSER, system.PDF_READER)
    system.ensure_pdf_writer(python_env.BIN / "wkhtmltopdf")
    if args.keep:
        os.environ["DOSMART_KEEP"] = "1"
    selection = ["-k", args.k] if args.k else []
    ground.become(odoo, "-m", "pytest", *_paths(), "-rs", *selection)


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
