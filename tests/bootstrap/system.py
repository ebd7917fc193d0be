"""System programs: what the browser tests, the PDFs and the linters need from the distribution."""

import os
import shutil
import subprocess

from .console import Stop, is_root, quiet, say

# Any of the programs will do; the packages have the first of them.
BROWSER = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable"), ("chromium",)
PDF_READER = ("pdftotext",), ("poppler-utils",)
NODE = ("npm",), ("nodejs", "npm")
# Shared libraries of the packaged wkhtmltopdf.
PDF_WRITER_PACKAGES = ("libxrender1", "libfontconfig1", "libxext6", "libx11-6")
NO_PDF_WRITER = f"for PDFs run `apt-get install {' '.join(PDF_WRITER_PACKAGES)}` as root."


def ensure(*needs):
    """Install what is missing of *needs*; without root, say in one line how to do it."""
    missing = [
        package
        for programs, packages in needs
        if not any(map(shutil.which, programs))
        for package in packages
    ]
    if missing:
        _install_or_stop(missing)


def provide_pdf_writer(wkhtmltopdf):
    """Return whether *wkhtmltopdf* starts; as root install the libraries it lacks."""
    if not _starts(wkhtmltopdf) and is_root() and shutil.which("apt-get"):
        apt_install(*PDF_WRITER_PACKAGES)
    return _starts(wkhtmltopdf)


def apt_install(*packages):
    """Install *packages* of the distribution; needs root."""
    say(f"installing {' '.join(packages)}")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    quiet(["apt-get", "update"], "read the archive's package lists", env=env)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    quiet(install, f"install {' '.join(packages)}", env=env)


def _install_or_stop(packages):
    if not (is_root() and shutil.which("apt-get")):
        raise Stop(f"run `apt-get install {' '.join(packages)}` as root and try again.")
    apt_install(*packages)


def _starts(program):
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return not done.returncode
