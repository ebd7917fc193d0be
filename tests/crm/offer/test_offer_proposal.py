"""From the table to the client's decision."""

from odoo import fields
from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.tests import Form, freeze_time

from .common import OfferCase


class TestProposal(OfferCase):
    def setUp(self):
        super().setUp()
        self.client_ = self.new_client()
        self.lead = self.new_lead(partner_id=self.client_.id, payment_preference="financing")
        self.set_status(self.lead, "potential")
        self.offer = self.shipped("free_maintenance")

    def put(self, subject=None):
        subject = subject or self.lead
        subject.action_put_on_table(self.offer.id)
        return subject.offer_proposal_ids

    def test_offer_is_put_on_the_table_with_what_was_true_that_day(self):
        proposal = self.put()
        self.assertEqual(proposal.offer_id, self.offer)
        self.assertEqual((proposal.lead_id, proposal.partner_id), (self.lead, self.client_))
        self.assertEqual((proposal.state, proposal.status_id.name), ("on_table", "Potential"))
        self.assertEqual(proposal.date, fields.Date.context_today(proposal))
        self.set_status(self.lead, "loyal")
        self.assertEqual(proposal.status_id.name, "Potential")

    def test_offer_is_put_on_the_table_once(self):
        self.put()
        self.assertEqual(len(self.put()), 1)
        self.assertEqual(self.board(self.lead)[self.offer.name]["state"], "on_table")

    def test_offer_the_client_does_not_earn_is_refused_with_the_reason(self):
        with self.assertRaisesRegex(UserError, "Only on renewal"):
            self.lead.action_put_on_table(self.shipped("financed_renewal").id)
        for offer_id in (self.shipped("extra_sensors").id, 0, 10**9):
            with self.assertRaisesRegex(UserError, "not for the status"):
                self.lead.action_put_on_table(offer_id)
        self.assertFalse(self.lead.offer_proposal_ids)

    def test_client_and_quotation_put_offers_on_the_table_too(self):
        self.assertEqual(self.put(self.client_).partner_id, self.client_)
        other = self.new_lead(partner_id=self.client_.id)
        order = self.new_quotation(self.client_, opportunity_id=other.id)
        proposal = self.put(order)
        self.assertEqual((proposal.order_id, proposal.lead_id), (order, other))

    def test_accepting_uses_the_only_quotation(self):
        proposal = self.put()
        with self.assertRaisesRegex(RedirectWarning, "has no quotation yet") as refused:
            proposal.action_accept()
        _text, action, button, _context = refused.exception.args
        self.assertEqual((action["res_model"], button), ("sale.order", "New Quotation"))
        self.assertEqual(action["context"]["default_opportunity_id"], self.lead.id)
        order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        proposal.action_accept()
        self.assertEqual((proposal.order_id, proposal.state), (order, "accepted"))

    def test_accepting_for_a_client_without_a_quotation_leads_to_a_new_one(self):
        with self.assertRaises(RedirectWarning) as refused:
            self.put(self.client_).action_accept()
        context = refused.exception.args[1]["context"]
        self.assertEqual(context, {"default_partner_id": self.client_.id})

    def test_accepting_for_a_lead_without_a_client_asks_who_it_is_first(self):
        lead = self.new_lead(partner_name="Vega")
        self.set_status(lead, "potential")
        with self.assertRaisesRegex(RedirectWarning, "^.*Vega has no quotation") as refused:
            self.put(lead).action_accept()
        _text, action, _button, context = refused.exception.args
        wizard = self.env[action["res_model"]].with_context(**context)
        self.assertEqual(wizard.create({"action": "nothing"}).lead_id, lead)

    def test_of_several_quotations_one_must_be_chosen(self):
        proposal = self.put()
        first = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        second = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        with self.assertRaisesRegex(UserError, f"{second.name}.*{first.name}"):
            proposal.action_accept()
        proposal.order_id = first
        proposal.action_accept()
        self.assertTrue(first.order_line.offer_proposal_id)
        self.assertFalse(second.order_line.offer_proposal_id)

    def test_accepting_on_the_page_of_a_quotation_uses_that_one(self):
        first = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        second = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        proposal = self.put()
        proposal.with_context(offer_order_id=second.id).action_accept()
        self.assertEqual(proposal.order_id, second)
        self.assertFalse(first.order_line.offer_proposal_id)

    def test_accepting_on_the_page_of_another_clients_quotation_is_refused(self):
        order = self.new_quotation(self.new_client(name="Other"))
        proposal = self.put()
        with self.assertRaisesRegex(ValidationError, "Choose a quotation for"):
            proposal.with_context(offer_order_id=order.id).action_accept()
        self.assertEqual(proposal.state, "on_table")
        self.assertFalse(order.order_line.offer_proposal_id)

    def test_quotation_of_another_client_is_refused(self):
        other = self.new_quotation(self.new_client(name="Other"))
        with self.assertRaisesRegex(ValidationError, "Choose a quotation for"):
            self.put().order_id = other

    def test_refusal_needs_a_reason(self):
        proposal = self.put()
        for reason in (False, "  "):
            with (
                self.assertRaisesRegex(ValidationError, "Say why the client refused"),
                self.env.cr.savepoint(),
            ):
                proposal.write({"state": "refused", "refusal_reason": reason})
        action = proposal.action_refuse()
        wizard = Form(self.env[action["res_model"]].with_context(**action["context"]))
        wizard.reason = "Too expensive"
        closing = wizard.save().action_refuse()
        self.assertEqual(closing, {"type": "ir.actions.act_window_close"})
        self.assertEqual((proposal.state, proposal.refusal_reason), ("refused", "Too expensive"))

    def test_refused_offer_leaves_the_quotation_unchanged_and_can_be_put_again(self):
        order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        proposal = self.put()
        proposal._refuse("No")
        with self.assertRaisesRegex(UserError, "not on the table any more"):
            proposal.action_accept()
        self.assertEqual(len(order.order_line), 1)
        self.assertEqual(len(self.put()), 2)

    def test_expired_offers_are_told_apart_the_day_after(self):
        self.offer.date_to = "2027-03-31"
        with freeze_time("2027-03-31 12:00:00"):
            proposal = self.put()
            proposal._find_expired()._expire()
            self.assertEqual(proposal.state, "on_table")
        with freeze_time("2027-04-01 12:00:00"), self.enter_registry_test_mode():
            self.env.ref("dosmart_crm.offer_proposal_cron_expire").method_direct_trigger()
        self.assertEqual(proposal.state, "expired")

    def test_expired_offer_is_not_accepted(self):
        self.new_quotation(self.client_, opportunity_id=self.lead.id)
        proposal = self.put()
        self.offer.date_to = "2020-01-01"
        with self.assertRaisesRegex(UserError, "cannot be accepted: Ended on"):
            proposal.action_accept()

    def test_accepted_offer_is_not_deleted(self):
        self.new_quotation(self.client_, opportunity_id=self.lead.id)
        proposal = self.put()
        proposal.action_accept()
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            proposal.unlink()

    def test_proposals_follow_merged_leads_and_clients(self):
        other = self.new_lead(partner_id=self.client_.id)
        proposal = self.put(other)
        merged = (self.lead + other).merge_opportunity()
        self.assertEqual(proposal.lead_id, merged)
        twin = self.new_client(name="Twin")
        self.put(merged)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.client_ + twin).ids, twin)
        self.assertEqual(merged.offer_proposal_ids.partner_id, twin)

    def test_lead_linked_later_gives_its_proposals_the_client(self):
        lead = self.new_lead(payment_preference="cash")
        self.set_status(lead, "potential")
        proposal = self.put(lead)
        self.assertFalse(proposal.partner_id)
        lead.partner_id = self.client_
        self.assertEqual(proposal.partner_id, self.client_)

    def test_deleted_lead_leaves_the_client_its_proposals(self):
        proposal = self.put()
        unlinked = self.new_lead()
        self.set_status(unlinked, "potential")
        orphan = self.put(unlinked)
        (self.lead + unlinked).unlink()
        self.assertEqual(proposal.exists().partner_id, self.client_)
        self.assertFalse(orphan.exists())

    def test_offer_is_withdrawn_from_a_cancelled_order_too(self):
        order = self.new_quotation(self.client_, opportunity_id=self.lead.id)
        proposal = self.put()
        proposal.action_accept()
        order._action_cancel()
        proposal.action_withdraw()
        self.assertEqual((proposal.state, len(order.order_line)), ("on_table", 1))


