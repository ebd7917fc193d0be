from odoo import fields, models


class ResCompany(models.Model):
    """How long contracts last unless the salesperson says otherwise."""

    _name = "res.company"
    _inherit = "res.company"

    contract_months = fields.Integer(
        "Months of a Contract", default=12, help="Proposed on new orders with a service contract."
    )

    _contract_months_plausible = models.Constraint(
        "CHECK(contract_months BETWEEN 1 AND 600)", "A contract lasts from 1 to 600 months."
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    contract_months = fields.Integer(related="company_id.contract_months", readonly=False)
