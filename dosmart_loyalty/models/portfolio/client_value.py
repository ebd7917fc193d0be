from odoo import fields, models


class ClientValue(models.Model):
    """How far a client is developed: which of its target lines it has (spec SG-8)."""

    _inherit = "dosmart.client.value"

    segment_count = fields.Integer("Segments", readonly=True, aggregator="avg")
    target_count = fields.Integer("Target Lines", readonly=True)
    owned_count = fields.Integer("Target Lines Owned", readonly=True)
    development_percent = fields.Integer(
        "Development (%)",
        readonly=True,
        aggregator="avg",
        help="Target lines that the client has, of all its target lines.",
    )
    is_prospective = fields.Boolean("Prospective", readonly=True)
    is_regular = fields.Boolean("Regular", readonly=True)
    is_most_valuable = fields.Boolean(
        "Most Valuable", readonly=True, help="A and X, with several target lines."
    )
    gap_ids = fields.One2many("dosmart.portfolio.gap", compute="_compute_gap_ids", string="Gap")

    def _compute_gap_ids(self):
        found = self.partner_id.gap_ids.grouped(lambda gap: (gap.partner_id, gap.company_id))
        for value in self:
            value.gap_ids = found.get((value.partner_id, value.company_id))
