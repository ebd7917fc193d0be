"""One sheet per client, shown on lead and client; two sheets of one client become one."""

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import SheetCase


class TestClientSheet(SheetCase):
    def test_first_answer_makes_the_sheet(self):
        lead = self.new_lead()
        self.assertFalse(lead.client_sheet_id)
        lead.need_level = "high"
        self.assertEqual(lead.client_sheet_id.need_level, "high")
        self.assertEqual(lead.need_level, "high")

    def test_lead_is_created_with_answers(self):
        lead = self.new_lead(need_level="low", legal_name="Lupita SA")
        self.assertEqual(lead.need_level, "low")
        self.assertEqual(lead.client_sheet_id.legal_name, "Lupita SA")

    def test_lead_without_answers_has_no_sheet(self):
        lead = self.new_lead(need_level=False, conclusions=False)
        lead.write({"need_level": False})
        self.assertFalse(lead.client_sheet_id)

    def test_lead_and_client_share_one_sheet(self):
        client = self.new_client()
        lead = self.new_lead(partner_id=client.id)
        lead.attracted = "yes"
        client.need_level = "high"
        self.assertEqual(lead.client_sheet_id, client.client_sheet_id)
        self.assertEqual((lead.need_level, client.attracted), ("high", "yes"))
        self.assertEqual(len(client.own_sheet_id.lead_ids), 1)

    def test_contact_shows_the_sheet_of_its_company_and_its_own_birthday(self):
        company = self.new_client(is_company=True, birthdate_date="1980-01-01")
        contact = self.new_client(name="Lupita", parent_id=company.id, birthdate_date="1990-05-05")
        contact.need_level = "medium"
        self.assertEqual(company.need_level, "medium")
        self.assertFalse(contact.own_sheet_id)
        self.assertEqual(str(contact.birthdate_date), "1990-05-05")

    def test_answers_are_searched_and_grouped_on_lead_and_client(self):
        client = self.new_client(need_level="high")
        lead = self.new_lead(partner_id=client.id)
        other = self.new_lead(need_level="low")
        leads = self.env["crm.lead"].search([("need_level", "=", "high")])
        self.assertIn(lead, leads)
        self.assertNotIn(other, leads)
        groups = self.env["crm.lead"]._read_group(
            [("id", "in", (lead | other).ids)], ["need_level"], ["__count"]
        )
        self.assertEqual(sorted(groups), [("high", 1), ("low", 1)])
        groups = self.env["res.partner"]._read_group(
            [("id", "=", client.id)], ["need_level"], ["__count"]
        )
        self.assertEqual(groups, [("high", 1)])

    def test_every_stored_answer_can_be_searched_and_grouped(self):
        names = self.env["dosmart.client.sheet"]._answer_names()
        for model in ("crm.lead", "res.partner"):
            described = self.env[model].fields_get(names, ["searchable", "groupable"])
            self.assertEqual(set(described), set(names))
            not_so = [n for n, d in described.items() if not (d["searchable"] and d["groupable"])]
            self.assertEqual(not_so, [])

    def test_clients_by_status_show_a_column_for_every_status(self):
        self.new_client(need_level="high")
        partners = self.env["res.partner"].with_context(read_group_expand=True)
        result = partners.web_read_group(
            [("own_sheet_id", "!=", False)], ["client_status_id"], ["__count"]
        )
        shown = [group["client_status_id"] for group in result["groups"]]
        statuses = self.env["dosmart.client.status"].search([])
        self.assertEqual([value[0] for value in shown if value], statuses.ids)

    def test_birth_date_of_tomorrow_is_refused(self):
        tomorrow = fields.Date.today() + timedelta(days=2)
        for record in (self.new_lead(), self.new_client()):
            with self.assertRaisesRegex(ValidationError, "cannot be born on"):
                record.birthdate_date = tomorrow

    def test_age_follows_from_the_birth_date(self):
        with freeze_time("2026-03-01"):
            client = self.new_client(birthdate_date="1996-02-29")
            self.assertEqual(client.age, 30)
            grown = self.env["res.partner"].search([("age", ">=", 30), ("id", "=", client.id)])
            self.assertEqual(grown, client)
            self.assertFalse(
                self.env["res.partner"].search([("age", ">", 30), ("id", "=", client.id)])
            )

    def test_minus_one_children_are_refused(self):
        for record in (self.new_lead(), self.new_client()):
            with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
                record.children = -1
                record.flush_recordset()

    def test_zero_typed_children_are_an_answer_and_an_empty_cell_is_none(self):
        self.assertEqual(self.new_lead(children=0).has_children, "no")
        self.assertEqual(self.new_lead(children=2).has_children, "yes")
        self.assertFalse(self.new_lead(children=False).has_children)

    def test_long_names_with_emoji_and_markup_are_kept_as_typed(self):
        name = ("🏪<script>alert(1)</script>" * 12)[:300]
        lead = self.new_lead(legal_name=name)
        self.assertEqual(lead.legal_name, name)

    def test_two_salespeople_saving_one_sheet_keep_both_answers(self):
        client = self.new_client(need_level="low")
        with Form(client) as first, Form(self.env["res.partner"].browse(client.id)) as second:
            first.need_level = "high"
            second.attracted = "yes"
        self.assertEqual((client.need_level, client.attracted), ("high", "yes"))

    def test_source_of_the_lead_answers_how_they_heard_of_us(self):
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        lead = self.new_lead(source_id=source.id, need_level="high")
        self.assertEqual(lead.heard_source_id, source)
        other = self.new_lead(heard_source_id=source.id)
        self.assertEqual(other.source_id, source)

    def test_source_given_later_or_on_a_linked_lead_answers_too(self):
        source = self.env.ref("dosmart_crm.utm_source_vehicle")
        lead = self.new_lead(need_level="high")
        lead.source_id = source
        self.assertEqual(lead.heard_source_id, source)
        client = self.new_client()
        self.new_lead(partner_id=client.id, source_id=source.id)
        client.need_level = "high"
        self.assertEqual(client.heard_source_id, source)
        lead.source_id = self.env.ref("dosmart_crm.utm_source_sign")
        self.assertEqual(lead.heard_source_id, source)

    def test_age_of_a_future_date_in_a_form_is_none(self):
        with freeze_time("2026-03-01"):
            client = self.env["res.partner"].new({"birthdate_date": "2029-03-01"})
            self.assertEqual(client.age, 0)

    def test_owned_products_are_those_ordered_and_those_ticked(self):
        client = self.new_client(need_level="high")
        order = self.new_order(client)
        ticked = self.env["product.template"].create({"name": "Camera"})
        client.ticked_product_ids = ticked
        self.assertEqual(
            client.owned_product_ids, order.order_line.product_id.product_tmpl_id | ticked
        )

    def test_deleting_an_unlinked_lead_deletes_its_sheet(self):
        sheet = self.new_lead(need_level="high").client_sheet_id
        sheet.lead_ids.unlink()
        self.assertFalse(sheet.exists())

    def test_deleting_a_client_deletes_its_sheet(self):
        client = self.new_client(need_level="high")
        sheet = client.own_sheet_id
        client.unlink()
        self.assertFalse(sheet.exists())
