from odoo import fields, models


class MailActivity(models.Model):
    """An attempt to contact a client is an ordinary activity that knows its program."""

    _inherit = "mail.activity"

    touchpoint_id = fields.Many2one(
        "dosmart.touchpoint",
        "Contact of a Program",
        index="btree_not_null",
        copy=False,
        ondelete="set null",
    )
