"""``make test-odoo``: Odoo's own tests on two twin databases, without and with our add-ons.

Prints the tests whose outcome differs. A difference counts only if it shows twice: tests that
differ run once more, alone, on both twins.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
from collections import Counter

from . import console, odoo_conf, postgres, templates
from .console import Stop, say
from .databases import Databases
from .network import bindable
from .odoo_tree import odoo_path
from .paths import CACHE, ROOT

MODULES = "calendar,crm,loyalty,portal,sale,sale_crm,sale_loyalty,sale_management,survey"
NOT_RUN = "not run"  # its class could not be set up: see the line of that class
TWINS = {"stock": templates.copy_of_stock, "ours": templates.copy_of_ours}


def main():
    """Return 1 if our add-ons change the outcome of a test."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-k", default="", help="only these modules, separated by commas")
    modules = parser.parse_args().k or MODULES
    with _twins() as twins:
        outcomes = {kind: _run(kind, conf, modules) for kind, conf in twins.items()}
        different = _different(**outcomes)
        if different:
            say(f"{len(different)} tests differ: running them once more")
            outcomes = {kind: _run(kind, conf, modules, different) for kind, conf in twins.items()}
            different = _different(**outcomes)
    for test in different:
        print(f"✗ {test}\n    stock: {outcomes['stock'].get(test, NOT_RUN)}")
        print(f"    ours:  {outcomes['ours'].get(test, NOT_RUN)}")
    say(f"{len(different)} tests have another outcome with our add-ons")
    return 1 if different else 0


@contextlib.contextmanager
def _twins():
    """Yield the configuration file of each twin database."""
    odoo = odoo_path()
    with postgres.use("test") as server, contextlib.ExitStack() as cleanup:
        databases = Databases(server, odoo)
        confs = {}
        for kind, copy in TWINS.items():
            name = copy(databases, f"suites_{kind}")
            cleanup.callback(databases.drop, name)
            options = {"db_name": name, "http_port": bindable(0), "log_level": "warn"}
            confs[kind] = odoo_conf.write(f"suites-{kind}-{os.getpid()}", odoo, server, **options)
            cleanup.callback(confs[kind].unlink)
        yield confs


def _run(kind, conf, modules, tests=()):
    say(f"running Odoo's tests of {modules} ({kind})")
    log, outcomes = CACHE / f"suites-{kind}.log", CACHE / f"suites-{kind}.json"
    outcomes.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.bootstrap.suite_runner", conf, outcomes, modules]
    with log.open("w", encoding="utf-8") as file:
        subprocess.run([*command, *tests], cwd=ROOT, stdout=file, stderr=file, check=False)
    if not outcomes.exists():
        raise Stop(f"the tests broke off: see {log}.")
    found = json.loads(outcomes.read_text(encoding="utf-8"))
    counts = Counter(_kind_of(outcome) for outcome in found.values())
    say(f"{kind}: {', '.join(f'{number} {word}' for word, number in sorted(counts.items()))}")
    return found


def _different(stock, ours):
    """Return the tests that passed, failed or were skipped in one twin only."""
    return [
        test
        for test in sorted(stock | ours)
        if _kind_of(stock.get(test, NOT_RUN)) != _kind_of(ours.get(test, NOT_RUN))
    ]


def _kind_of(outcome):
    if outcome in ("passed", NOT_RUN):
        return outcome
    return "skipped" if outcome.startswith("skipped") else "failed"


if __name__ == "__main__":
    console.run(main)
