"""What clients may choose from in our forms: only what the administrator offers them."""

from odoo import api, fields, models
from odoo.fields import Domain

# Model -> field with the name that clients read.
OFFERED = {"utm.source": "client_label", "product.template": "name"}


class UtmSource(models.Model):
    """Most sources are campaigns of ours, which are nobody else's business."""

    _name = "utm.source"
    _inherit = "utm.source"

    client_label = fields.Char(
        "Offered to Clients as",
        translate=True,
        help="What clients read in our forms, when asked how they heard of us. "
        "Empty: this source is not offered to them.",
    )

    @api.model
    def _offered_to_clients(self):
        return self.search([("client_label", "!=", False)])


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = "product.template"

    on_client_sheet = fields.Boolean(
        "On the Client Sheet",
        help="Ask clients whether they have this product: on the printed sheet and in the form "
        "that they fill in themselves.",
    )

    @api.model
    def _offered_to_clients(self):
        return self.search(
            Domain("on_client_sheet", "=", True)
            & Domain("sale_ok", "=", True)
            & Domain("company_id", "in", [False, self.env.company.id])
        )
