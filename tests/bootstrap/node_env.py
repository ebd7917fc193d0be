"""Prettier and eslint with their plugins, and Node.js, at the versions that node/ pins."""

import os
import shutil

from .console import quiet, say
from .paths import CACHE, ROOT, VENV, VENV_PYTHON, digest

SOURCES = ROOT / "tests/bootstrap/node"
REQUIREMENTS = SOURCES / "requirements.txt"
NPM = VENV / "bin/npm"
FOLDER = CACHE / "node"
MODULES = FOLDER / "node_modules"
STAMP = FOLDER / "installed"


def ensure():
    """Install the packages unless those of these very files are there."""
    files = (REQUIREMENTS, SOURCES / "package-lock.json")
    wanted = digest(*(file.read_text(encoding="utf-8") for file in files))
    if NPM.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    say("installing Node.js, prettier and eslint")
    pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    quiet([*pip, "-r", REQUIREMENTS], "install Node.js")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCES / name, FOLDER)
    quiet([NPM, "ci", "--no-audit", "--no-fund"], "install prettier and eslint", cwd=FOLDER)
    STAMP.write_text(wanted, encoding="utf-8")


def environment():
    """Return the variables with which our configuration files find their plugins."""
    return os.environ | {"NODE_PATH": str(MODULES)}


def program(name):
    """Return the path of the installed program *name*."""
    return MODULES / ".bin" / name
