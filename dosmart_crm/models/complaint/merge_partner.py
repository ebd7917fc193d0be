from odoo import api, models


class MergePartner(models.TransientModel):
    """Merged contacts bring their complaints along: to the client, whoever of it was kept."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        done = super()._update_foreign_keys(src_partners, dst_partner)
        # sudo: merging was allowed; the complaints are part of it, whoever's they are.
        complaints = self.env["dosmart.complaint"].sudo()
        complaints.invalidate_model()
        moved = complaints.search(
            ["|", ("partner_id", "=", dst_partner.id), ("client_id", "=", dst_partner.id)]
        )
        self.env.add_to_compute(complaints._fields["client_id"], moved)
        return done
