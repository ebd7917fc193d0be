"""Compensation is given from the complaint, and linked both ways."""

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import ComplaintCase


class TestComplaintCompensation(ComplaintCase):
    def compensate(self, complaint, user=None, **values):
        rows = self.env["dosmart.complaint.compensation"].with_user(user or self.manager)
        return rows.create({"complaint_id": complaint.id, **values})

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

    def test_whoever_may_not_sell_gives_no_credit(self):
        complaint = self.new_complaint()
        with self.assertRaises(AccessError):
            self.compensate(complaint, self.agent, kind="credit", amount=10)
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
