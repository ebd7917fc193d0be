from odoo import api, models
from odoo.fields import Domain


class ClientProduct(models.Model):
    """Clients and products: what a client should have and has not is marked."""

    _inherit = "dosmart.client.product"

    @api.model
    def get_grid(self, partner_ids):
        """Return the grid with the mark ``target`` on the gap of these clients."""
        grid = super().get_grid(partner_ids)
        shown = {column["id"] for column in grid["columns"]}
        gaps = self.env["dosmart.portfolio.gap"].search(
            Domain("partner_id", "in", partner_ids)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("kind", "=", "target")
        )
        for gap in gaps.filtered(lambda gap: gap.line_id.id in shown):
            cells = grid["cells"].setdefault(gap.partner_id.id, {})
            cell = cells.setdefault(gap.line_id.id, {"state": "not_offered", "marks": []})
            cell["marks"].append("target")
            words = [cell.get("tooltip"), gap._grid_words()]
            cell["tooltip"] = " ".join(filter(None, words))
        return grid


class PortfolioGap(models.Model):
    _inherit = "dosmart.portfolio.gap"

    def _grid_words(self):
        return self.env._(
            "Target of “%(segment)s”, worth about %(value)s.",
            segment=self.segment_id.name,
            value=self.currency_id.format(self.expected_value),
        )
