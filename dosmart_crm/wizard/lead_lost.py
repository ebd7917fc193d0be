from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.process.rescue import RESCUE_KINDS

STEPS = [("plan", "Plan it; the deal stays open"), ("failed", "Made: the client still says no")]


class LeadLost(models.TransientModel):
    """Why a deal is lost, to whom, when we try again, and the last try that is asked before."""

    _inherit = "crm.lead.lost"

    is_reason_asked = fields.Boolean(compute="_compute_asked")
    is_rescue_asked = fields.Boolean(compute="_compute_asked")
    competitor_id = fields.Many2one("dosmart.competitor", "Lost To")
    retry_date = fields.Date("Try Again On")
    rescue_kind = fields.Selection(
        RESCUE_KINDS, "Last Try", compute="_compute_rescue", store=True, readonly=False
    )
    rescue_step = fields.Selection(
        STEPS, "State of It", compute="_compute_rescue", store=True, readonly=False
    )
    rescue_date = fields.Date("When", default=lambda self: fields.Date.add(self._today(), days=1))
    rescue_user_id = fields.Many2one(
        "res.users",
        "Who",
        compute="_compute_rescue_user_id",
        store=True,
        readonly=False,
        domain=[("share", "=", False)],
    )
    rescue_note = fields.Text("What Came of It")

    @api.model
    def _today(self):
        return fields.Date.context_today(self)

    def _leads(self):
        return self.lead_ids._origin.with_user(self.env.user)

    @api.depends("lead_ids")
    def _compute_asked(self):
        for wizard in self:
            leads = wizard._leads()
            asking = self.env["crm.team"]._lost_reason_team_ids()
            wizard.is_reason_asked = bool(asking & set(leads.team_id.ids))
            wizard.is_rescue_asked = bool(leads._without_rescue())

    @api.depends("lead_ids")
    def _compute_rescue(self):
        """Begin with the try that was planned, if any."""
        for wizard in self:
            planned = wizard._planned()
            wizard.rescue_kind = planned[:1].kind or "alternative_offer"
            wizard.rescue_step = "failed" if planned else "plan"

    @api.depends("lead_ids", "rescue_kind")
    def _compute_rescue_user_id(self):
        """The manager visits; any other try is the salesperson's."""
        for wizard in self:
            leads = wizard._leads()
            # sudo: who leads a team is no secret.
            leader = leads.sudo().team_id.user_id[:1].with_env(self.env)
            salesperson = leads.user_id[:1] or self.env.user
            is_visit = wizard.rescue_kind == "manager_visit"
            wizard.rescue_user_id = (is_visit and leader) or salesperson

    def _planned(self):
        """Return the tries of these deals whose result nobody knows yet."""
        return self._leads().rescue_ids.filtered(lambda rescue: rescue.result == "open")

    def action_plan_rescue(self):
        """Plan the last try instead of losing the deals; twice plans it once."""
        self.ensure_one()
        if not self.rescue_date or self.rescue_date < self._today():
            raise UserError(self.env._("Plan the last try for today or a day to come."))
        self._leads().check_access("write")
        waiting = self._leads()._without_rescue() - self._planned().lead_id
        rescues = self.env["dosmart.rescue"].create(
            [self._prepare_rescue_values(lead) for lead in waiting]
        )
        rescues._plan()
        return {"type": "ir.actions.act_window_close"}

    def action_lost_reason_apply(self):
        """Note the last try that failed, and keep the competitor and the day of the next try."""
        self.ensure_one()
        if self.is_rescue_asked:
            self._note_failed_rescue()
        said = {"lost_competitor_id": self.competitor_id.id, "retry_date": self.retry_date}
        if any(said.values()):
            self._leads().write(said)
        return super().action_lost_reason_apply()

    def _note_failed_rescue(self):
        if self.rescue_step == "plan":
            raise UserError(
                self.env._("A last try comes first. Plan it, or say that it was made and failed.")
            )
        asked = self._leads()._without_rescue()
        failed = {"result": "failed", "note": self.rescue_note}
        planned = self._planned().filtered(lambda rescue: rescue.lead_id in asked)
        planned.write({"kind": self.rescue_kind, "date": self._today()} | failed)
        self.env["dosmart.rescue"].create(
            [
                self._prepare_rescue_values(lead) | {"date": self._today()} | failed
                for lead in asked - planned.lead_id
            ]
        )

    def _prepare_rescue_values(self, lead):
        return {
            "lead_id": lead.id,
            "kind": self.rescue_kind,
            "user_id": self.rescue_user_id.id,
            "date": self.rescue_date,
        }
