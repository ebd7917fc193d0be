from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, format_date, format_time

ACKNOWLEDGED = "dosmart_crm.mail_template_complaint"
ANSWER = "dosmart_crm.mail_template_complaint_answer"
# Programs that answer by themselves keep silent, so that no two of them write for ever.
HEADERS = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


class Complaint(models.Model):
    """What the client is told: number and date at once, later the answer."""

    _inherit = "dosmart.complaint"

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        if not self.env.context.get("without_acknowledgement"):
            complaints._acknowledge()
        return complaints

    def _acknowledge(self):
        """Tell the client at once the number, and by when there is an answer."""
        for complaint in self.filtered(lambda one: one.is_open and not one.acknowledged_at):
            if complaint._send_to_client(complaint._acknowledgement()):
                complaint._note(acknowledged_at=fields.Datetime.now())

    def _acknowledgement(self):
        """Return the template with which the client is told number and date."""
        return ACKNOWLEDGED

    def action_acknowledge(self):
        """Note that the client was told number and date, by whatever way."""
        self.check_access("write")
        for complaint in self.filtered(lambda one: not one.acknowledged_at):
            complaint._note(acknowledged_at=fields.Datetime.now())

    def _send_to_client(self, template_xmlid):
        """Send the email of a template to whoever complains.

        :return: whether there is an address to which, and a template with which to write
        """
        self.ensure_one()
        template = self.env.ref(template_xmlid, raise_if_not_found=False)
        if not template or not self._may_write_to(self.email_from):
            return False
        # sudo: clients have no access to templates, nor employees to all that these tell.
        sent = template.sudo().send_mail(
            self.id,
            email_values={
                "headers": repr(HEADERS),
                # What is answered to it comes in here.
                "model": self._name,
                "res_id": self.id,
                "author_id": self.company_id.sudo().partner_id.id,  # sudo: no secret
                "auto_delete": False,
            },
        )
        # sudo: nobody reads the queue of emails; this one was just written.
        self.env["mail.mail"].sudo().browse(sent).send_after_commit()
        return True

    @api.model
    def _may_write_to(self, email):
        """Return whether *email* is an address, and not one at which we ourselves take emails."""
        address = email_normalize(email)
        # sudo: whoever complains may not know our addresses.
        aliases = self.env["mail.alias"].sudo()
        return bool(address) and not aliases.search_count(
            [("alias_full_name", "=", address)], limit=1
        )

    def _client_lang(self):
        """Return the language in which the client reads."""
        # sudo: that of the company is no secret.
        return self.partner_id.lang or self.company_id.sudo().partner_id.lang or self.env.lang

    def _due_in_words(self):
        """Return by when there is an answer, as the client reads it: day and time."""
        # sudo: the time zone of the company is no secret.
        tz = self.company_id.sudo().resource_calendar_id.tz or "UTC"
        return self.env._(
            "%(day)s, %(time)s",
            day=format_date(self.env, self._local_day(self.answer_due), date_format="full"),
            time=format_time(self.env, self.answer_due, tz=tz, time_format="short"),
        )

    def _client_page(self):
        """Return the address of the complaint in the portal, if the client can log in there."""
        # sudo: whether the client has a login is all that is looked at.
        users = self.partner_id.sudo().user_ids.filtered("share")
        return f"{self.get_base_url()}/my/complaint/{self.id}" if users else ""

    def action_write_answer(self):
        """Open the message with which the client gets the answer; once sent, the clock stops."""
        self.ensure_one()
        if not self.email_from:
            raise UserError(
                self.env._("There is no email to write to. Fill it in, or call and press Answered.")
            )
        template = self.env.ref(ANSWER, raise_if_not_found=False)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer the Client"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_template_id": template.id if template else False,
                "default_email_layout_xmlid": "mail.mail_notification_light",
                "mark_complaint_answered": True,
                "force_email": True,
            },
        }

    def _message_post_after_hook(self, message, msg_vals):
        """Whoever writes to the client has acknowledged the complaint, or answered it."""
        if self._is_word_to_client(message):
            self.action_acknowledge()
            if self.env.context.get("mark_complaint_answered"):
                self.action_answer()
        return super()._message_post_after_hook(message, msg_vals)

    def _is_word_to_client(self, message):
        user = self.env.user
        return (
            user._is_internal()
            and user.id != SUPERUSER_ID
            and message.author_id == user.partner_id
            and message.message_type in ("comment", "email_outgoing")
            and not message.is_internal
            and message.subtype_id == self.env.ref("mail.mt_comment")
        )
