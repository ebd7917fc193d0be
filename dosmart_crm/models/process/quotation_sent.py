from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    quotation_sent_on = fields.Date(
        compute="_compute_quotation_sent_on",
        store=True,
        copy=False,
        help="Technical: the day on which the quotation was sent, or confirmed without.",
    )

    @api.depends("state")
    def _compute_quotation_sent_on(self):
        """Keep the first day, also when a quotation is sent again; a draft has none."""
        today = fields.Date.context_today(self)
        for order in self:
            sent_on = order.state != "draft" and order.quotation_sent_on
            order.quotation_sent_on = sent_on or (order.state in ("sent", "sale") and today)
