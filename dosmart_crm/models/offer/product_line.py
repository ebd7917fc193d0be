from odoo import fields, models


class ResCompany(models.Model):
    """Which level of the product categories the company calls its product lines."""

    _inherit = "res.company"

    product_line_level = fields.Integer(
        default=1,
        help="1: the categories without a parent are the product lines; 2: those one level below.",
    )

    _product_line_level_plausible = models.Constraint(
        "CHECK(product_line_level BETWEEN 1 AND 9)",
        "Product lines are the categories of level 1 to 9; 1 has no parent.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    product_line_level = fields.Integer(related="company_id.product_line_level", readonly=False)


class ProductCategory(models.Model):
    _inherit = "product.category"

    def _product_line(self):
        """Return the product lines of these categories: themselves where no level is that deep."""
        level = self.env.company.product_line_level
        paths = [category.parent_path.strip("/").split("/") for category in self]
        return self.browse({int(path[:level][-1]) for path in paths})
