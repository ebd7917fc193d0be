"""Merging leads or contacts keeps every answer; of two, the newer one."""

from odoo.tests import freeze_time

from .common import SheetCase


class TestSheetMerging(SheetCase):
    def merge_partners(self, target, *sources):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        merged = target.union(*sources)
        wizard._merge(merged.ids, target)

    def test_merged_leads_keep_every_answer(self):
        with freeze_time("2026-01-01"):
            head = self.new_lead(type="opportunity", probability=90, need_level="low")
            head.incident_ids = [(0, 0, self.incident())]
        with freeze_time("2026-02-01"):
            tail = self.new_lead(need_level="high", attracted="yes", birthdate_date="1990-01-01")
            tail.incident_ids = [(0, 0, self.incident())]
        (head | tail).merge_opportunity()
        self.assertEqual((head.need_level, head.attracted), ("high", "yes"))
        self.assertEqual(str(head.birthdate_date), "1990-01-01")
        self.assertEqual(len(head.incident_ids), 2)
        self.assertIn("Low", self.notes(head))

    def test_merging_an_unlinked_lead_into_a_clients_lead_fills_the_clients_sheet(self):
        client = self.new_client(need_level="low")
        head = self.new_lead(type="opportunity", probability=90, partner_id=client.id)
        tail = self.new_lead(attracted="yes")
        (head | tail).merge_opportunity()
        self.assertEqual((client.need_level, client.attracted), ("low", "yes"))
        self.assertEqual(head.client_sheet_id, client.own_sheet_id)

    def test_merging_a_clients_lead_into_an_unlinked_one_shares_the_clients_sheet(self):
        client = self.new_client(need_level="low")
        head = self.new_lead(type="opportunity", probability=90, attracted="yes")
        tail = self.new_lead(partner_id=client.id)
        (head | tail).merge_opportunity()
        self.assertEqual(head.partner_id, client)
        self.assertEqual((client.need_level, client.attracted), ("low", "yes"))

    def test_merged_contacts_keep_every_answer(self):
        with freeze_time("2026-01-01"):
            target = self.new_client(need_level="low", birthdate_date="1990-01-01")
        with freeze_time("2026-02-01"):
            source = self.new_client(need_level="high", attracted="yes", children=3)
        lead = self.new_lead(partner_id=source.id)
        source.incident_ids = [(0, 0, self.incident())]
        self.merge_partners(target, source)
        self.assertFalse(source.exists())
        self.assertEqual((target.need_level, target.attracted, target.children), ("high", "yes", 3))
        self.assertEqual(len(target.incident_ids), 1)
        self.assertEqual(lead.client_sheet_id, target.own_sheet_id)

    def test_merging_into_a_contact_without_sheet_hands_the_sheet_over(self):
        target = self.new_client()
        source = self.new_client(need_level="high")
        sheet = source.own_sheet_id
        self.merge_partners(target, source)
        self.assertEqual(target.own_sheet_id, sheet)

    def test_newest_of_three_equal_and_different_answers_wins(self):
        leads = self.env["crm.lead"]
        answers = (("2026-01-01", "high"), ("2026-03-01", "high"), ("2026-02-01", "low"))
        for day, level in answers:
            with freeze_time(day):
                leads |= self.new_lead(type="opportunity", need_level=level)
        leads[0].probability = 90
        leads.merge_opportunity()
        self.assertEqual(leads[0].need_level, "high")

    def test_merging_into_a_clients_lead_compares_facts_with_the_client(self):
        with freeze_time("2026-04-01"):
            client = self.new_client(birthdate_date="1970-01-01")
        with freeze_time("2026-03-01"):
            tail = self.new_lead(birthdate_date="1990-01-01")
        head = self.new_lead(type="opportunity", probability=90, partner_id=client.id)
        (head | tail).merge_opportunity()
        self.assertEqual(str(client.birthdate_date), "1970-01-01")

    def test_note_of_lost_answers_survives_the_merged_lead(self):
        with freeze_time("2026-01-01"):
            head = self.new_lead(type="opportunity", probability=90, need_level="low")
        with freeze_time("2026-02-01"):
            tail = self.new_lead(need_level="high", priority="3")
        self.env.flush_all()
        self.env.invalidate_all()
        (head | tail).merge_opportunity()
        self.assertIn("Low", self.notes(head))

    def test_lead_of_a_merged_contact_without_sheet_shows_the_targets_sheet(self):
        target, source = self.new_client(need_level="high"), self.new_client()
        lead = self.new_lead(partner_id=source.id)
        self.merge_partners(target, source)
        self.assertEqual((lead.partner_id, lead.need_level), (target, "high"))
