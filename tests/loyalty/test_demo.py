"""The demonstration of the client value: a year and a half of purchases, and their classes."""

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tools.convert import convert_file

from ..bootstrap.templates import manifest
from ..common import DosmartCase


class TestLoyaltyDemo(DosmartCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for addon in ("dosmart_crm", "dosmart_loyalty"):
            for path in manifest(addon)["demo"]:
                convert_file(cls.env, addon, path, {}, mode="init", noupdate=True)
        user = cls.env.ref("dosmart_crm.user_salesperson")
        cls.values = cls.env["dosmart.client.value"].with_user(user)

    def classes(self, name):
        client = self.env.ref(f"dosmart_loyalty.partner_{name}")
        value = self.values.search([("partner_id", "=", client.id)])
        return value.life_cycle, value.abc, value.xyz

    def test_clients_have_the_classes_that_the_story_tells(self):
        for name, expected in {
            "laminados": ("permanent", "a", "x"),
            "mayoreo": ("permanent", "a", "x"),
            "banquetes": ("restored", "b", "z"),
            "colegio": ("permanent", "b", "y"),
            "espiga": ("permanent", "c", "x"),
            "farmacia": ("new", "c", "none"),
            "panaderia": ("lost", "c", "z"),
        }.items():
            self.assertEqual(self.classes(name), expected, name)

    def test_best_client_is_most_valuable(self):
        found = self.values.search([("is_most_valuable", "=", True)])
        self.assertEqual(found.partner_id, self.env.ref("dosmart_loyalty.partner_laminados"))

    def test_clients_have_moved_in_the_last_quarter(self):
        day = fields.Date.today() - relativedelta(months=3)
        cells = self.values.get_migration([], "life_cycle", day)["cells"]
        found = [
            cells[then][now]["number"]
            for then, now in (("permanent", "lost"), ("lost", "restored"))
        ]
        self.assertEqual(found, [1, 2])
