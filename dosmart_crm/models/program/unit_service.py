from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, format_date


class UnitService(models.Model):
    """A service done to a unit. "Serviced" means such a line, everywhere (spec CP-7)."""

    _name = "dosmart.unit.service"
    _description = "Service Done to a Unit"
    _order = "date desc, id desc"
    _check_company_auto = True

    unit_id = fields.Many2one("dosmart.client.unit", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(related="unit_id.partner_id", string="Owner")
    client_id = fields.Many2one(
        related="unit_id.client_id", string="Client", store=True, index=True
    )
    company_id = fields.Many2one(related="unit_id.company_id", store=True, index=True)
    date = fields.Date(required=True, default=fields.Date.context_today, index=True)
    kind_id = fields.Many2one("dosmart.service.kind", required=True, ondelete="restrict")
    order_id = fields.Many2one(
        "sale.order",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="With which the service was sold; none if it was free.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Done by",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="set null",
    )
    reading_id = fields.Many2one(
        "dosmart.unit.reading", readonly=True, copy=False, index="btree_not_null"
    )
    reading = fields.Float(
        compute="_compute_reading",
        inverse="_inverse_reading",
        digits=(16, 1),
        help="What the meter showed that day; it joins the readings of the unit. 0: not read.",
    )
    use_measure = fields.Char(related="unit_id.use_measure")
    note = fields.Text("What Was Done")

    _serviced_idx = models.Index("(client_id, date)")

    @api.depends("unit_id.display_name", "kind_id.name")
    def _compute_display_name(self):
        for service in self:
            service.display_name = f"{service.kind_id.name} · {service.unit_id.display_name}"

    @api.depends("reading_id.value")
    def _compute_reading(self):
        for service in self:
            service.reading = service.reading_id.value

    def _inverse_reading(self):
        for service in self.filtered("reading"):
            known = service.reading_id or service._reading_of_day()
            if known:
                known.value = service.reading
            service.reading_id = known or known.create(
                {"unit_id": service.unit_id.id, "date": service.date, "value": service.reading}
            )

    def _reading_of_day(self):
        return self.unit_id.reading_ids.filtered(lambda reading: reading.date == self.date)

    @api.constrains("date", "unit_id")
    def _check_date(self):
        if self.filtered_domain(Domain("date", ">", "today +1d")):
            raise ValidationError(
                self.env._("This day is still to come: note the service once it is done.")
            )
        for service in self:
            bought = service.unit_id.purchase_date
            if bought and service.date < bought:
                raise ValidationError(
                    self.env._(
                        "%(unit)s was bought on %(bought)s: it cannot have been serviced on "
                        "%(day)s. Correct one of the two dates.",
                        unit=service.unit_id.display_name,
                        bought=format_date(self.env, bought),
                        day=format_date(self.env, service.date),
                    )
                )

    def write(self, vals):
        done = super().write(vals)
        if "date" in vals:
            for service in self.filtered("reading_id"):
                service.reading_id.date = service.date
        return done

    @api.model
    def _serviced_sql(self, client, since):
        """Return whether the client with the id *client* (SQL) was serviced on *since* or later.

        For rules that leave out who was serviced lately.
        """
        return SQL(
            "EXISTS (SELECT 1 FROM dosmart_unit_service service"
            " WHERE service.client_id = %s AND service.date >= %s)",
            client,
            since,
        )


class ExclusionRule(models.Model):
    _inherit = "dosmart.exclusion.rule"

    def _excluded_sql_serviced(self):
        services = self.env["dosmart.unit.service"]
        since = SQL("due.day - %s", self.days)
        return services._serviced_sql(SQL("due.client_id"), since)
