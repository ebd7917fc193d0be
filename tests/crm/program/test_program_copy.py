"""A further company gets its own copies of the programs."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .shipped_common import ShippedCase


class TestProgramCopy(ShippedCase):
    def setUp(self):
        super().setUp()
        self.manager.write({"company_ids": [(4, self.other_company.id)]})
        self.original = self.shipped("birthday")

    def copied(self, *programs):
        """Return what the manager, with both companies ticked, copies to the other one."""
        programs = self.programs.union(*programs).with_user(self.manager)
        both = [self.other_company.id, self.company.id]
        action = programs.with_context(allowed_company_ids=both).action_copy_to_company()
        return self.programs.search(action["domain"])

    def test_copy_has_all_of_the_program_and_is_off(self):
        self.env["res.lang"]._activate_lang("es_MX")
        self.env["ir.module.module"]._load_module_terms(["dosmart_crm"], ["es_MX"])
        with freeze_time("2026-03-09 14:00:00"):
            self.original.action_switch_on()
        copy = self.copied(self.original)
        self.assertEqual(copy.company_id, self.other_company)
        self.assertEqual((copy.name, copy.is_on, copy.started_on), ("Birthday", False, False))
        self.assertEqual(copy.with_context(lang="es_MX").name, "Cumpleaños")
        self.assertEqual(copy.user_id, self.manager)
        self.assertEqual(copy.exclusion_ids, self.original.exclusion_ids)
        self.assertEqual(copy.step_ids.template_id, self.original.step_ids.template_id)
        self.assertEqual(copy.gift_ids.mapped("name"), self.original.gift_ids.mapped("name"))
        self.assertFalse(copy.gift_ids & self.original.gift_ids)

    def test_copying_twice_makes_no_more(self):
        first = self.copied(self.original)
        both = self.copied(self.original, self.shipped("news"))
        self.assertEqual(len(both), 2)
        self.assertIn(first, both)
        first.active = False
        self.assertEqual(self.copied(self.original).with_context(active_test=False), first.browse())
        self.assertEqual(
            self.programs.with_context(active_test=False).search_count(
                [("company_id", "=", self.other_company.id)]
            ),
            2,
        )

    def test_responsible_of_another_company_gives_way_to_who_copies(self):
        self.original.user_id = self.salesperson
        self.assertEqual(self.copied(self.original).user_id, self.manager)

    def test_programs_of_the_own_company_are_not_copied(self):
        with self.assertRaisesRegex(UserError, "Switch to the company that is to"):
            self.original.with_user(self.manager).action_copy_to_company()

    def test_only_who_manages_both_companies_copies(self):
        stranger = self.new_user(
            "stranger",
            "sales_team.group_sale_manager",
            company_id=self.other_company.id,
            company_ids=[(6, 0, self.other_company.ids)],
        )
        self.salesperson.company_ids |= self.other_company
        both = [self.other_company.id, self.company.id]
        for user in (stranger, self.salesperson, self.portal_user):
            programs = self.original.with_user(user).with_context(
                allowed_company_ids=both if user == self.salesperson else None
            )
            with self.assertRaises(AccessError):
                programs.action_copy_to_company()
        self.assertFalse(self.programs.search([("company_id", "=", self.other_company.id)]))

    def test_each_company_contacts_about_its_own_orders(self):
        mine = self.on("after_purchase")
        copy = self.copied(mine)
        with freeze_time("2026-03-09 14:00:00"):
            copy.action_switch_on()
        order = self.order_of("2026-03-10")
        other = self.new_buyer(name="Other", company_id=False)
        product = self.env["product.product"].create({"name": "Camera"})
        theirs = (
            self.env["sale.order"]
            .with_company(self.other_company)
            .create(
                {
                    "partner_id": other.id,
                    "company_id": self.other_company.id,
                    "order_line": [(0, 0, {"product_id": product.id})],
                }
            )
        )
        theirs.action_confirm()
        theirs.date_order = "2026-03-10 18:00:00"
        found = [self.plan(program, "2026-03-13").mapped("anchor_id") for program in (mine, copy)]
        self.assertEqual(found, [[order.id], [theirs.id]])
