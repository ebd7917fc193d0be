from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SALES = "sales_team.group_sale_salesman"
SHOWN = ("partner_id", "date", "purpose", "product_tmpl_id", "line_id", "is_complete")


class ResCompany(models.Model):
    _inherit = "res.company"

    active_client_months = fields.Integer(
        "Months a Client Stays Active",
        default=12,
        help="A client is active who bought in so many months, has a contract running or a deal "
        "open. Every active client has a next contact.",
    )

    _active_client_months_plausible = models.Constraint(
        "CHECK(active_client_months BETWEEN 1 AND 240)",
        "A client stays active for 1 to 240 months after the last purchase.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    active_client_months = fields.Integer(related="company_id.active_client_months", readonly=False)


class ResPartner(models.Model):
    """Every active client has a next contact; who has none is found by a filter (spec CP-6)."""

    _inherit = "res.partner"

    next_contact_ids = fields.One2many(
        "dosmart.next.contact", "partner_id", "Contacts to Come", groups=SALES
    )
    next_contact_date = fields.Date("Next Contact", compute="_compute_next_contact", groups=SALES)
    next_contact_purpose = fields.Char(
        "Purpose of Next Contact", compute="_compute_next_contact", groups=SALES
    )
    next_contact_product = fields.Char(
        "Product of Next Contact", compute="_compute_next_contact", groups=SALES
    )
    is_active_client = fields.Boolean(
        "Active Client",
        compute="_compute_is_active_client",
        search="_search_is_active_client",
        groups=SALES,
        help="Bought lately, has a contract running or a deal open.",
    )
    lacks_next_contact = fields.Boolean(
        "Without Next Contact",
        compute="_compute_lacks_next_contact",
        search="_search_lacks_next_contact",
        groups=SALES,
        help="An active client with whom nothing is planned, or nobody noted what for and about "
        "which product.",
    )

    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_next_contact(self):
        # Read at once: to find a row by its id alone, PostgreSQL goes through all that is open.
        contacts = self.env["dosmart.next.contact"].search_fetch(
            [("partner_id", "in", self.commercial_partner_id.ids)], SHOWN
        )
        of_client = contacts.grouped("partner_id")
        for partner in self:
            planned = of_client.get(partner.commercial_partner_id, contacts.browse())
            contact = planned.filtered("is_complete")[:1] or planned[:1]
            about = contact.product_tmpl_id or contact.line_id
            partner.next_contact_date = contact.date
            partner.next_contact_purpose = contact.purpose
            partner.next_contact_product = about.display_name

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_active_client(self):
        clients = self._found_clients(Domain("is_active_client", "=", True))
        for partner in self:
            partner.is_active_client = partner.commercial_partner_id in clients

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_lacks_next_contact(self):
        clients = self._found_clients(Domain("lacks_next_contact", "=", True))
        for partner in self:
            partner.lacks_next_contact = partner.commercial_partner_id in clients

    def _found_clients(self, domain):
        return self.browse(
            self._search(domain & Domain("id", "in", self.commercial_partner_id.ids))
        )

    def _search_is_active_client(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()
        return Domain("id", "in", self._active_clients_sql())

    def _search_lacks_next_contact(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()
        # sudo: that something is planned is no secret; what it is stays with whoever planned it.
        planned = (
            self.env["dosmart.next.contact"]
            .sudo()
            ._search(
                Domain("is_complete", "=", True)
                & Domain("company_id", "in", [False, *self.env.companies.ids])
            )
        )
        return Domain("id", "in", self._active_clients_sql()) & Domain(
            "id", "not in", planned.subselect("partner_id")
        )

    @api.model
    def _active_clients_sql(self):
        """Return the query of the ids of active clients of the allowed companies."""
        companies = tuple(self.env.companies.ids)
        return SQL(
            """
            SELECT client.id
              FROM res_partner AS client
             WHERE client.active AND client.partner_share AND client.id IN (
                   SELECT buyer.commercial_partner_id
                     FROM sale_order AS sale
                     JOIN res_partner AS buyer ON buyer.id = sale.partner_id
                     JOIN res_company AS company ON company.id = sale.company_id
                    WHERE sale.state = 'sale' AND sale.company_id IN %(companies)s
                      AND sale.date_order
                          >= now() - make_interval(months => company.active_client_months)
                    UNION
                   SELECT account.partner_id
                     FROM dosmart_service_account AS account
                    WHERE account.state = 'running' AND account.company_id IN %(companies)s
                    UNION
                   SELECT prospect.commercial_partner_id
                     FROM crm_lead AS lead
                     JOIN res_partner AS prospect ON prospect.id = lead.partner_id
                    WHERE lead.active AND lead.type = 'opportunity'
                      AND lead.won_status = 'pending'
                      AND (lead.company_id IS NULL OR lead.company_id IN %(companies)s))
            """,
            companies=companies,
        )

    def action_plan_next_contact(self):
        """Open the dialog that plans the next contact with this client."""
        self.ensure_one()
        return self.env["dosmart.next.contact.plan"]._open(self)

    def action_view_next_contacts(self):
        """Open what is planned with this client; plan something where there is nothing."""
        self.ensure_one()
        if not self.next_contact_date:
            return self.action_plan_next_contact()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.next_contact_action")
        domain = [("partner_id", "=", self.commercial_partner_id.id)]
        return action | {"domain": domain, "context": {}}
