"""Two workers at once, and one that dies half-way: values are written once and whole, or not."""

from contextlib import suppress
from unittest.mock import patch

import psycopg2

from odoo import api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

RELATIONS = (
    *(("dosmart_client_value", "partner_id"), ("sale_order", "partner_id")),
    *(("sale_order", "partner_invoice_id"), ("sale_order", "partner_shipping_id")),
)
TABLES = ("client_value", "client_value_history", "client_value_line", "value_level")


@tagged("post_install", "-at_install")
class TestValueConcurrency(TransactionCase):
    """Works on committed rows of the first company, and takes them away again."""

    def setUp(self):
        super().setUp()
        self.company_id = self.env.company.id
        self.addCleanup(self.clean_up)
        with self.registry.cursor() as cr:
            self.client_id = self.new_client(cr, "Twice at Once").id
            self.policy(cr)._run()

    def clean_up(self):
        with self.registry.cursor() as cr:
            env = self.env_of(cr)
            env["sale.order"].search([("partner_id.name", "=", "Twice at Once")]).write(
                {"state": "cancel"}
            )
            env["sale.order"].search([("partner_id.name", "=", "Twice at Once")]).unlink()
            env["res.partner"].search([("name", "=", "Twice at Once")]).unlink()
            self.policy(cr).last_run = False
            env.flush_all()
            for table in TABLES:
                cr.execute(f"DELETE FROM dosmart_{table}")
            cr.execute("DELETE FROM ir_cron_trigger")

    def env_of(self, cr):
        return api.Environment(cr, self.env.uid, {})

    def policy(self, cr):
        return self.env_of(cr)["res.company"].browse(self.company_id)._value_policy()

    def new_client(self, cr, name):
        return self.env_of(cr)["res.partner"].create({"name": name, "is_company": True})

    def new_order(self, cr, client_id):
        """Confirm an order without valuing its client."""
        order = self.env_of(cr)["sale.order"].create({"partner_id": client_id})
        order.state = "sale"

    def value_client(self, cr, client_id):
        policy, client = self.policy(cr), self.env_of(cr)["res.partner"].browse(client_id)
        policy._value_clients(policy.company_id, client)

    def rows(self):
        """Return what other transactions see."""
        with self.registry.cursor() as cr:
            found = [self.policy(cr).last_run]
            for table in TABLES:
                cr.execute(f"SELECT count(*), sum(hashtext(t::text)) FROM dosmart_{table} AS t")
                found.append(cr.fetchone())
        return found

    def count(self, client_id):
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT count(*) FROM dosmart_client_value WHERE partner_id = %s", [client_id]
            )
            return cr.fetchone()[0]

    def test_run_that_is_killed_half_way_leaves_nothing_half_written(self):
        with self.registry.cursor() as cr:
            self.new_order(cr, self.client_id)
        before = self.rows()
        cr = self.registry.cursor()
        policy = self.policy(cr)
        killed = patch.object(type(policy), "_after_run", lambda policy, run: self.kill(cr))
        with killed, mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.OperationalError):
            policy._run()
        with suppress(psycopg2.Error):
            cr.close()
        self.assertEqual(self.rows(), before)
        with self.registry.cursor() as cr:
            self.assertTrue(self.policy(cr)._run())
        self.assertNotEqual(self.rows(), before)

    def kill(self, cr):
        """End the server's process of *cr* from another connection, after all was written."""
        cr.execute("SELECT count(*) FROM dosmart_client_value WHERE life_cycle = 'new'")
        self.assertTrue(cr.fetchone()[0])
        with self.registry.cursor() as other:
            other.execute("SELECT pg_terminate_backend(%s)", [cr._cnx.info.backend_pid])
        cr.execute("SELECT pg_sleep(10)")

    def test_two_runs_at_once_value_once(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            self.assertTrue(self.policy(first)._run())
            self.assertFalse(self.policy(second)._run())
        self.assertEqual(self.count(self.client_id), 1)

    def test_new_client_of_two_workers_gets_one_row(self):
        with self.registry.cursor() as cr:
            client_id = self.new_client(cr, "Twice at Once").id
        with self.registry.cursor() as first, self.registry.cursor() as second:
            second.execute("SELECT count(*) FROM dosmart_client_value")
            self.value_client(first, client_id)
            first.commit()
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.SerializationFailure),
            ):
                self.value_client(second, client_id)
            second.rollback()
            # Odoo repeats a refused request.
            self.value_client(second, client_id)
        self.assertEqual(self.count(client_id), 1)

    def test_client_valued_since_the_run_began_is_left_with_one_row(self):
        with self.registry.cursor() as cr:
            client_id = self.new_client(cr, "Twice at Once").id
        with self.registry.cursor() as first, self.registry.cursor() as run:
            run.execute("SELECT count(*) FROM dosmart_client_value")
            self.value_client(first, client_id)
            first.commit()
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.SerializationFailure),
            ):
                self.policy(run)._run()
            run.rollback()
            self.assertTrue(self.policy(run)._run())
        self.assertEqual(self.count(client_id), 1)

    def test_order_confirmed_during_a_run_waits_for_nobody_and_is_valued_by_the_next(self):
        with self.registry.cursor() as cr:
            self.new_order(cr, self.client_id)
        with self.registry.cursor() as run, self.registry.cursor() as salesperson:
            self.policy(run)._run()
            self.value_client(salesperson, self.client_id)
            self.assertTrue(self.triggers(salesperson))
            salesperson.rollback()
        self.assertEqual(self.count(self.client_id), 1)

    def triggers(self, cr):
        cron = self.env.ref("dosmart_loyalty.value_policy_cron")
        return self.env_of(cr)["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def test_contacts_merged_by_sql_keep_one_row_after_the_next_run(self):
        with self.registry.cursor() as cr:
            twin_id = self.new_client(cr, "Twice at Once").id
            self.new_order(cr, twin_id)
            self.policy(cr)._run()
        with self.registry.cursor() as cr:
            for table, column in RELATIONS:
                cr.execute(
                    f"UPDATE {table} SET {column} = %s WHERE {column} = %s",
                    [self.client_id, twin_id],
                )
            cr.execute("DELETE FROM res_partner WHERE id = %s", [twin_id])
        with self.registry.cursor() as cr:
            self.policy(cr)._run()
        self.assertEqual(self.count(self.client_id), 1)
        self.assertEqual(self.count(twin_id), 0)
