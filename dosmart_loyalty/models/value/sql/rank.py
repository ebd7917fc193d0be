"""Where a client stands among the others: those just summed up, or as they are stored."""

from odoo.tools import SQL


def ranked(run):
    """Return the rows of ``run_total`` with ranks among those who bought in the window.

    Equals share the better rank. ``ahead`` is what the clients strictly ahead make together.
    """
    return _among_each_other(run) if run.clients is None else _among_stored(run)


def median_interval(run):
    """Return the median of the days between purchases; of the last run, if not all are valued."""
    if run.clients is None:
        return SQL(
            "(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY %s)"
            " FROM run_total WHERE purchase_count > 1)",
            interval_days(),
        )
    # The only clients who ever came back are typical of themselves.
    return SQL("COALESCE(%s::float, %s)", run.policy.median_interval_days or None, interval_days())


def interval_days():
    """Return the days from first to last purchase over the purchases in between."""
    return SQL("(last_day - first_day) / NULLIF(purchase_count - 1, 0)::float")


def measure(run, alias):
    """Return by what ABC goes."""
    return SQL.identifier(alias, "margin" if run.by_margin else "turnover")


def _among_each_other(run):
    return SQL(
        """
        (
            SELECT *, %(measure)s AS measure,
                   count(*) OVER buyers AS buyer_count,
                   rank() OVER (buyers ORDER BY last_day DESC) AS recency_rank,
                   rank() OVER (buyers ORDER BY window_count DESC) AS frequency_rank,
                   rank() OVER (buyers ORDER BY turnover DESC) AS monetary_rank,
                   sum(%(measure)s) OVER () AS total,
                   sum(%(measure)s) OVER worth
                       - %(measure)s * (count(*) OVER worth - rank() OVER worth + 1) AS ahead
              FROM run_total AS client
            WINDOW buyers AS (PARTITION BY window_count > 0),
                   worth AS (ORDER BY %(measure)s DESC)
        )
        """,
        measure=measure(run, "client"),
    )


def _among_stored(run):
    return SQL(
        """
        (
            SELECT client.*, %(own)s AS measure, others.*
              FROM run_total AS client
        CROSS JOIN LATERAL (
                    SELECT count(*) FILTER (WHERE window_count > 0)
                               + (client.window_count > 0)::int AS buyer_count,
                           1 + count(*) FILTER (WHERE window_count > 0
                               AND last_purchase > client.last_day) AS recency_rank,
                           1 + count(*) FILTER (WHERE window_count > client.window_count)
                               AS frequency_rank,
                           1 + count(*) FILTER (WHERE window_count > 0
                               AND turnover > client.turnover) AS monetary_rank,
                           COALESCE(sum(%(other)s), 0) + %(own)s AS total,
                           COALESCE(sum(%(other)s) FILTER (WHERE %(other)s > %(own)s), 0) AS ahead
                      FROM dosmart_client_value AS other
                     WHERE company_id = %(company)s AND partner_id != client.client_id
                   ) AS others
        )
        """,
        own=measure(run, "client"),
        other=measure(run, "other"),
        company=run.company.id,
    )
