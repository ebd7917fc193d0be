"""Where a client stands with a product line follows from documents and notes (spec OF-8)."""

from datetime import date, datetime

from odoo.exceptions import AccessError, ValidationError

from .common import OfferCase


class ProductLineCase(OfferCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        categories = cls.env["product.category"]
        cls.security = categories.create({"name": "Security"})
        cls.alarms = categories.create({"name": "Alarms", "parent_id": cls.security.id})
        cls.cameras = categories.create({"name": "Cameras"})
        cls.guard.categ_id = cls.alarms
        cls.siren.categ_id = cls.cameras
        cls.client = cls.new_client(is_company=True)

    def stands(self, line=None, client=None, user=None):
        """Return the row of *client* and *line*, or none."""
        self.env.invalidate_all()
        products = self.env["dosmart.client.product"].with_user(user or self.salesperson)
        line, client = line or self.security, client or self.client
        return products.search([("partner_id", "=", client.id), ("line_id", "=", line.id)])

    def note(self, **values):
        return self.env["dosmart.product.approach"].create(
            {
                "partner_id": self.client.id,
                "line_id": self.security.id,
                "date": "2026-03-10",
                "user_id": self.salesperson.id,
                **values,
            }
        )

    def send(self, day="2026-03-01 12:00:00", **values):
        """Return a quotation of guards sent to the client on that day."""
        order = self.new_quotation(self.client, **values)
        order.action_quotation_sent()
        order.date_order = day
        return order


class TestClientProduct(ProductLineCase):
    def test_nothing_offered_is_no_row(self):
        self.assertFalse(self.stands())

    def test_draft_nobody_has_seen_is_not_on_the_table(self):
        self.new_quotation(self.client)
        self.assertFalse(self.stands())

    def test_sent_quotation_is_on_the_table_since_its_day_in_the_company(self):
        self.env.company.resource_calendar_id.tz = "America/Mexico_City"
        self.send("2026-03-02 03:00:00")
        found = self.stands()
        self.assertEqual((found.state, found.date), ("on_table", date(2026, 3, 1)))

    def test_confirmed_order_is_a_contract_whatever_comes_later(self):
        self.send().action_confirm()
        self.env.cr.flush()
        self.note(state="refused", refusal_reason="Enough")
        self.assertEqual(self.stands().state, "contract")
        self.assertFalse(self.stands().refusal_reason)

    def test_lost_opportunity_refuses_what_was_sent_with_its_reason(self):
        lead = self.new_lead(partner_id=self.client.id, type="opportunity")
        self.send(opportunity_id=lead.id)
        reason = self.env["crm.lost.reason"].create({"name": "Too expensive"})
        lead.action_set_lost(lost_reason_id=reason.id)
        lead.date_closed = datetime(2026, 3, 20, 12)
        found = self.stands()
        self.assertEqual((found.state, found.date), ("refused", date(2026, 3, 20)))
        self.assertEqual(found.refusal_reason, "Too expensive")

    def test_offer_on_the_table_brings_its_next_step(self):
        offer = self.new_offer()
        values = {"partner_id": self.client.id, "offer_id": offer.id, "date": "2026-03-05"}
        self.env["dosmart.offer.proposal"].create({**values, "next_step_date": "2026-03-15"})
        found = self.stands(self.cameras)
        self.assertEqual((found.state, found.date), ("on_table", date(2026, 3, 5)))
        self.assertEqual(found.next_step_date, date(2026, 3, 15))
        self.assertEqual(found.next_step_purpose, "Free siren")

    def test_refused_offer_tells_its_reason(self):
        offer = self.new_offer()
        proposal = self.env["dosmart.offer.proposal"].create(
            {"partner_id": self.client.id, "offer_id": offer.id}
        )
        proposal.write({"state": "refused", "refusal_reason": "Has one"})
        found = self.stands(self.cameras)
        self.assertEqual((found.state, found.refusal_reason), ("refused", "Has one"))

    def test_newest_note_or_document_holds(self):
        self.send("2026-03-01 12:00:00")
        self.note(state="refused", refusal_reason="Not now", date="2026-03-10")
        self.assertEqual(self.stands().state, "refused")
        self.send("2026-03-11 12:00:00")
        found = self.stands()
        self.assertEqual((found.state, found.date), ("on_table", date(2026, 3, 11)))
        self.assertFalse(found.refusal_reason)

    def test_next_step_of_an_older_note_stays_until_another_is_planned(self):
        step = {"next_step_date": "2026-04-01", "next_step_purpose": "Show cameras"}
        self.note(**step)
        self.send("2026-03-11 12:00:00")
        self.assertEqual(self.stands().next_step_date, date(2026, 4, 1))
        self.note(date="2026-03-12", **step | {"next_step_date": "2026-05-01"})
        self.assertEqual(self.stands().next_step_date, date(2026, 5, 1))

    def test_contact_counts_for_its_company(self):
        contact = self.new_client(name="Ana", parent_id=self.client.id)
        self.note(partner_id=contact.id)
        self.assertEqual(self.stands().state, "on_table")

    def test_company_says_which_level_its_product_lines_are(self):
        self.note(line_id=self.alarms.id)
        self.assertEqual(self.stands(self.security).state, "on_table")
        self.env.company.product_line_level = 2
        self.assertFalse(self.stands(self.security))
        self.assertEqual(self.stands(self.alarms).state, "on_table")
        self.note(line_id=self.cameras.id)
        self.assertEqual(self.stands(self.cameras).state, "on_table")

    def test_clients_are_found_by_state_and_late_next_step(self):
        self.note(next_step_date="2026-03-12", next_step_purpose="Call")
        partners = self.env["res.partner"].with_user(self.salesperson)
        late = [("client_product_ids.next_step_date", "<", "today")]
        self.assertIn(self.client, partners.search(late))
        refused = [("client_product_ids.state", "=", "refused")]
        self.assertNotIn(self.client, partners.search(refused))

    def test_merged_contacts_keep_their_notes(self):
        other = self.new_client(name="Abarrotes Lupita", is_company=True)
        self.note(partner_id=other.id)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (other | self.client).ids, self.client
        )
        self.assertEqual(self.stands().state, "on_table")


