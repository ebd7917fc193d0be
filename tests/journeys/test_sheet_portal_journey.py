"""A salesperson sends the client sheet; the client fills in the own part on a phone."""

import re

from ..common import DosmartHttpCase


class TestSheetPortalJourney(DosmartHttpCase):
    def test_sent_sheet_comes_back_with_the_answers_of_the_client(self):
        client = self.env["res.partner"].create(
            {
                "name": "Abarrotes Lupita",
                "is_company": True,
                "email": "lupita@example.com",
                "user_id": self.salesperson.id,
            }
        )
        self.start_tour(
            f"/odoo/res.partner/{client.id}", "dosmart_crm_send_sheet", login="salesperson"
        )
        invitation = client.sheet_invitation_ids
        self.assertEqual(invitation.state, "sent")
        link = re.search(r'/dosmart/sheet/[^"]+', invitation.message_ids[0].body)[0]
        self.browser_size, self.touch_enabled = "390x844", True
        self.start_tour(link, "dosmart_crm_answer_sheet")
        self.assertEqual(invitation.state, "answered")
        self.assertEqual(client.business_kind, "home_office")
        self.assertEqual(client.main_contact_id.name, "Ana Ríos")
        self.assertEqual(client.main_contact_id.phone, "81 1234 5678")
