"""The sums per client: one pass over all purchases, and one over those of the last months."""

from decimal import Decimal

from odoo.tools import SQL

from .purchase import clients, purchases, sales


def histories(run):
    """Return a row per client who ever bought, ``run_history``: when, and how often.

    ``before_at`` is the last purchase before the current period, ``since_at`` the first in it.
    """
    return SQL(
        """
        SELECT client_id, sum(purchase_count)::int AS purchase_count, min(first_at) AS first_at,
               max(last_at) AS last_at, max(before_at) AS before_at, min(since_at) AS since_at
          FROM (%(contacts)s) AS contact
          JOIN %(clients)s AS client USING (partner_id)
         GROUP BY client_id
        """,
        contacts=_contact_histories(run),
        clients=clients(run),
    )


def _contact_histories(run):
    """Return the same per contact: so the clients need not be looked up for every purchase."""
    return SQL(
        """
        SELECT partner_id, count(*) AS purchase_count, min(at) AS first_at, max(at) AS last_at,
               max(at) FILTER (WHERE at < %(period)s) AS before_at,
               min(at) FILTER (WHERE at >= %(period)s) AS since_at
          FROM (%(purchases)s) AS purchase
         GROUP BY partner_id
        """,
        period=run.moment(run.period),
        purchases=purchases(run),
    )


def totals(run):
    """Return a row per client of ``run_history``, ``run_total``, with the sums of its sales.

    ``amount`` and ``squares`` are of the months of XYZ, in units of hundredths or the like.
    Only moments that are extreme are turned into days.
    """
    return SQL(
        """
        SELECT client_id, purchase_count, COALESCE(window_count, 0)::int AS window_count,
               COALESCE(turnover, 0) AS turnover, %(margin)s AS margin,
               %(amount)s AS amount, %(squares)s AS squares, first_at,
               %(first)s AS first_day, %(last)s AS last_day,
               before_at, since_at
          FROM run_history
     LEFT JOIN (%(sums)s) AS client USING (client_id)
        """,
        margin=SQL("COALESCE(turnover - cost, 0)") if run.by_margin else SQL("NULL::numeric"),
        amount=_over_months(run, lambda month: month),
        squares=_over_months(run, lambda month: SQL("%s * %s", month, month)),
        first=run.day_of(SQL("first_at")),
        last=run.day_of(SQL("last_at")),
        sums=_sums(run),
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


def _sums(run):
    """Return a row per client with sales in the last months, in units of hundredths or the like.

    These are whole numbers, which floats add up exactly to 9 007 199 254 740 992, and several times
    as fast as decimals.
    """
    window = SQL("FILTER (WHERE at >= %s)", run.moment(run.window))
    return SQL(
        """
        SELECT client_id, %(monthly)s, %(cost)s AS cost,
               sum(units) %(window)s::bigint * %(unit)s::numeric AS turnover,
               count(is_purchase OR NULL) %(window)s AS window_count
          FROM (%(sales)s) AS sale
          JOIN %(clients)s AS client USING (partner_id)
         WHERE at >= %(first)s
         GROUP BY client_id
        """,
        monthly=SQL(", ").join(
            SQL("sum(units) FILTER (WHERE month = %s) AS %s", number, _month(number))
            for number in range(1, len(run.months))
        ),
        cost=SQL("sum(cost) %s", window) if run.by_margin else SQL("NULL"),
        window=window,
        unit=str(Decimal(1).scaleb(-run.company.currency_id.decimal_places)),
        sales=sales(run),
        clients=clients(run),
        first=run.moment(min(run.window, run.months[0])),
    )


def _month(number):
    return SQL.identifier(f"month_{number}")


def months_known(run):
    """Return how many months of XYZ lie between the first purchase and now."""
    starts = run.month_starts
    return SQL("%s - GREATEST(1, width_bucket(first_at, %s::timestamp[]))", len(starts), starts)
