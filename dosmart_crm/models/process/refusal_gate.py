from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, ValidationError

# What is said when a deal is lost -> where its refusal keeps it.
FACTS = {
    "lost_reason_id": "lost_reason_id",
    "lost_competitor_id": "competitor_id",
    "retry_date": "retry_date",
}
WATCHED = {"active", "stage_id", *FACTS}


class CrmLead(models.Model):
    """No deal is given up without its reason, nor, at closing, without a last try (spec SP-6).

    Losing is archiving: the wizard, the list, ``action_set_lost`` and archiving itself end in
    ``write``, which is checked here, for the teams and stages that ask. Won deals are archived
    freely. What was said is kept as a ``dosmart.refusal`` until the deal returns, and after.
    """

    _inherit = "crm.lead"

    lost_competitor_id = fields.Many2one(
        "dosmart.competitor",
        "Lost To",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
        help="The competitor who got the deal, if any.",
    )
    retry_date = fields.Date(
        "Try Again On",
        copy=False,
        index="btree_not_null",
        tracking=True,
        help="On this day the lost opportunity comes back, with a task for its salesperson.",
    )
    refusal_ids = fields.One2many("dosmart.refusal", "lead_id", "Refusals", copy=False)
    rescue_ids = fields.One2many("dosmart.rescue", "lead_id", "Last Tries", copy=False)

    @api.constrains("retry_date")
    def _check_retry_date(self):
        today = fields.Date.context_today(self)
        if self.filtered(lambda lead: lead.retry_date and lead.retry_date <= today):
            raise ValidationError(
                self.env._("Choose a day to come for the next try: tomorrow at the earliest.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads.filtered(lambda lead: not lead.active)._refuse()
        return leads

    def write(self, vals):
        if not vals.keys() & WATCHED:
            return super().write(vals)
        lost_before = self.filtered(lambda lead: not lead.active)
        done = super().write(vals)
        lost = self.filtered(lambda lead: not lead.active)
        (lost - lost_before)._refuse()
        (lost_before - lost)._return()
        if vals.keys() & FACTS.keys():
            (lost & lost_before)._update_refusals()
        return done

    def action_set_lost(self, **additional_values):
        """Write first why it is lost: archiving, which comes next, asks for it."""
        said = {name: additional_values[name] for name in FACTS if name in additional_values}
        if self._keeping_refusals() or said.keys() - {"lost_reason_id"}:
            self.write(said)
        return super().action_set_lost(**additional_values)

    def _keeping_refusals(self):
        """Return those of these deals whose refusal is explained; it costs others no query."""
        asking = self.env["crm.team"]._lost_reason_team_ids()
        return self.filtered(
            lambda lead: lead.team_id.id in asking or lead.lost_competitor_id or lead.retry_date
        )

    def _refuse(self):
        """Keep why these deals were given up just now, or refuse it."""
        stages = self.env["crm.stage"]._rescue_stage_ids()
        asked = self.filtered(lambda lead: lead.stage_id.id in stages) | self._keeping_refusals()
        asked = asked.filtered(lambda lead: lead.won_status != "won")
        if missing := asked._missing_to_give_up():
            self._refuse_to_give_up(missing)
        asked._note_refusals()

    def _missing_to_give_up(self):
        """Return {deal: what has to be said or done before it is lost, in words}."""
        unexplained, untried = self._without_reason(), self._without_rescue()
        reason, rescue = self._tell_reason_missing(), self._tell_rescue_missing()
        return {
            lead: [reason] * (lead in unexplained) + [rescue] * (lead in untried)
            for lead in unexplained | untried
        }

    def _tell_reason_missing(self):
        return self.env._("say why it is lost")

    def _tell_rescue_missing(self):
        return self.env._(
            "make a last try, an alternative offer or a visit of the manager, and note what came "
            "of it"
        )

    def _without_reason(self):
        asking = self.env["crm.team"]._lost_reason_team_ids()
        return self.filtered(lambda lead: lead.team_id.id in asking and not lead.lost_reason_id)

    def _without_rescue(self):
        stages = self.env["crm.stage"]._rescue_stage_ids()
        asked = self.filtered(
            lambda lead: lead.stage_id.id in stages and lead.type == "opportunity"
        )
        return asked - self.env["dosmart.rescue"]._failed_of(asked).lead_id if asked else asked

    def _refuse_to_give_up(self, missing):
        lines = [f"• {lead.name}: {'; '.join(texts)}" for lead, texts in missing.items()]
        start = self.env._("Before these are given up:")
        text = "\n".join([start, *lines])
        if self.env.context.get("import_file"):
            raise ValidationError(text)
        action = self.env["ir.actions.act_window"]._for_xml_id("crm.crm_lead_lost_action")
        action["context"] = {"default_lead_ids": [lead.id for lead in missing]}
        raise RedirectWarning(text, action, self.env._("Mark as Lost"))

    def _note_refusals(self):
        """Keep one open refusal of each of these deals, with the last try that failed."""
        known = self.env["dosmart.refusal"]._open_of(self)
        new = self.filtered(lambda lead: lead not in known)
        tries = self.env["dosmart.rescue"]._failed_of(new).grouped("lead_id")
        # sudo: refusals are written by the deal's methods alone.
        refusals = self.env["dosmart.refusal"].sudo()
        for refusal in refusals.create(
            [lead._prepare_refusal_values(tries.get(lead)) for lead in new]
        ):
            if refusal.lead_id in tries:
                tries[refusal.lead_id].refusal_id = refusal

    def _prepare_refusal_values(self, tries):
        return {
            "lead_id": self.id,
            "stage_id": self.stage_id.id,
            "user_id": self.user_id.id,
            "team_id": self.team_id.id,
            "rescue_kind": tries[-1:].kind if tries else False,
            **self._prepare_refusal_facts(),
        }

    def _prepare_refusal_facts(self):
        return {
            "lost_reason_id": self.lost_reason_id.id,
            "competitor_id": self.lost_competitor_id.id,
            "retry_date": self.retry_date,
        }

    def _update_refusals(self):
        """Keep what is said of lost deals afterwards; their reason may change, not vanish."""
        told = self._keeping_refusals().filtered(lambda lead: lead.won_status != "won")
        if not told:
            return
        if unexplained := told._without_reason():
            self._refuse_to_give_up({lead: [self._tell_reason_missing()] for lead in unexplained})
        known = self.env["dosmart.refusal"]._open_of(told)
        for lead, refusal in known.items():
            # sudo: the facts are those of the deal, also what its seller may not read.
            refusal.write(lead.sudo()._prepare_refusal_facts())
        told.filtered(lambda lead: lead not in known)._note_refusals()

    def _return(self):
        """Close the refusals of these deals, which go on: what was said is history from now on."""
        back = self._keeping_refusals()
        if not back:
            return
        for refusal in self.env["dosmart.refusal"]._open_of(back).values():
            refusal.returned_on = fields.Datetime.now()
        back.filtered(lambda lead: lead.retry_date or lead.lost_competitor_id).write(
            {"retry_date": False, "lost_competitor_id": False}
        )
