"""Prettier and eslint with their plugins, at the versions that node/package-lock.json pins."""

import os
import shutil

from .console import quiet, say
from .paths import CACHE, ROOT, digest

SOURCES = ROOT / "tests/bootstrap/node"
FOLDER = CACHE / "node"
MODULES = FOLDER / "node_modules"
STAMP = FOLDER / "installed"


def ensure():
    """Install the packages unless those of this very lock file are there."""
    wanted = digest((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    say("installing prettier and eslint")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCES / name, FOLDER)
    quiet(["npm", "ci", "--no-audit", "--no-fund"], "install prettier and eslint", cwd=FOLDER)
    STAMP.write_text(wanted, encoding="utf-8")


def environment():
    """Return the variables with which our configuration files find their plugins."""
    return os.environ | {"NODE_PATH": str(MODULES)}


def program(name):
    """Return the path of the installed program *name*."""
    return MODULES / ".bin" / name
