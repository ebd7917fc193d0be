"""Supervisors score the service; those concerned read how it was found."""

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import SatisfactionCase


class AuditCase(SatisfactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.audits = cls.env["dosmart.service.audit"].with_user(cls.salesperson_all)
        cls.checklist = cls.env["dosmart.audit.checklist"].create(
            {
                "name": "Counter",
                "factor_ids": [(0, 0, {"name": name}) for name in ("Courtesy", "Tools", "Order")],
            }
        )

    @classmethod
    def new_audit(cls, *scores, done=True, **values):
        """Return an audit of the salesperson with *scores* in the order of the factors."""
        audit = cls.audits.create(
            {"checklist_id": cls.checklist.id, "user_id": cls.salesperson.id, **values}
        )
        for mark, score in zip(audit.mark_ids, scores, strict=False):
            mark.score = str(score)
        if done:
            audit.action_finish()
        return audit


class TestServiceAudit(AuditCase):
    def test_two_checklists_are_shipped(self):
        service = self.env.ref("dosmart_crm.audit_checklist_service")
        self.assertEqual(len(service.factor_ids), 11)
        self.assertEqual(service.factor_ids[0].name, "Accessibility")
        standards = self.env.ref("dosmart_crm.audit_checklist_standards")
        self.assertEqual(len(standards.factor_ids), 7)

    def test_audit_has_a_line_for_each_factor_and_averages_those_scored(self):
        audit = self.new_audit(5, 2)
        self.assertEqual(audit.mark_ids.factor_id, self.checklist.factor_ids)
        self.assertEqual(audit.average, 3.5)

    def test_audit_without_marks_is_not_finished(self):
        with self.assertRaises(UserError):
            self.new_audit()
        with self.assertRaises(ValidationError):
            self.new_audit(5, user_id=False)

    def test_finished_audit_is_not_changed_until_reopened(self):
        audit = self.new_audit(5)
        for change in (
            lambda: audit.write({"note": "Other"}),
            lambda: audit.mark_ids[0].write({"score": "1"}),
            lambda: audit.mark_ids[0].unlink(),
        ):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(AccessError):
            audit.state = "draft"
        audit.action_reopen()
        audit.mark_ids[0].score = "1"
        self.assertEqual((audit.state, audit.average), ("draft", 1))

    def test_board_compares_with_the_one_before_of_the_same_and_the_average(self):
        self.new_audit(1, 1, 1, date=self.day(-60))
        self.new_audit(2, 3, 4, date=self.day(-30))
        self.new_audit(5, 5, 5, date=self.day(-20), user_id=self.manager.id)
        self.new_audit(1, 1, 1, date=self.day(5))
        audit = self.new_audit(4, 0, 5, done=False)
        self.env.invalidate_all()
        board = audit.audit_board
        self.assertEqual(board["factors"], ["Courtesy", "Tools", "Order"])
        self.assertEqual(
            [one["marks"] for one in board["series"]], [[4, 0, 5], [2, 3, 4], [2.33, 2, 3.33]]
        )
        self.assertEqual([one["mark"] for one in board["trend"]], [1, 3, 4.5])

    def test_own_factor_is_scored_and_each_branch_has_a_trend_of_its_own(self):
        self.checklist.factor_ids = [(0, 0, {"name": "Greeting", "sequence": 99})]
        branches = self.env.company | self.other_company
        for branch, score in zip(branches, (2, 5), strict=True):
            self.new_audit(1, 1, 1, score, subject="branch", branch_id=branch.id, date=self.day(-9))
        audit = self.new_audit(3, 3, 3, 4, subject="branch", branch_id=branches[0].id)
        self.env.invalidate_all()
        board = audit.audit_board
        self.assertEqual(board["factors"], ["Courtesy", "Tools", "Order", "Greeting"])
        self.assertEqual([one["marks"] for one in board["series"]], [[3, 3, 3, 4], [1, 1, 1, 2]])
        self.assertEqual([one["mark"] for one in board["trend"]], [1.25, 3.25])

    def test_boards_of_many_audits_cost_as_many_queries_as_one(self):
        counts = []
        for _times in range(3):  # the first fills Odoo's own caches
            audits = self.audits.search([("checklist_id", "=", self.checklist.id)])
            for n in range(4):
                audits |= self.new_audit(4, 3, 2, date=self.day(-n))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            audits.mapped("audit_board")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_report_counts_finished_audits_alone(self):
        self.new_audit(5, 3)
        self.new_audit(1, 1, done=False)
        self.env.flush_all()
        reports = self.env["dosmart.audit.report"].with_user(self.salesperson)
        groups = reports._read_group(
            [("checklist_id", "=", self.checklist.id)], ["user_id"], ["mark:avg", "__count"]
        )
        self.assertEqual(groups, [(self.salesperson, 4, 2)])

    def test_salesperson_reads_own_audits_and_changes_none(self):
        own = self.new_audit(3)
        other = self.new_audit(3, user_id=self.manager.id)
        at_client = self.new_audit(3, user_id=self.manager.id, client_id=self.buyer.id)
        seen = own.with_user(self.salesperson).search([])
        self.assertIn(own, seen)
        self.assertIn(at_client, seen)
        self.assertNotIn(other, seen)
        for refused in (
            lambda: own.with_user(self.salesperson).action_reopen(),
            lambda: own.mark_ids.with_user(self.salesperson).write({"score": "5"}),
            lambda: self.audits.with_user(self.salesperson).create({"subject": "user"}),
            lambda: other.with_user(self.salesperson).read(["average"]),
        ):
            with self.assertRaises(AccessError):
                refused()
        self.assertEqual(own.state, "done")
        self.assertFalse(own.with_user(self.other_salesperson).search([]))
        with self.assertRaises(AccessError):
            own.with_user(self.portal_user).search([])
