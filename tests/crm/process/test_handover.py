"""The brief tells who takes over what became of the client so far."""

from odoo.exceptions import AccessError
from odoo.fields import Date, Datetime

from .assignment_common import AssignmentCase


class TestHandover(AssignmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.new_client(is_company=True, conclusions="Pays late", user_id=cls.other.id)
        cls.deal = cls.new_deal(partner_id=cls.client.id, user_id=cls.other.id)
        cls.order = cls.new_order(cls.client, user_id=cls.other.id, team_id=False)

    def brief(self, record, user=None):
        action = record.with_user(user or self.salesperson).action_handover_brief()
        self.assertEqual(action["res_model"], "dosmart.handover")
        return (
            self.env["dosmart.handover"]
            .with_user(user or self.salesperson)
            .browse(action["res_id"])
        )

    def take_over(self):
        self.client.with_user(self.env.ref("base.user_admin")).user_id = self.salesperson

    def invoice(self, days, amount=500):
        """Return a posted invoice of *amount* that was due *days* ago."""
        day = Date.subtract(Date.today(), days=days)
        line = {"name": "Guard", "quantity": 1, "price_unit": amount, "tax_ids": False}
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.client.id,
                "invoice_date": day,
                "invoice_date_due": day,
                "invoice_line_ids": [(0, 0, line)],
            }
        )
        invoice.action_post()
        return invoice

    def test_brief_shows_sheet_contacts_offers_objections_and_quotations(self):
        self.take_over()
        self.deal.with_user(self.other).message_post(
            body="They want it before Easter", message_type="comment"
        )
        event = {"name": "Visit at the shop", "opportunity_id": self.deal.id}
        start, stop = (Datetime.subtract(Datetime.now(), days=days) for days in (3, 2))
        events = self.env["calendar.event"]
        events.create(event | {"start": start, "stop": stop})
        events.create(
            event | {"name": "Secret", "privacy": "private", "start": start, "stop": stop}
        )
        offer = self.env["dosmart.offer"].search([], limit=1)
        self.env["dosmart.offer.proposal"].create(
            {"offer_id": offer.id, "partner_id": self.client.id, "user_id": self.other.id}
        )
        objection = self.env["dosmart.objection"].create({"name": "Too dear"})
        self.env["dosmart.lead.objection"].create(
            {"lead_id": self.deal.id, "objection_id": objection.id}
        )
        brief = self.brief(self.client)
        self.assertTrue(brief.is_yours)
        self.assertEqual(brief.conclusions, "Pays late")
        self.assertTrue(brief.missing_question_ids)
        self.assertIn("They want it before Easter", brief.contacts)
        self.assertIn("Visit at the shop", brief.contacts)
        self.assertNotIn("Secret", brief.contacts)
        self.assertIn(offer.name, brief.proposals)
        self.assertIn("Too dear · not answered yet", brief.objections)
        self.assertEqual(brief.order_ids, self.order)

    def test_brief_shows_what_is_still_promised_whoever_promised_it(self):
        self.take_over()
        promises = self.env["dosmart.promise"]
        today = Date.today()
        values = {"user_id": self.other.id, "date": Date.subtract(today, days=9)}
        promises.create(
            [
                values | {"name": "Ring Ana", "lead_id": self.deal.id, "due_date": today},
                values
                | {
                    "name": "Send the drawing",
                    "partner_id": self.client.id,
                    "due_date": Date.subtract(today, days=2),
                },
                values | {"name": "Was done", "lead_id": self.deal.id, "due_date": today},
            ]
        )
        promises.search([("name", "=", "Was done")]).action_keep()
        promises.search([("name", "=", "Send the drawing")])._note(state="broken")
        told = self.brief(self.client).promises
        self.assertRegex(told, "Send the drawing · .* · colleague .* · Broken</li><li>Ring Ana · ")
        self.assertNotIn("Was done", told)
        self.client.with_user(self.salesperson).user_id = self.other
        self.assertFalse(self.brief(self.client).promises)

    def test_balance_and_overdue_invoices_are_told(self):
        self.take_over()
        self.invoice(-10, amount=300)
        late = self.invoice(10)
        brief = self.brief(self.client)
        self.assertEqual((brief.balance, brief.overdue), (800, 500))
        self.assertIn(late.name, brief.invoices)

    def test_who_is_not_assigned_sees_neither_money_nor_what_colleagues_did(self):
        self.invoice(10)
        self.deal.message_post(body="They want it before Easter", message_type="comment")
        brief = self.brief(self.client)
        self.assertFalse(brief.is_yours)
        self.assertEqual((brief.balance, brief.overdue), (0, 0))
        self.assertFalse(brief.invoices or brief.order_ids)
        self.assertNotIn("Easter", brief.contacts or "")

    def test_brief_of_a_lead_without_client_opens(self):
        deal = self.new_deal()
        deal.message_post(body="Rang at nine", message_type="comment")
        brief = self.brief(deal)
        self.assertIn("Rang at nine", brief.contacts)
        self.assertFalse(brief.partner_id or brief.order_ids)

    def test_lead_of_a_colleague_opens_no_brief(self):
        with self.assertRaises(AccessError):
            self.brief(self.deal)
        handover = self.env["dosmart.handover"].with_user(self.salesperson)
        forged = handover.create({"lead_id": self.deal.id, "partner_id": self.client.id})
        with self.assertRaises(AccessError):
            forged.contacts  # noqa: B018

    def test_portal_opens_no_brief(self):
        with self.assertRaises(AccessError):
            self.brief(self.client, self.portal_user)

    def test_names_are_text_and_no_code(self):
        self.take_over()
        self.client.message_post(body="a <script>alert(1)</script> b", message_type="comment")
        event = {"name": "<b>Bold</b>", "opportunity_id": self.deal.id}
        start, stop = (Datetime.subtract(Datetime.now(), days=days) for days in (3, 2))
        self.env["calendar.event"].create(event | {"start": start, "stop": stop})
        contacts = self.brief(self.client).contacts
        self.assertNotIn("<script", contacts)
        self.assertNotIn("<b>", contacts)
