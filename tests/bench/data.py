"""The data that the scenarios work on, equal in both twins."""

from odoo.tools import SQL

CONTACTS = 500
STAGES = 12
PRODUCT = "Bench Product"


def fill(env):
    """Add a team, a product, contacts, a lead for each; return the salesperson who has them all."""
    _add_a_team(env)
    salesperson = env["res.users"].create(
        {
            "name": "Bench Salesperson",
            "login": "bench",
            "group_ids": [(6, 0, env.ref("sales_team.group_sale_salesman_all_leads").ids)],
        }
    )
    env["product.product"].create({"name": PRODUCT, "type": "service"})
    # Without the stages of a team of its own, which the stock twin has not.
    stages = env["crm.stage"].search([("team_ids", "=", False)])
    contacts = env["res.partner"].create(
        [{"name": f"Contact {number}", "city": "Monterrey"} for number in range(CONTACTS)]
    )
    env["crm.lead"].create(
        [
            lead_values(number)
            | {
                "partner_id": contact.id,
                "stage_id": stages[number % len(stages)].id,
                "type": "opportunity",
                "user_id": salesperson.id,
            }
            for number, contact in enumerate(contacts)
        ]
    )
    return salesperson


def _add_a_team(env):
    """Add a team, with stages of its own where there are few.

    Odoo has one team and four stages, we ship a second team with eight of its own, and Odoo
    learns from won and lost leads of every stage: let both twins be companies with several.
    """
    team = env["crm.team"].create({"name": "Bench Team", "sequence": 900})
    missing = range(env["crm.stage"].search_count([]), STAGES)
    env["crm.stage"].create(
        [{"name": f"Stage {number}", "team_ids": [(6, 0, team.ids)]} for number in missing]
    )


def lead_values(number):
    """Return the values of a lead as someone types it in a hurry: no sheet, no client."""
    return {"name": f"Lead {number}", "contact_name": f"Person {number}", "type": "lead"}


def order_values(env, number):
    """Return the values of a quotation of one product at a price of its own."""
    product = env["product.product"].search([("name", "=", PRODUCT)])
    line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": 100 + number}
    partner = env["res.partner"].search([("name", "=", f"Contact {number}")])
    return {"partner_id": partner.id, "order_line": [(0, 0, line)]}


def add_leads_of_every_status(env, count):
    """Add *count* leads with a sheet; each status in turn, half of them paying by financing."""
    payments = ("financing", "cash")
    values = [
        lead_values(number) | {"payment_preference": payments[number % 2]}
        for number in range(count)
    ]
    quiet = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
    leads = env["crm.lead"].with_context(**quiet).create(values)
    env.flush_all()
    # One by one through the ORM would take minutes, with a reason and a history row for each.
    statuses = env["dosmart.client.status"].search([]).ids
    env.cr.execute(
        "UPDATE dosmart_client_sheet SET client_status_id = (%s)[1 + id %% %s] WHERE id = ANY(%s)",
        [statuses, len(statuses), leads.client_sheet_id.ids],
    )


def add_contacts(env, count):
    """Add *count* contacts; every hundredth shares email and phone, every fifth a birth date."""
    contact = env["res.partner"].create({"name": "Copy 0", "vat": "0"})
    env.flush_all()
    multiply(env, "res_partner", contact.id, count)
    env.cr.execute(
        """
        UPDATE res_partner
           SET commercial_partner_id = id,
               email_normalized = (id - id %% 100 / 99) || '@example.com',
               phone_sanitized = '+5233' || (id - id %% 100 / 99),
               vat = 'RFC-' || id,
               birthdate_date = CASE WHEN id %% 5 = 0 THEN DATE '1990-01-01' + id %% 9999 END
         WHERE name LIKE 'Copy %%'
        """,
        [],
    )


def add_orders_of_contacts(env, count):
    """Give each of the contacts of ``add_contacts`` a quotation, sent or confirmed in turn."""
    product = env["product.product"].search([("name", "=", PRODUCT)])
    # sudo: who sells does not keep the catalogue.
    product.sudo().categ_id = env.ref("product.product_category_services")
    order = env["sale.order"].create(order_values(env, 0))
    env.flush_all()
    multiply(env, "sale_order", order.id, count)
    multiply(env, "sale_order_line", order.order_line.id, count)
    env.cr.execute("ANALYZE sale_order, sale_order_line, res_partner")
    env.cr.execute(
        """
        UPDATE sale_order AS sale
           SET partner_id = contact.id,
               state = CASE contact.id %% 2 WHEN 0 THEN 'sale' ELSE 'sent' END
          FROM res_partner AS contact
         WHERE contact.name = sale.name AND sale.name LIKE 'Copy %%';
        UPDATE sale_order_line AS item SET order_id = sale.id
          FROM sale_order AS sale
         WHERE sale.name = item.name AND sale.name LIKE 'Copy %%'
        """,
        [],
    )


def multiply(env, table, record_id, count, **changes):
    """Insert *count* copies of a row straight into *table*, each with a name of its own.

    *changes* are the columns that differ, as SQL expressions of ``number``, which counts from 1.
    """
    changes = {"name": SQL("'Copy ' || number")} | changes
    env.cr.execute(
        SQL(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name != 'id'",
            table,
        )
    )
    values = {name: changes.get(name, SQL.identifier(name)) for (name,) in env.cr.fetchall()}
    env.cr.execute(
        SQL(
            "INSERT INTO %(table)s (%(columns)s) SELECT %(values)s"
            " FROM %(table)s, generate_series(1, %(count)s) number WHERE id = %(id)s",
            table=SQL.identifier(table),
            columns=SQL(", ").join(map(SQL.identifier, values)),
            values=SQL(", ").join(values.values()),
            count=count,
            id=record_id,
        )
    )
