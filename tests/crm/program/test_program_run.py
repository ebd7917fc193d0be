"""The job runs program by program: one that fails says so, and stops no other."""

from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .program_common import ProgramCase

RUN = "odoo.addons.dosmart_crm.models.program.program_run"
LATER = "2026-03-13 16:00:00"


class TestProgramRun(ProgramCase):
    def setUp(self):
        super().setUp()
        self.order_of()
        template = self.new_template(body_html="<p><t t-out='object.no_such_field'/></p>")
        step = {"channel": "email", "day_from": 3, "day_to": 5, "template_id": template.id}
        self.broken = self.new_program([step], name="Broken", sequence=1)
        self.healthy = self.new_program(name="Healthy", sequence=2)

    def run_job(self, moment=LATER):
        with (
            freeze_time(moment),
            self.enter_registry_test_mode(),
            mute_logger(RUN, "odoo.addons.mail.models.mail_render_mixin", "odoo.addons.base"),
        ):
            self.env.ref("dosmart_crm.contact_program_cron").method_direct_trigger()
        self.env.invalidate_all()

    def test_email_that_cannot_be_written_stops_its_program_and_no_other(self):
        self.run_job()
        self.assertEqual(self.of(self.healthy).mapped("state"), ["open"])
        self.assertEqual(self.of(self.broken).mapped("state"), ["planned"])
        self.assertIn("no_such_field", self.broken.run_error)
        self.assertFalse(self.healthy.run_error or self.mails())

    def test_program_that_was_mended_goes_on_and_the_error_goes(self):
        self.run_job()
        self.broken.step_ids.template_id.body_html = "<p>Thank you</p>"
        self.run_job("2026-03-13 17:00:00")
        self.assertEqual(self.of(self.broken).mapped("state"), ["done"])
        self.assertFalse(self.broken.run_error)
        self.assertEqual(len(self.mails()), 1)

    def test_programs_to_correct_are_found(self):
        self.run_job()
        action = self.env["ir.ui.view"].search(
            [("model", "=", "dosmart.contact.program"), ("type", "=", "search")], limit=1
        )
        self.assertIn("run_error", action.arch)
        found = self.programs.search([("run_error", "!=", False)])
        self.assertEqual(found, self.broken)

    def test_cancelling_an_order_costs_nothing_where_no_program_is_on(self):
        def cost():
            order = self.order_of()
            self.env.flush_all()
            touchpoints = type(self.touchpoints)
            asked = []
            self.patch(touchpoints, "_withdraw_about", lambda _self, records: asked.append(records))
            order._action_cancel()
            return len(asked)

        self.assertEqual(cost(), 1)
        (self.broken | self.healthy).action_switch_off()
        self.assertEqual(cost(), 0)

    def test_what_programs_wait_for_follows_every_change_of_them(self):
        programs = self.programs
        self.assertEqual(programs._triggers_on(), {"order_confirmed"})
        self.healthy.trigger = "birthday"
        self.assertEqual(programs._triggers_on(), {"order_confirmed", "birthday"})
        self.broken.active = False
        self.assertEqual(programs._triggers_on(), {"birthday"})
        self.healthy.action_switch_off()
        self.assertEqual(programs._triggers_on(), frozenset())
        self.assertEqual(programs.with_user(self.salesperson)._triggers_on(), frozenset())
