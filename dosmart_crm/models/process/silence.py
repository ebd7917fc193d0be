from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SILENCE = "dosmart_crm.mail_activity_silence"
MAX_DAYS = "CHECK(max_silence_days BETWEEN 0 AND 3650)"
MAX_DAYS_ERROR = "A client may be left alone for 1 to 3650 days, or for ever: 0."
MAX_DAYS_HELP = (
    "While a deal is open, its client hears of us at least every so many days; else the "
    "salesperson is asked to get in touch. 0: no limit."
)


class ClientStatus(models.Model):
    _inherit = "dosmart.client.status"

    max_silence_days = fields.Integer(
        "Most Days without Contact", default=30, required=True, help=MAX_DAYS_HELP
    )

    _max_silence_days_plausible = models.Constraint(MAX_DAYS, MAX_DAYS_ERROR)


class ResCompany(models.Model):
    _inherit = "res.company"

    max_silence_days = fields.Integer(
        "Most Days without Contact", default=30, required=True, help=MAX_DAYS_HELP
    )

    _max_silence_days_plausible = models.Constraint(MAX_DAYS, MAX_DAYS_ERROR)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    max_silence_days = fields.Integer(related="company_id.max_silence_days", readonly=False)


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    is_contact = fields.Boolean(
        "Counts as Contact", help="Once it is done, the client has heard of us."
    )

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that we hand out from being deleted or made that of a contact."""
        return super()._get_model_info_by_xmlid() | {
            SILENCE: {"res_model": "crm.lead", "unlink": False}
        }


class CrmLead(models.Model):
    """No client is left alone for too long while a deal is open."""

    _inherit = "crm.lead"

    @api.model
    def _get_max_silence_days(self):
        """Return the SQL expression of how many days ``lead`` may go without contact; 0: for ever.

        Extend it for intervals that depend on something else than the status of the client.
        """
        return SQL(
            """
            COALESCE((
                SELECT status.max_silence_days
                  FROM dosmart_client_sheet sheet
                  JOIN dosmart_client_status status ON status.id = sheet.client_status_id
                 WHERE sheet.id = lead.client_sheet_id
            ), (
                SELECT max_silence_days FROM res_company WHERE id = COALESCE(lead.company_id, %s)
            ))
            """,
            self.env.company.id,
        )

    @api.model
    def _next_contact_sql(self):
        return SQL(
            "CASE WHEN %(open)s THEN %(last)s + NULLIF(%(days)s, 0) END",
            open=self._open_work_sql(),
            last=self._last_contact_sql(),
            days=self._get_max_silence_days(),
        )

    @api.model
    def _open_work_sql(self):
        """Return whether there is work to do: not lost, and a stage of its team is still ahead."""
        return SQL(
            """
            lead.active AND (lead.won_status = 'pending' OR EXISTS (
                SELECT 1
                  FROM crm_stage stage
                  JOIN crm_stage later ON later.sequence > stage.sequence
                  JOIN crm_stage_crm_team_rel rel ON rel.crm_stage_id = later.id
                 WHERE stage.id = lead.stage_id AND rel.crm_team_id = lead.team_id
            ))
            """
        )

    @api.model
    def _last_contact_sql(self):
        """Return the last day on which the client heard of us: when the deal began, or later."""
        day = self.env["dosmart.deal.date.kind"]._local_day_sql
        contacts = [SQL("(%s)", query) for query in self._contact_queries()]
        return SQL("GREATEST(%s, %s)", day(SQL("lead.create_date")), SQL(", ").join(contacts))

    @api.model
    def _contact_queries(self):
        """Return queries of one day each, on which the client of ``lead`` heard of us last."""
        day = self.env["dosmart.deal.date.kind"]._local_day_sql
        return [
            SQL(
                """
                SELECT MAX(done.date_done)
                  FROM mail_activity done JOIN mail_activity_type kind
                    ON kind.id = done.activity_type_id AND kind.is_contact
                 WHERE NOT done.active AND done.date_done IS NOT NULL
                   AND COALESCE(done.call_outcome, '') NOT IN ('no_answer', 'busy')
                   AND ((done.res_model = 'crm.lead' AND done.res_id = lead.id)
                     OR (done.res_model = 'res.partner' AND done.res_id = lead.partner_id))
                """
            ),
            SQL(
                "SELECT MAX(%s) FROM calendar_event"
                " WHERE opportunity_id = lead.id AND active AND stop < now() AT TIME ZONE 'UTC'",
                day(SQL("stop")),
            ),
            SQL(
                """
                SELECT MAX(%s)
                  FROM mail_message message
                 WHERE message.model = 'crm.lead' AND message.res_id = lead.id
                   AND (message.message_type = 'email' OR message.author_id = lead.partner_id
                     OR EXISTS (
                        SELECT 1 FROM mail_notification told
                         WHERE told.mail_message_id = message.id
                           AND told.res_partner_id = lead.partner_id))
                """,
                day(SQL("message.date")),
            ),
            SQL("SELECT MAX(quotation_sent_on) FROM sale_order WHERE opportunity_id = lead.id"),
        ]

    @api.model
    def _ask_to_break_silence(self, limit=None):
        """Ask salespeople to get in touch with clients who heard nothing for too long, once each.

        Return about which deals they were asked, *limit* at most.

        Two workers at once: both note it on the same rows, so that the slower one starts anew.
        """
        kind_id = self.env["ir.model.data"]._xmlid_to_res_id(SILENCE)
        timeline = self.env["dosmart.deal.timeline"]
        silent = timeline.search(
            timeline._late_domain()
            & Domain("kind_id.source", "=", "contact")
            & Domain("user_id.active", "=", True)
            & Domain("lead_id.activity_ids", "not any", [("activity_type_id", "=", kind_id)]),
            limit=limit,
        )
        self.env["dosmart.deal.date"]._note_asked(silent)
        deadline = self.env["mail.activity.type"].browse(kind_id)._get_date_deadline()
        for user, lines in silent.grouped("user_id").items():
            # No email for each: the activities show in the salesperson's list.
            quiet = lines.lead_id.with_context(mail_activity_quick_update=True, lang=user.lang)
            quiet.activity_schedule(SILENCE, deadline, user_id=user.id)
        return silent
