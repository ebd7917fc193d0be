from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ControlApprover(models.Model):
    """One of the users who approve a control point, one after the other."""

    _name = "dosmart.control.approver"
    _description = "Approver of a Control Point"
    _order = "point_id, sequence, id"
    _rec_name = "user_id"

    sequence = fields.Integer(default=10)
    point_id = fields.Many2one(
        "dosmart.control.point", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", "User", required=True, ondelete="cascade", domain=[("share", "=", False)]
    )

    _user_uniq = models.UniqueIndex(
        "(point_id, user_id)", "Everybody approves a control point once. List each user once."
    )


class ControlPoint(models.Model):
    _inherit = "dosmart.control.point"

    def _next_approver_after(self, users):
        """Return the first of those listed, and still here, who is not among *users*."""
        return (self.approver_ids.user_id.filtered("active") - users)[:1]


class ControlApproval(models.Model):
    """Somebody listed approved a control point of a deal; written by the deal's methods alone."""

    _name = "dosmart.control.approval"
    _description = "Approval of a Control Point"
    _order = "id"
    _rec_name = "user_id"

    state_id = fields.Many2one(
        "dosmart.lead.control.point", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", required=True, ondelete="restrict")

    _user_uniq = models.UniqueIndex("(state_id, user_id)", "You approved this already.")


class LeadControlPoint(models.Model):
    _inherit = "dosmart.lead.control.point"

    approval_ids = fields.One2many("dosmart.control.approval", "state_id", "Approvals")
    activity_ids = fields.Many2many("mail.activity", string="Approval Asked")

    def _next_approver(self):
        """Return who approves next, or nobody."""
        return self.point_id._next_approver_after(self.approval_ids.user_id)

    def _all_approved(self):
        return bool(self.approval_ids) and not self._next_approver()


class CrmLead(models.Model):
    """Control points that users approve, one after the other."""

    _inherit = "crm.lead"

    def action_ask_point_approval(self, point_id):
        """Put the control point on the to-do list of who approves it next."""
        state = self._open_state(point_id, "users")
        asked = state.activity_ids.filtered("active").user_id
        if state._next_approver() not in asked and not state.done_on:
            self._ask_next_approver(state)

    def action_approve_point(self, point_id):
        """Approve as the listed user whose turn it is; the last approval meets the point."""
        state = self._open_state(point_id, "users", access="read")
        following = state._next_approver()
        if self.env.user != following:
            raise AccessError(self._tell_whose_turn(state, following))
        self._log_point(self.env._("Approved: %s", state.point_id.name))
        state.approval_ids = [fields.Command.create({"user_id": self.env.uid})]
        state.activity_ids.filtered("active").action_feedback()
        if state._next_approver():
            self._ask_next_approver(state)
        else:
            state._mark_done()

    def _tell_whose_turn(self, state, following):
        if not following:
            return self.env._("“%s” is approved by all already.", state.point_id.name)
        return self.env._(
            "It is the turn of %(user)s to approve “%(point)s”.",
            user=following.name,
            point=state.point_id.name,
        )

    def _ask_next_approver(self, state):
        user = state._next_approver()
        if not user:
            raise UserError(
                self.env._(
                    "Nobody who could approve “%s” is active. Ask an administrator to list "
                    "somebody.",
                    state.point_id.name,
                )
            )
        if not self.with_user(user).has_access("read"):
            raise UserError(
                self.env._(
                    "%(user)s, who approves “%(point)s” next, may not see this opportunity. Ask "
                    "an administrator.",
                    user=user.name,
                    point=state.point_id.name,
                )
            )
        # sudo: who approved need not be allowed to plan somebody else's work.
        state.activity_ids.sudo().filtered("active").unlink()  # of who is not asked any more
        state.activity_ids += self.sudo().activity_schedule(
            "mail.mail_activity_data_todo",
            summary=self.with_context(lang=user.lang).env._("Approve: %s", state.point_id.name),
            user_id=user.id,
        )
