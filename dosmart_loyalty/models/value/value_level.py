from odoo import fields, models

from .client_value import UncheckedMany2one

KINDS = [
    ("recency", "Last Purchase"),
    ("frequency", "Purchases"),
    ("monetary", "Turnover"),
    ("worth", "Margin"),
]


class ValueLevel(models.Model):
    """How the clients of a company are spread, so that one is ranked without reading all.

    A run writes a row per step of some hundred clients, and lists what each of them makes. Each
    client that is valued afterwards adds two: one takes it away from where it was, one adds it
    where it is now. Nobody waits for anybody, and the sums are exact.
    """

    _name = "dosmart.value.level"
    _description = "Level of Client Values"
    _log_access = False

    company_id = UncheckedMany2one("res.company", required=True, readonly=True, index=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    level = fields.Float(digits=(16, 2), readonly=True, help="The least of the step.")
    buyers = fields.Integer(readonly=True)
    amount = fields.Float(digits=(16, 2), readonly=True, help="Of all clients of the step.")
    is_step = fields.Boolean(readonly=True)
    # The clients of the step, as two arrays: what each makes, and whether it bought in the window.
    amounts = fields.Text(readonly=True)
    are_buyers = fields.Text(readonly=True)
