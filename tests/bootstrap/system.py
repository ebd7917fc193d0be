"""What we need from the distribution, and which of its packages have it."""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from .console import Stop, is_root, quiet, say
from .paths import VENV_PYTHON

BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
# Ubuntu has chromium only as a snap, which sees another /tmp than the tests do.
NO_BROWSER = "install Google Chrome, as Ubuntu's chromium is a snap that tests cannot drive"
# Shared libraries of the packaged wkhtmltopdf, and the packages that have them.
PDF_LIBRARIES = ("libXrender.so.1", "libfontconfig.so.1", "libXext.so.6", "libX11.so.6")
PDF_PACKAGES = ("libxrender1", "libfontconfig1", "libxext6", "libx11-6")
NO_PDF_WRITER = f"for PDFs run `apt-get install {' '.join(PDF_PACKAGES)}` as root."


class Need(NamedTuple):
    """Something of the system: the packages that bring it, and whether it is there."""

    packages: tuple[str, ...]
    is_met: Callable[[], bool]


def distribution():
    """Return "ubuntu", or "debian" for all others."""
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    return "ubuntu" if re.search(r"^ID=ubuntu", text, re.M) else "debian"


def ensure(*needs, wishes=()):
    """Install what is missing; without root, name all of it in one line.

    A missing wish alone stops nobody.
    """
    missing, desired = _missing(needs), _missing(wishes)
    if not is_root():
        desired = desired if missing else []
    steps = []
    if BROWSER in missing and distribution() == "ubuntu":
        missing.remove(BROWSER)
        steps.append(NO_BROWSER)
    packages = [package for need in missing + desired for package in need.packages]
    if packages and is_root() and not steps and shutil.which("apt-get"):
        apt_install(*packages)
    elif packages:
        steps.insert(0, f"run `apt-get install {' '.join(packages)}` as root")
    if steps:
        raise Stop(f"{'; '.join(steps)}; then try again.")


def apt_install(*packages):
    """Install *packages* of the distribution; needs root."""
    say(f"installing {' '.join(packages)}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet(["apt-get", "update"], "read the archive's package lists", env=env)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    quiet(install, f"install {' '.join(packages)}", env=env)


def starts(program):
    """Return whether *program* is there and finds its libraries."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return not done.returncode


def _missing(needs):
    return [need for need in needs if not need.is_met()]


def _has(program):
    return lambda: bool(shutil.which(program))


def _has_browser():
    return any(path and not _is_snap(Path(path)) for path in map(shutil.which, BROWSERS))


def _is_snap(program):
    """Return whether *program* is run by snap, or is Ubuntu's script that calls snap."""
    if program.resolve().name == "snap":
        return True
    with program.open("rb") as file:
        start = file.read(4096)
    return start.startswith(b"#!") and b"/snap/bin/" in start


def _has_venv():
    return VENV_PYTHON.exists() or bool(importlib.util.find_spec("ensurepip"))


def _has_pdf_libraries():
    return all(map(_loads, PDF_LIBRARIES))


def _loads(library):
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


BARCODE_READER = Need(("zbar-tools",), _has("zbarimg"))
BROWSER = Need(("chromium",), _has_browser)
PDF_READER = Need(("poppler-utils",), _has("pdftotext"))
PDF_WRITER = Need(PDF_PACKAGES, _has_pdf_libraries)
PYTHON_VENV = Need((f"python{sys.version_info.major}.{sys.version_info.minor}-venv",), _has_venv)
