"""Who may see and do what with offers; refusals first."""

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import OfferCase

MODELS = (
    "dosmart.offer",
    "dosmart.offer.group",
    "dosmart.offer.proposal",
    "dosmart.offer.rule",
    "dosmart.offer.year",
    "dosmart.instalment",
)
SECRET_ORDER_FIELDS = (
    "offer_board",
    "offer_proposal_ids",
    "offer_terms",
    "offer_warning",
    "instalment_ids",
)


class TestOfferAccess(OfferCase):
    def setUp(self):
        super().setUp()
        refusals = mute_logger(
            "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule"
        )
        self.enterContext(refusals)
        self.client_ = self.new_client(user_id=self.manager.id)
        self.lead = self.new_lead(partner_id=self.client_.id, user_id=self.manager.id)
        self.set_status(self.lead, "potential")
        self.order = self.new_quotation(
            self.client_, opportunity_id=self.lead.id, user_id=self.manager.id
        )
        self.offer = self.shipped("free_maintenance")
        self.lead.with_user(self.manager).action_put_on_table(self.offer.id)
        self.proposal = self.lead.offer_proposal_ids

    def test_portal_and_public_users_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in MODELS:
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_portal_user_reads_its_order_but_not_our_judgement(self):
        self.order.partner_id = self.portal_user.partner_id
        self.order.action_quotation_sent()
        order = self.order.with_user(self.portal_user)
        names = set(order.fields_get())
        self.assertIn("amount_total", names)
        self.assertFalse(names.intersection(SECRET_ORDER_FIELDS))
        for name in SECRET_ORDER_FIELDS:
            with self.assertRaises(AccessError):
                order.read([name])
        lines = set(order.order_line.fields_get())
        self.assertFalse(lines.intersection({"offer_proposal_id", "offer_discount"}))
        with self.assertRaises(AccessError):
            self.portal_user.partner_id.with_user(self.portal_user).read(["offer_board"])

    def test_salesperson_does_not_see_the_proposals_of_others(self):
        mine = self.env["dosmart.offer.proposal"].with_user(self.salesperson)
        self.assertNotIn(self.proposal, mine.search([]))
        with self.assertRaises(AccessError):
            self.proposal.with_user(self.salesperson).action_accept()
        self.assertEqual((self.proposal.state, len(self.order.order_line)), ("on_table", 1))

    def test_salesperson_of_all_leads_sees_them(self):
        theirs = self.env["dosmart.offer.proposal"].with_user(self.salesperson_all)
        self.assertIn(self.proposal, theirs.search([]))

    def test_salesperson_cannot_put_offers_on_leads_of_others(self):
        with self.assertRaises(AccessError):
            self.lead.with_user(self.salesperson).action_put_on_table(self.offer.id)
        self.assertEqual(len(self.lead.offer_proposal_ids), 1)

    def test_salesperson_reads_the_catalogue_and_cannot_change_it(self):
        self.assertEqual(self.offer.with_user(self.salesperson).name, "Free maintenance")
        rule = self.offer.rule_ids[0]
        for record, values in ((self.offer, {"name": "X"}), (rule, {"occasion": "first"})):
            with self.assertRaises(AccessError):
                record.with_user(self.salesperson).write(values)
        self.offer.with_user(self.manager).name = "Yearly maintenance"
        self.assertEqual(self.offer.name, "Yearly maintenance")

    def test_salesperson_goes_from_the_table_to_the_confirmed_order(self):
        records = self.lead + self.new_lead(user_id=self.salesperson.id)
        records.user_id = self.salesperson
        self.order.user_id = self.proposal.user_id = self.salesperson
        self.proposal.with_user(self.salesperson).action_accept()
        order = self.order.with_user(self.salesperson)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertEqual(len(order.instalment_ids), 12)
        self.assertEqual(order.payment_term_id, order.payment_term_id._by_plan())

    def test_client_confirms_in_the_portal_with_the_plan(self):
        self.order.sudo()._validate_order()
        self.assertEqual(len(self.order.instalment_ids), 12)

    def test_contact_without_company_hides_the_offers_of_a_client_of_another_company(self):
        client = self.new_client(is_company=True, company_id=self.env.company.id)
        self.set_status(client, "loyal")
        contact = self.new_client(name="Lupita", parent_id=client.id, company_id=False)
        self.assertFalse(contact.with_user(self.other_salesperson).offer_board)
        self.assertTrue(contact.with_user(self.salesperson).offer_board)

    def test_other_company_sees_neither_offers_nor_proposals_of_ours(self):
        self.offer.company_id = self.env.company
        theirs = self.env["dosmart.offer"].with_user(self.other_salesperson)
        self.assertNotIn(self.offer, theirs.search([]))
        proposals = self.env["dosmart.offer.proposal"].with_user(self.other_salesperson)
        self.assertFalse(proposals.search([]))

    def test_offer_of_another_company_is_refused(self):
        self.offer.company_id = self.other_company
        lead = self.new_lead(company_id=self.env.company.id)
        self.set_status(lead, "potential")
        with self.assertRaises(UserError):
            lead.action_put_on_table(self.offer.id)
        with self.assertRaises(UserError):
            self.new_proposal(self.order, self.offer)

    def test_instalments_of_other_salespeople_stay_with_them(self):
        plan = self.order.instalment_ids
        self.assertEqual(len(plan), 12)
        with self.assertRaises(AccessError):
            plan.with_user(self.salesperson).read(["amount"])
        with self.assertRaises(AccessError):
            plan.with_user(self.manager).write({"amount": 1})
