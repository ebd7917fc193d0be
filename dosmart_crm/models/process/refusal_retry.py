from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

RETRY = "dosmart_crm.mail_activity_retry"


class CrmLead(models.Model):
    """Lost deals come back on the day that was chosen, once, with a task for the salesperson."""

    _inherit = "crm.lead"

    @api.model
    def _retry_domain(self):
        today = fields.Date.context_today(self)
        return Domain("active", "=", False) & Domain("retry_date", "<=", today)

    def _try_again(self):
        """Restore these lost deals and ask somebody to try again.

        Two workers at once do it once: both write the deals, so that the slower one starts anew
        and finds them back.
        """
        activities = [lead._prepare_retry_activity() for lead in self]
        self.action_restore()
        self.env.flush_all()
        # No email for each: the activities show in the salesperson's list.
        quiet = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        quiet.create(activities)

    def _prepare_retry_activity(self):
        user = self._retry_user()
        return {
            "activity_type_id": self.env["ir.model.data"]._xmlid_to_res_id(RETRY),
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "user_id": user.id,
            "summary": self.with_context(lang=user.lang)._tell_retry(),
            "date_deadline": fields.Date.context_today(self),
            "automated": True,
        }

    def _retry_user(self):
        """Return who tries again: the salesperson or, if gone, the leader of the team."""
        return (self.user_id | self.team_id.user_id).filtered("active")[:1]

    def _tell_retry(self):
        refusal = self.refusal_ids.filtered(lambda one: not one.returned_on)
        if not refusal.lost_reason_id:
            return self.env._("Try again: it was lost")
        return self.env._(
            "Try again: lost on %(date)s, %(reason)s",
            date=format_date(self.env, refusal.date),
            reason=refusal.lost_reason_id.name,
        )

    @api.model
    def _cron_try_again(self, batch_size=200):
        due = self.search(self._retry_domain(), order="id")
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for start in range(0, len(due), batch_size):
            batch = due[start : start + batch_size]
            batch._try_again()
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return

    def _merge_dependences(self, opportunities):
        """Keep the refusals and last tries of all merged deals, as history."""
        done = super()._merge_dependences(opportunities)
        # sudo: merging was allowed; what became of the merged deals follows.
        parts = opportunities.sudo()
        parts.refusal_ids.filtered(lambda one: not one.returned_on).write(
            {"returned_on": fields.Datetime.now()}
        )
        parts.refusal_ids.lead_id = self
        parts.rescue_ids.lead_id = self
        return done


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that we hand out from being deleted or made that of a contact."""
        return super()._get_model_info_by_xmlid() | {
            RETRY: {"res_model": "crm.lead", "unlink": False}
        }
