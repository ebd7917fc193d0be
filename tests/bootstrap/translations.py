"""``make i18n``: write each add-on's .pot from the database and merge it into es.po.

``--check`` looks only at the files: every term of the .pot must be translated in es.po.
Odoo serves es.po to every Spanish, es_MX included.
"""

import argparse

import polib

from . import console, postgres, templates
from .console import say
from .databases import Databases
from .odoo_tree import odoo_path
from .paths import ROOT, own_addons
from .terms import pot_path


def main():
    """Export and merge, or return 1 if a translation is missing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="only check the files")
    if parser.parse_args().check:
        faults = [fault for addon in own_addons() for fault in _faults(addon)]
        print("\n".join(faults))
        return 1 if faults else 0
    _export()
    for addon in own_addons():
        _merge(addon)
    return 0


def _export():
    odoo = odoo_path()
    with postgres.use("test") as server:
        databases = Databases(server, odoo)
        name = templates.copy_of_ours(databases, "terms", browser=False)
        try:
            databases.fill(name, "--terms", ",".join(own_addons()))
        finally:
            databases.drop(name)


def _merge(addon):
    """Add the new terms of the .pot to es.po and drop those that are gone."""
    pot = polib.pofile(pot_path(addon), wrapwidth=78)
    path = ROOT / addon / "i18n/es.po"
    spanish = polib.pofile(path, wrapwidth=78) if path.exists() else _new_file(pot)
    spanish.merge(pot)
    for entry in spanish.obsolete_entries():
        spanish.remove(entry)
    spanish.save(path)
    say(f"{path.relative_to(ROOT)}: {len(spanish.untranslated_entries())} terms to translate")


def _new_file(pot):
    spanish = polib.POFile(wrapwidth=78)
    spanish.metadata = pot.metadata | {
        "Language": "es",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return spanish


def _faults(addon):
    """Yield what es.po of *addon* lacks, one line each."""
    pot, path = pot_path(addon), ROOT / addon / "i18n/es.po"
    if not (pot.exists() and path.exists()):
        yield f"{addon} lacks its .pot or es.po: run `make i18n`"
        return
    spanish = {entry.msgid: entry for entry in polib.pofile(path)}
    terms = {entry.msgid for entry in polib.pofile(pot)}
    for term in sorted(terms | set(spanish)):
        entry = spanish.get(term)
        if term not in terms:
            yield f"{path.name} of {addon} has a term that is gone: {term!r}"
        elif not (entry and entry.translated()):
            yield f"{path.name} of {addon} does not translate {term!r}"


if __name__ == "__main__":
    console.run(main)
