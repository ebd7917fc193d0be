from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProductTemplate(models.Model):
    _inherit = "product.template"

    upgrade_id = fields.Many2one(
        "product.template",
        "Upgrade",
        index="btree_not_null",
        check_company=True,
        help="What to offer to clients who have this product: the gap list proposes it.",
    )

    @api.constrains("upgrade_id")
    def _check_upgrade(self):
        for product in self:
            if product.upgrade_id == product:
                raise ValidationError(
                    self.env._(
                        "“%s” cannot be its own upgrade. Choose the product that comes next.",
                        product.name,
                    )
                )
