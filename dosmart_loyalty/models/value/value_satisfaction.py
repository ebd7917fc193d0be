from odoo import fields, models
from odoo.tools import format_date

from .classes import SATISFACTIONS


class ClientValue(models.Model):
    """How satisfied the client is, beside what it is worth, with the treatment of its class."""

    _inherit = "dosmart.client.value"

    satisfaction = fields.Selection(SATISFACTIONS, compute="_compute_satisfaction")
    satisfaction_answered_on = fields.Date("Last Answer", compute="_compute_satisfaction")

    def _compute_satisfaction(self):
        for company, values in self.grouped("company_id").items():
            found = values.partner_id._get_satisfaction(company)
            for value in values:
                client_id = value.partner_id.commercial_partner_id.id
                satisfaction, day = found.get(client_id, ("none", False))
                value.satisfaction = satisfaction
                value.satisfaction_answered_on = day

    def _reasons(self, policy):
        return super()._reasons(policy) | {"satisfaction": self._why_satisfaction()}

    def _why_satisfaction(self):
        if self.satisfaction == "none":
            return self.env._("No questionnaire answered yet.")
        day = format_date(self.env, self.satisfaction_answered_on)
        return self.env._("Last answer on %(day)s.", day=day)
