from odoo import models
from odoo.exceptions import UserError

SIGNED_TERMS = ("contract_months", "contract_start")


class SaleOrder(models.Model):
    """What confirmation, and taking it back, means for the terms of a contract."""

    _inherit = "sale.order"

    def write(self, vals):
        """Keep what the client signed; a start that somebody enters is not automatic."""
        changed = [name for name in SIGNED_TERMS if name in vals]
        if changed:
            self._check_signed_terms({name: vals[name] for name in changed})
        if "contract_start" in vals:
            vals = {"is_start_automatic": False} | vals
        return super().write(vals)

    def _check_signed_terms(self, terms):
        for order in self.filtered(lambda order: order.state == "sale"):
            if any(order._would_change(name, value) for name, value in terms.items()):
                raise UserError(
                    self.env._(
                        "%(order)s is confirmed: its start and months stay as the client "
                        "signed them. To change them cancel the order and set it to quotation.",
                        order=order.name,
                    )
                )

    def _would_change(self, name, value):
        field = self._fields[name]
        return field.convert_to_record(field.convert_to_cache(value, self), self) != self[name]

    def action_confirm(self):
        """Start the contracts that have no start yet, today."""
        # sudo: whoever confirms; most orders have no plan, and are told apart without more ado.
        planned = self.sudo().filtered(lambda o: o.instalment_count or o._has_plan())
        quotations = planned.with_env(self.env).filtered(lambda order: order._is_open())
        starting = quotations.filtered(lambda o: o._has_plan() and not o.contract_start)
        if starting:
            for today, orders in starting.grouped(lambda order: order._local_day()).items():
                orders.write({"contract_start": today, "is_start_automatic": True})
        quotations._rebuild_plan()
        return super().action_confirm()

    def action_draft(self):
        """Forget an automatic start, and plan anew what changed while there was no plan to keep."""
        done = super().action_draft()
        quotations = self.filtered(lambda order: order._is_open())
        started = quotations.filtered("is_start_automatic")
        if started:
            started.contract_start = False
        quotations._rebuild_plan()
        return done
