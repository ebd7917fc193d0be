from odoo import api, fields, models
from odoo.exceptions import UserError


class RfcConfirmation(models.TransientModel):
    """A manager says that the RFC of a lead or contact is right although it fails the check."""

    _name = "dosmart.rfc.confirmation"
    _description = "Confirm an Unusual RFC"

    lead_id = fields.Many2one("crm.lead", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Client", ondelete="cascade")
    vat = fields.Char("RFC", required=True, help="As printed on the tax certificate.")
    reason = fields.Char(required=True, help="How you know that it is right.")

    @api.model
    def default_get(self, fields_list):
        """Take the lead or contact from which the dialog was opened."""
        values = super().default_get(fields_list)
        names = {"crm.lead": "lead_id", "res.partner": "partner_id"}
        name = names.get(self.env.context.get("active_model"))
        if name:
            values[name] = self.env.context.get("active_id")
        return values

    def action_confirm(self):
        """Note the exception, write the number, and keep in the chatter who said why."""
        self.ensure_one()
        owner = self._owner()
        owner.check_access("write")
        number = self.env["res.partner"]._unusual_rfc(self.vat)
        exceptions = self.env["dosmart.rfc.exception"]
        if not exceptions._is_confirmed(number):
            exceptions.create({"vat": number, "reason": self.reason})
        owner.vat = number
        owner.message_post(
            body=self.env._(
                "Confirmed the unusual RFC %(number)s: %(reason)s",
                number=number,
                reason=self.reason,
            )
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _owner(self):
        """Return whose tax ID it is: the client, also of a contact or of a linked lead."""
        partner = self.partner_id or self.lead_id.partner_id
        owner = partner.commercial_partner_id or self.lead_id
        if not owner:
            raise UserError(
                self.env._("Open the contact or lead with this RFC, and confirm it from there.")
            )
        return owner.with_user(self.env.user)
