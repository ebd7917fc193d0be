from odoo import api, fields, models
from odoo.fields import Domain

from .duplicate_answer import ASK_MERGE
from .verification import VERIFY


class ResPartner(models.Model):
    """Salespeople are asked to verify the data of their clients, a few a day."""

    _inherit = "res.partner"

    verification_asked_on = fields.Date(
        copy=False,
        groups=fields.NO_ACCESS,
        help="Technical: when the salesperson was last asked to verify this client's data.",
    )

    @api.model
    def _cron_ask_verification(self):
        """Ask every salesperson to verify some clients' data, no more than may be asked a day."""
        for company in self.env["res.company"].search([("verification_months", ">", 0)]):
            partners = self.with_company(company)
            due = partners._to_ask()
            self.env["ir.cron"]._commit_progress(remaining=len(due))
            for user, clients in due.items():
                clients._ask_verification(user)
                if not self.env["ir.cron"]._commit_progress(1):
                    return

    @api.model
    def _to_ask(self):
        """Return {salesperson: clients to ask for today}; those known longest come first."""
        quota = self.env.company.verification_batch
        today = fields.Date.context_today(self)
        asked = dict(
            self._read_group(Domain("verification_asked_on", "=", today), ["user_id"], ["__count"])
        )
        found = self._read_group(self._to_ask_domain(), ["user_id"], ["id:recordset"])
        due = {user: clients[: max(quota - asked.get(user, 0), 0)] for user, clients in found}
        return {user: clients for user, clients in due.items() if clients}

    @api.model
    def _to_ask_domain(self):
        """Return which clients may be asked for: those with a salesperson, once in the months."""
        company = self.env.company
        start = self._verification_start(company.verification_months)
        shared = Domain("company_id", "=", False) & Domain("user_id.company_id", "=", company.id)
        never = Domain("verification_asked_on", "=", False)
        return (
            self._unverified_domain()
            & Domain("user_id.active", "=", True)
            & (Domain("company_id", "=", company.id) | shared)
            & (never | Domain("verification_asked_on", "<", start))
            & Domain("activity_ids", "not any", [("activity_type_id", "=", self._verify_type())])
        )

    @api.model
    def _verify_type(self):
        return self.env["ir.model.data"]._xmlid_to_res_id(VERIFY)

    def _ask_verification(self, user):
        """Give *user* the activity for each of these clients; two workers at once do it once.

        The date written on the clients makes the slower of them start again, and find it done.
        """
        self.verification_asked_on = fields.Date.context_today(self)
        self.env.flush_all()
        # No email for each: the activities show in the salesperson's list.
        quiet = self.with_context(mail_activity_quick_update=True, lang=user.lang)
        deadline = self.env.ref(VERIFY)._get_date_deadline()
        quiet.activity_schedule(VERIFY, deadline, user_id=user.id)


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Whoever has done what was asked has verified the client's data."""
        verify = self.env["res.partner"]._verify_type()
        asked = self.filtered(
            lambda one: one.activity_type_id.id == verify and one.res_model == "res.partner"
        )
        # sudo: whoever was asked may answer, also if the client has another salesperson by now.
        clients = self.env["res.partner"].sudo().browse(asked.mapped("res_id"))
        done = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if clients := clients.exists():
            today = fields.Date.context_today(self)
            clients.filtered(lambda client: client.verified_on != today)._mark_verified()
        return done


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activities that we hand out from being deleted or made those of a lead."""
        kept = {"res_model": "res.partner", "unlink": False}
        return super()._get_model_info_by_xmlid() | {VERIFY: kept, ASK_MERGE: kept}
