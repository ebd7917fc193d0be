"""The sums per client: one pass over all purchases, and one over those of the months of XYZ."""

from odoo.tools import SQL

from .purchase import amount, clients, purchases, sources


def totals(run):
    """Return a row per client who ever bought, ``run_total``.

    ``before_at`` is the last purchase before the current period, ``since_at`` the first in it.
    Only moments that are extreme are turned into days.
    """
    return SQL(
        """
        SELECT client_id, purchase_count, window_count, turnover, margin, first_at,
               %(first)s AS first_day, %(last)s AS last_day,
               CASE WHEN since_at IS NOT NULL THEN %(before)s END AS before_day,
               %(since)s AS since_day
          FROM (
                SELECT client_id, min(first_at) AS first_at, max(last_at) AS last_at,
                       max(before_at) AS before_at, min(since_at) AS since_at,
                       sum(purchase_count)::int AS purchase_count,
                       sum(window_count)::int AS window_count,
                       COALESCE(sum(turnover), 0) AS turnover, %(margin)s AS margin
                  FROM (%(contacts)s) AS contact
                  JOIN %(clients)s AS client USING (partner_id)
                 GROUP BY client_id
               ) AS client
         WHERE purchase_count > 0
        """,
        first=run.day_of(SQL("first_at")),
        last=run.day_of(SQL("last_at")),
        before=run.day_of(SQL("before_at")),
        since=run.day_of(SQL("since_at")),
        margin=SQL("COALESCE(sum(margin), 0)") if run.by_margin else SQL("NULL::numeric"),
        contacts=SQL(" UNION ALL ").join(_contact_totals(run, part) for part in sources(run)),
        clients=clients(run),
    )


def _contact_totals(run, source):
    """Return the sums per contact: so the clients need not be looked up for every purchase."""
    window = SQL("FILTER (WHERE at >= %s)", run.moment(run.window))
    return SQL(
        """
        SELECT partner_id, count(bought_at) AS purchase_count,
               min(bought_at) AS first_at, max(bought_at) AS last_at,
               max(bought_at) FILTER (WHERE at < %(period)s) AS before_at,
               min(bought_at) FILTER (WHERE at >= %(period)s) AS since_at,
               count(bought_at) %(window)s AS window_count,
               sum(%(amount)s) %(window)s AS turnover, %(margin)s AS margin
          FROM (%(source)s) AS purchase
         GROUP BY partner_id
        """,
        period=run.moment(run.period),
        window=window,
        amount=amount(run),
        margin=SQL("sum(%s - cost) %s", amount(run), window) if run.by_margin else SQL("NULL"),
        source=source,
    )


def variations(run):
    """Return a row per client with sales in the months of XYZ: their sum, and that of the squares.

    Months without sales add nothing to either, so they need no rows.
    """
    months = [run.moment(month) for month in run.months]
    return SQL(
        """
        (
            SELECT client_id, sum(amount) AS amount, sum(amount * amount) AS squares
              FROM (
                    SELECT client_id, width_bucket(at, %(months)s::timestamp[]) AS month,
                           sum(%(amount)s) AS amount
                      FROM (%(purchases)s) AS purchase
                      JOIN %(clients)s AS client USING (partner_id)
                     WHERE at >= %(first)s AND at < %(last)s
                     GROUP BY client_id, month
                   ) AS monthly
              JOIN run_total USING (client_id)
             WHERE month >= width_bucket(first_at, %(months)s::timestamp[])
             GROUP BY client_id
        )
        """,
        months=months,
        amount=amount(run),
        purchases=purchases(run),
        clients=clients(run),
        first=months[0],
        last=months[-1],
    )


def months_known(run):
    """Return how many months of XYZ lie between the first purchase and now."""
    months = [run.moment(month) for month in run.months]
    return SQL("%s - GREATEST(1, width_bucket(first_at, %s::timestamp[]))", len(months), months)
