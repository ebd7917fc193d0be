from odoo import api, fields, models
from odoo.fields import Domain

WORST = 3  # so many stand out


class ServiceMoment(models.Model):
    """The service cycle: the moments in their order, each with its average mark (spec SA-5)."""

    _inherit = "dosmart.service.moment"

    @api.model
    @api.readonly
    def get_cycle(self):
        """Return the moments of truth as the drawing shows them, of what the user may read."""
        company = self.env.company
        marks = self.env["dosmart.moment.mark"]._read_group(
            self._cycle_domain(),
            ["moment_id"],
            ["mark:avg", "__count"],
        )
        found = {moment: (average, count) for moment, average, count in marks}
        moments = self.search(Domain("company_id", "in", (False, company.id)))
        worst = sorted((m for m in moments if m in found), key=lambda m: found[m][0])[:WORST]
        return {
            "months": company.service_months,
            "loose_count": found.get(self.browse(), (0, 0))[1],
            "moments": [
                moment._prepare_moment(*found.get(moment, (0, 0))) | {"is_worst": moment in worst}
                for moment in moments
            ],
        }

    @api.model
    def _cycle_domain(self):
        """Return which marks the drawing looks at: of the company, and not too old."""
        company = self.env.company
        today = fields.Date.context_today(self)
        since = fields.Date.subtract(today, months=company.service_months)
        return Domain("date", ">=", since) & Domain("company_id", "=", company.id)

    def action_view_marks(self):
        """Open the marks of this moment of truth, or those that belong to none."""
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.moment_mark_action")
        domain = self._cycle_domain() & Domain("moment_id", "=", self[:1].id)
        return action | {"domain": list(domain)}

    def _prepare_moment(self, average, count):
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description or "",
            "mark": round(average or 0, 2),
            "count": count,
        }


class ResCompany(models.Model):
    _inherit = "res.company"

    service_months = fields.Integer(
        "Months Looked Back",
        default=12,
        required=True,
        help="Marks of so many months make the service cycle and the scorecards of clients.",
    )
    complaint_mark_high = fields.Integer("Mark of a Severe Complaint", default=1, required=True)
    complaint_mark_medium = fields.Integer("Mark of a Medium Complaint", default=2, required=True)
    complaint_mark_low = fields.Integer("Mark of a Minor Complaint", default=3, required=True)
    late_days_per_mark = fields.Integer(
        "Days Late That Cost One Mark",
        default=10,
        required=True,
        help="An invoice paid in time is a 5. The lowest mark is 1.",
    )

    _service_marks = models.Constraint(
        "CHECK(complaint_mark_high BETWEEN 1 AND 5 AND complaint_mark_medium BETWEEN 1 AND 5"
        " AND complaint_mark_low BETWEEN 1 AND 5)",
        "Marks go from 1 to 5.",
    )
    _service_times = models.Constraint(
        "CHECK(service_months BETWEEN 1 AND 120 AND late_days_per_mark BETWEEN 1 AND 365)",
        "Marks of the last 1 to 120 months are looked at; 1 to 365 days late cost one mark.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    service_months = fields.Integer(related="company_id.service_months", readonly=False)
    complaint_mark_high = fields.Integer(related="company_id.complaint_mark_high", readonly=False)
    complaint_mark_medium = fields.Integer(
        related="company_id.complaint_mark_medium", readonly=False
    )
    complaint_mark_low = fields.Integer(related="company_id.complaint_mark_low", readonly=False)
    late_days_per_mark = fields.Integer(related="company_id.late_days_per_mark", readonly=False)
