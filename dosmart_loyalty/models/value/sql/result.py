"""The classes of each client, ``run_result``: every number comes from the policy."""

from odoo.tools import SQL

from .life_cycle import life_cycle
from .purchase import clients
from .rank import interval_days, interval_tenths, ranked
from .score import abc, habit, scores, stage, xyz
from .total import months_known


def results(run):
    """Return a row per client, with the columns of ``dosmart.client.value`` but those by hand."""
    return SQL(
        """
        SELECT client_id AS partner_id, first_day AS first_purchase, last_day AS last_purchase,
               purchase_count, window_count, turnover, margin, %(scores)s, %(abc)s, %(xyz)s,
               life_cycle, since_at IS NOT NULL OR has_contract AS is_current, has_contract,
               %(habit)s AS habit, %(tenths)s * 0.1 AS interval_days,
               %(stage)s AS stage, richer_clients, worthier_clients
          FROM (%(clients)s) AS client
     UNION ALL %(potential)s
        """,
        scores=scores(run),
        abc=abc(run),
        xyz=xyz(run),
        habit=habit(run),
        tenths=interval_tenths(),
        stage=stage(),
        clients=_clients(run),
        potential=_potential(run),
    )


def _clients(run):
    """Join what the classes are made of: ranks, months, contracts, product lines.

    OFFSET 0 keeps PostgreSQL from working out a column once more for each of its uses.
    """
    return SQL(
        """
        SELECT *, %(life_cycle)s AS life_cycle,
               CASE WHEN first_day < %(period)s AND month_count >= %(least)s AND amount > 0
                    THEN GREATEST(0, month_count * squares - amount * amount) END AS spread
          FROM (
                SELECT client.*, new_line.has_repeat,
                       contract.client_id IS NOT NULL AS has_contract,
                       %(months)s AS month_count, %(interval)s AS interval_days,
                       by_hand.closed_on
                  FROM %(ranked)s AS client
             LEFT JOIN %(new_lines)s AS new_line USING (client_id)
             LEFT JOIN (SELECT DISTINCT client_id FROM run_contract) AS contract
                    USING (client_id)
             LEFT JOIN %(by_hand)s AS by_hand USING (client_id)
                OFFSET 0
               ) AS client
        OFFSET 0
        """,
        life_cycle=life_cycle(run),
        period=run.period,
        least=run.policy.xyz_min_months,
        months=months_known(run),
        interval=interval_days(),
        ranked=ranked(run),
        new_lines=_new_lines(),
        by_hand=_closed_by_hand(run),
    )


def _closed_by_hand(run):
    """Return who was closed by hand: few, so OFFSET 0 keeps each client from being looked up."""
    return SQL(
        """
        (
            SELECT client_ref AS client_id, closed_on
              FROM dosmart_client_value
             WHERE company_id = %s AND closed_on IS NOT NULL
            OFFSET 0
        )
        """,
        run.company.id,
    )


def _new_lines():
    """Return the clients who bought in a line that was not in their first purchase."""
    return SQL(
        """
        (
            SELECT run_line.client_id, bool_or(run_line.is_repeated) AS has_repeat
              FROM run_line
              JOIN run_total USING (client_id)
             WHERE run_line.first_at > run_total.first_at
             GROUP BY run_line.client_id
        )
        """
    )


def _potential(run):
    """Return those who never bought: no suppliers, no users, nobody of another company."""
    return SQL(
        """
        SELECT client_id, NULL, NULL, 0, 0, 0, %(margin)s, 0, 0, 0, 0, 0, 'none', NULL,
               'none', NULL, NULL, 'potential', contract.client_id IS NOT NULL,
               contract.client_id IS NOT NULL, 'none', NULL,
               CASE WHEN by_hand.closed_on IS NULL THEN 'attraction' ELSE 'ended' END, NULL, NULL
          FROM (
                SELECT client.client_id
                  FROM %(clients)s AS client
                  JOIN res_partner partner ON partner.id = client.partner_id
                 WHERE client.partner_id = client.client_id AND partner.partner_share
                   AND NOT (COALESCE(partner.supplier_rank, 0) > 0
                            AND COALESCE(partner.customer_rank, 0) = 0)
                   AND COALESCE(partner.company_id, %(company)s) IN %(companies)s
                   AND partner.id NOT IN (SELECT partner_id FROM res_company)
                   AND client.client_id NOT IN (SELECT client_id FROM run_total)
               ) AS client
     LEFT JOIN (SELECT DISTINCT client_id FROM run_contract) AS contract
         USING (client_id)
     LEFT JOIN %(by_hand)s AS by_hand USING (client_id)
        """,
        margin=SQL("0") if run.by_margin else SQL("NULL"),
        clients=clients(run),
        by_hand=_closed_by_hand(run),
        company=run.company.id,
        companies=tuple(run.company.parent_ids.ids),
    )
