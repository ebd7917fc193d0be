from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

CALL = "mail.mail_activity_data_call"


class SatisfactionAsk(models.TransientModel):
    """Who is asked how satisfied it is, and who is left out and why."""

    _name = "dosmart.satisfaction.ask"
    _description = "Ask for Satisfaction"

    partner_ids = fields.Many2many("res.partner", string="Clients", required=True)
    order_id = fields.Many2one("sale.order", "About", ondelete="cascade", readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    is_one = fields.Boolean(compute="_compute_recipients")
    ready_ids = fields.Many2many("res.partner", compute="_compute_recipients", string="To Be Asked")
    recent_ids = fields.Many2many(
        "res.partner", compute="_compute_recipients", string="Asked a Short Time Ago"
    )
    refused_ids = fields.Many2many(
        "res.partner", compute="_compute_recipients", string="Want No Emails"
    )
    unreachable_ids = fields.Many2many(
        "res.partner", compute="_compute_recipients", string="Without Email"
    )
    pause_days = fields.Integer(compute="_compute_recipients")

    @api.model
    def _open(self, partners, order=None):
        return self._prepare(partners, order)._show()

    @api.model
    def _prepare(self, partners, order=None):
        ask = self.create(
            {
                "partner_ids": [Command.set(partners.ids)],
                "order_id": order.id if order else False,
                "company_id": (order.company_id if order else self.env.company).id,
            }
        )
        ask._check_own_clients()
        return ask

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for Satisfaction"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.depends("partner_ids")
    def _compute_recipients(self):
        for ask in self:
            recipients = ask._recipients()
            recent = ask._asked_lately(recipients)
            unreachable = recipients.filtered(lambda partner: not partner.email)
            refused = (recipients - unreachable).filtered("is_blacklisted")
            ask.is_one = len(recipients) == 1
            ask.pause_days = ask.company_id.satisfaction_pause_days
            ask.unreachable_ids, ask.refused_ids = unreachable, refused
            ask.recent_ids = recent - unreachable - refused
            # Who chooses one client alone knows why, and reads the warning.
            left_out = self.env["res.partner"] if ask.is_one else recent
            ask.ready_ids = recipients - unreachable - refused - left_out

    def _recipients(self):
        """Return whom to write to: each client once, to its main contact if it has no email."""
        by_client = {}
        for partner in self.partner_ids._origin:
            recipient = partner if partner.email else partner.main_contact_id
            recipient = recipient if recipient.email else partner
            by_client.setdefault(partner.commercial_partner_id, recipient)
        return self.env["res.partner"].union(*by_client.values())

    def _asked_lately(self, partners):
        company = self.company_id
        today = fields.Date.context_today(self)
        since = fields.Date.subtract(today, days=company.satisfaction_pause_days)
        # sudo: a client is not to be annoyed, whoever of us asked it.
        asked = (
            self.env["survey.user_input"]
            .sudo()
            ._read_group(
                Domain("asked_on", ">", since)
                & Domain("company_id", "=", company.id)
                & Domain(
                    "partner_id.commercial_partner_id", "in", partners.commercial_partner_id.ids
                ),
                ["partner_id"],
            )
        )
        clients = {partner.commercial_partner_id for (partner,) in asked}
        return partners.filtered(lambda partner: partner.commercial_partner_id in clients)

    def _check_own_clients(self):
        """Refuse to ask the clients of colleagues, unless one may see all."""
        self.partner_ids.check_access("read")
        self.order_id.check_access("read")
        self.company_id.check_access("read")
        if self.env.su or self.env.user.has_group("sales_team.group_sale_salesman_all_leads"):
            return
        clients = self.partner_ids.commercial_partner_id
        is_buyer = clients == self.order_id.partner_id.commercial_partner_id
        if is_buyer and self.order_id.user_id == self.env.user:
            return
        others = self.partner_ids.filtered(
            lambda partner: partner.commercial_partner_id.user_id
            not in (self.env.user, self.env.user.browse())
        )
        if others:
            raise AccessError(
                self.env._(
                    "%s: these clients have another salesperson, who asks them. Choose your own.",
                    ", ".join(others.mapped("display_name")),
                )
            )

    def action_send(self):
        """Send the questionnaire to those who are to be asked, and say to how many."""
        self.ensure_one()
        self._check_own_clients()
        if not self.ready_ids:
            raise UserError(
                self.env._("Nobody is left to be asked: fill in the missing emails, or plan calls.")
            )
        clients = self.ready_ids.with_company(self.company_id)
        sheets = clients._ask_satisfaction(self.order_id)
        return self._tell(self.env._("%s questionnaires sent.", len(sheets)))

    def action_answer_by_phone(self):
        """Fill in the questionnaire with the client on the phone: the one sent, or a new one."""
        self.ensure_one()
        self._check_own_clients()
        if not self.is_one:
            raise UserError(self.env._("Call one client at a time: choose it, and ask it."))
        clients = self._recipients().with_company(self.company_id)
        sheet = self._waiting_sheet() or clients._new_satisfaction_sheets(self.order_id)
        return sheet.with_env(self.env)._take_by_phone()

    def _waiting_sheet(self):
        """Return the last questionnaire that the client has not answered yet."""
        # sudo: salespeople have no access to sheets; that the client is theirs was checked.
        sheets = self.env["survey.user_input"].sudo()
        return sheets.search(self._waiting_domain(), order="asked_on desc, id desc", limit=1)

    def _waiting_domain(self):
        clients = self.partner_ids.commercial_partner_id
        domain = (
            Domain("partner_id.commercial_partner_id", "in", clients.ids)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("asked_on", "!=", False)
            & Domain("state", "!=", "done")
            & Domain("test_entry", "=", False)
            & Domain("survey_id.active", "=", True)
            & Domain("survey_id.survey_type", "=", "satisfaction")
        )
        return domain & Domain("sale_order_id", "=", self.order_id.id) if self.order_id else domain

    def action_plan_calls(self):
        """Plan a call to those who have no email, for the salesperson of each."""
        self.ensure_one()
        self._check_own_clients()
        summary = self.env._("Ask for satisfaction")
        today = fields.Date.context_today(self)
        for user, clients in self.unreachable_ids.grouped("user_id").items():
            clients.activity_schedule(
                CALL, today, summary=summary, user_id=(user or self.env.user).id
            )
        return self._tell(self.env._("%s calls planned.", len(self.unreachable_ids)))

    def _tell(self, text):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": text,
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
