from odoo import api, fields, models

MOST = 1000  # units of one line; who buys more does not have each of them looked after


class ProductTemplate(models.Model):
    """Some products become units of the client who buys them."""

    _inherit = "product.template"

    is_unit = fields.Boolean(
        "Becomes a Unit of the Client",
        help="Each piece sold is kept with its serial or plate, its readings and its services.",
    )
    use_measure = fields.Char(
        "Measure of Use", translate=True, help="What its meter counts, for example km or hours."
    )


class SaleOrder(models.Model):
    """A confirmed order makes the units, a cancelled one takes them back (spec CP-7)."""

    _inherit = "sale.order"

    client_unit_count = fields.Integer(
        "Units", compute="_compute_client_unit_count", groups="sales_team.group_sale_salesman"
    )

    def _compute_client_unit_count(self):
        units = self.env["dosmart.client.unit"]
        counts = dict(units._read_group([("order_id", "in", self.ids)], ["order_id"], ["__count"]))
        for order in self:
            order.client_unit_count = counts.get(order, 0)

    def action_view_client_units(self):
        """Open the units that this order sold."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.client_unit_action")
        return action | {"domain": [("order_id", "=", self.id)], "context": {"create": False}}

    def _action_confirm(self):
        done = super()._action_confirm()
        self.order_line._follow_units()
        return done

    def _action_cancel(self):
        done = super()._action_cancel()
        self.order_line._follow_units()
        return done


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    # Most lines never have any, and need not be asked.
    has_client_units = fields.Boolean("Units Made", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "sale")._follow_units()
        return lines

    def write(self, vals):
        done = super().write(vals)
        if {"product_id", "product_uom_qty", "product_uom_id"} & vals.keys():
            self.filtered(lambda line: line.state == "sale")._follow_units()
        return done

    def _follow_units(self):
        """Give each of these lines as many units as it has pieces, however often it is asked."""
        # sudo: the units follow from the order, which may be the client's to sign.
        lines = self.sudo().filtered(lambda line: line.has_client_units or line.product_id.is_unit)
        if not lines:
            return
        # sudo: as above.
        units = self.env["dosmart.client.unit"].sudo().with_context(active_test=False)
        known = units.search([("order_line_id", "in", lines.ids)]).grouped("order_line_id")
        missing = []
        for line in lines:
            all_own = known.get(line, units)
            own = all_own.filtered_domain([("product_id", "=", line.product_id.id)])
            wanted = line._unit_quantity() if line.state == "sale" else 0
            (all_own - own)._keep(0)
            own._keep(wanted)
            missing += [line._prepare_unit_values()] * (wanted - len(own))
        # The order says who made them; a note on each would say it again.
        made = units.with_context(tracking_disable=True).create(missing)
        made.order_line_id.has_client_units = True

    def _unit_quantity(self):
        """Return how many whole pieces of a product that becomes a unit are sold."""
        if self.display_type or not self.product_id.is_unit:
            return 0
        quantity = self.product_uom_id._compute_quantity(
            self.product_uom_qty, self.product_id.uom_id, round=False
        )
        return int(quantity + 1e-6) if 0 < quantity <= MOST else 0

    def _prepare_unit_values(self):
        return {
            "partner_id": self.order_id.partner_id.id,
            "product_id": self.product_id.id,
            "company_id": self.company_id.id,
            "order_line_id": self.id,
            "purchase_date": self.order_id._local_day(self.order_id.date_order),
        }


class ClientUnit(models.Model):
    _inherit = "dosmart.client.unit"

    def _keep(self, count):
        """Keep *count* of these units of one line; those of which we know something go last.

        What nobody has typed anything about is deleted, the rest archived; it comes back with
        the order.
        """
        by_worth = self.sorted(lambda unit: (not unit._is_known(), unit.id))
        back = by_worth[:count].filtered("is_order_cancelled")
        back.write({"active": True, "is_order_cancelled": False})
        surplus = by_worth[max(count, 0) :]
        known = surplus.filtered(lambda unit: unit._is_known())
        known.filtered("active").write({"active": False, "is_order_cancelled": True})
        (surplus - known).unlink()

    def _is_known(self):
        """Return whether somebody has noted anything about this unit."""
        return bool(self.serial or self.model_year or self.reading_ids or self.service_ids)
