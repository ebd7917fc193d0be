from odoo import fields, models


class ResCompany(models.Model):
    """How long the links last with which clients fill in their part of the sheet."""

    _name = "res.company"
    _inherit = "res.company"

    sheet_link_days = fields.Integer(
        "Days a Sheet Link Lasts",
        default=14,
        help="So many days after it was made, the link that a client got to fill in the own part "
        "of the client sheet opens nothing any more.",
    )

    _sheet_link_days_plausible = models.Constraint(
        "CHECK(sheet_link_days BETWEEN 1 AND 365)", "A link to the sheet lasts from 1 to 365 days."
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    sheet_link_days = fields.Integer(related="company_id.sheet_link_days", readonly=False)
