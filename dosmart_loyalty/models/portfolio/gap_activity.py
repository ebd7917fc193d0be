from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

ACTIVITY = "dosmart_loyalty.mail_activity_offer_line"


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Keep the activity that the gap list hands out from being deleted."""
        return super()._get_model_info_by_xmlid() | {
            ACTIVITY: {"res_model": "res.partner", "unlink": False}
        }


class PortfolioGap(models.Model):
    """From what is missing to the next step in one click; twice is once."""

    _inherit = "dosmart.portfolio.gap"

    proposed_on = fields.Date(readonly=True, help="When it was last planned or put on the table.")

    def action_plan(self):
        """Ask the salesperson of each client, else the user, to offer what is missing."""
        gaps = self - self._planned()
        gaps._note_proposed()
        self.env["mail.activity"].create([gap._prepare_activity_values() for gap in gaps])
        return self._tell(self.env._("%(new)s planned, %(old)s were planned already."), gaps)

    def action_put_on_table(self):
        """Note that what is missing was offered, and when to come back to it."""
        gaps = self.filtered(lambda gap: gap.state != "on_table")
        gaps._note_proposed()
        lines = gaps.grouped(lambda gap: (gap.company_id, gap.partner_id, gap.line_id)).values()
        self.env["dosmart.product.approach"].create(
            [same[0]._prepare_approach_values() for same in lines]
        )
        return self._tell(self.env._("%(new)s put on the table, %(old)s were there already."), gaps)

    def _planned(self):
        """Return those of these whose activity is still to be done."""
        open_ones = self.env["mail.activity"].search(
            Domain("activity_type_id", "=", self.env.ref(ACTIVITY).id)
            & Domain("res_model", "=", "res.partner")
            & Domain("res_id", "in", self.partner_id.ids)
        )
        known = {(activity.res_id, activity.summary) for activity in open_ones}
        return self.filtered(lambda gap: (gap.partner_id.id, gap._proposal()) in known)

    def _note_proposed(self):
        """Write the day on the rows, so that of two at once the slower starts anew."""
        if self:
            today = fields.Date.context_today(self)
            query = "UPDATE dosmart_portfolio_gap SET proposed_on = %s WHERE id = ANY(%s)"
            self.env.cr.execute(SQL(query, today, self.ids))
            self.invalidate_recordset(["proposed_on"])

    def _prepare_activity_values(self):
        return {
            "activity_type_id": self.env.ref(ACTIVITY).id,
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": self.partner_id.id,
            "user_id": (self.user_id or self.env.user).id,
            "summary": self._proposal(),
            "date_deadline": self._next_step_day(),
        }

    def _prepare_approach_values(self):
        return {
            "partner_id": self.partner_id.id,
            "line_id": self.line_id.id,
            "company_id": self.company_id.id,
            "next_step_date": self._next_step_day(),
            "next_step_purpose": self._proposal(),
        }

    def _proposal(self):
        """Return what to offer: the upgrade, or the product line."""
        return self.env._("Offer %s", self.product_id.name or self.line_id.name)

    def _next_step_day(self):
        days = self.company_id._value_policy().gap_days
        return fields.Date.context_today(self) + timedelta(days=days)

    def _tell(self, message, done):
        counts = {"new": len(done), "old": len(self - done)}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if done else "info",
                "message": message % counts,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
