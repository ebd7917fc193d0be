"""Shipped greetings of birthdays, seasons and holidays (spec CP-5)."""

from odoo.fields import Date

from .shipped_common import ShippedCase


class TestCalendarProgram(ShippedCase):
    def test_birthday_is_congratulated_on_its_day(self):
        self.client_.birthdate_date = "1990-03-10"
        program = self.on("birthday")
        self.assertEqual(
            self.rows(program, "2026-03-10"), [("email", "2026-03-10", "2026-03-11", "planned")]
        )

    def test_person_without_email_or_who_wants_none_is_congratulated_by_phone(self):
        silent, caller = (
            self.new_buyer(name=name, birthdate_date="1990-03-10", **values)
            for name, values in (("Silent", {"email": False}), ("Caller", {}))
        )
        caller.preferred_channel = "phone"
        program = self.on("birthday")
        for client in (silent, caller):
            self.assertEqual(
                self.rows(program, "2026-03-10", client),
                [
                    ("email", "2026-03-10", "2026-03-11", "excluded"),
                    ("call", "2026-03-10", "2026-03-12", "planned"),
                ],
                client.name,
            )

    def test_season_greeting_leaves_out_who_bought_or_was_serviced_lately(self):
        lately, serviced, quiet = (self.new_buyer(name=name) for name in "abc")
        for client in (serviced, quiet):
            self.order_of("2025-06-01", client)
        self.order_of("2025-10-01", lately)
        kit = self.env["product.product"].create({"name": "Kit", "is_unit": True})
        unit = self.env["dosmart.client.unit"].create(
            {"partner_id": serviced.id, "product_id": kit.id, "purchase_date": "2025-06-01"}
        )
        unit.service_ids.create(
            {
                "unit_id": unit.id,
                "date": "2026-01-10",
                "kind_id": self.env.ref("dosmart_crm.service_kind_repair").id,
            }
        )
        program = self.on("season", day="2026-03-20")
        verdicts = {}
        for touch in self.plan(program, "2026-03-21"):
            verdicts[touch.partner_id] = (touch.state, touch.exclusion_id.kind)
        self.assertEqual(verdicts[lately], ("excluded", "bought"))
        self.assertEqual(verdicts[serviced], ("excluded", "serviced"))
        self.assertEqual(verdicts[quiet], ("planned", False))

    def test_holidays_fall_on_fixed_and_movable_days(self):
        days = self.shipped("holidays").date_ids
        self.assertEqual(
            [
                str(day)
                for one in days.sorted()
                for day in one._falls_on(Date.to_date("2026-01-01"), Date.to_date("2026-12-31"))
            ],
            [
                "2026-01-01",
                "2026-04-03",
                "2026-05-10",
                "2026-06-21",
                "2026-09-16",
                "2026-11-02",
                "2026-12-24",
            ],
        )
