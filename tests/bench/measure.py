"""Run the scenarios on the twins by turns, and compare medians and numbers of SQL statements."""

import gc
import time
from functools import partial
from statistics import median
from typing import NamedTuple

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from . import data


class Row(NamedTuple):
    """A line of the report; times in seconds."""

    title: str
    ours: float
    reference: float
    ratio: float  # how many times as long as the reference we take
    limit: float  # of the ratio
    statements: int  # ours
    allowed: int

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


def prepare_twin(name):
    """Fill the database *name* and return it with the id of the user whose work is timed."""
    return name, _keep(name, SUPERUSER_ID, data.fill).id


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
    if scenario.reference:
        reference = partial(_timed, scenario.prepare, scenario.reference, *ours)
    else:
        reference = partial(_timed, scenario.prepare, scenario.run, *stock)
    contestants = [partial(_timed, scenario.prepare, scenario.run, *ours), reference]
    our_runs, reference_runs = by_turns(contestants)
    return Row(
        scenario.title,
        *summary(
            [seconds for seconds, _n in our_runs], [seconds for seconds, _n in reference_runs]
        ),
        scenario.limit,
        our_runs[-1][1],
        reference_runs[-1][1] if scenario.statements is None else scenario.statements,
    )


def by_turns(functions, at_least=9, at_most=40, seconds=20):
    """Return the results of each of *functions*, called by turns, *at_least* so many times.

    More rounds follow while *seconds* last. The order changes every round; an extra first
    round only warms up.
    """
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
