from odoo import api, fields, models


class ContactDate(models.Model):
    """Each date of the calendar says what is written on it."""

    _inherit = "dosmart.contact.date"

    greeting = fields.Text(
        translate=True, help="What the email or letter of this day says, in the client's words."
    )


class Touchpoint(models.Model):
    _inherit = "dosmart.touchpoint"

    contact_date_id = fields.Many2one(
        "dosmart.contact.date", "Occasion", compute="_compute_contact_date_id", compute_sudo=True
    )

    @api.depends("anchor_date", "program_id")
    def _compute_contact_date_id(self):
        for touch in self:
            day = touch.anchor_date
            touch.contact_date_id = touch.program_id.date_ids.filtered(
                lambda date, day=day: day and date._falls_on(day, day)
            )[:1]
