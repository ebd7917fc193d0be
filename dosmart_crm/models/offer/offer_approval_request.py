from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command

from .offer_cost_share import SALES

MANAGER = "sales_team.group_sale_manager"


class SaleOrder(models.Model):
    """Asking for the approval of offers, and giving or refusing it (spec OF-7).

    A manager of sales approves, or the leader of the quotation's team; never who asked for it or
    sells it.
    """

    _inherit = "sale.order"

    can_approve_offers = fields.Boolean(compute="_compute_can_approve_offers", groups=SALES)

    @api.depends("offer_approval_state")
    @api.depends_context("uid")
    def _compute_can_approve_offers(self):
        for order in self:
            order.can_approve_offers = (
                order.offer_approval_state == "requested" and not order._why_not_approve()
            )

    def action_ask_approval(self):
        """Put the quotation on the managers' to-do lists; once, however often it is asked."""
        self.check_access("write")
        for order in self:
            order._lock_for_approval()
            if order.offer_approval_state != "requested":
                order._ask_approval()

    def action_approve_offers(self):
        """Open the form in which a manager approves, with a word to the salesperson."""
        return self._open_decision("approved", self.env._("Approve Offers"))

    def action_refuse_offers(self):
        """Open the form in which a manager says why not."""
        return self._open_decision("refused", self.env._("Refuse Offers"))

    def _open_decision(self, state, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "dosmart.offer.approval.decision",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id, "default_state": state},
        }

    def _ask_approval(self):
        if self.offer_approval_state not in ("needed", "refused"):
            raise UserError(
                self.env._(
                    "The offers of %(order)s need no approval, or have it already: send the "
                    "quotation.",
                    order=self.name,
                )
            )
        approvers = self._offer_approvers()
        # sudo: requests are written by this method only.
        approvals = self.sudo().offer_approval_ids
        approvals.filtered(lambda approval: approval.state == "requested")._close("outdated")
        approval = approvals.create(self._prepare_approval_values())
        approval.activity_ids = self._remind_approvers(approvers)
        self._log_approval(self.offer_approval_text, approvers)

    def _prepare_approval_values(self):
        return {
            "order_id": self.id,
            "user_id": self.env.user.id,
            "cost": self.offer_cost,
            "list_total": self.offer_list_total,
            "proposal_ids": [Command.set(self._applied_proposals().ids)],
        }

    def _remind_approvers(self, approvers):
        activities = self.env["mail.activity"]
        for user in approvers:
            activities += self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.with_context(lang=user.lang).env._("Approve the offers"),
                note=self.with_context(lang=user.lang)._tell_offer_cost(),
                user_id=user.id,
            )
        return activities

    def _offer_approvers(self):
        """Return who is asked: the team leader, else the managers of the company."""
        # sudo: who manages sales is no secret, but salespeople may not read groups.
        managers = self.env.ref(MANAGER).sudo().all_user_ids
        order = self.with_context(allowed_company_ids=self.company_id.ids)
        for users in (self.team_id.sudo().user_id, managers):
            found = users.filtered(lambda u: u.active and self.company_id in u.company_ids)
            able = found.filtered(lambda user: not order.with_user(user)._why_not_approve())
            if able:
                return able.with_env(self.env)
        raise UserError(
            self.env._(
                "Nobody else may approve the offers of %(order)s. Ask an administrator to make "
                "somebody the leader of the sales team, or a sales administrator.",
                order=self.name,
            )
        )

    def _why_not_approve(self):
        """Return why the current user may not decide on these offers, or nothing."""
        user = self.env.user
        # sudo: whoever decides may look at who sells and who leads the team.
        order = self.sudo()
        asker = order._latest_approval().filtered(lambda a: a.state == "requested").user_id
        if user in (asker | order.user_id):
            return self.env._(
                "You sell this quotation or asked for its approval. Another manager decides."
            )
        is_leader = user == order.team_id.user_id
        if not self.has_access("write") or not (is_leader or user.has_group(MANAGER)):
            return self.env._("Only the leader of the sales team or a sales manager decides.")
        return ""

    def _decide_offer_approval(self, state, reason):
        """Answer the open request; the first of several managers counts."""
        self.ensure_one()
        self.check_access("write")
        self._lock_for_approval()
        if why_not := self._why_not_approve():
            raise AccessError(why_not)
        self._check_approval_open()
        # sudo: the decision is written by this method only, once the above let it pass.
        approval = self.sudo()._latest_approval()
        mine = approval.activity_ids.filtered(lambda a: a.user_id == self.env.user)
        values = {"decided_by_id": self.env.user.id, "decided_on": fields.Datetime.now()}
        approval._close(state, activity_done=mine, reason=reason, **values)
        mine.action_feedback(feedback=reason)
        self._log_approval(self.offer_approval_text, approval.user_id | self.user_id)

    def _check_approval_open(self):
        if self.offer_approval_state != "requested":
            raise UserError(
                self.env._(
                    "The approval of %(order)s is not asked for any more. %(now)s",
                    order=self.name,
                    now=self.offer_approval_text or self.env._("No approval is needed."),
                )
            )

    def _lock_for_approval(self):
        """Keep other workers off the order, so that it is asked for and decided once."""
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise LockError(
                self.env._(
                    "Somebody else is working on %(order)s right now. Try again in a moment.",
                    order=self.name,
                )
            ) from error

    def _log_approval(self, text, users):
        """Write an internal note, which the client never sees, and notify *users*."""
        partners = (users - self.env.user).partner_id
        self.message_post(
            body=text,
            subtype_xmlid="mail.mt_note",
            partner_ids=partners.ids,
            message_type="comment",
        )
