from odoo import api, fields, models

from ...logic import secret_link


class LeadControlPoint(models.Model):
    """The link with which the client approves a control point of the deal."""

    _inherit = "dosmart.lead.control.point"

    token_hash = fields.Char(copy=False, groups="base.group_system")
    link_expires_on = fields.Datetime("Link Works Until")
    client_name = fields.Char("Approved by the Client", help="As typed by who approved.")

    def _new_link(self):
        """Return the address of the page on which the client approves; older links end."""
        token = secret_link.new_token()
        days = (self.lead_id.company_id or self.env.company).sheet_link_days
        self.token_hash = secret_link.digest(token)
        self.link_expires_on = fields.Datetime.add(fields.Datetime.now(), days=days)
        code = self.env["res.lang"]._get_data(code=self.lead_id._client_lang()).url_code
        start = f"/{code}" if code else ""
        return f"{self.get_base_url()}{start}/dosmart/deal/{self.id}/{token}"

    @api.model
    def _opened_by(self, state_id, token, user):
        """Return what this link opens for *user*, none whatever is wrong with it."""
        # sudo: the link is the right to it; nothing is shown before the token is compared.
        state = self.sudo().browse(secret_link.record_id(state_id)).exists()
        is_right = secret_link.is_right(token, state.token_hash)
        is_asked = is_right and state._is_open() and state.lead_id._is_meant_for(user)
        return state if is_asked else self.browse()

    def _is_open(self):
        lead = self.lead_id
        is_asked = self.point_id.active and self.point_id.kind == "client"
        return is_asked and lead.active and self.link_expires_on >= fields.Datetime.now()

    def _approve_by_client(self, name):
        """Note that the client approved, once, and tell the salesperson."""
        if self.done_on:
            return
        self.client_name = name
        self._mark_done(by=self.env["res.users"])
        self.lead_id.message_post(
            body=self.env._("%(name)s approved: %(point)s", name=name, point=self.point_id.name),
            author_id=(self.lead_id.partner_id or self.env.ref("base.partner_root")).id,
            partner_ids=self.lead_id.user_id.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def action_send_point(self, point_id):
        """Open the message with the link on which the client approves the control point."""
        state = self._open_state(point_id, "client")
        self._check_client_email()
        return self._write_to_client(
            self.env._("Send to the Client"),
            "dosmart_crm.mail_template_client_approval",
            approval_link=state._new_link(),
            approval_point=state.point_id.with_context(lang=self._client_lang()).name,
        )
