"""What clients should have and have not: the gap of each, and how far it is developed."""

from odoo.tools import SQL

from ..value.sql.purchase import clients

COUNTS = (
    *("segment_count", "target_count", "owned_count", "development_percent"),
    *("is_prospective", "is_regular", "is_most_valuable"),
)
# Equality that can be hashed, which IS NOT DISTINCT FROM cannot: there are 100 000 clients.
SAME = SQL(
    """
    gap.partner_id = wanted.partner_id AND gap.line_id = wanted.line_id AND gap.kind = wanted.kind
    AND COALESCE(gap.product_id, 0) = COALESCE(wanted.product_id, 0)
    """
)


def gaps(run, segments):
    """Return the statement that writes the gap list of a company; what is the same stays."""
    return SQL(
        """
        WITH %(sold)s, %(owned)s, wanted AS MATERIALIZED (%(targets)s UNION ALL %(upgrades)s),
        gone AS (
            DELETE FROM dosmart_portfolio_gap AS gap
             WHERE company_id = %(company)s AND NOT EXISTS (SELECT FROM wanted WHERE %(same)s)
        ),
        changed AS (
            UPDATE dosmart_portfolio_gap AS gap
               SET segment_id = wanted.segment_id, owned_product_id = wanted.owned_product_id,
                   expected_value = wanted.expected_value
              FROM wanted
             WHERE company_id = %(company)s AND %(same)s
               AND (gap.segment_id, gap.owned_product_id, gap.expected_value) IS DISTINCT FROM
                   (wanted.segment_id, wanted.owned_product_id, wanted.expected_value)
        )
        INSERT INTO dosmart_portfolio_gap
               (company_id, partner_id, kind, line_id, product_id, segment_id, owned_product_id,
                expected_value)
        SELECT %(company)s, partner_id, kind, line_id, product_id, segment_id, owned_product_id,
               expected_value
          FROM wanted
         WHERE NOT EXISTS (
                SELECT FROM dosmart_portfolio_gap AS gap
                 WHERE gap.company_id = %(company)s AND %(same)s)
        """,
        sold=_sold(run),
        owned=_owned(run),
        targets=_targets(run, segments),
        upgrades=_upgrades(run),
        company=run.company.id,
        same=SAME,
    )


