"""The scorecard shows survey, audit, complaint and payment marks of a client together."""

from odoo.exceptions import AccessError, UserError

from .test_service_audit import AuditCase


class TestScorecard(AuditCase):
    def card(self, client=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return (client or self.buyer).with_user(self.salesperson).scorecard

    def marks(self, client=None):
        """Return {kind: (mark, count)}."""
        return {line["kind"]: (line["mark"], line["count"]) for line in self.card(client)["lines"]}

    def invoice(self, due, paid=None):
        """Return a posted invoice due in *due* days, paid in *paid*, negative ones are past."""
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.buyer.id,
                "invoice_date": self.day(-60),
                "invoice_date_due": self.day(due),
                "invoice_payment_term_id": False,
                "invoice_line_ids": [
                    (0, 0, {"name": "Guard", "price_unit": 100, "tax_ids": False})
                ],
            }
        )
        invoice.action_post()
        if paid is not None:
            register = self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=invoice.ids
            )
            register.create({"payment_date": self.day(paid)})._create_payments()
        return invoice

    def test_client_nobody_knows_has_an_empty_card(self):
        self.assertEqual(self.card(self.new_client())["mark"], 0)
        self.assertEqual(set(self.marks(self.new_client()).values()), {(0, 0)})

    def test_four_marks_and_their_mean(self):
        self.answer(self.ask(), 4, 5, 5)
        self.new_audit(4, 3, client_id=self.buyer.id)
        complaints = self.env["dosmart.complaint"]
        for severity in ("high", "low"):
            complaints.create(
                {"subject": "Late", "partner_id": self.buyer.id, "severity": severity}
            )
        self.invoice(-5, -5)
        marks = self.marks()
        self.assertAlmostEqual(marks["survey"][0], 4.67)
        self.assertEqual(marks["audit"], (3.5, 1))
        self.assertEqual(marks["complaint"], (2, 2))
        self.assertEqual(marks["payment"], (5, 1))
        self.assertAlmostEqual(self.card()["mark"], 3.79)

    def test_cards_of_many_clients_cost_as_many_queries_as_one(self):
        self.answer(self.ask(), 4, 5, 5)
        clients = self.buyer | self.env["res.partner"].create([{"name": "A"}, {"name": "B"}])
        counts = []
        for some in (self.buyer, clients, self.buyer):
            self.env.flush_all()
            self.env.invalidate_all()
            some.mapped("commercial_partner_id.name")
            self.env.company.mapped("service_months")
            before = self.cr.sql_log_count
            some.mapped("scorecard")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1:], [1, 1])

    def test_late_payments_cost_marks(self):
        self.invoice(-30, -10)
        self.assertEqual(self.marks()["payment"], (3, 1))
        self.invoice(-45)
        self.assertEqual(self.marks()["payment"], (2, 2))
        self.invoice(10)
        self.assertEqual(self.marks()["payment"], (2, 2))
        self.env.company.late_days_per_mark = 20
        self.assertEqual(self.marks()["payment"][0], 3.38)

    def test_old_marks_and_those_of_other_companies_do_not_count(self):
        sheet = self.answer(self.ask(), 1, 1, 1)
        sheet.end_datetime = "2001-01-01 12:00:00"
        self.assertEqual(self.marks()["survey"], (0, 0))
        self.new_audit(4, client_id=self.buyer.id)
        card = self.buyer.with_company(self.other_company).scorecard
        self.assertEqual(card["mark"], 0)

    def test_each_line_opens_its_records(self):
        self.answer(self.ask(), 1, 1, 1)
        client = self.buyer.with_user(self.salesperson)
        for kind, model in (
            ("survey", "dosmart.satisfaction.answer"),
            ("audit", "dosmart.service.audit"),
            ("complaint", "dosmart.complaint"),
            ("payment", "account.move"),
        ):
            action = client.action_open_scorecard(kind)
            self.assertEqual(action["res_model"], model)
            self.env[model].search(action["domain"])
        with self.assertRaises(UserError):
            client.action_open_scorecard("unlink")

    def test_cards_of_many_clients_cost_four_queries(self):
        clients = self.buyer | self.new_client() | self.new_client()
        self.card()
        self.env.invalidate_all()
        clients.mapped("commercial_partner_id.id")
        self.env.company.read(["service_months", "late_days_per_mark"])
        with self.assertQueryCount(4):
            clients.mapped("scorecard")

    def test_portal_user_does_not_read_the_own_card(self):
        partner = self.portal_user.partner_id.with_user(self.portal_user)
        with self.assertRaises(AccessError):
            partner.read(["scorecard"])
