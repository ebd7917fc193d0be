from odoo import fields, models


class ResCompany(models.Model):
    """How the company numbers its service accounts and keeps their folders."""

    _inherit = "res.company"

    service_account_sequence_id = fields.Many2one(
        "ir.sequence",
        "Service Numbers",
        ondelete="restrict",
        copy=False,
        help="Without gaps; made when the first contract is confirmed.",
    )
    maintenance_months = fields.Integer(
        "Months between Maintenances",
        default=6,
        help="Proposed for new service accounts. 0: no preventive maintenance.",
    )
    folder_file_mb = fields.Integer(
        "Largest File of a Folder (MB)", default=20, help="Larger files are refused."
    )
    folder_expiry_days = fields.Integer(
        "Days before a Document Expires",
        default=30,
        help="So many days before a document of a folder expires, its salesperson is told.",
    )

    _maintenance_months_range = models.Constraint(
        "CHECK(maintenance_months BETWEEN 0 AND 120)",
        "Maintenance is every 1 to 120 months, or never: 0.",
    )
    _folder_file_mb_plausible = models.Constraint(
        "CHECK(folder_file_mb BETWEEN 1 AND 60)", "The largest file has from 1 to 60 MB."
    )
    _folder_expiry_days_plausible = models.Constraint(
        "CHECK(folder_expiry_days BETWEEN 0 AND 365)",
        "Salespeople are told 0 to 365 days before a document expires.",
    )

    def _next_account_number(self):
        """Return the next service number; two confirmations at once take turns, without gaps.

        The second one is refused and can be repeated, which Odoo does by itself. So is the second
        one to make the sequence: both write the company.
        """
        self.ensure_one()
        # sudo: whoever confirms a contract may not touch sequences.
        company = self.sudo()
        if not company.service_account_sequence_id:
            values = company._prepare_account_sequence()
            company.service_account_sequence_id = company.env["ir.sequence"].create(values)
            company.flush_recordset(["service_account_sequence_id"])
        return company.service_account_sequence_id.next_by_id()

    def _prepare_account_sequence(self):
        return {
            "name": self.env._("Service Numbers"),
            "code": "dosmart.service.account",
            "company_id": self.id,
            "implementation": "no_gap",
            "prefix": "SC-",
            "padding": 6,
        }


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    maintenance_months = fields.Integer(related="company_id.maintenance_months", readonly=False)
    folder_file_mb = fields.Integer(related="company_id.folder_file_mb", readonly=False)
    folder_expiry_days = fields.Integer(related="company_id.folder_expiry_days", readonly=False)
