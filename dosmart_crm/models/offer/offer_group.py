from odoo import fields, models


class OfferGroup(models.Model):
    """Offers that compete: a quotation can hold only one offer of a group."""

    _name = "dosmart.offer.group"
    _description = "Exclusive Group of Offers"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    offer_ids = fields.One2many("dosmart.offer", "exclusive_group_id", "Offers")
