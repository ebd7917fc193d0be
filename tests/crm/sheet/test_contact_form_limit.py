"""The public contact form under too many messages, two workers and nonsense."""

import random
from collections import Counter
from datetime import timedelta
from threading import Thread

from odoo import fields
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ...common import DosmartCase
from .contact_form_case import ANSWERS, URL, ContactFormCase
from .contact_fuzz import random_request


class TestContactFormLimit(ContactFormCase):
    def test_too_many_messages_have_to_wait_and_lose_nothing(self):
        self.company.write({"contact_form_limit": 2, "contact_form_minutes": 30})
        for number in range(2):
            self.assertEqual(
                self.send(**ANSWERS | {"phone": f"551234567{number}"}).status_code, 303
            )
        response = self.send(**ANSWERS)
        self.assertEqual(response.status_code, 429)
        self.assertEqual(response.headers["Retry-After"], "1800")
        self.assertIn("Wait 30 min and press Send again", response.text)
        self.assertIn("José Ñúñez 🙂", response.text)
        self.assertIn("Cámaras para 2 tiendas 📷", response.text)
        self.assertEqual(len(self.sent()), 2)

    def test_forged_header_does_not_hide_the_address(self):
        self.company.contact_form_limit = 2
        data = {"csrf_token": Request.csrf_token(self), **ANSWERS}
        for number in range(3):
            headers = {"X-Forwarded-For": f"203.0.113.{number}"}
            response = self.url_open(URL, data=data, headers=headers, allow_redirects=False)
        self.assertEqual(response.status_code, 429)

    def test_limit_is_per_address_and_per_company_and_ends(self):
        self.company.write({"contact_form_limit": 1, "contact_form_minutes": 30})
        form = self.env["dosmart.contact.form"]
        self.assertEqual(form._minutes_to_wait("203.0.113.7"), 0)
        self.assertEqual(form._minutes_to_wait("203.0.113.7"), 30)
        self.assertEqual(form._minutes_to_wait("203.0.113.8"), 0)
        self.assertEqual(form._minutes_to_wait("2001:db8::1"), 0)
        self.assertEqual(form._minutes_to_wait("2001:db8::ffff"), 30)
        self.assertEqual(form.with_company(self.other_company)._minutes_to_wait("203.0.113.7"), 0)
        with freeze_time(fields.Datetime.now() + timedelta(minutes=31)):
            self.assertEqual(form._minutes_to_wait("203.0.113.7"), 0)

    def test_addresses_are_not_kept_and_old_counts_go(self):
        counters = self.env["dosmart.contact.counter"]
        self.env["dosmart.contact.form"]._minutes_to_wait("203.0.113.7")
        kept = counters.search([])
        self.assertRegex(kept.key, r"^[0-9a-f]{64}$")
        counters._gc_counters()
        self.assertTrue(kept.exists())
        with freeze_time(fields.Datetime.now() + timedelta(minutes=61)):
            counters._gc_counters()
        self.assertFalse(kept.exists())

    def test_counts_are_no_business_of_salespeople(self):
        for user in (self.salesperson, self.manager, self.portal_user):
            with self.assertRaises(AccessError):
                self.env["dosmart.contact.counter"].with_user(user).search([])


class TestContactFormConcurrency(DosmartCase):
    def test_two_workers_never_count_the_same_number(self):
        key = f"test {random.random()}"
        self.addCleanup(self.forget, key)
        counts = []
        threads = [Thread(target=self.count, args=(key, counts)) for _number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(counts), list(range(1, 41)))

    def count(self, key, counts):
        for _number in range(20):
            counts.append(self.env["dosmart.contact.counter"]._count_at_once(key, 5)[0])

    def forget(self, key):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM dosmart_contact_counter WHERE key = %s", (key,))


class TestContactFormFuzz(ContactFormCase):
    def test_nonsense_is_never_an_error_of_ours(self):
        self.company.contact_form_limit = 100000
        chance = random.Random(19)
        codes = Counter()
        with mute_logger("odoo.http", "werkzeug"):
            for number in range(300):
                request = random_request(chance, Request.csrf_token(self))
                url = self.base_url() + request.pop("path")
                code = self.opener.request(url=url, **request).status_code
                self.assertLess(code, 500, f"{number}: {request}")
                codes[code] += 1
        # Nonsense of every kind: taken, marked, refused, not found, method not allowed.
        self.assertLessEqual({303, 422, 400, 404, 405, 413}, codes.keys(), codes)
