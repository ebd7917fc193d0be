from odoo import fields, models


class Competitor(models.Model):
    """A company that sells what we sell; a tag on the sheets of the clients who know it."""

    _name = "dosmart.competitor"
    _description = "Competitor"
    _order = "name"

    name = fields.Char(required=True)
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex("(name)", "There is already a competitor with this name.")
