from odoo import fields, models


class Personality(models.Model):
    """A client's way of being (complainer, know-it-all …) and how to treat that person."""

    _name = "dosmart.personality"
    _description = "Client Personality"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    tip = fields.Text(
        "How to Treat", translate=True, help="A short tip that the salesperson sees on the sheet."
    )
    active = fields.Boolean(default=True)
