from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

FIRST_MODEL_YEAR = 1900
YEARS_AHEAD = 2  # next year's models are sold this year


class ClientUnit(models.Model):
    """One thing that a client has of us, and that we look after (spec CP-7).

    Confirming an order makes one for each piece of a product so marked (see ``unit_order``);
    others are typed or imported, also those of other brands.
    """

    _name = "dosmart.client.unit"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Unit of a Client"
    _order = "next_service_date, id"
    _rec_names_search = ["serial", "product_id", "partner_id"]
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner",
        "Owner",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        tracking=True,
        help="The client, or the person there who uses the unit.",
    )
    client_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Client", store=True, index=True
    )
    product_id = fields.Many2one(
        "product.product", required=True, index=True, ondelete="restrict", check_company=True
    )
    use_measure = fields.Char(related="product_id.use_measure")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    serial = fields.Char("Serial or Plate", index="trigram", tracking=True, copy=False)
    model_year = fields.Integer(help="Of the model, as its papers say. 0: not known.")
    purchase_date = fields.Date(
        tracking=True, help="The schedule of services counts from this day."
    )
    active = fields.Boolean(default=True, tracking=True)
    order_line_id = fields.Many2one(
        "sale.order.line",
        "Sold by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    order_id = fields.Many2one(
        related="order_line_id.order_id", store=True, index="btree_not_null", string="Order"
    )
    is_order_cancelled = fields.Boolean(
        readonly=True, copy=False, help="Technical: archived because its order sells it no longer."
    )
    reading_ids = fields.One2many("dosmart.unit.reading", "unit_id", "Readings", copy=False)
    service_ids = fields.One2many("dosmart.unit.service", "unit_id", "Services", copy=False)

    _serial_uniq = models.UniqueIndex(
        "(company_id, product_id, lower(serial)) WHERE active AND serial IS NOT NULL",
        "There is a unit of this product with the same serial or plate already. Search for it; if "
        "it has a new owner, change the owner there.",
    )
    _model_year_plausible = models.Constraint(
        f"CHECK(model_year = 0 OR model_year >= {FIRST_MODEL_YEAR})",
        "The model year has four digits, such as 2024; 0 if nobody knows it.",
    )

    @api.depends("product_id.display_name", "serial")
    def _compute_display_name(self):
        for unit in self:
            names = unit.product_id.display_name, unit.serial
            unit.display_name = " · ".join(filter(None, names))

    @api.constrains("model_year")
    def _check_model_year(self):
        last = fields.Date.context_today(self).year + YEARS_AHEAD
        if wrong := self.filtered(lambda unit: unit.model_year > last):
            raise ValidationError(
                self.env._(
                    "No model of %(year)s is sold yet. Correct the model year.",
                    year=wrong[0].model_year,
                )
            )

    @api.constrains("purchase_date")
    def _check_purchase_date(self):
        tomorrow = fields.Date.add(fields.Date.context_today(self), days=1)
        for unit in self.filtered("purchase_date"):
            if unit.purchase_date > tomorrow:
                raise ValidationError(
                    self.env._(
                        "%(unit)s cannot have been bought on %(day)s, which is still to come.",
                        unit=unit.display_name,
                        day=format_date(self.env, unit.purchase_date),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([vals | self._plain_serial(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(vals | self._plain_serial(vals))

    @api.model
    def _plain_serial(self, vals):
        """Return the serial without blanks around it: two ways to type it are one unit."""
        return {"serial": (vals["serial"] or "").strip() or False} if "serial" in vals else {}

    def action_view_order(self):
        """Open the order that sold this unit."""
        self.ensure_one()
        return self.order_id.get_formview_action()
