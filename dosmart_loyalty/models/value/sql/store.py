"""What has changed is written, and nothing else: values, their history, product lines."""

from odoo.tools import SQL

from ..client_value_history import CLASSES

VALUES = (
    "partner_id",
    *("first_purchase", "last_purchase", "purchase_count", "window_count", "turnover", "margin"),
    *("recency_score", "frequency_score", "monetary_score", "rfm_score", "decile"),
    *("abc", "ahead_percent", "xyz", "variation_percent", "variation_months"),
    *("life_cycle", "is_current", "has_contract", "habit", "interval_days", "stage"),
)
LINES = ("life_cycle", "first_purchase", "last_purchase")


def columns(names, alias=None):
    """Return *names*, separated by commas, of the table *alias*."""
    parts = (SQL.identifier(alias, name) if alias else SQL.identifier(name) for name in names)
    return SQL(", ").join(parts)


def values(run, stages, all_rows=False):
    """Return the statement that writes ``run_result``; *stages* is a WITH that gives it.

    A class is kept from its first day to its last. What another run of the same day, or of a later
    one by a wrong clock, has said of this day and those after it is replaced.
    """
    return SQL(
        """
        %(stages)s written AS (
            INSERT INTO dosmart_client_value (company_id, client_ref, %(names)s)
            SELECT %(company)s, result.partner_id, %(result)s
              FROM run_result AS result
         LEFT JOIN dosmart_client_value AS value
                ON value.client_ref = result.partner_id AND value.company_id = %(company)s
             WHERE %(all_rows)s OR (%(old)s) IS DISTINCT FROM (%(result)s)
             ORDER BY result.partner_id
                ON CONFLICT (client_ref, company_id) DO UPDATE SET (%(names)s) = (%(new)s)
         RETURNING id, %(classes)s
        ),
        %(past)s
        INSERT INTO dosmart_client_value_history (value_id, valid_from, %(classes)s)
        SELECT id, %(day)s, %(classes)s
          FROM written
         WHERE NOT EXISTS (SELECT FROM past WHERE value_id = written.id AND is_same)
        """,
        stages=stages,
        names=columns(VALUES),
        company=run.company.id,
        result=columns(VALUES, "result"),
        all_rows=all_rows,
        old=columns(VALUES, "value"),
        new=columns(VALUES, "excluded"),
        classes=columns(CLASSES),
        past=_past(run),
        day=run.day,
    )


def _past(run):
    """Return the parts that drop, end or open again what the history says of the written."""
    return SQL(
        """
        row_of AS (
            SELECT history.id, value_id, valid_from, valid_to,
                   (%(old)s) = (%(new)s) AND COALESCE(valid_to, %(day)s) >= %(day)s::date - 1
                   AS is_same
              FROM written
              JOIN dosmart_client_value_history AS history ON history.value_id = written.id
        ),
        past AS (
            SELECT DISTINCT ON (value_id) *
              FROM row_of
             WHERE valid_from < %(day)s OR valid_from = %(day)s AND is_same
             ORDER BY value_id, valid_from DESC
        ),
        dropped AS (
            DELETE FROM dosmart_client_value_history AS history
             USING row_of
             WHERE history.id = row_of.id
               AND (row_of.valid_from > %(day)s OR row_of.valid_from = %(day)s AND NOT is_same)
        ),
        kept AS (
            UPDATE dosmart_client_value_history AS history
               SET valid_to = CASE WHEN NOT is_same THEN %(day)s::date - 1 END
              FROM past
             WHERE history.id = past.id
               AND CASE WHEN is_same THEN past.valid_to IS NOT NULL
                        ELSE COALESCE(past.valid_to, %(day)s) >= %(day)s END
        )
        """,
        old=columns(CLASSES, "history"),
        new=columns(CLASSES, "written"),
        day=run.day,
    )


def gone(run):
    """Return the parts that drop who is no client any more, with history and lines."""
    return SQL(
        """
        gone AS (
            DELETE FROM dosmart_client_value AS value
             WHERE company_id = %s AND NOT EXISTS (
                    SELECT FROM run_result WHERE run_result.partner_id = value.client_ref)
         RETURNING id
        ),
        gone_line AS (
            DELETE FROM dosmart_client_value_line AS line USING gone WHERE value_id = gone.id
        ),
        gone_history AS (
            DELETE FROM dosmart_client_value_history AS history
             USING gone WHERE value_id = gone.id
        )
        """,
        run.company.id,
    )


def lines(run, stages):
    """Return the statement that writes ``run_line``; *stages* as above."""
    return SQL(
        """
        %(stages)s changed AS MATERIALIZED (%(changed)s),
        gone AS (
            DELETE FROM dosmart_client_value_line AS line
             USING changed WHERE line.id = changed.id AND changed.life_cycle IS NULL
        ),
        kept AS (
            UPDATE dosmart_client_value_line AS line SET (%(names)s) = (%(new)s)
              FROM changed WHERE line.id = changed.id AND changed.life_cycle IS NOT NULL
        )
        INSERT INTO dosmart_client_value_line (value_id, line_id, %(names)s)
        SELECT value_id, line_id, %(names)s FROM changed WHERE id IS NULL
         ORDER BY value_id, line_id
        """,
        stages=stages,
        changed=_changed_lines(run),
        names=columns(LINES),
        new=columns(LINES, "changed"),
    )


def _changed_lines(run):
    """Return the rows to write: without id what is new, without life cycle what is gone."""
    return SQL(
        """
        SELECT stored.id, value_id, line_id, %(wanted)s
          FROM (
                SELECT value.id AS value_id, line_id, run_line.life_cycle,
                       first_day AS first_purchase, last_day AS last_purchase
                  FROM run_line
                  JOIN dosmart_client_value AS value
                    ON value.client_ref = run_line.client_id AND value.company_id = %(company)s
               ) AS wanted
     FULL JOIN (
                SELECT line.*
                  FROM dosmart_client_value_line AS line
                  JOIN dosmart_client_value AS value ON value.id = line.value_id
                 WHERE value.company_id = %(company)s AND %(chosen)s
               ) AS stored USING (value_id, line_id)
         WHERE (%(stored)s) IS DISTINCT FROM (%(wanted)s)
        """,
        company=run.company.id,
        chosen=SQL("value.client_ref IN %s", run.clients) if run.clients else SQL("TRUE"),
        wanted=columns(LINES, "wanted"),
        stored=columns(LINES, "stored"),
    )
