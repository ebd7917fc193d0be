from odoo import api, fields, models
from odoo.exceptions import UserError

from .document_form import DOCUMENT_KINDS

STATES = [("draft", "Draft"), ("sent", "Sent")]
WAYS = [("email", "By Email"), ("paper", "Handed Over")]
OF_SENDING = {"state", "sent_on", "sent_by_id", "sent_way", "attachment_id", "form_id"}


class Document(models.Model):
    """A document of a deal: written from what is known, sent as PDF and filed (spec SP-4).

    Texts that are empty are proposed by ``document_texts.py``.
    """

    _name = "dosmart.document"
    _description = "Document of an Opportunity"
    _order = "id desc"
    _rec_name = "name"

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(DOCUMENT_KINDS, required=True)
    lead_id = fields.Many2one(
        "crm.lead", "Opportunity", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(related="lead_id.partner_id", string="Client")
    user_id = fields.Many2one(related="lead_id.user_id", string="Salesperson")
    # Not stored: whenever a deal changed, its documents would be looked for.
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    order_id = fields.Many2one(
        "sale.order",
        "Quotation or Order",
        compute="_compute_order_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        domain="[('opportunity_id', '=', lead_id)]",
        help="Its services, prices and instalments are printed.",
    )
    event_id = fields.Many2one(
        "calendar.event",
        "Meeting",
        compute="_compute_event_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        domain="[('opportunity_id', '=', lead_id)]",
    )
    form_id = fields.Many2one(
        "dosmart.document.form", "Form", readonly=True, copy=False, ondelete="restrict"
    )
    current_form_id = fields.Many2one(
        "dosmart.document.form", "Form to Be Used", compute="_compute_current_form_id"
    )
    is_form_approved = fields.Boolean(compute="_compute_current_form_id")
    state = fields.Selection(STATES, default="draft", required=True, readonly=True, copy=False)
    sent_on = fields.Date(readonly=True, copy=False)
    sent_by_id = fields.Many2one(
        "res.users", "Sent By", readonly=True, copy=False, ondelete="restrict"
    )
    sent_way = fields.Selection(WAYS, "How It Was Sent", readonly=True, copy=False)
    attachment_id = fields.Many2one(
        "ir.attachment", "File", readonly=True, copy=False, ondelete="restrict"
    )

    _lead_kind_idx = models.Index("(lead_id, kind, sent_on) WHERE state = 'sent'")

    @api.depends("kind", "lead_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for document in self:
            document.name = f"{kinds.get(document.kind, '')} - {document.lead_id.name or ''}"

    @api.depends("lead_id.company_id")
    @api.depends_context("company")
    def _compute_company_id(self):
        for document in self:
            document.company_id = document.lead_id.company_id or self.env.company

    @api.depends("lead_id")
    def _compute_order_id(self):
        """Take the newest quotation of the deal that stands, the confirmed ones first."""
        for document in self:
            orders = document.lead_id.order_ids.filtered(lambda order: order.state != "cancel")
            orders = orders.sorted(lambda order: (order.state == "sale", order.id))
            document.order_id = document.order_id & orders or orders[-1:]

    @api.depends("lead_id", "kind")
    def _compute_event_id(self):
        """Take the meeting that was held last for minutes, the next one for a visit order."""
        now = fields.Datetime.now()
        for document in self:
            events = document.lead_id.calendar_event_ids.sorted("start")
            if document.kind == "visit_order":
                found = events.filtered(lambda event: event.start >= now)[:1]
            else:
                found = events.filtered(lambda event: event.start < now)[-1:]
            document.event_id = document.event_id & events or found

    @api.depends("kind", "company_id", "form_id")
    def _compute_current_form_id(self):
        forms = self.env["dosmart.document.form"]
        for document in self:
            form = document.form_id or forms._current(document.kind, document.company_id)
            document.current_form_id = form
            document.is_form_approved = form.is_approved

    @api.constrains("order_id", "event_id", "lead_id", "contact_id")
    def _check_of_lead(self):
        """Refuse what is of another deal, and what is not for who writes."""
        for document in self:
            lead = document.lead_id
            # sudo(False): a constraint may run with all rights; it asks for those of who writes.
            lead.sudo(False).check_access("write")
            document.contact_id.sudo(False).check_access("read")
            if document.order_id and document.order_id.opportunity_id != lead:
                raise UserError(self.env._("Choose a quotation or order of this opportunity."))
            if document.event_id and document.event_id.opportunity_id != lead:
                raise UserError(self.env._("Choose a meeting of this opportunity."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [
                {name: value for name, value in vals.items() if name not in OF_SENDING}
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if OF_SENDING & vals.keys():
                raise UserError(self.env._("Send the document instead; that notes who and when."))
            self._check_draft()
        return super().write(vals)

    def _check_draft(self):
        if any(document.state == "sent" for document in self):
            raise UserError(
                self.env._("What was sent stays as it is. Duplicate the document to change it.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        self._check_draft()

    def action_open_file(self):
        """Show the PDF as it was sent."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}",
            "target": "new",
        }
