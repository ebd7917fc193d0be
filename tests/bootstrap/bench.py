"""``make bench``: our add-ons against stock Odoo, on two twin databases of each kind."""

import argparse
import contextlib
import os
import subprocess
import sys
from functools import partial

from odoo.tools import config

from ..bench import measure, programs, screens, value
from ..bench.scenarios import SCENARIOS
from . import bench_env, console, odoo_conf, postgres, templates
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
        rows = []
        for time_all, scenarios in (
            (_scenarios, SCENARIOS),
            (_value, value.SCENARIOS),
            (_programs, programs.SCENARIOS),
            (_screens, screens.SCENARIOS),
        ):
            if chosen := [scenario for scenario in scenarios if part in scenario.title]:
                rows += time_all(databases, chosen)
        if part in INSTALLATION:
            rows.append(_installation(databases))
    _print(rows)
    return 0 if all(row.is_within_limits for row in rows) else 1


def _scenarios(databases, scenarios):
    """Yield the rows of our twin against the stock twin, or against a reference."""
    makers = {"bench_stock": templates.copy_of_stock, "bench_ours": templates.copy_of_ours}
    with _open_copies(databases, makers) as (stock, ours):
        say("filling the twin databases")
        twins = [measure.prepare_twin(name) for name in (stock, ours)]
        yield from _rows(scenarios, *twins)


def _value(databases, scenarios):
    """Yield the rows of the client value, on databases with a million orders and a quarter."""
    bench_env.ensure()
    makers = {"bench_small": templates.copy_of_ours, "bench_large": templates.copy_of_ours}
    with _open_copies(databases, makers) as names:
        say("adding a million orders (1 minute)")
        small, large = map(measure.prepare_twin, names, (value.add_small, value.add_large))
        say(f"timing: {value.MEMORY}")
        yield measure.memory(value.MEMORY, value.MEGABYTES, value.run, *large)
        yield from _rows(scenarios, small, large)


def _programs(databases, scenarios):
    """Yield the rows of contact programs, on a database with a million orders."""
    with _open_copies(databases, {"bench_programs": templates.copy_of_ours}) as (name,):
        say("adding a million orders, and planning a first day (2 minutes)")
        ours = measure.prepare_twin(name, programs.fill)
        say(f"timing: {programs.MEMORY}")
        yield measure.memory(programs.MEMORY, programs.MEGABYTES, programs.plan, *ours)
        yield from _rows(scenarios, ours, ours)


def _screens(databases, scenarios):
    """Yield the rows of what salespeople look at, on a database with 100 000 clients."""
    with _open_copies(databases, {"bench_screens": templates.copy_of_ours}) as (name,):
        say("adding a million orders, calls, deals and complaints (3 minutes)")
        ours = measure.prepare_twin(name, screens.fill)
        yield from _rows(scenarios, ours, ours)


def _rows(scenarios, reference, ours):
    for scenario in scenarios:
        say(f"timing: {scenario.title}")
        yield measure.compare(scenario, reference, ours)


@contextlib.contextmanager
def _open_copies(databases, makers):
    """Yield the names of new databases, made by *makers* {name: function}, for this process."""
    with contextlib.ExitStack() as cleanup:
        names = [
            cleanup.enter_context(_copy(databases, copy, what)) for what, copy in makers.items()
        ]
        conf = cleanup.enter_context(_conf(databases, ",".join(names)))
        config.parse_config(["-c", str(conf), "--log-level=critical"], setup_logging=True)
        yield names


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
            f"{row.title:<48}{row.ours:>8.3f}{row.unit}{row.reference:>10.3f}{row.unit}"
            f"{row.ratio:>7.2f}"
            f"{row.limit:>7.2f}{extra:>11}  {'✓' if row.is_within_limits else '✗'}"
        )


if __name__ == "__main__":
    console.run(main)
