"""The moments of truth, each with the marks that surveys, audits and complaints give it."""

from odoo.exceptions import AccessError

from .test_service_audit import AuditCase


class TestServiceCycle(AuditCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moments = cls.env["dosmart.service.moment"]
        cls.env["dosmart.complaint"].search([]).write({"moment_id": False})

    def moment(self, name):
        return self.env.ref(f"dosmart_crm.service_moment_{name}")

    def cycle(self, user=None):
        """Return the moments as *user* sees them, {name: moment}."""
        self.env.flush_all()
        self.env.invalidate_all()
        cycle = self.moments.with_user(user or self.salesperson_all).get_cycle()
        return {moment["name"]: moment for moment in cycle["moments"]}

    def test_seven_moments_are_shipped_in_their_order(self):
        names = list(self.cycle())
        self.assertEqual(
            names,
            ["Call", "Visit", "Quotation", "Installation", "Invoice", "Maintenance", "Complaint"],
        )

    def test_surveys_audits_and_complaints_give_marks(self):
        self.answer(self.ask(), 4, 5, 5)
        cycle = self.cycle()
        self.assertEqual((cycle["Installation"]["mark"], cycle["Installation"]["count"]), (4.5, 2))
        self.assertEqual((cycle["Invoice"]["mark"], cycle["Invoice"]["count"]), (5, 1))
        self.checklist.factor_ids[0].moment_id = self.moment("visit")
        self.new_audit(3, 1)
        self.assertEqual(self.cycle()["Visit"]["mark"], 3)
        self.env["dosmart.complaint"].create(
            {
                "subject": "Nobody came",
                "partner_id": self.buyer.id,
                "severity": "high",
                "moment_id": self.moment("visit").id,
            }
        )
        cycle = self.cycle()
        self.assertEqual((cycle["Visit"]["mark"], cycle["Visit"]["count"]), (2, 2))

    def test_complaint_of_an_answer_sheet_does_not_count_twice(self):
        sheet = self.answer(self.ask(), 1, 1, 1)
        complaint = self.env["dosmart.complaint"].search([("user_input_id", "=", sheet.id)])
        complaint.moment_id = self.moment("call")
        self.assertEqual(self.cycle()["Call"]["count"], 0)

    def test_complaint_spoils_the_moment_of_its_cause(self):
        cause = self.env["dosmart.complaint.cause"].create(
            {"name": "No checklist", "moment_id": self.moment("maintenance").id}
        )
        complaint = self.env["dosmart.complaint"].create(
            {"subject": "Dirty", "partner_id": self.buyer.id, "cause_id": cause.id}
        )
        self.assertEqual(complaint.moment_id, self.moment("maintenance"))

    def test_worst_three_stand_out(self):
        for name, mark in zip(
            ("call", "visit", "quotation", "installation"), (2, 5, 3, 1), strict=True
        ):
            self.checklist.factor_ids[0].moment_id = False
            factor = self.env["dosmart.audit.factor"].create(
                {"name": name, "checklist_id": self.checklist.id}
            )
            factor.moment_id = self.moment(name)
            audit = self.new_audit(done=False)
            audit.mark_ids.filtered_domain([("factor_id", "=", factor.id)]).score = str(mark)
            audit.action_finish()
        worst = {name for name, moment in self.cycle().items() if moment["is_worst"]}
        self.assertEqual(worst, {"Installation", "Call", "Quotation"})

    def test_click_leads_to_the_records_and_one_more_to_a_preventive_action(self):
        sheet = self.answer(self.ask(), 2, 5, 5)
        self.env.flush_all()
        action = self.moment("installation").with_user(self.salesperson).action_view_marks()
        marks = self.env[action["res_model"]].with_user(self.salesperson).search(action["domain"])
        self.assertEqual(sorted(marks.mapped("mark")), [2, 5])
        opened = marks[0].action_open_record()
        self.assertEqual((opened["res_model"], opened["res_id"]), (self.answers._name, sheet.id))
        action = marks.action_prevent()
        defaults = self.env[action["res_model"]].with_context(**action["context"])
        prevention = defaults.with_user(self.salesperson).create({"due_date": self.day(10)})
        self.assertEqual(prevention.kind, "preventive")
        self.assertEqual(prevention.moment_id, self.moment("installation"))
        self.assertIn("How fast it was delivered", prevention.description)
        self.assertTrue(self.moment("call").with_user(self.salesperson).action_prevent())

    def test_salesperson_sees_marks_of_own_clients_and_portal_users_none(self):
        self.answer(self.ask(), 1, 1, 1)
        self.assertEqual(self.cycle(self.salesperson)["Invoice"]["count"], 1)
        self.assertEqual(self.cycle(self.other_salesperson)["Invoice"]["count"], 0)
        self.buyer.user_id = self.manager
        sheets = self.sheets.search([("partner_id", "=", self.buyer.id)])
        sheets.salesperson_id = self.manager
        self.assertEqual(self.cycle(self.salesperson)["Invoice"]["count"], 0)
        with self.assertRaises(AccessError):
            self.cycle(self.portal_user)

    def test_old_marks_and_marks_without_a_moment_are_kept_apart(self):
        sheet = self.answer(self.ask(), 4, 4, 4)
        self.new_audit(3)
        loose = self.moments.get_cycle()["loose_count"]
        self.env.flush_all()
        self.assertEqual(self.moments.get_cycle()["loose_count"], max(loose, 1))
        sheet.end_datetime = "2001-01-01 12:00:00"
        self.assertEqual(self.cycle()["Invoice"]["count"], 0)

    def test_cycle_costs_few_queries_whatever_its_marks(self):
        self.cycle(self.salesperson)
        counts = []
        for times in (1, 10):
            for _n in range(times):
                self.answer(self.ask(), 4, 4, 4)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.moments.with_user(self.salesperson).get_cycle()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
