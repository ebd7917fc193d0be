"""Which account a contract has: a new one, the one it renews, or none."""

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time

from .common import FolderCase


@freeze_time("2026-03-01")
class TestServiceAccount(FolderCase):
    def term(self, account):
        return str(account.date_start), str(account.date_end)

    def test_confirming_a_contract_opens_its_account(self):
        company = self.new_client(is_company=True)
        contact = self.new_client(name="Lupita", parent_id=company.id)
        account = self.new_account(contact)
        self.assertEqual((account.partner_id, account.user_id), (company, self.salesperson))
        self.assertEqual((account.product_id, account.state), (self.guard, "running"))
        self.assertEqual(
            (str(account.date_start), str(account.date_end)), ("2026-01-15", "2027-01-14")
        )
        self.assertEqual((account.renewal_count, account.maintenance_months), (0, 6))

    def test_plain_order_has_no_account(self):
        order = self.new_quotation(self.new_client(), [(self.siren, 1, 50)])
        order.action_confirm()
        self.assertFalse(order.service_account_id)

    def test_further_services_are_extra_services_of_one_account(self):
        patrol = self.new_product(name="Patrol", is_service_contract=True)
        account = self.new_account(
            lines=[(patrol, 6, 40), (self.guard, 12, 100), (self.siren, 1, 50)]
        )
        self.assertEqual((account.product_id, account.extra_product_ids), (self.guard, patrol))

    def test_renewal_prolongs_the_same_account(self):
        account = self.new_account()
        renewal = self.new_quotation(account.partner_id, contract_start="2027-01-15")
        self.assertEqual(renewal.account_outcome, f"Renews {account.name}")
        renewal.action_confirm()
        self.assertEqual(renewal.service_account_id, account)
        self.assertEqual(
            (str(account.date_start), str(account.date_end)), ("2026-01-15", "2028-01-14")
        )
        self.assertEqual((account.renewal_count, len(account.order_ids)), (1, 2))

    def test_contract_may_open_a_new_account_for_a_known_client(self):
        account = self.new_account()
        other = self.new_account(account.partner_id, opens_account=True)
        self.assertNotEqual(other, account)
        self.assertEqual(account.renewal_count, 0)

    def test_of_several_accounts_that_of_the_same_service_is_renewed(self):
        patrol = self.new_product(name="Patrol", is_service_contract=True)
        account = self.new_account()
        self.new_account(account.partner_id, lines=[(patrol, 24, 40)], opens_account=True)
        renewal = self.new_account(account.partner_id, contract_start="2027-01-15")
        self.assertEqual(renewal, account)

    def test_chosen_account_is_renewed(self):
        first = self.new_account()
        second = self.new_account(first.partner_id, opens_account=True, contract_start="2026-02-01")
        renewed = self.new_account(first.partner_id, service_account_id=first.id)
        self.assertEqual((renewed, second.renewal_count), (first, 0))

    def test_account_of_another_client_is_refused(self):
        account = self.new_account()
        with self.assertRaisesRegex(ValidationError, "is not an account of"):
            self.new_quotation(self.new_client(), service_account_id=account.id)

    def test_cancelled_contract_cancels_the_account_and_keeps_it(self):
        account = self.new_account()
        order = account.order_ids
        order._action_cancel()
        self.assertEqual((account.state, account.exists()), ("cancelled", account))
        order.action_draft()
        order.action_confirm()
        self.assertEqual((order.service_account_id, account.state), (account, "running"))

    def test_contract_confirmed_anew_for_another_client_leaves_the_first_account(self):
        account = self.new_account()
        order = account.order_ids
        order._action_cancel()
        order.action_draft()
        order.partner_id = self.new_client(name="Lupita")
        order.action_confirm()
        self.assertEqual(order.service_account_id.partner_id.name, "Lupita")
        self.assertEqual((account.state, account.order_ids.ids), ("cancelled", []))

    def test_cancelled_renewal_takes_back_what_it_prolonged(self):
        account = self.new_account()
        self.new_account(account.partner_id, contract_start="2027-01-15")
        account.order_ids.filtered(lambda o: str(o.contract_start) == "2027-01-15")._action_cancel()
        self.assertEqual((str(account.date_end), account.renewal_count), ("2027-01-14", 0))
        self.assertEqual(account.state, "running")

    def test_contract_of_the_past_is_ended(self):
        account = self.new_account(contract_start="2024-01-15")
        self.assertEqual(account.state, "ended")

    def test_numbers_follow_each_other_in_every_company(self):
        names = [self.new_account().name for _number in range(3)]
        self.assertEqual(names, ["SC-000001", "SC-000002", "SC-000003"])
        theirs = self.other_company._next_account_number()
        self.assertEqual(theirs, "SC-000001")

    def test_contracts_confirmed_together_have_one_account_each(self):
        client = self.new_client()
        orders = self.new_quotation(client) + self.new_quotation(client)
        orders.action_confirm()
        self.assertEqual(len(orders.service_account_id), 2)

    def test_merged_clients_bring_their_accounts(self):
        first, second = self.new_account(), self.new_account()
        kept = first.partner_id
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((first | second).partner_id.ids, kept)
        self.assertEqual((first | second).mapped("partner_id"), kept)
        company = self.new_client(is_company=True)
        contact = self.new_client(name="Lupita", parent_id=company.id)
        wizard._merge((kept | contact).ids, contact)
        self.assertEqual((first | second).mapped("partner_id"), company)

    def test_installation_after_the_end_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "after its contract ends"):
            self.new_account().installation_date = "2027-02-01"

    def test_client_who_signs_in_the_portal_gets_an_account(self):
        order = self.new_quotation(self.portal_user.partner_id, user_id=self.salesperson.id)
        order.with_user(self.portal_user).sudo()._validate_order()
        self.assertEqual(order.service_account_id.partner_id, self.portal_user.partner_id)

    def test_product_may_have_no_contract_left_after_the_sale(self):
        account = self.new_account()
        self.guard.is_service_contract = False
        account._follow_orders()
        self.assertEqual(account.product_id, self.guard)

    def test_order_lines_of_offers_are_no_extra_services(self):
        order = self.new_quotation(self.new_client(), contract_start="2026-01-15")
        self.accept(order, self.new_offer(product_id=self.siren.id))
        order.action_confirm()
        self.assertFalse(order.service_account_id.extra_product_ids)

    def test_order_can_be_deleted_after_the_account_was_cancelled(self):
        account = self.new_account()
        account.order_ids._action_cancel()
        account.order_ids.unlink()
        self.assertEqual(account.state, "cancelled")

    def test_accounts_to_renew_of_many_contracts_are_found_by_one_search(self):
        def looking(number):
            clients = [self.new_client() for _n in range(number)]
            orders = self.env["sale.order"].union(*map(self.new_quotation, clients))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            orders._accounts_to_renew()
            return self.env.cr.sql_log_count - before

        looking(1)
        self.assertEqual(looking(2), looking(12))


