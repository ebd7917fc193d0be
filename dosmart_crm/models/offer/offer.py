from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

OFFER_KINDS = [
    ("discount", "Discounted or Free Product"),
    ("interest_free", "Interest-Free Months"),
    ("free_months", "Free Months of Service"),
    ("referral", "Free Months per Referral"),
    ("upgrade", "Better Equipment at No Cost"),
    ("trial", "Free Trial"),
    ("note", "Note"),
]
# What must be filled in for an offer of each kind to be worth anything.
NEEDED_BY_KIND = {
    "discount": ["product_id", "quantity", "discount_percent"],
    "interest_free": ["year_ids"],
    "free_months": ["free_months"],
    "referral": ["months_per_referral"],
    "upgrade": ["product_id", "quantity"],
    "trial": ["trial_days"],
    "note": ["note"],
}
PAYMENT_CONDITIONS = [("any", "Any"), ("cash", "Cash"), ("financing", "Financing")]


class Offer(models.Model):
    """Something we may give to win or keep a client (spec OF-1).

    A new kind is one selection value, what it needs (``NEEDED_BY_KIND``), and one method
    ``_apply_offer_<kind>`` of sale.order.
    """

    _name = "dosmart.offer"
    _description = "Offer"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Leave empty to offer it in all companies.")
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    kind = fields.Selection(OFFER_KINDS, required=True, default="discount")
    exclusive_group_id = fields.Many2one(
        "dosmart.offer.group",
        index="btree_not_null",
        ondelete="restrict",
        help="A quotation can hold only one offer of this group.",
    )
    date_from = fields.Date("Valid from")
    date_to = fields.Date("Valid until", help="Last day on which the client can accept it.")
    payment_condition = fields.Selection(
        PAYMENT_CONDITIONS,
        "Client Pays by",
        required=True,
        default="any",
        help="Only for clients whose sheet says that they pay this way.",
    )
    rule_ids = fields.One2many("dosmart.offer.rule", "offer_id", "Who Gets It")
    proposal_count = fields.Integer(
        "Number of Proposals",
        compute="_compute_proposal_count",
        groups="sales_team.group_sale_salesman",
    )

    # Terms, by kind
    product_id = fields.Many2one(
        "product.product",
        check_company=True,
        ondelete="restrict",
        domain="[('sale_ok', '=', True)]",
    )
    quantity = fields.Float(default=1.0, digits="Product Unit")
    discount_percent = fields.Float("Discount (%)", default=100.0, digits="Discount")
    year_ids = fields.One2many("dosmart.offer.year", "offer_id", "Interest-Free Years", copy=True)
    free_months = fields.Integer(help="They prolong the contract.")
    months_per_referral = fields.Integer(
        "Months per Referral", help="Free months for each referred client who signs."
    )
    replaced_product_id = fields.Many2one(
        "product.product",
        "Instead of",
        check_company=True,
        ondelete="restrict",
        help="The equipment the client would have got. Only the difference in price is given.",
    )
    trial_days = fields.Integer(
        "Days of Trial", help="The day after, the salesperson is asked for the client's decision."
    )
    note = fields.Text("Terms", translate=True, help="Printed on the quotation.")

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "The quantity of an offer must be more than 0."
    )
    _discount_percent_share = models.Constraint(
        "CHECK(discount_percent BETWEEN 0 AND 100)",
        "The discount goes from 0 to 100 %. Type 100 for a free product.",
    )
    _months_plausible = models.Constraint(
        "CHECK(free_months BETWEEN 0 AND 600 AND months_per_referral BETWEEN 0 AND 600)",
        "Free months go from 0 to 600.",
    )
    _trial_days_plausible = models.Constraint(
        "CHECK(trial_days BETWEEN 0 AND 3650)", "A trial lasts from 0 to 3650 days."
    )
    _dates_in_order = models.Constraint(
        "CHECK(date_from <= date_to)", "An offer cannot end before it starts. Change its dates."
    )

    @api.depends("company_id.currency_id")
    def _compute_currency_id(self):
        """As with products: without a company amounts are in the currency of the main one.

        So a typed cost is the same money for everybody who looks at it.
        """
        main = self.env["res.company"]._get_main_company()
        for offer in self:
            # sudo: only the currency of the company is looked at.
            offer.currency_id = (offer.company_id.sudo() or main).currency_id

    @api.constrains("kind", *{name for names in NEEDED_BY_KIND.values() for name in names})
    def _check_terms(self):
        for offer in self:
            missing = [name for name in NEEDED_BY_KIND.get(offer.kind, []) if not offer[name]]
            if missing:
                labels = (self._fields[name]._description_string(self.env) for name in missing)
                raise ValidationError(
                    self.env._(
                        "The offer “%(offer)s” still needs: %(fields)s. "
                        "Fill it in, or choose another kind.",
                        offer=offer.name,
                        fields=", ".join(labels),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_proposed(self):
        # sudo: an offer was made also when it was made by other salespeople.
        proposals = self.env["dosmart.offer.proposal"].sudo()
        made = proposals.search(Domain("offer_id", "in", self.ids)).offer_id
        if made:
            raise UserError(
                self.env._(
                    "%(offers)s cannot be deleted: clients were offered it. Archive it instead.",
                    offers=", ".join(made.mapped("name")),
                )
            )

    def _compute_proposal_count(self):
        groups = self.env["dosmart.offer.proposal"]._read_group(
            Domain("offer_id", "in", self.ids), ["offer_id"], ["__count"]
        )
        counts = dict(groups)
        for offer in self:
            offer.proposal_count = counts.get(offer._origin, 0)

    def action_view_proposals(self):
        """Open the proposals of this offer."""
        action = self.env["ir.actions.act_window"]._for_xml_id("dosmart_crm.offer_proposal_action")
        return action | {"domain": [("offer_id", "in", self.ids)], "context": {}}
