from odoo import fields, models


class ResCompany(models.Model):
    """What the company wants of its client data: how it is asked for, verified and compared."""

    _name = "res.company"
    _inherit = "res.company"

    sheet_link_days = fields.Integer(
        "Days a Sheet Link Lasts",
        default=14,
        help="So many days after it was made, the link that a client got to fill in the own part "
        "of the client sheet opens nothing any more.",
    )
    verification_months = fields.Integer(
        "Months until Client Data Is Verified Anew",
        default=12,
        help="The salesperson is asked to verify a client's data so long after the last time. "
        "0: never.",
    )
    verification_batch = fields.Integer(
        "Clients to Verify per Salesperson and Day",
        default=10,
        help="So many activities to verify client data does a salesperson get a day at most.",
    )
    generic_vats = fields.Char(
        "Tax IDs of Nobody",
        default="XAXX010101000, XEXX010101000",
        help="Used by clients without a tax ID of their own, so that clients who share one are "
        "no duplicates. Separated by commas.",
    )

    _sheet_link_days_plausible = models.Constraint(
        "CHECK(sheet_link_days BETWEEN 1 AND 365)", "A link to the sheet lasts from 1 to 365 days."
    )
    _verification_months_plausible = models.Constraint(
        "CHECK(verification_months BETWEEN 0 AND 120)",
        "Client data is verified anew after 1 to 120 months, or never: 0.",
    )
    _verification_batch_plausible = models.Constraint(
        "CHECK(verification_batch BETWEEN 1 AND 1000)",
        "A salesperson is asked to verify 1 to 1000 clients a day.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    sheet_link_days = fields.Integer(related="company_id.sheet_link_days", readonly=False)
    verification_months = fields.Integer(related="company_id.verification_months", readonly=False)
    verification_batch = fields.Integer(related="company_id.verification_batch", readonly=False)
    generic_vats = fields.Char(related="company_id.generic_vats", readonly=False)
