"""What salespeople look at every day, at 100 000 clients: beside the screens of Odoo next to them.

On the database of ``programs``, with as many calls, deals, complaints and answers as there would
be. Everything is looked at by somebody who sees only what is his own: a tenth of it.
"""

from odoo.tools import SQL

from . import client_calls, data, programs
from .scenarios import Scenario

OPEN = 20_000  # calls, deals and complaints
ASKED = 100_000  # answer sheets of satisfaction


def fill(env):
    """Fill the database; return the salesperson whose every tenth client it is."""
    programs.fill(env)
    seller = _add_a_seller(env)
    env.cr.execute(
        """
        UPDATE res_partner
           SET complete_name = name, user_id = CASE WHEN name LIKE '%%0' THEN %s ELSE %s END
         WHERE name LIKE 'Copy %%'
        """,
        [seller.id, env.ref("base.user_admin").id],
    )
    client = env["res.partner"].search([("name", "=", "Copy 1")])
    shared = {
        "user_id": SQL("CASE WHEN number %% 10 = 0 THEN %s ELSE 2 END", seller.id),
        "partner_id": SQL("%s + number", client.id - 1),
    }
    _add_calls(env, client, shared["user_id"], seller)
    _add_deals(env, client, shared)
    _add_complaints(env, client, shared)
    _add_answers(env, client, shared["partner_id"])
    return seller


def _add_a_seller(env):
    group = env.ref("sales_team.group_sale_salesman")
    values = {"name": "Bench Seller", "login": "seller", "group_ids": [(6, 0, group.ids)]}
    return env["res.users"].create(values)


def _add_calls(env, client, user, seller):
    """Plan a call with every third client of those who have something planned."""
    call = client.activity_schedule(
        "mail.mail_activity_data_call",
        summary="Call",
        user_id=seller.id,
        contact_product_id=env["product.template"].search([("name", "=", "Line 0")]).id,
    )
    env.flush_all()
    data.multiply(
        env,
        "mail_activity",
        call.id,
        OPEN,
        summary=SQL("'Call ' || number"),
        res_id=SQL("%s + number * 3", client.id),
        user_id=user,
        date_deadline=SQL("CURRENT_DATE + number %% 60 - 10"),
    )


def _add_deals(env, client, shared):
    lead = env["crm.lead"].create(
        {"name": "Copy 0", "type": "opportunity", "partner_id": client.id, "user_id": False}
    )
    env.flush_all()
    stages = env["crm.stage"].search([("team_ids", "=", False)])
    stage = SQL("(%s::int[])[1 + number %% %s]", stages.ids, len(stages))
    data.multiply(env, "crm_lead", lead.id, OPEN, **shared, stage_id=stage)


def _add_complaints(env, client, shared):
    complaint = env["dosmart.complaint"].create({"subject": "Late", "partner_id": client.id})
    env.flush_all()
    stages = env["dosmart.complaint.stage"].search([("is_closed", "=", False)])
    data.multiply(
        env,
        "dosmart_complaint",
        complaint.id,
        OPEN,
        **shared,
        client_id=shared["partner_id"],
        name=SQL("'Q-' || number"),
        subject=SQL("'Complaint ' || number"),
        stage_id=SQL("(%s::int[])[1 + number %% %s]", stages.ids, len(stages)),
        access_token=SQL("md5(number::text)"),
    )


def _add_answers(env, client, partner):
    survey = env["survey.survey"].search([("survey_type", "=", "satisfaction")], limit=1)
    sheet = survey._create_answer(partner=client, check_attempts=False)
    env.flush_all()
    data.multiply(
        env,
        "survey_user_input",
        sheet.id,
        ASKED,
        partner_id=partner,
        access_token=SQL("md5(number::text)"),
        invite_token=SQL("md5(number::text)"),
        nickname=SQL("'Copy ' || number"),
        asked_on=SQL("CURRENT_DATE - number %% 700"),
        state=SQL("CASE number %% 3 WHEN 0 THEN 'done' ELSE 'new' END"),
    )


def _views(view_type, *models):
    """Return the views of *models*, looked up beforehand."""
    return lambda env: {model: client_calls.load_view(env, model, view_type) for model in models}


def _fill_list(model, domain=lambda env: []):
    return lambda env, views: client_calls.fill_list(env[model], views[model], domain(env))


def _fill_kanban(model):
    return lambda env, views: client_calls.fill_kanban(env[model], views[model], "stage_id")


_fill_contacts = _fill_list("res.partner")


def _fill_contacts_and_select_planned(env, views):
    _fill_contacts(env, views)
    env.cr.execute(
        """
        SELECT DISTINCT partner.commercial_partner_id
          FROM (
            SELECT res_id FROM mail_activity WHERE active AND res_model = 'res.partner'
             UNION ALL
            SELECT partner_id FROM dosmart_touchpoint WHERE state = 'planned'
          ) AS plan(partner_id)
          JOIN res_partner AS partner ON partner.id = plan.partner_id
        """
    )


def _fill_contacts_and_select_buyers(env, views):
    _fill_contacts(env, views)
    env.cr.execute(
        """
        SELECT client.id, MAX(sale.date_order)
          FROM sale_order AS sale
          JOIN res_partner AS contact ON contact.id = sale.partner_id
          JOIN res_partner AS client ON client.id = contact.commercial_partner_id
         WHERE sale.state = 'sale' AND client.user_id = %s
         GROUP BY client.id
        """,
        [env.uid],
    )


SCENARIOS = (
    Scenario(
        "at 100 000 clients: own next contacts, over the contact list",
        1.5,
        _views("list", "dosmart.next.contact", "res.partner"),
        _fill_list("dosmart.next.contact", lambda env: [("user_id", "=", env.uid)]),
        _fill_contacts,
        statements=20,
    ),
    Scenario(
        "at 100 000 clients: those without next contact, over the contact list and one SELECT",
        2.5,  # whether a client is active is asked of each of the 10 001 that are counted
        _views("list", "res.partner"),
        _fill_list("res.partner", lambda _env: [("lacks_next_contact", "=", True)]),
        _fill_contacts_and_select_planned,
        statements=25,
    ),
    Scenario(
        "at 100 000 clients: own clients to ask, over the contact list and one SELECT",
        1.5,
        _views("list", "dosmart.satisfaction.coverage", "res.partner"),
        _fill_list("dosmart.satisfaction.coverage", lambda _env: [("is_due", "=", True)]),
        _fill_contacts_and_select_buyers,
        statements=20,
    ),
    Scenario(
        "at 100 000 clients: kanban of complaints, over that of deals",
        3.0,  # the rule of who sees a complaint looks at its client, too; that of deals does not
        _views("kanban", "dosmart.complaint", "crm.lead"),
        _fill_kanban("dosmart.complaint"),
        _fill_kanban("crm.lead"),
        statements=40,
    ),
)
