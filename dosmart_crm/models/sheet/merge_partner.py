from odoo import api, models


class MergePartner(models.TransientModel):
    """Merging contacts keeps every answer: facts and sheets are joined before Odoo's SQL."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: merging was allowed; joining what we know of the contacts is part of it.
        target = dst_partner.sudo()
        for source in src_partners.sudo():
            if lost := target._absorb_answers(source):
                target.message_post(body=target._lost_answers_note(lost))
            if sheet := source.own_sheet_id:
                source.own_sheet_id = False
                target.commercial_partner_id._take_sheet(sheet)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
