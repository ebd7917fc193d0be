"""Clients and their orders for the scenarios of the client value, straight by SQL."""

from odoo.tools import SQL

from .data import multiply

ORDERS_PER_CLIENT = 10
PRODUCT_LINES = 5


def add_orders(env, count):
    """Add *count* confirmed orders of the last four years, and a tenth as many clients.

    Some clients buy much more often than others; a tenth of the orders is in another currency. The
    company's days begin six hours after those of UTC.
    """
    env.company.resource_calendar_id.tz = "America/Mexico_City"
    client = env["res.partner"].create({"name": "Copy 0", "is_company": True})
    order = env["sale.order"].create({"partner_id": client.id})
    env.flush_all()
    clients = count // ORDERS_PER_CLIENT
    multiply(env, "res_partner", client.id, clients)
    env.cr.execute("UPDATE res_partner SET commercial_partner_id = id WHERE name LIKE 'Copy %'")
    first = env["res.partner"].search([("name", "=", "Copy 1")]).id
    env.cr.execute("SELECT setseed(0.5)")
    multiply(
        env,
        "sale_order",
        order.id,
        count,
        state=SQL("'sale'"),
        partner_id=SQL("%s + floor(%s * power(random(), 1.5))::int", first, clients),
        date_order=SQL("now()::timestamp(0) - random() * interval '4 years'"),
        amount_untaxed=SQL("round((10 + 5000 * random())::numeric, 2)"),
        currency_rate=SQL("CASE WHEN random() < 0.1 THEN 0.05 ELSE 1 END"),
    )


def add_order_lines(env):
    """Give each order one line, of a product of one of five product lines."""
    categories = env["product.category"].create(
        [{"name": f"Line {number}"} for number in range(PRODUCT_LINES)]
    )
    products = env["product.product"].create(
        [{"name": line.name, "type": "service", "categ_id": line.id} for line in categories]
    )
    orders = env["sale.order"].search([("name", "=like", "Copy %")], order="id")
    first = orders[0]
    line = env["sale.order.line"].create({"order_id": first.id, "product_id": products[0].id})
    env.flush_all()
    multiply(
        env,
        "sale_order_line",
        line.id,
        len(orders) - 1,
        order_id=SQL("%s + number", first.id),
        product_id=SQL("(%s::int[])[ceil(%s * random())]", products.ids, PRODUCT_LINES),
    )
