"""How far each client is developed: its segments, target lines, and those it has."""

from odoo.tools import SQL

from ...value.sql.store import columns
from .part import chosen, owned

COUNTS = (
    *("segment_count", "target_count", "owned_count", "development_percent"),
    *("is_prospective", "is_regular", "is_most_valuable"),
)


def counts(run, segments):
    """Return the statement that writes target and owned lines beside the values of clients."""
    policy = run.policy
    return SQL(
        """
        WITH %(owned)s, %(counted)s,
        judged AS (
            SELECT counted.*,
                   COALESCE(round(100.0 * owned_count / NULLIF(target_count, 0)), 0)::int
                   AS development_percent,
                   target_count >= %(prospective)s AS is_prospective,
                   owned_count >= %(regular)s AS is_regular,
                   abc = 'a' AND xyz = 'x' AND owned_count >= %(valuable)s AS is_most_valuable
              FROM counted
        )
        UPDATE dosmart_client_value AS value
           SET (%(names)s) = ROW(%(new)s)
          FROM judged
         WHERE judged.id = value.id AND (%(old)s) IS DISTINCT FROM (%(new)s)
        """,
        owned=owned(run),
        counted=_counted(run, segments),
        prospective=policy.prospective_lines,
        regular=policy.regular_lines,
        valuable=policy.valuable_lines,
        names=columns(COUNTS),
        new=columns(COUNTS, "judged"),
        old=columns(COUNTS, "value"),
    )


def _counted(run, segments):
    """Return ``counted``: the segments of each client, its target lines, and those it has."""
    return SQL(
        """
        counted AS (
            SELECT value.id, value.abc, value.xyz,
                   count(DISTINCT member.segment_id) AS segment_count,
                   count(DISTINCT target.line_id) AS target_count,
                   count(DISTINCT owned.line_id) AS owned_count
              FROM dosmart_client_value AS value
         LEFT JOIN dosmart_segment_client AS member
                ON member.partner_id = value.partner_id AND member.segment_id = ANY(%(segments)s)
         LEFT JOIN dosmart_segment_target AS target ON target.segment_id = member.segment_id
         LEFT JOIN owned
                ON owned.client_id = value.partner_id AND owned.line_id = target.line_id
             WHERE value.company_id = %(company)s AND %(chosen)s
               AND (member.partner_id IS NOT NULL OR value.segment_count > 0)
             GROUP BY value.id
        )
        """,
        segments=segments.ids,
        company=run.company.id,
        chosen=chosen(run),
    )
