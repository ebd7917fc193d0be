"""Segments: which clients are in them, and what administrators may not write."""

from odoo.exceptions import AccessError, ValidationError

from .common import PortfolioCase


class TestSegment(PortfolioCase):
    def test_clients_who_meet_the_condition_are_in_the_segment_after_a_run(self):
        segment = self.new_segment()
        self.assertFalse(segment.client_ids)
        self.refresh()
        self.assertEqual(segment.client_ids, self.factory)
        self.assertEqual(segment.client_count, 1)
        self.assertEqual(self.factory.segment_ids, segment)

    def test_who_no_longer_meets_it_leaves(self):
        segment = self.new_segment()
        self.refresh()
        self.factory.ref = "shop"
        self.refresh()
        self.assertFalse(segment.client_ids)
        self.assertEqual(self.value().segment_count, 0)

    def test_answers_of_the_sheet_can_be_conditions(self):
        segment = self.new_segment(condition="[('employee_count', '>', 1000)]")
        self.factory.employee_count = 1200
        self.refresh()
        self.assertEqual(segment.client_ids, self.factory)

    def test_contacts_of_a_client_and_our_own_users_are_no_clients(self):
        self.new_client(parent_id=self.factory.id, ref="factory")
        self.salesperson.partner_id.ref = "factory"
        segment = self.new_segment()
        self.refresh()
        self.assertEqual(segment.client_ids, self.factory)

    def test_separate_division_is_a_client_of_its_own(self):
        branch = self.new_client(parent_id=self.factory.id, ref="factory")
        branch.is_separate_division = True
        segment = self.new_segment()
        self.refresh()
        self.assertEqual(segment.client_ids, self.factory | branch)

    def test_condition_that_cannot_be_read_is_refused(self):
        for condition in ("[('no_such_field', '=', 1)]", "[(", "[('name', '%', 1)]"):
            with self.subTest(condition), self.assertRaises(ValidationError) as refused:
                self.new_segment(condition=condition)
            self.assertIn("“Production” cannot be used", str(refused.exception))

    def test_segment_of_everybody_is_refused(self):
        with self.assertRaises(ValidationError) as refused:
            self.new_segment(condition="[]")
        self.assertIn("holds every client", str(refused.exception))

    def test_condition_whose_field_went_empties_the_segment_and_stops_nothing(self):
        segment, sound = self.new_segment(), self.new_segment(name="Other")
        self.refresh()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE dosmart_segment SET condition = %s WHERE id = %s",
            ("[('x_gone', '=', 1)]", segment.id),
        )
        self.env.invalidate_all()
        self.refresh()
        self.assertFalse(segment.client_ids)
        self.assertIn("x_gone", segment.condition_error)
        self.assertEqual(sound.client_ids, self.factory)

    def test_more_parameters_than_the_policy_allows_warn(self):
        seven = [("ref", "=", str(number)) for number in range(7)]
        segment = self.new_segment(condition=str(seven))
        self.assertEqual(segment.parameter_count, 7)
        self.assertFalse(segment.has_too_many_parameters)
        self.policy.most_parameters = 6
        segment.invalidate_recordset()
        self.assertTrue(segment.has_too_many_parameters)

    def test_salespeople_read_segments_and_managers_change_them(self):
        segment = self.new_segment()
        self.assertEqual(segment.with_user(self.salesperson).name, "Production")
        with self.assertRaises(AccessError):
            segment.with_user(self.salesperson).name = "Mine"
        segment.with_user(self.manager).name = "Ours"
        self.assertEqual(segment.name, "Ours")
        with self.assertRaises(AccessError):
            segment.with_user(self.portal_user).read(["name"])

    def test_segment_of_another_company_does_not_show(self):
        segment = self.new_segment(company_id=self.other_company.id)
        with self.assertRaises(AccessError):
            segment.with_user(self.salesperson).read(["name"])
        self.refresh()
        self.assertFalse(segment.client_ids)
