"""Two workers at once, and one that is killed in the middle, contact nobody twice."""

from datetime import date

from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

DAY = date(2026, 3, 12)


@tagged("post_install", "-at_install")
class TestProgramConcurrency(TransactionCase):
    """On records that are really committed, and deleted in the end."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = self.env_of(cr)
            clients = env["res.partner"].create(
                [{"name": f"At once {n}", "email": f"once{n}@example.com"} for n in range(4)]
            )
            template = env["mail.template"].create(
                {
                    "name": "At once",
                    "model_id": env["ir.model"]._get_id("dosmart.touchpoint"),
                    "subject": "Hello",
                    "body_html": "<p>Hello</p>",
                    "use_default_to": True,
                }
            )
            step = {
                "channel": "email",
                "template_id": template.id,
                "day_from": 0,
                "day_to": 3,
                "day_kind": "calendar",
            }
            program = env["dosmart.contact.program"].create(
                {
                    "name": "At once",
                    "trigger": "cycle",
                    "cycle_from": "date",
                    "date_start": "2026-03-12",
                    "audience": "all",
                    "condition": "[('name', '=like', 'At once%')]",
                    "exclusion_ids": [],
                    "step_ids": [(0, 0, step)],
                }
            )
            program.action_switch_on()
            self.program_id, self.client_ids = program.id, clients.ids
            self.template_id = template.id
        self.addCleanup(self.delete_all)

    def env_of(self, cr):
        return api.Environment(cr, self.env.uid, {})

    def program_in(self, cr):
        return self.env_of(cr)["dosmart.contact.program"].browse(self.program_id)

    def delete_all(self):
        with self.registry.cursor() as cr:
            env = self.env_of(cr)
            self.mails(env).unlink()
            env["dosmart.touchpoint"].search([("program_id", "=", self.program_id)]).unlink()
            env["dosmart.contact.program"].browse(self.program_id).unlink()
            env["mail.template"].browse(self.template_id).unlink()
            env["res.partner"].browse(self.client_ids).unlink()

    def mails(self, env):
        return env["mail.mail"].search([("recipient_ids", "in", self.client_ids)])

    def sent(self):
        """Return how many emails and how many contacts there are by now."""
        with self.registry.cursor() as cr:
            env = self.env_of(cr)
            touchpoints = env["dosmart.touchpoint"].search([("program_id", "=", self.program_id)])
            return len(self.mails(env)), len(touchpoints), set(touchpoints.mapped("state"))

    def test_second_worker_leaves_a_program_to_the_first(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.program_in(first), self.program_in(second)
            self.assertFalse(theirs.planned_until)
            self.assertTrue(ours._plan(DAY))
            self.assertFalse(theirs._plan(DAY))
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._plan(DAY)
            second.rollback()
            # Odoo repeats the refused job: the second time everything is planned.
            self.assertFalse(self.program_in(second)._plan(DAY))
        self.assertEqual(self.sent(), (0, 4, {"planned"}))

    def test_database_refuses_what_is_planned_already_even_without_any_lock(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.program_in(first), self.program_in(second)
            step = theirs.step_ids
            self.assertTrue(ours._plan(DAY))
            first.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                theirs._plan_step(step, DAY)
            second.rollback()
        self.assertEqual(self.sent(), (0, 4, {"planned"}))

    def test_two_workers_send_each_email_once(self):
        with self.registry.cursor() as cr:
            self.program_in(cr)._plan(DAY)
        with self.registry.cursor() as first, self.registry.cursor() as second:
            ours, theirs = self.program_in(first), self.program_in(second)
            self.assertEqual(ours._fire_batch(2, DAY), 2)
            self.assertEqual(theirs._fire_batch(100, DAY), 2)
            self.assertEqual(self.program_in(first)._fire_batch(100, DAY), 0)
            first.commit()
            second.commit()
        self.assertEqual(self.sent(), (4, 4, {"done"}))

    def test_worker_killed_in_the_middle_loses_its_emails_and_nobody_gets_two(self):
        with self.registry.cursor() as cr:
            self.program_in(cr)._plan(DAY)
        with self.registry.cursor() as cr:
            self.assertEqual(self.program_in(cr)._fire_batch(1, DAY), 1)
        killed = self.registry.cursor()
        self.assertEqual(self.program_in(killed)._fire_batch(2, DAY), 2)
        self.assertEqual(len(self.mails(self.env_of(killed))), 3)
        killed.execute("SELECT pg_backend_pid()")
        [(pid,)] = killed.fetchall()
        with self.registry.cursor() as cr:
            cr.execute("SELECT pg_terminate_backend(%s)", (pid,))
        with mute_logger("odoo.sql_db"), self.assertRaises(OperationalError):
            killed.close()
        self.assertEqual(self.sent(), (1, 4, {"done", "planned"}))
        with self.registry.cursor() as cr:
            while self.program_in(cr)._fire_batch(2, DAY):
                cr.commit()
        self.assertEqual(self.sent(), (4, 4, {"done"}))
