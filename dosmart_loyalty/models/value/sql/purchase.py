"""Who the clients are, what they bought, and which contracts run."""

from odoo.tools import SQL

# What a line with a product is, of ``sale`` and of ``move``.
OF_ORDER = SQL("item.order_id = sale.id AND item.display_type IS NULL")
OF_MOVE = SQL("item.move_id = move.id AND item.display_type = 'product'")

# Few companies mark separate divisions: their contacts are looked for from the top.
DIVISIONS = SQL(
    """
    (
        WITH RECURSIVE division AS (
            SELECT id AS partner_id, id AS client_id FROM res_partner WHERE is_separate_division
         UNION ALL
            SELECT contact.id, division.client_id
              FROM division
              JOIN res_partner contact ON contact.parent_id = division.partner_id
             WHERE contact.is_company IS NOT TRUE AND contact.is_separate_division IS NOT TRUE
        )
        SELECT * FROM division
    ) AS division
    """
)


def clients(run):
    """Return a row per contact: the client it buys for, see ``Company.client_of`` of the oracle."""
    if not run.has_divisions:
        return _entities(run, SQL("COALESCE(commercial_partner_id, id)"), SQL("res_partner"))
    client = SQL("COALESCE(client_id, commercial_partner_id, id)")
    return _entities(run, client, SQL("res_partner LEFT JOIN %s ON partner_id = id", DIVISIONS))


def _entities(run, client, partners):
    chosen = SQL("TRUE")
    if run.clients is not None:
        chosen = SQL("%s IN %s AND %s", client, run.clients, _of_same_company(run))
    return SQL(
        "(SELECT id AS partner_id, %(client)s AS client_id FROM %(partners)s WHERE %(chosen)s)",
        client=client,
        partners=partners,
        chosen=chosen,
    )


def _of_same_company(run):
    """Return a condition that an index finds the contacts of the chosen clients by."""
    return SQL(
        "commercial_partner_id IN (SELECT commercial_partner_id FROM res_partner WHERE id IN %s)",
        run.clients,
    )


def purchases(run):
    """Return a row per purchase, and per credit note: those are negative, and no purchase."""
    if run.by_invoices:
        return _moves(run, ("out_invoice", "out_refund"))
    return SQL("%s UNION ALL %s", _orders(run), _moves(run, ("out_refund",)))


def _orders(run):
    return SQL(
        """
        SELECT client.client_id, sale.date_order AS at, sale.date_order AS bought_at,
               round(sale.amount_untaxed / COALESCE(NULLIF(sale.currency_rate, 0), 1), %(digits)s)
               AS amount,
               %(cost)s AS cost
          FROM sale_order sale
          JOIN %(clients)s AS client ON client.partner_id = sale.partner_id
         WHERE sale.company_id = %(company)s AND sale.state = 'sale' AND sale.date_order < %(end)s
        """,
        digits=run.company.currency_id.decimal_places,
        cost=_cost(run, SQL("sale_order_line"), OF_ORDER, SQL("product_uom_qty")),
        clients=clients(run),
        company=run.company.id,
        end=run.end,
    )


def _moves(run, kinds):
    return SQL(
        """
        SELECT client.client_id, %(at)s AS at,
               CASE move.move_type WHEN 'out_invoice' THEN %(at)s END AS bought_at,
               move.amount_untaxed_signed AS amount,
               CASE move.move_type WHEN 'out_refund' THEN -1 ELSE 1 END * %(cost)s AS cost
          FROM account_move move
          JOIN %(clients)s AS client ON client.partner_id = move.partner_id
         WHERE move.company_id = %(company)s AND move.state = 'posted'
           AND move.move_type IN %(kinds)s AND move.invoice_date <= %(day)s
        """,
        at=run.moment_of(SQL("move.invoice_date")),
        cost=_cost(run, SQL("account_move_line"), OF_MOVE, SQL("quantity")),
        clients=clients(run),
        company=run.company.id,
        kinds=kinds,
        day=run.day,
    )


def _cost(run, table, document, quantity):
    """Return what the products of a document cost at present, if the policy asks for margins."""
    if not run.by_margin:
        return SQL("0::numeric")
    return SQL(
        """
        COALESCE((
            SELECT sum(item.%(quantity)s * unit.factor / base.factor
                       * COALESCE((product.standard_price ->> %(company)s)::numeric, 0))
              FROM %(table)s item
              JOIN product_product product ON product.id = item.product_id
              JOIN product_template template ON template.id = product.product_tmpl_id
              JOIN uom_uom unit ON unit.id = item.product_uom_id
              JOIN uom_uom base ON base.id = template.uom_id
             WHERE %(document)s
        ), 0)
        """,
        quantity=quantity,
        company=str(run.company.id),
        table=table,
        document=document,
    )


def contracts(run):
    """Return the order and client of each contract that runs on the day of the run."""
    return SQL(
        """
        (
            SELECT sale.id AS order_id, client.client_id
              FROM sale_order sale
              JOIN %(clients)s AS client ON client.partner_id = sale.partner_id
        CROSS JOIN LATERAL (
                    SELECT COALESCE(sale.contract_start, %(order_day)s) AS start,
                           COALESCE(sum(item.free_months), 0) AS free_months
                      FROM sale_order_line item
                     WHERE item.order_id = sale.id
                   ) AS term
             WHERE sale.company_id = %(company)s AND sale.state = 'sale'
               AND sale.contract_months > 0 AND sale.date_order < %(order_end)s
               AND term.start <= %(day)s
               AND term.start
                   + make_interval(months => (sale.contract_months + term.free_months)::int)
                   > %(day)s
        )
        """,
        clients=clients(run),
        order_day=SQL("(sale.date_order AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", run.zone),
        company=run.company.id,
        order_end=run.order_end,
        day=run.day,
    )