class TestProductApproach(ProductLineCase):
    def test_refusal_needs_its_reason(self):
        with self.assertRaisesRegex(ValidationError, "Say why the client refused"):
            self.note(state="refused", refusal_reason=" ")

    def test_next_step_needs_date_and_purpose(self):
        with self.assertRaisesRegex(ValidationError, "needs both"):
            self.note(next_step_date="2026-04-01")
        with self.assertRaisesRegex(ValidationError, "needs both"):
            self.note(next_step_purpose="Call")

    def test_next_step_does_not_come_before_its_note(self):
        with self.assertRaisesRegex(ValidationError, "comes before"):
            self.note(next_step_date="2026-03-09", next_step_purpose="Call")

    def test_nothing_is_noted_of_a_day_to_come(self):
        with self.assertRaisesRegex(ValidationError, "still to come"):
            self.note(date="2999-01-01")

    def test_colleague_reads_a_note_and_does_not_change_it(self):
        note = self.note(next_step_date="2026-04-01", next_step_purpose="Call")
        colleague = self.new_user("colleague", "sales_team.group_sale_salesman")
        self.assertEqual(note.with_user(colleague).next_step_purpose, "Call")
        for action in (lambda n: n.write({"state": "not_offered"}), lambda n: n.unlink()):
            with self.assertRaises(AccessError):
                action(note.with_user(colleague))
        self.assertEqual(note.state, "on_table")

    def test_another_company_and_the_portal_see_nothing(self):
        note = self.note()
        self.assertFalse(self.stands(user=self.other_salesperson))
        for user in (self.other_salesperson, self.portal_user):
            with self.assertRaises(AccessError):
                note.with_user(user).read(["state"])
        for model in ("dosmart.client.product", "dosmart.product.approach"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.portal_user).search([])
        with self.assertRaises(AccessError):
            self.client.with_user(self.portal_user).read(["client_product_ids"])
