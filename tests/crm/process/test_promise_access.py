"""Who may see, keep, move and delete promises."""

from odoo.exceptions import AccessError

from .promise_common import PromiseCase


class TestPromiseAccess(PromiseCase):
    def setUp(self):
        super().setUp()
        self.promise = self.new_promise()
        self.stranger = self.new_user("stranger", "sales_team.group_sale_salesman")

    def test_other_salesperson_sees_and_changes_nothing(self):
        for user in (self.stranger, self.other_salesperson):
            promise = self.promise.with_user(user)
            self.assertFalse(promise.search([]))
            for act in (promise.action_keep, promise.action_cancel, promise.unlink):
                with self.assertRaises(AccessError):
                    act()
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.move_date(self.promise, 9, user=user)
        self.assertEqual((self.promise.state, self.promise.due_date), ("open", self.day(5)))
        self.assertFalse(self.promise.move_ids)

    def test_promises_to_leads_of_others_are_refused(self):
        foreign = self.new_deal(user_id=self.manager.id)
        with self.assertRaises(AccessError):
            self.promises.with_user(self.salesperson).create(
                {"name": "Guess", "lead_id": foreign.id, "due_date": self.day(1)}
            )

    def test_whoever_takes_over_the_lead_keeps_its_promises(self):
        self.deal.user_id = self.stranger
        self.promise.user_id = self.manager
        self.promise.with_user(self.stranger).action_keep()
        self.assertEqual(self.promise.state, "kept")
        with self.assertRaises(AccessError):
            self.promise.with_user(self.salesperson).read(["name"])

    def test_history_is_not_changed_and_only_managers_delete_promises(self):
        self.move_date(self.promise, 9)
        move = self.promise.move_ids
        for user in (self.salesperson, self.manager):
            for act in (
                lambda user=user: move.with_user(user).write({"client_told": "no"}),
                lambda user=user: move.with_user(user).unlink(),
            ):
                with self.assertRaises(AccessError):
                    act()
        with self.assertRaises(AccessError):
            self.promise.with_user(self.salesperson).unlink()
        self.promise.with_user(self.manager).unlink()
        self.assertFalse(move.exists())

    def test_promises_of_another_company_are_hidden_from_managers(self):
        self.deal.team_id = False
        self.deal.write({"company_id": self.other_company.id, "user_id": False})
        promise = self.new_promise(user_id=self.other_salesperson.id)
        self.assertEqual(promise.company_id, self.other_company)
        self.assertNotIn(promise, self.promises.with_user(self.manager).search([]))

    def test_portal_and_public_read_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in ("dosmart.promise", "dosmart.promise.move"):
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])
