from odoo import api, fields, models


class ResPartner(models.Model):
    """A client shows its offers; a contact those of its company."""

    _name = "res.partner"
    _inherit = ["res.partner", "dosmart.offer.board.mixin"]
    _offer_link = "partner_id"

    offer_proposal_ids = fields.One2many(inverse_name="partner_id")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_offer_board(self):
        return super()._compute_offer_board()

    def _offer_eligibility(self):
        """Judge only who shows a sheet; another company's status must not be told by its offers."""
        return super(ResPartner, self.filtered("client_sheet_id"))._offer_eligibility()

    def _compute_offer_proposal_count(self):
        clients = self.commercial_partner_id
        done = super(ResPartner, clients)._compute_offer_proposal_count()
        for contact in self - clients:
            contact.offer_proposal_count = contact.commercial_partner_id.offer_proposal_count
        return done

    def action_view_offer_proposals(self):
        return super(ResPartner, self.commercial_partner_id).action_view_offer_proposals()

    def _known_proposals(self):
        clients = self.filtered("client_sheet_id").commercial_partner_id
        return super(ResPartner, clients)._known_proposals()

    def _prepare_proposal_values(self):
        return {"partner_id": self.commercial_partner_id.id}
