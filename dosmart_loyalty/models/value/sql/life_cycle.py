"""Spec SG-4, for a client and, with the same words, for a client within a product line."""

from odoo.tools import SQL

from .purchase import clients


def life_cycle(run):
    """Return the life cycle from first_day, before_at, since_at and has_contract of a row."""
    return SQL(
        """
        CASE WHEN first_day >= %(period)s THEN 'new'
             WHEN since_at IS NULL AND NOT has_contract THEN 'lost'
             WHEN %(before)s + make_interval(months => %(months)s) <= %(since)s THEN 'restored'
             ELSE 'permanent' END
        """,
        period=run.period,
        months=run.policy.period_months,
        before=run.day_of(SQL("before_at")),
        since=run.day_of(SQL("since_at")),
    )


def lines(run):
    """Return a row per client and product line it bought, ``run_line``.

    ``is_repeated``: in more than one purchase.
    """
    return SQL(
        """
        SELECT client_id, line_id, first_at, is_repeated, first_day, last_day,
               %(life_cycle)s AS life_cycle
          FROM (
                SELECT *, %(first)s AS first_day, %(last)s AS last_day
                  FROM (%(moments)s) AS moment
               ) AS line
        """,
        life_cycle=life_cycle(run),
        first=run.day_of(SQL("first_at")),
        last=run.day_of(SQL("last_at")),
        moments=_moments(run),
    )


def _moments(run):
    return SQL(
        """
        SELECT client_id, line_id, min(at) AS first_at, max(at) AS last_at,
               max(at) FILTER (WHERE at < %(period)s) AS before_at,
               min(at) FILTER (WHERE at >= %(period)s) AS since_at,
               min(document_id) != max(document_id) AS is_repeated,
               COALESCE(bool_or(has_contract), FALSE) AS has_contract
          FROM (%(sold)s) AS sold
         GROUP BY client_id, line_id
        """,
        period=run.moment(run.period),
        sold=_invoiced(run) if run.by_invoices else _ordered(run),
    )


def _ordered(run):
    return SQL(
        """
        SELECT client.client_id, line.line_id, sale.id AS document_id, sale.date_order AS at,
               contract.order_id IS NOT NULL AND line.is_service AS has_contract
          FROM sale_order sale
          JOIN %(clients)s AS client ON client.partner_id = sale.partner_id
          JOIN sale_order_line item ON item.order_id = sale.id
          JOIN %(lines)s AS line ON line.product_id = item.product_id
     LEFT JOIN run_contract AS contract ON contract.order_id = sale.id
         WHERE sale.company_id = %(company)s AND sale.state = 'sale' AND sale.date_order < %(end)s
           AND item.display_type IS NULL AND item.product_uom_qty > 0
        """,
        clients=clients(run),
        lines=_product_lines(run),
        company=run.company.id,
        end=run.end,
    )


def _invoiced(run):
    """Return the lines invoiced; a contract runs in those of its order that were invoiced."""
    return SQL(
        """
        SELECT client.client_id, line.line_id, move.id AS document_id,
               move.invoice_date::timestamp AS at,
               contract.client_id IS NOT NULL AS has_contract
          FROM account_move move
          JOIN %(clients)s AS client ON client.partner_id = move.partner_id
          JOIN account_move_line item ON item.move_id = move.id
          JOIN %(lines)s AS line ON line.product_id = item.product_id
     LEFT JOIN (
                SELECT DISTINCT contract.client_id, line.line_id
                  FROM run_contract AS contract
                  JOIN sale_order_line item ON item.order_id = contract.order_id
                  JOIN %(lines)s AS line ON line.product_id = item.product_id
                 WHERE line.is_service AND item.display_type IS NULL AND item.product_uom_qty > 0
               ) AS contract USING (client_id, line_id)
         WHERE move.company_id = %(company)s AND move.state = 'posted'
           AND move.move_type = 'out_invoice' AND move.invoice_date <= %(day)s
           AND item.display_type = 'product' AND item.quantity > 0
        """,
        clients=clients(run),
        lines=_product_lines(run),
        company=run.company.id,
        day=run.day,
    )


def _product_lines(run):
    """Return a row per product: its line, see ``product.category._product_line``.

    OFFSET 0 keeps PostgreSQL from working it out for every product of every order.
    """
    return SQL(
        """
        (
            SELECT product.id AS product_id, template.is_service_contract AS is_service,
                   COALESCE(NULLIF(split_part(category.parent_path, '/', %s), ''),
                            category.id::text)::int AS line_id
              FROM product_product product
              JOIN product_template template ON template.id = product.product_tmpl_id
              JOIN product_category category ON category.id = template.categ_id
            OFFSET 0
        )
        """,
        run.company.product_line_level,
    )
