from odoo import fields, models


class ComplaintMove(models.TransientModel):
    """For when the answer is promised now, why, and whether the client knows."""

    _name = "dosmart.complaint.move"
    _description = "Move the Promised Date"

    complaint_id = fields.Many2one("dosmart.complaint", required=True, readonly=True)
    old_due = fields.Datetime("Promised for", related="complaint_id.answer_due", related_sudo=False)
    new_due = fields.Datetime("Answer by", required=True)
    client_told = fields.Selection(
        [
            ("write", "Write to the client now"),
            ("yes", "Yes, the client knows"),
            ("no", "Not yet: remind us to call"),
        ],
        "Was the Client Told?",
        required=True,
        default="write",
    )
    reason = fields.Char(required=True)
    email = fields.Char(related="complaint_id.email_from", related_sudo=False)

    def action_move(self):
        """Move the date."""
        self.ensure_one()
        self.complaint_id._move_due(self.new_due, self.reason, self.client_told)
