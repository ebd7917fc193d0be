from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .promise import OWED
from .promise_move import TELL

REMIND = "dosmart_crm.mail_activity_promise"


class Promise(models.Model):
    """Whoever promised is reminded once before the day comes; after it the promise is broken."""

    _inherit = "dosmart.promise"

    reminded_on = fields.Date(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Technical: when somebody was reminded of the date it has now. Two workers that "
        "remind at once both write it, so that one starts anew.",
    )

    @api.model
    def _cron_begin_day(self, batch_size=500):
        """Break the promises whose day is over, and remind of those whose day comes."""
        self._break_late()
        due = self.search(self._soon_domain())
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for start in range(0, len(due), batch_size):
            batch = due[start : start + batch_size]
            batch._remind()
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return

    @api.model
    def _break_late(self):
        """Note as broken what is open although its day is over where it was promised."""
        # A day begins on half of the earth before it does in UTC.
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        candidates = self.search(Domain("state", "=", "open") & Domain("due_date", "<", tomorrow))
        late = candidates.filtered(lambda promise: promise.due_date < promise._local_today())
        quiet = late.with_context(tracking_disable=True)
        for due_date, promises in quiet.grouped("due_date").items():
            first_time = promises.filtered(lambda promise: not promise.broken_on)
            first_time._note(state="broken", broken_on=due_date)
            (promises - first_time)._note(state="broken")

    @api.model
    def _soon_domain(self):
        """Return which promises fall due as soon as their company wants to be told."""
        # sudo: a setting of the company, the same for everybody.
        companies = self.env["res.company"].sudo().search([])
        # A day begins on half of the earth before it does in UTC.
        tomorrow = fields.Date.add(fields.Date.today(), days=1)
        to_remind = self._owed_domain() & Domain("reminded_on", "=", False)
        return to_remind & Domain.OR(
            Domain("company_id", "in", [company.id for company in group])
            & Domain("due_date", "<=", fields.Date.add(tomorrow, days=days))
            for days, group in companies.grouped("promise_alert_days").items()
        )

    def _remind(self):
        """Give whoever has to keep these promises one activity each, unless reminded already."""
        # sudo: a technical date, see the field; who is reminded need not be the user.
        due = self.sudo().filtered(lambda promise: promise._is_to_remind())
        if not due:
            return
        due.reminded_on = fields.Date.today()
        due.flush_recordset()
        kind = self.env["ir.model.data"]._xmlid_to_res_id(REMIND)
        model = self.env["ir.model"]._get_id(self._name)
        # No email for each: the activities show in the salesperson's list.
        # sudo: the reminder is for whoever promised, not for who made it due.
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        activities.create(
            [
                promise._prepare_reminder() | {"activity_type_id": kind, "res_model_id": model}
                for promise in due
            ]
        )

    def _is_to_remind(self):
        start = fields.Date.add(self._local_today(), days=self.company_id.promise_alert_days)
        return (
            self.state in OWED
            and not self.reminded_on
            and self.due_date <= start
            and self._who_keeps()
        )

    def _who_keeps(self):
        """Return who has to keep this: who promised, or who took over the client since."""
        users = self.user_id | self.lead_id.user_id | self.partner_id.user_id
        return users.filtered("active")[:1]

    def _prepare_reminder(self):
        user = self._who_keeps()
        env = self.with_context(lang=user.lang).env
        return {
            "res_id": self.id,
            "user_id": user.id,
            "date_deadline": self.due_date,
            "automated": True,
            "summary": env._(
                "Promised to %(client)s for %(date)s: %(promise)s",
                client=self.client_name,
                date=format_date(env, self.due_date),
                promise=self.name,
            ),
        }

    def _remind_anew(self):
        """Forget the reminders of another date or person; remind at once if the day is near."""
        self._drop_reminders()
        # sudo: a technical date, see the field.
        self.sudo().reminded_on = False
        self._remind()
        self._ask_to_tell()

    def _drop_reminders(self):
        # sudo: the reminder goes with its reason, whoever has it.
        self.sudo().activity_unlink([REMIND, TELL])

    def _close_reminders(self):
        # sudo: whoever kept the promise, nobody has to any more.
        self.sudo().activity_feedback([REMIND])
        self.sudo().activity_unlink([TELL])


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Whoever has done what was asked has kept the promise, or told the client."""
        kept, told = (self._promises_asked(kind) for kind in (REMIND, TELL))
        done = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if kept:
            kept.action_keep()
        if told:
            told.action_tell()
        return done

    def _promises_asked(self, kind):
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(kind)
        asked = self.filtered(lambda one: one.activity_type_id.id == kind_id)
        # sudo: whoever was asked may answer, also if somebody else has the client by now.
        return self.env["dosmart.promise"].sudo().browse(asked.mapped("res_id")).exists()


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activities that we hand out from being deleted or made those of a lead."""
        kept = {"res_model": "dosmart.promise", "unlink": False}
        return super()._get_model_info_by_xmlid() | {REMIND: kept, TELL: kept}
