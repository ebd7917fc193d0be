from odoo import api, fields, models
from odoo.fields import Domain

MISSING = "dosmart_crm.mail_activity_folder"
EXPIRY = "dosmart_crm.mail_activity_folder_expiry"


class ServiceAccount(models.Model):
    """Salespeople are told once what their folders lack, and what is about to expire."""

    _inherit = "dosmart.service.account"

    reminded_on = fields.Date(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Technical: two workers that remind at once both write it, so that one starts anew.",
    )

    def _remind_missing(self):
        self._remind(MISSING, self._missing_domain())

    def _remind_expiry(self):
        self._remind(EXPIRY, self._expiring_domain())

    @api.model
    def _missing_domain(self):
        return Domain("state", "=", "running") & Domain("missing_count", ">", 0)

    @api.model
    def _expiring_domain(self):
        """Return which folders have a document that expires as soon as their company says."""
        today = fields.Date.context_today(self)
        # sudo: a setting of the company, the same for everybody.
        companies = self.env["res.company"].sudo().search([])
        return Domain("state", "=", "running") & Domain.OR(
            Domain("company_id", "in", [company.id for company in group])
            & Domain("next_expiry", "<=", fields.Date.add(today, days=days))
            for days, group in companies.grouped("folder_expiry_days").items()
        )

    def _remind(self, kind, domain):
        """Give the salesperson of each of these folders the activity *kind*, unless it is open."""
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(kind)
        due = self.search(
            domain
            & Domain("id", "in", self.ids)
            & Domain("user_id.active", "=", True)
            & Domain("activity_ids", "not any", [("activity_type_id", "=", kind_id)])
        )
        # sudo: a technical date, see the field.
        due.sudo().reminded_on = fields.Date.context_today(self)
        self.env.flush_all()
        deadline = self.env["mail.activity.type"].browse(kind_id)._get_date_deadline()
        for user, accounts in due.grouped("user_id").items():
            # No email for each: the activities show in the salesperson's list.
            quiet = accounts.with_context(mail_activity_quick_update=True, lang=user.lang)
            quiet.activity_schedule(kind, deadline, user_id=user.id)

    def _finish_reminders(self):
        """Close what was asked of people once nothing is missing, or about to expire.

        In the folder of a cancelled account nothing can be filed, so nobody is asked to.
        """
        # sudo: whoever filed the last document, the salesperson need not look for it any more.
        done = self.sudo()
        cancelled = done.filtered(lambda account: account.state == "cancelled")
        if cancelled:
            cancelled.activity_unlink([MISSING, EXPIRY])
        done.filtered(lambda account: not account.missing_count).activity_feedback([MISSING])
        (done - done.filtered_domain(self._expiring_domain())).activity_feedback([EXPIRY])

    def _begin_day(self):
        """Bring these folders up to date with a new day, and remind of what they lack."""
        self._take_from_form()
        self._update_progress()
        self._remind_missing()
        self._remind_expiry()

    @api.model
    def _cron_begin_day(self, batch_size=500):
        """Do what a new day brings: contracts end, documents expire, instalments fall due."""
        self._end_and_expire()
        running = self.search([("state", "=", "running")])
        self.env["ir.cron"]._commit_progress(remaining=len(running))
        for start in range(0, len(running), batch_size):
            batch = running[start : start + batch_size]
            batch._begin_day()
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activities that we hand out from being deleted or made those of a lead."""
        kept = {"res_model": "dosmart.service.account", "unlink": False}
        return super()._get_model_info_by_xmlid() | {MISSING: kept, EXPIRY: kept}
