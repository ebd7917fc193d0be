from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...logic.person_name import named_person

WHYS = ("why_1", "why_2", "why_3", "why_4", "why_5")


class Complaint(models.Model):
    """Why it happened: five times asked, and never a person (CO-3)."""

    _inherit = "dosmart.complaint"

    why_1 = fields.Char("Why did it happen?", copy=False)
    why_2 = fields.Char("And why that?", copy=False)
    why_3 = fields.Char("And why that? (3)", copy=False)
    why_4 = fields.Char("And why that? (4)", copy=False)
    why_5 = fields.Char("And why that, in the end?", copy=False)
    repeat_count = fields.Integer(
        "Complaints with This Cause",
        compute="_compute_repeat_count",
        help="This one included, within the months set in the settings.",
    )
    is_repeated = fields.Boolean("Repeated", compute="_compute_repeat_count")

    @api.depends("cause_id", "company_id", "is_dismissed")
    def _compute_repeat_count(self):
        self.repeat_count = 0
        self.is_repeated = False
        # sudo: repeats count, also those that the user may not see.
        for company, complaints in self.sudo().filtered("cause_id").grouped("company_id").items():
            counts = complaints._count_causes(company)
            for complaint in complaints:
                count = counts.get(complaint.cause_id, 0)
                own = complaint.with_env(self.env)
                own.repeat_count = count
                own.is_repeated = count >= company.complaint_repeat_count

    def _count_causes(self, company):
        """Return {cause of these: complaints of *company* that it made in the months we count}."""
        months = company.complaint_repeat_months
        start = fields.Datetime.subtract(fields.Datetime.now(), months=months)
        groups = self._read_group(
            [
                ("cause_id", "in", self.cause_id.ids),
                ("company_id", "=", company.id),
                ("is_dismissed", "=", False),
                ("opened_at", ">=", start),
            ],
            ["cause_id"],
            ["__count"],
        )
        return dict(groups)

    @api.constrains(*WHYS)
    def _check_whys(self):
        causes = self.env["dosmart.complaint.cause"]
        for complaint in self:
            causes._refuse_persons(filter(None, (complaint[why] for why in WHYS)))

    def action_view_repeats(self):
        """Open the complaints with the same cause."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.complaint_action")
        return action | {"domain": [("cause_id", "=", self.cause_id.id)], "context": {}}


class ComplaintCause(models.Model):
    _inherit = "dosmart.complaint.cause"

    @api.constrains("name")
    def _check_no_person(self):
        self._refuse_persons(self.mapped("name"))

    @api.model
    def _refuse_persons(self, texts):
        """Refuse *texts* that name somebody who works here."""
        texts = list(texts)
        if not texts:
            return
        # sudo: whoever looks for a cause need not see all users.
        users = self.env["res.users"].sudo().search([("share", "=", False)])
        people = [(user.name, user.email, user.login) for user in users]
        for text in texts:
            if name := named_person(text, people):
                raise ValidationError(
                    self.env._(
                        "“%(text)s” speaks of %(name)s. A cause is never a person: whoever works "
                        "with a bad process makes mistakes. Say what in the process, the product, "
                        "the training or the supplier let it happen; ask why once more.",
                        text=text,
                        name=name,
                    )
                )
