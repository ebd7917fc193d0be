"""Run the scenarios on the twins by turns, and compare medians and numbers of SQL statements."""

import gc
import re
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from . import data


class Row(NamedTuple):
    """A line of the report; times in seconds, or what *unit* says."""

    title: str
    ours: float
    reference: float
    ratio: float  # how many times as long as the reference we take
    limit: float  # of the ratio
    statements: int  # ours
    allowed: int
    unit: str = "s"

    @property
    def is_within_limits(self):
        """Whether neither time nor statements exceed what is allowed."""
        return self.ratio <= self.limit and self.statements <= self.allowed


def summary(our_times, reference_times):
    """Return the medians of both and of the ratios round by round.

    A machine that is slower for some seconds slows down both contestants of a round: the ratios
    of rounds differ less than those of medians do.
    """
    ratios = [ours / reference for ours, reference in zip(our_times, reference_times, strict=True)]
    return median(our_times), median(reference_times), median(ratios)


def prepare_twin(name, fill=data.fill):
    """Fill the database *name* and return it with the id of the user whose work is timed."""
    return name, _keep(name, SUPERUSER_ID, fill).id


def _keep(database, user_id, change):
    """Return what *change* makes of the environment, committed."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, user_id, {})
        result = change(env)
        env.flush_all()
        cr.execute("ANALYZE")
    return result


def compare(scenario, stock, ours):
    """Return the :class:`Row` of *scenario*; the twins are pairs of database and user id."""
    if scenario.setup:
        _keep(*ours, scenario.setup)
    contestants = [partial(_timed, scenario.prepare, scenario.run, *ours)]
    contestants.append(_reference(scenario, stock, ours))
    our_runs, reference_runs = by_turns(contestants, *[scenario.rounds] * 2)
    return Row(
        scenario.title,
        *summary(
            [seconds for seconds, _n in our_runs], [seconds for seconds, _n in reference_runs]
        ),
        scenario.limit,
        our_runs[-1][1],
        reference_runs[-1][1] if scenario.statements is None else scenario.statements,
    )


def _reference(scenario, stock, ours):
    """Return what *scenario* is compared with, as a function of no arguments."""
    if isinstance(scenario.reference, float):
        return lambda: (scenario.reference, scenario.statements)
    if scenario.reference:
        return partial(_timed, scenario.prepare, scenario.reference, *ours)
    return partial(_timed, scenario.prepare, scenario.run, *stock)


def memory(title, limit, run, database, user_id):
    """Return the row of how many megabytes this process grows by, at its peak, during *run*."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    before = _peak_memory()
    with Registry(database).cursor() as cr:
        run(api.Environment(cr, user_id, {}))
        cr.rollback()
    grown = _peak_memory() - before
    return Row(title, grown, limit, grown / limit, 1.0, statements=0, allowed=0, unit=" MB")


def _peak_memory():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def by_turns(functions, at_least=None, at_most=None, seconds=20):
    """Return the results of each of *functions*, called by turns, *at_least* so many times (9).

    More rounds follow while *seconds* last. The order changes every round; an extra first
    round only warms up.
    """
    at_least, at_most = at_least or 9, at_most or 40
    results = {function: [] for function in functions}
    end = time.perf_counter() + seconds
    order = list(functions)
    for number in range(at_most + 1):
        if number > at_least and time.perf_counter() > end:
            break
        for function in order:
            results[function].append(function())
        order.reverse()
    return [results[function][1:] for function in functions]


def _timed(prepare, run, database, user_id):
    """Return the seconds and the number of SQL statements of one *run*, and undo it."""
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, user_id, {})
        prepared = prepare(env)
        env.flush_all()
        env.invalidate_all()
        gc.collect()
        statements, start = cr.sql_log_count, time.perf_counter()
        run(env, prepared)
        env.flush_all()
        result = time.perf_counter() - start, cr.sql_log_count - statements
        cr.rollback()
    return result
