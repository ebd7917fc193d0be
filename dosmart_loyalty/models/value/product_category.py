from odoo import api, models
from odoo.fields import Domain


class ProductCategory(models.Model):
    """A product line that is deleted is no line of any client any more."""

    _inherit = "product.category"

    @api.ondelete(at_uninstall=False)
    def _unlink_with_value_lines(self):
        # sudo: whoever may delete the category; the database does not look for these rows.
        lines = self.env["dosmart.client.value.line"].sudo()
        lines.search(Domain("line_id", "in", self.ids)).unlink()
