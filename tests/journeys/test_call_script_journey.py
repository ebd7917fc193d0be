"""A salesperson goes through a script in the browser, and loses nothing."""

from odoo.tests import tagged

from ..common import DosmartHttpCase
from ..crm.process.script_common import ScriptCase


class ScriptJourney(ScriptCase, DosmartHttpCase):
    def go_through(self):
        self.deal.activity_schedule("mail.mail_activity_data_call", user_id=self.salesperson.id)
        url = f"/odoo/crm.lead/{self.deal.id}"
        self.start_tour(url, "dosmart_crm_call_script", login="salesperson")
        run = self.env["dosmart.call.run"].search([("lead_id", "=", self.deal.id)])
        self.assertEqual(self.values(run)["Best time"], "After eight")
        self.assertEqual(run.step_id, self.ask)
        self.start_tour(url, "dosmart_crm_call_script_again", login="salesperson")
        self.assertEqual(self.deal.had_surveillance, "yes")
        self.assertEqual((run.state, len(run.answer_ids)), ("done", 2))
        self.assertEqual(run.activity_id.call_outcome, "answered")


@tagged("post_install", "-at_install")
class TestScriptJourney(ScriptJourney):
    browser_size = "1920x1080"

    def test_answers_survive_that_the_browser_closes(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestScriptOnPhone(ScriptJourney):
    browser_size = "390x844"
    touch_enabled = True

    def test_script_is_gone_through_with_the_thumb(self):
        self.go_through()
