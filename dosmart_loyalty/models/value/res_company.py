from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_value_policies()
        return companies

    def _create_value_policies(self):
        """Give each of these companies its policy, if it has none yet."""
        # sudo: whoever may create a company; its policy comes with it.
        policies = self.env["dosmart.value.policy"].sudo()
        known = policies.search([("company_id", "in", self.ids)]).company_id
        policies.create([{"company_id": company.id} for company in self - known])
