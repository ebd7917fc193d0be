from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SALES = "sales_team.group_sale_salesman"
COMPARED = {"=": "=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}


class ResPartner(models.Model):
    """A client shows its units, and can be looked for by how many it has (spec CP-7)."""

    _inherit = "res.partner"

    client_unit_ids = fields.One2many(
        "dosmart.client.unit", compute="_compute_client_units", groups=SALES, string="Units"
    )
    client_unit_count = fields.Integer(
        "Number of Units",
        compute="_compute_client_units",
        search="_search_client_unit_count",
        groups=SALES,
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_client_units(self):
        clients = self.commercial_partner_id
        units = self.env["dosmart.client.unit"].search([("client_id", "in", clients.ids)])
        of_client = units.grouped("client_id")
        for partner in self:
            partner.client_unit_ids = of_client.get(partner.commercial_partner_id, units.browse())
            partner.client_unit_count = len(partner.client_unit_ids)

    def _search_client_unit_count(self, operator, value):
        if operator == "in":
            return Domain.OR(self._search_client_unit_count("=", one) for one in value)
        if operator not in COMPARED:
            return NotImplemented
        units = self.env["dosmart.client.unit"]
        units.flush_model(["client_id"])
        counted = SQL(
            """
            SELECT partner.id
              FROM res_partner partner
         LEFT JOIN (SELECT client_id, COUNT(*) AS count FROM dosmart_client_unit
                     WHERE id IN %(units)s GROUP BY client_id) unit
                ON unit.client_id = partner.commercial_partner_id
             WHERE COALESCE(unit.count, 0) %(operator)s %(value)s
            """,
            units=units._search([]).subselect(),
            operator=SQL(COMPARED[operator]),
            value=int(value),
        )
        return Domain("id", "in", counted)

    def action_view_client_units(self):
        """Open the units of this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.client_unit_action")
        return action | {
            "domain": [("client_id", "=", self.commercial_partner_id.id)],
            "context": {"default_partner_id": self.id},
        }


class MergePartner(models.TransientModel):
    """Merged contacts bring their units along, to the client whoever of it was kept."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        done = super()._update_foreign_keys(src_partners, dst_partner)
        # sudo: merging was allowed; the units follow, whoever's they are.
        units = self.env["dosmart.client.unit"].sudo().with_context(active_test=False)
        moved = units.search([("partner_id", "=", dst_partner.id)])
        self.env.add_to_compute(units._fields["client_id"], moved)
        self.env.add_to_compute(moved.service_ids._fields["client_id"], moved.service_ids)
        return done
