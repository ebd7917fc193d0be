from datetime import date

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .client_sheet_mixin import SALES

VERIFY = "dosmart_crm.mail_activity_verify"


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    verified_on = fields.Date(copy=False, help="When somebody last made sure that all is right.")
    verified_by_id = fields.Many2one(
        "res.users", "Verified by", copy=False, ondelete="set null", help="Empty: the client."
    )

    def _mark_verified(self):
        """Note that the client's data was verified today, by the user or by the client."""
        self.check_access("write")
        user = self.env.user
        # sudo: whoever may change the sheet says so of today and in the own name only.
        self.sudo().write(
            {
                "verified_on": fields.Date.context_today(self),
                "verified_by_id": False if user._is_public() else user.id,
            }
        )
        # sudo: what was asked of people is answered, whoever it was.
        self.sudo().partner_id.activity_feedback([VERIFY])

    def write(self, vals):
        if not self.env.su and not {"verified_on", "verified_by_id"}.isdisjoint(vals):
            raise AccessError(self.env._("Use the button Verified Today to say that all is right."))
        return super().write(vals)

    def _absorb(self, other):
        if (other.verified_on or date.min) > (self.verified_on or date.min):
            # sudo: the later verification is kept as it is.
            self.sudo().write(
                {"verified_on": other.verified_on, "verified_by_id": other.verified_by_id.id}
            )
        return super()._absorb(other)


class ClientSheetMixin(models.AbstractModel):
    _inherit = "dosmart.client.sheet.mixin"

    verified_on = fields.Date(related="client_sheet_id.verified_on", groups=SALES)
    verified_by_id = fields.Many2one(related="client_sheet_id.verified_by_id", groups=SALES)
    needs_verification = fields.Boolean(
        "To Verify",
        compute="_compute_needs_verification",
        search="_search_needs_verification",
        groups=SALES,
        help="Nobody verified this client's data for the months set in Settings.",
    )

    @api.depends("client_sheet_id.verified_on")
    @api.depends_context("company")
    def _compute_needs_verification(self):
        partners = self.env["res.partner"].with_context(active_test=False)
        ids = Domain("id", "in", self._all_clients()._origin.ids)
        due = partners.search(ids & partners._unverified_domain())
        for record in self:
            record.needs_verification = bool(record._all_clients()._origin & due)

    def _all_clients(self):
        """Return the clients that these records show; leads without client have none."""
        raise NotImplementedError

    def action_mark_verified(self):
        """Note that the client's data was verified today."""
        self._mark_verified()

    def _mark_verified(self):
        """Note that these clients' data was verified today."""
        self.filtered(lambda record: not record.client_sheet_id)._create_sheets()
        self.client_sheet_id._mark_verified()


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _all_clients(self):
        return self.partner_id.commercial_partner_id

    def _search_needs_verification(self, operator, _value):
        if operator != "in":
            return NotImplemented
        due = Domain("commercial_partner_id", "any", self.env["res.partner"]._unverified_domain())
        return Domain("partner_id", "any", due)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _all_clients(self):
        return self.commercial_partner_id

    def _search_needs_verification(self, operator, _value):
        return self._unverified_domain() if operator == "in" else NotImplemented

    @api.model
    def _unverified_domain(self):
        """Return which clients of the current company nobody verified for too long."""
        company = self.env.company
        # sudo: a setting of the company, the same for everybody.
        months = company.sudo().verification_months
        if not months:
            return Domain.FALSE
        start = self._verification_start(months)
        never = Domain("own_sheet_id", "=", False)
        never |= Domain("own_sheet_id", "any!", [("verified_on", "=", False)])
        return self._real_clients_domain(company) & (
            Domain("own_sheet_id", "any!", [("verified_on", "<", start)])
            | (never & Domain("create_date", "<", start))
        )

    @api.model
    def _verification_start(self, months):
        return fields.Date.context_today(self) - relativedelta(months=months)

    @api.model
    def _real_clients_domain(self, company):
        """Return who is a client: has a confirmed order or a sheet, unless all leads are lost."""
        # sudo: whether there are orders and leads, whoever has them.
        partners = self.sudo().with_context(active_test=False)
        confirmed = [("state", "=", "sale"), ("company_id", "=", company.id)]
        buyers = partners._search(Domain("sale_order_ids", "any!", confirmed))
        buyers = buyers.subselect(SQL.identifier("res_partner", "commercial_partner_id"))
        won_or_open = Domain("lead_ids", "any!", [("won_status", "!=", "lost")])
        with_sheet = won_or_open | Domain("lead_ids", "=", False)
        return Domain("id", "in", buyers) | Domain("own_sheet_id", "any!", with_sheet)
