from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CONDITIONS = [
    ("always", "Always"),
    ("renewal", "The contract was renewed"),
    ("invoice", "The client asks for invoices"),
    ("maintenance", "The service has preventive maintenance"),
]
EVIDENCES = [
    ("file", "A paper or file"),
    ("phone", "The client's phone"),
    ("email", "The client's email"),
    ("trusted", "The phones of two trusted persons"),
]
RECEIPTS = [
    ("installation", "Receipt of the installation"),
    ("payment_plan", "Receipt of the payments and their dates"),
    ("counter_receipt", "Counter-receipt of one payment"),
    ("maintenance", "Receipt of the maintenance dates"),
]


class DocumentType(models.Model):
    """What belongs in a client's folder, in order (spec AF-2); the administrator may edit it."""

    _name = "dosmart.document.type"
    _description = "Folder Document"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer("Place", default=10, help="Its place in the folder, from 1.")
    active = fields.Boolean(default=True)
    description = fields.Char(translate=True, help="What to file, in your salespeople's words.")
    parent_id = fields.Many2one(
        "dosmart.document.type",
        "Part of",
        index=True,
        ondelete="cascade",
        domain="[('parent_id', '=', False), ('id', '!=', id)]",
        help="An item with parts is received when all its parts are.",
    )
    child_ids = fields.One2many("dosmart.document.type", "parent_id", "Parts")
    condition = fields.Selection(
        CONDITIONS,
        "Applies if",
        required=True,
        default="always",
        help="Folders where this is not so do not list the item.",
    )
    is_per_instalment = fields.Boolean(
        "One per Instalment", help="One line for each instalment of the contract, or one for cash."
    )
    evidence = fields.Selection(
        EVIDENCES,
        "Proved by",
        required=True,
        default="file",
        help="What makes the item received. What the client's form says is taken from there.",
    )
    receipt_kind = fields.Selection(
        RECEIPTS,
        "Prints as",
        help="Made as PDF from the dates of the contract, and filed in one click.",
    )
    validity_months = fields.Integer(
        "Valid for (Months)", help="So long after it was received, it expires. 0: never."
    )
    is_identity = fields.Boolean(
        "Identity Document",
        help="Its files can be opened only by those who may read identity documents, and every "
        "opening is logged.",
    )

    _validity_months_positive = models.Constraint(
        "CHECK(validity_months BETWEEN 0 AND 600)",
        "A document is valid from 1 to 600 months, or for ever: 0.",
    )

    @api.constrains("parent_id")
    def _check_parent_id(self):
        for part in self.filtered("parent_id"):
            if part.parent_id.parent_id or part.child_ids or part == part.parent_id:
                raise ValidationError(
                    self.env._(
                        "%(name)s cannot be a part here: parts have no parts of their own. "
                        "Choose an item of the folder itself.",
                        name=part.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # sudo: a document is in use even when the folders are other salespeople's.
        lines = self.env["dosmart.account.document"].sudo()
        used = lines._read_group([("type_id", "in", (self | self.child_ids).ids)], ["type_id"])
        if used:
            raise UserError(
                self.env._(
                    "%(types)s cannot be deleted: folders list this. Archive it instead.",
                    types=", ".join(kind.name for (kind,) in used),
                )
            )

    def write(self, vals):
        """Seal what was filed under a type that becomes an identity document."""
        done = super().write(vals)
        if vals.get("is_identity"):
            # sudo: nobody may read the files, not even who says that they are to be sealed.
            files = self.env["dosmart.document.file"].sudo()
            files.search([("document_id.type_id", "in", self.ids)])._seal()
        return done

    def _applies(self, account):
        """Return whether *account* needs this item; extend with ``_applies_<condition>``."""
        return getattr(self, f"_applies_{self.condition}")(account)

    def _applies_always(self, _account):
        return True

    def _applies_renewal(self, account):
        return account.renewal_count > 0

    def _applies_invoice(self, account):
        return account.wants_invoice

    def _applies_maintenance(self, account):
        return account.maintenance_months > 0

    def _is_known(self, client):
        """Return whether the form of *client* proves the item; see ``_is_known_<evidence>``."""
        return getattr(self, f"_is_known_{self.evidence}")(client)

    def _is_known_file(self, _client):
        return False

    def _is_known_phone(self, client):
        return bool(client.phone)

    def _is_known_email(self, client):
        return bool(client.email)

    def _is_known_trusted(self, client):
        sheet = client.own_sheet_id
        return bool(sheet.trusted_phone_1 and sheet.trusted_phone_2)
