"""``make dist``: a wheel for pip and a zip for an add-ons path, per add-on, in dist/."""

import argparse
import shutil
import tempfile
import zipfile
from pathlib import Path

from . import console
from .console import quiet, say
from .paths import ROOT, VENV_PYTHON, own_addons
from .templates import manifest

NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.pyc")
OLDEST = (1980, 1, 1, 0, 0, 0)  # zip knows no earlier date; a fixed one makes equal zips


def main():
    """Build everything into dist/, or into the folder given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default=ROOT / "dist", type=Path)
    folder = parser.parse_args().folder
    shutil.rmtree(folder, ignore_errors=True)
    for path in build(folder):
        say(f"{path.name}: {path.stat().st_size // 1024} kB")
    say(f"all of it is in {folder}")


def build(folder):
    """Build every add-on into *folder*; return the paths of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as clean:
        for addon in own_addons():
            shutil.copytree(ROOT / addon, Path(clean, addon), ignore=NOT_SHIPPED)
            _zip(Path(clean, addon), folder)
            _wheel(Path(clean, addon), folder)
    return sorted(folder.iterdir())


def _zip(source, folder):
    version = manifest(source.name)["version"]
    path = folder / f"{source.name}-{version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(file for file in source.rglob("*") if file.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(source.parent)), OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def _wheel(source, folder):
    command = [VENV_PYTHON, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    # Offline: whool, which builds it, is in requirements.txt, and Odoo is no package of pip's.
    command += ["--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", folder, source]
    quiet(command, f"build the wheel of {source.name}")


if __name__ == "__main__":
    console.run(main)
