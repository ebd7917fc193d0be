"""Find Odoo 19, or fetch it from the Debian archive that this machine already uses.

Odoo is not on PyPI. Debian packages it as ``odoo-19``; apt fetches it with a private
configuration, so that neither root nor any change to the system is needed.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .console import Blocked, Stop, need, quiet, say
from .paths import CACHE
from .system import distribution

TREE = CACHE / "odoo-19"
PACKAGES_IN_TREE = TREE / "usr/lib/python3/dist-packages"
# Odoo's package links files of these by relative symbolic links; newer suites renamed the
# files of the last two.
LINKED = "libjs-jquery libjs-jquery-form libjs-underscore fonts-roboto-unhinted fonts-montserrat"
WANTED = {
    ("odoo-19", *LINKED.split(), "fonts-ocr-b"): {
        "debian": ("sid", "forky"),
        "ubuntu": ("devel",),
    },
    ("fonts-font-awesome", "fonts-inconsolata"): {"debian": ("bookworm",), "ubuntu": ("jammy",)},
}
KEYRINGS = {"debian": "debian-archive-keyring", "ubuntu": "ubuntu-keyring"}
SELFIE = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def odoo_path():
    """Return the folder to put on ``PYTHONPATH``; fetch Odoo into it when there is none."""
    if given := os.environ.get("ODOO"):
        return _given_tree(Path(given).expanduser().resolve())
    if not (PACKAGES_IN_TREE / "odoo/release.py").exists():
        _fetch()
    return PACKAGES_IN_TREE


def addons_paths(path):
    """Return Odoo's own add-ons folders below *path*: a source checkout has two."""
    return [folder for folder in (path / "addons", path / "odoo/addons") if folder.is_dir()]


def _given_tree(path):
    for folder in (path, path.parent):
        release = folder / "odoo/release.py"
        if release.exists():
            if not re.search(r"version_info = \(19,", release.read_text(encoding="utf-8")):
                raise Stop(f"ODOO={path} is not Odoo 19: see {release}.")
            return folder
    raise Stop(f"ODOO={path} has no odoo/release.py: name the folder that holds odoo/.")


def _fetch():
    say("Odoo 19 is not here yet: fetching it (about 130 MB)")
    need("apt-get", "apt")
    need("dpkg-deb", "dpkg")
    download = CACHE / "download"
    shutil.rmtree(download, ignore_errors=True)
    (download / "debs").mkdir(parents=True)
    staging = CACHE / "odoo-19.part"
    shutil.rmtree(staging, ignore_errors=True)
    for names, suites in WANTED.items():
        _download(download, names, suites[distribution()])
    for deb in sorted((download / "debs").glob("*.deb")):
        say(f"unpacking {deb.name}")
        quiet(["dpkg-deb", "-x", deb, staging], f"unpack {deb.name}")
    _complete(staging / "usr/lib/python3/dist-packages")
    staging.rename(TREE)
    shutil.rmtree(download)


def _download(download, names, suites):
    """Download the packages *names* from the first of *suites* that has them all."""
    for suite in suites:
        for archive in _archives():
            say(f"asking the archive's suite {suite} for {' '.join(names)}")
            try:
                _apt_download(download, _sources(download, archive, suite), names)
            except Blocked:
                raise
            except Stop:
                continue
            return
    raise Stop(
        f"this machine's package archive did not give {names[0]}: check the network, or get "
        "Odoo 19 yourself and run `make … ODOO=/path/to/odoo`."
    )


def _sources(download, archive, suite):
    components = "main universe" if distribution() == "ubuntu" else "main"
    sources = download / f"{suite}.list"
    sources.write_text(
        f"deb [signed-by={_keyring()}] {archive} {suite} {components}\n", encoding="utf-8"
    )
    return sources


def _archives():
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    archives = [uri for uri in dict.fromkeys(listed) if "security" not in uri]
    if not archives:
        raise Stop("apt has no package lists: run `apt-get update` as root and try again.")
    return archives


def _keyring():
    name = f"/usr/share/keyrings/{distribution()}-archive-keyring.gpg"
    if not Path(name).exists():
        raise Stop(f"{name} is missing: run `apt-get install {KEYRINGS[distribution()]}` as root.")
    return name


def _apt_download(download, sources, names):
    lists = download / f"lists-{sources.stem}"
    lists.mkdir(exist_ok=True)
    apt = ["apt-get"]
    for option in (
        f"Dir::State::Lists={lists}",
        f"Dir::Cache={download}",
        f"Dir::Etc::sourcelist={sources}",
        "Dir::Etc::sourceparts=-",
        "APT::Sandbox::User=",
        "Acquire::Retries=3",
        "APT::Update::Error-Mode=any",
    ):
        apt += ["-o", option]
    quiet([*apt, "update"], "read the archive's package lists")
    quiet([*apt, "download", *names], f"download {names[0]}", cwd=download / "debs")


def _complete(packages):
    """Put back what Debian strips: without this file every browser test logs an error."""
    selfie = packages / SELFIE
    if not selfie.exists():
        selfie.parent.mkdir(parents=True, exist_ok=True)
        selfie.write_text("/* Not shipped by Debian; nothing here uses it. */\n", encoding="utf-8")
