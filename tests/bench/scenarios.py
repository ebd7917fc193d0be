"""What is timed. A scenario prepares (untimed), then runs; its work is rolled back.

To add one: write its two functions and a row in ``SCENARIOS``.
"""

from collections.abc import Callable
from typing import NamedTuple

from odoo.tools import SQL

from . import client_calls, data, imports, pages


class Scenario(NamedTuple):
    """``run(env, prepare(env))`` on our twin, against ``reference`` or the same on stock."""

    title: str
    limit: float  # of our time over that of the reference
    prepare: Callable
    run: Callable
    # Timed on our twin too, or the seconds allowed; None: ``run`` on the stock twin.
    reference: Callable | float | None = None
    statements: int | None = None  # how many SQL statements we may need; None: as many as stock
    setup: Callable | None = None  # run once before, on our twin, and kept
    rounds: int | None = None  # how many; None: at least 9, and more while they are quick


def _new_lead_values(env):
    return [data.lead_values(number) for number in range(1000)]


def _create_leads(env, values):
    env["crm.lead"].create(values)


def _kanban(env):
    return client_calls.load_view(env, "crm.lead", "kanban")


def _fill_kanban(env, arch):
    client_calls.fill_kanban(env["crm.lead"], arch, "stage_id")


def _cards(env):
    leads = env["crm.lead"].search([("type", "=", "opportunity")], limit=200)
    return leads, env["crm.stage"].search([("team_ids", "=", False)], limit=2)


def _move_cards(_env, cards):
    leads, stages = cards
    for stage in stages:
        leads.write({"stage_id": stage.id})


def _contact_list(env):
    return client_calls.load_view(env, "res.partner", "list")


def _fill_contact_list(env, arch):
    client_calls.fill_list(env["res.partner"], arch)


def _conversion(env):
    leads = env["crm.lead"].create([data.lead_values(number) for number in range(100)])
    wizard = env["crm.lead2opportunity.partner.mass"].with_context(
        active_model="crm.lead", active_id=leads[0].id, active_ids=leads.ids
    )
    values = {"action": "each_exist_or_create", "deduplicate": False, "user_ids": env.user.ids}
    return wizard.create(values)


def _convert(env, wizard):
    wizard.action_mass_convert()


def _quotations(env):
    values = [data.order_values(env, number) for number in range(100)]
    return env["sale.order"].create(values)


def _confirm(env, orders):
    orders.action_confirm()


def _leads_of_every_status(env):
    data.add_leads_of_every_status(env, 10_000)


def _sheet_leads(env):
    return env["crm.lead"].search([("client_sheet_id", "!=", False)])


def _judge_offers(env, leads):
    leads._offer_eligibility()


def _fetch_facts(env, leads):
    """Read what the offers of *leads* depend on, and nothing more."""
    names = ["client_sheet_id", "company_id", "partner_id", "referrer_id"]
    found = env["crm.lead"].search_fetch([("id", "in", leads.ids)], names)
    sheets = env["dosmart.client.sheet"]
    names = ["client_status_id", "payment_preference"]
    sheets.search_fetch([("id", "in", found.client_sheet_id.ids)], names)


def _links(env):
    """Keep links to the form of the client sheet, to that for visitors and to a quotation."""
    contact = env["res.partner"].search([("name", "=", "Contact 0")])
    contact.email = "contact@example.com"
    order = env["sale.order"].create(data.order_values(env, 0) | {"state": "sent"})
    order._portal_ensure_token()
    sheet = contact.action_send_sheet()["context"]["sheet_link"]
    links = {"sheet": sheet, "quotation": order.get_portal_url(), "contact": "/dosmart/contact"}
    pages.keep(env, **links)


def _nothing(_env):
    return None


def _get_sheet_form(env, _prepared):
    pages.get(env, "sheet")


def _get_quotation(env, _prepared):
    pages.get(env, "quotation")


def _get_contact_form(env, _prepared):
    pages.get(env, "contact")


def _contacts_with_duplicates(env):
    data.add_contacts(env, 100_000)


def _duplicate_list(env):
    return client_calls.load_view(env, "dosmart.duplicate", "list")


def _fill_duplicate_list(env, arch):
    client_calls.fill_list(env["dosmart.duplicate"], arch)


def _group_contacts(env, _arch):
    """Group the same contacts by the same values, in SQL and for no user in particular."""
    keys = (
        SQL("phone_sanitized"),
        SQL("email_normalized"),
        SQL("regexp_replace(upper(vat), '[^A-Z0-9]', '', 'g')"),
        SQL("lower(name) || birthdate_date"),
    )
    for key in keys:
        env.cr.execute(
            SQL(
                "SELECT array_agg(id) FROM res_partner WHERE active AND partner_share"
                " GROUP BY %s HAVING count(*) > 1",
                key,
            )
        )


def _contacts_with_orders(env):
    if not env["res.partner"].search_count([("name", "=", "Copy 1")], limit=1):
        data.add_contacts(env, 100_000)
    data.add_orders_of_contacts(env, 100_000)


def _list_buyers(env, arch):
    return client_calls.fill_list(env["res.partner"], arch, [("name", "=like", "Copy %")])


def _fill_product_grid(env, arch):
    """Load the same page of contacts, and where they stand with each product line."""
    records = _list_buyers(env, arch)["records"]
    cells = env["dosmart.client.product"].get_grid([row["id"] for row in records])["cells"]
    assert len(cells) == len(records) == client_calls.ROWS, "every one of them has an order"


SCENARIOS = (
    Scenario("create 1 000 leads with empty sheets", 1.10, _new_lead_values, _create_leads),
    Scenario("open the pipeline kanban", 1.10, _kanban, _fill_kanban),
    Scenario("move 200 cards of a team without control points", 1.10, _cards, _move_cards),
    Scenario("open the contact list", 1.10, _contact_list, _fill_contact_list),
    # Odoo looks at every field of a contact for every row, ours included.
    Scenario("import 1 000 contacts without sheets", 1.25, imports.contacts, imports.load),
    Scenario(
        "import 1 000 contacts with sheets",
        3.0,
        imports.clients,
        imports.load,
        reference=imports.load_contacts,
        statements=250,
    ),
    Scenario("convert 100 leads", 1.15, _conversion, _convert),
    Scenario("confirm 100 plain quotations", 1.10, _quotations, _confirm),
    Scenario(
        "eligible offers of 10 000 leads",
        2.0,
        _sheet_leads,
        _judge_offers,
        reference=_fetch_facts,
        statements=25,
        setup=_leads_of_every_status,
    ),
    Scenario(
        "form of the client sheet in the portal",
        1.5,
        _nothing,
        _get_sheet_form,
        reference=_get_quotation,
        setup=_links,
    ),
    Scenario(
        "public contact form",
        1.5,
        _nothing,
        _get_contact_form,
        reference=_get_quotation,
        setup=_links,
    ),
    # These fill our twin with contacts, and therefore come last.
    Scenario(
        "list the duplicates of 100 000 contacts",
        6.0,
        _duplicate_list,
        _fill_duplicate_list,
        reference=_group_contacts,
        statements=25,
        setup=_contacts_with_duplicates,
    ),
    Scenario(
        "clients and products, 80 of 100 000 clients",
        4.0,
        _contact_list,
        _fill_product_grid,
        reference=_list_buyers,
        statements=30,
        setup=_contacts_with_orders,
    ),
)
