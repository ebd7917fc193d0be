"""Base classes of the tests: users by role, and builders with working defaults."""

from odoo.tests import HttpCase, TransactionCase, new_test_user, tagged

ROLES = {
    "salesperson": "sales_team.group_sale_salesman",
    "salesperson_all": "sales_team.group_sale_salesman_all_leads",
    "manager": "sales_team.group_sale_manager",
    "portal_user": "base.group_portal",
}


class RolesMixin:
    """One user per role as ``self.<role>``, and a second company with a salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role, group in ROLES.items():
            setattr(cls, role, cls.new_user(role, group))
        cls.other_company = cls.env["res.company"].create({"name": "Other Company"})
        cls.other_salesperson = cls.new_user(
            "other_salesperson",
            ROLES["salesperson"],
            company_id=cls.other_company.id,
            company_ids=[(6, 0, cls.other_company.ids)],
        )

    @classmethod
    def new_user(cls, login, groups, **values):
        """Return a user whose password is the *login*; *groups* are XML ids, by commas."""
        return new_test_user(cls.env, login=login, groups=groups, **values)


# Odoo gives tags only to tests inside an add-on; ours say them here, once.
@tagged("post_install", "-at_install")
class DosmartCase(RolesMixin, TransactionCase):
    """A test without a browser; all it does is rolled back."""


@tagged("post_install", "-at_install")
class DosmartHttpCase(RolesMixin, HttpCase):
    """A test that talks to the web server or drives a browser."""