@freeze_time("2027-04-01 03:00:00")
class TestExpiry(OfferCase):
    """It is 3:00 in London, 21:00 the day before in Mexico, 17:00 in Kiritimati."""

    def new_ended(self, date_to, timezone=None):
        """Return a proposal of an offer until *date_to*, its salesperson in *timezone*."""
        user = self.salesperson if timezone else self.env["res.users"]
        user.tz = timezone
        order = self.new_quotation(self.new_client(), user_id=user.id)
        return self.new_proposal(order, self.new_offer(date_to=date_to), user_id=user.id)

    def expired(self, proposal):
        proposal._find_expired()._expire()
        return proposal.state == "expired" and str(proposal.decision_date)

    def test_last_day_is_over_when_it_is_where_the_salesperson_is(self):
        proposal = self.new_ended("2027-03-31", "America/Mexico_City")
        self.assertFalse(self.expired(proposal))
        with freeze_time("2027-04-01 05:59:00"):
            self.assertFalse(self.expired(proposal))
        with freeze_time("2027-04-01 06:01:00"):
            self.assertEqual(self.expired(proposal), "2027-04-01")

    def test_east_of_london_the_day_begins_earlier(self):
        with freeze_time("2027-03-31 09:59:00"):
            proposal = self.new_ended("2027-03-31", "Pacific/Kiritimati")
            self.assertFalse(self.expired(proposal))
        with freeze_time("2027-03-31 10:01:00"):
            self.assertEqual(self.expired(proposal), "2027-04-01")

    def test_without_a_salesperson_the_working_hours_of_the_company_say_where(self):
        proposal = self.new_ended("2027-03-31")
        calendar = proposal.company_id.resource_calendar_id
        calendar.tz = "America/Mexico_City"
        self.assertFalse(self.expired(proposal))
        calendar.tz = "Europe/London"
        self.assertEqual(self.expired(proposal), "2027-04-01")

    def test_each_proposal_expires_by_its_own_day(self):
        west = self.new_ended("2027-03-31", "America/Mexico_City")
        east = self.new_ended("2027-03-31")
        east.company_id.resource_calendar_id.tz = "Pacific/Kiritimati"
        (west + east)._find_expired()._expire()
        self.assertEqual((west.state, east.state), ("on_table", "expired"))


class TestReferrer(OfferCase):
    def test_referrer_names_itself_in_the_field_of_odoo(self):
        lead = self.new_lead(referred="Word of mouth")
        self.assertEqual(lead.referred, "Word of mouth")
        lead.referrer_id = self.new_client(name="Don Beto")
        self.assertEqual(lead.referred, "Don Beto")

    def test_client_cannot_refer_itself(self):
        company = self.new_client(is_company=True)
        contact = self.new_client(name="Lupita", parent_id=company.id)
        with self.assertRaisesRegex(ValidationError, "cannot refer itself"):
            self.new_lead(partner_id=company.id, referrer_id=contact.id)

    def test_merged_lead_keeps_its_referrer(self):
        referrer = self.new_client(name="Don Beto")
        leads = self.new_lead() + self.new_lead(referrer_id=referrer.id)
        self.assertEqual(leads.merge_opportunity().referrer_id, referrer)
