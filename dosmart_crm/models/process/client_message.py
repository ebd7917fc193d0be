from odoo import models
from odoo.exceptions import UserError


class CrmLead(models.Model):
    """Messages to the client of a deal: the salesperson reads them before they leave."""

    _inherit = "crm.lead"

    def _client_lang(self):
        """Return the language of the client; of one nobody asked, that of the salesperson."""
        return self.partner_id.lang or self.lang_id.code or self.user_id.lang or self.env.lang

    def _client_email(self):
        """Return where messages about this deal go, or nothing."""
        return self.partner_id.email if self.partner_id else self.email_from

    def _check_client_email(self):
        """Refuse to write to a client who has no email."""
        if not self._client_email():
            raise UserError(
                self.env._(
                    "%s has no email. Fill it in, then write to the client.",
                    (self.partner_id or self).display_name,
                )
            )

    def _write_to_client(self, title, template_xmlid, **context):
        """Return the action that opens the message written with a template.

        :param context: what the template tells, a link for instance, or defaults of the message
        """
        self.ensure_one()
        template = self.env.ref(template_xmlid, raise_if_not_found=False)
        if not template:
            raise UserError(
                self.env._(
                    "The email template for “%s” was deleted. Ask an administrator to upgrade "
                    "DOSmart CRM in Apps: that brings it back.",
                    title,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_composition_mode": "comment",
                "default_template_id": template.id,
                "default_email_layout_xmlid": "mail.mail_notification_light",
                "force_email": True,
                **context,
            },
        }
