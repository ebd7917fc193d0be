from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

DUE = "dosmart_crm.mail_activity_complaint_due"
LATE = "dosmart_crm.mail_activity_complaint_late"


class Complaint(models.Model):
    """Before the answer is due the responsible is warned, after it the management (CO-2)."""

    _inherit = "dosmart.complaint"

    ack_missed_on = fields.Datetime("Leader Told", readonly=True, copy=False)
    warned_on = fields.Datetime("Responsible Warned", readonly=True, copy=False)
    escalated_on = fields.Datetime("Management Told", readonly=True, copy=False)

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {"ack_missed_on", "warned_on", "escalated_on"}

    @api.model
    def _watched(self):
        """Return what is told to whom, as [(field, domain, method)]; the field notes it is told."""
        now = fields.Datetime.now()
        running = (
            Domain("is_open", "=", True)
            & Domain("answered_at", "=", False)
            & Domain("paused_at", "=", False)
        )
        unheard = Domain("is_open", "=", True) & Domain("acknowledged_at", "=", False)
        return [
            ("ack_missed_on", unheard & Domain("ack_due", "<=", now), "_prepare_ack_missed"),
            ("escalated_on", running & Domain("answer_due", "<=", now), "_prepare_late"),
            ("warned_on", running & Domain("warn_due", "<=", now), "_prepare_warning"),
        ]

    @api.model
    def _cron_watch_clock(self, batch_size=200):
        """Warn of the answers that fall due, and tell the management of those that are late."""
        cron = self.env["ir.cron"]
        for noted_in, domain, prepare in self._watched():
            due = self.search(domain & Domain(noted_in, "=", False), order="answer_due, id")
            cron._commit_progress(remaining=len(due))
            for start in range(0, len(due), batch_size):
                batch = due[start : start + batch_size]
                batch._tell(noted_in, prepare)
                if not cron._commit_progress(len(batch)):
                    return

    def _watch_clock(self):
        """Tell of these what there is to tell, as the cron does."""
        for noted_in, domain, prepare in self._watched():
            told = self.filtered_domain(domain & Domain(noted_in, "=", False))
            told._tell(noted_in, prepare)

    def _tell(self, noted_in, prepare):
        """Give whoever is told one activity each; two workers at once do it once.

        The moment written makes the slower of them start again, and find it done.
        """
        if not self:
            return
        # sudo: these moments are noted by our methods alone.
        self.sudo().write({noted_in: fields.Datetime.now()})
        self.flush_recordset()
        model = self.env["ir.model"]._get_id(self._name)
        values = [
            {"res_model_id": model, "res_id": complaint.id, "automated": True, **activity}
            for complaint in self
            for activity in getattr(complaint, prepare)()
        ]
        # No email for each: the activities show in the list of whoever has them.
        # sudo: the activity is for whoever is told, not for who made it due.
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        activities.create(values)

    def _prepare_ack_missed(self):
        leader = self.team_id.user_id.filtered("active") or self.user_id
        return [
            self._prepare_activity(
                user, LATE, user_env._("Nobody has told the client that we have %s.", self.name)
            )
            for user, user_env in self._in_their_languages(leader)
        ]

    def _prepare_late(self):
        return [
            self._prepare_activity(
                user,
                LATE,
                user_env._(
                    "%(complaint)s is not answered: it was promised for %(due)s",
                    complaint=self.name,
                    due=format_datetime(user_env, self.answer_due, dt_format="short"),
                ),
            )
            for user, user_env in self._in_their_languages(self._management())
        ]

    def _prepare_warning(self):
        return [
            self._prepare_activity(
                user,
                DUE,
                user_env._(
                    "Answer %(complaint)s by %(due)s",
                    complaint=self.name,
                    due=format_datetime(user_env, self.answer_due, dt_format="short"),
                ),
            )
            for user, user_env in self._in_their_languages(self.user_id.filtered("active"))
        ]

    def _in_their_languages(self, users):
        for user in users:
            yield user, self.with_context(lang=user.lang, tz=user.tz or self.env.user.tz).env

    def _management(self):
        return self.team_id._managers_of(self.company_id)

    def _prepare_activity(self, user, kind, summary):
        return {
            "activity_type_id": self.env["ir.model.data"]._xmlid_to_res_id(kind),
            "user_id": user.id,
            "date_deadline": self._local_day(self.answer_due or fields.Datetime.now()),
            "summary": summary,
        }

    def _set_due(self, due):
        done = super()._set_due(due)
        self._note(warned_on=False, escalated_on=False)
        self._drop_warnings()
        return done

    def _answer(self):
        done = super()._answer()
        self._drop_warnings()
        return done

    def _drop_warnings(self):
        # sudo: the warning goes with its reason, whoever has it.
        self.sudo().activity_unlink([DUE, LATE])


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activities that we hand out from being deleted or made those of a lead."""
        kept = {"res_model": "dosmart.complaint", "unlink": False}
        return super()._get_model_info_by_xmlid() | {DUE: kept, LATE: kept}
