from odoo import models
from odoo.tools import SQL

from .survey_survey import SATISFACTION


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _main_products(self):
        """Return {order id: product id}: what cost most in each of these orders; one query."""
        if not self.ids:
            return {}
        self.env["sale.order.line"].flush_model(["order_id", "product_id", "price_subtotal"])
        query = SQL(
            """
            SELECT DISTINCT ON (order_id) order_id, product_id
              FROM sale_order_line
             WHERE order_id IN %s AND product_id IS NOT NULL AND display_type IS NULL
             ORDER BY order_id, price_subtotal DESC, id
            """,
            tuple(self.ids),
        )
        return dict(self.env.execute_query(query))


class Touchpoint(models.Model):
    """Contact programs ask about what was bought: the order they are about, or the last one."""

    _inherit = "dosmart.touchpoint"

    def _fire_survey(self):
        bought = {}
        for company, touchpoints in self.grouped("company_id").items():
            bought |= touchpoints._bought(company)
        return super(Touchpoint, self.with_context(satisfaction_bought=bought))._fire_survey()

    def _bought(self, company):
        """Return {contact id: (order id, product id)} of these contacts, whatever their number."""
        about_order = self.filtered(lambda one: one.anchor_model == "sale.order")
        orders = self.env["sale.order"].browse(about_order.mapped("anchor_id"))
        products = orders._main_products()
        last = (self - about_order).partner_id._last_purchases(company)
        return {
            one.id: (one.anchor_id, products.get(one.anchor_id))
            if one in about_order
            else last.get(one.partner_id.commercial_partner_id.id, (False, False))
            for one in self
        }

    def _purchase(self):
        return self.env.context.get("satisfaction_bought", {}).get(self.id, (False, False))

    def _get_survey(self):
        """Return the questionnaire of the step, or that of what was bought."""
        _order, product = self._purchase()
        products = self.env["product.product"]
        return super()._get_survey() or products.browse(product or ())._satisfaction_survey(
            self.company_id
        )

    def _prepare_answer(self, survey):
        sheet = super()._prepare_answer(survey)
        if survey.survey_type == SATISFACTION:
            order, product = self._purchase()
            sheet.write(
                {
                    "company_id": self.company_id.id,
                    "salesperson_id": (self.user_id or sheet.salesperson_id).id,
                    "sale_order_id": order,
                    "product_id": product,
                }
            )
        return sheet
