"""The data that the scenarios work on, equal in both twins."""

CONTACTS = 500
PRODUCT = "Bench Product"


def fill(env):
    """Add a product, contacts, a lead for each; return the salesperson who has them all."""
    salesperson = env["res.users"].create(
        {
            "name": "Bench Salesperson",
            "login": "bench",
            "group_ids": [(6, 0, env.ref("sales_team.group_sale_salesman_all_leads").ids)],
        }
    )
    env["product.product"].create({"name": PRODUCT, "type": "service"})
    stages = env["crm.stage"].search([])
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


def lead_values(number):
    """Return the values of a lead as someone types it in a hurry: no sheet, no client."""
    return {"name": f"Lead {number}", "contact_name": f"Person {number}", "type": "lead"}


def order_values(env, number):
    """Return the values of a quotation of one product at a price of its own."""
    product = env["product.product"].search([("name", "=", PRODUCT)])
    line = {"product_id": product.id, "product_uom_qty": 1, "price_unit": 100 + number}
    partner = env["res.partner"].search([("name", "=", f"Contact {number}")])
    return {"partner_id": partner.id, "order_line": [(0, 0, line)]}


def multiply(env, table, record_id, count):
    """Insert *count* copies of a row straight into *table*, each with a name of its own."""
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND column_name NOT IN ('id', 'name') AND is_generated = 'NEVER'",
        [table],
    )
    columns = ", ".join(f'"{name}"' for (name,) in env.cr.fetchall())
    env.cr.execute(
        f'INSERT INTO "{table}" (name, {columns})'
        f" SELECT 'Copy ' || number, {columns} FROM \"{table}\", generate_series(1, %s) number"
        " WHERE id = %s",
        [count, record_id],
    )
