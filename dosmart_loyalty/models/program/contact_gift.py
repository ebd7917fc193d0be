from odoo import fields, models
from odoo.fields import Domain

from .contact_program import REACHED


class ContactGift(models.Model):
    """A gift may be for clients of a class alone, such as those of high volume (spec SG-5)."""

    _inherit = "dosmart.contact.gift"

    value_class = fields.Selection(
        REACHED, "Only for the Class", help="Of the client in this company. Empty: any."
    )

    def _suits(self, partners):
        suited = super()._suits(partners)
        if not self.value_class:
            return suited
        # sudo: what a client is worth decides, whoever hands out gifts.
        clients = {partner: partner.sudo()._value_client() for partner in suited}
        name, key = self.env["dosmart.value.rule"]._dimension(self.value_class)
        values = self.env["dosmart.client.value"].sudo()
        reached = values.search(
            Domain(name, "=", key)
            & Domain("company_id", "=", self.program_id.company_id.id)
            & Domain("partner_id", "in", [client.id for client in clients.values()])
        ).partner_id
        return suited.filtered(lambda partner: clients[partner] in reached)
