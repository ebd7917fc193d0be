from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..condition_mixin import UNUSABLE

OCCASIONS = [
    ("any", "Any"),
    ("first", "First Contract"),
    ("renewal", "Renewal"),
    ("referral", "Referral"),
]
CONDITION_MODELS = [
    ("res.partner", "Client"),
    ("crm.lead", "Lead or Opportunity"),
    ("sale.order", "Quotation"),
]


class OfferRule(models.Model):
    """Clients of this status get this offer, on this occasion and condition (spec OF-3)."""

    _name = "dosmart.offer.rule"
    _inherit = ["dosmart.condition.mixin"]
    _description = "Offer Rule"
    _order = "sequence, id"
    _rec_name = "offer_id"
    _condition_fields = ("condition_model", "condition")

    sequence = fields.Integer(related="offer_id.sequence", store=True)
    status_id = fields.Many2one(
        "dosmart.client.status", "Client Status", required=True, index=True, ondelete="cascade"
    )
    offer_id = fields.Many2one("dosmart.offer", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="offer_id.company_id", store=True)
    occasion = fields.Selection(
        OCCASIONS,
        required=True,
        default="any",
        help="First contract: the client has no confirmed contract. Renewal: it has one. "
        "Referral: the lead names who referred it.",
    )
    condition_model = fields.Selection(CONDITION_MODELS, "Condition on")
    condition = fields.Char(
        default="[]", help="Which clients, leads or quotations. Without one, all of them."
    )

    _rule_uniq = models.UniqueIndex(
        "(status_id, offer_id, occasion)",
        "This status already gives this offer on this occasion. Change that rule instead.",
    )

    @api.constrains("condition_model", "condition")
    def _check_condition(self):
        for rule in self.filtered("condition_model"):
            # sudo: rules judge the same for every user, so they are checked the same way.
            records = self.env[rule.condition_model].sudo()
            try:
                domain = rule._condition_domain()
                records.filtered_domain(domain)
                records.search_count(domain, limit=1)
            except UNUSABLE as error:
                raise ValidationError(
                    self.env._(
                        "The condition of the offer “%(offer)s” cannot be used: %(error)s. "
                        "Choose it with the condition editor.",
                        offer=rule.offer_id.name,
                        error=error,
                    )
                ) from error

    @api.onchange("condition_model")
    def _onchange_condition_model(self):
        self.condition = "[]"

    def _condition_domain(self):
        return Domain(literal_eval(self.condition or "[]"))

    def _condition_query(self):
        # sudo: as when it is evaluated.
        records = self.env[self.condition_model or "res.partner"].sudo()
        return records._search(self._condition_domain() if self.condition_model else [])

    def _is_conditional(self):
        """Return whether there is a condition, and it can be read: see ``condition_error``."""
        if not self.condition_model or self.condition_error:
            return False
        return not self._condition_domain().is_true()
