from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ClientOrder(models.Model):
    """Which orders a client has, by name and day: all that agents need, who may not sell."""

    _name = "dosmart.client.order"
    _description = "Order of a Client"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "sale.order": ["name", "date_order", "state", "company_id", "partner_id"],
        "res.partner": ["commercial_partner_id"],
    }

    name = fields.Char("Order", readonly=True)
    date = fields.Datetime(readonly=True)
    is_confirmed = fields.Boolean("Confirmed", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    client_id = fields.Many2one("res.partner", "Client", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            "SELECT sold.id, sold.name, sold.date_order AS date, sold.company_id,"
            " sold.state = 'sale' AS is_confirmed, partner.commercial_partner_id AS client_id"
            " FROM sale_order sold JOIN res_partner partner ON partner.id = sold.partner_id"
        )


class Complaint(models.Model):
    """The order is one of the client's, and one that who chooses it may know of."""

    _inherit = "dosmart.complaint"

    ordered_id = fields.Many2one(
        "dosmart.client.order",
        "Order by Name",
        compute="_compute_ordered_id",
        inverse="_inverse_ordered_id",
        domain="[('client_id', '=', client_id), ('company_id', '=', company_id),"
        " ('is_confirmed', '=', True)]",
        help="The order, for those who may not see orders.",
    )

    @api.depends("order_id")
    def _compute_ordered_id(self):
        for complaint in self:
            complaint.ordered_id = complaint.order_id.id

    def _inverse_ordered_id(self):
        for complaint in self:
            if complaint.ordered_id:
                complaint._check_ordered()
            # sudo: agents may not see orders; this is one of the client of their complaint.
            complaint.sudo().order_id = complaint.ordered_id.id

    def _check_ordered(self):
        order = self.ordered_id
        order.check_access("read")
        if (order.client_id, order.company_id) != (self.client_id, self.company_id):
            raise UserError(
                self.env._(
                    "%(order)s is no order of %(client)s. Choose one of this client.",
                    order=order.name,
                    client=self.client_id.name or self.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        for complaint, vals in zip(complaints, vals_list, strict=True):
            if not vals.get("ordered_id"):  # which was checked
                complaint._check_order_seen()
        return complaints

    def write(self, vals):
        """Refuse orders that the user may not see; the order of another client goes."""
        done = super().write(vals)
        if vals.get("order_id"):
            self._check_order_seen()
        elif "partner_id" in vals and "ordered_id" not in vals:
            # sudo: whoever's order it is, it is not one of the client any more.
            self.sudo().filtered(lambda one: one.order_id and not one._own_order()).order_id = False
        return done

    def _check_order_seen(self):
        if not self.env.su and self.order_id:
            self.order_id.check_access("read")

    def _own_order(self):
        """Return the order if it is one of the client."""
        return self.order_id.filtered(
            lambda one: one.partner_id.commercial_partner_id == self.client_id
        )
