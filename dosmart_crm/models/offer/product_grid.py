from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

SHOWN = (
    *("partner_id", "line_id", "state", "date", "refusal_reason"),
    *("next_step_date", "next_step_purpose"),
)


class ClientProduct(models.Model):
    """Clients down, product lines across, one page of clients at a time (spec OF-8)."""

    _inherit = "dosmart.client.product"

    @api.model
    def get_grid(self, partner_ids):
        """Return what the component ``ProductGrid`` shows of these clients, ids.

        Only of those that the user may read, in the current company.

        :return: columns (product lines) in their order, and cells
            {client id: {line id: cell}}, left out where nothing was offered
        """
        self.check_access("read")
        clients = self.env["res.partner"].search(Domain("id", "in", partner_ids))
        lines = self._grid_lines()
        # Read at once: to find a row by its id alone, PostgreSQL goes through all that was sold.
        found = self.search_fetch(
            Domain("partner_id", "in", clients.ids)
            & Domain("line_id", "in", lines.ids)
            & Domain("company_id", "=", self.env.company.id),
            SHOWN,
        )
        cells = defaultdict(dict)
        for product in found:
            cells[product.partner_id.id][product.line_id.id] = product._grid_cell()
        return {"columns": [line._grid_column() for line in lines], "cells": cells}

    def _grid_lines(self):
        """Return the lines of what the current company sells."""
        for_sale = Domain("sale_ok", "=", True)
        ours = Domain("company_id", "in", [False, self.env.company.id])
        # sudo: the lines are the same for all who see the grid.
        products = self.env["product.template"].sudo()
        groups = products._read_group(for_sale & ours, [], ["categ_id:recordset"])
        return groups[0][0]._product_line().sorted("complete_name").sudo(False)

    def _grid_cell(self):
        step = self.next_step_date and format_date(self.env, self.next_step_date)
        states = dict(self._fields["state"]._description_selection(self.env))
        words = self._grid_words(states[self.state], format_date(self.env, self.date), step)
        late = step and self.next_step_date < fields.Date.context_today(self)
        return {
            "state": self.state,
            "marks": ["late"] if late else [],
            "label": "" if self.state == "not_offered" else format_date(self.env, self.date),
            "source": f"→ {step}" if step else "",
            "tooltip": " ".join(words),
        }

    def _grid_words(self, state, day, step):
        yield self.env._("%(state)s since %(day)s.", state=state, day=day)
        if self.refusal_reason:
            yield self.env._("Reason: %(reason)s.", reason=self.refusal_reason.rstrip("."))
        if step:
            purpose = (self.next_step_purpose or "").rstrip(".")
            yield self.env._("Next step on %(day)s: %(purpose)s.", day=step, purpose=purpose)


class ProductCategory(models.Model):
    _inherit = "product.category"

    def _grid_column(self):
        return {"id": self.id, "label": self.name, "note": self.parent_id.complete_name or ""}


class ResPartner(models.Model):
    _inherit = "res.partner"

    client_product_ids = fields.One2many(
        "dosmart.client.product",
        "partner_id",
        string="Product Lines",
        groups="sales_team.group_sale_salesman",
    )

    def action_view_product_grid(self):
        """Show where this client stands with each product line."""
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.product_grid_action")
        return action | {"domain": [("id", "in", self.commercial_partner_id.ids)]}
