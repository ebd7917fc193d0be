from odoo import fields, models


class OfferYear(models.Model):
    """How many interest-free instalments an offer grants in one year of the contract."""

    _name = "dosmart.offer.year"
    _description = "Interest-Free Contract Year"
    _order = "contract_year, id"
    _rec_name = "contract_year"

    offer_id = fields.Many2one("dosmart.offer", required=True, index=True, ondelete="cascade")
    contract_year = fields.Integer(
        required=True, default=1, help="1 is the first year of the contract, 2 the second one."
    )
    instalment_count = fields.Integer(
        "Instalments", required=True, default=6, help="Monthly, from the first day of that year."
    )

    _contract_year_plausible = models.Constraint(
        "CHECK(contract_year BETWEEN 1 AND 50)",
        "The contract year goes from 1 to 50. Type 1 for the first year.",
    )
    _instalment_count_plausible = models.Constraint(
        "CHECK(instalment_count BETWEEN 1 AND 12)",
        "A contract year has from 1 to 12 monthly instalments. Use another row for the next year.",
    )
    _contract_year_uniq = models.UniqueIndex(
        "(offer_id, contract_year)", "This offer already says how that contract year is paid."
    )
