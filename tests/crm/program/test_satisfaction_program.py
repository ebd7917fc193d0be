"""Who is asked how satisfied it is, and when (spec CP-5)."""

from .shipped_common import ShippedCase


class TestSatisfactionProgram(ShippedCase):
    def asked(self, client, day):
        """Let *client* have been asked by hand on that *day*."""
        survey = self.env.ref("dosmart_crm.survey_satisfaction")
        sheet = survey._create_answer(partner=client, check_attempts=False)
        sheet.write({"asked_on": day, "company_id": self.company.id})

    def test_survey_follows_the_first_purchase_of_each_product_and_a_year_without(self):
        first = self.order_of("2026-03-01")
        again = self.env["sale.order"].create(
            {
                "partner_id": self.client_.id,
                "order_line": [(0, 0, {"product_id": first.order_line.product_id.id})],
            }
        )
        again.action_confirm()
        again.date_order = "2026-03-05 12:00:00"
        silent = self.new_buyer(name="Silent")
        self.order_of("2025-03-01", silent)
        program = self.on("satisfaction", day="2026-03-01", exclusion_ids=[(5,)])
        self.assertEqual(
            self.rows(program, "2026-03-20"), [("survey", "2026-03-11", "2026-03-31", "planned")]
        )
        self.assertEqual(
            self.rows(program, "2026-03-20", silent),
            [("survey", "2026-03-11", "2026-03-31", "planned")],
        )

    def test_nobody_is_asked_twice_within_thirty_days(self):
        self.order_of("2026-03-01")
        self.order_of("2026-03-05")
        program = self.on("satisfaction")
        self.assertEqual(
            [row[3] for row in self.rows(program, "2026-03-20")], ["planned", "excluded"]
        )

    def test_buyers_of_three_months_are_swept_in_one_by_one(self):
        self.order_of("2026-01-20")
        other = self.new_buyer(name="Other")
        self.order_of("2025-12-28", other)
        program = self.on("satisfaction", day="2026-03-09")
        self.assertEqual(self.rows(program, "2026-03-09"), [])
        self.assertEqual(self.rows(program, "2026-03-29"), [])
        self.assertEqual(
            self.rows(program, "2026-03-30"), [("survey", "2026-03-30", "2026-04-19", "planned")]
        )
        self.assertEqual(
            self.rows(program, "2026-04-07", other),
            [("survey", "2026-04-07", "2026-04-27", "planned")],
        )

    def test_buyers_of_long_ago_are_swept_in_within_the_year(self):
        self.order_of("2024-10-05")
        program = self.on("satisfaction", day="2026-03-09")
        for day in ("2026-03-09", "2026-04-15", "2026-10-14"):
            self.assertEqual(self.rows(program, day), [], day)
        self.assertEqual(
            self.rows(program, "2026-10-15"), [("survey", "2026-10-15", "2026-11-04", "planned")]
        )

    def test_who_was_serviced_in_the_last_year_is_swept_in_without_a_purchase(self):
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        for day, client in (("2025-04-20", self.client_), ("2025-02-20", self.new_buyer())):
            unit = self.env["dosmart.client.unit"].create(
                {"partner_id": client.id, "product_id": kit.id, "purchase_date": "2025-01-01"}
            )
            kind = self.env.ref("dosmart_crm.service_kind_repair")
            unit.service_ids.create({"unit_id": unit.id, "date": day, "kind_id": kind.id})
        program = self.on("satisfaction", day="2026-03-09")
        self.assertEqual(
            self.rows(program, "2026-03-30"), [("survey", "2026-03-30", "2026-04-19", "planned")]
        )
        self.assertEqual(len(self.of(program)), 1)

    def test_who_was_asked_is_asked_again_a_year_later(self):
        self.order_of("2026-01-20")
        self.asked(self.client_, "2025-12-01")
        program = self.on("satisfaction", day="2026-03-09")
        self.assertEqual(self.rows(program, "2026-04-30"), [])
        self.assertEqual(
            self.rows(program, "2026-12-11"), [("survey", "2026-12-11", "2026-12-31", "planned")]
        )

    def test_who_was_left_in_peace_has_another_chance_the_next_month(self):
        self.order_of("2026-01-20")
        program = self.on("satisfaction", day="2026-03-09")
        email, self.client_.email = self.client_.email, False
        self.assertEqual([row[3] for row in self.rows(program, "2026-03-30")], ["excluded"])
        self.client_.email = email
        self.assertEqual(
            [row[1:] for row in self.rows(program, "2026-04-30")],
            [("2026-03-30", "2026-04-19", "excluded"), ("2026-04-30", "2026-05-20", "planned")],
        )

    def test_who_was_asked_by_hand_is_not_asked_by_the_program_within_thirty_days(self):
        self.asked(self.client_, "2026-02-18")
        self.order_of("2026-03-10")
        program = self.on("satisfaction")
        self.assertEqual([row[3] for row in self.rows(program, "2026-03-20")], ["planned"])
        program._plan_anew()
        self.asked(self.client_, "2026-02-19")
        self.assertEqual([row[3] for row in self.rows(program, "2026-03-20")], ["excluded"])
        self.assertEqual(self.of(program).exclusion_id.kind, "asked")

    def test_asking_changes_when_the_next_questionnaire_is_due(self):
        self.order_of("2026-01-20")
        program = self.on("satisfaction", day="2026-03-09")
        touch = self.run_program(program, "2026-03-30")
        self.assertEqual(touch.state, "done")
        for day in ("2026-04-30", "2026-05-30", "2027-04-08"):
            self.assertEqual(len(self.rows(program, day)), 1, day)
        self.assertEqual(self.rows(program, "2027-04-09")[-1][1:3], ("2027-04-09", "2027-04-29"))
