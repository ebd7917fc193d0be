"""Clients complain in the portal, answer, reach the management and confirm; of their own alone."""

from odoo.http import Request
from odoo.tests import tagged

from ...common import DosmartHttpCase
from ..sheet.contact_form_case import ANSWERS, ContactFormCase
from .common import ComplaintCase

NEW = {"subject": "The alarm", "description": "It goes off every night"}
SCRIPT = "<script>alert(1)</script>"


@tagged("post_install", "-at_install")
class TestComplaintPortal(ComplaintCase, DosmartHttpCase):
    def setUp(self):
        super().setUp()
        self.portal_user.partner_id.parent_id = self.client
        self.rival = self.new_user("rival", "base.group_portal")
        self.login(self.portal_user)

    def login(self, user):
        self.authenticate(user.login, user.login)

    def send(self, path, files=None, **answers):
        data = {"csrf_token": Request.csrf_token(self)} | answers
        return self.url_open(path, data=data, files=files, allow_redirects=False)

    def complain(self, files=None, **answers):
        answer = self.send("/my/complaint/new", files, **NEW | answers)
        self.assertEqual(answer.status_code, 303)
        return self.complaints.search([], order="id desc", limit=1)

    def messages(self, complaint):
        return complaint.message_ids.filtered(lambda one: one.message_type == "comment")

    def test_client_registers_a_complaint_with_files(self):
        order = self.new_order(self.client)
        files = [("files", ("night.txt", b"at two", "text/plain"))]
        complaint = self.complain(files, desired_solution="A new sensor", order=str(order.id))
        self.assertEqual((complaint.channel, complaint.client_id), ("portal", self.client))
        self.assertEqual(complaint.partner_id, self.portal_user.partner_id)
        self.assertEqual((complaint.order_id, complaint.user_id), (order, self.leader))
        self.assertEqual(complaint.desired_solution, "A new sensor")
        self.assertTrue(complaint.answer_due and complaint.promise_id)
        page = self.url_open(f"/my/complaint/{complaint.id}").text
        self.assertIn(complaint.name, page)
        file = self.messages(complaint).attachment_ids
        self.assertEqual(file.name, "night.txt")
        got = self.url_open(f"/my/complaint/{complaint.id}/file/{file.id}")
        self.assertEqual(got.content, b"at two")
        self.assertIn("attachment", got.headers["Content-Disposition"])

    def test_double_click_makes_one_complaint(self):
        first = self.complain()
        self.assertEqual(self.complain(), first)
        self.assertEqual(self.complaints.search_count([("subject", "=", "The alarm")]), 1)

    def test_order_of_another_client_is_not_taken(self):
        order = self.new_order(self.new_client(name="Rival"))
        self.assertFalse(self.complain(order=str(order.id)).order_id)

    def test_what_is_missing_or_too_long_is_told_and_nothing_is_made(self):
        before = self.complaints.search_count([])
        answer = self.send("/my/complaint/new", subject="", description="x" * 5001)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Say in a few words", answer.text)
        self.assertIn("Shorten it to 5000", answer.text)
        self.env.company.complaint_file_mb = 1
        files = [("files", ("big.bin", b"0" * (1024 * 1024 + 1), "video/mp4"))]
        answer = self.send("/my/complaint/new", files, **NEW)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("larger than 1 MB", answer.text)
        self.assertEqual(self.complaints.search_count([]), before)

    def test_client_sees_neither_notes_nor_causes(self):
        complaint = self.complain()
        complaint.message_post(body="He always complains", subtype_xmlid="mail.mt_note")
        complaint.write({"why_1": "Nobody measured", "cause_id": self.cause().id})
        complaint.message_post(
            body="We come tomorrow", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        page = self.url_open(f"/my/complaint/{complaint.id}").text
        self.assertIn("We come tomorrow", page)
        for hidden in ("always complains", "Nobody measured", self.cause().name):
            self.assertNotIn(hidden, page)

    def test_client_answers_and_the_clock_runs_again(self):
        complaint = self.complain()
        complaint.with_user(self.leader).action_pause()
        for _click in range(2):
            answer = self.send(f"/my/complaint/{complaint.id}/answer", text="It is the cellar")
            self.assertEqual(answer.status_code, 303)
        self.assertFalse(complaint.paused_at)
        self.assertEqual(len(self.messages(complaint)), 1)
        self.assertEqual(self.messages(complaint).author_id, self.portal_user.partner_id)

    def test_client_reaches_the_management(self):
        complaint = self.complain()
        for _click in range(2):
            self.send(f"/my/complaint/{complaint.id}/management", text="Third time!")
        kind = self.env.ref("dosmart_crm.mail_activity_complaint_management")
        asked = complaint.activity_ids.filtered(lambda one: one.activity_type_id == kind)
        self.assertEqual((len(asked), asked.user_id), (1, self.boss))
        self.assertEqual(complaint.management_reason, "Third time!")
        self.assertTrue(self.complain(subject="Again", management="1").management_asked_on)

    def test_client_confirms_what_was_answered(self):
        complaint = self.complain()
        self.send(f"/my/complaint/{complaint.id}/confirm")
        self.assertFalse(complaint.confirmed_at)
        complaint.with_user(self.leader).action_answer()
        self.send(f"/my/complaint/{complaint.id}/confirm")
        self.assertTrue(complaint.confirmed_at)
        self.assertEqual(complaint.confirmed_by, self.portal_user.name)

    def test_another_clients_complaint_is_not_found(self):
        files = [("files", ("night.txt", b"at two", "text/plain"))]
        complaint = self.complain(files)
        file = self.messages(complaint).attachment_ids
        one = f"/my/complaint/{complaint.id}"
        self.login(self.rival)
        for path in (one, f"{one}/file/{file.id}", "/my/complaint/0", "/my/complaint/x"):
            answer = self.url_open(path)
            self.assertEqual(answer.status_code, 404, path)
            self.assertNotIn("The alarm", answer.text)
        for button in ("answer", "management", "confirm"):
            answer = self.send(f"{one}/{button}", text="Mine")
            self.assertEqual(answer.status_code, 404, button)
        self.assertNotIn(self.url_open(f"/web/content/{file.id}").status_code, (200, 206))
        self.assertNotIn("The alarm", self.url_open("/my/complaints").text)
        self.assertEqual(len(self.messages(complaint)), 1)

    def test_file_of_another_complaint_is_not_found_below_ones_own(self):
        own = self.complain()
        other = self.new_complaint(partner_id=self.new_client(name="Rival").id)
        file = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        other.message_post(body="x", attachment_ids=file.ids)
        answer = self.url_open(f"/my/complaint/{own.id}/file/{file.id}")
        self.assertEqual(answer.status_code, 404)

    def test_visitors_write_and_see_nothing(self):
        complaint = self.complain()
        self.authenticate(None, None)
        before = self.complaints.search_count([])
        for path in ("/my/complaints", f"/my/complaint/{complaint.id}", "/my/complaint/new"):
            answer = self.url_open(path, allow_redirects=False)
            self.assertIn("/web/login", answer.headers.get("Location", ""))
        self.send("/my/complaint/new", **NEW | {"subject": "Other"})
        self.send(f"/my/complaint/{complaint.id}/answer", text="Mine")
        self.assertEqual(self.complaints.search_count([]), before)
        self.assertFalse(self.messages(complaint))

    def test_script_in_every_text_is_harmless(self):
        complaint = self.complain(
            subject=SCRIPT, description=SCRIPT, desired_solution=SCRIPT, management="1"
        )
        self.send(f"/my/complaint/{complaint.id}/answer", text=SCRIPT)
        page = self.url_open(f"/my/complaint/{complaint.id}").text
        self.assertNotIn(SCRIPT, page + self.url_open("/my/complaints").text)
        self.assertIn("&lt;script&gt;", page)

    def test_list_shows_own_complaints(self):
        complaint = self.complain()
        page = self.url_open("/my/complaints").text
        self.assertIn(complaint.name, page)
        self.assertIn("In work", page)


class TestComplaintForm(ContactFormCase):
    def test_visitor_complains_in_the_public_form_and_reaches_the_management(self):
        response = self.send(**ANSWERS | {"about": "management"})
        thanks = self.url_open(response.headers["Location"]).text
        complaint = self.env["dosmart.complaint"].search([], order="id desc", limit=1)
        self.assertEqual((complaint.channel, complaint.email_from), ("form", "jose@example.com"))
        self.assertFalse(self.sent())
        self.assertFalse(complaint.partner_id)
        self.assertTrue(complaint.is_sender_unproven and complaint.management_asked_on)
        self.assertTrue(complaint.acknowledged_at)
        self.assertIn(complaint.name, thanks)
        self.send(**ANSWERS | {"about": "management"})
        self.assertEqual(self.env["dosmart.complaint"].search_count([]), 1)

    def test_other_choices_ask_for_something(self):
        self.send(**ANSWERS | {"about": "<script>"})
        self.assertEqual(len(self.sent()), 1)
        self.assertFalse(self.env["dosmart.complaint"].search([]))
