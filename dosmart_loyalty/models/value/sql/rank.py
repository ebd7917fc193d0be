"""Where a client stands among the others: those just summed up, or as they are stored."""

from odoo.tools import SQL

from .level import above, days, measure


def ranked(run):
    """Return the rows of ``run_total`` with ranks among those who bought in the window.

    Equals share the better rank. ``ahead`` is what the clients strictly ahead make together.
    """
    return _among_each_other(run) if run.contacts is None else _among_stored(run)


def every(run):
    """Return one row, ``run_every``, of what each client is compared with.

    ``median_days`` are those between the purchases of who came back.
    """
    return SQL(
        """
        SELECT count(*) FILTER (WHERE window_count > 0) AS buyer_count,
               sum(%(measure)s) AS total,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY %(interval)s)
               FILTER (WHERE purchase_count > 1) AS median_days
          FROM run_total
        """,
        measure=measure(run),
        interval=interval_days(),
    )


def interval_days():
    """Return the days from first to last purchase over the purchases in between."""
    return SQL("(last_day - first_day) / NULLIF(purchase_count - 1, 0)::float")


def interval_tenths():
    """Return the same in tenths of a day, rounded in whole numbers: decimals take their time."""
    return SQL(
        "(20 * (last_day - first_day) + purchase_count - 1) / NULLIF(2 * (purchase_count - 1), 0)"
    )


def _among_each_other(run):
    """Look days and counts up in their levels, which are few; sort by amounts, which differ."""
    return SQL(
        """
        (
            SELECT client.*, client.%(measure)s AS measure,
                   (SELECT buyer_count FROM run_every) AS buyer_count,
                   (SELECT total FROM run_every) AS total,
                   (SELECT median_days FROM run_every) AS median_days,
                   1 + recency.better_buyers AS recency_rank,
                   1 + frequency.better_buyers AS frequency_rank,
                   1 + count(*) FILTER (WHERE window_count > 0) OVER richer AS monetary_rank,
                   COALESCE(sum(client.%(measure)s) OVER %(worthier)s, 0) AS ahead,
                   count(*) OVER richer AS richer_clients,
                   count(*) OVER %(worthier)s AS worthier_clients
              FROM run_total AS client
              JOIN run_level AS recency
                ON recency.kind = 'recency' AND recency.level = %(last_day)s
              JOIN run_level AS frequency
                ON frequency.kind = 'frequency' AND frequency.level = window_count
            WINDOW richer AS (ORDER BY turnover DESC %(better)s),
                   worthier AS (ORDER BY margin DESC %(better)s)
        )
        """,
        measure=measure(run),
        last_day=days("last_day"),
        worthier=SQL("worthier") if run.by_margin else SQL("richer"),
        better=SQL("GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"),
    )


def _among_stored(run):
    """Count who is above the client: see ``dosmart.value.level``."""
    return SQL(
        """
        (
            SELECT client.*, client.%(measure)s AS measure, %(median)s AS median_days,
                   above.buyers + (client.window_count > 0)::int AS buyer_count,
                   above.total + client.%(measure)s AS total,
                   1 + above.later AS recency_rank, 1 + above.oftener AS frequency_rank,
                   1 + above.richer AS monetary_rank, above.ahead,
                   NULL AS richer_clients, NULL AS worthier_clients
              FROM run_total AS client
        CROSS JOIN LATERAL (%(above)s) AS above
        )
        """,
        measure=measure(run),
        # The only clients who ever came back are typical of themselves.
        median=SQL(
            "COALESCE(%s::float, %s)", run.policy.median_interval_days or None, interval_days()
        ),
        above=above(run),
    )
