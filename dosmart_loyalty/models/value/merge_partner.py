from odoo import api, models


class MergePartner(models.TransientModel):
    """What merged contacts were worth is worked out anew from the orders they bring along."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: merging was allowed; one client has one value in each company.
        values = self.env["dosmart.client.value"].sudo()
        values = values.search([("partner_id", "in", src_partners.ids)])
        companies = values.company_id
        values.unlink()
        done = super()._update_foreign_keys(src_partners, dst_partner)
        for company in companies:
            self.env["dosmart.value.policy"]._value_clients(company, dst_partner)
        return done
