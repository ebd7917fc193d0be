from odoo import api, fields, models
from odoo.fields import Domain


class ProductTemplate(models.Model):
    _inherit = "product.template"

    launch_date = fields.Date(
        "Presented on",
        index="btree_not_null",
        help="Contact programs for new products tell the clients of it; loyal ones two weeks "
        "earlier.",
    )


class ContactProgram(models.Model):
    """A new product is an event for everybody, on the day on which it is presented."""

    _inherit = "dosmart.contact.program"

    trigger = fields.Selection(
        selection_add=[("product_launch", "New Product")],
        ondelete={"product_launch": "set default"},
    )

    def _launch_domain(self):
        return Domain("company_id", "in", [False, *self.company_id.ids])

    def _due_sql_product_launch(self, first, last):
        # sudo: which products are presented when is no secret.
        products = self.env["product.template"].sudo()
        domain = self._launch_domain()
        domain &= Domain("launch_date", ">=", first) & Domain("launch_date", "<=", last)
        if self.category_ids:
            domain &= Domain("categ_id", "child_of", self.category_ids.ids)
        return self._clients_on_sql(sorted(set(products.search(domain).mapped("launch_date"))))


class Touchpoint(models.Model):
    _inherit = "dosmart.touchpoint"

    launched_ids = fields.Many2many(
        "product.template", string="New Products", compute="_compute_launched_ids"
    )

    @api.depends("anchor_date", "company_id", "program_id")
    def _compute_launched_ids(self):
        # sudo: as above.
        products = self.env["product.template"].sudo()
        for program, touchpoints in self.grouped("program_id").items():
            found = products
            if program.trigger == "product_launch":
                days = touchpoints.mapped("anchor_date")
                found = products.search(
                    program._launch_domain() & Domain("launch_date", "in", days)
                )
            for touch in touchpoints:
                touch.launched_ids = found.filtered(
                    lambda product, touch=touch: product.launch_date == touch.anchor_date
                )
