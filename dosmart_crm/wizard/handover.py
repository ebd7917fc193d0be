from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date, format_datetime

PAST_ORDERS = 40


class Handover(models.TransientModel):
    """What a salesperson has to know who takes over a lead or client: one screen (spec SP-7).

    All is read with the user's own rights. Only for one's own clients colleagues' contacts and
    offers, and the money, are shown too.
    """

    _name = "dosmart.handover"
    _description = "Handover Brief"

    lead_id = fields.Many2one("crm.lead", "Opportunity", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Client", ondelete="cascade")
    is_yours = fields.Boolean(compute="_compute_is_yours")
    client_status_id = fields.Many2one("dosmart.client.status", compute="_compute_sheet")
    status_reason = fields.Char(compute="_compute_sheet")
    sheet_completeness = fields.Integer(compute="_compute_sheet")
    personality_tip = fields.Text("How to Treat This Client", compute="_compute_sheet")
    conclusions = fields.Text(compute="_compute_sheet")
    missing_question_ids = fields.Many2many(
        "dosmart.sheet.question", string="Still to Ask", compute="_compute_sheet"
    )
    contacts = fields.Html("Last Contacts", compute="_compute_contacts")
    promises = fields.Html("Open Promises", compute="_compute_promises")
    proposals = fields.Html("Offers on the Table", compute="_compute_proposals")
    objections = fields.Html(compute="_compute_objections")
    currency_id = fields.Many2one("res.currency", compute="_compute_money")
    balance = fields.Monetary("Balance Due", compute="_compute_money")
    overdue = fields.Monetary("Of It Overdue", compute="_compute_money")
    invoices = fields.Html("Overdue Invoices", compute="_compute_money")
    order_ids = fields.Many2many(
        "sale.order", string="Past Quotations and Orders", compute="_compute_order_ids"
    )

    @api.model
    def _open(self, lead=None, partner=None):
        lead = lead or self.env["crm.lead"]
        client = (partner or lead.partner_id).commercial_partner_id
        (lead or client).check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Handover Brief: %s", client.name or lead.name),
            "res_model": self._name,
            "res_id": self.create({"lead_id": lead.id, "partner_id": client.id}).id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    @api.depends("partner_id", "lead_id")
    def _compute_is_yours(self):
        for brief in self:
            (brief.lead_id or brief.partner_id).check_access("read")
            # sudo: technical fields say who was given a client.
            brief.is_yours = bool(brief.partner_id.sudo()._given_to_you())

    def _reader(self):
        """Return this brief as who reads what colleagues did for one's own client."""
        # sudo: the past of a client is handed over with the client; see _compute_is_yours.
        return self.sudo() if self.is_yours else self

    def _family(self):
        """Return the client with its contacts, without those the user took from colleagues."""
        # sudo: a technical field says who took a contact.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        family = Domain("commercial_partner_id", "in", self.partner_id.ids)
        return partners.search(family & partners._not_taken_domain()).with_env(self.env)

    def _leads(self):
        """Return the leads of the client, also lost ones, in the companies one works in."""
        leads = self.lead_id.with_context(active_test=False)
        of_client = Domain("partner_id", "in", self._family().ids)
        companies = [False, *self.env.companies.ids]
        return leads | leads.search(of_client & Domain("company_id", "in", companies))

    @api.depends("partner_id", "lead_id")
    def _compute_sheet(self):
        for brief in self:
            source = brief.lead_id or brief.partner_id
            for name in ("client_status_id", "status_reason", "sheet_completeness"):
                brief[name] = source[name]
            for name in ("personality_tip", "conclusions", "missing_question_ids"):
                brief[name] = source[name]

    @api.depends("partner_id", "lead_id")
    @api.depends_context("lang", "tz")
    def _compute_contacts(self):
        for brief in self:
            reader = brief._reader()
            told = reader._family()._last_contacts(reader._leads())
            brief.contacts = self._list(
                [format_datetime(self.env, moment, dt_format="short"), who, what]
                for moment, who, what in told
            )

    def _open_about(self, model, partners, domain):
        """Return the records of *model* about the leads or *partners*, of one's companies."""
        about = Domain("lead_id", "in", self._leads().ids)
        about |= Domain("partner_id", "in", partners.ids)
        companies = Domain("company_id", "in", self.env.companies.ids)
        return self.env[model].search(about & companies & domain)

    @api.depends("partner_id", "lead_id")
    @api.depends_context("lang")
    def _compute_promises(self):
        """Also those of colleagues: the client holds whoever comes to them."""
        for brief in self:
            reader = brief._reader()
            model = reader.env["dosmart.promise"]
            owed = reader._open_about(model._name, reader._family(), model._owed_domain())
            states = dict(model._fields["state"]._description_selection(self.env))
            brief.promises = self._list(
                [
                    promise.name,
                    format_date(self.env, promise.due_date),
                    promise.user_id.name,
                    promise.state == "broken" and states["broken"],
                ]
                for promise in owed
            )

    @api.depends("partner_id", "lead_id")
    @api.depends_context("lang")
    def _compute_proposals(self):
        for brief in self:
            on_table = Domain("state", "=", "on_table")
            proposals = brief._reader()._open_about(
                "dosmart.offer.proposal", brief.partner_id, on_table
            )
            brief.proposals = self._list(
                [
                    proposal.offer_id.name,
                    format_date(self.env, proposal.date),
                    proposal.user_id.name,
                ]
                for proposal in proposals
            )

    @api.depends("partner_id", "lead_id")
    @api.depends_context("lang")
    def _compute_objections(self):
        for brief in self:
            reader = brief._reader()
            raised = reader.env["dosmart.lead.objection"].search(
                [("lead_id", "in", reader._leads().ids)], limit=10
            )
            brief.objections = self._list(
                [
                    one.objection_id.name,
                    one.answer or self.env._("not answered yet"),
                    dict(one._fields["result"]._description_selection(self.env))[one.result],
                ]
                for one in raised
            )

    @api.depends("partner_id")
    @api.depends_context("lang", "company")
    def _compute_money(self):
        self.currency_id = self.env.company.currency_id
        self.balance = self.overdue = 0
        self.invoices = False
        for brief in self.filtered("is_yours"):
            # sudo: whoever is to collect has to know what is due; only for one's own clients.
            client = brief.partner_id.sudo()
            overdue = client._overdue_invoices()
            brief.balance = client.credit
            brief.overdue = sum(overdue.mapped("amount_residual_signed"))
            brief.invoices = self._list(
                [
                    invoice.name,
                    format_date(self.env, invoice.invoice_date_due),
                    format_amount(self.env, invoice.amount_residual, invoice.currency_id),
                ]
                for invoice in overdue
            )

    @api.depends("partner_id")
    def _compute_order_ids(self):
        """Those that the access rules show."""
        for brief in self:
            of_client = Domain("partner_id", "in", brief._family().ids)
            brief.order_ids = self.env["sale.order"].search(of_client, limit=PAST_ORDERS)

    @api.model
    def _list(self, lines):
        """Return *lines* of texts as a list, or nothing."""
        items = [
            Markup("<li>{}</li>").format(" · ".join(text for text in line if text))
            for line in lines
        ]
        return items and Markup('<ul class="mb-0">{}</ul>').format(Markup().join(items))
