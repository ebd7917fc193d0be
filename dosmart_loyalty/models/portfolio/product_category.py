from odoo import api, fields, models
from odoo.fields import Domain


class ProductCategory(models.Model):
    """Audit: product lines that are sold though no segment is to have them."""

    _inherit = "product.category"

    segment_ids = fields.Many2many(
        "dosmart.segment", "dosmart_segment_target", "line_id", "segment_id", "Target Of"
    )
    line_client_count = fields.Integer(
        "Clients", compute="_compute_line_client_count", help="Who bought of this line."
    )
    is_sold_untargeted = fields.Boolean(
        "Sold without Segment",
        compute="_compute_is_sold_untargeted",
        search="_search_is_sold_untargeted",
        help="Clients have it, and it is the target of no segment.",
    )

    @api.depends_context("allowed_company_ids")
    def _compute_line_client_count(self):
        ours = Domain("company_id", "in", self.env.companies.ids) & Domain(
            "line_id", "in", self.ids
        )
        lines = self.env["dosmart.client.value.line"]
        counts = dict(lines._read_group(ours, ["line_id"], ["__count"]))
        for line in self:
            line.line_client_count = counts.get(line, 0)

    @api.depends("segment_ids")
    @api.depends_context("allowed_company_ids")
    def _compute_is_sold_untargeted(self):
        for line in self:
            line.is_sold_untargeted = bool(line.line_client_count and not line.segment_ids)

    def _search_is_sold_untargeted(self, operator, value):
        if operator != "in":
            return NotImplemented
        ours = Domain("company_id", "in", self.env.companies.ids)
        sold = self.env["dosmart.client.value.line"]._read_group(ours, ["line_id"])
        return Domain("id", "in", [line.id for (line,) in sold]) & Domain("segment_ids", "=", False)
