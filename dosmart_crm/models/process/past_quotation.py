from odoo import api, fields, models
from odoo.fields import Domain

ALL_ORDERS = "sales_team.group_sale_salesman_all_leads"


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _your_clients_domain(self):
        """Return which clients are the user's: given to the user, or handed over with a lead."""
        uid = self.env.uid
        given = Domain("user_id", "=", uid) & self._not_taken_domain()
        return given | Domain("handover_lead_ids.user_id", "=", uid)

    @api.model
    def _sees_all_orders(self):
        return self.env.su or self.env.user.has_group(ALL_ORDERS)

    def _are_yours(self):
        """Return those of these clients, or of the clients of these contacts, that are the user's.

        Who may see all orders may see all clients.
        """
        # sudo: whose client it is decides here, not whose contact.
        clients = self.sudo().with_context(active_test=False).commercial_partner_id
        if self.env.user.has_group(ALL_ORDERS):
            return clients.with_env(self.env)
        mine = clients.search(Domain("id", "in", clients.ids) & self._your_clients_domain())
        return mine.with_env(self.env)


class SaleOrder(models.Model):
    """The salesperson of a client reads and copies its past quotations, whoever wrote them."""

    _inherit = "sale.order"

    # Named to be tried after user_id in the access rule: one's own orders cost no query.
    your_client = fields.Boolean(compute="_compute_your_client", search="_search_your_client")
    copied_from_id = fields.Many2one(
        "sale.order",
        "Copied From",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("partner_id.commercial_partner_id.user_id")
    @api.depends_context("uid")
    def _compute_your_client(self):
        # sudo: see _are_yours; the access rule asks.
        mine = self.sudo().partner_id._given_to_you()
        for order in self:
            order.your_client = order.sudo().partner_id in mine

    def _search_your_client(self, operator, _value):
        if operator != "in":
            return NotImplemented
        # sudo: the access rule asks; only who is one's own client is looked for.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        mine = partners._search(partners._your_clients_domain())
        family = Domain("commercial_partner_id", "in", mine) & partners._not_taken_domain()
        return Domain("partner_id", "in", partners._search(family))

    def copy_data(self, default=None):
        """Keep the link to the original; what a colleague wrote is copied as one's own."""
        vals_list = super().copy_data(default)
        for order, vals in zip(self, vals_list, strict=True):
            vals["copied_from_id"] = order.id
            if order._is_of_colleague():
                vals.pop("team_id", None)  # that of the new salesperson
                vals.update(order._prepare_own_copy_values() | (default or {}))
        return vals_list

    def _is_of_colleague(self):
        user = self.env.user
        is_other = self.user_id and self.user_id != user
        return bool(is_other and not self.env.su and not user.has_group(ALL_ORDERS))

    def _prepare_own_copy_values(self):
        """Return what a copy has of its own, for who may not see the originals of others."""
        return {
            "user_id": self.env.uid,
            "opportunity_id": self.opportunity_id._filtered_access("read").id,
        }

    def action_copy_quotation(self):
        """Copy this quotation and open the copy."""
        self.ensure_one()
        self.check_access("read")
        action = {"type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form"}
        return action | {"res_id": self.copy().id}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    your_client = fields.Boolean(related="order_id.your_client")
