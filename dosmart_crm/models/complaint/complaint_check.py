from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

FOLLOW_UP = "dosmart_crm.mail_activity_complaint_todo"
CHECK_STATES = [("effective", "It Worked"), ("came_back", "The Cause Came Back")]


class ComplaintAction(models.Model):
    """An action is finished with evidence; some days later we look whether it worked (CO-4)."""

    _inherit = "dosmart.complaint.action"

    check_date = fields.Date(
        "Effectiveness Check", readonly=True, copy=False, help="When we look whether it worked."
    )
    check_state = fields.Selection(CHECK_STATES, "Result", readonly=True, copy=False, tracking=True)
    checked_on = fields.Date("Checked", readonly=True, copy=False)
    came_back_count = fields.Integer("Times It Came Back", readonly=True, copy=False)

    _check_idx = models.Index("(check_date) WHERE state = 'done' AND checked_on IS NULL")

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_finished({key for vals in vals_list for key in vals if vals[key]})
        for vals in vals_list:
            if vals.get("state", "open") != "open" and not self.env.su:
                self._refuse_finished({"state"})
        actions = super().create(vals_list)
        actions._ask_owner()
        return actions

    def write(self, vals):
        self._refuse_finished(vals.keys() | ({"state"} & vals.keys()))
        if "state" in vals and not self.env.su:
            self._refuse_finished({"done_at"})
        done = super().write(vals)
        if vals.keys() & {"user_id", "due_date"}:
            self._ask_owner()
        return done

    @api.model
    def _refuse_finished(self, names):
        typed = {"done_at", "check_date", "check_state", "checked_on", "came_back_count"}
        if not self.env.su and not typed.isdisjoint(names):
            raise UserError(
                self.env._("An action is finished or cancelled with its buttons, not by typing.")
            )

    def _ask_owner(self):
        """Put these on the list of their owners, once each."""
        # sudo: whoever plans the action need not be allowed to plan somebody else's work.
        actions = self.sudo().with_context(mail_activity_quick_update=True)
        actions.activity_unlink([FOLLOW_UP])
        for action in actions.filtered(lambda one: one.state == "open"):
            action.activity_schedule(
                FOLLOW_UP, action.due_date, user_id=action.user_id.id, summary=action.name
            )

    def action_finish(self):
        """Note that these are done; without evidence nobody can see it."""
        self.check_access("write")
        for action in self.filtered(lambda one: one.state == "open"):
            if not (action.evidence or "").strip() and not action.evidence_ids:
                raise UserError(
                    self.env._(
                        "Say how one sees that “%s” was done, or attach a file as evidence.",
                        action.name,
                    )
                )
            # sudo: a setting of the company, the same for everybody.
            days = action.company_id.sudo().complaint_check_days
            today = fields.Date.context_today(action)
            action._note(
                state="done",
                done_at=fields.Datetime.now(),
                check_date=fields.Date.add(today, days=days),
                check_state=False,
                checked_on=False,
            )
            # sudo: whoever finished it, nobody has to any more.
            action.sudo().activity_feedback([FOLLOW_UP])

    def action_cancel(self):
        """Note that these are not done: something else is."""
        self.check_access("write")
        todo = self.filtered(lambda one: one.state == "open")
        todo._note(state="cancelled")
        # sudo: the reminder goes with its reason, whoever has it.
        todo.sudo().activity_unlink([FOLLOW_UP])

    def action_reopen(self):
        """Take back that these were finished or cancelled."""
        self.check_access("write")
        self._open_again()

    def _open_again(self):
        for action in self.filtered(lambda one: one.state != "open"):
            today = fields.Date.context_today(action)
            action._note(
                state="open", done_at=False, check_date=False, due_date=max(action.due_date, today)
            )
            action._ask_owner()

    def _note(self, **values):
        # sudo: these are written by methods like those above alone, after their checks.
        self.sudo().write(values)

    @api.model
    def _to_check_domain(self):
        return (
            Domain("state", "=", "done")
            & Domain("checked_on", "=", False)
            & Domain("check_date", "<=", fields.Date.context_today(self))
        )

    @api.model
    def _cron_check_effectiveness(self, batch_size=200):
        """Look whether the causes of finished actions came back."""
        due = self.search(self._to_check_domain(), order="check_date, id")
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for start in range(0, len(due), batch_size):
            batch = due[start : start + batch_size]
            batch._check_effectiveness()
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return

    def _check_effectiveness(self):
        """Note whether these worked; where the cause came back, everything is open again."""
        latest = self._latest_complaints()
        for action in self.filtered(lambda one: one.state == "done" and not one.checked_on):
            came_back = any(
                company == action.company_id
                and moment > action.done_at
                and action.cause_id
                and cause.parent_path.startswith(action.cause_id.parent_path)
                for cause, company, moment in latest
            )
            action._note(
                checked_on=fields.Date.context_today(action),
                check_state="came_back" if came_back else "effective",
                came_back_count=action.came_back_count + came_back,
            )
            if came_back:
                action._begin_again()

    def _latest_complaints(self):
        """Return [(cause, company, when it last made a client complain)], also of causes below."""
        # sudo: also complaints that the user may not see tell whether it worked.
        return (
            self.env["dosmart.complaint"]
            .sudo()
            ._read_group(
                [("cause_id", "child_of", self.cause_id.ids), ("is_dismissed", "=", False)],
                ["cause_id", "company_id"],
                ["opened_at:max"],
            )
        )

    def _begin_again(self):
        # sudo: the language of the company is no secret.
        lang = self.company_id.sudo().partner_id.lang or self.env.lang
        self = self.with_context(lang=lang)
        reason = self.env._(
            "The cause “%(cause)s” came back after “%(action)s”: it did not work.",
            cause=self.cause_id.display_name,
            action=self.name,
        )
        self._open_again()
        self._message_log(body=reason)
        self.complaint_id._reopen(reason)
