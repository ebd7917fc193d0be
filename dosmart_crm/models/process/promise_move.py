from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from .promise import OWED

TELL = "dosmart_crm.mail_activity_promise_tell"


class PromiseMove(models.Model):
    """The date of a promise was moved: from when to when, why, and whether the client knows.

    Making such a row moves the promise. Rows are never changed; the client is told later with
    ``dosmart.promise.action_tell``.
    """

    _name = "dosmart.promise.move"
    _description = "Promise Moved"
    _order = "id desc"
    _rec_name = "new_date"

    promise_id = fields.Many2one(
        "dosmart.promise", required=True, index=True, readonly=True, ondelete="cascade"
    )
    old_date = fields.Date("Was Due", compute="_compute_old_date", store=True, precompute=True)
    new_date = fields.Date(required=True)
    client_told = fields.Selection(
        [("yes", "Yes, the client knows"), ("no", "Not yet: remind me to call")],
        "Was the Client Told?",
        required=True,
        help="A promise that is moved without telling the client is as good as broken.",
    )
    reason = fields.Char(help="Why it was moved.")
    was_broken = fields.Boolean(
        compute="_compute_old_date",
        store=True,
        precompute=True,
        help="Its day was over already when it was moved.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Moved by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    @api.depends("promise_id")
    def _compute_old_date(self):
        for move in self.filtered(lambda move: not move._origin):
            promise = move.promise_id
            move.old_date = promise.due_date
            move.was_broken = promise.state == "broken" or bool(
                promise.due_date and promise.due_date < promise._local_today()
            )

    @api.model_create_multi
    def create(self, vals_list):
        """Move the promises too."""
        # Who has the right to everything may note what was moved long ago.
        noted = set() if self.env.su else {"old_date", "was_broken", "user_id"}
        given = [{n: v for n, v in vals.items() if n not in noted} for vals in vals_list]
        moves = super().create(given)
        for move in moves:
            move._move_promise()
        return moves

    def _move_promise(self):
        promise = self.promise_id
        promise.check_access("write")
        if promise.state not in OWED:
            raise UserError(
                self.env._(
                    "“%s” is done or cancelled: its date is not moved any more. Reopen it first.",
                    promise.name,
                )
            )
        if self.new_date < promise._local_today():
            raise ValidationError(promise._tell_past(self.new_date))
        if self.new_date == self.old_date:
            raise UserError(self.env._("“%s” is due that day already.", promise.name))
        broken_on = promise.broken_on or (self.was_broken and self.old_date)
        promise._note(due_date=self.new_date, state="open", broken_on=broken_on)
        promise._message_log(body=self._tell_move())
        promise._remind_anew()

    def _tell_move(self):
        told = dict(self._fields["client_told"]._description_selection(self.env))
        text = self.env._(
            "Moved from %(old)s to %(new)s. Was the client told? %(told)s.",
            old=format_date(self.env, self.old_date),
            new=format_date(self.env, self.new_date),
            told=told[self.client_told],
        )
        return f"{text} {self.reason}" if self.reason else text


class Promise(models.Model):
    _inherit = "dosmart.promise"

    def action_move(self):
        """Ask for the new date, and whether the client was told."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move the Date"),
            "res_model": "dosmart.promise.move",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_promise_id": self.id},
        }

    def action_tell(self):
        """Note that the client knows the new date by now."""
        self.check_access("write")
        # sudo: rows of the history are never changed but by this, after the check above.
        self.move_ids.sudo().filtered(lambda move: move.client_told == "no").client_told = "yes"
        # sudo: whoever told the client, nobody has to any more.
        self.sudo().activity_feedback([TELL])

    def _ask_to_tell(self):
        """Put on the list of who promised these that the clients are to be told."""
        for promise in self.filtered("has_to_tell"):
            user = promise._who_keeps()
            env = promise.with_context(lang=user.lang).env
            # sudo: whoever moved the date need not be allowed to plan somebody else's work.
            promise.sudo().activity_schedule(
                TELL,
                promise._local_today(),
                user_id=user.id,
                summary=env._(
                    "Tell %(client)s the new date: %(date)s",
                    client=promise.client_name,
                    date=format_date(env, promise.due_date),
                ),
            )
