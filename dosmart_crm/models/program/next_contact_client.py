from odoo import api, fields, models
from odoo.fields import Domain

from .active_client import SALES

SHOWN = ("partner_id", "date", "purpose", "product_tmpl_id", "line_id", "is_complete")


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
    def _compute_lacks_next_contact(self):
        active = self._active_clients()
        contacts, planned = self._planned_contacts()
        of_active = planned & Domain("partner_id", "in", active.ids)
        lacking = active - contacts.search_fetch(of_active, ["partner_id"]).partner_id
        for partner in self:
            partner.lacks_next_contact = partner.commercial_partner_id in lacking

    def _search_lacks_next_contact(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()
        contacts, planned = self._planned_contacts()
        clients = contacts._search(planned).subselect("partner_id")
        return Domain("id", "not in", clients) & Domain("is_active_client", "=", True)

    @api.model
    def _planned_contacts(self):
        """Return the model and the domain of contacts to come that say all they have to."""
        # sudo: that something is planned is no secret; what it is stays with whoever planned it.
        contacts = self.env["dosmart.next.contact"].sudo()
        companies = Domain("company_id", "in", [False, *self.env.companies.ids])
        return contacts, companies & Domain("is_complete", "=", True)

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
