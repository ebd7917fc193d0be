from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

MOVED = "dosmart_crm.mail_template_complaint_moved"


class Complaint(models.Model):
    """The date of the answer is a promise to the client: kept, moved or broken (SP-10)."""

    _inherit = "dosmart.complaint"

    promise_id = fields.Many2one(
        "dosmart.promise",
        "Promise",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model
    def _noted_names(self):
        return super()._noted_names() | {"promise_id"}

    @api.model_create_multi
    def create(self, vals_list):
        complaints = super().create(vals_list)
        complaints._promise_answer()
        return complaints

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & {"partner_id", "user_id"}:
            self._promise_answer()
        if vals.get("user_id"):
            # sudo: who takes over the complaint takes over its promise.
            promises = self.sudo().promise_id.filtered(lambda one: one.state == "open")
            promises.user_id = vals["user_id"]
        return done

    def _promise_answer(self):
        """Promise the answer, once it is known to whom and by whom."""
        # sudo: whoever registers a complaint need not be allowed to make promises.
        promises = self.env["dosmart.promise"].sudo()
        for complaint in self.filtered(lambda one: one._is_to_promise()):
            due = complaint._local_day(complaint.answer_due)
            promise = promises.create(
                {
                    "name": complaint.display_name,
                    "partner_id": complaint.partner_id.id,
                    "user_id": complaint.user_id.id,
                    "company_id": complaint.company_id.id,
                    "date": min(due, complaint._local_day(fields.Datetime.now())),
                    "due_date": due,
                }
            )
            complaint._note(promise_id=promise.id)

    def _is_to_promise(self):
        return (
            self._is_ticking() and self.partner_id and self.user_id.active and not self.promise_id
        )

    def _local_day(self, moment):
        """Return which day *moment* (UTC) is where the company works."""
        # sudo: the time zone of the company is no secret.
        tz = self.company_id.sudo().resource_calendar_id.tz or "UTC"
        return fields.Datetime.context_timestamp(self.with_context(tz=tz), moment).date()

    def _set_due(self, due):
        """Move the promise too, and tell the client if it is another day, or if asked to."""
        is_told_now = self.env.context.get("client_told") is False
        is_other_day = self._local_day(due) != self._local_day(self.answer_due)
        done = super()._set_due(due)
        self._message_log(
            body=self.env._(
                "An answer is due by %s now.", format_datetime(self.env, due, dt_format="short")
            )
        )
        if is_other_day or is_told_now:
            told = self._tell_moved() if not self.env.context.get("client_told") else True
            self._move_promise(told)
        return done

    def _tell_moved(self):
        """Write to the client for which day the answer is promised now.

        :return: whether that is possible; else somebody has to call
        """
        return self._send_to_client(MOVED)

    def _move_promise(self, is_told):
        # sudo: the promise goes with its complaint, which was checked before.
        promise = self.sudo().promise_id
        day = self._local_day(self.answer_due)
        if promise.state not in ("open", "broken") or promise.due_date == day:
            return
        if day >= promise._local_today():
            # sudo: as the promise above; the dialog is that of promises.
            self.env["dosmart.promise.move"].sudo().with_context(moves_complaint=False).create(
                {
                    "promise_id": promise.id,
                    "new_date": day,
                    "client_told": "yes" if is_told else "no",
                    "reason": self.env.context.get("move_reason"),
                }
            )

    def action_move(self):
        """Ask for the new date, why, and whether the client knows."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move the Promised Date"),
            "res_model": "dosmart.complaint.move",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_complaint_id": self.id},
        }

    def _move_due(self, due, reason, told):
        """Promise the answer for another moment; *told* is ``write``, ``yes`` or ``no``."""
        self.check_access("write")
        if not self._is_ticking():
            raise UserError(
                self.env._("%s is answered or closed: its date is not moved.", self.name)
            )
        if due <= fields.Datetime.now():
            raise UserError(self.env._("The new date is over. Choose a later one."))
        if due == self.answer_due:
            return  # a double click tells the client once
        # sudo: as the rows of the history below.
        moves_before = self.sudo().promise_id.move_ids
        self._note(is_due_moved=True)
        told_by_hand = told != "write"
        moved = self.with_context(client_told=told_by_hand, move_reason=reason)
        moved._set_due(due)
        if told == "no":
            # sudo: rows of the history are made by our methods alone.
            promise = self.sudo().promise_id
            (promise.move_ids - moves_before)[:1].client_told = "no"
            promise._ask_to_tell()

    def _answer(self):
        done = super()._answer()
        # sudo: whoever answers keeps the promise, whose it is.
        self.sudo().promise_id.action_keep()
        return done


class Promise(models.Model):
    _inherit = "dosmart.promise"

    complaint_ids = fields.One2many("dosmart.complaint", "promise_id", "Complaint")

    def _is_to_remind(self):
        """Complaints have their own clock, in hours: it warns."""
        return super()._is_to_remind() and not self.complaint_ids


class PromiseMove(models.Model):
    _inherit = "dosmart.promise.move"

    def _move_promise(self):
        """A promise that is moved moves its complaint, at the same time of the day."""
        done = super()._move_promise()
        # sudo: whoever may move the promise moves what was promised.
        complaint = self.promise_id.sudo().complaint_ids[:1]
        if complaint and self.env.context.get("moves_complaint", True):
            days = (self.new_date - self.old_date).days
            due = fields.Datetime.add(complaint.answer_due, days=days)
            complaint._note(is_due_moved=True)
            complaint.with_context(client_told=True)._set_due(due)
        return done
