from odoo import models
from odoo.exceptions import UserError


class Touchpoint(models.Model):
    """A letter has the words of the email that its step names, printed with the address."""

    _inherit = "dosmart.touchpoint"

    def _letter_body(self):
        """Return the text of the letter in the client's language."""
        self.ensure_one()
        # sudo: the texts of programs are for all who send them.
        template = self.sudo().step_id.template_id
        body = template and template._render_field("body_html", self.ids, compute_lang=True)
        return body and body[self.id]

    def action_print_letter(self):
        """Print the letter of these contacts."""
        self.check_access("read")
        # sudo: as above.
        if self.filtered(lambda touch: not touch.sudo().step_id.template_id):
            raise UserError(
                self.env._(
                    "There is no text for this letter: choose one in the step of the program."
                )
            )
        return self.env.ref("dosmart_crm.program_letter_report").report_action(self)
