"""How the clients are spread over days, counts and amounts; see ``dosmart.value.level``."""

from odoo.tools import SQL

STEP = 128  # clients: their amounts fit a page uncompressed
INSERT = SQL("INSERT INTO dosmart_value_level (company_id, kind, level, buyers, amount, is_step)")


def levels(run):
    """Return a row per last day and per number of purchases, ``run_level``: who is better.

    Equal clients are one level, so there are fewer of these to rank.
    """
    return SQL(" UNION ALL ").join(
        _levels(kind, _kinds(run, "last_day")[kind]) for kind in ("recency", "frequency")
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
            SELECT %(kind)s AS kind, level, buyers,
                   COALESCE(sum(buyers) OVER (
                        ORDER BY level DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                   ), 0)::int AS better_buyers
              FROM (
                    SELECT %(level)s AS level,
                           count(*) FILTER (WHERE window_count > 0) AS buyers
                      FROM run_total GROUP BY 1
                   ) AS level
        )
        """,
        kind=kind,
        level=level,
    )


def steps(run):
    """Return the parts that keep the levels in place of what was kept.

    Days and counts are few, and those without buyers count for nobody; amounts are kept in steps.
    """
    kinds = {"monetary": ("turnover", "richer_clients")}
    if run.by_margin:
        kinds["worth"] = ("margin", "worthier_clients")
    return SQL(
        """
        old_level AS (DELETE FROM dosmart_value_level WHERE company_id = %(company)s),
        new_level AS (
            INSERT INTO dosmart_value_level
                   (company_id, kind, level, buyers, amount, is_step, amounts, are_buyers)
            SELECT %(company)s, kind, level, buyers, 0, TRUE, NULL, NULL
              FROM run_level WHERE buyers > 0
         UNION ALL %(steps)s
        )
        """,
        company=run.company.id,
        steps=SQL(" UNION ALL ").join(
            _steps(run, kind, SQL.identifier(level), SQL.identifier(better))
            for kind, (level, better) in kinds.items()
        ),
    )


def _steps(run, kind, level, better):
    return SQL(
        """
        SELECT %(company)s, %(kind)s, min(%(level)s), count(*) FILTER (WHERE window_count > 0),
               sum(%(level)s), TRUE, array_agg(%(level)s) %(counting)s::text,
               array_agg((window_count > 0)::int) %(counting)s::text
          FROM run_result
         WHERE purchase_count > 0
         GROUP BY %(better)s / %(step)s
        """,
        company=run.company.id,
        kind=kind,
        level=level,
        counting=SQL("FILTER (WHERE window_count > 0 OR %s != 0)", level),
        better=better,
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
    """Return how many buyers are above ``client``, and what clients above it make."""
    return SQL(
        """
        SELECT COALESCE(sum(buyers) FILTER (WHERE kind = 'frequency'), 0)::int AS buyers,
               COALESCE(sum(amount) FILTER (WHERE kind = %(worth)s AND NOT is_part), 0) AS total,
               COALESCE(sum(buyers) FILTER (
                    WHERE kind = 'recency' AND level > %(last_day)s), 0)::int AS later,
               COALESCE(sum(buyers) FILTER (
                    WHERE kind = 'frequency' AND level > client.window_count), 0)::int AS oftener,
               COALESCE(sum(buyers) FILTER (
                    WHERE kind = 'monetary' AND level > client.turnover), 0)::int AS richer,
               COALESCE(sum(amount) FILTER (
                    WHERE kind = %(worth)s AND level > client.%(measure)s), 0) AS ahead
          FROM (%(others)s) AS other
        """,
        worth=worth_kind(run),
        last_day=days("last_day"),
        measure=measure(run),
        others=_others(run),
    )


def _others(run):
    """Return the levels of all clients but ``client``: it is taken away from where it was.

    A step whose least is above the client is so wholly. Who shares its step is listed.
    """
    parts = {"monetary": SQL("turnover")} | ({"worth": SQL("margin")} if run.by_margin else {})
    return SQL(
        """
        SELECT kind, level, buyers, amount, FALSE AS is_part
          FROM dosmart_value_level WHERE company_id = %(company)s
     UNION ALL SELECT kind, level, buyers, amount, FALSE FROM (%(own)s) AS own
     UNION ALL %(parts)s
        """,
        company=run.company.id,
        own=_changes(run, -1, _stored(run, SQL("= client.client_id"))),
        parts=SQL(" UNION ALL ").join(_part(run, *part) for part in parts.items()),
    )


def _part(run, kind, column):
    """Return the clients of the step that ``client`` is in, or would be."""
    return SQL(
        """
        SELECT %(kind)s, item.amount, item.is_buyer, item.amount, TRUE
          FROM (
                SELECT amounts, are_buyers
                  FROM dosmart_value_level
                 WHERE company_id = %(company)s AND kind = %(kind)s AND is_step
                   AND level <= client.%(column)s
                 ORDER BY level DESC LIMIT 1
               ) AS step,
               unnest(step.amounts::numeric[], step.are_buyers::int[]) AS item (amount, is_buyer)
        """,
        company=run.company.id,
        kind=kind,
        column=column,
    )


def measure(run):
    """Return by what ABC goes."""
    return SQL("margin") if run.by_margin else SQL("turnover")


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
               %(sign)s * (window_count > 0)::int AS buyers, %(sign)s * level AS amount,
               FALSE AS is_step
          FROM %(rows)s AS row CROSS JOIN LATERAL (VALUES %(items)s) AS item (kind, level)
         WHERE purchase_count > 0
        """,
        company=run.company.id,
        sign=sign,
        rows=rows,
        items=items,
    )
