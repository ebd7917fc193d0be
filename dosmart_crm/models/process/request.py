from odoo import api, fields, models
from odoo.fields import Domain

REQUEST_CHANNELS = [("form", "Web Form"), ("email", "Email"), ("call", "Call")]
REQUEST_STATES = [
    ("waiting", "Waiting"),
    ("answered", "Answered"),
    ("alternative", "Alternative Offered"),
    ("dismissed", "Asked for Nothing"),
]


class Request(models.Model):
    """What a client asked for: acknowledged at once with a day, answered in minutes (spec SP-11).

    The day is a promise. Rows are made and written by our methods alone, which check who may.
    """

    _name = "dosmart.request"
    _description = "Request of a Client"
    _order = "received_on desc, id desc"
    _check_company_auto = True

    name = fields.Char("Request", required=True)
    description = fields.Text()
    channel = fields.Selection(REQUEST_CHANNELS, required=True)
    lead_id = fields.Many2one(
        "crm.lead", "Lead", index="btree_not_null", ondelete="cascade", check_company=True
    )
    partner_id = fields.Many2one(
        "res.partner", "Client", index="btree_not_null", ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", "Salesperson", index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one("res.company", required=True)
    received_on = fields.Datetime(required=True, default=fields.Datetime.now)
    acknowledged_on = fields.Datetime("Acknowledged", help="When the client was told the day.")
    promise_id = fields.Many2one("dosmart.promise", index="btree_not_null", ondelete="set null")
    expected_date = fields.Date("Promised for", related="promise_id.due_date", store=True)
    promise_state = fields.Selection(related="promise_id.state", string="Promise")
    state = fields.Selection(REQUEST_STATES, required=True, default="waiting")
    answer_due_on = fields.Datetime("Answer Due", required=True)
    answered_on = fields.Datetime("First Answer")
    answered_by_id = fields.Many2one("res.users", "Answered by", ondelete="set null")
    answer_minutes = fields.Integer(
        "Minutes to the First Answer",
        aggregator="avg",
        help="In working time of the company, from the request to the first answer of a person.",
    )
    late_count = fields.Integer("Late", help="1 if the first answer came too late, or has not yet.")
    escalated_on = fields.Datetime("Team Leader Told")
    alternative = fields.Text(help="What we offered instead of what we cannot do.")

    _waiting_idx = models.Index("(answer_due_on) WHERE state = 'waiting'")

    @api.model
    def _receive(self, asker, channel, name, description=False, **values):
        """Take a request of *asker*, a lead or client: promise a day, and start the clock.

        :return: the request; a lead that waits for an answer already keeps its own
        """
        # sudo: a client asks, or whoever takes the call; its lead or client was checked before.
        requests = self.sudo()
        waiting = requests.search(self._of_domain(asker) & self._waiting_domain(), limit=1)
        if waiting:
            return waiting
        request = requests.create(
            requests._prepare_request(asker, name, description) | {"channel": channel} | values
        )
        request._promise_answer()
        request._mark_waiting()
        return request

    @api.model
    def _of_domain(self, asker):
        link = "lead_id" if asker._name == "crm.lead" else "partner_id"
        return Domain(link, "in", asker.ids)

    @api.model
    def _waiting_domain(self):
        return Domain("state", "=", "waiting")

    def _prepare_request(self, asker, name, description):
        is_lead = asker._name == "crm.lead"
        company = asker.company_id or self.env.company
        now = fields.Datetime.now()
        return {
            "name": name,
            "description": description,
            "lead_id": is_lead and asker.id,
            "partner_id": asker.partner_id.id if is_lead else asker.id,
            "user_id": self._who_answers(asker, company).id,
            "company_id": company.id,
            "received_on": now,
            "answer_due_on": company._working_time_after(now, company.request_minutes),
        }

    def _who_answers(self, asker, company):
        """Return the salesperson of *asker*, else who leads the team, else a sales manager."""
        team = asker.team_id if "team_id" in asker else asker.user_id.sale_team_id
        users = (asker.user_id | team.user_id).filtered("active")
        if not users:
            managers = self.env.ref("sales_team.group_sale_manager").all_user_ids
            users = managers.filtered(lambda user: company in user.company_ids and user.active)
        return users[:1]

    def _promise_answer(self):
        """Promise for which day the request is done."""
        if not self.user_id:
            return
        days = self.company_id.request_days
        self.promise_id = self.env["dosmart.promise"].create(
            {
                "name": self.name,
                "lead_id": self.lead_id.id,
                "partner_id": self.partner_id.id,
                "user_id": self.user_id.id,
                "due_date": self.company_id.with_context(tz=self._tz())._working_day(days),
            }
        )

    def _tz(self):
        return self.user_id.tz or self.company_id.resource_calendar_id.tz

    def _mark_waiting(self):
        """Let the leads know whether somebody waits; it spares looking at every message."""
        for lead in self.lead_id:
            is_waiting = "waiting" in lead.request_ids.mapped("state")
            if lead.has_waiting_request != is_waiting:
                lead.has_waiting_request = is_waiting


class CrmLead(models.Model):
    _inherit = "crm.lead"

    request_ids = fields.One2many(
        "dosmart.request", "lead_id", "Requests", groups="sales_team.group_sale_salesman"
    )
    has_waiting_request = fields.Boolean(
        "Waits for an Answer", copy=False, help="The client has not heard of a person yet."
    )

    def _merge_dependences(self, opportunities):
        """Keep the requests of any of the merged leads."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; the requests follow.
        requests = opportunities.sudo().request_ids
        if requests:
            requests.lead_id = self
            requests._mark_waiting()
        return done
