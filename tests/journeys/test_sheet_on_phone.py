"""A salesperson fills in the client sheet during the visit, on a phone, with one thumb."""

from ..common import DosmartHttpCase


class TestSheetOnPhone(DosmartHttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_salesperson_fills_in_the_sheet_with_one_thumb(self):
        lead = self.env["crm.lead"].create(
            {"name": "Abarrotes", "type": "opportunity", "user_id": self.salesperson.id}
        )
        url = f"/odoo/crm.lead/{lead.id}"
        self.start_tour(url, "dosmart_crm_sheet_on_phone", login="salesperson")
        answers = ("need_level", "has_children", "attitude", "legal_form")
        self.assertEqual([lead[name] for name in answers], ["high", "yes", "wary", "natural"])
        self.assertEqual(lead.conclusions, "Will buy in May")
        self.assertEqual(lead.personality_id, self.env.ref("dosmart_crm.personality_silent"))
