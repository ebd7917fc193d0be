from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

FACTOR = 100  # more than there are deciles


class ValueDecile(models.Model):
    """Ten tenths of the clients by turnover, each with its share: análisis decimal (spec SG-5).

    It is read, never written, and counts only clients that the user may read.
    """

    _name = "dosmart.value.decile"
    _description = "Decile of Clients"
    _auto = False
    _order = "company_id, decile"
    _rec_name = "decile"
    _depends = {"dosmart.client.value": ["company_id", "decile", "turnover"]}

    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    decile = fields.Integer(readonly=True, aggregator=None, help="1 is the best tenth.")
    client_count = fields.Integer("Clients", readonly=True)
    turnover = fields.Monetary(readonly=True, help="In the window, refunds deducted.")
    average_turnover = fields.Monetary("Turnover per Client", readonly=True, aggregator="avg")
    turnover_share = fields.Float("Share of Turnover", readonly=True)
    cumulated_share = fields.Float(
        readonly=True,
        aggregator="max",
        help="Share of this tenth and of all better ones together.",
    )

    @property
    def _table_query(self):
        """Return ten rows per company; tenths that equals have skipped hold nobody."""
        return SQL(
            """
            SELECT company_id * %(factor)s + decile AS id, company_id, decile,
                   client_count, turnover, turnover / NULLIF(client_count, 0) AS average_turnover,
                   turnover / NULLIF(sum(turnover) OVER company, 0) AS turnover_share,
                   sum(turnover) OVER better / NULLIF(sum(turnover) OVER company, 0)
                   AS cumulated_share
              FROM (
                    SELECT company.company_id, tenth.decile, count(buyer.id)::int AS client_count,
                           COALESCE(sum(buyer.turnover), 0) AS turnover
                      FROM (SELECT DISTINCT company_id FROM (%(buyers)s) AS buyer) AS company
                CROSS JOIN generate_series(1, 10) AS tenth(decile)
                 LEFT JOIN (%(buyers)s) AS buyer USING (company_id, decile)
                     GROUP BY company.company_id, tenth.decile
                   ) AS counted
            WINDOW company AS (PARTITION BY company_id),
                   better AS (PARTITION BY company_id ORDER BY decile)
            """,
            factor=FACTOR,
            buyers=self._buyers_query(),
        )

    def _buyers_query(self):
        values = self.env["dosmart.client.value"]
        bought = Domain("decile", ">", 0) & Domain("company_id", "in", self.env.companies.ids)
        query = values._search(bought)
        names = ("id", "company_id", "decile", "turnover")
        return query.select(*(values._field_to_sql(query.table, name, query) for name in names))

    def action_view_clients(self):
        """Open the clients of this tenth."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "dosmart_loyalty.client_value_action"
        )
        tenth = [("company_id", "=", self.company_id.id), ("decile", "=", self.decile)]
        name = self.env._("Tenth %s of 10", self.decile)
        return action | {"name": name, "domain": tenth, "context": {}}
