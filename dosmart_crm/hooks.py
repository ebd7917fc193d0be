"""What runs around the installation."""

from odoo.tools.sql import column_exists, create_column

# Stored computes: with the columns already there, installing on a full database does not
# compute them lead by lead. What contacts know before the installation is filled in by SQL.
LEAD_COLUMNS = {
    "birthdate_date": "date",
    "marital_status": "varchar",
    "has_children": "varchar",
    "children": "int4",
    "vat": "varchar",
    "industry_id": "int4",
}


def pre_init_hook(env):
    """Create the columns of stored computes, and fill them with what is known already."""
    for name, column_type in LEAD_COLUMNS.items():
        if not column_exists(env.cr, "crm_lead", name):
            create_column(env.cr, "crm_lead", name, column_type)
    env.cr.execute(
        """
        UPDATE crm_lead AS lead
           SET vat = partner.vat, industry_id = partner.industry_id
          FROM res_partner AS partner
         WHERE partner.id = lead.partner_id
           AND (partner.vat IS NOT NULL OR partner.industry_id IS NOT NULL)
        """
    )
    _date_sent_quotations(env)


def _date_sent_quotations(env):
    """Take the day a quotation was confirmed, or last changed once it was sent, as that it left."""
    if column_exists(env.cr, "sale_order", "quotation_sent_on"):
        return
    create_column(env.cr, "sale_order", "quotation_sent_on", "date")
    env.cr.execute(
        """
        UPDATE sale_order
           SET quotation_sent_on = CASE state WHEN 'sale' THEN date_order ELSE write_date END
         WHERE state IN ('sent', 'sale')
        """
    )


def post_init_hook(env):
    """Name the activity plans, which have one language each, in that of the administrator."""
    env = env(context={"lang": env.ref("base.user_admin").lang})
    names = {
        "assignment_plan_lead": env._("New opportunity: process to follow"),
        "assignment_plan_client": env._("New client: process to follow"),
    }
    for name, text in names.items():
        if plan := env.ref(f"dosmart_crm.{name}", raise_if_not_found=False):
            plan.name = text
