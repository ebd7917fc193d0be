from odoo import api, fields, models

CODE = "dosmart.complaint"


class ResCompany(models.Model):
    """Each company numbers its own complaints."""

    _inherit = "res.company"

    complaint_sequence_id = fields.Many2one(
        "ir.sequence",
        "Numbers of Complaints",
        domain="[('code', '=', 'dosmart.complaint')]",
        ondelete="set null",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._add_complaint_sequences()
        return companies

    @api.model
    def _add_missing_complaint_sequences(self):
        """Give a sequence to every company that was there before us."""
        self.search([("complaint_sequence_id", "=", False)])._add_complaint_sequences()

    def _add_complaint_sequences(self):
        # sudo: whoever makes a company need not be allowed to make sequences.
        sequences = self.env["ir.sequence"].sudo()
        for company in self:
            company.complaint_sequence_id = sequences.create(
                {
                    "name": self.env._("Complaints of %s", company.name),
                    "code": CODE,
                    "prefix": "Q%(y)s-",
                    "padding": 4,
                    "company_id": company.id,
                }
            )

    def _next_complaint_number(self):
        if not self.complaint_sequence_id:
            self._add_complaint_sequences()
        return self.complaint_sequence_id.next_by_id()


class Complaint(models.Model):
    _inherit = "dosmart.complaint"

    @api.model_create_multi
    def create(self, vals_list):
        """Give every complaint its number, that of its company."""
        complaints = super().create(vals_list)
        for complaint in complaints.filtered(lambda one: not one.name):
            # sudo: whoever may register a complaint may use up a number.
            complaint.sudo().name = complaint.company_id.sudo()._next_complaint_number()
        return complaints
