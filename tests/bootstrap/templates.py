"""Template databases: stock Odoo, and stock Odoo with our add-ons; tests run on copies.

A template is named by the digest of what went into it. So the second run finds it, and a
changed requirement or add-on makes a new one.
"""

import ast

from .console import say
from .databases import PREFIX, exclusive, own_name
from .paths import ROOT, digest, own_addons


def stock_modules():
    """Return the modules of Odoo that our add-ons depend on."""
    needed = set()
    for addon in own_addons():
        needed.update(manifest(addon)["depends"])
    return sorted(needed.difference(own_addons()))


def manifest(addon):
    """Return the manifest of *addon* as a dictionary."""
    return ast.literal_eval((ROOT / addon / "__manifest__.py").read_text(encoding="utf-8"))


def addons_state():
    """Return a short text that changes with every saved file of our add-ons."""
    files = sorted(
        path
        for addon in own_addons()
        for path in (ROOT / addon).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    stats = ((path, path.stat()) for path in files)
    return digest(*(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in stats))


def copy_of_stock(databases, what):
    """Return the name of a new database with ``stock_modules`` and nothing of ours."""
    with exclusive():
        databases.drop_stale()
        return databases.copy(_stock(databases), own_name(what))


def copy_of_ours(databases, what, browser=True):
    """Return the name of a new database with our add-ons installed.

    Without *browser* the scripts and styles may be missing: they take ten seconds.
    """
    with exclusive():
        databases.drop_stale()
        return databases.copy(_ours(databases, _stock(databases), browser), own_name(what))


def _stock(databases):
    modules = stock_modules()
    release = (databases.odoo / "odoo/release.py").read_text(encoding="utf-8")
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    name = f"{PREFIX}_stock_{digest(release, requirements, str(databases.odoo), *modules)}"
    if name not in databases.names():
        say("creating the template database (1 to 3 minutes, the first time only)")
        options = ["--new", "--spanish", "--portable", "--bundles"]
        _build(databases, name, [*options, "--install", ",".join(modules)])
    return name


def _ours(databases, stock, browser):
    addons = own_addons()
    if not addons:
        return stock
    state = digest(stock, addons_state())
    complete, bare = f"{PREFIX}_complete_{state}", f"{PREFIX}_bare_{state}"
    existing = databases.names()
    if complete in existing:
        return complete
    name = complete if browser else bare
    if name not in existing:
        say(f"installing {', '.join(addons)}")
        options = ["--bundles"] if browser else []
        _build(databases, name, [*options, "--install", ",".join(addons)], stock)
    return name


def _build(databases, name, arguments, source=None):
    """Make the template *name* in place of older ones of its kind."""
    kind = name.rpartition("_")[0]
    for old in databases.names():
        if old.startswith(f"{kind}_"):
            databases.drop(old)
    part = own_name("part")
    if source:
        databases.copy(source, part)
    databases.fill(part, *arguments)
    databases.rename(part, name)
