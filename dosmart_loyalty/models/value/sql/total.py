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
    """Return the figures of each client: of its purchases, with the sums of its credit notes."""
    purchases, *credit_notes = sales(run)
    dates, sums = _dates(run), _sums(run)
    bought = _per_client(run, purchases, dates | sums)
    if not credit_notes:
        return bought
    return SQL(
        """
        SELECT client_id, %(dates)s, %(sums)s
          FROM (%(bought)s) AS bought
     LEFT JOIN (%(credited)s) AS credited USING (client_id)
        """,
        dates=SQL(", ").join(map(SQL.identifier, dates)),
        sums=SQL(", ").join(
            SQL("COALESCE(bought.%(name)s, 0) + COALESCE(credited.%(name)s, 0) AS %(name)s", name=n)
            for n in map(SQL.identifier, sums)
        ),
        bought=bought,
        credited=_per_client(run, *credit_notes, sums),
    )


def _per_client(run, documents, figures):
    """Sum *documents* up; a client is looked up for those contacts only that are none."""
    return SQL(
        """
        SELECT COALESCE(client_id, partner_id) AS client_id, %(figures)s
          FROM (%(documents)s) AS document
     LEFT JOIN (SELECT * FROM %(clients)s AS contact WHERE client_id != partner_id) AS client
         USING (partner_id)
         GROUP BY 1
        """,
        figures=SQL(", ").join(SQL("%s AS %s", figures[n], SQL.identifier(n)) for n in figures),
        documents=documents,
        clients=clients(run),
    )


def _dates(run):
    period, window = run.moment(run.period), run.moment(run.window)
    return {
        "purchase_count": SQL("count(bought_at)::int"),
        "first_at": SQL("min(bought_at)"),
        "last_at": SQL("max(bought_at)"),
        "before_at": SQL("max(bought_at) FILTER (WHERE bought_at < %s)", period),
        "since_at": SQL("min(bought_at) FILTER (WHERE bought_at >= %s)", period),
        "window_count": SQL("count(*) FILTER (WHERE bought_at >= %s)::int", window),
    }


def _sums(run):
    """Return the sums of the window and of each month, in hundredths or the like.

    These are whole numbers, which floats add up exactly to 9 007 199 254 740 992, and several
    times as fast as decimals.
    """
    window = run.moment(run.window)
    sums = {"units": SQL("sum(units) FILTER (WHERE at >= %s)", window)}
    if run.by_margin:
        sums["cost"] = SQL("sum(cost) FILTER (WHERE at >= %s)", window)
    for number, (start, end) in enumerate(pairwise(run.month_starts), 1):
        month = SQL("sum(units) FILTER (WHERE at >= %s AND at < %s)", start, end)
        sums[f"month_{number}"] = month
    return sums


def _month(number):
    return SQL.identifier(f"month_{number}")


def months_known(run):
    """Return how many months of XYZ lie between the first purchase and now."""
    starts = run.month_starts
    return SQL("%s - GREATEST(1, width_bucket(first_at, %s::timestamp[]))", len(starts), starts)
