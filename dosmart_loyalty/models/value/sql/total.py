"""The sums per client, in one pass over its sales."""

from decimal import Decimal
from itertools import pairwise

from odoo.tools import SQL

from .purchase import clients, sales


def totals(run):
    """Return a row per client who ever bought, ``run_total``: when, how often, for how much.

    ``before_at`` is the last purchase before the current period, ``since_at`` the first in it.
    ``amount`` and ``squares`` are of the months of XYZ, in units of hundredths or the like.
    Only moments that are extreme are turned into days.
    """
    return SQL(
        """
        SELECT client_id, purchase_count, window_count, turnover,
               %(margin)s AS margin, %(amount)s AS amount, %(squares)s AS squares,
               first_at, %(first)s AS first_day, %(last)s AS last_day, before_at, since_at
          FROM (
                SELECT *, COALESCE(units, 0)::bigint * %(unit)s::numeric AS turnover
                  FROM (%(figures)s) AS client
                 WHERE purchase_count > 0
                OFFSET 0
               ) AS client
        """,
        margin=SQL("turnover - COALESCE(cost, 0)") if run.by_margin else SQL("NULL::numeric"),
        amount=_over_months(run, lambda month: month),
        squares=_over_months(run, lambda month: SQL("%s * %s", month, month)),
        first=run.day_of(SQL("first_at")),
        last=run.day_of(SQL("last_at")),
        unit=str(Decimal(1).scaleb(-run.company.currency_id.decimal_places)),
        figures=_client_figures(run),
    )


def _over_months(run, term):
    """Return the sum of the *term* of each month, from that of the first purchase on."""
    return SQL(" + ").join(
        SQL(
            "CASE WHEN first_at < %s THEN COALESCE(%s, 0) ELSE 0 END",
            end,
            term(_month(number)),
        )
        for number, end in enumerate(run.month_starts[1:], 1)
    )


def _client_figures(run):
    """Sum the contacts of a client up: so it need not be looked up for every purchase."""
    figures = _figures(run)
    parts = _columns((name, part) for name, (_whole, part) in figures.items())
    return SQL(
        """
        SELECT client_id, %(figures)s
          FROM (%(contacts)s) AS contact
          JOIN %(clients)s AS client USING (partner_id)
         GROUP BY client_id
        """,
        figures=_columns((name, whole) for name, (whole, _part) in figures.items()),
        contacts=SQL(" UNION ALL ").join(
            SQL("SELECT partner_id, %s FROM (%s) AS sale GROUP BY partner_id", parts, kind)
            for kind in sales(run)
        ),
        clients=clients(run),
    )


def _figures(run):
    """Return {name: SQL of the figure of a client from its contacts', SQL of that of a contact}.

    Sums are whole numbers of hundredths or the like, which floats add up exactly to
    9 007 199 254 740 992, and several times as fast as decimals.
    """
    period, window = run.moment(run.period), run.moment(run.window)
    figures = {
        "purchase_count": ("sum(%s)::int", SQL("count(bought_at)")),
        "first_at": ("min(%s)", SQL("min(bought_at)")),
        "last_at": ("max(%s)", SQL("max(bought_at)")),
        "before_at": ("max(%s)", SQL("max(bought_at) FILTER (WHERE bought_at < %s)", period)),
        "since_at": ("min(%s)", SQL("min(bought_at) FILTER (WHERE bought_at >= %s)", period)),
        "window_count": ("sum(%s)::int", SQL("count(*) FILTER (WHERE bought_at >= %s)", window)),
        "units": ("sum(%s)", SQL("sum(units) FILTER (WHERE at >= %s)", window)),
    }
    if run.by_margin:
        figures["cost"] = ("sum(%s)", SQL("sum(cost) FILTER (WHERE at >= %s)", window))
    for number, (start, end) in enumerate(pairwise(run.month_starts), 1):
        month = SQL("sum(units) FILTER (WHERE at >= %s AND at < %s)", start, end)
        figures[f"month_{number}"] = ("sum(%s)", month)
    return {
        name: (SQL(whole, SQL.identifier(name)), part) for name, (whole, part) in figures.items()
    }


def _columns(figures):
    return SQL(", ").join(SQL("%s AS %s", part, SQL.identifier(name)) for name, part in figures)


def _month(number):
    return SQL.identifier(f"month_{number}")


def months_known(run):
    """Return how many months of XYZ lie between the first purchase and now."""
    starts = run.month_starts
    return SQL("%s - GREATEST(1, width_bucket(first_at, %s::timestamp[]))", len(starts), starts)
