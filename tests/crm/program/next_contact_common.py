"""Builders for the tests of next contacts."""

from odoo.fields import Date

from .unit_common import UnitCase


class NextContactCase(UnitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls.kit.product_tmpl_id
        cls.day = Date.add(Date.today(), days=10)

    def new_active_client(self, **values):
        """Return a client who bought today, and with whom nothing is planned."""
        client = self.new_client(is_company=True, user_id=self.salesperson.id, **values)
        self.new_quotation(client, [(self.siren, 1, 10)]).action_confirm()
        return client

    def next_of(self, client, user=None):
        """Return (day, purpose, product) of the next contact with *client*."""
        self.env.invalidate_all()
        client = client.with_user(user or self.salesperson)
        return client.next_contact_date, client.next_contact_purpose, client.next_contact_product

    def lacking(self, clients, user=None):
        """Return those of *clients* that the standard filter finds."""
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(user or self.salesperson)
        return partners.search([("lacks_next_contact", "=", True), ("id", "in", clients.ids)])

    def call(self, record, user=None, **values):
        return record.activity_schedule(
            "mail.mail_activity_data_call",
            self.day,
            user_id=(user or self.salesperson).id,
            **{"summary": "Show the kit", "contact_product_id": self.template.id, **values},
        )

    def plan(self, client, user=None, **values):
        """Plan the next contact with *client* as the dialog does."""
        client = client.with_user(user or self.salesperson)
        action = client.action_plan_next_contact()
        plans = self.env["dosmart.next.contact.plan"].with_user(user or self.salesperson)
        return (
            plans.with_context(**action["context"])
            .create(
                {
                    "date": self.day,
                    "purpose": "Show the kit",
                    "product_tmpl_id": self.template.id,
                    **values,
                }
            )
            .action_plan()
        )
