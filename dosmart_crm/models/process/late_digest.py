from itertools import islice

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

DIGEST = "dosmart_crm.mail_activity_late_dates"
MOST_LINES = 10  # of a digest; the list has them all


class LateDigest(models.Model):
    """Salespeople are told of their late dates in one activity a day at most (spec SP-3)."""

    _name = "dosmart.late.digest"
    _description = "Late Dates Told to a Salesperson"
    _order = "day desc, id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    day = fields.Date(required=True)

    _user_day_uniq = models.UniqueIndex("(user_id, day)", "This was told today already.")

    @api.model
    def _tell_late_dates(self):
        """Tell every salesperson what is late, once a day; one without late dates is done.

        Of two workers at once, one finds the row of the other, or is refused and starts anew.
        """
        late = self._late_by_user()
        told = self._claim([user.id for user in late])
        open_digests = self._open_digests().grouped("user_id")
        for user, lines in late.items():
            if user.id in told:
                self._tell(user, lines, open_digests.get(user))
        for user in open_digests.keys() - late.keys():
            open_digests[user].action_feedback()
        return told

    @api.model
    def _late_by_user(self):
        """Return {salesperson: late dates}. Who heard nothing for too long is told one by one."""
        timeline = self.env["dosmart.deal.timeline"]
        lines = timeline.search(
            timeline._late_domain()
            & Domain("kind_id.source", "!=", "contact")
            & Domain("user_id.active", "=", True)
        )
        return lines.grouped("user_id")

    @api.model
    def _claim(self, user_ids):
        """Return those of *user_ids* who were told nothing today, and note that they are told."""
        query = SQL(
            "INSERT INTO dosmart_late_digest (user_id, day)"
            " SELECT user_id, %s FROM unnest(%s::int[]) AS late(user_id)"
            " ON CONFLICT (user_id, day) DO NOTHING RETURNING user_id",
            fields.Date.context_today(self),
            user_ids,
        )
        return {user_id for (user_id,) in self.env.execute_query(query)}

    @api.model
    def _open_digests(self):
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(DIGEST)
        return self.env["mail.activity"].search([("activity_type_id", "=", kind_id)])

    def _tell(self, user, lines, digest):
        """Give *user* the activity about late *lines*, or bring the one that is open up to date."""
        values = self.with_context(lang=user.lang)._prepare_digest_values(user, lines)
        # No email for each: the activities show in the salesperson's list.
        activities = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        digest.write(values) if digest else activities.create(values)

    def _prepare_digest_values(self, user, lines):
        return {
            "activity_type_id": self.env["ir.model.data"]._xmlid_to_res_id(DIGEST),
            "automated": True,
            "date_deadline": fields.Date.context_today(self),
            "note": self._tell_lines(lines.with_context(lang=user.lang)),
            "summary": self.env._("%s late dates", len(lines)),
            "user_id": user.id,
        }

    def _tell_lines(self, lines):
        """Return the first of these lines, those longest late first, with links to the deals."""
        row = Markup('<li><a href="/odoo/crm.lead/%s">%s</a>: %s, %s</li>')
        rows = [
            row
            % (
                line.lead_id.id,
                line.lead_id.name,
                line.kind_id.name,
                format_date(self.env, line.planned_date),
            )
            for line in islice(lines, MOST_LINES)
        ]
        more = Markup('<p><a href="/odoo/late-dates">%s</a></p>')
        return Markup("<ul>%s</ul>") % Markup().join(rows) + more % self.env._("All late dates")


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that we hand out from being deleted."""
        kept = {"res_model": False, "unlink": False}
        return super()._get_model_info_by_xmlid() | {DIGEST: kept}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.model
    def _cron_follow_dates(self, batch_size=2000):
        """Ask to break silence, some deals at a time, then tell what is late."""
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=1)
        while silent := self._ask_to_break_silence(batch_size):
            if not cron._commit_progress(len(silent), remaining=1):
                return
        self.env["dosmart.late.digest"]._tell_late_dates()
        cron._commit_progress(1, remaining=0)
