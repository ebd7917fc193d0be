from odoo import models
from odoo.fields import Domain


class ControlPoint(models.Model):
    """Whether control points are met, for many deals with a constant number of queries.

    ``_is_met_<kind>(leads, states)`` gets the control points of one kind, the deals, and what is
    kept of both, all as superuser; it returns the pairs (lead id, point id) that are met. Another
    kind is a value of ``kind`` and such a method.
    """

    _inherit = "dosmart.control.point"

    def _met(self, leads):
        """Return which of *leads* meet which of these points, as a set of (lead id, point id)."""
        # sudo: facts count, whoever may see them; who asks has the right to see the lead.
        points, leads = self.sudo(), leads.sudo()
        states = self.env["dosmart.lead.control.point"].sudo()
        states = states.search([("lead_id", "in", leads.ids), ("point_id", "in", points.ids)])
        met = states.filtered("overridden_on")._pairs()
        for kind, alike in points.grouped("kind").items():
            met |= getattr(alike, f"_is_met_{kind}")(leads, states)
        return met

    def _pairs_with(self, lead_ids):
        return {(lead_id, point_id) for lead_id in lead_ids for point_id in self.ids}

    def _is_met_tick(self, _leads, states):
        """Somebody said so: it was ticked, it happened, the client approved."""
        return states.filtered(lambda state: state.point_id in self and state.done_on)._pairs()

    def _is_met_event(self, leads, states):
        return self._is_met_tick(leads, states)

    def _is_met_users(self, leads, states):
        """All who are listed approved; who left since is not waited for."""
        approved = states.filtered(lambda state: state.point_id in self and state._all_approved())
        return approved._pairs() | self._is_met_tick(leads, states)

    def _is_met_client(self, leads, states):
        return self._is_met_tick(leads, states)

    def _is_met_meeting(self, leads, _states):
        """A meeting of the opportunity is over; what it was about may be private.

        A visit counts once it is done, and only if its outcome says that it took place.
        """
        over = Domain("is_visit", "=", False) & Domain("stop", "<", self.env.cr.now())
        visited = Domain("visit_state", "=", "done") & Domain("visit_outcome_id.is_held", "=", True)
        meetings = Domain("opportunity_id", "in", leads.ids) & Domain("active", "=", True)
        groups = self.env["calendar.event"]._read_group(
            meetings & (over | visited), ["opportunity_id"]
        )
        return self._pairs_with(lead.id for (lead,) in groups)

    def _is_met_quotation(self, leads, _states):
        sent = Domain("opportunity_id", "in", leads.ids) & Domain("state", "in", ("sent", "sale"))
        groups = self.env["sale.order"]._read_group(sent, ["opportunity_id"])
        return self._pairs_with(lead.id for (lead,) in groups)

    def _is_met_file(self, leads, _states):
        """A file is attached to the opportunity; what holds the value of a field is none."""
        files = Domain("res_model", "=", leads._name) & Domain("res_id", "in", leads.ids)
        files &= Domain("res_field", "=", False)
        groups = self.env["ir.attachment"]._read_group(files, ["res_id"])
        return self._pairs_with(lead_id for (lead_id,) in groups)

    def _is_met_document(self, leads, _states):
        sent = Domain("lead_id", "in", leads.ids) & Domain("state", "=", "sent")
        groups = self.env["dosmart.document"]._read_group(sent, ["lead_id", "kind"])
        return {
            (lead.id, point.id)
            for lead, kind in groups
            for point in self
            if point.document_kind == kind
        }

    def _is_met_sheet(self, leads, _states):
        return self._reaching_percent(self._sheet_percents(leads))

    def _is_met_payment(self, leads, _states):
        return self._reaching_percent(self._paid_percents(leads))

    def _reaching_percent(self, percents):
        return {
            (lead_id, point.id)
            for point in self
            for lead_id, percent in percents.items()
            if percent >= point.percent
        }

    def _sheet_percents(self, leads):
        """Return {lead id: share of the sheet's questions that are answered, in percent}."""
        return {lead.id: lead.sheet_completeness for lead in leads}
