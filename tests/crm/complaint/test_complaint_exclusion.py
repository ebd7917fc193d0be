"""Contact programs leave clients in peace whose complaint is open."""

from odoo.tools import SQL

from .common import ComplaintCase


class TestComplaintExclusion(ComplaintCase):
    def is_excluded(self):
        rule = self.env.ref("dosmart_crm.exclusion_rule_open_complaint")
        self.env.flush_all()
        query = SQL(
            "SELECT %s FROM (SELECT %s AS client_id) due", rule._excluded_sql(), self.client.id
        )
        return self.env.execute_query(query)[0][0]

    def test_client_is_left_in_peace_while_a_complaint_is_open(self):
        self.assertFalse(self.is_excluded())
        complaint = self.new_complaint()
        self.assertTrue(self.is_excluded())
        complaint.with_user(self.leader).action_dismiss()
        self.assertFalse(self.is_excluded())
