from markupsafe import Markup

from odoo import api, models
from odoo.tools import format_date


class OfferProposal(models.Model):
    """The chatter of an opportunity tells what became of its offers."""

    _inherit = "dosmart.offer.proposal"

    @api.model_create_multi
    def create(self, vals_list):
        proposals = super().create(vals_list)
        proposals.filtered(lambda proposal: proposal.state == "on_table")._log_on_leads()
        return proposals

    def write(self, vals):
        changed = self.filtered(
            lambda proposal: proposal.state != vals.get("state", proposal.state)
        )
        done = super().write(vals)
        changed._log_on_leads()
        return done

    def _log_on_leads(self):
        """Write one internal note per opportunity, however many of its offers changed."""
        # sudo: whoever decides on the offer may not read the opportunity, a colleague's.
        by_lead = self.sudo().filtered("lead_id").grouped("lead_id")
        bodies = {
            lead.id: Markup("<br/>").join(proposal._tell_state() for proposal in proposals)
            for lead, proposals in by_lead.items()
        }
        if bodies:
            self.env["crm.lead"].browse(bodies)._message_log_batch(bodies)

    def _tell_state(self):
        offer = self.offer_id.name
        if self.state == "on_table":
            return self.env._("Offer on the table: %(offer)s", offer=offer)
        if self.state == "accepted":
            return self.env._(
                "Offer accepted on %(order)s: %(offer)s", order=self.order_id.name, offer=offer
            )
        return f"{offer}: {self._tell_past()}"

    def _tell_past(self):
        """Return how and when it came to nothing, for who thinks of offering it again."""
        if not self:
            return ""
        date = format_date(self.env, self.decision_date or self.date)
        if self.state == "refused":
            return self.env._(
                "Refused on %(date)s: %(reason)s", date=date, reason=self.refusal_reason
            )
        return self.env._("Expired on %(date)s.", date=date)
