from odoo import fields, models


class ProductTemplate(models.Model):
    """Some products are service contracts: selling one makes the order a contract."""

    _name = "product.template"
    _inherit = "product.template"

    is_service_contract = fields.Boolean(
        "Service Contract",
        help="An order with this product is a contract: it has a start and months. "
        "The product is billed monthly; its quantity on the order is the months.",
    )
