from odoo import api, fields, models

from ...logic import secret_link

STATES = [
    ("prepared", "Not Sent"),
    ("sent", "Sent"),
    ("answered", "Answered"),
    ("expired", "Expired"),
    ("revoked", "Revoked"),
]
# A link is for one person to fill in one form; more is somebody's program.
MAX_ANSWERS = 50


class SheetInvitation(models.Model):
    """A link with which a client fills in the own part of the sheet (spec CS-7).

    It belongs to the sheet, so it follows its client and dies with it. It opens the form until it
    expires or is revoked, also after an answer: who forgot something need not ask for another.
    """

    _name = "dosmart.sheet.invitation"
    _inherit = ["mail.thread"]
    _description = "Invitation to Fill In the Client Sheet"
    _order = "id desc"
    _rec_name = "sheet_id"
    _mail_post_access = "read"  # the message with the link; whoever may send it is asked before

    sheet_id = fields.Many2one(
        "dosmart.client.sheet", "Client Sheet", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Recipient",
        index="btree_not_null",
        ondelete="cascade",
        help="Whom the link was made for. Empty: the person of a lead that is not a contact yet.",
    )
    email = fields.Char(compute="_compute_email")
    company_id = fields.Many2one("res.company", required=True, default=lambda s: s.env.company)
    token_hash = fields.Char(copy=False, groups=fields.NO_ACCESS)
    expires_on = fields.Datetime("Valid Until", required=True)
    sent_on = fields.Datetime("Sent", copy=False)
    answered_on = fields.Datetime("Last Answered", copy=False)
    answer_count = fields.Integer("Times Answered", copy=False)
    revoked_on = fields.Datetime("Revoked", copy=False)
    state = fields.Selection(STATES, compute="_compute_state")

    @api.depends("partner_id.email", "sheet_id.lead_ids.email_from")
    def _compute_email(self):
        for invitation in self:
            # sudo: whoever reads the invitation may know where it went.
            recipient = invitation.sudo()._recipient()
            is_lead = recipient._name == "crm.lead"
            invitation.email = recipient.email_from if is_lead else recipient.email

    def _recipient(self):
        """Return the contact or lead that the link was made for."""
        return self.partner_id or self.sheet_id._owner()

    @api.depends("expires_on", "sent_on", "answered_on", "revoked_on")
    def _compute_state(self):
        now = fields.Datetime.now()
        for invitation in self:
            if invitation.revoked_on:
                invitation.state = "revoked"
            elif invitation.answered_on:
                invitation.state = "answered"
            elif invitation.expires_on < now:
                invitation.state = "expired"
            else:
                invitation.state = "sent" if invitation.sent_on else "prepared"

    @api.model
    def _invite(self, sheet, partner):
        """Return a new invitation of *partner*, empty for a lead's person, and its link."""
        token = secret_link.new_token()
        # sudo: salespeople read invitations; only this button, after its checks, makes them.
        invitation = self.sudo().create(
            {
                "sheet_id": sheet.id,
                "partner_id": partner.id,
                "token_hash": secret_link.digest(token),
                "expires_on": fields.Datetime.add(
                    fields.Datetime.now(), days=self.env.company.sheet_link_days
                ),
            }
        )
        # sudo(False): from here on with the rights of who clicked.
        return invitation.sudo(False), invitation._link(token)

    def _link(self, token):
        """Return the address of the form in the recipient's language."""
        code = self.env["res.lang"]._get_data(code=self._recipient_lang()).url_code
        start = f"/{code}" if code else ""
        return f"{self.get_base_url()}{start}/dosmart/sheet/{self.id}/{token}"

    def _recipient_lang(self):
        recipient = self._recipient()
        return recipient.lang_code if recipient._name == "crm.lead" else recipient.lang

    @api.model
    def _opened_by(self, invitation_id, token, user):
        """Return the invitation that this link opens for *user*, or none, whatever the reason."""
        # sudo: the link is the right to it; nothing is shown before the token is compared.
        invitation = self.sudo().browse(secret_link.record_id(invitation_id)).exists()
        is_right = secret_link.is_right(token, invitation.token_hash)
        if is_right and invitation._is_open() and invitation._is_meant_for(user):
            return invitation
        return invitation.browse()

    def _is_open(self):
        owner = self.sheet_id._owner()
        moved = self.partner_id and self.partner_id._client().own_sheet_id != self.sheet_id
        return (
            not self.revoked_on
            and self.expires_on >= fields.Datetime.now()
            and self.answer_count < MAX_ANSWERS
            and owner.active
            and self._recipient().active
            and not moved
        )

    def _is_meant_for(self, user):
        """Return whether *user* is nobody yet, of this client, or a salesperson of it."""
        if user._is_public():
            return True
        if user._is_internal():
            return self.with_user(user).has_access("read")
        return user.partner_id._client() == self.sheet_id.partner_id

    def action_revoke(self):
        """Make the links open nothing from now on."""
        self.sheet_id.check_access("write")
        # sudo: as in _invite; who may change the sheet may withdraw its links.
        self.sudo().filtered(lambda one: not one.revoked_on).revoked_on = fields.Datetime.now()

    def message_post(self, **kwargs):
        if self.env.context.get("mark_sheet_sent"):
            self._note_sent()
        return super().message_post(**kwargs)

    def _note_sent(self):
        # sudo: as in _invite; this is its message leaving.
        for invitation in self.sudo().filtered(lambda one: not one.sent_on):
            invitation.sent_on = fields.Datetime.now()
            owner = invitation.sheet_id._owner().with_context(mark_sheet_sent=False)
            note = self.env._("The client sheet was sent to %s.", invitation.email)
            owner.message_post(body=note, author_id=self.env.user.partner_id.id)

    @api.autovacuum
    def _gc_never_sent(self):
        """Forget links that nobody got: their message was discarded."""
        never = [("sent_on", "=", False), ("answered_on", "=", False)]
        self.search([*never, ("expires_on", "<", fields.Datetime.now())]).unlink()
