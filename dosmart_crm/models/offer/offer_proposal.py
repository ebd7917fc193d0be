from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

PROPOSAL_STATES = [
    ("on_table", "On the Table"),
    ("accepted", "Accepted"),
    ("refused", "Refused"),
    ("expired", "Expired"),
]


class OfferProposal(models.Model):
    """An offer put on the table for an opportunity, and what became of it (spec OF-5)."""

    _name = "dosmart.offer.proposal"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Offer on the Table"
    _order = "date desc, id desc"
    _rec_name = "offer_id"
    _check_company_auto = True

    offer_id = fields.Many2one(
        "dosmart.offer", required=True, index=True, ondelete="restrict", check_company=True
    )
    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", index="btree_not_null", ondelete="set null", check_company=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        compute="_compute_partner_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="cascade",
    )
    order_id = fields.Many2one(
        "sale.order",
        "Quotation",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        domain="[('state', 'in', ('draft', 'sent')), ('partner_id', 'child_of', partner_id)]",
        help="Where accepting applies the offer. Empty: the only quotation of the client.",
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, precompute=True, required=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users", "Salesperson", default=lambda self: self.env.user, index=True, tracking=True
    )
    state = fields.Selection(
        PROPOSAL_STATES, required=True, readonly=True, default="on_table", tracking=True, copy=False
    )
    date = fields.Date("On the Table since", required=True, default=fields.Date.context_today)
    decision_date = fields.Date("Decided on", readonly=True, copy=False)
    next_step_date = fields.Date("Next Step")
    refusal_reason = fields.Char(tracking=True, copy=False)
    status_id = fields.Many2one(
        "dosmart.client.status",
        "Status That Day",
        readonly=True,
        ondelete="restrict",
        help="The client's status when the offer was put on the table.",
    )
    cost = fields.Monetary("Cost to Us", readonly=True, copy=False, help="When it was accepted.")
    client_name = fields.Char("Client or Prospect", compute="_compute_client_name")
    order_state = fields.Selection(related="order_id.state")
    resting_reason = fields.Char(compute="_compute_resting_reason")

    # Not of the lead's contact: linking a lead would then look for proposals (see CrmLead.write).
    @api.depends("lead_id", "order_id")
    def _compute_partner_id(self):
        for proposal in self:
            source = proposal.lead_id.partner_id or proposal.order_id.partner_id
            proposal.partner_id = source.commercial_partner_id or proposal.partner_id

    @api.depends("lead_id", "order_id")
    def _compute_company_id(self):
        for proposal in self:
            company = proposal.order_id.company_id or proposal.lead_id.company_id
            proposal.company_id = company or proposal.company_id or self.env.company

    @api.depends("partner_id.name", "lead_id.partner_name", "lead_id.contact_name", "lead_id.name")
    def _compute_client_name(self):
        # sudo: the opportunity may be a colleague's; the list shows its name anyway.
        for proposal in self.sudo():
            lead = proposal.lead_id
            names = proposal.partner_id.name, lead.partner_name, lead.contact_name, lead.name
            proposal.client_name = next(filter(None, names), False)

    @api.depends("lead_id.won_status", "lead_id.name", "state")
    @api.depends_context("lang")
    def _compute_resting_reason(self):
        # sudo: the opportunity may be a colleague's; only why it rests is told.
        for proposal in self.sudo():
            waiting = proposal.state == "on_table"
            proposal.resting_reason = waiting and proposal.lead_id._why_offers_rest()

    @api.constrains("lead_id", "partner_id", "order_id")
    def _check_client(self):
        for proposal in self:
            if not (proposal.lead_id or proposal.partner_id):
                raise ValidationError(
                    self.env._("Say to whom this offer is made: choose a client or an opportunity.")
                )
            client = proposal.order_id.partner_id.commercial_partner_id
            if client and proposal.partner_id and client != proposal.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(order)s is for %(client)s. Choose a quotation for %(other)s.",
                        order=proposal.order_id.name,
                        client=client.name,
                        other=proposal.partner_id.name,
                    )
                )

    @api.constrains("state", "refusal_reason")
    def _check_refusal_reason(self):
        if self.filtered(lambda p: p.state == "refused" and not (p.refusal_reason or "").strip()):
            raise ValidationError(
                self.env._("Say why the client refused: the next offer depends on it.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        proposals = super().create(vals_list)
        # sudo: the status was shown with the offer; it is only noted down here.
        for proposal in proposals.sudo().filtered(lambda p: not p.status_id):
            source = proposal.lead_id or proposal.partner_id
            proposal.status_id = source.client_sheet_id.client_status_id
        return proposals

    @api.ondelete(at_uninstall=False)
    def _unlink_except_accepted(self):
        if self.filtered(lambda proposal: proposal.state == "accepted"):
            raise UserError(
                self.env._("An accepted offer cannot be deleted. Withdraw it from the quotation.")
            )

    def _is_open(self):
        """Return whether it is on the table, or accepted on what is still a quotation."""
        if self.state != "accepted":
            return self.state == "on_table"
        # sudo: the quotation may be a colleague's; only its state is looked at.
        return self.sudo().order_id.state in ("draft", "sent")

    def _today(self):
        """Return the date where the salesperson is, who reads "Ended on", else in the company.

        The user of the cron has no time zone that would mean anything.
        """
        timezone = self.user_id.tz or self.company_id.resource_calendar_id.tz
        return fields.Date.context_today(self.with_context(tz=timezone))

    @api.model
    def _find_expired(self):
        """Return what is on the table although the offer ended before today."""
        # Somewhere it is tomorrow already; whether there, each proposal knows.
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        ended = Domain("state", "=", "on_table") & Domain("offer_id.date_to", "<", tomorrow)
        return self.search(ended, order="id").filtered(lambda p: p.offer_id.date_to < p._today())

    def _expire(self):
        on_table = self.filtered(lambda proposal: proposal.state == "on_table")
        for today, proposals in on_table.grouped(lambda p: p._today()).items():
            proposals.write({"state": "expired", "decision_date": today})

    @api.model
    def _cron_expire(self, batch_size=500):
        due = self._find_expired()
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        while batch := due[:batch_size]:
            due -= batch
            batch._expire()
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                break  # no time left: the next run goes on
