"""Compensation is given from the complaint, and linked both ways."""

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import ComplaintCase


class TestComplaintCompensation(ComplaintCase):
    def compensate(self, complaint, user=None, **values):
        rows = self.env["dosmart.complaint.compensation"].with_user(user or self.manager)
        row = rows.create({"complaint_id": complaint.id, "note": "Two nights awake", **values})
        row.action_give()
        return row

    def test_row_gives_nothing_before_its_button_is_pressed(self):
        # Odoo saves a form that is left by closing the window.
        rows = self.env["dosmart.complaint.compensation"].with_user(self.manager)
        complaint = self.new_complaint()
        row = rows.create(
            {"complaint_id": complaint.id, "kind": "credit", "amount": 5, "note": "Awake"}
        )
        self.assertEqual((row.state, bool(row.order_id)), ("asked", False))
        for _click in range(2):
            row.action_give()
        self.assertEqual(self.env["sale.order"].search_count([("origin", "=", complaint.name)]), 1)

    def test_offer_goes_on_the_table(self):
        offer = self.env["dosmart.offer"].search([("kind", "=", "note")], limit=1)
        offer = offer or self.env["dosmart.offer"].create({"name": "A visit", "kind": "note"})
        rule = {"status_id": self.status("potential").id, "offer_id": offer.id}
        self.env["dosmart.offer.rule"].search([("offer_id", "=", offer.id)]).unlink()
        self.env["dosmart.offer.rule"].create(rule)
        self.client.write(
            {"client_status_id": self.status("potential").id, "status_reason": "Tests"}
        )
        complaint = self.new_complaint()
        row = self.compensate(complaint, kind="offer", offer_id=offer.id)
        self.assertEqual(row.proposal_id.complaint_id, complaint)
        self.assertEqual(
            (row.proposal_id.partner_id, row.proposal_id.state), (self.client, "on_table")
        )
        self.assertEqual(complaint.compensation_ids, row)

    def test_credit_is_a_quotation_of_a_negative_amount(self):
        complaint = self.new_complaint()
        row = self.compensate(complaint, kind="credit", amount=350)
        self.assertEqual(row.order_id.amount_untaxed, -350)
        self.assertEqual((row.order_id.complaint_id, row.order_id.state), (complaint, "draft"))
        self.assertIn(row.order_id.name, row.result)

    def test_return_takes_back_what_the_order_sold(self):
        order = self.new_order(self.client)
        complaint = self.new_complaint(self.manager, order_id=order.id)
        row = self.compensate(complaint, kind="return")
        self.assertEqual(row.order_id.order_line.product_uom_qty, -1)
        self.assertEqual(row.order_id.amount_untaxed, -order.amount_untaxed)

    def test_bad_terms_are_refused_and_nothing_is_made(self):
        complaint = self.new_complaint()
        orders = self.env["sale.order"].search_count([])
        with self.assertRaisesRegex(ValidationError, "how much"), self.cr.savepoint():
            self.compensate(complaint, kind="credit", amount=0)
        with self.assertRaisesRegex(UserError, "Choose the order"), self.cr.savepoint():
            self.compensate(complaint, kind="return")
        self.assertEqual(self.env["sale.order"].search_count([]), orders)
        self.assertFalse(complaint.compensation_ids)

    def test_stranger_gives_nothing(self):
        complaint = self.new_complaint()
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        with self.assertRaises(AccessError):
            self.compensate(complaint, stranger, kind="credit", amount=10)

    def test_kind_of_another_add_on_is_one_value_and_one_method(self):
        given = []
        field = self.env["dosmart.complaint.compensation"]._fields["kind"]
        self.patch(field, "selection", [*field.selection, ("points", "Points")])
        self.patch(field, "_selection", dict(field.selection))
        model = type(self.env["dosmart.complaint.compensation"])
        model._compensate_points = lambda row: given.append(row)
        self.addCleanup(delattr, model, "_compensate_points")
        row = self.compensate(self.new_complaint(), kind="points")
        self.assertEqual(given, [row])

    def test_order_of_another_client_is_not_taken_back(self):
        order = self.new_order(self.new_client(name="Rival"))
        complaint = self.new_complaint(self.manager, order_id=order.id)
        with self.assertRaisesRegex(UserError, "Choose the order"):
            self.compensate(complaint, kind="return")


