"""Offers of one group: where they compete, and what of other companies is not told."""

from odoo.exceptions import UserError

from .common import OfferCase


class TestExclusiveOffers(OfferCase):
    def setUp(self):
        super().setUp()
        group = self.env["dosmart.offer.group"].create({"name": "Gifts"})
        self.first = self.new_offer(name="Siren gift", exclusive_group_id=group.id)
        self.rival = self.new_offer(name="Other gift", exclusive_group_id=group.id)
        for offer in self.first + self.rival:
            self.new_rule("potential", offer)
        self.client_ = self.new_client(user_id=self.salesperson.id)
        self.lead = self.new_lead(partner_id=self.client_.id, user_id=self.salesperson.id)
        self.set_status(self.lead, "potential")
        self.order = self.own_quotation()

    def own_quotation(self):
        return self.new_quotation(
            self.client_, opportunity_id=self.lead.id, user_id=self.salesperson.id
        )

    def row(self, subject, offer):
        """Return what the salesperson reads of *offer* on the board of *subject*."""
        row = self.board(subject, self.salesperson)[offer.name]
        return row["eligible"], row["reason"]

    def refusal(self, order, offer):
        """Return why accepting *offer* on *order* is refused to the salesperson."""
        proposal = self.new_proposal(order, offer, user_id=self.salesperson.id)
        with self.assertRaises(UserError) as refused:
            proposal.with_user(self.salesperson).action_accept()
        self.assertEqual(proposal.state, "on_table")
        return str(refused.exception)

    def test_board_of_the_quotation_says_what_accepting_refuses(self):
        self.assertEqual(self.row(self.order, self.rival)[0], True)
        self.accept(self.order, self.first)
        sentence = (
            "“Other gift” and “Siren gift” exclude each other. "
            f"Withdraw “Siren gift” from {self.order.name} first."
        )
        self.assertEqual(self.row(self.order, self.rival), (False, sentence))
        self.assertEqual(self.row(self.order, self.first)[0], True)
        self.assertEqual(self.refusal(self.order, self.rival), sentence)
        with self.assertRaisesRegex(UserError, "exclude each other"):
            self.order.with_user(self.salesperson).action_put_on_table(self.rival.id)

    def test_offer_a_colleague_put_on_the_quotation_counts(self):
        self.client_.user_id = self.manager  # who has a client reads all quotations of it (SP-7)
        self.order.user_id = False
        self.order.opportunity_id = False
        proposal = self.accept(self.order, self.first)
        proposal.user_id = self.manager
        self.assertFalse(proposal.with_user(self.salesperson).has_access("read"))
        eligible, reason = self.row(self.order, self.rival)
        self.assertFalse(eligible)
        self.assertEqual(self.refusal(self.order, self.rival), reason)

    def test_offer_of_another_company_is_not_named(self):
        self.accept(self.order, self.first)
        self.first.company_id = self.other_company
        sentence = (
            "“Other gift” and an offer of another company exclude each other. "
            f"Ask an administrator to withdraw that from {self.order.name}."
        )
        self.assertEqual(self.row(self.order, self.rival), (False, sentence))
        self.assertEqual(self.refusal(self.order, self.rival), sentence)

    def test_opportunity_and_other_quotations_leave_the_choice(self):
        second = self.own_quotation()
        self.accept(self.order, self.first)
        for subject in (self.lead, self.client_, second):
            self.assertEqual(self.row(subject, self.rival)[0], True)
        self.lead.with_user(self.salesperson).action_put_on_table(self.rival.id)
        self.accept(second, self.rival)
        self.assertEqual(len(second.order_line.filtered("offer_proposal_id")), 1)

    def test_other_company_puts_the_same_offer_on_the_table_of_a_common_client(self):
        both = self.env.company + self.other_company
        self.salesperson.company_ids = both
        client = self.client_.with_user(self.salesperson).with_context(allowed_company_ids=both.ids)
        client.action_put_on_table(self.first.id)
        theirs = client.with_company(self.other_company)
        self.assertEqual(theirs.offer_board["offers"][0]["state"], "")
        theirs.action_put_on_table(self.first.id)
        theirs.action_put_on_table(self.first.id)
        proposals = self.client_.offer_proposal_ids
        self.assertEqual(len(proposals), 2)
        self.assertEqual(proposals.company_id, both)

    def test_statements_do_not_grow_with_the_quotations(self):
        self.accept(self.order, self.first)
        orders = self.order
        for _number in range(4):
            orders |= self.order.copy()
        counts = []
        for judged in (orders[:1], orders[:2], orders):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            verdicts = judged._offer_eligibility()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(verdicts), len(judged))
        self.assertEqual(counts[1], counts[2])
