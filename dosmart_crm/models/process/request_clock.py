from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

LATE = "dosmart_crm.mail_activity_request_late"


class Request(models.Model):
    """The clock of a request runs in working time until a person answers (spec SP-11)."""

    _inherit = "dosmart.request"

    def action_answer(self):
        """Note that the user has answered, by whatever way."""
        self._check_may_answer()
        self._answer()

    def _check_may_answer(self):
        for asker in (self.lead_id, self.partner_id - self.lead_id.partner_id):
            asker.check_access("write")

    def _answer(self, **values):
        """Note the first answer of a person: now, by the user."""
        # sudo: requests are written by our methods alone, after their checks.
        for request in self.sudo().filtered(lambda request: request.state == "waiting"):
            now = fields.Datetime.now()
            company = request.company_id
            request.write(
                {
                    "state": "answered",
                    "answered_on": now,
                    "answered_by_id": self.env.uid,
                    "answer_minutes": company._working_minutes(request.received_on, now),
                    "late_count": int(now > request.answer_due_on),
                }
                | values
            )
            request.lead_id.activity_feedback([LATE])
        # sudo: the mark on the lead is technical; who answers need not be its salesperson.
        self.sudo()._mark_waiting()

    def action_dismiss(self):
        """Note that these ask for nothing: thanks, advertising, what was sent by mistake."""
        self._check_may_answer()
        # sudo: requests are written by our methods alone, after their checks.
        for request in self.sudo().filtered(lambda request: request.state == "waiting"):
            request.state = "dismissed"
            request.promise_id.action_cancel()
            request.lead_id.activity_feedback([LATE])
            (request.lead_id or request.partner_id)._message_log(
                body=self.env._("“%s” asks for nothing: nobody has to answer.", request.name)
            )
        # sudo: the mark on the lead is technical; who answers need not be its salesperson.
        self.sudo()._mark_waiting()

    def action_cannot(self):
        """Ask what we offer instead of what we cannot do."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("We Cannot Do This"),
            "res_model": "dosmart.request.alternative",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_request_id": self.id},
        }

    def _offer_alternative(self, alternative):
        """Note what we offer instead; the promise of what we cannot do is cancelled."""
        self._check_may_answer()
        if not (alternative or "").strip():
            raise UserError(
                self.env._("Say what you offer instead: “we cannot” alone loses the client.")
            )
        self._answer()
        # sudo: requests are written by our methods alone, after their checks.
        self.sudo().write({"state": "alternative", "alternative": alternative.strip()})
        self.sudo().promise_id.action_cancel()
        for request in self:
            (request.lead_id or request.partner_id)._message_log(
                body=self.env._(
                    "We cannot do “%(request)s”. Offered instead: %(alternative)s",
                    request=request.name,
                    alternative=request.alternative,
                )
            )

    @api.model
    def _late_domain(self):
        untold = self._waiting_domain() & Domain("escalated_on", "=", False)
        return untold & Domain("answer_due_on", "<=", fields.Datetime.now())

    @api.model
    def _cron_escalate(self, batch_size=200):
        """Tell the team leaders of the requests that nobody answered in time."""
        late = self.search(self._late_domain(), order="answer_due_on, id")
        self.env["ir.cron"]._commit_progress(remaining=len(late))
        for start in range(0, len(late), batch_size):
            batch = late[start : start + batch_size]
            batch._escalate()
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return

    def _escalate(self):
        """Give each team leader one activity per late request; two workers at once do it once.

        The moment written makes the slower of them start again, and find it done.
        """
        self.write({"escalated_on": fields.Datetime.now(), "late_count": 1})
        self.flush_recordset()
        kind = self.env["ir.model.data"]._xmlid_to_res_id(LATE)
        values = [
            request._prepare_escalation() | {"activity_type_id": kind, "automated": True}
            for request in self
            if request._leader()
        ]
        # Without an email for each: the activities show in the leader's list.
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)

    def _leader(self):
        """Return who leads the team of the request; of a leader's own one, that leader too."""
        team = self.lead_id.team_id or self.user_id.sale_team_id
        return (team.user_id | self.user_id).filtered("active")[:1]

    def _prepare_escalation(self):
        asker, leader = self.lead_id or self.partner_id, self._leader()
        env = self.with_context(lang=leader.lang).env
        return {
            "res_model_id": env["ir.model"]._get_id(asker._name),
            "res_id": asker.id,
            "user_id": leader.id,
            "date_deadline": fields.Date.context_today(self.with_context(tz=self._tz())),
            "summary": env._(
                "Nobody has answered for %(minutes)s minutes: %(request)s",
                minutes=self.company_id.request_minutes,
                request=self.name,
            ),
        }


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that we hand out from being deleted or made that of one model."""
        return super()._get_model_info_by_xmlid() | {LATE: {"res_model": False, "unlink": False}}