class TestCompensationRequest(ComplaintCase):
    """Agents who may not sell ask; whoever sells to the client decides."""

    def setUp(self):
        super().setUp()
        self.client.user_id = self.salesperson
        self.complaint = self.new_complaint()

    def ask(self, **values):
        rows = self.env["dosmart.complaint.compensation"].with_user(self.agent)
        values = {"kind": "credit", "amount": 350, "note": "Two nights <b>awake</b>"} | values
        return rows.create({"complaint_id": self.complaint.id, **values}).with_env(self.env)

    def asked(self):
        kind = self.env.ref("dosmart_crm.mail_activity_complaint_compensation")
        return self.complaint.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    def test_request_gives_nothing_and_asks_the_salesperson(self):
        row = self.ask(state="given", order_id=self.new_order(self.client).id)
        self.assertEqual((row.state, bool(row.order_id)), ("asked", False))
        self.assertEqual(self.asked().user_id, self.salesperson)
        self.assertIn("&lt;b&gt;awake", self.asked().note)
        self.assertIn("Compensation asked for: Credit Quotation, $", self.notes(self.complaint))

    def test_management_that_may_sell_is_asked_where_nobody_sells(self):
        self.client.user_id = False
        self.complaint_team.manager_id = self.manager
        self.ask()
        self.assertEqual(self.asked().user_id, self.manager)
        self.complaint_team.manager_id = self.boss  # may not sell
        self.asked().unlink()
        self.ask()
        self.assertIn(self.manager, self.asked().user_id)
        self.assertNotIn(self.boss, self.asked().user_id)

    def test_granted_request_is_given_once_and_told(self):
        row = self.ask()
        own = row.with_user(self.salesperson)
        own.amount = 300
        for _click in range(2):
            own.action_give()
        self.assertEqual((row.state, row.order_id.amount_untaxed), ("given", -300))
        self.assertEqual(row.order_id.complaint_id, self.complaint)
        self.assertEqual(
            self.env["sale.order"].search_count([("origin", "=", self.complaint.name)]), 1
        )
        self.assertFalse(self.asked())
        told = self.complaint.message_ids.filtered(lambda one: "Compensation given" in one.body)
        self.assertEqual(told.partner_ids, self.agent.partner_id)

    def test_offer_is_chosen_by_whoever_decides(self):
        row = self.ask(kind="offer", amount=0)
        own = row.with_user(self.salesperson)
        with self.assertRaisesRegex(ValidationError, "Choose the offer"), self.cr.savepoint():
            own.action_give()
        self.assertEqual(row.state, "asked")

    def test_refusal_says_why_and_gives_nothing(self):
        row = self.ask()
        own = row.with_user(self.salesperson)
        with self.assertRaisesRegex(UserError, "Why Not"):
            own.action_refuse()
        own.refusal_reason = "The alarm was switched off"
        own.action_refuse()
        own.action_give()
        self.assertEqual((row.state, bool(row.order_id)), ("refused", False))
        self.assertIn("switched off", row.result)
        self.assertFalse(self.asked())

    def test_reminder_stays_while_another_request_waits(self):
        row, _other = self.ask(), self.ask()
        row.with_user(self.salesperson).action_give()
        self.assertTrue(self.asked())

    def test_nobody_else_decides_or_changes_it(self):
        row = self.ask()
        stranger = self.new_user("stranger", "sales_team.group_sale_salesman")
        for user in (self.agent, self.employee, stranger, self.portal_user):
            for act in ("action_give", "action_refuse"):
                with self.assertRaises(AccessError):
                    getattr(row.with_user(user), act)()
            with self.assertRaises(AccessError):
                row.with_user(user).amount = 9999
        self.assertEqual((row.state, row.amount), ("asked", 350))

    def test_what_was_given_is_not_changed_and_links_are_not_forged(self):
        row = self.ask()
        own = row.with_user(self.salesperson)
        for vals in ({"state": "given"}, {"order_id": 1}, {"complaint_id": 1}):
            with self.assertRaises(AccessError):
                own.write(vals)
        own.action_give()
        with self.assertRaisesRegex(AccessError, "not changed"):
            own.amount = 9999
        self.assertEqual(row.amount, 350)


class TestOpenComplaintStatus(ComplaintCase):
    def test_loyal_client_has_no_open_complaint(self):
        for _order in range(3):
            self.new_order(self.client)
        sheet = self.client._client().client_sheet_id or self.env["dosmart.client.sheet"].create(
            {"own_partner_ids": [(6, 0, self.client.ids)]}
        )
        self.assertEqual(sheet.suggested_status_id, self.status("loyal"))
        self.assertIn("no open complaint", sheet.suggested_status_reason)
        complaint = self.new_complaint()
        sheet.invalidate_recordset()
        self.assertFalse(sheet.suggested_status_id)
        complaint.with_user(self.leader).action_dismiss()
        sheet.invalidate_recordset()
        self.assertEqual(sheet.suggested_status_id, self.status("loyal"))
