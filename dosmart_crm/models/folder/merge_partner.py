from odoo import api, models


class MergePartner(models.TransientModel):
    """Merged contacts bring their accounts along: to the client, whoever of it was kept."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        done = super()._update_foreign_keys(src_partners, dst_partner)
        # sudo: merging was allowed; the accounts are part of it, whoever's they are.
        accounts = self.env["dosmart.service.account"].sudo()
        moved = accounts.search([("partner_id", "=", dst_partner.id)])
        moved.filtered(
            lambda account: account.partner_id != account.partner_id.commercial_partner_id
        ).partner_id = dst_partner.commercial_partner_id
        return done
