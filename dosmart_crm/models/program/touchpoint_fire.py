from odoo import fields, models
from odoo.tools import SQL

SURVEY_TEMPLATE = "dosmart_crm.mail_template_program_survey"


class ContactProgram(models.Model):
    """What is due happens: an activity, an email or an invitation for each planned contact."""

    _inherit = "dosmart.contact.program"

    def _fire_batch(self, size, day=None):
        """Make up to *size* contacts of the first of these programs that has any; return how many.

        Whatever it is, it happens in the transaction that takes the contact from the planned ones:
        if that is lost, so is the email.
        """
        for program in self:
            today = day or program.company_id._contact_day()
            if touchpoints := program._take_due(size, today):
                touchpoints._leave_in_peace(today)
                touchpoints.filtered(lambda one: one.state == "planned")._fire()
                self.env.flush_all()
                return len(touchpoints)
        return 0

    def _take_due(self, size, day):
        """Return up to *size* planned contacts of this program, kept from other workers."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM dosmart_touchpoint
                 WHERE program_id = %s AND state = 'planned'
                   AND open_on <= %s AND close_on >= %s
                 ORDER BY open_on, id LIMIT %s FOR UPDATE SKIP LOCKED
                """,
                self.id,
                day,
                day,
                size,
            )
        )
        # Emails and activities are about the company's client, in the client's language.
        touchpoints = self.env["dosmart.touchpoint"].with_company(self.company_id)
        return touchpoints.browse([touchpoint_id for (touchpoint_id,) in rows])


class Touchpoint(models.Model):
    """Each channel is one method ``_fire_<channel>`` of contacts of one step."""

    _inherit = "dosmart.touchpoint"

    user_input_id = fields.Many2one(
        "survey.user_input", "Answers", readonly=True, index="btree_not_null", ondelete="set null"
    )

    def _survey_link(self):
        """Return where the client answers: a secret of the client, so a method and no field."""
        # sudo: answer sheets are closed to those who send the invitation.
        return self.get_base_url() + self.sudo().user_input_id.get_start_url()

    def _leave_in_peace(self, day, rules=None):
        """Take out those of these contacts whom a rule excludes by now, and refusals.

        :param rules: those that count, all of their program unless given
        """
        for program, touchpoints in self.grouped("program_id").items():
            self.env.cr.execute(
                SQL(
                    """
                    WITH due AS MATERIALIZED (
                        SELECT touchpoint.*, touchpoint.id AS touchpoint_id, 0 AS nth,
                               partner.commercial_partner_id AS client_id, %(day)s::date AS day
                          FROM dosmart_touchpoint touchpoint
                          JOIN res_partner partner ON partner.id = touchpoint.partner_id
                         WHERE touchpoint.id IN %(ids)s
                    )
                    UPDATE dosmart_touchpoint
                       SET state = CASE WHEN gone THEN 'cancelled' ELSE 'excluded' END,
                           exclusion_id = verdict.rule_id
                      FROM (
                        SELECT due.id, %(exclusion)s AS rule_id,
                               %(refused)s OR NOT partner.active AS gone
                          FROM due JOIN res_partner partner ON partner.id = due.partner_id
                      ) verdict
                     WHERE verdict.id = dosmart_touchpoint.id AND (gone OR rule_id IS NOT NULL)
                    """,
                    day=day,
                    ids=tuple(touchpoints.ids),
                    exclusion=program._exclusion_sql(rules),
                    refused=program._refused_sql(),
                )
            )
        self.invalidate_recordset(["state", "exclusion_id"])

    def _fire(self):
        for step, touchpoints in self.grouped("step_id").items():
            getattr(touchpoints, f"_fire_{step.channel}")()

    def _fire_email(self):
        self._send(self.step_id.template_id)
        self._note_contact("done")

    def _fire_survey(self):
        """Invite to the questionnaire; who has none to answer is not contacted."""
        asked = self.browse()
        for touchpoint in self:
            if survey := touchpoint._get_survey():
                touchpoint.user_input_id = touchpoint._prepare_answer(survey)
                asked |= touchpoint
        (self - asked).state = "cancelled"
        for step, touchpoints in asked.grouped("step_id").items():
            touchpoints._invite(step.template_id or self.env.ref(SURVEY_TEMPLATE))
        asked._note_contact("done")

    def _invite(self, template):
        """Write the invitations: with the answer sheets, for their link is the client's secret."""
        # sudo: answer sheets are closed to those who send the invitation.
        sheets = {touchpoint.id: touchpoint.sudo().user_input_id.id for touchpoint in self}
        for mail in template.send_mail_batch(self.ids):
            mail.write({"model": "survey.user_input", "res_id": sheets[mail.res_id]})
        clients = self.partner_id
        clients._message_log_batch(
            {client.id: self.env._("Invited to a questionnaire.") for client in clients}
        )

    def _prepare_answer(self, survey):
        """Return the empty answer sheet to which the client of this contact is invited."""
        return survey._create_answer(partner=self.partner_id, check_attempts=False)

    def _send(self, template):
        """Write the emails, and show each in the chatter of its client."""
        mails = template.send_mail_batch(self.ids)
        clients = {touchpoint.id: touchpoint.partner_id.id for touchpoint in self}
        for mail in mails:
            mail.write({"model": "res.partner", "res_id": clients[mail.res_id]})

    def _note_contact(self, state):
        """Note that the clients have heard of us today."""
        for company, touchpoints in self.grouped("company_id").items():
            touchpoints.write({"state": state, "contacted_on": company._contact_day()})
