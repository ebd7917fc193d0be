"""How and when a client likes to be contacted, and whether that allows a contact right now."""

from datetime import datetime

from .common import SheetCase

# Monday 15 June 2026 in Mexico City (UTC-6).
MONDAY_9 = datetime(2026, 6, 15, 15)
MONDAY_13 = datetime(2026, 6, 15, 19)
SUNDAY_22 = datetime(2026, 6, 15, 4)


class TestContactPreference(SheetCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = cls.new_client(
            tz="America/Mexico_City",
            email="ana@example.com",
            phone="+52 33 3615 2040",
        )

    def allows(self, channel, moment):
        self.env.invalidate_all()
        return self.client._may_contact(channel, moment) == self.client

    def prefer(self, days=(), parts=(), **values):
        self.client.write(
            {
                "contact_weekday_ids": self.shipped("weekday", days),
                "contact_day_part_ids": self.shipped("day_part", parts),
                **values,
            }
        )

    def shipped(self, model, names):
        return [(6, 0, [self.env.ref(f"dosmart_crm.{model}_{name}").id for name in names])]

    def test_without_wishes_any_channel_that_reaches_the_client_is_allowed(self):
        for channel in ("phone", "whatsapp", "email", "sms", "visit"):
            self.assertTrue(self.allows(channel, SUNDAY_22), channel)
        self.client.write({"email": False, "phone": "12"})
        allowed = [c for c in ("phone", "email", "sms", "visit") if self.allows(c, MONDAY_9)]
        self.assertEqual(allowed, ["visit"])

    def test_preferred_channel_excludes_the_others(self):
        self.prefer(preferred_channel="whatsapp")
        self.assertTrue(self.allows("whatsapp", MONDAY_9))
        self.assertFalse(self.allows("phone", MONDAY_9))
        self.assertEqual(
            self.client._contact_obstacles("phone", MONDAY_9),
            {self.client.id: "Prefers another way: WhatsApp"},
        )

    def test_hours_are_those_of_the_clients_time_zone(self):
        self.prefer(parts=["morning"])
        self.assertTrue(self.allows("phone", MONDAY_9))
        self.assertFalse(self.allows("phone", MONDAY_13))
        self.client.tz = "America/Tijuana"  # UTC-7 in June: 8 and 12 o'clock
        self.assertTrue(self.allows("phone", MONDAY_9))
        self.client.tz = False
        self.env.company.resource_calendar_id.tz = "Europe/Madrid"  # 17 o'clock
        self.assertFalse(self.allows("phone", MONDAY_9))

    def test_a_part_of_the_day_ends_before_the_next_begins(self):
        self.prefer(parts=["morning"])
        self.assertFalse(self.allows("phone", datetime(2026, 6, 15, 18)))
        self.prefer(parts=["midday"])
        self.assertTrue(self.allows("phone", datetime(2026, 6, 15, 18)))

    def test_hours_no_longer_offered_are_still_respected(self):
        self.prefer(parts=["morning"])
        self.env.ref("dosmart_crm.day_part_morning").active = False
        self.assertTrue(self.allows("phone", MONDAY_9))
        self.assertFalse(self.allows("phone", MONDAY_13))

    def test_days_are_those_of_the_clients_time_zone(self):
        self.prefer(days=["sunday"])
        self.assertTrue(self.allows("phone", SUNDAY_22))
        self.prefer(days=["monday", "tuesday"])
        self.assertFalse(self.allows("phone", SUNDAY_22))
        self.assertTrue(self.allows("phone", MONDAY_9))

    def test_emails_may_arrive_at_any_hour(self):
        self.prefer(days=["friday"], parts=["evening"])
        self.assertTrue(self.allows("email", MONDAY_9))
        self.assertFalse(self.allows("visit", MONDAY_9))

    def test_opted_out_clients_are_left_alone(self):
        self.env["mail.blacklist"]._add("ana@example.com")
        self.client._phone_set_blacklisted()
        self.assertFalse(self.allows("email", MONDAY_9))
        self.assertFalse(self.allows("sms", MONDAY_9))
        self.assertTrue(self.allows("visit", MONDAY_9))

    def test_contacts_follow_the_wishes_of_their_company(self):
        self.client.is_company = True
        person = self.new_client(name="Ana", parent_id=self.client.id, phone="+52 33 3615 2041")
        self.prefer(preferred_channel="visit")
        self.assertFalse(person._may_contact("phone", MONDAY_9))

    def test_a_lead_keeps_its_wishes_when_it_becomes_a_client(self):
        lead = self.new_lead(preferred_channel="sms")
        lead.contact_day_part_ids = self.env.ref("dosmart_crm.day_part_evening")
        lead.partner_id = self.client
        self.assertEqual(self.client.preferred_channel, "sms")
        self.assertEqual(self.client.contact_day_part_ids.name, "Evening")

    def test_asking_for_many_clients_costs_the_same_queries(self):
        counts = []
        for number in (2, 20):
            clients = self.env["res.partner"]
            for index in range(number):
                clients |= self.new_client(
                    email=f"a{number}.{index}@example.com", preferred_channel="email"
                )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(clients._may_contact("email", MONDAY_9), clients)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
