from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .classes import ABC, HABITS, LIFE_CYCLES, STAGES, XYZ


class UncheckedMany2one(fields.Many2one):
    """A relation that the database does not check, row by row, when many are written.

    Checking one relation of 100 000 rows takes as long as summing up their orders. So whoever
    deletes what it points to deletes these rows too; see ``unlink`` and the ``_gc_`` methods.
    """

    def update_db_foreign_key(self, model, column):
        """Leave the column without a foreign key."""


class ClientValue(models.Model):
    """What a client is worth to a company: its classes, and the numbers behind each.

    Written by the run of the policy only, in SQL. Nothing here changes just because a day passed:
    days and years are counted when they are read, so that a run writes few rows.
    """

    _name = "dosmart.client.value"
    _description = "Client Value"
    _order = "turnover desc, id"
    _rec_name = "partner_id"
    _log_access = False  # narrow rows: who wrote them is the run, and when says the policy

    partner_id = UncheckedMany2one("res.partner", "Client", required=True, readonly=True)
    # Whom the row was made for. The database keeps one row of each by this column, not by the
    # contact: contacts may be merged by SQL, and the next run leaves one row of their rows.
    client_ref = fields.Integer("Valued Contact", required=True, readonly=True)
    # A company is never deleted while it has orders.
    company_id = UncheckedMany2one("res.company", required=True, readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(related="partner_id.user_id")
    is_client_active = fields.Boolean("Active Contact", related="partner_id.active")

    # What was bought
    first_purchase = fields.Date(readonly=True)
    last_purchase = fields.Date(readonly=True)
    purchase_count = fields.Integer("Purchases Ever", readonly=True)
    window_count = fields.Integer("Purchases in the Window", readonly=True)
    turnover = fields.Monetary(readonly=True, help="In the window, refunds deducted.")
    margin = fields.Monetary(readonly=True, help="In the window, if ABC goes by it.")
    cooperation_years = fields.Integer(
        "Years of Cooperation",
        compute="_compute_cooperation_years",
        aggregator="avg",
        help="Full years since the first purchase.",
    )

    # SG-1: 5 is best, 0 is not enough data
    recency_score = fields.Integer("Recency", readonly=True, aggregator="avg")
    frequency_score = fields.Integer("Frequency", readonly=True, aggregator="avg")
    monetary_score = fields.Integer("Monetary", readonly=True, aggregator="avg")
    rfm_score = fields.Float("RFM", digits=(3, 2), readonly=True, aggregator="avg")
    decile = fields.Integer(
        readonly=True, aggregator="avg", help="By turnover in the window: 1 is the best tenth."
    )

    # SG-2, SG-3
    abc = fields.Selection(ABC, "ABC", readonly=True, required=True)
    ahead_percent = fields.Float(
        "Starts at (%)",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="Share of the total that the clients ahead of this one make together.",
    )
    xyz = fields.Selection(XYZ, "XYZ", readonly=True, required=True)
    variation_percent = fields.Float(
        "Variation (%)", digits=(16, 1), readonly=True, aggregator="avg"
    )
    variation_months = fields.Integer("Months Compared", readonly=True, aggregator="avg")

    # SG-4, SG-5
    life_cycle = fields.Selection(LIFE_CYCLES, readonly=True, required=True)
    is_current = fields.Boolean("Current Client", readonly=True)
    has_contract = fields.Boolean("Contract Running", readonly=True)
    habit = fields.Selection(HABITS, "Purchase Frequency", readonly=True, required=True)
    interval_days = fields.Float(
        "Days between Purchases", digits=(16, 1), readonly=True, aggregator="avg"
    )
    stage = fields.Selection(STAGES, "Development Stage", readonly=True, required=True)
    closed_on = fields.Date(readonly=True)
    closed_reason = fields.Char("Why Closed", readonly=True)

    history_ids = fields.One2many("dosmart.client.value.history", "value_id", "History")
    line_ids = fields.One2many("dosmart.client.value.line", "value_id", "Product Lines")

    _client_ref_uniq = models.UniqueIndex("(client_ref, company_id)")
    _partner_idx = models.Index("(partner_id)")
    _closed_idx = models.Index("(company_id) WHERE closed_on IS NOT NULL")

    def unlink(self):
        """Delete history and product lines too: the database does not."""
        for company, values in self.grouped("company_id").items():
            company._value_policy()._take_away(values)
        self.history_ids.unlink()
        self.line_ids.unlink()
        return super().unlink()

    @api.depends("first_purchase")
    def _compute_cooperation_years(self):
        today = fields.Date.context_today(self)
        for value in self:
            first = value.first_purchase
            value.cooperation_years = relativedelta(today, first).years if first else 0

    def _field_to_sql(self, alias, field_expr, query=None):
        """Let lists group, sort and filter by the years, though they grow by themselves."""
        if field_expr != "cooperation_years":
            return super()._field_to_sql(alias, field_expr, query)
        first = self._field_to_sql(alias, "first_purchase", query)
        today = fields.Date.context_today(self)
        return SQL("COALESCE(EXTRACT(YEAR FROM age(%s, %s)), 0)::int", today, first)
