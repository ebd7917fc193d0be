from odoo import api, fields, models


class Complaint(models.Model):
    """Anybody can write a name of others under an email: such a client is not proven."""

    _inherit = "dosmart.complaint"

    is_sender_unproven = fields.Boolean(
        "Sender Not Proven",
        readonly=True,
        copy=False,
        help="It came by email, or by the public form: nothing proves who wrote it.",
    )

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {"is_sender_unproven"}

    def action_prove_sender(self):
        """Note that it is this client: somebody has called, or knows the voice."""
        self.check_access("write")
        self._note(is_sender_unproven=False)
        for complaint in self:
            complaint._message_log(body=self.env._("It is this client: somebody made sure."))

    def action_unlink_sender(self):
        """Take back whom the email named as its sender."""
        self.check_access("write")
        for complaint in self:
            email = complaint.email_from
            # sudo: the promise was made to somebody who did not ask for it.
            complaint.sudo().promise_id.action_cancel()
            complaint._note(promise_id=False, is_sender_unproven=False)
            complaint.write({"partner_id": False, "email_from": email, "phone": False})
