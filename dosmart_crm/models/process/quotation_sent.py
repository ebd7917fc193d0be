from odoo import api, fields, models

GIVEN = ("sent", "sale")


class SaleOrder(models.Model):
    """The day on which the client got a quotation: the first, also when it is sent again."""

    _inherit = "sale.order"

    quotation_sent_on = fields.Date(
        copy=False,
        readonly=True,
        help="Technical: the day on which the quotation was sent, or confirmed without.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_sent_day(vals) for vals in vals_list])

    def write(self, vals):
        if vals.get("state") not in (*GIVEN, "draft"):
            return super().write(vals)
        sent = self.filtered("quotation_sent_on") if vals["state"] in GIVEN else self.browse()
        if sent:
            super(SaleOrder, sent).write(vals)
        return super(SaleOrder, self - sent).write(self._with_sent_day(vals))

    @api.model
    def _with_sent_day(self, vals):
        """Add the day to what is sent or confirmed now; a draft has none."""
        if "state" not in vals:
            return vals
        today = fields.Date.context_today(self)
        return vals | {"quotation_sent_on": vals["state"] in GIVEN and today}
