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
    if run.contacts is not None:
        pairs = SQL(", ").join(SQL("%s", pair) for pair in run.contacts)
        return SQL("(SELECT * FROM (VALUES %s) AS pair (partner_id, client_id))", pairs)
    if not run.has_divisions:
        return _entities(SQL("COALESCE(commercial_partner_id, id)"), SQL("res_partner"))
    client = SQL("COALESCE(client_id, commercial_partner_id, id)")
    return _entities(client, SQL("res_partner LEFT JOIN %s ON partner_id = id", DIVISIONS))


def _entities(client, partners):
    return SQL("(SELECT id AS partner_id, %s AS client_id FROM %s)", client, partners)


def contacts_of(client_ids):
    """Return the statement that finds all contacts of a few clients."""
    client = SQL("COALESCE(client_id, commercial_partner_id, id)")
    return SQL(
        """
        SELECT id, %(client)s
          FROM res_partner
     LEFT JOIN %(divisions)s ON partner_id = id
         WHERE %(client)s IN %(clients)s AND commercial_partner_id IN (
                SELECT commercial_partner_id FROM res_partner WHERE id IN %(clients)s)
        """,
        client=client,
        divisions=DIVISIONS,
        clients=client_ids,
    )


def _chosen(run, partner):
    """Return the condition that the column *partner* is a contact of the clients of *run*."""
    if run.contacts is None:
        return SQL("TRUE")
    return SQL("%s IN %s", partner, tuple(contact for contact, _client in run.contacts))


def sales(run):
    """Return statements of a row per purchase and credit note, which is negative, no ``bought_at``.

    ``units`` are worked out where they are added up: most sales are too old to be. Many are summed
    up kind by kind, which PostgreSQL does in parallel; few at once, which takes less planning.
    """
    if run.by_invoices:
        return [_moves(run, ("out_invoice", "out_refund"))]
    kinds = [_orders(run), _moves(run, ("out_refund",))]
    return kinds if run.contacts is None else [SQL(" UNION ALL ").join(kinds)]


def _orders(run):
    """At their own rate; most are in the company's currency, and dividing takes its time."""
    untaxed = SQL(
        "CASE WHEN COALESCE(sale.currency_rate, 0) IN (0, 1) THEN sale.amount_untaxed"
        " ELSE sale.amount_untaxed / sale.currency_rate END"
    )
    return SQL(
        """
        SELECT sale.partner_id, sale.date_order AS at, sale.date_order AS bought_at,
               %(units)s AS units, %(cost)s AS cost
          FROM sale_order sale
         WHERE sale.company_id = %(company)s AND sale.state = 'sale' AND sale.date_order < %(end)s
           AND %(chosen)s
        """,
        units=_units(run, untaxed),
        cost=_cost(run, SQL("sale_order_line"), OF_ORDER, SQL("product_uom_qty")),
        company=run.company.id,
        end=run.end,
        chosen=_chosen(run, SQL("sale.partner_id")),
    )


def _moves(run, kinds):
    at = run.moment_of(SQL("move.invoice_date"))
    return SQL(
        """
        SELECT move.partner_id, %(at)s AS at,
               CASE WHEN move.move_type = 'out_invoice' THEN %(at)s END AS bought_at,
               %(units)s AS units,
               CASE move.move_type WHEN 'out_refund' THEN -1 ELSE 1 END * %(cost)s AS cost
          FROM account_move move
         WHERE move.company_id = %(company)s AND move.state = 'posted'
           AND move.move_type IN %(kinds)s AND move.invoice_date <= %(day)s AND %(chosen)s
        """,
        at=at,
        units=_units(run, SQL("move.amount_untaxed_signed")),
        cost=_cost(run, SQL("account_move_line"), OF_MOVE, SQL("quantity")),
        company=run.company.id,
        kinds=kinds,
        day=run.day,
        chosen=_chosen(run, SQL("move.partner_id")),
    )


def _units(run, untaxed):
    """Return an amount in hundredths or the like of the currency of the company."""
    return SQL("(%s * %s)::bigint::float", untaxed, 10**run.company.currency_id.decimal_places)


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
    """Return the order and client of each contract that runs on the day, ``run_contract``."""
    return SQL(
        """
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
        """,
        clients=clients(run),
        order_day=SQL("(sale.date_order AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", run.zone),
        company=run.company.id,
        order_end=run.order_end,
        day=run.day,
    )
