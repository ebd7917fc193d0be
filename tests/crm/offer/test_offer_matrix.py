"""The shipped matrix row by row, the reasons, and the price of asking."""

from odoo import fields

from .common import OfferCase

# a … k of OF-2
A, B, C = "complementary_services", "financed_renewal", "free_maintenance"
D, E, F = "two_interest_free_years", "one_month_per_referral", "preferred_hours"
G, H, I = "better_equipment", "two_months_per_referral", "first_interest_free_months"  # noqa: E741
J, K = "courtesy_months", "extra_sensors"

MATRIX = {
    "potential": {A, B, C},
    "possibly_potential": {D, C, E},
    "needs_more_offers": {A, B, C, D, E, F, G},
    "loyal": {A, B, C, D, H, G},
    "will_not_buy": {I, J, K},
}
INHERITED = {
    A: "potential",
    B: "potential",
    C: "potential",
    D: "possibly_potential",
    E: "possibly_potential",
}
OCCASIONS = {B: "renewal", J: "renewal", I: "first", E: "referral", H: "referral"}


class TestShippedMatrix(OfferCase):
    def new_subject(self, status, contract=False, referred=False, payment="financing"):
        client = self.new_client()
        if contract:
            self.new_contract(client)
        lead = self.new_lead(partner_id=client.id, payment_preference=payment)
        if referred:
            lead.referrer_id = self.new_client(name="Referrer")
        self.set_status(lead, status)
        return lead

    def expected(self, status, contract, referred):
        held = {"any", "renewal" if contract else "first"} | ({"referral"} if referred else set())
        return {name for name in MATRIX[status] if OCCASIONS.get(name, "any") in held}

    def test_every_status_and_occasion_gives_exactly_the_offers_of_the_table(self):
        for status in MATRIX:
            for contract in (False, True):
                for referred in (False, True):
                    with self.subTest(status=status, contract=contract, referred=referred):
                        lead = self.new_subject(status, contract, referred)
                        names = self.expected(status, contract, referred)
                        self.assertEqual(set(self.eligible(lead)), set(map(self.shipped, names)))
                        shown = set(map(self.shipped, MATRIX[status]))
                        self.assertEqual(set(self.verdicts(lead)), shown)

    def test_client_and_quotation_get_the_same_verdicts_as_the_lead(self):
        lead = self.new_subject("loyal", contract=True, referred=True)
        order = self.new_quotation(lead.partner_id, opportunity_id=lead.id)
        for subject in (lead.partner_id, order):
            self.assertEqual(self.eligible(subject), self.eligible(lead))

    def test_client_who_pays_cash_does_not_get_financed_months(self):
        lead = self.new_subject("potential", contract=True, payment="cash")
        verdict = self.verdicts(lead)[self.shipped(B)]
        self.assertFalse(verdict.eligible)
        self.assertEqual(verdict.reason, "Needs payment by financing; this client pays cash.")

    def test_unknown_payment_does_not_count_as_financing(self):
        lead = self.new_subject("potential", contract=True, payment=False)
        verdict = self.verdicts(lead)[self.shipped(B)]
        self.assertFalse(verdict.eligible)
        self.assertEqual(
            verdict.reason, "How this client pays is not known yet: fill it in on the sheet."
        )

    def test_needs_more_offers_shows_inherited_offers_as_inherited(self):
        verdicts = self.verdicts(self.new_subject("needs_more_offers"))
        for name in MATRIX["needs_more_offers"]:
            source = verdicts[self.shipped(name)].inherited_from
            expected = self.status(INHERITED[name]) if name in INHERITED else source.browse()
            self.assertEqual(source, expected, name)

    def test_loyal_lists_free_maintenance_once_also_when_inherited_too(self):
        self.status("loyal").inherited_status_ids = self.status("potential")
        lead = self.new_subject("loyal")
        verdicts = self.env["dosmart.offer.rule"]._evaluate(lead)[lead]
        own = [v for v in verdicts if v.offer == self.shipped(C)]
        self.assertEqual(len(own), 1)
        self.assertFalse(own[0].inherited_from)

    def test_archived_offer_disappears_everywhere(self):
        lead = self.new_subject("potential")
        order = self.new_quotation(lead.partner_id, opportunity_id=lead.id)
        self.shipped(C).active = False
        for subject in (lead, lead.partner_id, order):
            self.assertNotIn(self.shipped(C), self.verdicts(subject))
            shown = {self.shipped(A).name, self.shipped(B).name}
            self.assertEqual(set(self.board(subject)), shown)

    def test_client_without_a_status_gets_nothing(self):
        lead = self.new_lead()
        self.assertFalse(self.verdicts(lead))
        self.assertFalse(lead.offer_board)


