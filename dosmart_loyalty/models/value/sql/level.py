"""How the clients are spread over days, counts and amounts; see ``dosmart.value.level``."""

from odoo.tools import SQL

STEP = 256  # clients
INSERT = SQL("INSERT INTO dosmart_value_level (company_id, kind, level, buyers, amount, is_step)")


def levels(run):
    """Return a row per kind and distinct level, ``run_level``: what it holds, and what is better.

    Equal clients are one level, so there are fewer of these to rank.
    """
    return SQL(" UNION ALL ").join(
        _levels(kind, level) for kind, level in _kinds(run, "last_day").items()
    )


def days(day):
    """Return the column *day* as a number."""
    return SQL("(%s - DATE '2000-01-01')::numeric", SQL.identifier(day))


def worth_kind(run):
    """Return the kind of the levels that ABC goes by."""
    return "worth" if run.by_margin else "monetary"


def _kinds(run, last_day):
    """Return {kind: SQL of the level} of a row whose last purchase is in the column *last_day*."""
    kinds = {
        "recency": days(last_day),
        "frequency": SQL("window_count::numeric"),
        "monetary": SQL("turnover"),
    }
    return kinds | ({"worth": SQL("margin")} if run.by_margin else {})


def _levels(kind, level):
    return SQL(
        """
        (
            SELECT %(kind)s AS kind, level, buyers, amount,
                   COALESCE(sum(clients) OVER better, 0)::int AS better_clients,
                   COALESCE(sum(buyers) OVER better, 0)::int AS better_buyers,
                   COALESCE(sum(amount) OVER better, 0) AS better_amount
              FROM (
                    SELECT %(level)s AS level, sum(%(level)s) AS amount, count(*) AS clients,
                           count(*) FILTER (WHERE window_count > 0) AS buyers
                      FROM run_total GROUP BY 1
                   ) AS level
            WINDOW better AS (
                    ORDER BY level DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        )
        """,
        kind=kind,
        level=level,
    )


def steps(run):
    """Return the statement that keeps ``run_level`` in steps, in place of what was kept."""
    return SQL(
        """
        WITH old AS (DELETE FROM dosmart_value_level WHERE company_id = %(company)s)
        INSERT INTO dosmart_value_level (company_id, kind, level, buyers, amount, is_step)
        SELECT %(company)s, kind, min(level), sum(buyers), sum(amount), TRUE
          FROM run_level
         GROUP BY kind, CASE WHEN kind IN ('monetary', 'worth') THEN better_clients / %(step)s
                             ELSE level END
        """,
        company=run.company.id,
        step=STEP,
    )


def moved(run):
    """Return the part that notes from which level to which the clients of ``run_result`` went."""
    return SQL(
        """
        moved AS (%s SELECT * FROM (%s UNION ALL %s) AS change)
        """,
        INSERT,
        _changes(run, -1, _stored(run, SQL("IN %s", run.clients))),
        _changes(run, 1, SQL("run_result")),
    )


def left(run):
    """Return the statement that notes that the clients of *run* are no more."""
    return SQL("%s %s", INSERT, _changes(run, -1, _stored(run, SQL("IN %s", run.clients))))


def above(run):
    """Return how many buyers are above ``client``, and the amounts; of the steps wholly above.

    ``near`` and ``near_worth`` tell where the first of these steps begins.
    """
    return SQL(
        """
        SELECT COALESCE(sum(buyers) FILTER (WHERE kind = 'frequency'), 0)::int AS buyers,
               COALESCE(sum(amount) FILTER (WHERE kind = %(worth)s), 0) AS total,
               COALESCE(sum(buyers) FILTER (
                    WHERE kind = 'recency' AND level > %(last_day)s), 0)::int AS later,
               COALESCE(sum(buyers) FILTER (
                    WHERE kind = 'frequency' AND level > client.window_count), 0)::int AS oftener,
               COALESCE(sum(buyers) FILTER (
                    WHERE kind = 'monetary' AND level >= near.step), 0)::int AS richer,
               COALESCE(sum(amount) FILTER (
                    WHERE kind = %(worth)s AND level >= near_worth.step), 0) AS ahead
          FROM (%(others)s) AS other
        """,
        worth=worth_kind(run),
        last_day=days("last_day"),
        others=_others(run),
    )


def near(run, kind):
    """Return the first step above ``client``, and what other clients up to there make."""
    return SQL(
        """
        SELECT step.step, count(*) FILTER (WHERE window_count > 0) AS buyers,
               COALESCE(sum(value.%(column)s), 0) AS amount
          FROM (
                SELECT COALESCE(min(level), 1e30) AS step
                  FROM dosmart_value_level
                 WHERE company_id = %(company)s AND kind = %(kind)s AND is_step
                   AND level > client.%(column)s
               ) AS step
     LEFT JOIN dosmart_client_value AS value
            ON value.company_id = %(company)s AND value.purchase_count > 0
           AND value.%(column)s > client.%(column)s AND value.%(column)s < step.step
           AND value.client_ref != client.client_id
         GROUP BY step.step
        """,
        company=run.company.id,
        kind=kind,
        column=SQL("margin") if kind == "worth" else SQL("turnover"),
    )


def _others(run):
    """Return the levels of all clients but ``client``: it is taken away from where it was."""
    own = _changes(run, -1, _stored(run, SQL("= client.client_id")))
    return SQL(
        """
        SELECT kind, level, buyers, amount FROM dosmart_value_level WHERE company_id = %s
     UNION ALL SELECT kind, level, buyers, amount FROM (%s) AS own
        """,
        run.company.id,
        own,
    )


def _stored(run, clients):
    return SQL(
        "(SELECT * FROM dosmart_client_value WHERE company_id = %s AND client_ref %s)",
        run.company.id,
        clients,
    )


def _changes(run, sign, rows):
    items = SQL(", ").join(
        SQL("(%s, %s)", kind, level) for kind, level in _kinds(run, "last_purchase").items()
    )
    return SQL(
        """
        SELECT %(company)s AS company_id, kind, level,
               %(sign)s * (window_count > 0)::int AS buyers, %(sign)s * level AS amount, FALSE
          FROM %(rows)s AS row CROSS JOIN LATERAL (VALUES %(items)s) AS item (kind, level)
         WHERE purchase_count > 0
        """,
        company=run.company.id,
        sign=sign,
        rows=rows,
        items=items,
    )
