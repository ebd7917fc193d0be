from odoo import fields, models
from odoo.exceptions import UserError

OUTCOMES = [
    ("solved", "It is solved"),
    ("not_solved", "It is not solved"),
    ("no_answer", "Nobody answered"),
]


class ComplaintHearing(models.TransientModel):
    """What the client says when asked whether it is solved; every attempt is documented."""

    _name = "dosmart.complaint.hearing"
    _description = "Ask the Client"

    complaint_id = fields.Many2one("dosmart.complaint", required=True, readonly=True)
    outcome = fields.Selection(OUTCOMES, required=True)
    name = fields.Char("Who Said So")
    is_noted = fields.Boolean(readonly=True)
    note = fields.Text(
        required=True, help="How and when you asked, and what was said: this is the evidence."
    )

    def action_note(self):
        """Note what was said, or that nobody answered."""
        self.ensure_one()
        complaint = self.complaint_id
        complaint.check_access("write")
        if not self.note.strip():
            raise UserError(self.env._("Say how you tried to reach the client, and what was said."))
        if not complaint.is_open:
            raise UserError(self.env._("%s is closed already.", complaint.name))
        if self.is_noted:
            return  # a double click is one attempt
        self.is_noted = True
        self.flush_recordset()
        complaint._note_attempt(self.note.strip())
        if self.outcome == "solved":
            complaint._confirm(self.name or complaint.partner_id.name or complaint.contact_name)
