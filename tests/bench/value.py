"""The client value over 1 000 000 orders of 100 000 clients, on databases of its own.

The reference of most rows is what no valuation can do without: the orders read once and summed up
by client, kept in a temporary table; and so the order lines, where there are any.
"""

from odoo.tools import SQL

from .data import multiply
from .scenarios import Scenario
from .value_data import add_order_lines, add_orders

ORDERS = 1_000_000
BARE = """
    CREATE TEMPORARY TABLE bare ON COMMIT DROP AS
    SELECT partner.commercial_partner_id AS client, max(sale.date_order), count(*),
           sum(sale.amount_untaxed / sale.currency_rate)
      FROM sale_order sale
      JOIN res_partner partner ON partner.id = sale.partner_id
     WHERE sale.company_id = %s AND sale.state = 'sale'
     GROUP BY partner.commercial_partner_id
"""
BARE_LINES = """
    CREATE TEMPORARY TABLE bare_line ON COMMIT DROP AS
    SELECT partner.commercial_partner_id AS client, template.categ_id, min(sale.date_order),
           max(sale.date_order), count(*)
      FROM sale_order sale
      JOIN res_partner partner ON partner.id = sale.partner_id
      JOIN sale_order_line line ON line.order_id = sale.id
      JOIN product_product product ON product.id = line.product_id
      JOIN product_template template ON template.id = product.product_tmpl_id
     WHERE sale.company_id = %s AND sale.state = 'sale'
     GROUP BY partner.commercial_partner_id, template.categ_id
"""


def _with_memory(env):
    """Give the reference the same memory to sort and group in as a run takes."""
    env["dosmart.value.policy"]._set_run_memory()


def _unvalued(env):
    """Let all rows have to be written."""
    _with_memory(env)
    env.cr.execute(
        "TRUNCATE dosmart_client_value, dosmart_client_value_line, dosmart_client_value_history"
        " CASCADE"
    )


def _sum_up(env, _prepared):
    env.cr.execute(BARE, [env.company.id])


def _sum_up_lines(env, _prepared):
    _sum_up(env, _prepared)
    env.cr.execute(BARE_LINES, [env.company.id])


def run(env, _prepared=None):
    """Value all clients."""
    assert env.company._value_policy()._run()


def _run_in_pandas(env, _prepared):
    from .value_pandas import value_clients

    value_clients(env)


def _new_order(env):
    """Return a client with an order more than at the last run."""
    order = env["sale.order"].search([("name", "=", "Copy 777")])
    multiply(env, "sale_order", order.id, 1, date_order=SQL("now()::timestamp(0)"))
    return order.partner_id


def _value_client(env, client):
    env["dosmart.value.policy"]._value_clients(env.company, client)


def _add_lines(env):
    if not env["sale.order.line"].search_count([], limit=1):
        add_order_lines(env)


def _value_lines(env):
    _add_lines(env)
    run(env)


SCENARIOS = (
    Scenario("value all clients", 3.0, _unvalued, run, _sum_up, 50, rounds=5),
    Scenario("value all again, nothing changed", 2.3, _with_memory, run, _sum_up, 50, run, 5),
    Scenario("value one client, over 20 ms", 1.0, _new_order, _value_client, 0.020, 12, run),
    Scenario("value all, over pandas", 1 / 1.3, _unvalued, run, _run_in_pandas, 50, rounds=3),
    # On the smaller database in place of the stock twin.
    Scenario("value 4 times as many clients and orders", 4.4, _unvalued, run, rounds=3),
    # What each client bought of each product line is summed up too, by both.
    Scenario("value all in product lines", 3.0, _unvalued, run, _sum_up_lines, 50, _add_lines, 3),
    Scenario(
        "value all in lines again", 2.3, _with_memory, run, _sum_up_lines, 50, _value_lines, 3
    ),
)
MEMORY, MEGABYTES = "value all: growth of the process", 64


def add_large(env):
    """Fill the database of all rows."""
    add_orders(env, ORDERS)
    return env.user


def add_small(env):
    """Fill the database that growth is compared with."""
    add_orders(env, ORDERS // 4)
    return env.user
