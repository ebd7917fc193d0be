"""What the statements have in common: what was sold, who owns which lines, what a line is worth."""

from odoo.tools import SQL

from ...value.sql.purchase import clients


def sold(run):
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


def owned(run):
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
        chosen(run),
    )


def chosen(run):
    return SQL("TRUE") if run.clients is None else SQL("value.partner_id IN %s", run.clients)


def worth(run, segments):
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
