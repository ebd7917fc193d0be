from odoo import api, fields, models
from odoo.exceptions import ValidationError

LEVELS = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
YES_NO = [("yes", "Yes"), ("no", "No")]
YES_NO_UNKNOWN = [*YES_NO, ("unknown", "Unknown")]
BUSINESS_KINDS = [
    ("sme", "SME"),
    ("large", "Large Company"),
    ("home_office", "Home Office"),
    ("other", "Other"),
]
PAYMENT_PREFERENCES = [("cash", "Cash"), ("financing", "Financing")]
COMPETITION_KNOWLEDGE = [*YES_NO, ("a_lot", "A Lot"), ("very_little", "Very Little")]
VISIT_ATTITUDES = [
    ("good", "Good"),
    ("bad", "Bad"),
    ("wary", "Wary"),
    ("untrustworthy", "Not Very Trustworthy"),
    ("excellent", "Excellent"),
    ("photo_album", "Showed Us the Photo Album"),
]
ALLIANCES = [
    *YES_NO,
    ("feasible", "Feasible"),
    ("very_likely", "Very Likely"),
    ("needs_study", "Needs Study"),
]
LEGAL_FORMS = [
    ("natural", "Natural Person"),
    ("entity", "Legal Entity"),
    ("corporate", "Corporate"),
]
CUSTOMER_KINDS = [
    ("b2b", "Companies (B2B)"),
    ("b2c", "Consumers (B2C)"),
    ("both", "Companies and Consumers"),
    ("government", "Government"),
]


def first(records):
    """Return the first of *records*, or none; a slice would lose what was prefetched."""
    return next(iter(records), records)


class ClientSheet(models.Model):
    """The client sheet: what we learn of a client in the visit (spec CS-1).

    One per client, or per lead that is not linked to a client yet. Leads and contacts show it
    through ``dosmart.client.sheet.mixin``; nobody needs to open a sheet by itself.
    """

    _name = "dosmart.client.sheet"
    _inherit = ["dosmart.answer.mixin"]
    _description = "Client Sheet"
    _order = "id desc"

    own_partner_ids = fields.One2many(
        "res.partner", "own_sheet_id", "Client (at most one)", context={"active_test": False}
    )
    partner_id = fields.Many2one(
        "res.partner", "Client", compute="_compute_partner_id", search="_search_partner_id"
    )
    lead_ids = fields.One2many(
        "crm.lead", "client_sheet_id", "Leads", context={"active_test": False}
    )

    # Study
    socioeconomic_level = fields.Selection(LEVELS, answer=True)
    need_level = fields.Selection(
        LEVELS,
        "Need for Our Product",
        answer=True,
        help="How much this client needs the product or service.",
    )
    tax_regime_id = fields.Many2one("dosmart.tax.regime", ondelete="restrict", answer=True)
    entrepreneur = fields.Selection(YES_NO, answer=True)
    main_contact_id = fields.Many2one("res.partner", index="btree_not_null", answer=True)
    business_kind = fields.Selection(BUSINESS_KINDS, "Kind of Business", answer="business_kind")
    business_kind_other = fields.Char("Other Kind of Business", answer="business_kind")
    payment_preference = fields.Selection(PAYMENT_PREFERENCES, answer=True)
    incident_ids = fields.One2many("dosmart.incident", "sheet_id", "Unwanted Events")

    # Competition and offer
    competition_knowledge = fields.Selection(
        COMPETITION_KNOWLEDGE, "Knows the Competition", answer=True
    )
    competitor_ids = fields.Many2many("dosmart.competitor", string="Competitors", answer=True)
    understands_us = fields.Selection(YES_NO_UNKNOWN, "Understands What We Do", answer=True)
    had_surveillance = fields.Selection(
        YES_NO_UNKNOWN, "Had a Surveillance Service Before", answer=True
    )
    attracted = fields.Selection(YES_NO_UNKNOWN, "Attracted by Our Offers", answer=True)
    bad_competitor_experience = fields.Selection(
        YES_NO_UNKNOWN, "Bad Experience with the Competition", answer=True
    )

    # Judgement of the visit
    attitude = fields.Selection(VISIT_ATTITUDES, "Attitude in the Visit", answer=True)
    alliance = fields.Selection(ALLIANCES, "Possible Alliance", answer=True)
    personality_id = fields.Many2one("dosmart.personality", ondelete="restrict", answer=True)
    personality_tip = fields.Text(related="personality_id.tip")
    conclusions = fields.Text(answer=True)
    heard_source_id = fields.Many2one("utm.source", "How They Heard of Us", answer=True)

    # Company
    legal_form = fields.Selection(LEGAL_FORMS, answer=True)
    legal_name = fields.Char(answer=True)
    vision = fields.Text(answer=True)
    employee_count = fields.Integer("Employees", answer=True)
    branch_count = fields.Integer("Branches", answer=True)
    founded_year = fields.Integer("Year Founded", answer=True)
    customer_kind = fields.Selection(CUSTOMER_KINDS, "Main Kind of Customers", answer=True)
    legal_representative_id = fields.Many2one("res.partner", answer=True)
    trusted_name_1 = fields.Char("Trusted Person 1", answer="trusted_1")
    trusted_phone_1 = fields.Char("Phone of Trusted Person 1", answer="trusted_1")
    trusted_name_2 = fields.Char("Trusted Person 2", answer="trusted_2")
    trusted_phone_2 = fields.Char("Phone of Trusted Person 2", answer="trusted_2")
    ticked_product_ids = fields.Many2many(
        "product.template",
        string="Ticked Products",
        answer=True,
        help="Products of ours that the client says to have, besides those in confirmed orders.",
    )

    client_status_id = fields.Many2one(
        "dosmart.client.status", "Client Status", index=True, ondelete="restrict", answer=True
    )

    @api.depends("own_partner_ids")
    def _compute_partner_id(self):
        for sheet in self:
            sheet.partner_id = first(sheet.own_partner_ids)

    def _search_partner_id(self, operator, value):
        return [("own_partner_ids", operator, value)]

    @api.depends("partner_id.name", "lead_ids.name")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = sheet.partner_id.name or first(sheet.lead_ids).name or ""

    @api.constrains("employee_count", "branch_count", "founded_year")
    def _check_numbers(self):
        this_year = fields.Date.context_today(self).year
        for sheet in self:
            if sheet.employee_count < 0 or sheet.branch_count < 0:
                raise ValidationError(
                    self.env._(
                        "%(client)s cannot have fewer than 0 employees or branches. "
                        "Type the number without a sign.",
                        client=sheet.display_name or self.env._("The client"),
                    )
                )
            if sheet.founded_year and not 1000 <= sheet.founded_year <= this_year:
                raise ValidationError(
                    self.env._(
                        "%(client)s cannot be founded in %(year)s. Type a year of four digits "
                        "that is not in the future, or 0 when unknown.",
                        client=sheet.display_name or self.env._("The client"),
                        year=sheet.founded_year,
                    )
                )

    def _owner(self):
        """Return the client of this sheet or, as long as there is none, its lead."""
        self.ensure_one()
        return self.partner_id or first(self.lead_ids)

    def _absorb(self, other):
        """Make *other*, a sheet of the same client, part of this one; nothing typed is lost."""
        owner, leads = self._owner(), other.lead_ids
        lost = self._absorb_answers(other)
        other.incident_ids.sheet_id = self
        leads.client_sheet_id = self
        other.own_partner_ids.own_sheet_id = self
        if lost:
            for record in dict.fromkeys((owner, *leads)):
                record.message_post(body=self._lost_answers_note(lost))
        other.unlink()
