from odoo import api, fields, models
from odoo.fields import Domain


class ClientSheet(models.Model):
    _inherit = "dosmart.client.sheet"

    owned_product_ids = fields.Many2many(
        "product.template",
        string="Has of Ours",
        compute="_compute_owned_product_ids",
        help="Products in the client's confirmed orders, and those ticked on the sheet.",
    )

    @api.depends_context("allowed_company_ids")
    @api.depends("ticked_product_ids")
    def _compute_owned_product_ids(self):
        sold = self._get_sold_products()
        for sheet in self:
            sheet.owned_product_ids = sheet.ticked_product_ids | sold.get(
                sheet.partner_id, sheet.ticked_product_ids.browse()
            )

    def _get_sold_products(self):
        """Return the products in each client's confirmed orders, as {client: products}."""
        # sudo: what a client owns is no secret between salespeople; prices stay out of it.
        lines = self.env["sale.order.line"].sudo()
        groups = lines._read_group(
            Domain("order_id.partner_id", "child_of", self.partner_id.ids)
            & Domain("state", "=", "sale")
            & Domain("company_id", "in", self.env.companies.ids)
            & Domain("product_id", "!=", False),
            ["order_partner_id"],
            ["product_id:recordset"],
        )
        sold = {}
        for partner, products in groups:
            client = partner._client()
            owned = sold.get(client, products.product_tmpl_id.browse())
            sold[client] = owned | products.product_tmpl_id
        return {
            client.with_env(self.env): owned.with_env(self.env) for client, owned in sold.items()
        }
