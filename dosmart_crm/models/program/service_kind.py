from odoo import api, fields, models

# What the day of the next service depends on.
SCHEDULE = {"active", "months", "use_interval", "product_tmpl_ids", "sequence"}


class ServiceKind(models.Model):
    """A kind of service for the units of clients, and when it is due (spec CP-7).

    Those with months or use are the schedule of maintenance; the others, such as a repair, are
    only noted. The list is the administrator's.
    """

    _name = "dosmart.service.kind"
    _description = "Kind of Service"
    _order = "months, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    months = fields.Integer(
        "Months after Purchase",
        help="Due so many months after the client bought the unit. 0: not by date.",
    )
    use_interval = fields.Float(
        "Units of Use",
        help="Due, if that is earlier, when the unit was used that much since its last service, "
        "for example 10 000 km. The day is estimated from the last two readings. 0: not by use.",
    )
    product_tmpl_ids = fields.Many2many(
        "product.template",
        string="Only for",
        domain=[("is_unit", "=", True)],
        help="The products that get this service. Empty: all that become units.",
    )
    service_product_id = fields.Many2one(
        "product.product",
        "Sold as",
        domain=[("sale_ok", "=", True)],
        ondelete="restrict",
        help="Its price is what the letter to the client says the service costs.",
    )
    hours = fields.Float("Time It Takes (Hours)", help="What the letter to the client says.")
    description = fields.Text(
        "What Is Done",
        translate=True,
        help="For the letter to the client: what is checked, which parts are replaced.",
    )

    _months_plausible = models.Constraint(
        "CHECK(months BETWEEN 0 AND 600)",
        "A service is due 1 to 600 months after the purchase, or not by date: 0.",
    )
    _use_interval_positive = models.Constraint(
        "CHECK(use_interval >= 0)",
        "The use between two services cannot be negative. Use 0 for a service not due by use.",
    )
    _hours_positive = models.Constraint(
        "CHECK(hours >= 0)", "The time a service takes cannot be negative."
    )

    @api.model_create_multi
    def create(self, vals_list):
        kinds = super().create(vals_list)
        kinds._plan_units_again()
        return kinds

    def write(self, vals):
        done = super().write(vals)
        if SCHEDULE & vals.keys():
            self._plan_units_again()
        return done

    def unlink(self):
        done = super().unlink()
        self._plan_units_again()
        return done

    @api.model
    def _plan_units_again(self):
        # sudo: the day of the next service follows from the schedule, whoever's the unit is.
        units = self.env["dosmart.client.unit"].sudo().with_context(active_test=False)
        self.env.add_to_compute(units._fields["next_service_date"], units.search([]))

    @api.model
    def _schedules(self, templates):
        """Return {product template: the kinds of its schedule, by months}."""
        planned = self.search(["|", ("months", ">", 0), ("use_interval", ">", 0)])
        return {
            template: planned.filtered(
                lambda kind, template=template: not kind.product_tmpl_ids
                or template in kind.product_tmpl_ids
            )
            for template in templates
        }