class TestPlainOrders(FolderCase):
    """Orders without contract cost nothing: no statement names what is ours."""

    def test_plain_orders_are_confirmed_and_cancelled_without_a_statement_of_ours(self):
        orders = self.env["sale.order"].union(
            *(self.new_quotation(self.new_client(), [(self.siren, 1, 50)]) for _n in range(6))
        )
        # Fills the caches of the registry.
        orders[0].action_confirm()
        orders[0]._action_cancel()
        orders = orders[1:]
        self.env.flush_all()
        self.env.invalidate_all()
        for act in (orders.action_confirm, orders._action_cancel):
            seen = self.statements_of(act)
            self.assertTrue(any('UPDATE "sale_order"' in text for text in seen))
            self.assertEqual([text for text in seen if "dosmart_" in text], [])

    def statements_of(self, act):
        seen, original = [], self.env.cr.execute

        def execute(query, *args, **kwargs):
            seen.append(str(getattr(query, "code", query)))
            return original(query, *args, **kwargs)

        self.env.cr.execute = execute
        try:
            act()
            self.env.flush_all()
        finally:
            del self.env.cr.execute
        return seen

    def test_account_link_of_a_plain_order_can_be_empty(self):
        order = self.new_quotation(self.new_client(), [(self.siren, 1, 50)])
        order.order_line = [Command.clear()]
        self.assertFalse(order.account_outcome)