def filled(run):
    """Return the statement that takes what the clients of *run* have by now off the gap list."""
    return SQL(
        """
        WITH %(owned)s
        DELETE FROM dosmart_portfolio_gap AS gap
         USING owned
         WHERE gap.partner_id = owned.client_id AND gap.line_id = owned.line_id
           AND gap.kind = 'target' AND gap.company_id = %(company)s
        """,
        owned=_owned(run),
        company=run.company.id,
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
        owned=_owned(run),
        counted=_counted(run, segments),
        prospective=policy.prospective_lines,
        regular=policy.regular_lines,
        valuable=policy.valuable_lines,
        names=SQL(", ").join(map(SQL.identifier, COUNTS)),
        new=_columns("judged", COUNTS),
        old=_columns("value", COUNTS),
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
             GROUP BY value.id
        )
        """,
        segments=segments.ids,
        company=run.company.id,
        chosen=_chosen(run),
    )


def _columns(alias, names):
    return SQL(", ").join(SQL.identifier(alias, name) for name in names)


def _sold(run):
    """Return ``sold``: what each client bought of each product, ever and in the window.

    Orders tell it under both bases: invoices do not always say what was sold.
    """
    products = run.policy.env["dosmart.client.product"]
    return SQL(
        """
        sold AS MATERIALIZED (
            SELECT client.client_id, product.product_tmpl_id AS product_id, %(line)s AS line_id,
                   COALESCE(
                       sum(item.price_subtotal / COALESCE(NULLIF(sale.currency_rate, 0), 1))
                       FILTER (WHERE sale.date_order >= %(window)s), 0) AS amount
              FROM sale_order sale
              JOIN sale_order_line item ON item.order_id = sale.id
              JOIN res_company company ON company.id = sale.company_id
              JOIN %(clients)s AS client ON client.partner_id = sale.partner_id
              %(category)s
             WHERE sale.company_id = %(company)s AND sale.state = 'sale'
               AND sale.date_order < %(end)s
               AND item.display_type IS NULL AND item.product_uom_qty > 0
             GROUP BY 1, 2, 3
        )
        """,
        line=products._line(),
        clients=clients(run),
        category=products._category(SQL("item.product_id")),
        company=run.company.id,
        window=run.moment(run.window),
        end=run.end,
    )


def _owned(run):
    """Return ``owned``: the product lines of each client, as the valuation has just found them."""
    return SQL(
        """
        owned AS (
            SELECT value.partner_id AS client_id, line.line_id
              FROM dosmart_client_value_line AS line
              JOIN dosmart_client_value AS value ON value.id = line.value_id
             WHERE value.company_id = %s AND %s
        )
        """,
        run.company.id,
        _chosen(run),
    )


def _chosen(run):
    return SQL("TRUE") if run.clients is None else SQL("value.partner_id IN %s", run.clients)


def _targets(run, segments):
    """Return the target lines that clients do not have; of two segments, the better worth shows."""
    return SQL(
        """
        (
            WITH %(worth)s
            SELECT DISTINCT ON (member.partner_id, worth.line_id)
                   member.partner_id, 'target' AS kind, worth.line_id, NULL::int AS product_id,
                   worth.segment_id, NULL::int AS owned_product_id, worth.amount AS expected_value
              FROM dosmart_segment_client AS member
              JOIN worth ON worth.segment_id = member.segment_id
              JOIN res_partner AS client
                ON client.id = member.partner_id
               AND COALESCE(client.company_id, %(company)s) = %(company)s
             WHERE NOT EXISTS (
                    SELECT FROM owned
                     WHERE owned.client_id = member.partner_id AND owned.line_id = worth.line_id)
             ORDER BY member.partner_id, worth.line_id, worth.amount DESC, worth.sequence,
                      worth.segment_id
        )
        """,
        worth=_worth(run, segments),
        company=run.company.id,
    )


def _worth(run, segments):
    """Return ``worth``: what a target line is worth to clients of a segment.

    What those who have it bought of it in the window, on average; where none has, what all did.
    """
    return SQL(
        """
        spent AS (
            SELECT client_id, line_id, sum(amount) AS amount
              FROM sold GROUP BY 1, 2 HAVING sum(amount) > 0
        ),
        of_segment AS (
            SELECT member.segment_id, spent.line_id, avg(spent.amount) AS amount
              FROM spent
              JOIN dosmart_segment_client AS member ON member.partner_id = spent.client_id
             WHERE member.segment_id = ANY(%(segments)s)
             GROUP BY 1, 2
        ),
        of_line AS (SELECT line_id, avg(amount) AS amount FROM spent GROUP BY 1),
        worth AS (
            SELECT target.segment_id, target.line_id, segment.sequence,
                   round(COALESCE(of_segment.amount, of_line.amount, 0), %(digits)s) AS amount
              FROM dosmart_segment_target AS target
              JOIN dosmart_segment AS segment ON segment.id = target.segment_id
         LEFT JOIN of_segment USING (segment_id, line_id)
         LEFT JOIN of_line ON of_line.line_id = target.line_id
             WHERE target.segment_id = ANY(%(segments)s)
        )
        """,
        segments=segments.ids,
        digits=run.company.currency_id.decimal_places,
    )


def _upgrades(run):
    """Return the upgrades of products that clients bought, and have not bought themselves.

    An upgrade is worth what those who have it bought of it in the window, on average; where none
    has, its list price.
    """
    products = run.policy.env["dosmart.client.product"]
    return SQL(
        """
        (
            SELECT DISTINCT ON (had.client_id, better.id)
                   had.client_id, 'upgrade', %(line)s, better.id, NULL::int, had.product_id,
                   round(COALESCE((
                       SELECT avg(amount) FROM sold
                        WHERE sold.product_id = better.id AND amount > 0
                   ), better.list_price)::numeric, %(digits)s)
              FROM sold AS had
              JOIN product_template AS owned_product ON owned_product.id = had.product_id
              JOIN product_template AS better ON better.id = owned_product.upgrade_id
              JOIN product_category AS category ON category.id = better.categ_id
              JOIN res_company AS company ON company.id = %(company)s
              JOIN res_partner AS client ON client.id = had.client_id AND client.active
             WHERE better.active AND better.sale_ok
               AND COALESCE(better.company_id, company.id) = company.id
               AND NOT EXISTS (
                    SELECT FROM sold
                     WHERE sold.client_id = had.client_id AND sold.product_id = better.id)
             ORDER BY had.client_id, better.id, had.product_id
        )
        """,
        line=products._line(),
        digits=run.company.currency_id.decimal_places,
        company=run.company.id,
    )
