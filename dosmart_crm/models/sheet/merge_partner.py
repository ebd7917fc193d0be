from odoo import api, models

from .person_mixin import PERSON_FACTS


class MergePartner(models.TransientModel):
    """Merging contacts keeps every answer: facts and sheets are joined around Odoo's SQL."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        # sudo: merging was allowed; joining what we know of the contacts is part of it.
        target = dst_partner.sudo()
        for source in src_partners.sudo():
            if lost := target._absorb_answers(source, self._facts_to_join(source, target)):
                target.message_post(body=target._lost_answers_note(lost))
            if sheet := source.own_sheet_id:
                source.own_sheet_id = False
                target._client()._take_sheet(sheet)
        self.env.flush_all()
        done = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        target._share_sheet_with_leads()
        return done

    @api.model
    def _facts_to_join(self, source, target):
        """Return all facts for two clients; for contacts only what is theirs, not the company's."""
        clients = source._client() == source and target._client() == target
        return None if clients else PERSON_FACTS
