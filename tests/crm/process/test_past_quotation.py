"""Who is assigned a client reads and copies its past quotations, and nobody else does."""

from odoo.exceptions import AccessError
from odoo.tests import Form

from .assignment_common import AssignmentCase


class TestPastQuotation(AssignmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.new_client(is_company=True)
        cls.person = cls.new_client(name="Ana", parent_id=cls.client.id)
        values = {"user_id": cls.other.id, "team_id": False}
        cls.order = cls.new_order(cls.client, **values)
        cls.order_of_person = cls.new_order(cls.person, **values)
        cls.orders = cls.order | cls.order_of_person

    def sees(self, user):
        self.env.invalidate_all()
        orders = self.env["sale.order"].with_user(user)
        found = orders.search([("id", "in", self.orders.ids)])
        readable = self.orders.with_user(user)._filtered_access("read")
        self.assertEqual(found, readable)
        lines = self.orders.order_line.with_user(user)
        found_lines = lines.search([("order_id", "in", self.orders.ids)])
        self.assertEqual(found_lines.sudo().order_id, found)
        self.assertEqual(lines._filtered_access("read").sudo().order_id, found)
        return found

    def test_salesperson_of_the_client_reads_what_colleagues_quoted(self):
        self.assertFalse(self.sees(self.salesperson))
        self.client.user_id = self.salesperson
        self.assertEqual(self.sees(self.salesperson), self.orders)
        self.client.user_id = self.other
        self.assertFalse(self.sees(self.salesperson))

    def test_reading_is_all(self):
        self.client.user_id = self.salesperson
        order = self.order.with_user(self.salesperson)
        for change in (
            lambda: order.write({"client_order_ref": "Mine"}),
            lambda: order.order_line.write({"price_unit": 1}),
            lambda: order.write({"user_id": self.salesperson.id}),
            order.action_cancel,
            order.unlink,
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                change()
        self.assertEqual(self.order.state, "sale")

    def test_page_of_the_quotation_opens(self):
        self.client.user_id = self.salesperson
        form = Form(self.order.with_user(self.salesperson))
        self.assertEqual(form.name, self.order.name)

    def test_copy_is_the_copiers_own_and_keeps_the_link(self):
        self.client.user_id = self.salesperson
        deal = self.new_deal(user_id=self.other.id)
        self.order.opportunity_id = deal
        order = self.order.with_user(self.salesperson)
        action = order.action_copy_quotation()
        copy = order.browse(action["res_id"])
        self.assertEqual(copy.copied_from_id, order)
        self.assertEqual((copy.user_id, copy.state), (self.salesperson, "draft"))
        self.assertEqual(copy.team_id, self.team)
        self.assertFalse(copy.opportunity_id)
        self.assertEqual(copy.order_line.price_unit, 100)
        copy.order_line.price_unit = 90
        self.assertEqual(self.order.order_line.price_unit, 100)

    def test_copies_of_managers_and_own_ones_stay_as_they_were(self):
        copy = self.order.with_user(self.manager).copy()
        self.assertEqual((copy.user_id, copy.copied_from_id), (self.other, self.order))
        copy = self.order.with_user(self.other).copy()
        self.assertEqual((copy.user_id, copy.copied_from_id), (self.other, self.order))

    def test_stranger_copies_nothing(self):
        count = self.env["sale.order"].search_count([])
        for user in (self.salesperson, self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                self.order.with_user(user).action_copy_quotation()
        self.assertEqual(self.env["sale.order"].search_count([]), count)

    def test_lead_handed_over_shows_the_past_of_its_client(self):
        deal = self.new_deal(partner_id=self.person.id, user_id=False)
        deal.with_user(self.manager).user_id = self.salesperson
        self.assertEqual(self.sees(self.salesperson), self.orders)
        deal.with_user(self.manager).user_id = self.manager
        self.assertFalse(self.sees(self.salesperson))

    def test_nobody_hands_the_past_of_a_client_to_oneself(self):
        leads = self.env["crm.lead"].with_user(self.salesperson)
        values = {"name": "Mine", "type": "opportunity", "team_id": self.team.id}
        leads.create(values | {"partner_id": self.client.id, "user_id": self.salesperson.id})
        waiting = self.new_deal(partner_id=self.client.id, user_id=False)
        waiting.with_user(self.salesperson).user_id = self.salesperson
        handed = self.new_deal()
        handed.with_user(self.salesperson).partner_id = self.client
        self.assertFalse(self.sees(self.salesperson))
        with self.assertRaises(AccessError):
            handed.with_user(self.salesperson).write({"handover_client_id": self.client.id})
        with self.assertRaises(AccessError):
            leads.create(values | {"handover_client_id": self.client.id})

    def test_client_taken_by_oneself_shows_nothing_until_somebody_gives_it(self):
        client = self.client.with_user(self.salesperson)
        self.assertTrue(client.has_access("write"))
        client.user_id = self.salesperson
        self.assertFalse(self.sees(self.salesperson))
        with self.assertRaises(AccessError):
            client.write({"taken_by_id": False})
        self.client.with_user(self.manager).user_id = self.salesperson
        self.assertEqual(self.sees(self.salesperson), self.orders)

    def test_salesperson_written_again_keeps_a_client_that_was_given(self):
        self.client.with_user(self.manager).user_id = self.salesperson
        self.client.with_user(self.salesperson).write({"user_id": self.salesperson.id})
        self.assertEqual(self.sees(self.salesperson), self.orders)

    def test_client_given_away_by_its_salesperson_shows_its_past(self):
        self.client.with_user(self.salesperson).user_id = self.salesperson
        self.client.with_user(self.mate).user_id = self.mate
        self.assertFalse(self.sees(self.mate))
        self.client.with_user(self.salesperson).user_id = self.mate
        self.assertEqual(self.sees(self.mate), self.orders)

    def own_client(self):
        """Return a client that the salesperson was given."""
        return self.new_client(name="Own", is_company=True, user_id=self.salesperson.id)

    def test_contact_moved_under_ones_own_client_brings_no_past(self):
        own = self.own_client()
        self.salesperson.group_ids += self.env.ref("base.group_partner_manager")
        person, client = (one.with_user(self.salesperson) for one in (self.person, self.client))
        for number, bring in enumerate(
            (
                lambda: person.write({"parent_id": own.id}),
                lambda: client.write({"is_company": False, "parent_id": own.id}),
            )
        ):
            with self.subTest(number):
                bring()
                self.assertIn(own, self.orders.partner_id.commercial_partner_id)
                self.assertFalse(self.sees(self.salesperson))
                self.person.write({"parent_id": self.client.id})
                self.client.write({"is_company": True, "parent_id": False})
                self.assertFalse((person | client).sudo().taken_by_id)

    def test_moved_contact_is_not_in_the_brief_until_somebody_gives_the_client(self):
        own = self.own_client()
        self.person.message_post(body="Wants ten cameras", message_type="comment")
        self.person.with_user(self.salesperson).parent_id = own
        brief = self.env["dosmart.handover"].with_user(self.salesperson)
        brief = brief.browse(own.with_user(self.salesperson).action_handover_brief()["res_id"])
        self.assertTrue(brief.is_yours)
        self.assertFalse(brief.contacts or brief.order_ids)
        forged = brief.create({"partner_id": self.person.id})
        self.assertFalse(forged.is_yours)
        own.with_user(self.manager).user_id = self.salesperson
        self.env.invalidate_all()
        self.assertIn("ten cameras", brief.contacts)
        self.assertEqual(self.sees(self.salesperson), self.order_of_person)

    def test_lead_given_away_undoes_nothing_for_who_gave_it(self):
        self.client.with_user(self.salesperson).user_id = self.salesperson
        deals = self.env["crm.lead"].with_user(self.salesperson)
        values = {"type": "opportunity", "team_id": self.team.id, "partner_id": self.client.id}
        deal = deals.create(values | {"name": "Mine", "user_id": self.salesperson.id})
        deal.user_id = self.mate
        self.assertEqual(deal.sudo().handover_client_id, self.client)
        self.assertFalse(self.sees(self.salesperson))

    def test_lead_handed_over_gives_a_client_that_was_taken_before(self):
        self.client.with_user(self.salesperson).user_id = self.salesperson
        deal = self.new_deal(partner_id=self.client.id, user_id=False)
        deal.with_user(self.manager).user_id = self.salesperson
        self.assertEqual(self.sees(self.salesperson), self.orders)

    def test_merged_client_brings_no_past(self):
        own = self.own_client()
        self.salesperson.group_ids += self.env.ref("base.group_partner_manager")
        (own | self.client).email = "same@example.com"
        wizard = self.env["base.partner.merge.automatic.wizard"].with_user(self.salesperson)
        wizard._merge((own | self.client).ids, own.with_user(self.salesperson))
        self.assertEqual(self.order.partner_id, own)
        self.assertFalse(self.sees(self.salesperson))
        own.with_user(self.manager).user_id = self.salesperson
        self.assertEqual(self.sees(self.salesperson), self.orders)

    def test_relinking_a_lead_keeps_only_the_client_it_was_handed_over_with(self):
        elsewhere = self.new_client(name="Elsewhere")
        deal = self.new_deal(partner_id=elsewhere.id)
        deal.with_user(self.salesperson).partner_id = self.client
        self.assertFalse(self.sees(self.salesperson))
        self.assertFalse(deal.sudo().handover_client_id)
        deal.with_user(self.manager).partner_id = elsewhere
        deal.with_user(self.manager).partner_id = self.client
        self.assertEqual(self.sees(self.salesperson), self.orders)

    def test_other_company_stays_closed(self):
        self.client.user_id = self.other_salesperson
        self.assertFalse(self.sees(self.other_salesperson))

    def test_portal_and_public_see_nothing_new(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.order.with_user(user).read(["name"])

    def test_instalments_and_offers_of_the_quotation_follow(self):
        order = self.new_order(self.client, user_id=self.other.id)
        offers = self.env["dosmart.offer.proposal"]
        offer = self.env["dosmart.offer"].search([], limit=1)
        proposal = offers.create(
            {"offer_id": offer.id, "order_id": order.id, "user_id": self.other.id}
        )
        self.assertFalse(proposal.with_user(self.salesperson)._filtered_access("read"))
        self.client.user_id = self.salesperson
        self.env.invalidate_all()
        self.assertTrue(proposal.with_user(self.salesperson)._filtered_access("read"))
        self.assertFalse(proposal.with_user(self.salesperson)._filtered_access("write"))

    def test_own_orders_cost_no_query_more(self):
        own = self.env["sale.order"].concat(
            *(self.new_order(self.new_client(), user_id=self.salesperson.id) for _n in range(5))
        )
        self.env.flush_all()
        mine = own.with_user(self.salesperson)
        mine.check_access("read")
        own.mapped("company_id.name")
        self.env["sale.order"].browse(own.ids).mapped("user_id.name")
        own.mapped("offer_approval_state")
        with self.assertQueryCount(0):
            mine.check_access("read")
