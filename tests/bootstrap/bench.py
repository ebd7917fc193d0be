"""``make bench``: our add-ons against stock Odoo, on two twin databases of each kind."""

import argparse
import contextlib
import os
import subprocess
import sys
from functools import partial

from odoo.tools import config

from ..bench import measure
from ..bench.scenarios import SCENARIOS
from . import console, odoo_conf, postgres, templates
from .console import Stop, say
from .databases import Databases, own_name
from .odoo_tree import odoo_path
from .paths import ROOT, own_addons

INSTALLATION = "install on 100 000 contacts and 100 000 leads"
INSTALLATION_LIMIT = 1.2  # over an installation on an empty database


def main():
    """Print the table; return 1 if a row exceeds its limit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-k", default="", help="only scenarios whose title holds this text")
    part = parser.parse_args().k
    odoo = odoo_path()
    with postgres.use("test") as server:
        databases = Databases(server, odoo)
        rows = list(_scenarios(databases, [one for one in SCENARIOS if part in one.title]))
        if part in INSTALLATION:
            rows.append(_installation(databases))
    _print(rows)
    return 0 if all(row.is_within_limits for row in rows) else 1


def _scenarios(databases, scenarios):
    with contextlib.ExitStack() as cleanup:
        stock = cleanup.enter_context(_copy(databases, templates.copy_of_stock, "bench_stock"))
        ours = cleanup.enter_context(_copy(databases, templates.copy_of_ours, "bench_ours"))
        conf = cleanup.enter_context(_conf(databases, f"{stock},{ours}"))
        config.parse_config(["-c", str(conf), "--log-level=critical"], setup_logging=True)
        say("filling the twin databases")
        twins = [measure.prepare_twin(name) for name in (stock, ours)]
        for scenario in scenarios:
            say(f"timing: {scenario.title}")
            yield measure.compare(scenario, *twins)


def _installation(databases):
    """Return the row of an installation on a large database, against one on an empty one."""
    say(f"timing: {INSTALLATION}")
    with contextlib.ExitStack() as cleanup:
        empty = cleanup.enter_context(_copy(databases, templates.copy_of_stock, "bench_empty"))
        large = cleanup.enter_context(_copy(databases, templates.copy_of_stock, "bench_large"))
        _install_program(databases, large)
        contestants = [partial(_time_installation, databases, name) for name in (large, empty)]
        times = measure.summary(*measure.by_turns(contestants, at_least=3, at_most=3))
    return measure.Row(INSTALLATION, *times, INSTALLATION_LIMIT, statements=0, allowed=0)


def _time_installation(databases, source):
    name = databases.copy(source, own_name("bench_install"))
    try:
        return float(_install_program(databases, name, ",".join(own_addons())))
    finally:
        databases.drop(name)


def _install_program(databases, name, *addons):
    with _conf(databases, name, log_level="critical") as conf:
        command = [sys.executable, "-m", "tests.bench.install", conf, *addons]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"the installation failed:\n{done.stderr[-2000:]}")
    return done.stdout or "0"


@contextlib.contextmanager
def _copy(databases, copy, what):
    name = copy(databases, what)
    try:
        yield name
    finally:
        databases.drop(name)


@contextlib.contextmanager
def _conf(databases, name, **options):
    conf = odoo_conf.write(
        f"bench-{os.getpid()}", databases.odoo, databases.server, db_name=name, **options
    )
    try:
        yield conf
    finally:
        conf.unlink()


def _print(rows):
    print(
        f"\n{'scenario':<48}{'ours':>9}{'reference':>11}{'ratio':>7}{'limit':>7}{'extra SQL':>11}"
    )
    for row in rows:
        extra = max(0, row.statements - row.allowed)
        print(
            f"{row.title:<48}{row.ours:>8.3f}s{row.reference:>10.3f}s{row.ratio:>7.2f}"
            f"{row.limit:>7.2f}{extra:>11}  {'✓' if row.is_within_limits else '✗'}"
        )


if __name__ == "__main__":
    console.run(main)