class TestReasons(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.lead = self.new_lead(partner_id=self.client_.id)
        self.set_status(self.lead, "will_not_buy")
        self.offer = self.new_offer()

    def reason(self, subject=None):
        verdict = self.verdicts(subject or self.lead)[self.offer]
        return None if verdict.eligible else verdict.reason

    def test_offer_is_not_given_before_or_after_its_dates(self):
        self.new_rule("will_not_buy", self.offer)
        today = fields.Date.today()
        self.offer.date_from = fields.Date.add(today, days=1)
        self.assertIn("Starts on", self.reason())
        self.offer.write({"date_from": False, "date_to": fields.Date.subtract(today, days=1)})
        self.assertIn("Ended on", self.reason())
        self.offer.date_to = today
        self.assertIsNone(self.reason())

    def test_archived_product_is_the_reason(self):
        self.new_rule("will_not_buy", self.offer)
        self.siren.active = False
        self.assertEqual(self.reason(), "The product “Siren” is archived.")

    def test_offer_of_another_company_is_left_out(self):
        self.new_rule("will_not_buy", self.offer)
        self.offer.company_id = self.other_company
        self.assertNotIn(self.offer, self.verdicts(self.lead))

    def test_contract_with_another_company_is_not_ours(self):
        rule = self.new_rule("will_not_buy", self.offer, occasion="renewal")
        self.new_quotation(self.client_, company_id=self.other_company.id).action_confirm()
        self.assertEqual(self.reason(), "Only on renewal; this client has no contract yet.")
        rule.occasion = "first"
        self.assertIsNone(self.reason())

    def test_condition_on_the_client_counts_for_lead_client_and_quotation(self):
        self.new_rule(
            "will_not_buy",
            self.offer,
            condition_model="res.partner",
            condition="[('city', '=', 'Puebla')]",
        )
        order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        for subject in (self.lead, self.client_, order):
            self.client_.city = "León"
            self.assertEqual(self.reason(subject), "Its condition on the client is not met.")
            self.client_.city = "Puebla"
            self.assertIsNone(self.reason(subject))

    def test_condition_on_the_lead_counts_for_lead_client_and_quotation(self):
        self.new_rule(
            "will_not_buy",
            self.offer,
            condition_model="crm.lead",
            condition="[('priority', '=', '3')]",
        )
        order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        for subject in (self.lead, self.client_, order):
            self.lead.priority = "0"
            self.assertEqual(
                self.reason(subject), "Its condition on the lead or opportunity is not met."
            )
            self.lead.priority = "3"
            self.assertIsNone(self.reason(subject))

    def test_condition_on_the_quotation_counts_for_lead_client_and_quotation(self):
        self.new_rule(
            "will_not_buy",
            self.offer,
            condition_model="sale.order",
            condition="[('amount_total', '>', 1000)]",
        )
        order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        for subject in (self.lead, self.client_, order):
            order.order_line.price_unit = 1
            self.assertEqual(self.reason(subject), "Its condition on the quotation is not met.")
            order.order_line.price_unit = 100
            self.assertIsNone(self.reason(subject))

    def test_reasons_are_in_the_language_of_the_user_and_verdicts_are_equal(self):
        self.new_rule("will_not_buy", self.offer)
        self.lead.user_id = self.salesperson
        mine = self.lead.with_user(self.salesperson)._offer_eligibility()[self.lead]
        self.assertEqual(mine, self.lead._offer_eligibility()[self.lead])


class TestStatements(OfferCase):
    def new_leads(self, count):
        """Return leads of as many clients, of which some have a contract and all one status."""
        sheet = self.env["dosmart.client.sheet"].create({})
        sheet.write({"client_status_id": self.status("loyal").id, "status_reason": "test"})
        clients = self.env["res.partner"].create([{"name": f"C{i}"} for i in range(count)])
        self.new_contract(clients[0])
        silent = self.env["crm.lead"].with_context(tracking_disable=True)
        leads = silent.create([{"name": "L", "partner_id": client.id} for client in clients])
        leads.client_sheet_id = sheet
        return leads

    def count_statements(self, leads):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        verdicts = leads._offer_eligibility()
        self.assertEqual(len(verdicts), len(leads))
        return self.env.cr.sql_log_count - before

    def test_statements_do_not_grow_with_the_leads(self):
        for model in ("res.partner", "crm.lead", "sale.order"):
            offer = self.new_offer(name=model)
            self.new_rule("loyal", offer, condition_model=model, condition="[('id', '>', 0)]")
        few, many = self.new_leads(5), self.new_leads(300)
        self.count_statements(few)
        count = self.count_statements(few)
        self.assertEqual(self.count_statements(many), count)
        self.assertLessEqual(count, 25)
