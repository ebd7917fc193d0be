from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SALES = "sales_team.group_sale_salesman"


class ResCompany(models.Model):
    _inherit = "res.company"

    active_client_months = fields.Integer(
        "Months a Client Stays Active",
        default=12,
        help="A client is active who bought in so many months, has a contract running or a deal "
        "open. Every active client has a next contact.",
    )

    _active_client_months_plausible = models.Constraint(
        "CHECK(active_client_months BETWEEN 1 AND 240)",
        "A client stays active for 1 to 240 months after the last purchase.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    active_client_months = fields.Integer(related="company_id.active_client_months", readonly=False)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # What a client bought lately, of many orders; also read for lists of 100 000 clients.
    _bought_idx = models.Index("(partner_id, date_order) WHERE state = 'sale'")


class ResPartner(models.Model):
    """A client is active who bought lately, has a contract running or a deal open."""

    _inherit = "res.partner"

    is_active_client = fields.Boolean(
        "Active Client",
        compute="_compute_is_active_client",
        search="_search_is_active_client",
        groups=SALES,
        help="Bought lately, has a contract running or a deal open.",
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_active_client(self):
        clients = self._active_clients()
        for partner in self:
            partner.is_active_client = partner.commercial_partner_id in clients

    def _active_clients(self):
        """Return the active ones of these clients."""
        own = Domain("id", "in", self.commercial_partner_id.ids)
        return self.browse(self._search(own & Domain("is_active_client", "=", True)))

    def _search_is_active_client(self, operator, value):
        if operator != "in":
            return NotImplemented
        self.env.flush_all()
        return self._active_client_domain()

    @api.model
    def _active_client_domain(self):
        return Domain("partner_share", "=", True) & Domain.custom(to_sql=self._is_active_sql)

    @api.model
    def _is_active_sql(self, _model, alias, _query):
        """Return the condition that somebody is an active client of the allowed companies.

        It is asked of one client after the other, until there are enough for a page: with LIMIT,
        PostgreSQL does not gather all orders beforehand.
        """
        reasons = (self._bought_lately_sql, self._contract_running_sql, self._deal_open_sql)
        client = SQL.identifier(alias, "id")
        return SQL(
            "%s AND (%s)",
            SQL.identifier(alias, "active"),
            SQL(" OR ").join(SQL("(%s LIMIT 1)", reason(client)) for reason in reasons),
        )

    @api.model
    def _bought_lately_sql(self, client):
        now = fields.Datetime.now()
        bought = [
            SQL(
                "sale.company_id = %s AND sale.date_order >= %s",
                company.id,
                fields.Datetime.subtract(now, months=company.active_client_months),
            )
            for company in self.env.companies
        ]
        return SQL(
            """
            SELECT TRUE
              FROM res_partner AS buyer
              JOIN sale_order AS sale ON sale.partner_id = buyer.id
             WHERE buyer.commercial_partner_id = %s AND sale.state = 'sale' AND (%s)
            """,
            client,
            SQL(" OR ").join(bought),
        )

    @api.model
    def _contract_running_sql(self, client):
        return SQL(
            """
            SELECT TRUE
              FROM dosmart_service_account AS account
             WHERE account.partner_id = %s AND account.state = 'running'
               AND account.company_id IN %s
            """,
            client,
            tuple(self.env.companies.ids),
        )

    @api.model
    def _deal_open_sql(self, client):
        return SQL(
            """
            SELECT TRUE
              FROM res_partner AS prospect
              JOIN crm_lead AS lead ON lead.partner_id = prospect.id
             WHERE prospect.commercial_partner_id = %s AND lead.active
               AND lead.type = 'opportunity' AND lead.won_status = 'pending'
               AND (lead.company_id IS NULL OR lead.company_id IN %s)
            """,
            client,
            tuple(self.env.companies.ids),
        )
