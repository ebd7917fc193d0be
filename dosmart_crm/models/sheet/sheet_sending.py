from odoo import fields, models
from odoo.exceptions import UserError

from .client_sheet_mixin import SALES


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    invitation_ids = fields.One2many("dosmart.sheet.invitation", "sheet_id", "Links Sent")

    def unlink(self):
        # sudo: a sheet takes its links and their messages along; that right is checked below.
        self.sudo().invitation_ids.unlink()
        return super().unlink()

    def _absorb(self, other):
        """Keep the links of known contacts; who was only a lead shall not see a client's sheet."""
        links = other.invitation_ids
        links.filtered(lambda link: not link.partner_id).action_revoke()
        links.sheet_id = self
        return super()._absorb(other)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def unlink(self):
        # sudo: as in ClientSheet.unlink.
        links = self.env["dosmart.sheet.invitation"].sudo()
        links.search([("partner_id", "in", self.ids)]).unlink()
        return super().unlink()


class ClientSheetMixin(models.AbstractModel):
    _inherit = "dosmart.client.sheet.mixin"

    sheet_invitation_ids = fields.One2many(related="client_sheet_id.invitation_ids", groups=SALES)

    def action_send_sheet(self):
        """Open the message with a link for the client to fill in the own part of the sheet."""
        self.ensure_one()
        partner = self if self._name == "res.partner" else self.partner_id
        if not (partner.email if partner else self.email_from):
            raise UserError(
                self.env._(
                    "%s has no email. Fill it in, then send the sheet.",
                    (partner or self).display_name,
                )
            )
        if not self.client_sheet_id:
            self._create_sheets()
        sheet = self.client_sheet_id
        sheet.check_access("write")
        template = self._sheet_template()
        invitation, link = self.env["dosmart.sheet.invitation"]._invite(sheet, partner)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send Sheet to Client"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": invitation._name,
                "default_res_ids": invitation.ids,
                "default_composition_mode": "comment",
                "default_template_id": template.id,
                "default_email_layout_xmlid": "mail.mail_notification_light",
                "hide_mail_template_management_options": True,
                "force_email": True,
                "mark_sheet_sent": True,
                "sheet_link": link,
            },
        }

    def _sheet_template(self):
        xmlid = "dosmart_crm.mail_template_client_sheet"
        template = self.env.ref(xmlid, raise_if_not_found=False)
        if not template:
            raise UserError(
                self.env._(
                    "The email template “Client Sheet: Link to Fill In” was deleted. Ask an "
                    "administrator to upgrade DOSmart CRM in Apps: that brings it back."
                )
            )
        return template
