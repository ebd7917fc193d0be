from odoo import api, fields, models, tools
from odoo.fields import Domain

BASES = [("orders", "Confirmed Orders"), ("invoices", "Posted Invoices")]
SCORINGS = [("shares", "Equal Shares of the Clients"), ("cuts", "Limits That You Type")]
MEASURES = [("turnover", "Turnover"), ("margin", "Margin")]


class ValuePolicy(models.Model):
    """How a company values its clients: every number of spec section G, one record per company."""

    _name = "dosmart.value.policy"
    _description = "Value Policy"
    _rec_name = "company_id"
    _order = "company_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    # What counts
    basis = fields.Selection(
        BASES,
        "Purchases Are",
        default="orders",
        required=True,
        help="Without taxes, in the company's currency at the rate of the document. Credit notes "
        "are deducted on their day.",
    )
    window_months = fields.Integer(
        "Window (Months)",
        default=12,
        required=True,
        help="Turnover and purchases are those from the same day so many months ago until today.",
    )
    period_months = fields.Integer(
        "Period P (Months)",
        default=3,
        required=True,
        help="Who bought within this period, or has a contract running, is a current client. "
        "Choose about the time between two purchases of a typical client.",
    )

    # RFM
    recency_weight = fields.Integer("Recency (%)", default=30, required=True)
    frequency_weight = fields.Integer("Frequency (%)", default=10, required=True)
    monetary_weight = fields.Integer("Monetary (%)", default=60, required=True)
    scoring = fields.Selection(
        SCORINGS,
        "Scores From",
        default="shares",
        required=True,
        help="Equal shares: the best fifth of those who bought in the window scores 5, the next 4 "
        "… Equals share the better score.",
    )
    recency_cut_5 = fields.Integer("5 Up to (Days)", default=30, required=True)
    recency_cut_4 = fields.Integer("4 Up to (Days)", default=90, required=True)
    recency_cut_3 = fields.Integer("3 Up to (Days)", default=180, required=True)
    recency_cut_2 = fields.Integer("2 Up to (Days)", default=270, required=True)
    frequency_cut_2 = fields.Integer("2 From (Purchases)", default=2, required=True)
    frequency_cut_3 = fields.Integer("3 From (Purchases)", default=3, required=True)
    frequency_cut_4 = fields.Integer("4 From (Purchases)", default=6, required=True)
    frequency_cut_5 = fields.Integer("5 From (Purchases)", default=12, required=True)
    monetary_cut_2 = fields.Monetary("2 From (Turnover)", default=1000, required=True)
    monetary_cut_3 = fields.Monetary("3 From (Turnover)", default=5000, required=True)
    monetary_cut_4 = fields.Monetary("4 From (Turnover)", default=20000, required=True)
    monetary_cut_5 = fields.Monetary("5 From (Turnover)", default=100000, required=True)

    # ABC, XYZ, frequency
    abc_measure = fields.Selection(
        MEASURES,
        "ABC By",
        default="turnover",
        required=True,
        help="Margin: turnover less the present cost of the products.",
    )
    abc_a_percent = fields.Float(
        "A Until (%)",
        default=50.0,
        digits=(5, 2),
        required=True,
        help="A are those whose better clients together make less than this share of the total.",
    )
    abc_b_percent = fields.Float("B Until (%)", default=79.0, digits=(5, 2), required=True)
    xyz_x_percent = fields.Float(
        "X Up to (%)",
        default=10.0,
        digits=(5, 2),
        required=True,
        help="Coefficient of variation of the monthly turnover: standard deviation / mean.",
    )
    xyz_y_percent = fields.Float("Y Up to (%)", default=25.0, digits=(5, 2), required=True)
    xyz_months = fields.Integer(
        "Over (Months)", default=12, required=True, help="The last complete calendar months."
    )
    xyz_min_months = fields.Integer(
        "At Least (Months)",
        default=3,
        required=True,
        help="With fewer months since the first purchase there is not enough data.",
    )
    frequent_ratio = fields.Float(
        "Frequent Up to (× Median)",
        default=0.5,
        digits=(6, 2),
        required=True,
        help="Days between the purchases of a client, over those of the median client.",
    )
    habitual_ratio = fields.Float(
        "Habitual Up to (× Median)", default=1.5, digits=(6, 2), required=True
    )

    # What the last run found
    last_run = fields.Date("Valued On", readonly=True, copy=False)
    median_interval_days = fields.Float(
        "Median Purchase Interval (Days)", digits=(16, 1), readonly=True, copy=False
    )

    _company_uniq = models.UniqueIndex(
        "(company_id)", "This company has its value policy already: change that one."
    )
    _weights_add_up = models.Constraint(
        "CHECK(recency_weight >= 0 AND frequency_weight >= 0 AND monetary_weight >= 0"
        " AND recency_weight + frequency_weight + monetary_weight = 100)",
        "The weights of recency, frequency and monetary add up to 100 %, and none is negative. "
        "Correct them.",
    )
    _months_plausible = models.Constraint(
        "CHECK(window_months BETWEEN 1 AND 120 AND period_months BETWEEN 1 AND 120)",
        "The window and the period P last from 1 to 120 months.",
    )
    _xyz_months_plausible = models.Constraint(
        "CHECK(xyz_months BETWEEN 2 AND 60 AND xyz_min_months BETWEEN 2 AND xyz_months)",
        "XYZ looks at 2 to 60 months, and needs at least 2 and at most all of them.",
    )
    _abc_rising = models.Constraint(
        "CHECK(0 < abc_a_percent AND abc_a_percent < abc_b_percent AND abc_b_percent <= 100)",
        "A ends before B, and both lie between 0 and 100 % of the total.",
    )
    _xyz_rising = models.Constraint(
        "CHECK(0 < xyz_x_percent AND xyz_x_percent < xyz_y_percent)",
        "X ends before Y, and both are more than 0 %.",
    )
    _ratios_rising = models.Constraint(
        "CHECK(0 < frequent_ratio AND frequent_ratio < habitual_ratio)",
        "Frequent ends before habitual, and both are more than 0 × the median.",
    )
    _recency_cuts_rising = models.Constraint(
        "CHECK(0 <= recency_cut_5 AND recency_cut_5 < recency_cut_4"
        " AND recency_cut_4 < recency_cut_3 AND recency_cut_3 < recency_cut_2)",
        "Fewer days score better: the limits of recency rise from score 5 to score 2.",
    )
    _frequency_cuts_rising = models.Constraint(
        "CHECK(frequency_cut_2 < frequency_cut_3 AND frequency_cut_3 < frequency_cut_4"
        " AND frequency_cut_4 < frequency_cut_5)",
        "More purchases score better: the limits of frequency rise from score 2 to score 5.",
    )
    _monetary_cuts_rising = models.Constraint(
        "CHECK(monetary_cut_2 < monetary_cut_3 AND monetary_cut_3 < monetary_cut_4"
        " AND monetary_cut_4 < monetary_cut_5)",
        "More turnover scores better: the limits of monetary rise from score 2 to score 5.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        self.env.registry.clear_cache()
        return policies

    def write(self, vals):
        is_first_run = "last_run" in vals and not all(self.mapped("last_run"))
        done = super().write(vals)
        if is_first_run or "company_id" in vals:
            self.env.registry.clear_cache()
        return done

    def unlink(self):
        done = super().unlink()
        self.env.registry.clear_cache()
        return done

    @tools.ormcache("company_id")
    def _valued_policy_id(self, company_id):
        """Return the id of the company's policy, once it has valued the clients; else False.

        Remembered, so that confirming orders costs nothing before the first run.
        """
        # sudo: whoever confirms the order; only the id is taken.
        valued = Domain("company_id", "=", company_id) & Domain("last_run", "!=", False)
        return self.sudo().search(valued, limit=1).id
